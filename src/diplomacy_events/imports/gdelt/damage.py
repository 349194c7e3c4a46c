"""Recognise and refuse files of GDELT that a spreadsheet has opened and saved.

A spreadsheet drops leading zeros of codes, and writes dates added as 2.02E+13. A repair
would be a guess: 12 under root 1 is 012, but 12 under root 12 is 12.
"""

import csv
import re
from collections.abc import Iterator

from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.imports.account import Faults

__all__ = ["HEADER", "contradiction", "named_columns", "refusal"]

HEADER = "GLOBALEVENTID"
"""The first name of a header, which GDELT's own files do not have."""
ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)


def contradiction(code: str, root: str, added: str) -> str | None:
    """Return how a spreadsheet has changed a row, if it has.

    In GDELT's own files, the root is always the first two digits of the code.
    """
    if code[:2] != root:
        return f"the event code {code!r} and its root {root!r} contradict each other"
    if ROUNDED.fullmatch(added):
        return f"the date added, {added!r}, is rounded"
    return None


def refusal(place: str, faults: Faults) -> FormatError:
    """Return the error that a spreadsheet has damaged a file."""
    return faults.error(
        f"{place}: damaged by a spreadsheet, which dropped leading zeros of codes"
    )


def named_columns(lines: Iterator[str], place: str) -> FormatError:
    """Return the error for a file with a header, as spreadsheets and databases write.

    Args:
        lines: its lines, the header first.
        place: where it is.
    """
    first = next(lines)
    delimiter = max(";,\t", key=first.count)
    header = [name.upper() for name in first.strip().split(delimiter)]
    wanted = ("EVENTCODE", "EVENTROOTCODE", "DATEADDED")
    if not all(name in header for name in wanted):
        return FormatError(f"{place}: some columns of GDELT are missing")
    places = [header.index(name) for name in wanted]
    faults = Faults()
    reader = csv.reader(lines, delimiter=delimiter)
    for values in reader:
        cells = [values[at] if at < len(values) else "" for at in places]
        problem = contradiction(*cells)
        if problem is not None:
            faults.add([Fault("row", problem, line=1 + reader.line_num)])
    if faults.count:
        return refusal(place, faults)
    return FormatError(
        f"{place}: not in GDELT's own format, which is tab-separated and has no header"
    )
