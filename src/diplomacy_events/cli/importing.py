"""The command that imports other people's tables."""

from argparse import ArgumentParser, Namespace
from typing import Any

from diplomacy_events.cli.command import FINE, WRONG, Command, UsageError
from diplomacy_events.cli.inputs import add_limit, dataset_of
from diplomacy_events.cli.output import write_or_print
from diplomacy_events.cli.printing import json_text, note, print_table

__all__ = ["COMMANDS"]


def _import(options: Namespace) -> int:
    from diplomacy_events.imports import import_table

    if options.list:
        return _list()
    if len(options.paths) < 2:
        raise UsageError("name the table and the output file")
    *tables, output = options.paths
    result = import_table(tables, options.kind, **_importer_options(options))
    write_or_print(result.dataset, output, options.to)
    account = result.account
    note(json_text(account.as_dict()) if options.json else str(account))
    if not options.json:
        for fault in account.faults:
            note(f"  {fault}")
    return WRONG if account.faulty else FINE


def _importer_options(options: Namespace) -> dict[str, Any]:
    """Return the options given, for the importer."""
    given: dict[str, object] = {"on_error": "collect" if options.collect else "raise"}
    for name in ("unpacked_limit", "between", "days", "mentions"):
        value = getattr(options, name)
        if value is not None:
            given[name] = value
    if options.meetings:
        given["meetings"] = True
    if options.actors is not None:
        given["actors"] = dataset_of(options.actors, None, None)
    return given


def _list() -> int:
    from diplomacy_events.imports import importers

    rows = [[one.name, one.licence or "–", one.title] for one in importers()]
    print_table(["kind", "licence", "table"], rows)
    return FINE


def _add_import(parser: ArgumentParser) -> None:
    parser.set_defaults(several="paths")
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="the table (files, folders or zip archives), then the output file, or - "
        "to print",
    )
    parser.add_argument(
        "--kind", help="the kind of table (default: recognised by how it begins)"
    )
    add_limit(parser)
    parser.add_argument(
        "--to",
        metavar="FORMAT",
        help="the format of the dataset (default: by suffix, else json)",
    )
    parser.add_argument(
        "--collect",
        action="store_true",
        help="skip and list faulty rows instead of refusing the table",
    )
    _add_codings(parser)
    parser.add_argument("--json", action="store_true", help="print the account as JSON")
    parser.add_argument(
        "--list", action="store_true", help="list the kinds of tables and stop"
    )


def _add_codings(parser: ArgumentParser) -> None:
    """Add the options of importers of machine codings."""
    parser.add_argument(
        "--actors",
        metavar="DATASET",
        help="a dataset whose states are used for codes of states",
    )
    parser.add_argument(
        "--between",
        help="for machine codings: take states and their bodies (default), or any "
        "actor",
    )
    parser.add_argument(
        "--days",
        help="for machine codings: treat a day as the day of the report (reported, the "
        "default), or as the coded day of the event (coded)",
    )
    parser.add_argument(
        "--meetings",
        action="store_true",
        help="for machine codings: take meetings and calls as well",
    )
    parser.add_argument(
        "--mentions",
        metavar="FILE",
        help="for GDELT: a file of mentions of the same events; may be given several "
        "times",
        action="append",
    )


COMMANDS = (
    Command(
        "import",
        "Import somebody else's table, such as an official list, and report on stderr "
        "what became of each row.",
        "diplomacy-events import --list",
        _add_import,
        _import,
    ),
)
