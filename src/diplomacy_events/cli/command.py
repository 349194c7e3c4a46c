"""The definition of a command, and the exit statuses."""

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
    "exit status: 0 on success; 1 if data is invalid, a phrase cannot be read, or two "
    "datasets differ; 2 if the command cannot run, for example because of wrong usage, "
    "an unknown name or a missing file; 130 if it was interrupted."
)


class UsageError(Exception):
    """A command line cannot be run; the error never leaves the command line."""


class Command(NamedTuple):
    """One command of the command line.

    Attributes:
        name: the word that calls it.
        help: what it does, in a sentence.
        example: a command line that runs unchanged.
        arguments: adds its arguments to its parser.
        run: runs the command and returns the exit status.
    """

    name: str
    help: str
    example: str
    arguments: "Callable[[ArgumentParser], None]"
    run: "Callable[[Namespace], int]"
