"""The command that starts the coding of an article."""

import os
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from diplomacy_events.cli.command import FINE, UNUSABLE, WRONG, Command, UsageError
from diplomacy_events.cli.inputs import SHEET, STDIN, refuse_stdin_twice, text_of
from diplomacy_events.cli.output import in_one_folder, write_new
from diplomacy_events.cli.printing import note, say, unreadable
from diplomacy_events.cli.resolving import add_order, day
from diplomacy_events.errors import FormatError

if TYPE_CHECKING:
    from diplomacy_events.coding import Extract

__all__ = ["COMMANDS"]

ABOUT = {
    "publisher": "the publisher (required unless the page names it)",
    "title": "its headline",
    "url": "its web address",
    "language": "the BCP 47 tag of its language; times are read in English only",
}
# Options that apply to one text only.
SINGLE = ("title", "url", "id", "output")
WAY = "pass its encoding"
OPTION = "pass its encoding, such as --encoding cp1252"
EXTRACTED = (".html", ".htm", ".pdf")


def _new(options: Namespace) -> int:
    files = options.file
    refuse_stdin_twice(*files)
    for name in SINGLE:
        if len(files) > 1 and getattr(options, name) is not None:
            raise UsageError(f"--{name} is for one text, not for {len(files)}")
    status, dated = FINE, True
    for file in files:
        try:
            dated = _begin(file, options) and dated
        except (FormatError, UsageError, OSError) as error:
            if len(files) == 1:
                raise
            # The others are begun all the same.
            wrong = isinstance(error, FormatError)
            status = max(status, WRONG if wrong else UNUSABLE)
            why = unreadable(error) if isinstance(error, OSError) else error
            note(f"diplomacy-events new: {why}")
    if not dated:
        note(
            "times can be read only if the day of publication is known: pass "
            "--published"
        )
    return status


def _begin(file: str, options: Namespace) -> bool:
    """Write the sheet of a text, and the text itself if it was in a page or a PDF.

    Returns:
        Whether the day of publication is known.

    Raises:
        DiplomacyEventsError: if the text cannot be read.
        UsageError: if the publisher is not known.
        OSError: if a file cannot be read or written.
    """
    from diplomacy_events.coding import new_sheet
    from diplomacy_events.coding.sheet.source import source_id
    from diplomacy_events.model.source_text import SourceText

    sheet = _sheet(file, options.output)
    extract = _extract_input(file, options.encoding)
    about = {
        name: getattr(options, name) or getattr(extract, name)
        for name in (*ABOUT, "published")
    }
    if about["publisher"] is None:
        raise UsageError(f"{file} does not name its publisher: pass --publisher")
    text = SourceText.of(
        extract.text,
        id=options.id or source_id(os.path.basename(sheet), about["published"]),
        author=extract.author,
        **about,
    )
    saved = _text_path(file, options.encoding)
    kept = saved or file
    named = None if file == STDIN else os.path.basename(kept)
    write_new(
        {sheet: new_sheet(text, file=named, order=options.order)}
        | ({} if saved is None else {saved: extract.text})
    )
    say(f"{sheet}: a sheet to fill in; it is already valid")
    if saved is not None:
        say(f"{saved}: its text, in UTF-8; the sheet names this file")
    for one in extract.notes:
        note(f"{file}: {one}")
    if named is None or not in_one_folder(sheet, kept):
        note(
            f"keep the text beside {sheet}, and name the file under 'text' in the sheet"
        )
    return about["published"] is not None


def _extract_input(file: str, encoding: str | None) -> "Extract":
    """Return the text and metadata of a file or of the standard input."""
    from diplomacy_events.coding.extracting import Extract, extract, oddities

    suffix = os.path.splitext(file)[1].lower()
    if file != STDIN and suffix in (*EXTRACTED, ".txt"):
        try:
            return extract(file, encoding=encoding)
        except FormatError as error:
            faults = [
                one._replace(problem=one.problem.replace(WAY, OPTION))
                for one in error.faults
            ]
            raise FormatError(error.heading, faults=tuple(faults)) from error
    if encoding is not None:
        raise UsageError("--encoding is for files ending in .txt, .html or .htm")
    text = text_of(file)
    return Extract(text=text, notes=tuple(oddities(text)))


def _text_path(file: str, encoding: str | None) -> str | None:
    """Return where to save the text, if the file itself is not plain text in UTF-8."""
    stem, suffix = os.path.splitext(file)
    if suffix.lower() in EXTRACTED:
        return f"{stem}.txt"
    return None if encoding is None else f"{stem}.utf-8.txt"


def _sheet(file: str, output: str | None) -> str:
    """Return the name of the new sheet.

    Raises:
        UsageError: if it has no usable name.
    """
    if output == STDIN:
        raise UsageError("--output must name a file, not -")
    if not output and file == STDIN:
        raise UsageError("text from the standard input needs --output")
    return output or f"{os.path.splitext(file)[0]}{SHEET}"


def _add_new(parser: ArgumentParser) -> None:
    parser.set_defaults(several="file")
    parser.add_argument(
        "file",
        metavar="TEXT",
        nargs="+",
        help="one or more articles, each as text in UTF-8, as a page ending in .html, "
        "or as .pdf; - reads text from the standard input and needs --output",
    )
    for name, meaning in ABOUT.items():
        parser.add_argument(f"--{name}", help=meaning)
    parser.add_argument(
        "--published",
        metavar="DAY",
        type=day,
        help="the day it was published, such as 2023-03-17; without it, and unless the "
        "page says so, times are not read",
    )
    add_order(parser)
    parser.add_argument(
        "--encoding",
        help="its character encoding (default: UTF-8, or as the page says)",
    )
    parser.add_argument(
        "--id", help="the id of the source (default: made from the file's name)"
    )
    parser.add_argument(
        "--output",
        metavar="SHEET",
        help="the name of the sheet (default: that of the text, with .sheet)",
    )


COMMANDS = (
    Command(
        "new",
        "Start coding an article: write a sheet to fill in, with suggestions from its "
        "text as comments.",
        "diplomacy-events new article.txt --publisher Herald --published 2023-03-17",
        _add_new,
        _new,
    ),
)
