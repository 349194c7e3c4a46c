"""Engines: what the package refuses, even if the engine would accept it."""

import pickle
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from attrs import evolve

from diplomacy_events import (
    Allegation,
    Dataset,
    FieldTypeError,
    FieldValueError,
    FormatError,
    Records,
    Source,
    Statement,
    StateVisit,
    UnknownNameError,
    field,
    load_article,
    scan,
    write,
)
from diplomacy_events.arrow import table
from diplomacy_events.arrow.columns import slots
from diplomacy_events.formats import versions
from diplomacy_events.frames.engines import ask_engine
from diplomacy_events.frames.lazy_records import ScannedRecords
from diplomacy_events.model.description import fields
from diplomacy_events.model.record_kinds import RECORD_KINDS
from diplomacy_events.model.schema_version import KEY
from diplomacy_events.query.predicates import MOST_LEVELS, And, Or

ARTICLE = load_article()
TABLE = table(tuple(ARTICLE.statements), (Statement,), folded=True)
ENGINES = pytest.mark.parametrize("engine", ["duckdb", "polars"])


def framed(arrow: pa.Table, engine: str) -> Any:
    """Return a table as a frame of an engine."""
    if engine == "polars":
        return pl.LazyFrame(pl.from_arrow(arrow))
    return duckdb.connect().from_arrow(arrow)


def opened(arrow: pa.Table, engine: str) -> ScannedRecords[Statement]:
    """Return statements scanned from a frame of an engine."""
    return scan({"statements": framed(arrow, engine)}).statements


@ENGINES
@pytest.mark.parametrize("name", ["a[12].parquet", "a*.parquet", "a?.parquet"])
def test_a_path_is_not_a_pattern(tmp_path: Path, engine: Any, name: str) -> None:
    """A folder is opened by its name, whatever characters it contains."""
    few = Dataset(
        sources=ARTICLE.sources, actors=ARTICLE.actors, records=ARTICLE.statements[:2]
    )
    write(ARTICLE, tmp_path / "a1.parquet")
    write(few, tmp_path / name, format="parquet")
    assert scan(tmp_path / name, engine=engine).statements.count() == 2


@ENGINES
def test_columns_of_another_type_are_refused(engine: str) -> None:
    """Nothing is coerced: numbers are not ids, and texts are not dates."""
    column = TABLE.schema.get_field_index("id")
    numbers = pa.array(range(TABLE.num_rows))
    whole = opened(TABLE.set_column(column, "id", numbers), engine)
    for ask in (whole.records, whole.to_arrow):
        with pytest.raises(FormatError, match="expected string, got int64"):
            ask()


@ENGINES
def test_rows_that_are_not_records_are_refused(engine: str) -> None:
    """The error names the row and column of a null where a value is required."""
    gists = pa.array([None, *TABLE["gist"].to_pylist()[1:]])
    column = TABLE.schema.get_field_index("gist")
    whole = opened(TABLE.set_column(column, "gist", gists), engine)
    with pytest.raises(FormatError, match="gist"):
        whole.records()


@ENGINES
def test_a_table_must_have_its_columns(engine: str) -> None:
    """Missing columns are named; only a search needs the columns for searching."""
    lost = ["earliest", "manner", "act", "via"]
    problem = "statements lacks the columns earliest, manner, act$"
    with pytest.raises(FormatError, match=problem):
        opened(TABLE.drop_columns(lost), engine)
    whole = opened(ARTICLE.statements.to_arrow(), engine)
    assert whole.filter(field.act == "deny").count()
    with pytest.raises(FormatError, match="the table needs quotes_folded"):
        whole.filter(field.quotes.contains("lethal"))


def without(records: Records[Any], cls: type, name: str) -> pa.Table:
    """Return a table without a field and the columns that depend on it."""
    whole = table(tuple(records), (cls,), folded=True)
    layout = slots(cls, folded=True)
    return whole.drop_columns([one.name for one in layout if one.field.name == name])


OPTIONAL = [
    (kind.plural, field.name)
    for kind in RECORD_KINDS
    for field in fields(kind.cls)
    if not field.required
]


