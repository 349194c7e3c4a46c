"""Anything other than a table of objects is refused, with row and column."""

from collections.abc import Callable
from datetime import date
from itertools import chain
from typing import Any, get_args

import attrs
import polars
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomacy_events import (
    Allegation,
    DiplomacyEventsError,
    FieldTypeError,
    FormatError,
    JointDeclaration,
    Period,
    Person,
    Source,
    State,
    Statement,
    StateVisit,
    load_article,
)
from diplomacy_events.arrow import objects, schema, table
from diplomacy_events.arrow.derived import check_derived
from diplomacy_events.model.actors import ACTOR_TYPES
from diplomacy_events.model.record_kinds import RECORD_TYPES

ARTICLE = load_article()
WHOLE = [*ARTICLE.sources, *ARTICLE.actors, *ARTICLE.records]
RECORDS: dict[type, list[Any]] = {
    kind: [item for item in WHOLE if type(item) is kind]
    for kind in (*RECORD_TYPES, *ACTOR_TYPES, Source)
}


def lax(found: Any) -> Any:
    """Return a type, or a schema, in which everything may be null."""
    if isinstance(found, pa.Schema):
        return pa.schema([pa.field(field.name, lax(field.type)) for field in found])
    if pa.types.is_struct(found):
        return pa.struct([pa.field(part.name, lax(part.type)) for part in found])
    if pa.types.is_list(found):
        return pa.list_(pa.field("element", lax(found.value_type)))
    return pa.string() if pa.types.is_dictionary(found) else found


def table_of(rows: list[dict[str, Any]], *kinds: type) -> pa.Table:
    """Return a table of rows with any content."""
    return pa.Table.from_pylist(rows, schema=lax(schema(*kinds)))


def faults(data: Any, *kinds: type) -> list[str]:
    """Return the faults of a table that must be refused."""
    with pytest.raises(FormatError) as caught:
        objects(data, kinds)
    return [str(fault) for fault in caught.value.faults]


STATEMENTS = table(RECORDS[Statement], (Statement,))


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        (lambda t: t.drop_columns(["gist"]), "$[*].gist: missing"),
        (lambda t: t.append_column("x", t["gist"]), "$[*].x: unknown column"),
        (
            lambda t: t.append_column("gist", t["gist"]),
            "$[*].gist: 2 columns have this name",
        ),
        (
            lambda t: t.append_column("type", t["gist"]),
            "$[*].type: unknown column",
        ),
        (
            lambda t: t.set_column(1, "when", pa.nulls(len(t), pa.timestamp("s"))),
            "$[*].when: expected string, got timestamp[s]",
        ),
        (
            lambda t: t.set_column(1, "when", pa.nulls(len(t), pa.date32())),
            "$[*].when: expected string, got date32[day]",
        ),
        (
            lambda t: t.set_column(9, "topics", t["gist"]),
            "$[*].topics: expected list<element: string not null>, got string",
        ),
        (
            lambda t: t.set_column(10, "evidence", t["topics"]),
            "$[*].evidence: expected list<element: struct<",
        ),
        (
            lambda t: t.set_column(
                10, "evidence", pa.nulls(len(t), pa.list_(pa.struct({"x": pa.int64()})))
            ),
            "$[*].evidence: expected list<element: struct<source",
        ),
        (
            lambda t: t.set_column(
                t.column_names.index("manner"),
                "manner",
                pc.dictionary_encode(t["when_anchor"]),
            ),
            "$[*].manner: expected dictionary<",
        ),
        (
            lambda t: t.set_column(
                t.column_names.index("manner"), "manner", t["topics"]
            ),
            "$[*].manner: expected dictionary<values=string, indices=int32, ",
        ),
    ],
)
def test_another_schema_is_refused(
    edit: Callable[[pa.Table], pa.Table], fault: str
) -> None:
    """Missing, unknown, repeated columns and other types are named, rows or not."""
    edited = edit(STATEMENTS)
    for data in (edited, edited.slice(0, 0), edited.to_batches()[0]):
        (found,) = faults(data, Statement)
        assert found.startswith(fault)


def test_derived_columns_may_be_missing() -> None:
    """Columns computed from others are not needed."""
    bare = STATEMENTS.drop_columns(["earliest", "latest", "latest_begin"])
    assert objects(bare, (Statement,)) == RECORDS[Statement]


