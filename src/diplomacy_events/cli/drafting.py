"""The command that begins the coding of an article."""

import os
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from diplomacy_events.cli.command import FINE, Command, UsageError
from diplomacy_events.cli.inputs import SHEET, STDIN, refuse_stdin_twice, text_of
from diplomacy_events.cli.printing import note, say
from diplomacy_events.cli.resolving import add_order, day

if TYPE_CHECKING:
    from diplomacy_events.coding import Extract

__all__ = ["COMMANDS"]

ABOUT = {
    "publisher": "who published it (required, unless a page says so)",
    "title": "its headline",
    "url": "its web address",
    "language": "the BCP 47 tag of its language; times are read in English alone",
}
# What is said of one text alone.
SINGLE = ("title", "url", "id", "output")
EXTRACTED = (".html", ".htm", ".pdf")


def _new(options: Namespace) -> int:
    files = options.file
    refuse_stdin_twice(*files)
    for name in SINGLE:
        if len(files) > 1 and getattr(options, name) is not None:
            raise UsageError(f"--{name} is for one text, not for {len(files)}")
    for file in files:
        _begin(file, options)
    if options.published is None:
        note("times are read where the day of publication is known: say --published")
    return FINE


def _begin(file: str, options: Namespace) -> None:
    """Write the sheet of a text, and the text, if it was in a page or a PDF."""
    from diplomacy_events.coding import new_sheet
    from diplomacy_events.coding.sheet.source import source_id
    from diplomacy_events.model.source_text import SourceText

    sheet = _sheet(file, options.output)
    found = _extracted(file, options.encoding)
    about = {
        name: getattr(options, name) or getattr(found, name)
        for name in (*ABOUT, "published")
    }
    if about["publisher"] is None:
        raise UsageError(f"{file} does not say who published it: say --publisher")
    text = SourceText.of(
        found.text,
        id=options.id or source_id(os.path.basename(sheet), about["published"]),
        **about,
    )
    saved = _saved(file, options.encoding)
    kept = saved or file
    named = None if file == STDIN else os.path.basename(kept)
    _write(
        {sheet: new_sheet(text, file=named, order=options.order)}
        | ({} if saved is None else {saved: found.text})
    )
    say(f"{sheet}: a sheet to fill in; it is valid as it stands")
    if saved is not None:
        say(f"{saved}: its text, in UTF-8; the sheet names this file")
    for one in found.notes:
        note(f"{file}: {one}")
    if named is None or not _together(sheet, kept):
        note(f"keep the text beside {sheet}, and name its file there under 'text'")


def _extracted(file: str, encoding: str | None) -> "Extract":
    """Return the text of a file or of the standard input, with what it says."""
    from diplomacy_events.coding.extracting import Extract, extract, oddities

    suffix = os.path.splitext(file)[1].lower()
    if file != STDIN and suffix in (*EXTRACTED, ".txt"):
        return extract(file, encoding=encoding)
    if encoding is not None:
        raise UsageError("--encoding is for files ending in .txt, .html or .htm")
    text = text_of(file)
    return Extract(text=text, notes=tuple(oddities(text)))


def _saved(file: str, encoding: str | None) -> str | None:
    """Return where the text is saved, if the file itself is not one in UTF-8."""
    stem, suffix = os.path.splitext(file)
    if suffix.lower() in EXTRACTED:
        return f"{stem}.txt"
    return None if encoding is None else f"{stem}.utf-8.txt"


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


def _write(texts: dict[str, str]) -> None:
    """Write new files, all of them or none.

    Raises:
        UsageError: if one is there already: what a coder wrote is not to be lost.
        OSError: if one cannot be written.
    """
    from diplomacy_events.files import replace

    for file in texts:
        if os.path.lexists(file):
            raise UsageError(f"{file} is already there")
    written: list[str] = []
    for file, text in texts.items():
        try:
            replace(file, text.encode())
        except OSError:
            for half in written:
                os.unlink(half)
            raise
        written.append(file)


def _add_new(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="TEXT",
        nargs="+",
        help="the article, as text in UTF-8, as a page ending in .html, or as .pdf; - "
        "reads a text from the standard input, and needs --output; may be several",
    )
    for name, meaning in ABOUT.items():
        parser.add_argument(f"--{name}", help=meaning)
    parser.add_argument(
        "--published",
        metavar="DAY",
        type=day,
        help="the day it was published, such as 2023-03-17; without it, and where no "
        "page says so, no time is read",
    )
    add_order(parser)
    parser.add_argument(
        "--encoding",
        help="how its characters are written; UTF-8, or what a page says, if not given",
    )
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
