"""Engines: the same answers as in memory, from files and from frames."""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplomacy_events import (
    Dataset,
    FieldTypeError,
    FieldValueError,
    FormatError,
    Group,
    Organization,
    Period,
    Person,
    Records,
    State,
    UnknownFieldError,
    UnknownNameError,
    field,
    load_article,
    scan,
)
from diplomacy_events.arrow import table
from diplomacy_events.frames.lazy_records import ScannedRecords
from diplomacy_events.frames.to_expression import to_expression
from diplomacy_events.model.record_kinds import RECORD_KINDS
from diplomacy_events.query.expressions import calendar_day
from diplomacy_events.strategies import datasets, predicates

ARTICLE = load_article()
COLLECTIONS = [kind.plural for kind in RECORD_KINDS]


def given_frame(engine: str, arrow: pa.Table, session: Any = None) -> Any:
    """Return an Arrow table as a frame of an engine."""
    match engine:
        case "duckdb":
            return (session or duckdb.connect()).from_arrow(arrow)
        case "polars":
            return pl.LazyFrame(pl.from_arrow(arrow))
        case "pandas":
            return arrow.to_pandas(types_mapper=pd.ArrowDtype)
    return arrow


def scanned(dataset: Dataset, name: str, engine: str) -> ScannedRecords[Any]:
    """Return a collection of a dataset as an engine sees it."""
    records = getattr(dataset, name)
    arrow = table(tuple(records), records.kinds, folded=True)
    found: ScannedRecords[Any] = getattr(scan({name: given_frame(engine, arrow)}), name)
    return found


def sourced(dataset: Dataset, name: str, engine: str) -> ScannedRecords[Any]:
    """Return a collection of a dataset as an engine sees it, with its sources."""
    records = getattr(dataset, name)
    tables = {
        name: table(tuple(records), records.kinds),
        "sources": dataset.sources.to_arrow(),
    }
    # Tables of two connections cannot be joined.
    session = duckdb.connect()
    frames = {of: given_frame(engine, one, session) for of, one in tables.items()}
    found: ScannedRecords[Any] = getattr(scan(frames), name)
    return found


@st.composite
def questions(draw: st.DrawFn) -> tuple[Dataset, str, Any]:
    """Draw a dataset, the name of one of its collections, and a question about it."""
    dataset = draw(datasets())
    name = draw(st.sampled_from(COLLECTIONS))
    kind = getattr(dataset, name).kinds[0]
    return dataset, name, draw(predicates(kind, of=dataset))


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_any_of_several_values_is_found(engine: str) -> None:
    """Words of a vocabulary are compared, and so are periods, whatever their phrase."""
    statements = ARTICLE.statements
    days = [Period.from_edtf("2023-03-17"), statements[0].when]
    for question in (field.act.is_in(["deny", "announce"]), field.when.is_in(days)):
        found = scanned(ARTICLE, "statements", engine).filter(question)
        assert 0 < len(found.ids) < len(statements)
        assert found.ids == statements.filter(question).ids


@pytest.mark.parametrize("engine", ["duckdb", "polars", "pyarrow", "pandas"])
@settings(max_examples=30)
@given(asked=questions())
def test_engines_answer_as_memory_does(
    engine: str, asked: tuple[Dataset, str, Any]
) -> None:
    """They find the same ids for any question, and return the same objects."""
    dataset, name, predicate = asked
    records: Records[Any] = getattr(dataset, name).filter(predicate)
    found = scanned(dataset, name, engine).filter(predicate)
    assert found.ids == records.ids
    assert found.count() == len(records)
    assert found.records() == records


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a folder of tables: one file each, but the statements in two parts."""
    path = tmp_path_factory.mktemp("article")
    actors = {
        "persons": Person,
        "states": State,
        "organizations": Organization,
        "groups": Group,
    }
    for name, kind in actors.items():
        of_kind = tuple(actor for actor in ARTICLE.actors if type(actor) is kind)
        pq.write_table(table(of_kind, (kind,), folded=True), path / f"{name}.parquet")
    for name in COLLECTIONS:
        records = getattr(ARTICLE, name)
        arrow = table(tuple(records), records.kinds, folded=True)
        if name != "statements":
            pq.write_table(arrow, path / f"{name}.parquet")
            continue
        (path / name).mkdir()
        pq.write_table(arrow[:7], path / name / "part-0.parquet")
        pq.write_table(arrow[7:], path / name / "part-1.parquet")
    return path


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_folders_answer_as_datasets_do(folder: Path, engine: Any) -> None:
    """A folder answers as the dataset does, with actors by name and objects back."""
    opened = scan(folder, engine=engine)
    for name in COLLECTIONS:
        assert getattr(opened, name).records() == getattr(ARTICLE, name)
    question = field.speakers.has("Ushakov") & field.quotes.contains("“PEACE")
    found = opened.statements.filter(question)
    assert found.ids == ARTICLE.statements.filter(question).ids
    assert found.records().by("Ushakov") == found.records()
    assert opened.statements.head(3).ids == ARTICLE.statements.ids[:3]
    assert opened.allegations.filter(field.standing == "denied").count() == 2
    assert engine in repr(opened.visits)
    assert repr(opened) == "<Scan of visits, declarations, allegations, statements>"
    assert repr(scan({})) == "<Scan of no records>"
    assert opened.visits.to_native() is not None
    arrow = opened.visits.to_arrow()
    assert arrow.schema == ARTICLE.visits.to_arrow().schema
    assert arrow.to_pylist() == ARTICLE.visits.to_arrow().to_pylist()
    with pytest.raises(UnknownNameError, match="did you mean 'Ushakov'"):
        opened.statements.filter(field.speakers.has("Ushakow"))


def test_days_before_1000_are_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spark drops the leading zeros of a year, and refuses such a day."""
    given: list[object] = []
    literal = nw.lit

    def recorded(value: date | str) -> nw.Expr:
        given.append(value)
        return literal(value)

    monkeypatch.setattr(nw, "lit", recorded)
    first = date(1000, 1, 1)
    calendar_day(first.toordinal() - 1)
    calendar_day(first.toordinal())
    assert given == ["0999-12-31", first]


