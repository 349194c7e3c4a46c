"""Agreement between coders: which records match, and where they differ."""

import sys
from collections.abc import Callable, Mapping
from datetime import date
from itertools import permutations
from typing import Any

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from diplomacy_events import (
    Allegation,
    Dataset,
    EventStatus,
    Evidence,
    FieldTypeError,
    FieldValueError,
    JointDeclaration,
    Manner,
    MissingExtraError,
    Period,
    Person,
    Record,
    Response,
    ResponseKind,
    Source,
    SourceText,
    SpeechAct,
    State,
    Statement,
    StateVisit,
    load_article,
)
from diplomacy_events.dataset.agreement import Agreement
from diplomacy_events.dataset.comparable import compared_fields
from diplomacy_events.dataset.record_matches import _merge_spans, pairs
from diplomacy_events.dataset.reliability import RecordAgreement
from diplomacy_events.model.description import fields
from diplomacy_events.model.record_kinds import RECORD_TYPES
from diplomacy_events.strategies import datasets

ARTICLE = load_article()
TEXT = SourceText.of("0123456789" * 12, id="daily", publisher="The Daily")
STATES = [State(id=name, name=name.title()) for name in ("arendal", "bergen", "odda")]
# The acts represent the categories of the published examples.
ACTS = list(SpeechAct)


def said(id: str, start: int, end: int, **fields: Any) -> Statement:
    """Return a statement whose evidence is a span of the text."""
    given: dict[str, Any] = {
        "id": id,
        "when": Period.from_edtf("2023-03-13"),
        "gist": f"They say {id}",
        "speakers": ("arendal",),
        "manner": Manner.INDIRECT,
        "act": SpeechAct.ANNOUNCE,
        "evidence": (TEXT.between(start, end),),
    }
    return Statement(**given | fields)


def coding(*records: Record, **about: Any) -> Dataset:
    """Return a coding of the text."""
    about = {"sources": [TEXT.source], "actors": STATES, **about}
    return Dataset(records=records, **about)


def matches(found: Agreement) -> list[tuple[str, str]]:
    """Return the ids of the matched records."""
    return [(match.one, match.other) for match in found.matches]


def alpha(one: str, other: str) -> float | None:
    """Return the alpha of two rows of categories, where each unit is a record."""
    codings = [
        coding(
            *(
                said(f"{name}-{n}", 5 * n, 5 * n + 5, act=ACTS[ord(value) % len(ACTS)])
                for n, value in enumerate(row)
            )
        )
        for name, row in (("one", one), ("other", other))
    ]
    (field,) = (
        field
        for field in codings[0].agreement(codings[1]).fields
        if field.field == "act"
    )
    assert field.pairs == len(one)
    return field.alpha


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", example A,
        # binary data of two observers, and example B, nominal data of two observers.
        ("0100000010", "1110010000", 0.095),
        ("aabbdcccedda", "babbbccceddd", 0.692),
    ],
)
def test_alpha_is_that_of_published_examples(
    one: str, other: str, expected: float
) -> None:
    """Alpha has the values that Krippendorff worked out by hand."""
    assert alpha(one, other) == pytest.approx(expected, abs=5e-4)
    assert alpha(other, one) == pytest.approx(expected, abs=5e-4)


@given(st.lists(st.tuples(*[st.sampled_from("abc")] * 2), min_size=2, max_size=12))
def test_alpha_is_one_minus_disagreement_over_chance(rows: list[Any]) -> None:
    """It is 1 - Do/De over all pairs; undefined if nothing varies."""
    values = [value for row in rows for value in row]
    found = alpha("".join(row[0] for row in rows), "".join(row[1] for row in rows))
    by_chance = [a != b for a, b in permutations(values, 2)]
    if not any(by_chance):
        assert found is None
        return
    observed = sum(a != b for a, b in rows) / len(rows)
    expected = sum(by_chance) / len(by_chance)
    assert found == pytest.approx(1 - observed / expected)


@given(datasets())
def test_a_coding_agrees_with_itself(dataset: Dataset) -> None:
    """Every record is matched with itself, and everything agrees."""
    assume(len(dataset.sources) > 0)
    found = dataset.agreement(dataset)
    assert matches(found) == [(id, id) for id in dataset.records.ids]
    assert all(match.overlap == 1 for match in found.matches)
    assert in_full(found)


