"""All commands: their list, their parser, and how errors end them."""

import os
import re
import sys
from argparse import (
    Action,
    ArgumentParser,
    Namespace,
    RawDescriptionHelpFormatter,
)
from collections.abc import Sequence
from shlex import quote
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
from diplomacy_events.cli.inputs import STDIN
from diplomacy_events.cli.printing import give_up, note, plain_warnings, say
from diplomacy_events.errors import (
    DiplomacyEventsError,
    EvidenceError,
    FormatError,
    IntegrityError,
    PhraseError,
)
from diplomacy_events.nearest import did_you_mean, nearest

__all__ = ["COMMANDS", "parser", "run"]

PROGRAM = "diplomacy-events"
DESCRIPTION = (
    "Records of diplomatic events: show, filter, check and code them. Without a "
    "command, show the bundled article."
)
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
# Options that need no command.
WHOLE = ("-h", "--help", "--version")
OPTION = re.compile(r"--([\w-]+)")
# These errors are about data; all others are about the command line.
ABOUT_DATA = (FormatError, IntegrityError, EvidenceError, PhraseError)


class _Version(Action):
    """Print the version, which is slow to look up and seldom needed."""

    def __call__(self, parser: ArgumentParser, *_: Any) -> None:
        from importlib.metadata import version

        say(version(PROGRAM))
        parser.exit()


class _Parser(ArgumentParser):
    def print_help(self, file: object = None) -> None:
        """Print the help; argparse would ignore a full disk."""
        del file
        # Python 3.14 would colour it, and commands to a terminal are filtered out.
        self.color = False
        say(self.format_help())

    def print_usage(self, file: object = None) -> None:
        """Print the usage to the standard error, like all other messages."""
        del file
        note(self.format_usage().rstrip("\n"))

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Exit; the message repeats arguments, which must be safe on a terminal."""
        if message:
            note(message.rstrip("\n"))
        sys.exit(status)


class _Formatter(RawDescriptionHelpFormatter):
    """Keeps each command on one line with its description."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog)
        # argparse forgets the indentation of commands and breaks after the longest
        # name.
        self._action_max_length = 2 + max(len(command.name) for command in COMMANDS) + 2


def parser(name: str) -> ArgumentParser:
    """Return the parser of the whole command line.

    Args:
        name: the only command that needs its arguments; what the arguments of the
            others say is slow to look up.
    """
    whole = _Parser(prog=PROGRAM, **_texts(DESCRIPTION, COMMANDS[0].example))
    whole.add_argument(
        "--version", action=_Version, nargs=0, help="print the version and exit"
    )
    commands = whole.add_subparsers(metavar="COMMAND", dest="command", required=True)
    for command in COMMANDS:
        texts = _texts(command.help, command.example)
        subparser = commands.add_parser(command.name, help=command.help, **texts)
        if command.name == name:
            command.arguments(subparser)
        subparser.set_defaults(run=command.run, parser=subparser)
    return whole


def _texts(description: str, example: str) -> dict[str, Any]:
    return {
        "description": fill(description, HELP_COLUMNS),
        "epilog": f"example:\n  {example}\n\n{fill(STATUSES, HELP_COLUMNS)}",
        "formatter_class": _Formatter,
        "allow_abbrev": False,
    }


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command in the arguments and return its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in WHOLE):
        given.insert(0, "show")
    try:
        with plain_warnings(PROGRAM):
            return _done(given)
    except (DiplomacyEventsError, UsageError) as error:
        note(f"{PROGRAM} {given[0]}: {error}")
        return WRONG if isinstance(error, ABOUT_DATA) else UNUSABLE
    except OSError as error:
        # When one file replaces another, the second is the one replaced.
        file = error.filename2 or error.filename
        place = f": {os.fsdecode(file)}" if file else ""
        note(f"{PROGRAM} {given[0]}: {error.strerror or error}{place}")
        return UNUSABLE
    finally:
        give_up()


def _done(given: Sequence[str]) -> int:
    """Run the command in the arguments and return its exit status.

    Raises:
        DiplomacyEventsError: if the data or the arguments do not allow it.
        UsageError: if the command makes no sense.
        OSError: if something cannot be read or written.
    """
    _must_be_command(given[0])
    try:
        options, unknown = parser(given[0]).parse_known_args(given)
        if not _are_more_files(unknown, options):
            # Otherwise the message would show the usage of the whole program.
            options.parser.error(_unrecognized(unknown, options.parser))
    except SystemExit as end:
        return int(end.code or FINE)
    status: int = options.run(options)
    return status


def _are_more_files(unknown: Sequence[str], options: Namespace) -> bool:
    """Take words after an option as more files, if the command takes any number.

    Returns:
        Whether nothing unknown is left.
    """
    if any(word.startswith("-") and word != STDIN for word in unknown):
        return False
    several = getattr(options, "several", None)
    if unknown and several is not None:
        # argparse gives a command only the files before the first option.
        getattr(options, several).extend(unknown)
    return several is not None or not unknown


def _must_be_command(word: str) -> None:
    """Refuse a command that does not exist.

    Raises:
        UsageError: if it does not; it suggests the nearest.
    """
    names = [command.name for command in COMMANDS]
    if word in names or word in WHOLE:
        return
    way = did_you_mean(nearest(word, names))
    if os.path.exists(word):
        way = f"; to show the file: {PROGRAM} show {quote(word)}"
    lists = f"{PROGRAM} --help lists all"
    raise UsageError(f"there is no such command{way} ({lists})")


def _unrecognized(unknown: Sequence[str], parser: ArgumentParser) -> str:
    """Return what is wrong with arguments that a command does not take."""
    options = [word.partition("=")[0] for word in unknown if word.startswith("--")]
    known = OPTION.findall(parser.format_usage())
    near = nearest(options[0].lstrip("-"), known) if options else ()
    hint = did_you_mean(tuple([f"--{one}" for one in near]))
    return f"unrecognized arguments: {' '.join(unknown)}{hint}"
