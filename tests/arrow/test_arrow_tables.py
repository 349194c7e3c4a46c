"""Arrow tables of objects: a fixed schema for any rows, and the same objects back."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import attrs
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from diplomacy_events import (
    Allegation,
    Dataset,
    Group,
    JointDeclaration,
    Organization,
    Period,
    Source,
    State,
    Statement,
    load_article,
)
from diplomacy_events.arrow import objects, schema, table, to_objects
from diplomacy_events.folding import fold
from diplomacy_events.model.actors import ACTOR_TYPES
from diplomacy_events.model.record_kinds import RECORD_TYPES
from diplomacy_events.strategies import datasets

KINDS: list[tuple[type, ...]] = [
    *[(kind,) for kind in (*RECORD_TYPES, *ACTOR_TYPES, Source)],
    RECORD_TYPES,
    ACTOR_TYPES,
]
ARTICLE = load_article()
STATEMENTS = list(ARTICLE.statements)
DECLARATION = ARTICLE.declarations[0]


def collections(dataset: Dataset) -> Iterator[tuple[tuple[type, ...], list[Any]]]:
    """Yield every collection of a dataset with its classes."""
    whole = [*dataset.sources, *dataset.actors, *dataset.records]
    for kinds in KINDS:
        yield kinds, [item for item in whole if type(item) in kinds]


def exactly(items: list[Any]) -> list[Any]:
    """Return everything in the objects, including the phrases that equality ignores."""
    return [(type(item), attrs.astuple(item)) for item in items]


@given(datasets(), st.booleans(), st.booleans())
@example(ARTICLE, True, True)
@example(Dataset(), False, False)
@settings(max_examples=30)
def test_objects_come_back_from_their_table(
    dataset: Dataset, names: bool, folded: bool
) -> None:
    """Objects come back from their table unchanged and in order."""
    known = {actor.id: actor.name for actor in dataset.actors} if names else None
    for kinds, items in collections(dataset):
        if not items:
            continue
        rows = table(items, kinds, names=known, folded=folded)
        rows.validate(full=True)
        assert rows.schema.equals(schema(*kinds, names=names, folded=folded))
        assert exactly(objects(rows, kinds)) == exactly(items)


@pytest.mark.parametrize("kinds", KINDS)
def test_no_rows_have_the_same_schema(kinds: tuple[type, ...]) -> None:
    """A table without rows has every column, and gives no objects."""
    empty = table([], kinds, names={}, folded=True)
    assert empty.schema.equals(schema(*kinds, names=True, folded=True))
    assert empty.num_rows == 0
    assert objects(empty, kinds) == []


def test_valid_rows_are_read_by_the_column(monkeypatch: pytest.MonkeyPatch) -> None:
    """Valid tables need not be judged row by row."""
    monkeypatch.setattr(to_objects, "by_constructor", None)
    for kinds, items in collections(ARTICLE):
        assert objects(table(items, kinds), kinds) == items


def test_batches_are_read_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch, several, a slice, and a table larger than a batch are all read."""
    kinds = (Statement,)
    whole = table(STATEMENTS, kinds)
    (batch,) = whole.to_batches()
    assert objects(batch, kinds) == STATEMENTS
    assert objects(iter([batch, batch]), kinds) == STATEMENTS * 2
    assert objects(whole.slice(3, 5), kinds) == STATEMENTS[3:8]
    monkeypatch.setattr(to_objects, "ROWS_AT_ONCE", 4)
    assert objects(whole, kinds) == STATEMENTS


def test_more_periods_than_can_be_numbered(monkeypatch: pytest.MonkeyPatch) -> None:
    """If three columns have too many combinations, rows are read one by one."""
    monkeypatch.setattr(to_objects, "GREATEST_INTEGER", 1)
    for kinds, items in collections(ARTICLE):
        assert objects(table(items, kinds), kinds) == items


def test_equal_parts_are_one_object() -> None:
    """Recurring ids and periods are in memory once."""
    period = Period(edtf="2023-03", phrase="in March", anchor=date(2023, 3, 17))
    twice = [attrs.evolve(STATEMENTS[0], id=id, when=period) for id in ("a", "b")]
    one, other = objects(table(twice, (Statement,)), (Statement,))
    assert one.when is other.when
    assert one.speakers[0] is other.speakers[0]


def test_an_object_of_another_class_is_a_slip() -> None:
    """A table accepts only objects of its classes."""
    with pytest.raises(TypeError, match="expected Source or State, got Statement"):
        table(STATEMENTS, (Source, State))


def test_columns_of_names_match_ids() -> None:
    """Names match their ids one by one; an id without a name has null."""
    names = {actor.id: actor.name for actor in ARTICLE.actors}
    rows = table(STATEMENTS, (Statement,), names=names)
    for statement, said in zip(
        STATEMENTS, rows.column("speakers_names").to_pylist(), strict=True
    ):
        assert said == [names[speaker] for speaker in statement.speakers]
    body = Organization(id="kremlin", name="Kremlin", state="russia")
    (russia,) = table([body], (Organization,), names={"russia": "Russia"})[
        "state_names"
    ]
    assert russia.as_py() == "Russia"
    group = Group(id="g", name="G", members=("a", "b"))
    (members,) = table([group], (Group,), names={"a": "A"})["members_names"]
    assert members.as_py() == ["A", None]


