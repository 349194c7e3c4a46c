"""How many small faults in the package the tests detect: a mutation score.

python benchmarks/mutants.py map.json                    # once: the lines of each test
python benchmarks/mutants.py map.json model query --seed 1 --count 40

For each part, a sample of faults with a fixed seed is put into a copy of the
repository, one at a time. The tests that run the changed line follow, quickest first.
Faults that change nothing, or only the wording of a text, are listed with their
reasons in `mutants.toml`.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import chain, islice, takewhile, zip_longest
from pathlib import Path, PurePosixPath
from resource import RLIMIT_CPU, setrlimit
from traceback import print_exc
from typing import Any

import attrs
import coverage
import pytest
from mutations import Mutation, mutations

ROOT = Path(__file__).parents[1]
PACKAGE = Path("src/diplomacy_events")
PARTS = {
    "model": ("model",),
    "dataset": ("dataset", "integrity"),
    "query": ("query",),
    "formats": ("formats",),
    "arrow": ("arrow", "frames"),
    "phrases": ("phrases",),
    "coding": ("coding",),
}
# Tests that spend long on browsers, other processes or engines are not in the map.
TESTS = [
    *("tests/arrow", "tests/citing", "tests/coding", "tests/dataset"),
    *("tests/formats", "tests/frames", "tests/phrases", "tests/query"),
    *("tests/views", "tests/vocabulary"),
    *sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("tests/test_*.py")),
    *(str(PACKAGE / folder) for folders in PARTS.values() for folder in folders),
]
SLOW = (
    *("test_browser.py", "test_jupyter.py", "test_package.py", "test_saving.py"),
    *("test_spark.py", "test_tutorial.py", "test_typing.py"),
)
# These are imported once, before the forks: none of them is changed.
HEAVY = ("hypothesis", "pandas", "polars", "pyarrow.parquet", "duckdb", "narwhals")
QUIET = (
    *("-x", "-q", "--no-header", "--tb=line", "-p", "no:xdist"),
    *("--hypothesis-profile=quick", "--hypothesis-seed=0"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
)

# The meaning of the exit codes of pytest here.
NAMED = {0: "survived", 5: "untested"}


@attrs.frozen
class Map:
    """The lines that each test runs, and its processor time.

    Attributes:
        seconds: how long each test took, by its node id.
        lines: by path in the package and line, the tests that run it.
    """

    seconds: dict[str, float]
    lines: dict[str, dict[int, list[str]]]

    def tests(self, path: str, mutation: Mutation, budget: float) -> list[list[str]]:
        """Return the tests that may detect a fault, the quickest first.

        Those that run the line come first. A line that runs once, as a module is
        imported or a cache is filled, may matter to all tests that run any line of the
        module, and to those of its folder; they come next.
        """
        lines = self.lines.get(path, {})
        chosen: set[str] = set()
        for wanted in (mutation.lines, mutation.statement):
            chosen = chosen or {test for line in wanted for test in lines.get(line, ())}
        near = {test for tests in lines.values() for test in tests}
        near |= self.beside(path)
        rest = (near or set(self.seconds)) - chosen
        return [self.quickest(tests, budget) for tests in (chosen, rest) if tests]

    def beside(self, path: str) -> set[str]:
        """Return the tests of the innermost folder that has the place of a module."""
        for folder in PurePosixPath(path).parents[:-1]:
            found = {test for test in self.seconds if f"tests/{folder}/" in test}
            if found:
                return found
        return set()

    def quickest(self, tests: Iterable[str], budget: float) -> list[str]:
        """Return tests in order of their time, as many as the budget allows."""
        spent = 0.0
        chosen: list[str] = []
        for test in sorted(tests, key=lambda test: (self.seconds[test], test)):
            spent += self.seconds[test]
            if chosen and spent > budget:
                break
            chosen.append(test)
        return chosen


class Recorder:
    """A pytest plug-in that records which lines each test runs, and for how long."""

    def __init__(self, tracer: coverage.Coverage) -> None:
        self.tracer = tracer
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Count the lines that run from now on for this test."""
        self.tracer.switch_context(item.nodeid)
        begin = time.process_time()
        result = yield
        self.seconds[item.nodeid] = time.process_time() - begin
        self.tracer.switch_context("")
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Record the tests that fail without any fault, or are skipped."""
        if not report.passed:
            self.failed.add(report.nodeid)


class Chooser:
    """A pytest plug-in that runs only the selected tests, in their order."""

    def __init__(self, tests: list[str]) -> None:
        self.order = {test: index for index, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep and sort the selected tests."""
        chosen = [item for item in items if item.nodeid in self.order]
        items[:] = sorted(chosen, key=lambda item: self.order[item.nodeid])


