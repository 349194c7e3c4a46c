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


# Columns of 300, -258, 64 and -64 values, as a list of one group of them has them.
COLUMNS = b"".join(
    b"\x3c\x56" + count + b"\x00\x00"
    for count in (b"\xd8\x04", b"\x83\x04", b"\x80\x01", b"\x7f")
)
# The long form of a field id: 4, the row groups.
GROUPS = b"\x09\x08\x1c\x19\x4c" + COLUMNS + b"\x00\x00"


@pytest.mark.parametrize(
    "other",
    [
        b"\x11",  # true, encoded in its type
        b"\x12",  # false
        b"\x13\x81",  # a byte
        b"\x14\x02\x15\x03\x16\x85\x01",  # integers
        b"\x16" + b"\xff" * 9 + b"\x01",  # an integer of 64 bits
        b"\x17" + b"\xff" * 8,  # a double
        b"\x18\x02\xff\xff",  # text
        b"\x1a\x21\x01\x02",  # a set of two booleans
        b"\x1a\x22\x01\x02",  # the same, as other writers encode it
        b"\x1b\x00",  # an empty map
        b"\x1b\x01\x58\x84\x07\x02\xff\xff",  # a map of an integer to a text
        b"\x19\xe5" + b"\x07" * 14,  # a list of fourteen items
        b"\x19\xf5\x10" + b"\x07" * 16,  # a list of more
        b"\x1c\x11\x00",  # a structure
    ],
)
def test_every_type_of_the_protocol_is_skipped(other: bytes) -> None:
    """A field of every type is skipped before the fields that count."""
    assert count_values(with_footer(other + GROUPS)) == 42


@pytest.mark.parametrize(
    ("begin", "inner", "end"),
    [
        (b"\x19", b"\x19", b"\x09"),
        (b"\x1b", b"\x01\x3b\x00", b"\x00"),
    ],
)
def test_lists_and_maps_nest_at_most_32_levels(
    begin: bytes, inner: bytes, end: bytes
) -> None:
    """Each counts as one level, as a structure does."""
    deep = begin + inner * 31 + end
    assert count_values(with_footer(deep + GROUPS)) == 42
    with pytest.raises(ValueError, match="not a Parquet footer"):
        count_values(with_footer(begin + inner * 32 + end + GROUPS))


def test_the_length_of_the_footer_has_four_bytes() -> None:
    """A length of which only the highest byte is set is not taken for none."""
    file = BytesIO(GROUPS + b"\x00" + (1 << 24).to_bytes(4, "little") + b"PAR1")
    assert count_values(file) == 42