def test_folded_columns_contain_folded_words() -> None:
    """Words are folded, several with a separator between them; null stays null."""
    signed = JointDeclaration(
        **{
            **attrs.asdict(DECLARATION, recurse=False),
            "title": None,
            "provisions": ("Déjà «vu»", "Two"),
        }
    )
    row = table([signed], (JointDeclaration,), folded=True).to_pylist()[0]
    assert row["provisions_folded"] == fold("Déjà «vu»") + "\x1f" + "two"
    assert row["title_folded"] is None
    folded = [name for name in row if name.endswith("_folded")]
    assert folded == [
        f"{name}_folded" for name in ("gist", "notes", "title", "place", "provisions")
    ]


def test_words_alone_are_folded() -> None:
    """Ids, addresses, digests and codes are not words, nor are members of enums."""

    def folded(kind: type) -> list[str]:
        names = schema(kind, folded=True).names
        return [name for name in names if name.endswith("_folded")]

    assert folded(Source) == ["publisher_folded", "title_folded", "author_folded"]
    assert folded(State) == ["name_folded", "aliases_folded"]
    assert folded(Statement) == [
        *("gist_folded", "notes_folded", "quotes_folded", "channel_folded"),
        "condition_folded",
    ]
    assert folded(Allegation) == ["gist_folded", "notes_folded", "conduct_folded"]


def test_the_standing_is_a_column() -> None:
    """It is computed from the responses."""
    rows = table(list(ARTICLE.allegations), (Allegation,))
    expected = [str(allegation.standing) for allegation in ARTICLE.allegations]
    assert rows.column("standing").to_pylist() == expected


FIRST = date(2023, 3, 1)
DAYS = 6
LOW, HIGH = -1, DAYS
FORMS = [
    *("{a}", "{a}/{b}", "[{a}..{b}]", "[..{b}]", "[{a}..]", "{a}/", "/{b}"),
    *("{a}/..", "../{b}", "/", "../..", "../", "/.."),
]


def edges(form: str, a: int, b: int) -> tuple[Any, Any]:
    """Return the possible days of the start and the end; `None` if open."""
    every, first, last = range(LOW, HIGH + 1), range(a, a + 1), range(b, b + 1)
    match form:
        case "{a}":
            return first, first
        case "[{a}..{b}]":
            return range(a, b + 1), range(a, b + 1)
        case "[..{b}]":
            return range(LOW, b + 1), range(LOW, b + 1)
        case "[{a}..]":
            return range(a, HIGH + 1), range(a, HIGH + 1)
    known = {"": every, "..": None, "{a}": first, "{b}": last}
    begin, _, end = form.partition("/")
    return known[begin], known[end]


@pytest.mark.parametrize("form", FORMS)
def test_bounds_are_those_of_every_pair_of_days(form: str) -> None:
    """The four bounds are the extremes of all starts and ends that a text allows.

    The first and last days of the calendar represent days without bound.
    """

    def day(number: int) -> date:
        return FIRST + timedelta(days=number)

    def bound(number: int) -> date | None:
        return None if number in (LOW, HIGH) else day(number)

    for a in range(DAYS):
        for b in range(a, DAYS):
            begins, ends = edges(form, a, b)
            pairs = [
                (begin, end)
                for begin in begins or [LOW]
                for end in ends or [HIGH]
                if begin <= end
            ]
            expected = {
                "earliest": bound(min(begin for begin, _ in pairs)),
                "latest_begin": bound(max(begin for begin, _ in pairs)),
                "earliest_end": bound(min(end for _, end in pairs)),
                "latest": bound(max(end for _, end in pairs)),
            }
            when = Period.from_edtf(form.format(a=day(a), b=day(b)))
            signed = attrs.evolve(DECLARATION, when=when, horizon=when)
            row = table([signed], (JointDeclaration,)).to_pylist()[0]
            assert {name: row[name] for name in expected} == expected
            assert {name: row[f"horizon_{name}"] for name in expected} == expected


def test_same_columns_have_the_same_type() -> None:
    """A column of several classes has the type that it has in each."""
    for kinds in (RECORD_TYPES, ACTOR_TYPES):
        together = schema(*kinds, names=True, folded=True)
        assert together.names[0] == "type"
        for kind in kinds:
            for field in schema(kind, names=True, folded=True):
                assert together.field(field.name).type == field.type


def test_types_are_real() -> None:
    """Days are days, lists are lists, and enum members are dictionary-encoded."""
    found = schema(Statement)
    assert found.field("earliest").type == pa.date32()
    assert found.field("manner").type == pa.dictionary(pa.int32(), pa.string())
    assert pa.types.is_list(found.field("speakers").type)
    assert schema(Source).field("length").type == pa.int64()
