"""What is printed: UTF-8 whatever the locale, as tables for people or as JSON."""

import errno
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from io import TextIOWrapper
from typing import Any

__all__ = ["give_up", "json_text", "note", "say", "say_bytes", "table"]

GAP = "  "


def say(text: str) -> None:
    """Print a text to the standard output, ending in one line break.

    Raises:
        OSError: if there is no such output, nobody reads it, or the disk is full.
    """
    _must_be_there()
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    print(text.removesuffix("\n"), flush=True)


def say_bytes(data: bytes) -> None:
    """Print bytes to the standard output, as they are.

    Raises:
        OSError: if there is no such output, nobody reads it, or the disk is full.
    """
    _must_be_there()
    sys.stdout.buffer.write(data)
    sys.stdout.flush()


def _must_be_there() -> None:
    # Where it was closed, `print` would drop a text without a word.
    if sys.stdout is None:
        raise OSError(errno.EBADF, "there is no standard output")


def note(text: str) -> None:
    """Print a line to the standard error, if there is one that takes it."""
    if sys.stderr is None:
        return
    if isinstance(sys.stderr, TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")
    with suppress(OSError):
        print(text, file=sys.stderr, flush=True)


def give_up() -> None:
    """Drop what could not be printed: Python would try again when it ends."""
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, TextIOWrapper):
            continue
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def json_text(value: Any) -> str:
    """Return plain values as JSON for people and programs."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=2)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table: drawn by rich on a terminal, if it is installed; else plain."""
    cells = [[str(cell) for cell in row] for row in rows]
    if sys.stdout is not None and sys.stdout.isatty() and _drawn(header, cells):
        return
    lines = [header, *cells]
    widths = [max(len(line[place]) for line in lines) for place in range(len(header))]
    widths[-1] = 0
    say("\n".join(GAP.join(map(str.ljust, line, widths)).rstrip() for line in lines))


def _drawn(header: Sequence[str], rows: list[list[str]]) -> bool:
    """Draw a table, and return whether there is the library for it."""
    try:
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text
    except ModuleNotFoundError:
        return False
    drawn = Table(box=box.SIMPLE_HEAD)
    for place, name in enumerate(header):
        # The first names what the row is about, and is there to be copied.
        drawn.add_column(name, no_wrap=place == 0, overflow="fold")
    for row in rows:
        # What stands in brackets is text, not markup.
        drawn.add_row(*map(Text, row))
    Console().print(drawn)
    return True
