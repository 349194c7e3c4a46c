"""The command that reports how far two codings of one text agree."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from diplomacy_events.cli.command import FINE, Command
from diplomacy_events.cli.inputs import add_limit, dataset_of, refuse_stdin_twice
from diplomacy_events.cli.printing import json_text, print_result, say

if TYPE_CHECKING:
    from diplomacy_events.dataset.agreement import Agreement

__all__ = ["COMMANDS"]

RECORDS = ("type", "both", "only_one", "only_other", "precision", "recall", "f1")
FIELDS = ("type", "field", "pairs", "agreed", "with_value", "masi", "alpha")
MATCHES = ("one", "other", "overlap")


def _agreement(options: Namespace) -> int:
    refuse_stdin_twice(options.one, options.other, options.text or "")
    one, other = (
        dataset_of(
            file, options.format, text=options.text, limit=options.unpacked_limit
        )
        for file in (options.one, options.other)
    )
    agreement = one.agreement(other)
    if options.json:
        say(json_text(_values(agreement)))
    else:
        print_result(agreement)
    return FINE


def _values(found: "Agreement") -> dict[str, object]:
    """Return the findings as plain values."""
    from diplomacy_events.formats.converter import unstructure

    return {
        "records": [_named(one, RECORDS) for one in (*found.types, found.records)],
        "fields": [_named(one, FIELDS) for one in found.fields],
        "matches": [_named(one, MATCHES) for one in found.matches],
        "actors": [{"one": one, "other": other} for one, other in found.actors],
        "only_one": found.only_one,
        "only_other": found.only_other,
        "disagreements": [
            {
                "one": one.match.one,
                "other": one.match.other,
                "field": one.field,
                "values": [unstructure(one.one), unstructure(one.other)],
            }
            for one in found.disagreements
        ],
    }


def _named(found: object, names: Sequence[str]) -> dict[str, object]:
    return {name: getattr(found, name) for name in names}


def _add_agreement(parser: ArgumentParser) -> None:
    parser.add_argument(
        "one", metavar="A", help="a dataset, or a sheet; - reads it from stdin"
    )
    parser.add_argument("other", metavar="B", help="another coding of the same text")
    parser.add_argument("--format", help="the format of both (default: by suffix)")
    add_limit(parser)
    parser.add_argument(
        "--text",
        metavar="FILE",
        help="the text of the sheets (default: the one that each names)",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


COMMANDS = (
    Command(
        "agreement",
        "Report how far two codings of one text agree: the records that both have, and "
        "where they differ.",
        "diplomacy-events agreement ann.json ben.json",
        _add_agreement,
        _agreement,
    ),
)