def test_the_callers_connection_is_used(folder: Path) -> None:
    """The engine reads with the session that the caller passes."""
    connection = duckdb.connect()
    native = scan(str(folder), session=connection).visits.to_native()
    native.create_view("visits")
    assert connection.sql("select count(*) from visits").fetchall() == [(1,)]


def test_an_ibis_table_is_a_frame_too() -> None:
    """Every frame that narwhals supports is accepted, remote SQL through Ibis."""
    ibis = pytest.importorskip("ibis", reason="Ibis is not installed")
    arrow = table(tuple(ARTICLE.statements), ARTICLE.statements.kinds, folded=True)
    opened = scan({"statements": ibis.memtable(arrow)}).statements
    question = field.via.has("ria-novosti") & field.when.overlaps("2023-03")
    assert opened.filter(question).ids == ARTICLE.statements.filter(question).ids


@pytest.mark.parametrize(
    "keys",
    [("act",), ("speakers",), ("act", "speakers"), ("when",), ("quotes",), ("topics",)],
)
@pytest.mark.parametrize("engine", ["duckdb", "polars", "pandas"])
def test_groups_are_counted_as_in_memory(engine: str, keys: tuple[str, ...]) -> None:
    """Groups have the same values, of the same types, with the same counts."""
    found = scanned(ARTICLE, "statements", engine).group_by(*keys).count()
    assert found == ARTICLE.statements.group_by(*keys).count()
    kinds = {type(key) for key in found}
    assert kinds == {type(key) for key in ARTICLE.statements.group_by(*keys)}


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_an_empty_table_is_not_an_error(engine: str) -> None:
    """An empty table gives no ids, no groups, and a table of the same columns."""
    none = scanned(ARTICLE, "declarations", engine).filter(field.id == "none")
    assert (none.ids, none.count(), none.group_by("status").count()) == ((), 0, {})
    assert none.to_arrow().schema == ARTICLE.declarations.to_arrow().schema
    assert none.records() == Records(())
    assert scanned(ARTICLE, "declarations", engine).group_by("horizon").count() == (
        ARTICLE.declarations.group_by("horizon").count()
    )


def test_unknown_engines_tables_and_folders_are_refused(tmp_path: Path) -> None:
    """The error names unknown engines, tables and folders."""
    with pytest.raises(UnknownNameError, match="did you mean 'duckdb'"):
        scan(tmp_path, engine="duckbd")  # type: ignore[arg-type]  # the error is the point
    with pytest.raises(UnknownNameError, match="did you mean 'statements'"):
        scan({"statement": None})
    with pytest.raises(FormatError, match=r"expected a folder with visits\.parquet"):
        scan(tmp_path)
    with pytest.raises(FileNotFoundError, match="nowhere"):
        scan(tmp_path / "nowhere")
    with pytest.raises(FormatError, match="no table of visits"):
        _ = scan({}).visits


