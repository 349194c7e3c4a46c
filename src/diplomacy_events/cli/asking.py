"""Commands that show a dataset or filter its records."""

import os
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from diplomacy_events.cli.command import FINE, Command, UsageError
from diplomacy_events.cli.filter_options import add_questions, records_of
from diplomacy_events.cli.inputs import STDIN, add_file, dataset_of, whole_number
from diplomacy_events.cli.printing import json_text, note, print_table, say, say_data
from diplomacy_events.errors import UnknownNameError
from diplomacy_events.terminal import escape_json

if TYPE_CHECKING:
    from diplomacy_events.dataset import Dataset, Records
    from diplomacy_events.model.record_kinds import Record

__all__ = ["COMMANDS"]

STATES = ("status", "standing", "act")
"""The fields that describe a record in one word; each kind of record has one."""


def _show(options: Namespace) -> int:
    if options.id is not None:
        return _show_one(options)
    if _means_id(options):
        options.file, options.id = None, options.file
        try:
            return _show_one(options)
        except UsageError as error:
            raise UsageError(
                f"there is no file {options.id!r}; in the bundled article, {error}"
            ) from error
    dataset = dataset_of(options.file, options.format, limit=options.unpacked_limit)
    if options.json:
        from diplomacy_events.formats import dumps

        say(escape_json(dumps(dataset, format="json")))
    elif options.all:
        from diplomacy_events.views.text import as_text

        say(as_text(dataset))
    else:
        from diplomacy_events.views.digest import digest

        say(digest(dataset) + _more(options, dataset))
    return FINE


def _more(options: Namespace, dataset: "Dataset") -> str:
    """Return the commands that show more, if the dataset can be read again."""
    from shlex import quote

    from diplomacy_events.model.description import playing

    if options.file == STDIN or not dataset.records:
        return ""
    name = f"{quote(options.file)} " if options.file else ""
    format = f" --format {options.format}" if options.format else ""
    if options.unpacked_limit is not None:
        format += f" --unpacked-limit {options.unpacked_limit}"
    record = dataset.records[0]
    # Every kind of record has an actor.
    who = getattr(record, str(playing(type(record), "by")))[0]
    commands = {
        f"show {name}{record.id}{format}": "one record in full",
        f"show {name}--all{format}": "every record in full",
        f"query {name}--involving {who}{format}": "the records that name an actor",
        "--help": "list all commands",
    }
    room = max(map(len, commands))
    lines = [f"  diplomacy-events {does:{room}}  {so}" for does, so in commands.items()]
    return "\n".join(["", "To see more:", *lines, ""])


def _means_id(options: Namespace) -> bool:
    """Return whether the only word is not a file, and so may be the id of a record."""
    word = options.file
    if word in (None, STDIN) or options.format is not None:
        return False
    bare = os.path.splitext(os.path.basename(word))[0] == word
    return bare and not os.path.lexists(word)


def _show_one(options: Namespace) -> int:
    if options.all:
        raise UsageError("--all prints every record: leave out the record's id")
    dataset = dataset_of(options.file, options.format, limit=options.unpacked_limit)
    try:
        record = dataset.records[options.id]
    except UnknownNameError as error:
        raise UsageError(_meant(dataset, options) or str(error)) from error
    if options.json:
        from diplomacy_events.formats.converter import unstructure

        say(json_text(unstructure(record)))
    else:
        say(str(dataset.card(record)))
    return FINE


def _meant(dataset: "Dataset", options: Namespace) -> str | None:
    """Return the command for what the id of no record means, if anything."""
    from shlex import quote

    file = f" {quote(options.file)}" if options.file else ""
    other = f"{options.id!r} is not a record but"
    if options.id in dataset.sources:
        return f"{other} a source; to cite it: diplomacy-events cite{file}"
    try:
        dataset.actor(options.id)
    except UnknownNameError:
        return None
    who = f"query{file} --involving {quote(options.id)}"
    return f"{other} an actor; to list its records: diplomacy-events {who}"


def _add_show(parser: ArgumentParser) -> None:
    add_file(parser, optional=True)
    parser.add_argument(
        "id", metavar="ID", nargs="?", help="the id of one record to print in full"
    )
    parser.add_argument("--all", action="store_true", help="print every record in full")
    parser.add_argument(
        "--json", action="store_true", help="print JSON that can be read back"
    )


def _query(options: Namespace) -> int:
    records = records_of(options)
    if options.sort is not None:
        records = records.sorted(
            options.sort.removeprefix("-"), reverse=options.sort.startswith("-")
        )
    if options.limit is not None:
        records = records[: options.limit]
    if options.json:
        from diplomacy_events.formats.converter import unstructure

        say(json_text([unstructure(record) for record in records]))
    elif options.csv:
        say_data(_csv(records))
    elif not records:
        note("no matching records")
    else:
        _print_records(records)
    return FINE


def _csv(found: "Records[Record]") -> str:
    """Return records as CSV, with the columns of a flat table, for other programs."""
    from csv import writer
    from io import StringIO

    columns = found.flat()
    written = StringIO()
    rows = writer(written, lineterminator="\n")
    rows.writerow([column.name for column in columns])
    rows.writerows(zip(*(column.values for column in columns), strict=True))
    return written.getvalue()


def _print_records(found: "Records[Record]") -> None:
    """Print a line for each record, with its actors and its status."""
    from diplomacy_events.views.summary import name_lookup, who

    name = name_lookup(found.names.readable())
    rows = [
        (
            record.id,
            type(record).__name__,
            str(record.when),
            _state(record),
            who(record, name),
            record.gist,
        )
        for record in found
    ]
    states = ", ".join(
        name for name in STATES if any(hasattr(record, name) for record in found)
    )
    print_table(("id", "type", "when", states, "who", "gist"), rows)


def _state(record: "Record") -> str:
    """Return the status of an event, the standing of an allegation, or the act."""
    return str(next(getattr(record, name) for name in STATES if hasattr(record, name)))


def _add_query(parser: ArgumentParser) -> None:
    add_questions(parser)
    parser.add_argument(
        "--sort",
        metavar="FIELD",
        help="sort by a field; --sort=-FIELD reverses the order",
    )
    parser.add_argument(
        "--limit",
        type=whole_number,
        help="print only this many records, the first ones",
    )
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--json", action="store_true", help="print the records as JSON")
    ways.add_argument("--csv", action="store_true", help="print a flat table as CSV")


COMMANDS = (
    Command(
        "show",
        "Print a dataset on one screen; with an id, one record; with --all, every one.",
        "diplomacy-events show communique.json",
        _add_show,
        _show,
    ),
    Command(
        "query",
        "List the records that match every filter given.",
        "diplomacy-events query --by Washington --during 2023-02",
        _add_query,
        _query,
    ),
)
