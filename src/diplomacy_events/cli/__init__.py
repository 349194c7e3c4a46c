"""The command line: ``diplomacy-events``, or ``python -m diplomacy_events``."""

from collections.abc import Sequence

from diplomacy_events.cli.command import INTERRUPTED

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what a command line asks for, and return the exit status.

    Args:
        arguments: the words after the command; those of the process if not given.
    """
    try:
        # Most of what takes time is imported here, so that an interrupt then is quiet
        # too. Before this, while Python and the package itself begin, it is not.
        from diplomacy_events.cli.commands import run

        return run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
