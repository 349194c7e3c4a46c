"""The commands that show a dataset, or ask it for records."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from diplomacy_events.cli.command import FINE, Command
from diplomacy_events.cli.printing import json_text, note, say, table
from diplomacy_events.cli.reading import add_file, dataset_of

if TYPE_CHECKING:
    from diplomacy_events.dataset import Records
    from diplomacy_events.model.records import Record

__all__ = ["COMMANDS"]

MEANT = {
    "type": "visit, statement, declaration or allegation",
    "by": "who speaks, visits, signs or accuses: an id, a name or an alias",
    "to": "who is spoken to, visited or accused",
    "about": "a topic",
    "involving": "who has any part in it",
    "during": "a day, or EDTF such as 2023-03, all days of which are meant",
    "certainty": "whether it may have been then, or must (default: possible)",
    "saying": "words of a quote",
}


def _show(options: Namespace) -> int:
    dataset = dataset_of(options.file, options.format)
    if options.json:
        from diplomacy_events.formats import dumps

        say(dumps(dataset, format="json"))
    else:
        from diplomacy_events.views.text import as_text

        say(as_text(dataset))
    return FINE


def _add_show(parser: ArgumentParser) -> None:
    add_file(parser, optional=True)
    parser.add_argument(
        "--json", action="store_true", help="print JSON, to be read back"
    )


def _query(options: Namespace) -> int:
    from diplomacy_events.dataset.ask import QUESTIONS, ask

    asked = {name: getattr(options, name) for name in QUESTIONS}
    dataset = dataset_of(options.file, options.format)
    found = ask(dataset, **asked, members=options.members)
    if options.json:
        from diplomacy_events.formats.json_values import to_values

        values = to_values(dataset)["records"]
        say(json_text([value for value in values if value["id"] in found]))
    else:
        _print_records(found)
    return FINE


def _print_records(found: "Records[Record]") -> None:
    """Print a line for each record, with its status or standing in words."""
    if not found:
        note("no record answers to that")
        return
    rows = [
        (
            record.id,
            type(record).__name__,
            str(record.when),
            str(getattr(record, "status", getattr(record, "standing", "said"))),
            record.gist,
        )
        for record in found
    ]
    table(("id", "type", "when", "status", "gist"), rows)


def _add_query(parser: ArgumentParser) -> None:
    add_file(parser, optional=True)
    for name, meaning in MEANT.items():
        choices = ("possible", "definite") if name == "certainty" else None
        parser.add_argument(f"--{name}", help=meaning, choices=choices)
    parser.add_argument(
        "--members",
        action="store_true",
        help="take a state for its organizations and officials too",
    )
    parser.add_argument("--json", action="store_true", help="print the records as JSON")


COMMANDS = (
    Command(
        "show",
        "Print a dataset for people to read.",
        "diplomacy-events show communique.json",
        _add_show,
        _show,
    ),
    Command(
        "query",
        "List the records that answer to every question asked.",
        "diplomacy-events query --by Washington --during 2023-02",
        _add_query,
        _query,
    ),
)
