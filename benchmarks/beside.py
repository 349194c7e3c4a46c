"""How fast files are read and written, compared with another checkout of the project.

    python benchmarks/beside.py PATH [number of records]

PATH is the other checkout, such as a worktree of an older commit. Each step is the
least processor time of several runs, each in its own process. The two checkouts take
turns, so that a machine that slows down slows both. Each creates its own records,
because records have gained fields.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

RUNS = 3
HERE = Path(__file__).resolve().parents[1]
STEPS = """
import json, sys, tempfile, time
from pathlib import Path
from made import make
from diplomacy_events import read, write

def seconds(step):
    start = time.process_time()
    step()
    return time.process_time() - start

dataset = make(int(sys.argv[1]))
found = {}
with tempfile.TemporaryDirectory() as folder:
    for name in ("jsonl", "parquet"):
        path = Path(folder) / f"all.{name}"
        found[f"{name}, write"] = seconds(lambda: write(dataset, path))
        found[f"{name}, read"] = seconds(lambda: read(path))
        assert len(read(path).records) == len(dataset.records)
print(json.dumps(found))
"""


def run(checkout: Path, count: int) -> dict[str, float]:
    """Return how many seconds each step takes in a checkout."""
    places = [str(checkout / "src"), str(checkout / "benchmarks")]
    done = subprocess.run(
        [sys.executable, "-c", STEPS, str(count)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(places)},
        capture_output=True,
        check=True,
        text=True,
    )
    times: dict[str, float] = json.loads(done.stdout)
    return times


def main(other: str, count: int = 60_000) -> None:
    """Print the least time of each step in both checkouts, and their ratio."""
    runs: dict[Path, list[dict[str, float]]] = {Path(other).resolve(): [], HERE: []}
    for _ in range(RUNS):
        for checkout, times in runs.items():
            times.append(run(checkout, count))
    before, now = (
        {step: min(one[step] for one in times) for step in times[0]}
        for times in runs.values()
    )
    print(f"{count:,} records  {'there':>10}{'here':>10}{'ratio':>8}")
    for step, time in now.items():
        ratio = time / before[step]
        print(f"{step:15}{before[step]:9.2f}s{time:9.2f}s{ratio:8.2f}")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
