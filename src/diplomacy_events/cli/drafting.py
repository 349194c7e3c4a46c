"""The command that begins the coding of an article."""

import os
from argparse import ArgumentParser, Namespace

from diplomacy_events.cli.command import FINE, Command, UsageError
from diplomacy_events.cli.printing import note, say
from diplomacy_events.cli.reading import SHEET, STDIN, text_of
from diplomacy_events.cli.resolving import add_order, day

__all__ = ["COMMANDS"]

ABOUT = {
    "publisher": "who published it (required)",
    "title": "its headline",
    "url": "its web address",
    "language": "the BCP 47 tag of its language; times are read in English alone",
}


def _new(options: Namespace) -> int:
    from diplomacy_events.coding import new_sheet
    from diplomacy_events.coding.sheet.source import source_id
    from diplomacy_events.model.source_text import SourceText

    sheet = _sheet(options.file, options.output)
    file = os.path.basename(options.file)
    text = SourceText.of(
        text_of(options.file),
        id=options.id or source_id(os.path.basename(sheet), options.published),
        published=options.published,
        **{name: getattr(options, name) for name in ABOUT},
    )
    named = None if options.file == STDIN else file
    _write(sheet, new_sheet(text, file=named, order=options.order))
    say(f"{sheet}: a sheet to fill in; it is valid as it stands")
    if named is None or not _together(sheet, options.file):
        note(f"keep the text beside {sheet}, and name its file there under 'text'")
    if options.published is None:
        note("no time was read: say --published, the day that they are relative to")
    return FINE


def _sheet(file: str, output: str | None) -> str:
    """Return what the new sheet is called.

    Raises:
        UsageError: if there is no such name.
    """
    if output == STDIN:
        raise UsageError("--output names a file, and - is none")
    if not output and file == STDIN:
        raise UsageError("a text from the standard input needs --output")
    return output or f"{os.path.splitext(file)[0]}{SHEET}"


def _together(*files: str) -> bool:
    """Return whether files are in one folder."""
    return len({os.path.realpath(os.path.dirname(file)) for file in files}) == 1


def _write(file: str, sheet: str) -> None:
    """Write a new sheet.

    Raises:
        UsageError: if there is a file already: what a coder wrote is not to be lost.
        OSError: if it cannot be written.
    """
    from diplomacy_events.files import replace

    if os.path.lexists(file):
        raise UsageError(f"{file} is already there")
    replace(file, sheet.encode())


def _add_new(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="TEXT",
        help="the text of the article, in UTF-8; - reads it from the standard input, "
        "and needs --output",
    )
    for name, meaning in ABOUT.items():
        parser.add_argument(f"--{name}", required=name == "publisher", help=meaning)
    parser.add_argument(
        "--published",
        metavar="DAY",
        type=day,
        help="the day it was published, such as 2023-03-17; without it no time is read",
    )
    add_order(parser)
    parser.add_argument("--id", help="the id of the source; made of the file's name")
    parser.add_argument(
        "--output",
        metavar="SHEET",
        help="what the sheet is called; as the text, with .sheet, if not given",
    )


COMMANDS = (
    Command(
        "new",
        "Begin to code an article: write a sheet to fill in, with all that its text "
        "offers behind '#'.",
        "diplomacy-events new article.txt --publisher Herald --published 2023-03-17",
        _add_new,
        _new,
    ),
)
