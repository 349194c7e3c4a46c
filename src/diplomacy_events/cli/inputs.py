"""Reading datasets and texts, from files or from the standard input."""

import errno
import os
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from diplomacy_events.cli.command import UsageError
from diplomacy_events.errors import Fault, FormatError, UnknownNameError

if TYPE_CHECKING:
    from diplomacy_events.dataset import Dataset
    from diplomacy_events.formats.format import Format
    from diplomacy_events.model.source_text import SourceText

__all__ = [
    "SHEET",
    "STDIN",
    "add_file",
    "add_limit",
    "add_text",
    "bytes_of",
    "dataset_of",
    "is_sheet",
    "main_texts",
    "must_fit",
    "naming",
    "refuse_stdin_twice",
    "text_named",
    "text_of",
    "whole_number",
]

STDIN = "-"
SAVE_AS = "save the file as UTF-8"
SHEET = ".sheet"
"""The suffix of coding sheets, which are not a format: they need their texts."""
TABLES = (".csv", ".xlsx")
"""Suffixes of tables, which may be a user's own."""
OWN_TABLE = (
    "in Python, diplomacy_events.imports.import_table(table, of=...) makes records of "
    "a table of your own"
)
TEXTS = (".txt", ".html", ".htm")
"""Suffixes of texts that a dataset may be coded from."""


def add_file(parser: ArgumentParser, *, optional: bool = False) -> None:
    """Add the argument for a dataset, and the option for its format."""
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?" if optional else None,
        help="the dataset: a file, a folder, or - for the standard input"
        + (" (default: the bundled article)" if optional else ""),
    )
    parser.add_argument("--format", help="its format (default: by suffix, else json)")
    add_limit(parser)


def add_limit(parser: ArgumentParser) -> None:
    """Add the option for how much a packed file may unpack to."""
    parser.add_argument(
        "--unpacked-limit",
        metavar="NUMBER",
        type=whole_number,
        help="the most bytes that a packed file may unpack to, or the most values in "
        "Parquet (default: by its size)",
    )


def whole_number(text: str) -> int:
    """Return a number of things, 0 or more.

    Raises:
        ArgumentTypeError: if the text is not such a number.
    """
    if not text.isascii() or not text.isdigit():
        raise ArgumentTypeError(f"expected a whole number, 0 or more, got {text!r}")
    return int(text)


def add_text(parser: ArgumentParser) -> None:
    """Add the option for the text that a dataset was coded from."""
    parser.add_argument(
        "--text",
        metavar="FILE",
        help="the text that it was coded from (default: the one that the sheet names)",
    )


def refuse_stdin_twice(*files: str) -> None:
    """Refuse to read the standard input twice: the second time it is empty.

    Raises:
        UsageError: if more than one of the files stands for it.
    """
    if files.count(STDIN) > 1:
        raise UsageError("only one file can come from the standard input")


def dataset_of(
    file: str | None,
    format: str | None,
    option: str | None = "--format",
    text: str | None = None,
    *,
    limit: int | None = None,
) -> "Dataset":
    """Return the dataset of a file, of the standard input, or the bundled article.

    Args:
        file: the file.
        format: the name of its format, if given.
        option: the option of the command that names a format, if there is one.
        text: the file of a sheet's text, if the sheet does not name it.
        limit: how much it may unpack to, if it is packed (default: by its size).

    Raises:
        DiplomacyEventsError: if the dataset is not valid, or its format is unknown.
        UsageError: if the format cannot be read from there, or must be named.
        OSError: if it cannot be read.
    """
    if file is None:
        from diplomacy_events.datasets import load_article

        return load_article()
    from diplomacy_events.formats import loads, read
    from diplomacy_events.formats.registry import format_of_name, format_of_path

    if file == STDIN:
        chosen = format_of_name(format or "json")
        must_fit(chosen, "loads", "be read from the standard input; name a file")
        return loads(bytes_of(file), chosen.name, **_limited(chosen.loads, limit))
    if format is None and is_sheet(file):
        from diplomacy_events.sheets import read_sheet

        return read_sheet(file, None if text is None else text_of(text))
    if not os.path.lexists(file) and not os.path.splitext(file)[1]:
        # A word without a suffix is not about formats, but may be no file at all.
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), file)
    _refuse_mistaken(file, format)
    with naming(format, option, file):
        own = file.lower().endswith(TABLES) and format is None
        what = "be read, only written" + (f"; {OWN_TABLE}" if own else "")
        chosen = format_of_path(file, format)
        must_fit(chosen, "reads", what)
    return read(file, format, **_limited(chosen.read_path or chosen.loads, limit))


