"""Tab-separated tables whose first row names the columns."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.imports.account import Ledger
from diplomacy_events.imports.places import Lines
from diplomacy_events.imports.tables import Table

__all__ = ["HeadedRow", "headed_rows", "names_of"]

WRONG_FIELDS = "more values than columns"


class HeadedRow(NamedTuple):
    """A row and its place.

    Attributes:
        number: the number of its line.
        place: its start and end, in code points.
        line: the line.
        cells: its values by the names of their columns.
    """

    number: int
    place: tuple[int, int]
    line: bytes
    cells: Mapping[str, str]


def names_of(head: bytes) -> list[str]:
    """Return the names of the columns that a file begins with."""
    line = head.partition(b"\n")[0].decode("utf-8-sig", errors="replace")
    return [_unquote(name).strip() for name in line.rstrip("\r").split("\t")]


def headed_rows(
    table: Table, lines: Lines, ledger: Ledger, needed: Sequence[str]
) -> Iterator[HeadedRow]:
    """Give the rows of a table, and note those that have too many values.

    Values missing at the end are empty.

    Raises:
        FormatError: if a required column is missing, or the file is not a text.
        OSError: if it cannot be read.
    """
    names: list[str] | None = None
    for block in lines.blocks():
        for number, start, end, line in block.placed():
            if names is None:
                names = names_of(line)
                missing = [name for name in needed if name not in names]
                if missing:
                    columns = ", ".join(missing)
                    problem = f"no column {columns}; tabs must separate columns"
                    fault = Fault("$", problem, line=number)
                    raise FormatError(f"{table.place}: cannot be read", faults=(fault,))
                continue
            values = [_unquote(value) for value in line.decode().split("\t")]
            if any(values[len(names) :]):
                fault = Fault(
                    "row",
                    f"expected {len(names)} values, got {len(values)}",
                    line=number,
                )
                ledger.fail(WRONG_FIELDS, number, fault)
                continue
            cells = dict.fromkeys(names, "") | dict(zip(names, values, strict=False))
            yield HeadedRow(number, (start, end), line, cells)


def _unquote(value: str) -> str:
    """Return a value without the quotation marks that some tables put around it."""
    if len(value) > 1 and value[0] == value[-1] == '"':
        return value[1:-1].replace('""', '"')
    return value
