"""Printing: UTF-8 whatever the locale, as tables for people or as JSON."""

import errno
import os
import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from shutil import get_terminal_size
from typing import TYPE_CHECKING, TextIO

from diplomacy_events.monospace import align_columns, columns, one_line, wrap
from diplomacy_events.terminal import escape_json, for_terminal

if TYPE_CHECKING:
    from diplomacy_events.views.grid import Tabled

__all__ = [
    "give_up",
    "is_terminal",
    "json_text",
    "note",
    "plain_warnings",
    "print_result",
    "print_table",
    "say",
    "say_bytes",
    "say_data",
    "unreadable",
]

GAP = "  "
ROOMY_COLUMNS = 120
"""A terminal with fewer columns has no room for a table."""


def unreadable(error: OSError) -> str:
    """Return which file cannot be read, and why."""
    return f"{error.strerror}: {error.filename}"


def say(text: str) -> None:
    """Print a text for people to the standard output, ending in one line break.

    Raises:
        OSError: if the output is closed, or the disk is full.
    """
    say_data(for_terminal(text))


def say_data(text: str) -> None:
    """Print text for programs unchanged, but make it safe on a terminal.

    Raises:
        OSError: if the output is closed, or the disk is full.
    """
    with _output() as output:
        safe = for_terminal(text) if output.isatty() else text
        print(safe.removesuffix("\n"), file=output, flush=True)


def say_bytes(data: bytes) -> None:
    """Print bytes unchanged, but make them safe on a terminal.

    Raises:
        OSError: if the output is closed, or the disk is full.
    """
    with _output() as output:
        if output.isatty():
            output.write(for_terminal(data.decode(errors="replace")))
        else:
            output.buffer.write(data)
        output.flush()


def is_terminal() -> bool:
    """Return whether people read the standard output, rather than programs."""
    return sys.stdout is not None and sys.stdout.isatty()


@contextmanager
def _output() -> Iterator[TextIO]:
    """Provide the standard output in UTF-8; drop output that nobody reads.

    Raises:
        OSError: if the output is closed, or the disk is full.
    """
    # If it was closed, `print` would drop the text silently.
    if sys.stdout is None:
        raise OSError(errno.EBADF, "standard output is closed")
    _in_utf_8(sys.stdout)
    try:
        yield sys.stdout
    except BrokenPipeError:
        # The exit status does not depend on the reader.
        _drop(sys.stdout)


def _in_utf_8(stream: TextIO) -> None:
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop(stream: TextIO) -> None:
    """Drop what is in a stream and all later output."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def note(text: str) -> None:
    """Print a line to the standard error, if that is possible."""
    if sys.stderr is None:
        return
    _in_utf_8(sys.stderr)
    with suppress(OSError):
        print(for_terminal(text), file=sys.stderr, flush=True)


@contextmanager
def plain_warnings(program: str) -> Iterator[None]:
    """Print warnings as other messages, without the lines of code that gave them."""

    def plain(message: Warning | str, *_: object, **__: object) -> str:
        return f"{program}: {for_terminal(str(message))}\n"

    usual = warnings.formatwarning
    warnings.formatwarning = plain
    try:
        yield
    finally:
        warnings.formatwarning = usual


def give_up() -> None:
    """Drop what could not be printed: Python would try again at exit."""
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, TextIOWrapper):
            continue
        try:
            stream.flush()
        except OSError:
            _drop(stream)


def json_text(value: object) -> str:
    """Return plain values as JSON for people and programs."""
    import json

    # JSON does not escape characters that terminals obey.
    return escape_json(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; on a terminal, in the form that fits its width.

    A narrow terminal gets a block for each row; a wide one gets a table drawn by rich,
    if rich is installed. Other output is a plain table.
    """
    cells = [[one_line(str(cell)) for cell in row] for row in rows]
    if not is_terminal():
        say(_plain(header, cells))
        return
    size = get_terminal_size()
    if size.columns < ROOMY_COLUMNS:
        say("\n".join(line for row in cells for line in _block(row, size.columns)))
    else:
        say(_rich_table(header, cells, size) or _plain(header, cells))


def print_result(result: "Tabled", label: str = "") -> None:
    """Print a result after a label; on a terminal, each table in a form that fits."""
    from diplomacy_events.views.grid import tables_of

    room = get_terminal_size().columns if is_terminal() else None
    text = f"{label}{result}"
    if _fits(text.split("\n"), room):
        say(text)
        return
    remark, grids = tables_of(result)
    if label or remark:
        say(f"{label}{remark}".rstrip())
    for grid in grids:
        if len(grids) > 1:
            say(grid.title)
        if _fits(grid.lines, room):
            say("\n".join(grid.lines))
        else:
            print_table(grid.columns, grid.rows)


def _fits(lines: Iterable[str], room: int | None) -> bool:
    return room is None or all(columns(line) <= room for line in lines)


def _plain(header: Sequence[str], rows: list[list[str]]) -> str:
    return "\n".join(align_columns(header, rows))


def _block(row: list[str], most: int) -> Iterator[str]:
    """Yield the lines of a row: its id, its facts, its words."""
    first, *known, words = row
    # The id is there to be copied, so it is never broken.
    yield first
    for text in (", ".join(filter(None, known)), words):
        if text:
            yield from wrap(text, GAP, len(GAP), most)


def _rich_table(
    header: Sequence[str], rows: list[list[str]], size: os.terminal_size
) -> str | None:
    """Return a table as rich draws it; `None` without the library."""
    try:
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text
    except ModuleNotFoundError:
        return None
    drawn = Table(box=box.SIMPLE_HEAD)
    for place, name in enumerate(header):
        # The first column is the id, which is there to be copied.
        drawn.add_column(name, no_wrap=place == 0, overflow="fold")
    for row in rows:
        # Words in brackets are text, not markup.
        drawn.add_row(*map(Text, row))
    with _output() as output:
        # Colours and bold type are commands to a terminal, which are filtered out.
        console = Console(
            file=output, width=size.columns, height=size.lines, color_system=None
        )
    with console.capture() as captured:
        console.print(drawn)
    return captured.get()
