"""How many values a Parquet file claims to contain, read from its footer.

pyarrow reads the footer too, but its objects for columns end the whole process if the
statistics in a damaged footer contradict each other (parquet::ParquetException, not
caught). So the counts are read here, before any such object is made. The footer is a
structure in Thrift's compact protocol; `parquet.thrift` of Apache Parquet names its
fields. This module follows three of them and skips the others.
"""

import os
from collections.abc import Callable
from io import BytesIO
from typing import Any, BinaryIO

__all__ = ["count_values"]

TAIL = 8
"""A file ends with the length of the footer in four bytes, and a mark of four."""
ROW_GROUPS, COLUMNS, META_DATA, NUM_VALUES = 4, 1, 3, 5
"""The ids of the fields that lead to the number of values of a column chunk."""
DEEPEST = 32
"""The footer nests six levels; deeper ones are not a footer."""


def count_values(file: BinaryIO) -> int:
    """Return how many values the column chunks of a file contain in all.

    Args:
        file: a Parquet file, whose position changes.

    Raises:
        ValueError: if the footer cannot be read, or a column chunk has no count.
    """
    file.seek(-TAIL, os.SEEK_END)
    length = int.from_bytes(file.read(TAIL)[:4], "little")
    file.seek(-TAIL - length, os.SEEK_END)
    footer = _struct(BytesIO(file.read(length)), 0)
    try:
        return sum(
            column[META_DATA][NUM_VALUES]
            for group in footer[ROW_GROUPS]
            for column in group[COLUMNS]
        )
    except (KeyError, TypeError) as error:
        raise ValueError("the footer has a column without a count") from error


def _struct(data: BytesIO, depth: int) -> dict[int, Any]:
    """Return the fields of a structure by their ids."""
    fields: dict[int, object] = {}
    name = 0
    while (head := _byte(data)) != 0:
        step, kind = divmod(head, 16)
        name = name + step if step else _integer(data)
        # A field that is true or false says so by its type.
        fields[name] = None if kind in (1, 2) else _value(data, kind, depth + 1)
    return fields


def _value(data: BytesIO, kind: int, depth: int) -> object:
    """Return a value of a type of the compact protocol."""
    if depth > DEEPEST or kind not in READERS:
        raise ValueError("not a Parquet footer")
    return READERS[kind](data, depth)


def _list(data: BytesIO, depth: int) -> list[object]:
    size, kind = divmod(_byte(data), 16)
    size = _varint(data) if size == 15 else size
    return [_value(data, kind, depth + 1) for _ in range(size)]


def _map(data: BytesIO, depth: int) -> None:
    size = _varint(data)
    kinds = divmod(_byte(data), 16) if size else ()
    for _ in range(size):
        for kind in kinds:
            _value(data, kind, depth + 1)


def _bytes(data: BytesIO, size: int) -> bytes:
    found = data.read(size)
    if len(found) < size:
        raise ValueError("the footer is cut short")
    return found


def _byte(data: BytesIO) -> int:
    return ord(_bytes(data, 1))


def _varint(data: BytesIO) -> int:
    """Return an unsigned number of seven bits a byte, at most 64 in all."""
    number = 0
    for place in range(10):
        byte = _byte(data)
        number |= (byte & 127) << 7 * place
        if byte < 128:
            return number
    raise ValueError("the footer has a number of more than 64 bits")


def _integer(data: BytesIO) -> int:
    """Return a signed number, whose sign is in its lowest bit."""
    number = _varint(data)
    return number >> 1 ^ -(number & 1)


READERS: dict[int, Callable[[BytesIO, int], object]] = {
    # In a list, true and false take a byte each.
    1: lambda data, _: _byte(data),
    2: lambda data, _: _byte(data),
    3: lambda data, _: _byte(data),
    4: lambda data, _: _integer(data),
    5: lambda data, _: _integer(data),
    6: lambda data, _: _integer(data),
    7: lambda data, _: _bytes(data, 8),
    8: lambda data, _: _bytes(data, _varint(data)),
    9: _list,
    10: _list,
    11: _map,
    12: _struct,
}
"""How to read a value, by its type in the compact protocol."""
