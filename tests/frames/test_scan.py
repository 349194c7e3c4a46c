"""Engines: the same answers as in memory, from files and from frames."""

from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomacy_events import (
    Dataset,
    Records,
    load_article,
    scan,
)
from diplomacy_events.arrow import table
from diplomacy_events.frames import ScannedRecords
from diplomacy_events.strategies import datasets, predicates

ARTICLE = load_article()
COLLECTIONS = ["visits", "statements", "declarations", "allegations"]


def given_frame(engine: str, arrow: pa.Table) -> Any:
    """Return an Arrow table as a frame of an engine."""
    match engine:
        case "duckdb":
            return duckdb.connect().from_arrow(arrow)
        case "polars":
            return pl.from_arrow(arrow).lazy()
        case "pandas":
            return arrow.to_pandas(types_mapper=pd.ArrowDtype)
    return arrow


def scanned(dataset: Dataset, name: str, engine: str) -> ScannedRecords[Any]:
    """Return a collection of a dataset as an engine sees it."""
    records = getattr(dataset, name)
    arrow = table(tuple(records), records.kinds, folded=True)
    found: ScannedRecords[Any] = getattr(scan({name: given_frame(engine, arrow)}), name)
    return found


@st.composite
def questions(draw: st.DrawFn) -> tuple[Dataset, str, Any]:
    """A dataset, the name of one of its collections, and a question to it."""
    dataset = draw(datasets())
    name = draw(st.sampled_from(COLLECTIONS))
    kind = getattr(dataset, name).kinds[0]
    return dataset, name, draw(predicates(kind, of=dataset))


@pytest.mark.parametrize("engine", ["duckdb", "polars", "pyarrow", "pandas"])
@given(asked=questions())
def test_engines_answer_as_memory_does(
    engine: str, asked: tuple[Dataset, str, Any]
) -> None:
    """The same ids for any question, and the same objects back."""
    dataset, name, predicate = asked
    records: Records[Any] = getattr(dataset, name).filter(predicate)
    found = scanned(dataset, name, engine).filter(predicate)
    assert found.ids == records.ids
    assert found.count() == len(records)
    assert found.records() == records