def in_full(found: Agreement) -> bool:
    """Return whether two codings have the same records with the same content."""
    left = (found.only_one, found.only_other, found.disagreements)
    units = [value for one in (*found.types, found.records) for value in told(one)]
    return (
        left == ((), (), ())
        and all(value == 1 for value in units)
        and all(field.share == 1 for field in found.fields)
        and all(field.masi in {None, 0} for field in found.fields)
        and all(field.alpha in {None, 1} for field in found.fields)
    )


def told(found: RecordAgreement) -> tuple[float, ...]:
    """Return precision, recall and F1, if defined."""
    values = found.precision, found.recall, found.f1
    return tuple([value for value in values if value is not None])


def renamed(thing: Any, ids: Mapping[str, str]) -> Any:
    """Return an object with other ids for its actors."""
    changes: dict[str, Any] = {"id": ids[thing.id]} if hasattr(thing, "aliases") else {}
    for one in fields(type(thing)):
        value = getattr(thing, one.name)
        if one.actors or (one.refers_to and hasattr(thing, "aliases")):
            changes[one.name] = mapped(value, lambda id: ids[id])
        elif one.composite and not one.period:
            changes[one.name] = mapped(value, lambda part: renamed(part, ids))
    return attrs.evolve(thing, **changes)


def mapped(value: Any, change: Callable[[Any], Any]) -> Any:
    """Apply a function to a value, to each of several, or to none."""
    if isinstance(value, tuple):
        return tuple(map(change, value))
    return None if value is None else change(value)


def told_apart(dataset: Dataset) -> Dataset:
    """Return a dataset whose actors have different names."""
    held: list[Any] = list(dataset.actors)
    actors = [
        attrs.evolve(actor, name=f"{actor.name} {number}", aliases=())
        for number, actor in enumerate(held)
    ]
    return attrs.evolve(dataset, actors=actors)


@pytest.mark.parametrize(
    "name",
    [
        "codings",
        "condition",
        "conduct",
        "evidence",
        "gist",
        "id",
        "notes",
        "provisions",
        "reason",
        "same_as",
    ],
)
def test_what_is_a_coders_own_is_not_compared(name: str) -> None:
    """Names, wording and anchors differ, and neither coder is wrong."""
    for kind in RECORD_TYPES:
        assert name not in [field.name for field in compared_fields(kind)]


@given(datasets().map(told_apart))
@example(load_article())
def test_ids_of_actors_do_not_matter_if_names_match(
    dataset: Dataset,
) -> None:
    """With all ids replaced, a coding still agrees with itself in everything."""
    if not dataset.sources:
        return  # nothing to agree on
    ids = {id: f"other-actor-{n}" for n, id in enumerate(dataset.actors.ids)}
    other = attrs.evolve(
        dataset,
        actors=[renamed(actor, ids) for actor in dataset.actors],
        records=[renamed(record, ids) for record in dataset.records],
    )
    for one, two, of in (
        (dataset, other, ids),
        (other, dataset, {its: id for id, its in ids.items()}),
    ):
        agreement = one.agreement(two)
        assert matches(agreement) == [(id, id) for id in dataset.records.ids]
        assert in_full(agreement)
        assert dict(agreement.actors) == of


def test_actors_with_other_ids_are_listed_and_count_as_the_same() -> None:
    """They match by an alias too; a name that only one coding has is somebody else."""
    theirs = [
        State(id="arendal-state", name="Kingdom of Arendal", aliases=["ARENDAL"]),
        State(id="voss", name="Voss"),
    ]
    one = coding(said("a", 0, 10, mentions=["bergen", "odda"], audience=["bergen"]))
    other = coding(
        said("x", 0, 10, speakers=["arendal-state"], mentions=["voss"]), actors=theirs
    )
    agreement = one.agreement(other)
    assert agreement.actors == (("arendal", "arendal-state"),)
    assert [d.field for d in agreement.disagreements] == ["audience", "mentions"]
    by_name = {field.field: field for field in agreement.fields}
    assert (by_name["speakers"].share, by_name["speakers"].masi) == (1, 0)
    assert (by_name["mentions"].share, by_name["mentions"].masi) == (0, 1)
    lines = str(agreement).splitlines()
    at = lines.index("Actors with different ids, taken to be the same")
    assert lines[at + 2].split() == ["arendal", "arendal-state"]
    assert lines[at + 3] == "Disagreements"


