"""The command that draws when the records of a dataset took place."""

from argparse import ArgumentParser, Namespace

from diplomacy_events.cli.command import FINE, Command
from diplomacy_events.cli.printing import say
from diplomacy_events.cli.reading import STDIN, add_file, dataset_of

__all__ = ["COMMANDS"]


def _timeline(options: Namespace) -> int:
    picture = dataset_of(options.file, options.format).timeline()
    if options.output == STDIN:
        say(picture.svg)
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


COMMANDS = (
    Command(
        "timeline",
        "Draw when each record took, takes or is to take place.",
        "diplomacy-events timeline communique.json --output timeline.svg",
        _add_timeline,
        _timeline,
    ),
)
