"""All the commands: which there are, how each is asked for, and how errors end it."""

import os
import re
import sys
from argparse import Action, ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from textwrap import fill
from typing import Any, NoReturn

from diplomacy_events.cli import (
    asking,
    citing,
    comparing,
    converting,
    count_commands,
    defining,
    drafting,
    drawing,
    importing,
    resolving,
    validating,
)
from diplomacy_events.cli.command import (
    FINE,
    STATUSES,
    UNUSABLE,
    WRONG,
    Command,
    UsageError,
)
from diplomacy_events.cli.printing import give_up, note, say
from diplomacy_events.errors import (
    DiplomacyEventsError,
    EDTFError,
    EvidenceError,
    FormatError,
    IntegrityError,
    PhraseError,
)
from diplomacy_events.nearest import did_you_mean, nearest

__all__ = ["COMMANDS", "parser", "run"]

PROGRAM = "diplomacy-events"
DESCRIPTION = (
    "Records of diplomatic events: show, ask, check and code them. Without a command, "
    "the bundled article is shown."
)
EDTF_WAY = "a month is written 2023-03, and a span 2023-03-01/2023-03-15"
HELP_COLUMNS = 79
COMMANDS: tuple[Command, ...] = (
    *asking.COMMANDS,
    *validating.COMMANDS,
    *converting.COMMANDS,
    *comparing.COMMANDS,
    *importing.COMMANDS,
    *drawing.COMMANDS,
    *count_commands.COMMANDS,
    *citing.COMMANDS,
    *resolving.COMMANDS,
    *drafting.COMMANDS,
    *defining.COMMANDS,
)
# The options that need no command.
WHOLE = ("-h", "--help", "--version")
OPTION = re.compile(r"--([\w-]+)")
# These are about data; all others are about what was asked for.
ABOUT_DATA = (FormatError, IntegrityError, EvidenceError, PhraseError)


class _Version(Action):
    """Print the version; it is slow to find, and few ask for it."""

    def __call__(self, parser: ArgumentParser, *_: Any) -> None:
        from importlib.metadata import version

        say(version(PROGRAM))
        parser.exit()


class _Parser(ArgumentParser):
    def print_help(self, file: object = None) -> None:
        """Print the help; argparse would drop what a full disk does not take."""
        del file
        # Python 3.14 would colour it, and no command to a terminal gets through.
        self.color = False
        say(self.format_help())

    def print_usage(self, file: object = None) -> None:
        """Print the usage, as all is printed that goes to the standard error."""
        del file
        note(self.format_usage().rstrip("\n"))

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """End; a complaint repeats arguments, of which a terminal obeys nothing."""
        if message:
            note(message.rstrip("\n"))
        sys.exit(status)


class _Formatter(RawDescriptionHelpFormatter):
    """Keeps the names of commands on one line with what they do."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog)
        # argparse forgets that commands are indented, and breaks after the longest.
        self._action_max_length = 2 + max(len(command.name) for command in COMMANDS) + 2


def parser() -> ArgumentParser:
    """Return the parser of the whole command line."""
    whole = _Parser(prog=PROGRAM, **_texts(DESCRIPTION, COMMANDS[0].example))
    whole.add_argument(
        "--version", action=_Version, nargs=0, help="print the version and exit"
    )
    commands = whole.add_subparsers(metavar="COMMAND", dest="command", required=True)
    for command in COMMANDS:
        texts = _texts(command.help, command.example)
        made = commands.add_parser(command.name, help=command.help, **texts)
        command.arguments(made)
        made.set_defaults(run=command.run, parser=made)
    return whole


def _texts(description: str, example: str) -> dict[str, Any]:
    return {
        "description": fill(description, HELP_COLUMNS),
        "epilog": f"example:\n  {example}\n\n{fill(STATUSES, HELP_COLUMNS)}",
        "formatter_class": _Formatter,
        "allow_abbrev": False,
    }


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments ask for, and return the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in WHOLE):
        given.insert(0, "show")
    try:
        return _done(given)
    except (DiplomacyEventsError, UsageError) as error:
        way = f" ({EDTF_WAY})" if isinstance(error, EDTFError) else ""
        note(f"{PROGRAM} {given[0]}: {error}{way}")
        return WRONG if isinstance(error, ABOUT_DATA) else UNUSABLE
    except OSError as error:
        # Where something takes the place of a file, that file is the second.
        file = error.filename2 or error.filename
        place = f": {os.fsdecode(file)}" if file else ""
        note(f"{PROGRAM} {given[0]}: {error.strerror or error}{place}")
        return UNUSABLE
    finally:
        give_up()


def _done(given: Sequence[str]) -> int:
    """Do what the arguments ask for, and return the exit status.

    Raises:
        DiplomacyEventsError: if the data or the arguments do not allow it.
        UsageError: if what is asked for makes no sense.
        OSError: if something cannot be read or written.
    """
    try:
        options, unknown = parser().parse_known_args(given)
        if unknown:
            # Else the usage would be told of the whole, which has none of its options.
            options.parser.error(_unrecognized(unknown, options.parser))
    except SystemExit as end:
        return int(end.code or FINE)
    status: int = options.run(options)
    return status


def _unrecognized(unknown: Sequence[str], parser: ArgumentParser) -> str:
    """Return what is wrong with arguments that a command does not take."""
    given = unknown[0].partition("=")[0]
    near = nearest(given.lstrip("-"), OPTION.findall(parser.format_usage()))
    hint = did_you_mean(tuple([f"--{one}" for one in near]))
    return f"unrecognized arguments: {' '.join(unknown)}{hint}"