def test_one_id_of_two_actors_does_not_make_them_one() -> None:
    """An actor without a name in the other coding is separate, whatever its id."""
    one = coding(
        said("a", 0, 10, speakers=["smith"]),
        actors=[Person(id="smith", name="Ann Smith", wikidata="Q1")],
    )
    other = coding(
        said("x", 0, 10, speakers=["smith"]),
        actors=[Person(id="smith", name="Ben Smith", wikidata="Q2")],
    )
    assert [d.field for d in one.agreement(other).disagreements] == ["speakers"]


def test_names_decide_between_equal_overlaps() -> None:
    """Speakers distinguish statements in one sentence, whatever the ids."""
    theirs = [State(id=f"x-{state.id}", name=state.name) for state in STATES]
    one = coding(said("a", 0, 10), said("b", 0, 10, speakers=["bergen"]))
    other = coding(
        said("x", 0, 10, speakers=["x-bergen"]),
        said("y", 0, 10, speakers=["x-arendal"]),
        actors=theirs,
    )
    assert matches(one.agreement(other)) == [("a", "y"), ("b", "x")]
    assert matches(other.agreement(one)) == [("x", "b"), ("y", "a")]


@st.composite
def statements(draw: st.DrawFn, name: str) -> list[Statement]:
    """Return statements on overlapping spans, as different coders choose them."""
    spans = draw(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 6)), max_size=4))
    return [
        said(
            f"{name}-{number}",
            start,
            start + length,
            act=draw(st.sampled_from(ACTS[:3])),
            topics=tuple(draw(st.sets(st.sampled_from(["peace", "trade"])))),
        )
        for number, (start, length) in enumerate(spans)
    ]


def characters(record: Record) -> set[int]:
    """Return the characters in the evidence of a record."""
    return {
        place
        for anchor in record.evidence
        for place in range(anchor.start or 0, anchor.end or 0)
    }


def overlap(one: Record, other: Record) -> float:
    """Return the Jaccard index of the evidence of two records."""
    a, b = characters(one), characters(other)
    return len(a & b) / len(a | b)


@given(statements("one"), statements("other"))
def test_no_other_way_to_match_overlaps_more(
    one: list[Statement], other: list[Statement]
) -> None:
    """The sum of the overlaps is the greatest possible."""
    found = coding(*one).agreement(coding(*other))
    few, many = sorted((one, other), key=len)
    best = max(
        sum(overlap(a, b) for a, b in zip(few, row, strict=True))
        for row in permutations(many, len(few))
    )
    assert sum(match.overlap for match in found.matches) == pytest.approx(best)
    by_id = {record.id: record for record in (*one, *other)}
    for match in found.matches:
        assert match.overlap == pytest.approx(
            overlap(by_id[match.one], by_id[match.other])
        )
        assert match.overlap > 0
    taken = [id for pair in matches(found) for id in pair]
    assert len(taken) == len(set(taken))
    assert {*taken, *found.only_one, *found.only_other} == set(by_id)


@given(statements("one"), statements("other"))
def test_it_is_symmetric(one: list[Statement], other: list[Statement]) -> None:
    """From the other side, the result is the same with the sides exchanged."""
    there = coding(*one).agreement(coding(*other))
    back = coding(*other).agreement(coding(*one))
    assert set(matches(there)) == {(b, a) for a, b in matches(back)}
    assert (there.only_one, there.only_other) == (back.only_other, back.only_one)
    assert [attrs.evolve(f, alpha=None) for f in there.fields] == [
        attrs.evolve(f, alpha=None) for f in back.fields
    ]
    for a, b in zip(there.fields, back.fields, strict=True):
        assert a.alpha == (b.alpha and pytest.approx(b.alpha))
    swapped = {(d.match.other, d.match.one, d.field) for d in back.disagreements}
    assert {(d.match.one, d.match.other, d.field) for d in there.disagreements} == (
        swapped
    )