def test_columns_with_defaults_may_be_missing() -> None:
    """An older table lacks the words of a period, a second period, part of a span."""
    plain = [attrs.evolve(one, horizon=None) for one in RECORDS[JointDeclaration]]
    rows = table(plain, (JointDeclaration,))
    evidence = rows["evidence"].to_pylist()
    for span in chain.from_iterable(evidence):
        del span["context"]
    place = rows.column_names.index("evidence")
    older = rows.set_column(place, "evidence", pa.array(evidence)).drop_columns(
        ["when_phrase", "when_anchor", "horizon", "horizon_phrase", "horizon_anchor"]
    )
    assert objects(older, (JointDeclaration,)) == plain
    check_derived(older.to_batches()[0], JointDeclaration, plain, first=0)


DENIED = next(record for record in RECORDS[Allegation] if record.responses)


@pytest.mark.parametrize(
    ("kind", "changes", "fault"),
    [
        (Statement, {"id": None}, "$[0].id: Statement.id: expected str, got None"),
        (Statement, {"id": "No slug"}, "$[0].id (No slug): Statement 'No slug', id: "),
        (Statement, {"gist": " x"}, "$[0].gist (x): Statement 'x', gist: must be one"),
        (Statement, {"gist": None}, "$[0].gist (x): Statement.gist: expected str"),
        (Statement, {"topics": None}, "$[0].topics (x): Statement.topics: expected"),
        (Statement, {"topics": [None]}, "$[0].topics (x): Statement.topics, an item"),
        (Statement, {"topics": ["a", "a"]}, "$[0].topics (x): Statement 'x', topics"),
        (Statement, {"topics": ["A"]}, "$[0].topics (x): Statement 'x', topics: must"),
        (Statement, {"speakers": []}, "$[0].speakers (x): Statement 'x', speakers"),
        (Statement, {"speakers": ["a"], "via": ["a"]}, "$[0].via (x): Statement 'x'"),
        (Statement, {"manner": "sung"}, "$[0].manner (x): Statement.manner: must be"),
        (Statement, {"manner": None}, "$[0].manner (x): Statement.manner: expected"),
        (Statement, {"quotes": [" "]}, "$[0].quotes (x): Statement 'x', quotes: must"),
        (Statement, {"evidence": []}, "$[0].evidence (x): Statement 'x', evidence"),
        (Statement, {"evidence": [None]}, "$[0].evidence (x): Statement.evidence, an"),
        (
            Statement,
            {"evidence": [{"source": "a", "start": 5}]},
            "$[0].evidence[0].start (x): Evidence.start: start, end and sha256",
        ),
        (
            Statement,
            {"evidence": [{"source": "a", "start": 1, "end": 2, "sha256": "x"}]},
            "$[0].evidence[0].sha256 (x): Evidence.sha256: must be a SHA-256",
        ),
        (
            Statement,
            {"evidence": [{"source": "a"}] * 2},
            "$[0].evidence (x): Statement 'x', evidence: must not repeat",
        ),
        (Statement, {"when": None}, "$[0].when (x): Period.edtf: expected str, got"),
        (Statement, {"when": "soon"}, "$[0].when (x): cannot be read as EDTF"),
        (
            Statement,
            {"when": "2023/2022"},
            "$[0].when (x): cannot be read as EDTF: a rev",
        ),
        (Statement, {"when_phrase": "\x00"}, "$[0].when (x): Period.phrase: must not"),
        (
            Statement,
            {"when_phrase": None, "when_anchor": date(2023, 1, 1)},
            "$[0].when (x): Period.anchor: needs a phrase",
        ),
        (
            JointDeclaration,
            {"horizon": None, "horizon_phrase": "soon", "horizon_anchor": None},
            "$[0].horizon (x): Period.edtf: expected str, got None",
        ),
        (
            JointDeclaration,
            {"horizon": None, "horizon_anchor": date(2023, 1, 1)},
            "$[0].horizon (x): Period.edtf: expected str, got None",
        ),
        (
            StateVisit,
            {"invitation": {"by": ["a"], "to": ["a"]}},
            "$[0].invitation.to (x): Invitation.to: must not share any actor with by",
        ),
        (
            StateVisit,
            {"invitation": {"by": ["a"], "to": ["b"], "when": {"edtf": "no"}}},
            "$[0].invitation.when (x): cannot be read as EDTF",
        ),
        (
            StateVisit,
            {"superseded": [{"edtf": "2023"}, {"edtf": "2023"}]},
            "$[0].superseded (x): StateVisit 'x', superseded: must not repeat",
        ),
        (Source, {"length": 0}, "$[0].length (x): Source 'x', length: must be from 1"),
        (
            Source,
            {"length": None},
            "$[0].sha256 (x): Source 'x', sha256: must be given",
        ),
        (Source, {"language": "?"}, "$[0].language (x): Source 'x', language: must"),
        (State, {"code": "X"}, "$[0].code (x): State 'x', code: must have the form"),
        (
            Person,
            {"roles": [{"title": "t", "of": "?"}]},
            "$[0].roles[0].of (x): Role.of: must be a slug",
        ),
        (
            StateVisit,
            {"superseded": [{"edtf": None}]},
            "$[0].superseded[0] (x): Period.edtf: expected str, got None",
        ),
    ],
)
def test_an_invalid_row_is_refused(
    kind: type, changes: dict[str, Any], fault: str
) -> None:
    """A value that a constructor refuses is refused, with row, column and id."""
    row = table(RECORDS[kind][:1], (kind,)).to_pylist()[0]
    (found,) = faults(table_of([{**row, "id": "x", **changes}], kind), kind)
    assert found.startswith(fault)


