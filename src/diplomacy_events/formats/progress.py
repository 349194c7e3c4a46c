"""How far a long read or write has come, shown to whoever watches a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["progress"]

# Below this, in bytes, it is over before anybody could look.
LARGE_BYTES = 8 << 20


@contextmanager
def progress(what: str, total: int, size: int) -> Iterator[Callable[[int], object]]:
    """Show how much is done, if it is large, stderr a terminal, and rich installed.

    What is given is called with each amount that is done.

    Args:
        what: what is done, in a few words.
        total: how much there is to do, in any unit.
        size: about how many bytes that is.
    """
    # A program without a console has no stderr at all.
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
    """Return a bar on the terminal, or `None` where there can be none."""
    try:
        from rich.console import Console
        from rich.progress import Progress
    except ImportError:
        return None
    # What the caller prints goes where it should, even while there is a bar; and a
    # console of its own minds no other bar.
    bar = Progress(
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    bar.start()
    return bar