def test_only_records_of_one_type_in_one_place_match() -> None:
    """Another type or a separate span is another record; the best overlap wins."""
    visit = StateVisit(
        id="visit",
        when=Period.from_edtf("2023"),
        gist="A visit",
        visitors=("arendal",),
        hosts=("bergen",),
        status=EventStatus.PLANNED,
        evidence=(TEXT.between(0, 10),),
    )
    one = coding(said("a", 0, 10), said("b", 10, 20), said("c", 40, 50))
    other = coding(visit, said("x", 0, 4), said("y", 2, 20), said("z", 50, 60))
    agreement = one.agreement(other)
    assert matches(agreement) == [("a", "x"), ("b", "y")]
    assert [match.overlap for match in agreement.matches] == [0.4, 10 / 18]
    assert (agreement.only_one, agreement.only_other) == (("c",), ("visit", "z"))
    types = ["StateVisit", "Statement"]
    assert [found.type for found in agreement.types] == types
    assert [found.type for found in other.agreement(one).types] == types


def test_place_counts_for_more_than_content() -> None:
    """A record in the same place matches, even if one beside it says the same."""
    one = coding(said("a", 0, 10, act=SpeechAct.DENY))
    other = coding(said("x", 0, 10), said("y", 9, 30, act=SpeechAct.DENY))
    assert matches(one.agreement(other)) == [("a", "x")]


def test_the_sum_of_overlaps_counts_not_the_greatest_of_them() -> None:
    """Two good matches are better than a perfect one and none."""
    one = coding(said("a", 0, 10), said("b", 10, 15))
    other = coding(said("x", 0, 9), said("y", 0, 10))
    assert matches(one.agreement(other)) == [("a", "y")]
    wide = coding(said("x", 0, 15), said("y", 0, 10))
    assert matches(one.agreement(wide)) == [("a", "y"), ("b", "x")]


def test_among_equal_overlaps_records_with_the_same_values_match() -> None:
    """Two statements in one sentence are distinguished by their values."""
    one = coding(
        said("a", 0, 10, act=SpeechAct.DENY), said("b", 0, 10, act=SpeechAct.DEMAND)
    )
    other = coding(
        said("x", 0, 10, act=SpeechAct.DEMAND), said("y", 0, 10, act=SpeechAct.DENY)
    )
    assert matches(one.agreement(other)) == [("a", "y"), ("b", "x")]
    march, april = (Period.from_edtf(f"2023-0{month}") for month in (3, 4))
    one = coding(said("a", 0, 10, when=march), said("b", 0, 10, when=april))
    other = coding(said("x", 0, 10, when=april), said("y", 0, 10, when=march))
    assert matches(one.agreement(other)) == [("a", "y"), ("b", "x")]


def test_evidence_of_the_whole_source_overlaps_with_all_of_it() -> None:
    """It counts as all characters, or as infinite if the length is unknown."""
    one = coding(said("a", 0, 60))
    other = coding(said("x", 0, 1, evidence=(Evidence(source="daily"),)))
    assert one.agreement(other).matches[0].overlap == 0.5
    unknown = attrs.evolve(TEXT.source, length=None, sha256=None)
    found = coding(said("a", 0, 60), sources=[unknown]).agreement(
        coding(said("x", 0, 1, evidence=(Evidence(source="daily"),)), sources=[unknown])
    )
    assert 0 < found.matches[0].overlap < 1e-9


def test_overlapping_anchors_of_one_record_count_once() -> None:
    """Evidence is a set of characters, however many anchors contain them."""
    anchors = (TEXT.between(0, 6), TEXT.between(4, 10), TEXT.between(30, 40))
    one = coding(said("a", 0, 1, evidence=anchors))
    assert one.agreement(coding(said("x", 0, 10))).matches[0].overlap == 0.5


