"""The command that reads a phrase of time."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date

from diplomacy_events.cli.command import FINE, Command
from diplomacy_events.cli.printing import json_text, say
from diplomacy_events.model.days import iso_day

__all__ = ["COMMANDS", "add_order", "day"]


def day(text: str) -> date:
    """Return the day in an argument, such as 2023-03-17.

    Raises:
        ArgumentTypeError: if it is not a day in this form.
    """
    day = iso_day(text)
    if day is None:
        raise ArgumentTypeError(f"expected a day such as 2023-03-17, got {text!r}")
    return day


def _order(text: str) -> str:
    """Return the order of day and month in an argument, such as day-first."""
    return text.replace("-", " ")


def add_order(parser: ArgumentParser) -> None:
    """Add the option for how numeric dates are read."""
    parser.add_argument(
        "--order",
        type=_order,
        choices=("day first", "month first"),
        help="which comes first in dates such as 10/04/2023: day-first or month-first; "
        "without it, ambiguous dates are not read",
    )


def _resolve(options: Namespace) -> int:
    from diplomacy_events.phrases import resolve

    period = resolve(
        options.phrase,
        published=options.published,
        future=options.future,
        order=options.order,
        context=options.context,
    )
    if options.json:
        bounds = {"earliest": period.earliest, "latest": period.latest}
        values = {
            "phrase": period.phrase,
            "published": options.published.isoformat(),
            "edtf": period.edtf,
            "reading": str(period),
            **{name: bound and bound.isoformat() for name, bound in bounds.items()},
        }
        say(json_text(values))
    else:
        say(f"{period}\n{period.edtf}")
    return FINE


def _add_resolve(parser: ArgumentParser) -> None:
    parser.add_argument(
        "phrase", metavar="PHRASE", help='a phrase of time, such as "next week"'
    )
    parser.add_argument(
        "--published",
        metavar="DAY",
        type=day,
        required=True,
        help="the day that the phrase is relative to, such as 2023-03-17",
    )
    parser.add_argument(
        "--future",
        action="store_true",
        help="look ahead where the phrase does not say which day, month or year",
    )
    add_order(parser)
    parser.add_argument(
        "--context",
        metavar="SENTENCE",
        help="the sentence around the phrase; its verbs may show that the phrase looks "
        "ahead",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


COMMANDS = (
    Command(
        "resolve",
        "Read a phrase of time as the news uses it, and print it in English and as "
        "EDTF.",
        'diplomacy-events resolve "early next week" --published 2023-03-17',
        _add_resolve,
        _resolve,
    ),
)
