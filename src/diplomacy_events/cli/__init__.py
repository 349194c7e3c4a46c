"""The command line: ``diplomacy-events``, or ``python -m diplomacy_events``."""

from collections.abc import Sequence

from diplomacy_events.cli.command import INTERRUPTED

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit status.

    Args:
        arguments: the words after the command (default: those of the process).
    """
    try:
        # Slow imports happen here, so an interrupt during them is quiet too. An earlier
        # one, while Python and the package itself start, is not.
        from diplomacy_events.cli.commands import run

        return run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