def claims(statement: str, declared: str, kind: ResponseKind) -> Dataset:
    """Return a coding in which records refer to each other, with ids of its own."""
    allegation = Allegation(
        id=f"claim-{declared}",
        when=Period.from_edtf("2023"),
        gist="A claim",
        accusers=("arendal",),
        accused=("bergen",),
        conduct="a thing",
        evidence=(TEXT.between(20, 30),),
        responses=(
            Response(actors=("bergen",), kind=kind, statement=statement),
            Response(
                actors=("odda",),
                kind=ResponseKind.REMARK,
                evidence=(TEXT.between(len(declared), 40),),
            ),
        ),
        basis=(statement,),
    )
    visit = StateVisit(
        id=f"visit-{declared}",
        when=Period.from_edtf("2023"),
        gist="A visit",
        visitors=("arendal", "odda") if declared == "x" else ("odda", "arendal"),
        hosts=("bergen",),
        status=EventStatus.PLANNED,
        evidence=(TEXT.between(30, 40),),
    )
    declaration = JointDeclaration(
        id=declared,
        when=Period.from_edtf("2023"),
        gist="A declaration",
        parties=("arendal", "bergen"),
        visit=f"visit-{declared}",
        status=EventStatus.PLANNED,
        evidence=(TEXT.between(40, 50),),
    )
    spoken = said(statement, 0, 10, speakers=("bergen",))
    return coding(spoken, allegation, visit, declaration)


def test_references_agree_where_they_lead_to_the_same_record() -> None:
    """Each coder has other ids; their order means nothing."""
    one = claims("denial", "x", ResponseKind.DENIAL)
    other = claims("they-deny", "papers", ResponseKind.DENIAL)
    assert one.agreement(other).disagreements == ()
    elsewhere = attrs.evolve(other.statements.one(), evidence=(TEXT.between(100, 110),))
    moved = attrs.evolve(
        other,
        records=[
            elsewhere,
            *(r for r in other.records if not isinstance(r, Statement)),
        ],
    )
    agreement = one.agreement(moved)
    assert [d.field for d in agreement.disagreements] == ["responses", "basis"]


def test_the_words_of_a_date_do_not_matter() -> None:
    """Coders agree on a day, whether or not they noted how the source puts it."""
    day = Period.from_edtf("2023-03-13", phrase="Monday", anchor=date(2023, 3, 14))
    one, other = coding(said("said", 0, 9, when=day)), coding(said("said", 0, 9))
    assert one.agreement(other).disagreements == ()


@pytest.mark.parametrize(
    ("field", "values", "matters"),
    [
        ("quotes", ("0123", "4567"), True),
        ("via", ("bergen", "odda"), True),
        ("speakers", ("arendal", "odda"), False),
    ],
)
def test_the_order_of_quotes_and_carriers_matters(
    field: str, values: tuple[str, ...], matters: bool
) -> None:
    """Quotes follow each other, and so do those who pass a statement on."""
    manner = Manner.MIXED if field == "quotes" else Manner.INDIRECT
    one, other = (
        coding(said("said", 0, 9, manner=manner, **{field: some}))
        for some in (values, values[::-1])
    )
    differing = [found.field for found in one.agreement(other).disagreements]
    assert differing == ([field] if matters else [])