@pytest.mark.untraced
@ENGINES
@pytest.mark.parametrize(("plural", "name"), OPTIONAL)
def test_a_table_may_be_older_than_a_field(engine: str, plural: str, name: str) -> None:
    """Defaults are read; only a question about the missing field is refused."""
    records = getattr(ARTICLE, plural)
    (cls,) = records.kinds
    (held,) = (field for field in fields(cls) if field.name == name)
    # Values that need the field must be removed from these records too.
    fitting = [
        evolve(one, **{name: held.default}) for one in records if fits(one, name)
    ]
    arrow = without(Records(fitting, kinds=(cls,)), cls, name)
    found = getattr(scan({plural: framed(arrow, engine)}), plural)
    assert list(found.records()) == fitting
    assert found.to_arrow().equals(table(fitting, (cls,)))
    assert (
        found.filter(field.gist.contains("a")).count() <= len(fitting) == found.count()
    )
    problem = f"the table is older than the field {name} and has no column for it"
    asked = getattr(field, name).is_none()
    for question in (asked, ~asked, asked & (field.id == "x")):
        with pytest.raises(FormatError, match=problem):
            found.filter(question)
    with pytest.raises(FormatError, match=problem):
        found.filter(field.id == "x").group_by("id", name)


def fits(record: Any, name: str) -> bool:
    """Return whether a record is valid without a field."""
    if name == "hosts":
        return bool(record.form != "visit")
    return name != "quotes" or bool(record.manner == "indirect")


@ENGINES
def test_a_derived_column_may_be_newer_than_a_table(engine: str) -> None:
    """The standing of an allegation is computed, but an engine cannot filter by it."""
    arrow = without(ARTICLE.allegations, Allegation, "standing")
    found = scan({"allegations": framed(arrow, engine)}).allegations
    assert list(found.records()) == list(ARTICLE.allegations)
    assert found.to_arrow() == ARTICLE.allegations.to_arrow()
    with pytest.raises(FormatError, match="older than the field standing"):
        found.filter(field.standing == "denied")


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_the_names_of_actors_may_be_older(tmp_path: Path, engine: Any) -> None:
    """A table of persons without their aliases still identifies everyone."""
    write(ARTICLE, tmp_path / "article.parquet")
    path = tmp_path / "article.parquet" / "persons.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["aliases", "roles"]), path)
    found = scan(tmp_path / "article.parquet", engine=engine).statements
    asked = found.filter(field.speakers.has("Yury Ushakov"))
    assert asked.ids == ARTICLE.statements.by("Yury Ushakov").ids
    with pytest.raises(UnknownNameError):
        found.filter(field.speakers.has("Ushakov"))


@ENGINES
def test_files_that_cannot_be_read_are_refused(tmp_path: Path, engine: Any) -> None:
    """An error of an engine becomes one of ours."""
    (tmp_path / "statements.parquet").write_bytes(b"PAR1 no Parquet PAR1")
    with pytest.raises(FormatError, match="the engine cannot read this"):
        scan(tmp_path, engine=engine).statements.count()


class PanicException(BaseException):
    """What an engine in Rust raises if it fails, which is not an `Exception`."""


def test_an_engine_may_panic_but_not_be_uninterruptible() -> None:
    """A panic becomes one of our errors; an interrupt stays what it is."""

    def fail(error: BaseException) -> None:
        raise error

    with pytest.raises(FormatError, match="the engine cannot read this: lost"):
        ask_engine(lambda: fail(PanicException("lost")))
    with pytest.raises(KeyboardInterrupt):
        ask_engine(lambda: fail(KeyboardInterrupt()))


@ENGINES
@pytest.mark.parametrize(
    "ask",
    [
        "ids",
        "count()",
        "records()",
        "to_arrow()",
        "head(1).ids",
        "filter(field.act == 'deny').ids",
        "group_by('act', 'topics').count()",
    ],
)
def test_missing_files_are_refused(tmp_path: Path, engine: Any, ask: str) -> None:
    """A change since opening gives our error, for any question."""
    write(ARTICLE, tmp_path / "article.parquet")
    found = scan(tmp_path / "article.parquet", engine=engine).statements
    assert found.count() == len(ARTICLE.statements)
    (tmp_path / "article.parquet" / "statements.parquet").unlink()
    with pytest.raises(FormatError, match="has changed since it was opened; scan it"):
        eval(f"found.{ask}", {"found": found, "field": field})


