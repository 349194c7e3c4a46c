"""How often phrases are read as people did, on the MEANTIME corpus, and how fast.

Run it with the path of the table: ``python benchmarks/phrases_meantime.py
meantime_timex3.tsv``. Rows of type DATE count whose value is a day, month, year,
decade, week or quarter, without ``mod``. An answer is right if both of its bounds are.
It is compared with dateparser and parsedatetime where they are installed; they answer
with a single day, which is right only where the annotators gave a day.
"""

import csv
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from importlib import import_module
from pathlib import Path
from time import perf_counter
from timeit import repeat
from typing import NamedTuple

from diplomacy_events.errors import EDTFError, PhraseError
from diplomacy_events.model.period import Period
from diplomacy_events.phrases import resolve

Bounds = tuple[date | None, date | None]
Reader = Callable[[str, date], Bounds | None]

ROUNDS = 20
QUARTERS = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10}


class Row(NamedTuple):
    """One expression with the bounds that the annotators gave it."""

    expression: str
    anchor: date
    value: str
    bounds: Bounds
    context: str


def bounds(value: str) -> Bounds | None:
    """Return the bounds of a TIMEX3 value, if it is of the kinds that count."""
    year, _, rest = value.partition("-")
    if rest.startswith("W") and rest[1:].isdigit():
        week = int(year), int(rest[1:])
        return date.fromisocalendar(*week, 1), date.fromisocalendar(*week, 7)
    if rest in QUARTERS:
        first = QUARTERS[rest]
        months = f"[{year}-{first:02}..{year}-{first + 2:02}]"
        return bounds_of(months)
    if "X" in value:
        return None
    decade = len(value) == len("198") and value.isdigit()
    return bounds_of(f"{value}X" if decade else value)


def bounds_of(edtf: str) -> Bounds | None:
    """Return the bounds of a text if it is EDTF."""
    try:
        period = Period.from_edtf(edtf)
    except EDTFError:
        return None
    return period.earliest, period.latest


def rows(path: Path) -> Iterator[Row]:
    """Yield the rows that count."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            given = bounds(row["value"])
            if row["type"] == "DATE" and not row["mod"] and given is not None:
                context = f"{row['left_context']} [ … ] {row['right_context']}"
                anchor = date.fromisoformat(row["anchor"])
                yield Row(row["expression"], anchor, row["value"], given, context)


def ours(expression: str, anchor: date) -> Bounds | None:
    """Read with this package."""
    try:
        period = resolve(expression, published=anchor)
    except PhraseError:
        return None
    return period.earliest, period.latest


def dateparser() -> Reader:
    """Return a reading with dateparser, told to prefer the past."""
    parse = import_module("dateparser").parse

    def read(expression: str, anchor: date) -> Bounds | None:
        base = datetime.combine(anchor, time())
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        found = parse(expression, languages=["en"], settings=settings)
        return None if found is None else (found.date(), found.date())

    return read


def parsedatetime() -> Reader:
    """Return a reading with parsedatetime."""
    calendar = import_module("parsedatetime").Calendar()

    def read(expression: str, anchor: date) -> Bounds | None:
        found, status = calendar.parseDT(expression, datetime.combine(anchor, time()))
        return (found.date(), found.date()) if status else None

    return read


def report(name: str, read: Reader, table: list[Row]) -> list[tuple[Row, object]]:
    """Print precision, recall and time of a reader, and return what it missed."""
    start = perf_counter()
    answers = [read(row.expression, row.anchor) for row in table]
    first = perf_counter() - start
    rounds = repeat(
        lambda: [read(row.expression, row.anchor) for row in table],
        number=1,
        repeat=ROUNDS,
    )
    given = sum(answer is not None for answer in answers)
    pairs = list(zip(table, answers, strict=True))
    right = sum(row.bounds == answer for row, answer in pairs)
    print(
        f"{name:16}{right:4} right of {given:4} answered of {len(table):4}: precision "
        f"{right / given:.1%}, recall {right / len(table):.1%}, "
        f"{min(rounds) / len(table) * 1e6:.1f} µs a phrase, "
        f"{first / len(table) * 1e6:.1f} the first time"
    )
    return [(row, answer) for row, answer in pairs if row.bounds != answer]


def main() -> None:
    """Print the report."""
    table = list(rows(Path(sys.argv[1])))
    missed = report("diplomacy_events", ours, table)
    for name, reader in (("dateparser", dateparser), ("parsedatetime", parsedatetime)):
        try:
            read = reader()
        except ImportError:
            print(f"{name:16}is not installed")
        else:
            report(name, read, table)
    print("\nmissed by diplomacy_events:")
    for row, answer in missed:
        shown = "refused" if answer is None else answer
        print(f"{row.anchor} {row.expression!r}: {row.value}, got {shown}")
        print(f"    {row.context}")


if __name__ == "__main__":
    main()