def test_disagreements_are_values_and_print() -> None:
    """They give the records, the field and both values; own words do not count."""
    one = claims("denial", "x", ResponseKind.DENIAL)
    other = claims("denial", "x", ResponseKind.REMARK)
    last = said("late", 110, 120)
    other = attrs.evolve(other, records=[*other.records, last])
    agreement = one.agreement(other)
    assert [(d.match.one, d.field) for d in agreement.disagreements] == [
        ("claim-x", "responses"),
        ("claim-x", "standing"),
    ]
    standing = agreement.disagreements[1]
    assert (standing.one, standing.other) == ("denied", "alleged")
    lines = str(agreement).splitlines()
    assert lines[0] == "Records"
    assert [line.split() for line in lines[1:7]] == [
        [
            "type",
            "both",
            "only",
            "first",
            "only",
            "second",
            "precision",
            "recall",
            "F1",
        ],
        ["StateVisit", *"100", "1.000", "1.000", "1.000"],
        ["JointDeclaration", *"100", "1.000", "1.000", "1.000"],
        ["Allegation", *"100", "1.000", "1.000", "1.000"],
        ["Statement", *"101", "0.500", "1.000", "0.667"],
        ["all", *"401", "0.800", "1.000", "0.889"],
    ]
    title = next(line for line in lines if line.startswith("Fields of"))
    empty = [field for field in agreement.fields if not field.with_value]
    left_out = f"({len(empty)} that neither filled in are left out)"
    assert title == f"Fields of the records in both codings {left_out}"
    nobody = {(one.type, one.field) for one in empty}
    assert {("Statement", name) for name in ("audience", "via")} <= nobody
    assert ("StateVisit", "place") in nobody
    # Names are aligned to the left, and numbers to the right.
    assert (lines[1].index("type"), lines[6].index("all")) == (2, 2)
    assert lines[6][: lines[1].index("both") + len("both")].endswith(" 4")
    assert {line.find("Allegation.") for line in lines} == {-1, 2}
    table = [line.split() for line in lines]
    assert "Statement.audience" not in [row[0] for row in table]
    # Numbers end where their heading does.
    header = next(line for line in lines if line.split()[:2] == ["field", "pairs"])
    end = header.index("pairs") + len("pairs")
    (row,) = [
        line for line in lines if line.split()[:2] == ["Allegation.standing", "1"]
    ]
    assert row[:end].endswith(" 1")
    assert ["Allegation.standing", "1", "0", "0.000", "0.000"] in table
    assert ["Allegation.responses", "1", "0", "0.000", "0.889", "0.000"] in table
    at = lines.index("Only in the second")
    assert lines[at + 1 : at + 3] == ["  id", "  late"]
    assert table[-1] == ["claim-x", "standing", "denied", "alleged"]
    assert str(standing) == "claim-x, standing: denied or alleged"
    fields = {field.field: str(field) for field in agreement.fields}
    assert fields["standing"] == "Allegation.standing: 0 of 1, alpha 0.000"
    assert fields["when"] == "Statement.when: 1 of 1"
    assert fields["speakers"] == "Statement.speakers: 1 of 1, MASI distance 0.000"
    assert "<td><bdi>alleged</bdi></td>" in agreement._repr_html_()
    renamed = one.agreement(claims("no", "y", ResponseKind.REMARK)).disagreements
    assert "claim-x = claim-y, standing: " in str(renamed[1])
    share = {field.field: field.share for field in agreement.fields}
    assert share["standing"] == 0
    assert not {"gist", "conduct", "id", "evidence"} & set(share)


def test_a_disagreement_shows_where_its_sides_differ() -> None:
    """Long values with the same start and end are not shortened to the same text."""
    quotes = [f"{'We will come, ' * 9}{end}, {'as said, ' * 9}" for end in ("so", "no")]
    one, other = (
        coding(said("x", 0, 9, manner=Manner.DIRECT, quotes=(quote,)))
        for quote in quotes
    )
    (line,) = map(str, one.agreement(other).disagreements)
    first, last = line.removeprefix("x, quotes: ").split(" or ")
    assert first != last
    assert (", so, " in first, ", no, " in last) == (True, True)


def test_codings_without_records_agree_in_nothing() -> None:
    """Nothing can be matched, and the report says so."""
    found = coding().agreement(coding())
    assert found == Agreement()
    (header, row) = str(found).splitlines()
    assert header.startswith("type")
    assert row.split() == ["all", "0", "0", "0"]


def test_codings_of_other_sources_are_refused() -> None:
    """Digests decide, whatever the ids; codings without a source are refused too."""
    twin = attrs.evolve(TEXT.source, id="herald", published=date(2023, 3, 17))
    anchor = attrs.evolve(TEXT.between(0, 10), source="herald")
    record = said("x", 0, 10, evidence=(anchor,))
    found = coding(said("a", 0, 10)).agreement(coding(record, sources=[twin]))
    assert matches(found) == [("a", "x")]
    with pytest.raises(FieldValueError, match="codings of the same sources") as caught:
        coding().agreement(ARTICLE)
    assert caught.value.value == ARTICLE.sources.ids
    with pytest.raises(FieldValueError, match="codings of the same sources"):
        Dataset().agreement(Dataset())
    with pytest.raises(FieldTypeError, match="expected a Dataset"):
        ARTICLE.agreement("another")  # type: ignore[arg-type]  # the error is the point


