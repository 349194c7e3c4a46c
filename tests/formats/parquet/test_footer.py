"""The number of values that a Parquet file claims, compared with pyarrow's count."""

from contextlib import suppress
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomacy_events.formats.parquet.footer import count_values


def packed(table: Any, **options: Any) -> bytes:
    """Return a table as a Parquet file."""
    made = BytesIO()
    pq.write_table(table, made, **options)
    return made.getvalue()


def with_footer(footer: bytes) -> BytesIO:
    """Return the end of a file with this footer."""
    return BytesIO(footer + len(footer).to_bytes(4, "little") + b"PAR1")


def pyarrows_count(file: bytes) -> int:
    """Return how many values pyarrow counts."""
    metadata = pq.ParquetFile(BytesIO(file)).metadata
    groups = [metadata.row_group(at) for at in range(metadata.num_row_groups)]
    return sum(
        group.column(at).num_values
        for group in groups
        for at in range(group.num_columns)
    )


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "number": st.none() | st.integers(0, 9),
            "true": st.booleans(),
            "texts": st.lists(st.text(max_size=3), max_size=40),
        }
    ),
    max_size=30,
)
SCHEMA = pa.schema(
    [("number", pa.float64()), ("true", pa.bool_()), ("texts", pa.list_(pa.string()))],
    metadata={"key": "value", "flag": ""},
)


@given(rows=ROWS, group=st.integers(1, 20), statistics=st.booleans())
def test_it_counts_as_pyarrow_does(
    rows: list[dict[str, Any]], group: int, statistics: bool
) -> None:
    """Nulls and list items count, in every row group, whatever else is there."""
    table = pa.Table.from_pylist(rows, schema=SCHEMA)
    file = packed(table, row_group_size=group, write_statistics=statistics)
    assert count_values(BytesIO(file)) == pyarrows_count(file)


@given(st.binary(max_size=60))
def test_any_footer_is_counted_or_refused(footer: bytes) -> None:
    """Any footer is counted, or refused with a `ValueError`."""
    with suppress(ValueError):
        assert count_values(with_footer(footer)) >= -(2**63)


@pytest.mark.parametrize(
    ("footer", "problem"),
    [
        (b"", "cut short"),
        (b"\x00", "a column without a count"),
        # A list of one row group, which contains a list of one empty column.
        (b"\x49\x1c\x19\x1c\x00\x00\x00", "a column without a count"),
        (b"\x16" + b"\xff" * 10, "more than 64 bits"),
        (b"\x1d\x00", "not a Parquet footer"),
        (b"\x1c" * 40, "not a Parquet footer"),
        (b"\x18\x05ab", "cut short"),
    ],
)
def test_broken_footers_are_refused(footer: bytes, problem: str) -> None:
    """The error says why."""
    with pytest.raises(ValueError, match=problem):
        count_values(with_footer(footer))


def test_every_type_of_the_protocol_is_skipped() -> None:
    """Fields of every type are skipped before the fields that count."""
    others = [
        b"\x11\x12",  # true and false, encoded in their types
        b"\x13\x07\x14\x02\x15\x03\x17" + b"\x00" * 8,  # a byte, integers, a double
        b"\x1a\x21\x01\x02",  # a set of two booleans
        b"\x1b\x00\x1b\x01\x53\x04\x07",  # an empty map, and another
        b"\x19\xf5\x10" + b"\x02" * 16,  # a list of more than fourteen items
    ]
    # The long form of a field id: 4, the row groups.
    column = b"\x3c\x56\x54\x00\x00"
    groups = b"\x09\x08\x1c\x19\x1c" + column + b"\x00\x00"
    assert count_values(with_footer(b"".join(others) + groups)) == 42
