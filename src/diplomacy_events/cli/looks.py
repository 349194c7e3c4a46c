"""The options that say how a picture is to look."""

from argparse import ArgumentParser, Namespace
from typing import Any

from diplomacy_events.cli.filter_options import whole_number

__all__ = ["add_look", "look"]


def add_look(parser: ArgumentParser) -> None:
    """Add the options that every picture takes."""
    parser.add_argument(
        "--title", dest="look_title", metavar="TITLE", help="what a picture shows"
    )
    parser.add_argument(
        "--width",
        dest="look_width",
        metavar="PIXELS",
        type=whole_number,
        help="how wide it is, in pixels (default: 720)",
    )


def look(options: Namespace) -> dict[str, Any]:
    """Return what was said of how a picture is to look."""
    said = {"title": options.look_title, "width": options.look_width}
    return {name: value for name, value in said.items() if value is not None}
