"""How long the import takes, compared with attrs, and the first load of the article.

Each figure comes from fresh processes. The two take turns, so that a machine that
slows down slows both. The modules are compiled beforehand, as in any installed package.
Run it on an idle machine: ``python benchmarks/import_time.py``.
"""

import compileall
import statistics
import subprocess
import sys
from pathlib import Path

import diplomacy_events

RUNS = 40
IMPORTS = {"attrs": "import attrs", "diplomacy_events": "import diplomacy_events"}
FIRST_LOAD = "from diplomacy_events import load_article"


def seconds(code: str, before: str = "") -> float:
    """Return how long some code takes in a fresh process."""
    timed = (
        f"{before}\nimport time\nstart = time.perf_counter()\n{code}\n"
        "print(time.perf_counter() - start)"
    )
    done = subprocess.run(
        [sys.executable, "-c", timed], capture_output=True, check=True, text=True
    )
    return float(done.stdout)


def main() -> None:
    """Print a table of medians and minima, and the ratio of the imports."""
    compileall.compile_dir(Path(diplomacy_events.__file__).parent, quiet=1)
    times: dict[str, list[float]] = {name: [] for name in [*IMPORTS, "load_article()"]}
    for _ in range(RUNS):
        for name, code in IMPORTS.items():
            times[name].append(seconds(code))
        times["load_article()"].append(seconds("load_article()", FIRST_LOAD))
    print(f"{'':20}{'median ms':>10}{'least ms':>10}")
    for name, runs in times.items():
        print(f"{name:20}{statistics.median(runs) * 1e3:10.1f}{min(runs) * 1e3:10.1f}")
    pairs = zip(times["diplomacy_events"], times["attrs"], strict=True)
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    print(f"\nimport, as a multiple of attrs: {ratio:.2f} (median of {RUNS} pairs)")


if __name__ == "__main__":
    main()
