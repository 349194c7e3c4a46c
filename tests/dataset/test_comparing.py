"""Diff and merge: every difference is reported, and no choice is silent."""

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomacy_events import (
    Dataset,
    EventStatus,
    FieldTypeError,
    IntegrityError,
    Period,
    Person,
    State,
    Statement,
    load_article,
)
from diplomacy_events.dataset.diff import Change, Diff, distinct_texts
from diplomacy_events.model.rules import short
from diplomacy_events.strategies import datasets

ARTICLE = load_article()
PARTS: dict[str, Any] = {"sources": ARTICLE.sources, "actors": ARTICLE.actors}


def changed(part: Any, **fields: Any) -> Any:
    """Return a part with other values in these fields."""
    return attrs.evolve(part, **fields)


def test_nothing_differs_from_itself() -> None:
    """The difference of a dataset from itself is false and says so."""
    same = ARTICLE.diff(ARTICLE)
    assert not same
    assert str(same) == "no difference"
    assert "<p>no difference</p>" in same._repr_html_()


def test_differences_are_listed_field_by_field() -> None:
    """Added, removed and changed parts are listed, with both values and the order."""
    visit = ARTICLE.visits.one()
    when = Period.from_edtf(visit.when.edtf, phrase="next week")
    ada, gone = Person(id="ada", name="Ada"), ARTICLE.allegations[-1]
    new = attrs.evolve(
        ARTICLE,
        title="Another",
        actors=[*ARTICLE.actors, ada],
        records=[
            attrs.evolve(visit, place="Kazan", when=when),
            *(
                record
                for record in ARTICLE.records[::-1]
                if record not in (visit, gone)
            ),
        ],
    )
    found = ARTICLE.diff(new)
    assert found
    assert found.added == ("ada",)
    assert found.removed == (gone.id,)
    assert [(change.id, change.field) for change in found.changed] == [
        (None, "title"),
        (visit.id, "when"),
        (visit.id, "place"),
    ]
    assert found.reordered
    lines = str(found).splitlines()
    assert lines[0].split() == ["difference", "id", "field", "before", "after"]
    assert lines[1].split() == ["added", "ada"]
    assert lines[2].split() == ["removed", gone.id]
    assert lines[3].split()[:2] == ["changed", "title"]
    place = lines[5].partition("place")
    assert place[0].split() == ["changed", "xi-visits-moscow"]
    assert place[2].split() == ["'Moscow,", "Russia'", "'Kazan'"]
    assert lines[6] == "reordered"
    html = found._repr_html_()
    assert "<td><bdi>&#x27;Kazan&#x27;</bdi></td>" in html
    moved = "xi-visits-moscow.place: 'Moscow, Russia' -> 'Kazan'"
    assert str(found.changed[2]) == moved


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (("a", "b-c"), (), ("a, b-c", "nothing")),
        (None, EventStatus.PLANNED, ("nothing", "planned")),
        (("a, b",), ("a", "b"), ("('a, b',)", "a, b")),
        ("nothing", None, ("'nothing'", "nothing")),
        (("a" * 50, "b"), ("a" * 50, "b" * 9), ()),
        # Sixty characters of slugs are shown, sixty-one and other texts are not.
        (("a" * 50, "b" * 8), (), (f"{'a' * 50}, {'b' * 8}", "nothing")),
        (("a" * 50, "b" * 9), (), (short(("a" * 50, "b" * 9)), "nothing")),
        (("a", "b c"), (), ("('a', 'b c')", "nothing")),
        # The difference is so early that there are no fifteen letters before it.
        (
            "a" * 12 + "b" + "c" * 200,
            "a" * 12 + "d" + "c" * 200,
            (f"...'{'a' * 12}b{'c' * 46}", f"...'{'a' * 12}d{'c' * 46}"),
        ),
        # Fifteen letters before the difference, and sixty in total.
        (
            "a" * 500 + "b" + "c" * 500,
            "a" * 500 + "d" + "c" * 500,
            (f"...{'a' * 15}b{'c' * 44}", f"...{'a' * 15}d{'c' * 44}"),
        ),
    ],
)
def test_a_table_distinguishes_values(before: Any, after: Any, expected: Any) -> None:
    """Slugs and vocabulary words are written as they are, other texts in quotes."""
    found = distinct_texts(before, after)
    assert found[0] != found[1]
    if expected:
        assert found == expected


@pytest.mark.parametrize(
    "difference",
    [
        {"added": ("x",)},
        {"removed": ("x",)},
        {"changed": (Change(id="x", field="name", before="X", after="Y"),)},
        {"reordered": True},
    ],
)
def test_any_difference_makes_a_diff_true(difference: dict[str, Any]) -> None:
    """One of four kinds is enough, and a diff without any says so."""
    found = Diff(**difference)
    assert bool(found) is True
    assert "no difference" not in str(found)
    assert str(Diff()) == "no difference"


def test_a_source_that_differs_is_a_change() -> None:
    """Sources are compared like actors and records."""
    first = attrs.evolve(ARTICLE.sources[0], title="Another title")
    other = attrs.evolve(ARTICLE, sources=[first, *ARTICLE.sources[1:]])
    (change,) = ARTICLE.diff(other).changed
    assert (change.id, change.field) == (first.id, "title")


