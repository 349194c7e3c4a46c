"""How long it takes to read EDTF, in microseconds: ``python benchmarks/edtf.py``."""

from datetime import date
from timeit import repeat

from diplomacy_events.model.edtf import read_edtf

TEXTS = [
    "2023-03-20",
    "2023-03",
    "2023-21",
    "201X",
    "2023-03-20/2023-03-22",
    "2015?/..",
    "[2023-04-01..2023-05-10]",
]
TIMES = 20_000


def microseconds(text: str) -> float:
    """Return how long one reading takes, without a cached result."""
    uncached = read_edtf.__wrapped__
    return min(repeat(lambda: uncached(text), number=TIMES, repeat=5)) / TIMES * 1e6


def main() -> None:
    """Print a table that includes the standard library's reading of a plain date."""
    plain = min(
        repeat(lambda: date.fromisoformat("2023-03-20"), number=TIMES, repeat=5)
    )
    print(f"{'text':28}{'µs':>8}")
    for text in TEXTS:
        print(f"{text:28}{microseconds(text):8.1f}")
    print(f"{'date.fromisoformat':28}{plain / TIMES * 1e6:8.1f}")


if __name__ == "__main__":
    main()