@ENGINES
def test_a_value_outside_the_vocabulary_is_refused(engine: str) -> None:
    """A value outside the vocabulary means that the table is wrong."""
    acts = pa.array(["denny"] * TABLE.num_rows)
    column = TABLE.schema.get_field_index("act")
    whole = opened(TABLE.set_column(column, "act", acts), engine)
    with pytest.raises(FormatError, match="a valid act: 'denny'"):
        whole.group_by("act").count()


@pytest.mark.untraced
@ENGINES
def test_many_alternatives_are_answered(engine: str) -> None:
    """Thousands of alternatives are answered as in memory."""
    whole = opened(TABLE, engine)
    ids = [f"topic-{n}" for n in range(2000)] + ["ukraine-war"]
    asked = field.topics.has_any(ids)
    assert whole.filter(asked).ids == ARTICLE.statements.about("ukraine-war").ids
    parts = tuple(field.topics.has(id) for id in ids)
    assert whole.filter(Or(parts)).ids == ARTICLE.statements.about("ukraine-war").ids
    none = And(tuple(~part for part in parts))
    assert whole.filter(none).count() == whole.count() - whole.filter(asked).count()


@ENGINES
@pytest.mark.parametrize("verb", ["overlaps", "within", "before", "after"])
@pytest.mark.parametrize("certainty", ["possible", "definite"])
@pytest.mark.parametrize("other", ["2023/..", "../2023", "/2023", "2023/", "2023-03"])
def test_periods_without_an_end_are_answered_as_in_memory(
    engine: str, verb: str, certainty: Any, other: str
) -> None:
    """Open and unknown edges compare with days as they do in memory."""
    asked = getattr(field.when, verb)(other, certainty=certainty)
    expected = ARTICLE.statements.filter(asked).ids
    assert opened(TABLE, engine).filter(asked).ids == expected


@ENGINES
@pytest.mark.parametrize("count", [-1, None, True, 2.0])
def test_a_number_of_rows_is_one(engine: str, count: Any) -> None:
    """The number is the maximum of rows, and other values are refused."""
    with pytest.raises(FieldTypeError, match="expected a count, 0 or more"):
        opened(TABLE, engine).head(count)
    assert opened(TABLE, engine).head(0).ids == ()


@ENGINES
def test_a_field_may_be_named_twice(engine: str) -> None:
    """Groups by the same field twice are as in memory."""
    found = opened(TABLE, engine).group_by("act", "act").count()
    assert found == ARTICLE.statements.group_by("act", "act").count()


def test_text_that_cannot_be_encoded_is_refused() -> None:
    """Half a surrogate pair cannot be passed to an engine."""
    with pytest.raises(FieldValueError, match="UTF-8"):
        _ = field.gist == "\ud800"


def test_a_table_is_one_file_or_a_folder_of_parts(tmp_path: Path) -> None:
    """Having both is refused; files left by Spark are not a part."""
    parts = tmp_path / "statements"
    (parts / "_temporary").mkdir(parents=True)
    pq.write_table(TABLE, parts / "part-0.parquet")
    pq.write_table(TABLE, parts / "_temporary" / "part-1.parquet")
    pq.write_table(TABLE, parts / ".part-2.parquet")
    assert scan(tmp_path).statements.count() == TABLE.num_rows
    pq.write_table(TABLE, tmp_path / "statements.parquet")
    with pytest.raises(FormatError, match="not both"):
        scan(tmp_path)


def test_a_folder_of_parts_may_have_the_name_of_a_file(tmp_path: Path) -> None:
    """Spark writes a table in this way; a folder of this name has to have parts."""
    single = tmp_path / "statements.parquet"
    single.mkdir()
    with pytest.raises(FormatError, match=r"statements\.parquet: a folder without"):
        scan(tmp_path)
    for number in (0, 1):
        rows = TABLE.slice(5 * number, 5)
        pq.write_table(rows, single / f"part-0000{number}.snappy.parquet")
    (single / "_SUCCESS").touch()
    assert scan(tmp_path).statements.count() == 10
    (tmp_path / "statements").mkdir()
    pq.write_table(TABLE, tmp_path / "statements" / "part-0.parquet")
    with pytest.raises(FormatError, match="not both"):
        scan(tmp_path)


def test_copies_of_an_answer_know_its_topics(tmp_path: Path) -> None:
    """The answer can be filtered further, and so can a copy of it."""
    write(ARTICLE, tmp_path / "a.parquet")
    found = scan(tmp_path / "a.parquet").statements.records()
    copy: Records[Statement] = pickle.loads(pickle.dumps(found))
    for records in (found, copy):
        assert records.about("ukraine-war") == ARTICLE.statements.about("ukraine-war")
        with pytest.raises(UnknownNameError, match="did you mean 'ukraine-war'"):
            records.about("ukrain-war")


