"""Data frame libraries read the tables, and their frames are read back."""

from datetime import date
from typing import Any

import duckdb
import pandas
import polars
import pyarrow as pa
import pytest

from diplomacy_events import Source, load_article
from diplomacy_events.arrow import objects, schema, table
from diplomacy_events.model.actors import ACTOR_TYPES
from diplomacy_events.model.record_kinds import RECORD_TYPES

ARTICLE = load_article()
COLLECTIONS: dict[str, tuple[list[Any], tuple[type, ...]]] = {
    "records": (list(ARTICLE.records), RECORD_TYPES),
    "actors": (list(ARTICLE.actors), ACTOR_TYPES),
    "sources": (list(ARTICLE.sources), (Source,)),
    **{
        kind.__name__: ([r for r in ARTICLE.records if type(r) is kind], (kind,))
        for kind in RECORD_TYPES
    },
    "none": ([], RECORD_TYPES),
}
each = pytest.mark.parametrize("name", COLLECTIONS)


@each
def test_polars_reads_it(name: str) -> None:
    """Days are days, lists are lists, enums are categories; everything comes back."""
    items, kinds = COLLECTIONS[name]
    frame = polars.DataFrame(table(items, kinds, names={}, folded=True))
    for column in schema(*kinds):
        found = frame.schema[column.name]
        if pa.types.is_date(column.type):
            assert found == polars.Date
        elif pa.types.is_list(column.type):
            assert isinstance(found, polars.List)
        elif pa.types.is_dictionary(column.type):
            assert found == polars.Categorical
    assert objects(frame.to_arrow(), kinds) == items
    newest = polars.CompatLevel.newest()
    assert objects(frame.to_arrow(compat_level=newest), kinds) == items


@each
def test_pandas_reads_it(name: str) -> None:
    """With Arrow types in pandas every column keeps its own, and comes back."""
    items, kinds = COLLECTIONS[name]
    rows = table(items, kinds)
    frame = rows.to_pandas(types_mapper=pandas.ArrowDtype)
    assert frame.dtypes["id"].pyarrow_dtype == pa.string()
    assert objects(pa.Table.from_pandas(frame, preserve_index=False), kinds) == items
    plain = rows.to_pandas()
    assert len(plain) == len(items)
    if name == "records":
        visit = plain[plain["type"] == "StateVisit"].iloc[0]
        assert visit["earliest"] == date(2023, 3, 20)
        assert list(visit["visitors"]) == ["xi-jinping"]
        assert visit["status"] == "confirmed"


@each
def test_duckdb_reads_it(name: str) -> None:
    """SQL queries the table itself, and its result becomes objects again."""
    items, kinds = COLLECTIONS[name]
    asked = table(items, kinds)
    with duckdb.connect() as connection:
        connection.register("asked", asked)
        found = connection.sql("from asked").to_arrow_table()
    assert objects(found, kinds) == items


def test_sql_asks_about_days_lists_and_parts() -> None:
    """SQL can express questions about them."""
    asked = table(*COLLECTIONS["records"])
    question = """
        select id from asked
        where earliest <= date '2023-03-22' and latest >= date '2023-03-20'
          and list_contains(visitors, 'xi-jinping') and status = 'confirmed'
          and evidence[1].source = 'moscow-times-2023-03-17'
    """
    with duckdb.connect() as connection:
        connection.register("asked", asked)
        assert connection.sql(question).fetchall() == [(ARTICLE.visits.one().id,)]


def test_views_are_read_as_well() -> None:
    """Text and lists stored as views, as newer engines give them, are read."""
    items, kinds = COLLECTIONS["Allegation"]
    viewed = pa.schema([field.with_type(views(field.type)) for field in schema(*kinds)])
    assert objects(table(items, kinds).cast(viewed), kinds) == items


def views(found: pa.DataType) -> pa.DataType:
    """Return a type with views in place of texts."""
    if pa.types.is_string(found):
        return pa.string_view()
    if pa.types.is_list(found):
        item = pa.field("element", views(found.value_type), nullable=False)
        return pa.list_(item)
    return found


def test_dictionaries_of_text_are_read_as_text() -> None:
    """Text that an engine encoded as a dictionary is still text."""
    items, kinds = COLLECTIONS["sources"]
    rows = table(items, kinds)
    coded = rows.column("publisher").dictionary_encode()
    assert objects(rows.set_column(1, "publisher", coded), kinds) == items


@pytest.mark.parametrize("unused", ["sung", None], ids=str)
def test_unused_values_of_a_dictionary_do_not_count(unused: str | None) -> None:
    """Only the values of the rows count, not the dictionaries of engines."""
    items, kinds = COLLECTIONS["Statement"]
    rows = table(items, kinds)
    coded = rows.column("manner").combine_chunks()
    wider = pa.array([*coded.dictionary.to_pylist(), unused], pa.string())
    column = pa.DictionaryArray.from_arrays(coded.indices, wider)
    place = rows.column_names.index("manner")
    assert objects(rows.set_column(place, "manner", column), kinds) == items
