"""What a command is, and how each ends."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

__all__ = [
    "FINE",
    "INTERRUPTED",
    "STATUSES",
    "UNUSABLE",
    "WRONG",
    "Command",
    "UsageError",
]

FINE, WRONG, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
STATUSES = (
    "exit status: 0 if all is well; 1 if data is invalid, words have no reading, or "
    "two datasets differ; 2 if the command cannot do what it is asked, such as for "
    "wrong usage, an unknown name or a missing file; 130 if it was interrupted."
)


class UsageError(Exception):
    """What was asked for cannot be done; never leaves the command line."""


class Command(NamedTuple):
    """One command of the command line.

    Attributes:
        name: the word that calls it.
        help: what it does, in a sentence.
        example: a command line that runs as it stands.
        arguments: adds its arguments to its parser.
        run: does it, and returns the exit status.
    """

    name: str
    help: str
    example: str
    arguments: "Callable[[ArgumentParser], None]"
    run: "Callable[[Namespace], int]"
