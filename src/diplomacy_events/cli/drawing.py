"""Commands that draw a dataset, or mark it in the text it was coded from."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from diplomacy_events.cli.command import FINE, Command, UsageError
from diplomacy_events.cli.filter_options import add_questions, answers
from diplomacy_events.cli.inputs import (
    STDIN,
    add_file,
    add_text,
    dataset_of,
    is_sheet,
    refuse_stdin_twice,
    text_of,
    whole_number,
)
from diplomacy_events.cli.looks import add_look, look
from diplomacy_events.cli.printing import is_terminal, say_data

if TYPE_CHECKING:
    from diplomacy_events.views.picture import Picture

__all__ = ["COMMANDS"]

HOW = ("by", "group", "order", "title", "width", "label", "undated", "limit")
"""The options of a timeline; elsewhere, `by` asks for an actor."""


def _timeline(options: Namespace) -> int:
    _refuse_terminal(options, ".svg")
    found, title = answers(options)
    given = {name: getattr(options, f"look_{name}") for name in HOW}
    how: Any = {name: value for name, value in given.items() if value is not None}
    if title:
        how.setdefault("title", f"Timeline of {title}")
    return _draw(found.timeline(**how), options)


def _matrix(options: Namespace) -> int:
    _refuse_terminal(options, ".svg")
    found, _ = answers(options)
    picture = found.matrix(
        rows=options.row,
        columns=options.column,
        **look(options),
    )
    return _draw(picture, options)


def _refuse_terminal(options: Namespace, suffix: str) -> None:
    """Refuse to fill a terminal with code, unless the user asks for it.

    Raises:
        UsageError: if there is no output file, and nothing else reads the output.
    """
    if options.output is None and is_terminal():
        way = f"save it with --output {options.command}{suffix}"
        raise UsageError(
            f"a terminal cannot show {suffix[1:].upper()}: {way}, or print it anyway "
            f"with --output {STDIN}"
        )


def _draw(picture: "Picture", options: Namespace) -> int:
    if options.output in (None, STDIN):
        say_data(picture.standalone)
    else:
        picture.save(options.output)
    return FINE


def _add_timeline(parser: ArgumentParser) -> None:
    add_questions(parser)
    _add_headings(parser)
    parser.add_argument(
        "--undated",
        dest="look_undated",
        action="store_true",
        default=None,
        help="draw undated records too",
    )
    parser.add_argument(
        "--limit",
        dest="look_limit",
        metavar="NUMBER",
        type=whole_number,
        help="the most records, or groups of columns, to draw",
    )
    _add_output(parser)


def _add_headings(parser: ArgumentParser) -> None:
    """Add the options for the rows of a timeline and for their labels."""
    parser.add_argument(
        "--each",
        dest="look_by",
        choices=("day", "week", "month", "quarter", "year"),
        help="day draws a bar for each record, a longer unit draws columns (default: "
        "day for up to a hundred records, else month)",
    )
    parser.add_argument(
        "--group",
        dest="look_group",
        choices=("type", "actor", "event"),
        help="group by type of record, by who acts, or by event",
    )
    parser.add_argument(
        "--order",
        dest="look_order",
        metavar="FIELD",
        help="sort by this field, not by time",
    )
    parser.add_argument(
        "--label",
        dest="look_label",
        choices=("gist", "id", "who"),
        help="what to call a record: by its gist, its id, or who acts (default: gist)",
    )


def _add_matrix(parser: ArgumentParser) -> None:
    add_questions(parser)
    for name, meaning in (
        ("row", "an actor who speaks"),
        ("column", "an actor who is spoken of"),
    ):
        parser.add_argument(
            f"--{name}",
            action="append",
            metavar="ACTOR",
            help=f"{meaning}; may be given several times, in order",
        )
    _add_output(parser)


def _add_output(parser: ArgumentParser) -> None:
    """Add the options for the look of a picture and for the output file."""
    add_look(parser)
    parser.add_argument(
        "--output",
        metavar="FILE",
        help="the output file, ending in .svg, .png, .pdf or .html (default: print "
        "SVG, but not on a terminal)",
    )


def _annotate(options: Namespace) -> int:
    from diplomacy_events.coding import check

    _refuse_terminal(options, ".html")
    refuse_stdin_twice(options.file, options.text or "")
    sheet = options.format is None and is_sheet(options.file)
    dataset = dataset_of(
        options.file, options.format, text=options.text, limit=options.unpacked_limit
    )
    text = text_of(options.text or _text_path_of_sheet(options.file, sheet=sheet))
    annotated = dataset.annotated(text, check(dataset, text).alarms)
    if options.output in (None, STDIN):
        say_data(annotated.page.rstrip("\n"))
    else:
        annotated.save(options.output)
    return FINE


def _text_path_of_sheet(file: str, *, sheet: bool) -> str:
    """Return the file of the text that a sheet names.

    Raises:
        UsageError: if the file is not a sheet, or names no text.
    """
    from diplomacy_events.coding.sheet.sheet_files import text_file

    path = text_file(file) if sheet else None
    if path is None:
        raise UsageError("pass --text with the text that it was coded from")
    return path


def _add_annotate(parser: ArgumentParser) -> None:
    add_file(parser)
    add_text(parser)
    parser.add_argument(
        "--output",
        metavar="FILE",
        help="the output file, ending in .html (default: print the page, but not on a "
        "terminal)",
    )


COMMANDS = (
    Command(
        "timeline",
        "Draw a timeline of the records.",
        "diplomacy-events timeline communique.json --output timeline.svg",
        _add_timeline,
        _timeline,
    ),
    Command(
        "matrix",
        "Draw who speaks of, to or against whom.",
        "diplomacy-events matrix --row China --output matrix.svg",
        _add_matrix,
        _matrix,
    ),
    Command(
        "annotate",
        "Mark in a text what was coded from it, and what may be missing.",
        "diplomacy-events annotate communique.json --text communique.txt "
        "--output communique.html",
        _add_annotate,
        _annotate,
    ),
)
