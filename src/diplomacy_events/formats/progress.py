"""Progress of a long read or write, shown on a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["progress"]

# Below this size, in bytes, it ends before anybody could look.
LARGE_BYTES = 8 << 20


@contextmanager
def progress(what: str, total: int, size: int) -> Iterator[Callable[[int], object]]:
    """Show progress if the work is large, stderr is a terminal and rich is installed.

    Yields a function to call with each amount that is done.

    Args:
        what: a description of the work, in a few words.
        total: the amount of work, in any unit.
        size: the amount in bytes, roughly.
    """
    # A program without a console has no stderr.
    terminal = sys.stderr is not None and sys.stderr.isatty()
    bar = _bar() if size >= LARGE_BYTES and terminal else None
    if bar is None:
        yield _silent
        return
    task = bar.add_task(what, total=total)
    try:
        yield lambda amount: bar.advance(task, amount)
    finally:
        bar.stop()


def _silent(_: int) -> None:
    pass


def _bar() -> Any:
    """Return a bar on the terminal, or `None` if it cannot be shown."""
    try:
        from rich.console import Console
        from rich.progress import Progress
    except ImportError:
        return None
    # The caller's own output is not redirected while there is a bar, and a separate
    # console does not conflict with another bar.
    bar = Progress(
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    bar.start()
    return bar
