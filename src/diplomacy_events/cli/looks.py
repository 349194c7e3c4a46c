"""The options for the look of a picture."""

from argparse import ArgumentParser, Namespace
from typing import Any

from diplomacy_events.cli.inputs import whole_number

__all__ = ["add_look", "look"]


def add_look(parser: ArgumentParser) -> None:
    """Add the options that every picture takes."""
    parser.add_argument(
        "--title", dest="look_title", metavar="TITLE", help="the title of the picture"
    )
    parser.add_argument(
        "--width",
        dest="look_width",
        metavar="PIXELS",
        type=whole_number,
        help="its width in pixels (default: 720)",
    )


def look(options: Namespace) -> dict[str, Any]:
    """Return the options given for the look of a picture."""
    options_given = {"title": options.look_title, "width": options.look_width}
    return {name: value for name, value in options_given.items() if value is not None}