def copy(to: Path) -> Path:
    """Copy the files of the repository, and return the folder of the copy."""
    listed = ("git", "ls-files", "-co", "--exclude-standard")
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True)
    for name in names.stdout.splitlines():
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, to / name)
    return to


def enter(place: Path) -> None:
    """Work in a copy from now on, with its version of the package."""
    os.chdir(place)
    sys.path[:0] = [str(place / "src"), str(place / "tests")]
    os.environ["PYTHONPATH"] = str(place / "src")
    sys.dont_write_bytecode = True


def record(to: Path, tests: list[str]) -> None:
    """Run the tests once, and write the lines that each of them runs."""
    with tempfile.TemporaryDirectory() as folder:
        place = copy(Path(folder).resolve())
        enter(place)
        tracer = coverage.Coverage(
            data_file=None, source=[str(place / PACKAGE)], config_file=False
        )
        recorder = Recorder(tracer)
        passed_over = [f"--ignore-glob=*{name}" for name in SLOW]
        asked = ["-q", "-p", "no:xdist", "--hypothesis-profile=quick", *passed_over]
        tracer.start()
        pytest.main([*asked, *tests], plugins=[recorder])
        tracer.stop()
        data = tracer.get_data()
        kept = {
            test: round(seconds, 4)
            for test, seconds in recorder.seconds.items()
            if test not in recorder.failed
        }
        lines = {
            str(Path(path).relative_to(place / PACKAGE)): {
                line: sorted(kept.keys() & set(contexts))
                for line, contexts in data.contexts_by_lineno(path).items()
            }
            for path in data.measured_files()
        }
        os.chdir(ROOT)
    to.write_text(json.dumps({"seconds": kept, "lines": lines}))
    print(f"{len(kept)} tests; without: {sorted(recorder.failed)}")


def loaded(path: Path) -> Map:
    """Return a map from its file."""
    data = json.loads(path.read_text())
    lines = {
        name: {int(line): tests for line, tests in by_line.items()}
        for name, by_line in data["lines"].items()
    }
    return Map(data["seconds"], lines)


@attrs.frozen
class Mutant:
    """A fault in a file.

    Attributes:
        path: the file, from the folder of the package.
        line: the text of the first line that changes.
        change: the old text, and the new one.
    """

    part: str
    path: str
    mutation: Mutation
    line: str
    change: str


def alike(one: str, other: str) -> int:
    """Return how many characters at the start are the same."""
    pairs = zip(one, other, strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))


def shortened(old: str, new: str) -> str:
    """Return a change without the common parts at both ends."""
    start = alike(old, new)
    end = alike(old[start:][::-1], new[start:][::-1])
    before, after = old[start : len(old) - end], new[start : len(new) - end]
    left = old[max(0, start - 20) : start]
    return f"…{left}[{before} → {after}]{old[len(old) - end :][:20]}…"


def sample(
    part: str, count: int, seed: int, *, only: list[str] | None, under: str
) -> list[Mutant]:
    """Draw faults of a part, equally from every kind that has enough.

    Args:
        part: the part.
        count: how many at most.
        seed: the seed of the sample.
        only: the kinds to draw from, if not all.
        under: how the paths of the modules to draw from start.
    """
    kinds: dict[str, list[Mutant]] = {}
    for folder in PARTS[part]:
        for path in sorted((ROOT / PACKAGE / folder).rglob("*.py")):
            source = path.read_text()
            name = str(path.relative_to(ROOT / PACKAGE))
            for one in mutations(source) if name.startswith(under) else ():
                if only is not None and one.kind not in only:
                    continue
                line = source.split("\n")[one.lines.start - 1].strip()
                old = source.encode()[one.start : one.end].decode()
                change = shortened(old, one.new)
                kinds.setdefault(one.kind, []).append(
                    Mutant(part, name, one, line, change)
                )
    draw = random.Random(f"{seed} {part}")  # noqa: S311  # a sample, no secret
    for mutants in kinds.values():
        draw.shuffle(mutants)
    drawn = chain.from_iterable(zip_longest(*kinds.values()))
    return list(islice(filter(None, drawn), count))


def stages(tests: list[str]) -> Iterator[list[str]]:
    """Yield the tests of the file that has most of them, and then the others.

    Most faults are detected there, and no other file has to be imported.
    """
    files = Counter(test.split("::")[0] for test in tests)
    (most, _), *_ = files.most_common(1)
    yield [test for test in tests if test.startswith(f"{most}::")]
    yield [test for test in tests if not test.startswith(f"{most}::")]


