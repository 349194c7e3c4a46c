"""How often phrases are found and read as annotators did, on the MEANTIME corpus.

Run it with the path of the table: ``python benchmarks/phrases_meantime.py
meantime_timex3.tsv``. It counts rows of type DATE whose value is a day, month, year,
decade, week or quarter, without ``mod``. An answer is right if both its bounds are.

The first part reads single phrases, alone and in context, and measures the speed. It
compares them with dateparser and parsedatetime if these are installed; these answer
with one day, which is right only if the annotators gave a day. The second part runs the
finder on the words around each phrase: how many dates it finds, how many of them with
exactly the annotators' words, and how many with their value. The misses by kind come
last.
"""

import csv
import re
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
from diplomacy_events.phrases.finding import mentions

Bounds = tuple[date | None, date | None]
Reader = Callable[[str, date], Bounds | None]

ROUNDS = 20
ATTACHED = re.compile(r"['’]s\b|[.,;:!?)%]|n't|['’](?:\s|$)")
ATTACHED_WITHIN = re.compile(r" (['’]s\b|[.,;:!?)%]|n't)")
BOUNDING = re.compile(r"^(?:since|by|until|from|before|after|over)\s", re.IGNORECASE)
PREPOSITION = re.compile(
    r"^(?:(?:on|in|at|by|since|until|from|during|for|after|before|through|of|about|"
    r"around|over|within|following|the)\s)*",
    re.IGNORECASE,
)
QUARTERS = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10}


class Row(NamedTuple):
    """One expression with the annotators' bounds."""

    expression: str
    anchor: date
    value: str
    bounds: Bounds
    left: str
    right: str

    @property
    def context(self) -> str:
        """The words around the phrase, as in the corpus."""
        return f"{self.left} [ … ] {self.right}"

    @property
    def text(self) -> tuple[str, str, str]:
        """The words before, in and after the phrase, spaced as in print."""
        before, words, after = map(printed, (self.left, self.expression, self.right))
        joint = "" if ATTACHED.match(after) else " "
        return f"{before} ", words, f"{joint}{after}"


def bounds(value: str) -> Bounds | None:
    """Return the bounds of a TIMEX3 value, if it is of a kind that counts."""
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
                yield Row(
                    row["expression"],
                    date.fromisoformat(row["anchor"]),
                    row["value"],
                    given,
                    row["left_context"],
                    row["right_context"],
                )


def printed(tokens: str) -> str:
    """Join tokens without the spaces that the corpus puts before punctuation."""
    text = ATTACHED_WITHIN.sub(r"\1", tokens.replace("``", "“").replace("''", "”"))
    return text.replace("( ", "(").replace("“ ", "“").strip()


def in_context(row: Row) -> Bounds | None:
    """Read a phrase in its context."""
    before, words, after = row.text
    try:
        period = resolve(words, published=row.anchor, context=before + words + after)
    except PhraseError:
        return None
    return period.earliest, period.latest


def span(period: Period) -> Bounds:
    """Return the bounds of a period."""
    return period.earliest, period.latest


def plain(row: Row, words: str) -> Row:
    """Return a row whose expression is the phrase found, without its preposition.

    Annotators mark no prepositions, so "since 1989" counts as 1989.
    """
    return row._replace(expression=BOUNDING.sub("", words))


def finding(table: list[Row]) -> dict[str, list[str]]:
    """Print how many dates the finder finds, and return the misses by kind."""
    misses: dict[str, list[str]] = {
        "not found": [],
        "found without a reading": [],
        "found with other words": [],
        "found with another value": [],
    }
    found = exact = bare = right = 0
    for row in table:
        before, words, after = row.text
        start, end = len(before), len(before) + len(words)
        told = f"{row.anchor} {row.expression!r}: {row.value}"
        near = [
            one
            for one in mentions(before + words + after, published=row.anchor)
            if one.start < end and start < one.end
        ]
        if not near:
            misses["not found"].append(f"{told}\n    {row.context}")
            continue
        found += 1
        one = near[0]
        exact += (one.start, one.end) == (start, end)
        alike = PREPOSITION.sub("", one.words) == PREPOSITION.sub("", words)
        bare += alike
        if not alike:
            misses["found with other words"].append(f"{told}, got {one.words!r}")
        if one.period is None:
            problem = f"{told}, got {one.words!r}: {one.problem}\n    {row.context}"
            misses["found without a reading"].append(problem)
        elif row.bounds in (span(one.period), in_context(plain(row, one.words))):
            right += 1
        else:
            other = f"{told}, got {one.words!r}: {one.period.edtf}\n    {row.context}"
            misses["found with another value"].append(other)
    print(
        f"finder: {found} of {len(table)} dates found ({found / len(table):.1%}); of "
        f"these {exact / found:.1%} with the same words, {bare / found:.1%} but for a "
        f"preposition, {right / found:.1%} with the same value"
    )
    return misses


def ours(expression: str, anchor: date) -> Bounds | None:
    """Read with this package."""
    try:
        period = resolve(expression, published=anchor)
    except PhraseError:
        return None
    return period.earliest, period.latest


def dateparser() -> Reader:
    """Return a reading with dateparser, set to prefer the past."""
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
    answers = [(row, in_context(row)) for row in table]
    given = sum(answer is not None for _, answer in answers)
    right = sum(row.bounds == answer for row, answer in answers)
    print(
        f"{'  in context':16}{right:4} right of {given:4} answered of {len(table):4}: "
        f"precision {right / given:.1%}, recall {right / len(table):.1%}"
    )
    for name, reader in (("dateparser", dateparser), ("parsedatetime", parsedatetime)):
        try:
            read = reader()
        except ImportError:
            print(f"{name:16}is not installed")
        else:
            report(name, read, table)
    misses = finding(table)
    print("\nsingle phrases that were missed:")
    for row, answer in missed:
        shown = "refused" if answer is None else answer
        print(f"{row.anchor} {row.expression!r}: {row.value}, got {shown}")
        print(f"    {row.context}")
    for kind, lines in misses.items():
        print(f"\n{kind}: {len(lines)}")
        print("\n".join(lines))


if __name__ == "__main__":
    main()