def test_a_part_of_another_class_is_a_change() -> None:
    """The same id for a person and a state is a change of type."""
    one = Dataset(actors=[Person(id="x", name="X")])
    other = Dataset(actors=[State(id="x", name="X")])
    (change,) = one.diff(other).changed
    assert str(change) == "x.type: 'Person' -> 'State'"


@given(datasets(), datasets())
def test_a_diff_shows_every_change(old: Dataset, new: Dataset) -> None:
    """Added and removed parts account for all ids, in both directions."""
    there, back = old.diff(new), new.diff(old)
    ids = {*old.sources.ids, *old.actors.ids, *old.records.ids}
    others = {*new.sources.ids, *new.actors.ids, *new.records.ids}
    assert (ids | set(there.added)) - set(there.removed) == others
    assert (there.added, there.removed) == (back.removed, back.added)
    assert [(c.before, c.after) for c in there.changed if c.id is None] == [
        (c.after, c.before) for c in back.changed if c.id is None
    ]
    assert not old.diff(old)


@given(datasets())
def test_parts_make_the_whole_again(dataset: Dataset) -> None:
    """A dataset merged with itself or a part of itself is itself."""
    assert dataset.merge(dataset) == dataset
    assert dataset.merge(Dataset()) == dataset
    part = attrs.evolve(dataset, records=())
    assert part.merge(dataset) == dataset
    assert not dataset.diff(Dataset().merge(dataset))


@given(datasets(), st.data())
def test_adding_is_merging(dataset: Dataset, data: st.DataObject) -> None:
    """Removing parts and adding them again gives the same dataset."""
    cut = data.draw(st.integers(0, len(dataset.records)))
    # Added parts come after everything that they refer to.
    apart = [
        changed(record, same_as=(), answers=())
        if isinstance(record, Statement)
        else record
        for record in dataset.records
    ]
    dataset = attrs.evolve(dataset, records=apart)
    some = attrs.evolve(dataset, records=())
    basis = [record for record in dataset.records if record in dataset.statements]
    others = [record for record in dataset.records if record not in dataset.statements]
    added = some.add(*basis[:cut]).add(*basis[cut:])
    assert set(added.records.ids) == {record.id for record in basis}
    assert set(added.add(*others).records) == set(dataset.records)


def test_disagreements_are_all_listed() -> None:
    """Fields that differ, in the whole or in a part, are conflicts."""
    other = attrs.evolve(
        ARTICLE,
        title="Another",
        version="2",
        actors=[changed(ARTICLE.actors[0], name="Somebody"), *ARTICLE.actors[1:]],
        records=[
            changed(ARTICLE.records[0], gist="Another"),
            *ARTICLE.records[1:],
        ],
    )
    with pytest.raises(IntegrityError, match="the datasets disagree") as caught:
        ARTICLE.merge(other)
    assert [fault.path for fault in caught.value.faults] == [
        "$.title",
        "$.version",
        "$.actors[0].name",
        "$.records[0].gist",
    ]
    assert "choose one with title=" in str(caught.value)
    with pytest.raises(IntegrityError) as caught:
        ARTICLE.merge(other, title="Both", version="3")
    assert len(caught.value.faults) == 2


def test_long_texts_are_shown_where_they_differ() -> None:
    """A message does not cut the very words that differ."""
    long = "The Kremlin says that in {} the presidents will have a meeting " + "x" * 99
    one, other = (
        changed(ARTICLE.statements[0], gist=long.format(month))
        for month in ("March", "April")
    )
    (change,) = (
        Dataset(**PARTS, records=[one]).diff(Dataset(**PARTS, records=[other])).changed
    )
    assert " says that in March the presidents" in str(change)
    assert " says that in April the presidents" in str(change)
    assert len(str(change)) < 200


def test_a_change_of_words_alone_is_a_conflict() -> None:
    """Comparing periods ignores the phrase, but a merge does not."""
    visit = ARTICLE.visits.one()
    when = Period.from_edtf(visit.when.edtf, phrase="next week")
    other = Dataset(
        sources=ARTICLE.sources,
        actors=ARTICLE.actors,
        records=[
            attrs.evolve(record, when=when) if record is visit else record
            for record in ARTICLE.records
        ],
    )
    assert other.records == ARTICLE.records
    with pytest.raises(IntegrityError, match=r"records\[\d+\]\.when"):
        ARTICLE.merge(other)


def test_a_value_of_one_dataset_alone_is_kept() -> None:
    """A title that only one has is used for the whole, and one may be given."""
    one, other = Dataset(title="One"), Dataset(licence="MIT")
    assert one.merge(other) == other.merge(one) == Dataset(title="One", licence="MIT")
    assert one.merge(Dataset(title="Two"), title="Three").title == "Three"
    assert one.merge(Dataset(title="Two"), title=None).title is None


def test_other_objects_than_datasets_are_refused() -> None:
    """Merge, diff and add all refuse anything else."""
    for way in (ARTICLE.merge, ARTICLE.diff):
        with pytest.raises(FieldTypeError, match="expected a Dataset"):
            way(5)  # type: ignore[arg-type]  # the error is the point
    with pytest.raises(FieldTypeError, match="a source, an actor or a record"):
        ARTICLE.add("x")  # type: ignore[arg-type]  # the error is the point
    with pytest.raises(FieldTypeError, match="got titel"):
        ARTICLE.merge(ARTICLE, titel="x")
    with pytest.raises(IntegrityError, match="is already used by"):
        ARTICLE.add(ARTICLE.records[0])
