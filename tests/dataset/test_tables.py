"""Collections as tables of other libraries."""

import duckdb
import narwhals as nw
import polars
import pyarrow
import pytest

from diplomacy_events import Allegation, Records, load_article

ALLEGATIONS = load_article().allegations
STANDINGS = ["denied", "alleged", "denied", "alleged"]


def test_pandas_keeps_the_types() -> None:
    """Days stay days and lists stay lists, as Arrow types in pandas."""
    frame = ALLEGATIONS.to_pandas(names=True)
    assert frame["id"].tolist() == list(ALLEGATIONS.ids)
    for plain in (ALLEGATIONS.to_pandas(), ALLEGATIONS.to_polars()):
        assert "accused_names" not in plain.columns
        assert "responses" in plain.columns
    assert ALLEGATIONS.to_arrow() == ALLEGATIONS.to_arrow(names=False)
    assert frame["standing"].tolist() == STANDINGS
    assert frame["accused_names"].tolist()[0] == ["China"]
    kinds = {name: str(kind) for name, kind in frame.dtypes.items()}
    assert kinds["earliest"] == "date32[day][pyarrow]"
    assert kinds["accused"] == "list<element: string not null>[pyarrow]"
    assert kinds["standing"].startswith("dictionary<values=string")


def test_polars_keeps_the_types() -> None:
    """The columns are the same, with the types of polars."""
    frame = ALLEGATIONS.to_polars(names=True)
    assert frame["standing"].to_list() == STANDINGS
    assert frame.schema["earliest"] == polars.Date
    assert frame.schema["accused_names"] == polars.List(polars.String)
    assert frame.columns == ALLEGATIONS.to_arrow(names=True).column_names


@pytest.mark.parametrize("records", [ALLEGATIONS, ALLEGATIONS[:0]])
def test_every_library_takes_a_collection_as_it_is(
    records: Records[Allegation],
) -> None:
    """The Arrow PyCapsule interface gives the same rows and columns to all."""
    table = records.to_arrow()
    assert pyarrow.table(records).equals(table)
    assert polars.DataFrame(records).columns == table.column_names
    assert nw.from_arrow(records, backend="polars").shape == table.shape
    with duckdb.connect() as connection:
        found = connection.execute("select id from records").fetchall()
    assert found == [(id,) for id in records.ids]