def run(place: Path, tests: list[list[str]], output: Path, limit: float) -> int:
    """Run tests in their own process, and return its exit code.

    It ends after a limit on its processor time, in seconds: on a shared machine, wall
    time says nothing.
    """
    pid = os.fork()
    if pid:
        return pid
    os.setsid()
    setrlimit(RLIMIT_CPU, (int(limit), int(limit)))
    with output.open("w") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    enter(place)
    code = 3
    try:
        for stage in filter(None, chain.from_iterable(map(stages, tests))):
            files = list(dict.fromkeys(test.split("::")[0] for test in stage))
            code = int(pytest.main([*QUIET, *files], plugins=[Chooser(stage)]))
            if code:
                break
    except BaseException:  # noqa: BLE001  # a fault may end in anything
        print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


def tried(
    mutants: list[Mutant], known: Map, jobs: int, budget: float, folder: Path
) -> Iterator[tuple[Mutant, str, float]]:
    """Try faults in parallel, and yield the outcome of each."""
    free = [copy(folder / str(index)) for index in range(jobs)]
    tests = known.tests(mutants[0].path, mutants[0].mutation, budget)
    _, status = os.waitpid(run(free[0], tests, folder / "sound.txt", 600), 0)
    if status:
        raise SystemExit((folder / "sound.txt").read_text())
    waiting = list(reversed(mutants))
    running: dict[int, tuple[Mutant, Path, float]] = {}
    while waiting or running:
        while waiting and free:
            mutant, place = waiting.pop(), free.pop()
            tests = known.tests(mutant.path, mutant.mutation, budget)
            source = (ROOT / PACKAGE / mutant.path).read_text()
            changed = mutant.mutation.applied(source)
            (place / PACKAGE / mutant.path).write_text(changed)
            limit = 20 + 4 * sum(known.seconds[test] for test in chain(*tests))
            pid = run(place, tests, folder / f"{place.name}.txt", limit)
            running[pid] = mutant, place, time.monotonic() + 30 * limit
        time.sleep(0.05)
        for pid, (mutant, place, deadline) in list(running.items()):
            if time.monotonic() > deadline:
                os.killpg(pid, signal.SIGKILL)
            ended, status, usage = os.wait4(pid, os.WNOHANG)
            if not ended:
                continue
            del running[pid]
            shutil.copy2(ROOT / PACKAGE / mutant.path, place / PACKAGE / mutant.path)
            free.append(place)
            code = os.waitstatus_to_exitcode(status)
            became = "timeout" if code < 0 else NAMED.get(code, "killed")
            yield mutant, became, usage.ru_utime + usage.ru_stime


def equivalents() -> set[tuple[str, str, str]]:
    """Return the faults that change nothing, or only the wording of a text."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
    return {
        (one["path"], one["line"], one.get("change") or one["kind"])
        for one in data["mutant"]
    }


def is_equivalent(mutant: Mutant, known: set[tuple[str, str, str]]) -> bool:
    """Return whether a fault is listed, by itself or with all of its kind."""
    place = mutant.path, mutant.line
    return not known.isdisjoint(
        [(*place, mutant.change), (*place, mutant.mutation.kind)]
    )


def told(part: str, counts: Counter[str]) -> str:
    """Return the row of a part: without equivalent faults, and with them."""
    total = counts.total()
    killed = counts["killed"] + counts["timeout"]
    real = total - counts["equivalent"]
    return (
        f"| {part:8} | {total:5} | {killed:6} | {counts['equivalent']:10} "
        f"| {100 * killed / total:5.1f} % | {100 * killed / max(real, 1):5.1f} % |"
    )


def main(arguments: Any) -> None:
    """Print a table of scores, and every fault that no test detects."""
    if not arguments.parts:
        record(arguments.map, arguments.tests or TESTS)
        return
    for name in HEAVY:
        import_module(name)
    known, same = loaded(arguments.map), equivalents()
    counts: dict[str, Counter[str]] = {part: Counter() for part in arguments.parts}
    mutants = [
        mutant
        for part in arguments.parts
        for mutant in sample(
            part,
            arguments.count,
            arguments.seed,
            only=arguments.kinds,
            under=arguments.under,
        )
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        results = tried(mutants, known, arguments.jobs, arguments.budget, folder)
        for mutant, result, spent in results:
            became = result
            if result in {"survived", "untested"} and is_equivalent(mutant, same):
                became = "equivalent"
            counts[mutant.part][became] += 1
            print(
                f"{became:10} {spent:5.1f} s {mutant.path}:"
                f"{mutant.mutation.lines.start} {mutant.mutation.kind}\n"
                f"           {mutant.line}\n           {mutant.change}",
                flush=True,
            )
    print("\n| part     | tried | killed | equivalent | of all  | of real |")
    for part, became_of in counts.items():
        print(told(part, became_of))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("map", type=Path)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []])
    parser.add_argument("--tests", nargs="*")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--kinds", nargs="*")
    parser.add_argument("--under", default="", help="such as coding/sheet/layout.py")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--budget", type=float, default=40)
    main(parser.parse_args())