def test_all_faults_of_a_row_are_listed() -> None:
    """Each field is judged by itself, whatever the faults of others and of parts."""
    row = table(RECORDS[Statement][:1], (Statement,)).to_pylist()[0]
    anchor = {"source": None, "start": -1, "end": None, "sha256": "x"}
    wrong = {
        "id": "x",
        "when": "2031/2030",
        "gist": "",
        "speakers": ["a", "a"],
        "evidence": [row["evidence"][0], anchor],
        "act": "sing",
    }
    problems = faults(table_of([{**row, **wrong}], Statement), Statement)
    assert [fault.partition(" (x): ")[0] for fault in problems] == [
        "$[0].when",
        *(f"$[0].evidence[1].{name}" for name in ("source", "sha256")),
        *(f"$[0].{name}" for name in ("gist", "speakers", "act")),
    ]


def test_a_day_that_python_lacks_is_refused() -> None:
    """Arrow has days before the year 1 and after 9999."""
    days = pa.array([-(10**6)], pa.int32()).cast(pa.date32())
    rows = table(list(ARTICLE.sources)[:1], (Source,))
    place = rows.column_names.index("published")
    (found,) = faults(rows.set_column(place, "published", days), Source)
    assert found.startswith("$[0].published (moscow-times-2023-03-17): ")


def test_broken_buffers_are_refused() -> None:
    """Bytes that are not UTF-8 are noticed before anything is read."""
    broken = pa.Array.from_buffers(
        pa.string(),
        1,
        [
            None,
            pa.py_buffer(b"\x00\x00\x00\x00\x01\x00\x00\x00"),
            pa.py_buffer(b"\xff"),
        ],
    )
    made = table(list(ARTICLE.sources)[:1], (Source,)).set_column(0, "id", broken)
    with pytest.raises(
        FormatError, match=r"not a valid Arrow table\n  \$\[\*\]: .*UTF"
    ):
        objects(made, (Source,))


def test_all_faults_are_listed_up_to_a_limit() -> None:
    """Rows are counted over the whole table; very many faults are not all listed."""
    row = STATEMENTS.to_pylist()[0]
    good, bad = {**row, "id": "x"}, {**row, "id": "y", "gist": ""}
    problems = faults(table_of([good, bad, good, bad], Statement), Statement)
    assert [fault.partition(" ")[0] for fault in problems] == ["$[1].gist", "$[3].gist"]
    assert len(faults(table_of([bad] * 200, Statement), Statement)) == 100
    batches = [table_of([good], Statement), table_of([bad], Statement)]
    (late,) = faults([batch.to_batches()[0] for batch in batches], Statement)
    assert late.startswith("$[1].gist")


@pytest.mark.parametrize("data", [[{"id": "a"}], "rows", polars.DataFrame()])
def test_other_objects_than_arrow_tables_are_refused(data: Any) -> None:
    """Rows, texts and frames of other libraries are not Arrow tables."""
    with pytest.raises(FieldTypeError, match="expected Arrow tables or batches"):
        objects(data if len(data) else [data], (Statement,))