@pytest.mark.parametrize(
    ("ask", "error", "message"),
    [
        ("filter(lambda said: True)", FieldTypeError, "expected a predicate"),
        ("filter(field.hosts.has('x'))", UnknownFieldError, "Statement has no field"),
        ("group_by()", FieldTypeError, "needs a field"),
        ("group_by('evidence').count()", FieldTypeError, "cannot be grouped by"),
        ("group_by('place')", UnknownFieldError, "Statement has no field"),
        ("group_by(len)", FieldTypeError, "expected a field, got <built-in"),
        ("group_by(5)", FieldTypeError, "expected a field or a function, got 5"),
    ],
)
def test_questions_that_an_engine_cannot_answer_are_refused(
    ask: str, error: type[Exception], message: str
) -> None:
    """Functions, and fields that the records lack, are refused at once."""
    opened = scanned(ARTICLE, "statements", "polars")
    with pytest.raises(error, match=message):
        eval(f"opened.{ask}", {"opened": opened, "field": field})


def test_without_its_actors_a_dataset_is_asked_by_id() -> None:
    """Frames alone do not contain names; ids are used unchanged."""
    opened = scanned(ARTICLE, "statements", "duckdb")
    with pytest.raises(UnknownNameError, match="no actor is called 'Ushakov'"):
        opened.filter(field.speakers.has("Ushakov"))
    assert opened.filter(field.speakers.has("nobody-here")).ids == ()
    found = opened.filter(field.speakers.has("kremlin"))
    assert found.ids == ARTICLE.statements.by("Kremlin").ids
    assert opened.filter(field.topics.has_any(["tea"])).ids == ()


def test_only_predicates_are_compiled() -> None:
    """An expression consists only of predicates of the package."""
    with pytest.raises(TypeError, match="not a predicate"):
        to_expression(None)  # type: ignore[arg-type]  # the error is the point


@st.composite
def counts_asked(draw: st.DrawFn) -> tuple[Dataset, str, list[str], dict[str, Any]]:
    """Draw a dataset, one of its collections, and the keys to count it by."""
    dataset = draw(datasets())
    name = draw(st.sampled_from(COLLECTIONS))
    keys = draw(st.lists(st.sampled_from(["by", "topics", "id", "type"]), unique=True))
    unit = draw(st.sampled_from([None, "week", "month", "quarter", "year"]))
    times = ["when", "published"]
    windows = ["2022-11/2023-04", "2023-02-07"]
    asked = {
        "time": draw(st.sampled_from(times)),
        # Dates are drawn from many centuries, which have many months and weeks.
        "during": draw(
            st.sampled_from(windows if unit in ("week", "month") else [None, *windows])
        ),
    }
    if name == "declarations" and draw(st.booleans()):
        asked["time"] = "horizon"
    return dataset, name, [*keys, *([unit] if unit else [])], asked


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
@settings(max_examples=30)
@given(asked=counts_asked())
def test_engines_count_as_memory_does(
    engine: str, asked: tuple[Dataset, str, list[str], dict[str, Any]]
) -> None:
    """Each cell has the same least and most."""
    dataset, name, keys, more = asked
    records = getattr(dataset, name)
    with suppress(FieldValueError):  # unbounded days give too many cells
        due = records.count_by(*keys, **more)
        assert sourced(dataset, name, engine).count_by(*keys, **more) == due


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
@pytest.mark.parametrize(
    ("name", "keys", "more"),
    [
        ("visits", ["by"], {}),
        ("declarations", ["year"], {"time": "horizon"}),
        ("declarations", ["by"], {"time": "horizon", "during": "2029"}),
        ("visits", ["week"], {}),
        ("visits", ["week", "type", "status"], {}),
        ("statements", ["week", "by"], {"during": "2023-03"}),
        ("statements", ["week"], {"time": "published", "during": "2023-03"}),
        ("statements", ["month"], {"time": "published", "during": "2023"}),
        ("statements", ["by"], {"time": "published", "during": "2023-03"}),
    ],
)
@pytest.mark.parametrize("published", [date(2023, 3, 17), None])
def test_each_time_is_counted_as_in_memory(
    engine: str, name: str, keys: list[str], more: Any, published: date | None
) -> None:
    """This includes other times than the record's, weeks, and undated sources."""
    dataset = Dataset(
        sources=[attrs.evolve(one, published=published) for one in ARTICLE.sources],
        actors=ARTICLE.actors,
        records=ARTICLE.records,
    )
    due = getattr(dataset, name).count_by(*keys, **more)
    assert len(due) > 0
    assert sourced(dataset, name, engine).count_by(*keys, **more) == due


def test_engines_refuse_events_and_may_lack_sources() -> None:
    """The error names the missing feature or table."""
    opened = scanned(ARTICLE, "visits", "polars")
    with pytest.raises(FieldValueError, match="once: an engine cannot tell"):
        opened.count_by("month", once=True)
    with pytest.raises(FormatError, match="no table of sources"):
        opened.count_by("month", time="published")