def _refuse_mistaken(file: str, format: str | None) -> None:
    """Refuse a folder that no format reads, and a sheet with another suffix.

    Raises:
        UsageError: if it is one; it says what to do.
        UnknownNameError: if the format is unknown.
        OSError: if it cannot be read.
    """
    from diplomacy_events.cli.mistaken_files import other_file, other_folder
    from diplomacy_events.formats.registry import format_of_name

    is_folder = os.path.isdir(file)
    problem = None
    if format is not None:
        if format_of_name(format).read_path is None and is_folder:
            problem = other_folder(file, format)
    elif is_folder and not os.path.splitext(os.path.abspath(file))[1]:
        problem = other_folder(file, None)
    else:
        problem = other_file(file)
    if problem is not None:
        raise UsageError(problem)


def _limited(
    reader: "Callable[..., object] | None", limit: int | None
) -> dict[str, int]:
    """Return the limit as an option of a format, if it is one that unpacks files."""
    if limit is None:
        return {}
    # Slow to import, and seldom needed.
    from inspect import signature

    known = signature(cast("Callable[..., object]", reader)).parameters
    return {"unpacked_limit": limit} if "unpacked_limit" in known else {}


def is_sheet(file: str) -> bool:
    """Return whether a file is a coding sheet, by its suffix."""
    return file.lower().endswith(SHEET)


def text_named(sheet: str) -> str:
    """Return the file of the text that a valid sheet names.

    Raises:
        OSError: if the sheet cannot be read.
    """
    from diplomacy_events.coding.sheet.sheet_files import text_file

    return text_file(sheet)


def main_texts(dataset: "Dataset", file: str) -> "list[SourceText]":
    """Return the text in a file, with each source of a dataset that has it.

    Raises:
        UsageError: if no source has this text.
        FormatError: if it is not in UTF-8.
        OSError: if it cannot be read.
    """
    from diplomacy_events.model.source_text import SourceText
    from diplomacy_events.model.sources import sha256_of

    text = text_of(file)
    digest = sha256_of(text)
    found = [one for one in dataset.sources if one.sha256 == digest]
    if not found:
        raise UsageError(f"{file} is not the text of a source of the dataset")
    return [SourceText(source=one, text=text) for one in found]


@contextmanager
def naming(format: str | None, option: str | None, read: str = "") -> Iterator[None]:
    """Add to an error how to name the format, if no suffix shows it.

    Args:
        format: the name of the format, if that was given.
        option: the option of the command that gives it, if it has one.
        read: the file, if it is to be read: it may be a text.

    Raises:
        UsageError: if a format must be named.
    """
    try:
        yield
    except UnknownNameError as error:
        if format is None and read.lower().endswith(TEXTS):
            way = f"to start a sheet from it: diplomacy-events new {read}"
            raise UsageError(f"{read} is a text, not a dataset; {way}") from error
        if format is not None or option is None:
            raise
        way = f"{SHEET} for a sheet; or name its format with {option}"
        raise UsageError(f"{error} ({way})") from error


def must_fit(format: "Format", verb: str, what: str) -> None:
    """Refuse a format that lacks an operation, whatever the data.

    Raises:
        UsageError: if the format lacks it.
    """
    if not getattr(format, verb):
        raise UsageError(f"the format {format.name} cannot {what}")


def bytes_of(file: str) -> bytes:
    """Return the content of a file or of the standard input.

    Raises:
        OSError: if it cannot be read.
    """
    if file != STDIN:
        with open(file, "rb") as opened:
            return opened.read()
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), "standard input")
    return sys.stdin.buffer.read()


def text_of(file: str) -> str:
    """Return the text of a file, with every character unchanged.

    Raises:
        FormatError: if it is not in UTF-8; it names the first byte that is not.
        OSError: if it cannot be read.
    """
    data = bytes_of(file)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"expected UTF-8, got {data[error.start : error.start + 1]!r}"
        fault = Fault(f"byte {error.start}", f"{problem} in line {line}; {SAVE_AS}")
        raise FormatError(f"{file}: not a text file", faults=(fault,)) from error