def test_each_row_belongs_to_one_of_the_classes() -> None:
    """In a table of several classes, each row has the fields of its class only."""
    rows = table(list(ARTICLE.records), RECORD_TYPES).to_pylist()
    place = next(i for i, row in enumerate(rows) if row["type"] == "Statement")
    row = rows[place]

    def found(**changes: Any) -> list[str]:
        edited = [*rows[:place], {**row, **changes}, *rows[place + 1 :]]
        return faults(table_of(edited, *RECORD_TYPES), *RECORD_TYPES)

    (fault,) = found(type="Rumour")
    assert fault == (
        f"$[{place}].type: expected one of "
        f"{', '.join(cls.__name__ for cls in RECORD_TYPES)}, got 'Rumour'"
    )
    assert found(type=None)[0].endswith("got None")
    (fault,) = found(accusers=["a"])
    assert fault == (
        f"$[{place}].accusers: must be null in a Statement, which has no such field"
    )
    assert found(speakers=[])[0].startswith(f"$[{place}].speakers ({row['id']}): ")


def made_by_hand(kind: Any, row: dict[str, Any]) -> Any:
    """Return the object of a row, built by the constructors only."""
    values = {}
    for field in attrs.fields(kind):
        value = row[field.name]
        if field.type in (Period, Period | None) and not isinstance(value, dict):
            words = [row[f"{field.name}_{part}"] for part in ("phrase", "anchor")]
            if [value, *words] != [None] * 3 or field.type is Period:
                value = Period(edtf=value, phrase=words[0], anchor=words[1])
        else:
            value = inner(field.type, value)
        values[field.name] = value
    return kind(**values)


def inner(annotation: Any, value: Any) -> Any:
    """Return a value with the objects within it."""
    classes = [cls for cls in (annotation, *get_args(annotation)) if attrs.has(cls)]
    if isinstance(value, list) and classes:
        return [inner(classes[0], item) for item in value]
    if isinstance(value, dict):
        kinds = {field.name: field.type for field in attrs.fields(classes[0])}
        parts = {name: inner(kinds[name], part) for name, part in value.items()}
        return classes[0](**parts)
    return value


TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    [
        "a",
        "b",
        "a-b",
        "A",
        "",
        "a\n",
        "\n",
        "direct",
        "denial",
        "a\u2028",
        "2023",
        "../2023",
    ]
)


@given(st.data())
def test_a_table_accepts_what_the_constructors_accept(
    data: st.DataObject,
) -> None:
    """A change anywhere is judged as the constructors judge it."""
    kind = data.draw(st.sampled_from([kind for kind in RECORDS if RECORDS[kind]]))
    items = data.draw(st.lists(st.sampled_from(RECORDS[kind]), min_size=1, max_size=2))
    rows = table(items, (kind,)).to_pylist()
    place: Any = data.draw(st.sampled_from(rows))
    key: Any = data.draw(st.sampled_from(sorted(place)))
    while isinstance(place[key], (dict, list)) and place[key]:
        if not data.draw(st.integers(0, 4)):
            break
        place = place[key]
        keys = sorted(place) if isinstance(place, dict) else range(len(place))
        key = data.draw(st.sampled_from(keys))
    place[key] = data.draw(changed(place[key]))
    try:
        expected = [made_by_hand(kind, row) for row in rows]
    except DiplomacyEventsError:
        assert faults(table_of(rows, kind), kind)
        return
    found = objects(table_of(rows, kind), (kind,))
    assert [attrs.astuple(item) for item in found] == [
        attrs.astuple(item) for item in expected
    ]


def changed(value: Any) -> st.SearchStrategy[Any]:
    """Draw values of the same Arrow type, or null."""
    match value:
        case str():
            return st.none() | TEXTS
        case bool():
            return st.none() | st.booleans()
        case float():
            return st.none() | st.floats()
        case int():
            return st.none() | st.integers(-(2**63), 2**63 - 1)
        case date():
            return st.none() | st.dates()
        case list():
            item = st.none() | (
                TEXTS if value and isinstance(value[0], str) else st.nothing()
            )
            some = st.sampled_from([*value, None])
            return st.none() | st.lists(item | some, max_size=3)
    return st.none()
