"""How long events, candidates, counts, flat tables and chains of questions take.

python benchmarks/events.py [number of records]
"""

import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

import attrs
from made import make

from diplomacy_events import Certainty, Dataset, Period


def timed(name: str, ask: Callable[[], object], repeat: int = 1) -> None:
    """Print how long a call takes: the quickest of several."""
    times = []
    for _ in range(repeat):
        begin = perf_counter()
        ask()
        times.append(perf_counter() - begin)
    print(f"{name:42} {min(times):12.6f} s")


def main(count: int = 100_000) -> None:
    """Print the times for one dataset, in which a tenth of the records form events."""
    made = make(count)
    records = list(made.records)
    # Pairs of the same class: two records report each event.
    last: dict[type, str] = {}
    for place in range(0, count, 5):
        record = records[place]
        if type(record) in last:
            one: Any = record
            same = (last.pop(type(record)),)
            records[place] = attrs.evolve(one, same_as=same)
        else:
            last[type(record)] = record.id

    def whole() -> Dataset:
        return Dataset(sources=made.sources, actors=made.actors, records=records)

    timed("build and check it", whole)
    dataset = whole()
    print(
        f"{count} records, {sum(len(one) > 1 for one in dataset.events)} shared events"
    )
    timed("events", lambda: whole().events)
    timed("disagreements", lambda: [one.disagreements for one in dataset.events])
    timed("candidates", dataset.candidates)
    timed("count_by month", lambda: dataset.records.count_by("month"))
    timed("count_by month and by", lambda: dataset.records.count_by("month", "by"))
    timed("... once", lambda: dataset.records.count_by("month", "by", once=True))
    timed("... published", lambda: dataset.records.count_by("month", time="published"))
    timed("flat table", dataset.records.flat)
    counts = dataset.statements.group_by("speakers").count()
    who = min(counts, key=lambda id: abs(counts[id] - 20))
    march = Period.from_edtf("2023-03-01/2023-03-31")
    statements = dataset.statements
    timed("chain: by, during", lambda: len(statements.by(who).during("2023-03")), 9)
    timed(
        "the same in a loop",
        lambda: [
            one
            for one in statements
            if who in one.speakers and one.when.overlaps(march) is not Certainty.NO
        ],
        3,
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
