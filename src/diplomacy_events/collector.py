"""Keep Python's garbage collector from searching many new objects again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TypeVar

__all__ = [
    "WORTH_A_PAUSE",
    "collect_new_objects",
    "fewer_collections",
    "fewer_collections_in",
]

T = TypeVar("T")

WORTH_A_PAUSE = 100_000
"""For fewer objects than this, the collector does not take long."""
# The collector searches young objects after this many new ones, more than any file
# makes. Whether the collector is on or off does not change.
SELDOM = 1 << 30


class _Thresholds:
    """The thresholds of the collector, raised while anyone needs it.

    They apply to the whole process, and several threads may read at once. The first
    thread raises them. The last one restores them unless somebody else changed them.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._asking: set[object] = set()
        self._before = gc.get_threshold()

    def raise_for(self, asking: object) -> None:
        with self._lock:
            if not self._asking:
                self._before = gc.get_threshold()
            self._asking.add(asking)
            if self._before[0]:
                gc.set_threshold(SELDOM, *self._before[1:])

    def put_back_for(self, asking: object) -> None:
        with self._lock:
            self._asking.discard(asking)
            if not self._asking and gc.get_threshold()[0] == SELDOM:
                gc.set_threshold(*self._before)


_THRESHOLDS = _Thresholds()


@contextmanager
def fewer_collections(count: int) -> Iterator[None]:
    """Keep the garbage collector from searching objects while they are made.

    It would search many new objects again and again. For a few objects nothing changes,
    so the cycles of programs that read small files all day are collected as usual. The
    state of the collector is restored afterwards.

    Args:
        count: about how many objects will be made.
    """
    if count < WORTH_A_PAUSE:
        yield
        return
    asking = object()
    try:
        _THRESHOLDS.raise_for(asking)
        yield
    finally:
        _THRESHOLDS.put_back_for(asking)


def fewer_collections_in(batches: Iterator[T], count: int) -> Iterator[T]:
    """Yield batches, with fewer collections while each is made, not while it is used.

    Args:
        batches: the iterator that makes them.
        count: about how many objects they contain in total.
    """

    def batch() -> T | None:
        with fewer_collections(count):
            return next(batches, None)

    return iter(batch, None)


def collect_new_objects() -> None:
    """Search the newest objects now, if `fewer_collections` is active.

    While they are in the processor's cache, this takes a quarter of the time that it
    takes later.
    """
    if gc.isenabled() and gc.get_threshold()[0] == SELDOM:
        gc.collect(0)
