"""How fast selective questions are answered, compared with a loop, polars and DuckDB.

python benchmarks/queries.py [number of records]
"""

import sys
import time
from collections.abc import Callable
from statistics import median

import duckdb
import polars
from made import make

from diplomacy_events import Certainty, Dataset, Period, field
from diplomacy_events.arrow import table


def timed(what: Callable[[], object], repeat: int = 7) -> float:
    """Return the median time of a call, in microseconds."""
    times = []
    for _ in range(repeat):
        begin = time.perf_counter()
        what()
        times.append(time.perf_counter() - begin)
    return median(times) * 1e6


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
            lambda: statements.filter(by_actor),
            lambda: [s for s in statements if who in s.speakers],
            lambda: frame.filter(speaks),
            lambda: connection.sql(f"FROM statements WHERE {asked}").fetchall(),
        ),
        "by(actor)": (
            lambda: statements.by(who),
            lambda: [s for s in statements if who in s.speakers],
            lambda: frame.filter(speaks),
            lambda: connection.sql(f"FROM statements WHERE {asked}").fetchall(),
        ),
        "one month": (
            lambda: statements.filter(by_month),
            lambda: [
                s for s in statements if s.when.overlaps(month) is not Certainty.NO
            ],
            lambda: frame.filter(in_month),
            lambda: connection.sql(f"FROM statements WHERE {dates}").fetchall(),
        ),
        "actor and month": (
            lambda: statements.filter(by_actor & by_month),
            lambda: [
                s
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


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
