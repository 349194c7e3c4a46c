"""How fast selective questions are answered, compared with a loop, polars and DuckDB.

The second table asks who spoke in a month, of speakers and months drawn at random: as a
chain of questions, as one expression, and in a loop.

python benchmarks/queries.py [number of records]
"""

import sys
import time
from collections.abc import Callable
from random import Random
from statistics import median

import duckdb
import polars
from made import make

from diplomacy_events import Certainty, Dataset, Period, Records, Statement, field
from diplomacy_events.arrow import table


def timed(
    what: Callable[[], object],
    repeat: int = 7,
    of: Callable[[list[float]], float] = median,
) -> float:
    """Return the median time of a call, or another of its times, in microseconds."""
    times = []
    for _ in range(repeat):
        begin = time.perf_counter()
        what()
        times.append(time.perf_counter() - begin)
    return of(times) * 1e6


RANDOM_QUESTIONS = 40
TIMES = (101, 101, 5)
"""How often each is asked as a chain, as one expression, and in a loop."""


def by_and_during(
    statements: Records[Statement], who: str, month: str
) -> tuple[Callable[[], tuple[str, ...]], ...]:
    """Return three ways to find who spoke in a month: the ids of the same answers."""
    days = Period.from_edtf(f"{month}/{month}")

    def loop() -> tuple[str, ...]:
        return tuple(
            s.id
            for s in statements
            if who in s.speakers and s.when.overlaps(days) is not Certainty.NO
        )

    return (
        lambda: statements.by(who).during(month).ids,
        lambda: (
            statements.filter(field.speakers.has(who) & field.when.overlaps(month)).ids
        ),
        loop,
    )


def print_random_questions(statements: Records[Statement]) -> None:
    """Print how long random questions take at least, and the median ratios."""
    rng = Random(1)  # noqa: S311  # nothing here is secret
    speakers = sorted({who for s in statements for who in s.speakers})
    rows = []
    for _ in range(RANDOM_QUESTIONS):
        month = f"{rng.randint(2018, 2023)}-{rng.randint(1, 12):02}"
        ways = by_and_during(statements, rng.choice(speakers), month)
        answers = {way() for way in ways}
        assert len(answers) == 1, answers  # the same in every way
        rows.append(
            [timed(way, times, min) for way, times in zip(ways, TIMES, strict=True)]
        )
    chain, expression, loop = map(median, zip(*rows, strict=True))
    ratio = median(row[2] / row[0] for row in rows)
    print(f"{RANDOM_QUESTIONS} random questions: who spoke in a month")
    print(
        f"{'by().during()':>16}{'x':>6}{'one filter()':>16}{'x':>6}{'loop':>14}{'x':>8}"
    )
    print(
        f"{chain:>13.1f} us{1:>6}{expression:>13.1f} us{expression / chain:>6.2f}"
        f"{loop:>11.0f} us{ratio:>8.0f}"
    )


def main(count: int = 100_000) -> None:
    """Print a table of times, each also as a multiple of the indexed one."""
    made = make(count)
    begin = time.perf_counter()
    dataset = Dataset(sources=made.sources, actors=made.actors, records=made.records)
    built = time.perf_counter() - begin
    print(f"{count} records, built and checked in {built:.2f} s")
    # Two thirds of the records are statements, and the questions are about these.
    more = make(count * 3 // 2)
    dataset = Dataset(sources=more.sources, actors=more.actors, records=more.records)
    statements = dataset.statements[:count]
    print(f"asked of {len(statements)} statements")
    counts = statements.group_by("speakers").count()
    who = min(counts, key=lambda id: abs(counts[id] - 20))
    month = Period.from_edtf("2023-03-01/2023-03-31")
    arrow = table(tuple(statements), statements.kinds, folded=True)
    frame = polars.DataFrame(arrow)
    connection = duckdb.connect()
    connection.register("statements", frame)
    first, last = month.earliest, month.latest
    in_month = (polars.col("earliest") <= last) & (polars.col("latest") >= first)
    speaks = polars.col("speakers").list.contains(who)
    asked = f"list_contains(speakers, '{who}')"
    dates = f"earliest <= DATE '{last}' AND latest >= DATE '{first}'"
    by_actor = field.speakers.has(who)
    by_month = field.when.overlaps(month)
    ways: dict[str, tuple[Callable[[], object], ...]] = {
        "one actor": (
            lambda: statements.filter(by_actor).ids,
            lambda: [s.id for s in statements if who in s.speakers],
            lambda: frame.filter(speaks),
            lambda: connection.sql(f"FROM statements WHERE {asked}").fetchall(),
        ),
        "by(actor)": (
            lambda: statements.by(who).ids,
            lambda: [s.id for s in statements if who in s.speakers],
            lambda: frame.filter(speaks),
            lambda: connection.sql(f"FROM statements WHERE {asked}").fetchall(),
        ),
        "one month": (
            lambda: statements.filter(by_month).ids,
            lambda: [
                s.id for s in statements if s.when.overlaps(month) is not Certainty.NO
            ],
            lambda: frame.filter(in_month),
            lambda: connection.sql(f"FROM statements WHERE {dates}").fetchall(),
        ),
        "actor and month": (
            lambda: statements.filter(by_actor & by_month).ids,
            lambda: [
                s.id
                for s in statements
                if who in s.speakers and s.when.overlaps(month) is not Certainty.NO
            ],
            lambda: frame.filter(speaks & in_month),
            lambda: connection.sql(
                f"FROM statements WHERE {asked} AND {dates}"
            ).fetchall(),
        ),
    }
    names = ("indexed", "loop", "polars", "DuckDB")
    print(f"{'':16}{'found':>7}" + "".join(f"{name:>12}{'x':>8}" for name in names))
    for label, (indexed, *others) in ways.items():
        found = len(indexed())  # type: ignore[arg-type]  # the variable names the call
        own = timed(indexed, 301)
        row = f"{label:16}{found:>7}{own:>9.1f} us{1:>8}"
        for other in others:
            took = timed(other)
            row += f"{took:>9.0f} us{took / own:>8.0f}"
        print(row)
    print_random_questions(statements)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