def test_missing_actors_may_be_named_by_id() -> None:
    """If only some actors come with the data, other ids are used unchanged."""
    states = tuple(actor for actor in ARTICLE.actors if actor.id == "china")
    frames = {
        "statements": TABLE,
        "states": table(states, (type(states[0]),)),
    }
    found = scan(frames).statements
    china = found.filter(field.speakers.has("Beijing"))
    assert china.ids == ARTICLE.statements.by("China").ids
    kremlin = found.filter(field.speakers.has("kremlin"))
    assert kremlin.ids == ARTICLE.statements.by("Kremlin").ids
    with pytest.raises(UnknownNameError, match="no actor is called 'The Kremlin'"):
        found.filter(field.speakers.has("The Kremlin"))


def test_an_empty_dataset_knows_that_it_has_no_actors(tmp_path: Path) -> None:
    """Tables of actors without rows are known to be empty."""
    write(Dataset(), tmp_path / "none.parquet")
    with pytest.raises(UnknownNameError, match="no actor is called 'kremlin'"):
        scan(tmp_path / "none.parquet").statements.filter(field.speakers.has("kremlin"))


def spoilt(arrow: pa.Table, name: str, value: Any) -> pa.Table:
    """Return a table after changing a value in its third row."""
    place = arrow.schema.get_field_index(name)
    values = arrow.column(name).to_pylist()
    values[2] = value
    kind = arrow.schema.field(name)
    return arrow.set_column(place, kind, pa.array(values, kind.type))


@ENGINES
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("quotes_folded", "nothing of the kind"),
        ("gist_folded", "nothing of the kind"),
        ("latest", None),
        ("coded", "machine"),
        ("variables_pairs", ["a=b"]),
    ],
)
def test_derived_columns_are_verified_on_request(
    engine: Any, name: str, value: Any
) -> None:
    """Without `verify` they are trusted; with it, a wrong one is reported."""
    frame = framed(spoilt(TABLE, name, value), engine)
    assert scan({"statements": frame}).statements.count() == len(TABLE)
    with pytest.raises(FormatError, match="columns that contradict") as caught:
        _ = scan({"statements": frame}, verify=True).statements
    (fault,) = caught.value.faults
    assert fault.path == f"$[2].{name}"
    assert fault.id == ARTICLE.statements.ids[2]


@ENGINES
def test_derived_columns_are_verified_once(tmp_path: Path, engine: Any) -> None:
    """A folder that we wrote is valid, table by table, and the answers are the same."""
    write(ARTICLE, tmp_path / "a.parquet")
    found = scan(tmp_path / "a.parquet", engine=engine, verify=True)
    for name in [kind.plural for kind in RECORD_KINDS]:
        for _ in range(2):
            assert getattr(found, name).count() == len(getattr(ARTICLE, name))
    question = field.quotes.contains("lethal")
    asked = found.statements.filter(question)
    assert asked.ids == ARTICLE.statements.filter(question).ids


def folder_with_ids_used_twice(path: Path) -> None:
    """Write the article with one statement twice, and a visit with an actor's id."""
    write(ARTICLE, path)
    twice = pa.concat_tables([TABLE, TABLE.slice(3, 1), TABLE.slice(3, 1)])
    pq.write_table(twice, path / "statements.parquet")
    visits = tuple(evolve(one, id="china") for one in ARTICLE.visits)
    pq.write_table(table(visits, (StateVisit,), folded=True), path / "visits.parquet")


@ENGINES
def test_ids_are_used_once_when_verified(tmp_path: Path, engine: Any) -> None:
    """Without `verify` they are trusted; with it, each that is used twice is named."""
    folder_with_ids_used_twice(tmp_path / "a.parquet")
    assert scan(tmp_path / "a.parquet", engine=engine).allegations.count()
    found = scan(tmp_path / "a.parquet", engine=engine, verify=True)
    for _ in range(2):
        with pytest.raises(FormatError, match="used more than once") as caught:
            _ = found.allegations
        faults = caught.value.faults
        assert [(fault.path, fault.id) for fault in faults] == [
            ("states, visits", "china"),
            ("statements", ARTICLE.statements.ids[3]),
        ]
        assert str(faults[0]).endswith("used once, but it is used 2 times")
        assert faults[1].problem.endswith("used 3 times")


