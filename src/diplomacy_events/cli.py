"""The command line: ``diplomacy-events``, or ``python -m diplomacy_events``."""

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from diplomacy_events.datasets import load_article
from diplomacy_events.formats import dumps
from diplomacy_events.views.text import as_text

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the bundled dataset, and return the exit status.

    Args:
        arguments: the words after the command; those of the process if not given.
    """
    parser = argparse.ArgumentParser(
        prog="diplomacy-events",
        description="Show the diplomatic events of the bundled news article.",
        epilog="example: diplomacy-events --json",
    )
    parser.add_argument(
        "--json", action="store_true", help="print JSON, to be read back"
    )
    options = parser.parse_args(arguments)
    dataset = load_article()
    _print(dumps(dataset, format="json") if options.json else as_text(dataset))
    return 0


def _print(text: str) -> None:
    """Print UTF-8 whatever the locale, and end quietly when nobody reads on."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        print(text, end="", flush=True)
    except BrokenPipeError:
        # Python flushes once more when it ends, and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
