"""The commands that show a dataset as a picture, or in the text it was coded from."""

from argparse import ArgumentParser, Namespace

from diplomacy_events.cli.command import FINE, Command, UsageError
from diplomacy_events.cli.printing import say
from diplomacy_events.cli.reading import (
    STDIN,
    add_file,
    dataset_of,
    is_sheet,
    once,
    text_of,
)

__all__ = ["COMMANDS"]


def _timeline(options: Namespace) -> int:
    picture = dataset_of(options.file, options.format).timeline()
    if options.output == STDIN:
        say(picture.standalone)
    else:
        picture.save(options.output)
    return FINE


def _add_timeline(parser: ArgumentParser) -> None:
    add_file(parser, optional=True)
    parser.add_argument(
        "--output",
        metavar="FILE",
        default=STDIN,
        help="where to: a file ending in .svg, .png or .html; SVG is printed if not "
        "given",
    )


def _annotate(options: Namespace) -> int:
    from diplomacy_events.coding import check

    once(options.file, options.text or "")
    sheet = options.format is None and is_sheet(options.file)
    dataset = dataset_of(options.file, options.format, text=options.text)
    text = text_of(options.text or _named(options.file, sheet=sheet))
    shown = dataset.annotated(text, check(dataset, text).alarms)
    if options.output == STDIN:
        say(shown.page.rstrip("\n"))
    else:
        shown.save(options.output)
    return FINE


def _named(file: str, *, sheet: bool) -> str:
    """Return the file of the text that a sheet names.

    Raises:
        UsageError: if the file is no sheet, and names none.
    """
    from diplomacy_events.coding.sheet.reading import text_file

    found = text_file(file) if sheet else None
    if found is None:
        raise UsageError("say --text, the text that it was coded from")
    return found


def _add_annotate(parser: ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument(
        "--text",
        metavar="FILE",
        help="the text that it was coded from; that which a sheet names, if not given",
    )
    parser.add_argument(
        "--output",
        metavar="FILE",
        default=STDIN,
        help="where to: a file ending in .html; the page is printed if not given",
    )


COMMANDS = (
    Command(
        "timeline",
        "Draw when each record took, takes or is to take place.",
        "diplomacy-events timeline communique.json --output timeline.svg",
        _add_timeline,
        _timeline,
    ),
    Command(
        "annotate",
        "Show a text with all that was coded of it marked, and what may be missing.",
        "diplomacy-events annotate communique.json --text communique.txt "
        "--output communique.html",
        _add_annotate,
        _annotate,
    ),
)
