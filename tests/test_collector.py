"""The garbage collector during the creation of many objects."""

import gc
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread
from weakref import WeakSet

import pytest

from diplomacy_events import collector, iter_records, load_article, read, write
from diplomacy_events.collector import (
    WORTH_A_PAUSE,
    collect_new_objects,
    fewer_collections,
    fewer_collections_in,
)


@pytest.fixture(autouse=True)
def state() -> Iterator[None]:
    """Restore the state of the collector after each test."""
    before = gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()
    yield
    assert (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()) == before


class Cycle:
    """Garbage that only the collector finds."""

    def __init__(self) -> None:
        self.itself = self


def test_few_objects_leave_the_collector_alone() -> None:
    """For few objects, its settings are not changed."""
    before = gc.get_threshold()
    with fewer_collections(WORTH_A_PAUSE - 1):
        assert gc.get_threshold() == before


def test_many_objects_are_not_searched() -> None:
    """It runs rarely, even when one read is within another, and then as before."""
    before = gc.get_threshold()
    with fewer_collections(WORTH_A_PAUSE):
        runs = gc.get_stats()[0]["collections"]
        with fewer_collections(WORTH_A_PAUSE):
            pass
        made: list[object] = [[] for _ in range(before[0] * 10)]
        assert gc.get_stats()[0]["collections"] == runs
    assert len(made) == before[0] * 10
    assert gc.isenabled()


def test_batches_are_made_while_the_collector_pauses() -> None:
    """A user of a batch, or one who stops halfway, has the collector as it was."""
    before = gc.get_threshold()
    during = []

    def make() -> Iterator[int]:
        for number in range(3):
            during.append(gc.get_threshold())
            yield number

    found = []
    for number in fewer_collections_in(make(), WORTH_A_PAUSE):
        assert gc.get_threshold() == before
        found.append(number)
    assert found == [0, 1, 2]
    assert all(thresholds[0] > before[0] for thresholds in during)
    assert next(fewer_collections_in(make(), WORTH_A_PAUSE)) == 0
    assert gc.get_threshold() == before


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet"])
def test_records_read_one_by_one_leave_no_memory_behind(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each record the collector is as it was, however large the file."""
    write(load_article(), tmp_path / name)
    monkeypatch.setattr(collector, "WORTH_A_PAUSE", 0)
    before = gc.get_threshold()
    seen = [gc.get_threshold() for _ in iter_records(tmp_path / name)]
    assert set(seen) == {before}
    with iter_records(tmp_path / name) as records:
        next(records)
    assert gc.get_threshold() == before


def runs_within(pause: int) -> int:
    """Return how many collections a request causes while this many objects are made."""
    with fewer_collections(pause):
        runs: int = gc.get_stats()[0]["collections"]
        collect_new_objects()
        after: int = gc.get_stats()[0]["collections"]
        return after - runs


def test_new_objects_are_searched_in_a_pause_alone() -> None:
    """Few objects cause no collection, and neither does a disabled collector."""
    assert runs_within(WORTH_A_PAUSE) == 1
    gc.disable()
    assert runs_within(WORTH_A_PAUSE) == 0
    assert runs_within(WORTH_A_PAUSE - 1) == 0
    gc.enable()
    before = gc.get_threshold()
    gc.set_threshold(1 << 20)
    assert runs_within(WORTH_A_PAUSE - 1) == 0
    gc.set_threshold(*before)


def test_a_collector_that_is_switched_off_stays_off() -> None:
    """It stays off, whether it was switched off before or meanwhile."""
    with fewer_collections(WORTH_A_PAUSE):
        gc.disable()
    assert not gc.isenabled()
    with fewer_collections(WORTH_A_PAUSE):
        pass
    assert not gc.isenabled()
    gc.enable()


def test_other_changes_of_the_thresholds_stay() -> None:
    """Changes made meanwhile are kept; a threshold of 0 is never raised."""
    before = gc.get_threshold()
    with fewer_collections(WORTH_A_PAUSE):
        gc.set_threshold(123, 4, 5)
    assert gc.get_threshold() == (123, 4, 5)
    gc.set_threshold(0)
    with fewer_collections(WORTH_A_PAUSE):
        assert gc.get_threshold()[0] == 0
    gc.set_threshold(*before)


def test_an_interrupt_leaves_the_setting_unchanged() -> None:
    """Ctrl-C may come at any point of a read."""
    with pytest.raises(KeyboardInterrupt), fewer_collections(WORTH_A_PAUSE):
        raise KeyboardInterrupt


def test_the_last_of_several_threads_puts_it_back() -> None:
    """Two reads that overlap in time share one pause."""
    before = gc.get_threshold()
    during: list[tuple[int, ...]] = []
    meeting = Barrier(2, timeout=60)

    def first() -> None:
        with fewer_collections(WORTH_A_PAUSE):
            meeting.wait()
            meeting.wait()

    def second() -> None:
        meeting.wait()
        with fewer_collections(WORTH_A_PAUSE):
            meeting.wait()
            threads[0].join(60)
            during.append(gc.get_threshold())

    threads = [Thread(target=first), Thread(target=second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert during != [before]
    assert gc.get_threshold() == before


@pytest.mark.untraced
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.csv.zip", "a.parquet"])
def test_a_worker_that_reads_small_files_leaks_no_cycles(
    tmp_path: Path, name: str
) -> None:
    """The collector's usual runs find garbage made between reads."""
    write(load_article(), tmp_path / name)
    alive: WeakSet[Cycle] = WeakSet()
    for _ in range(30):
        for _ in range(1_000):
            alive.add(Cycle())
        read(tmp_path / name)
    assert len(alive) < 15_000