@pytest.mark.parametrize("library", ["numpy", "krippendorff"])
def test_without_the_extra_the_error_names_it(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both libraries come with the extra `agreement`."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError, match=r"\[agreement\]"):
        ARTICLE.agreement(ARTICLE)


def test_invisible_characters_are_not_a_disagreement() -> None:
    """A soft hyphen in a quote makes no difference; a different word does."""
    fields: dict[str, Any] = {"manner": Manner.DIRECT, "topics": ("talks",)}
    quotes = ("We will come.", "We\N{ZERO WIDTH SPACE} will c\N{SOFT HYPHEN}ome.")
    one, other = (
        coding(said("x", 0, 9, quotes=(quote,), **fields)) for quote in quotes
    )
    assert one.agreement(other).disagreements == ()
    third = coding(said("x", 0, 9, quotes=("We will go.",), **fields))
    assert [d.field for d in other.agreement(third).disagreements] == ["quotes"]


def test_among_similar_records_those_with_one_id_match() -> None:
    """The same words may be coded twice alike, in any order."""
    one = coding(said("a", 0, 10), said("b", 0, 10))
    other = coding(said("b", 0, 10), said("a", 0, 10))
    for first, second in ((one, other), (other, one)):
        matches = first.agreement(second).matches
        assert {(match.one, match.other) for match in matches} == {
            ("a", "a"),
            ("b", "b"),
        }


@pytest.mark.parametrize("name", ["a", "z"])
@pytest.mark.parametrize(
    ("span", "spans", "best"),
    [
        # Half of 10 characters are more than a quarter of 40.
        ((0, 10), [(0, 40), (5, 10)], 1),
        # Three of 27 are more than one of ten; one of four is more than four of 20.
        ((0, 10), [(0, 1), (7, 27)], 1),
        ((0, 4), [(0, 1), (0, 20)], 0),
    ],
)
def test_the_greater_share_of_all_characters_matches(
    span: tuple[int, int], spans: list[tuple[int, int]], best: int, name: str
) -> None:
    """The length of both records counts, whichever coding is given first."""
    one = coding(said(name, *span))
    other = coding(*(said(f"m-{n}", *its) for n, its in enumerate(spans)))
    assert matches(one.agreement(other)) == [(name, f"m-{best}")]
    assert matches(other.agreement(one)) == [(f"m-{best}", name)]


def test_sources_without_a_digest_are_known_by_id() -> None:
    """Two such sources are not the same, in one coding or in two."""
    paper, wire = (Source(id=id, publisher=id) for id in ("paper", "wire"))
    in_paper, in_wire = (
        said(f"in-{one.id}", 0, 1, evidence=[Evidence(source=one.id)])
        for one in (paper, wire)
    )
    both = [paper, wire]
    apart = coding(in_paper, sources=both).agreement(coding(in_wire, sources=both))
    assert matches(apart) == []
    same = coding(in_paper, sources=both).agreement(coding(in_paper, sources=both))
    assert matches(same) == [("in-paper", "in-paper")]
    with pytest.raises(FieldValueError, match="codings of the same sources"):
        coding(sources=[paper]).agreement(coding(sources=[wire]))


def test_spans_that_overlap_or_touch_are_merged() -> None:
    """It does not matter how many came before, or if one is within another."""
    spans = [(15, 30), (0, 5), (10, 20), (16, 18), (30, 31), (40, 41)]
    assert _merge_spans(spans) == [(0, 5), (10, 31), (40, 41)]


def test_a_billionth_of_overlap_counts_for_more_than_all_values_and_the_id() -> None:
    """Values and ids decide only between shares that are equal to nine digits."""
    length, digest = 2 * 10**10, "0" * 64
    whole = Source(id="daily", publisher="The Daily", length=length, sha256=digest)

    def of(id: str, end: int) -> Statement:
        anchor = Evidence(source="daily", start=0, end=end, sha256=digest)
        return said(id, 0, 1, evidence=(anchor,))

    def values(record: Record) -> list[str]:
        return [record.id]

    one, half = of("a", length), of("x", length // 2)
    for shorter, best in ((20, "x"), (4, "a")):
        other = coding(half, of("a", length // 2 - shorter), sources=[whole])
        alone = coding(one, sources=[whole])
        ((_, found),) = pairs(alone, other, (values, values))
        assert found.id == best
