"""The command that begins the coding of an article."""

import os
import re
from argparse import ArgumentParser, Namespace

from diplomacy_events.cli.command import FINE, Command, UsageError
from diplomacy_events.cli.printing import json_text, note, say
from diplomacy_events.cli.reading import STDIN, text_of
from diplomacy_events.cli.resolving import add_order, day

__all__ = ["COMMANDS"]

ABOUT = {
    "publisher": "who published it (required)",
    "title": "its headline",
    "url": "its web address",
    "language": "the BCP 47 tag of its language; times are read in English alone",
}


def _new(options: Namespace) -> int:
    from diplomacy_events.coding import draft
    from diplomacy_events.formats import dumps
    from diplomacy_events.model.source_text import SourceText

    stem = _stem(options.file, options.output)
    about = {name: getattr(options, name) for name in ABOUT}
    text = SourceText.of(
        text_of(options.file),
        id=options.id or _slug(os.path.basename(stem)),
        published=options.published,
        **about,
    )
    found = draft(text, order=options.order)
    dataset, candidates = f"{stem}.json", f"{stem}.draft.json"
    _write(
        {
            dataset: dumps(found.dataset),
            candidates: json_text(found.to_values()) + "\n",
        }
    )
    say(f"{dataset}: a dataset to fill in, with the source and no record yet")
    say(
        f"{candidates}: what was found, to paste from: {len(found.quotations.found)} "
        f"quotations and {len(found.times)} times in {len(found.paragraphs)} paragraphs"
    )
    if options.published is None:
        note("no time was read: say --published, the day that they are relative to")
    return FINE


def _stem(file: str, output: str | None) -> str:
    """Return what the new files are called, without their suffixes.

    Raises:
        UsageError: if there is no such name.
    """
    if output == STDIN:
        raise UsageError("--output names files, and - is none")
    if output:
        return output.removesuffix(".json").removesuffix(".draft")
    if file == STDIN:
        raise UsageError("a text from the standard input needs --output")
    return os.path.splitext(file)[0]


def _write(texts: dict[str, str]) -> None:
    """Write new files, all of them or none.

    Raises:
        UsageError: if one is already there.
        OSError: if one cannot be written; it names that one.
    """
    from diplomacy_events.files import replace

    # What a coder has filled in is not to be lost.
    for file in texts:
        if os.path.lexists(file):
            raise UsageError(f"{file} is already there")
    written: list[str] = []
    for file, text in texts.items():
        try:
            replace(file, text.encode())
        except OSError as error:
            for half in written:
                os.unlink(half)
            error.filename, error.filename2 = file, None
            raise
        written.append(file)


def _slug(name: str) -> str:
    """Return an id made of the name of a file, if any of it can be in one."""
    return re.sub("[^a-z0-9]+", "-", name.lower()).strip("-") or "source"


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
        metavar="STEM",
        help="what the new files are called, without .json; as the text if not given",
    )


COMMANDS = (
    Command(
        "new",
        "Begin to code an article: write a dataset to fill in, and the quotations, "
        "times and paragraphs of its text, ready to paste.",
        "diplomacy-events new article.txt --publisher Herald --published 2023-03-17",
        _add_new,
        _new,
    ),
)