def test_ids_are_used_once_in_frames_of_several_engines() -> None:
    """Frames of different engines are compared too."""
    visits = table(
        tuple(evolve(one, id=ARTICLE.statements.ids[0]) for one in ARTICLE.visits),
        (StateVisit,),
        folded=True,
    )
    frames = {"statements": framed(TABLE, "polars"), "visits": framed(visits, "duckdb")}
    with pytest.raises(FormatError, match=r"statements, visits .* used 2 times"):
        _ = scan(frames, verify=True).visits
    right = {
        "statements": framed(TABLE, "polars"),
        "sources": table(tuple(ARTICLE.sources), (Source,)),
    }
    assert scan(right, verify=True).statements.count() == len(TABLE)


@ENGINES
def test_missing_ids_are_not_repeated_ids(engine: Any) -> None:
    """They are reported as invalid rows."""
    without = spoilt(TABLE, "id", None).slice(2, 1)
    frame = framed(pa.concat_tables([without, without]), engine)
    with pytest.raises(FormatError, match="not valid as Statement"):
        _ = scan({"statements": frame}, verify=True).statements


@ENGINES
def test_verifying_finds_rows_that_are_not_records(engine: Any) -> None:
    """Verifying reads the records, and names the invalid one."""
    frame = framed(spoilt(TABLE, "gist", " "), engine)
    with pytest.raises(FormatError, match="gist"):
        _ = scan({"statements": frame}, verify=True).statements


@ENGINES
def test_every_batch_is_verified(engine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are numbered from the first of the table, in every batch."""
    monkeypatch.setattr("diplomacy_events.frames.table_check.ROWS", 2)
    frame = framed(spoilt(TABLE, "gist_folded", "a"), engine)
    with pytest.raises(FormatError) as caught:
        _ = scan({"statements": frame}, verify=True).statements
    assert caught.value.faults[0].path == "$[2].gist_folded"


@ENGINES
def test_engines_answer_the_deepest_questions(engine: Any) -> None:
    """An engine can take at most a hundred levels."""
    question: Any = field.act == "deny"
    for level in range(1, MOST_LEVELS):
        other = field.via.is_none()
        question = (other & question, other | question, ~question)[level % 3]
    assert question.levels == MOST_LEVELS
    found = opened(TABLE, engine).filter(question)
    assert set(found.ids) == set(ARTICLE.statements.filter(question).ids)


@ENGINES
def test_a_newer_version_is_refused_by_both_numbers(
    tmp_path: Path, engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An engine would answer, but names may have another meaning by then."""
    newer = versions.SCHEMA_VERSION + 1
    with monkeypatch.context() as patch:
        patch.setattr(versions, "SCHEMA_VERSION", newer)
        write(ARTICLE, tmp_path / "x.parquet")
    opened = scan(tmp_path / "x.parquet", engine=engine)
    problem = rf"visits\.parquet: .*\n.*a version up to {newer - 1}, got {newer}"
    for _ in range(2):
        with pytest.raises(FormatError, match=problem):
            _ = opened.visits


@pytest.mark.parametrize(
    "said",
    [b"", b"\xff", b"[]", b"{}", b"[" * 10**5, b'{"schema_version": true}', b"5"],
)
def test_a_version_that_is_no_version_is_refused(tmp_path: Path, said: bytes) -> None:
    """Whatever the metadata contain, the error is ours."""
    write(ARTICLE, tmp_path / "x.parquet")
    path = tmp_path / "x.parquet" / "visits.parquet"
    found = pq.read_table(path)
    pq.write_table(found.replace_schema_metadata({KEY: said}), path)
    with pytest.raises(FormatError, match=r"version up to \d+, got (None|True)"):
        _ = scan(tmp_path / "x.parquet").visits


def test_a_file_of_another_program_has_no_version(tmp_path: Path) -> None:
    """It is taken as it is."""
    write(ARTICLE, tmp_path / "x.parquet")
    path = tmp_path / "x.parquet" / "visits.parquet"
    pq.write_table(pq.read_table(path).replace_schema_metadata(None), path)
    assert scan(tmp_path / "x.parquet").visits.count() == 1
