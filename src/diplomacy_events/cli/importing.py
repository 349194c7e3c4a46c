"""The command that imports the tables of others."""

from argparse import ArgumentParser, Namespace
from typing import Any

from diplomacy_events.cli.command import FINE, WRONG, Command, UsageError
from diplomacy_events.cli.inputs import dataset_of
from diplomacy_events.cli.output import write_or_print
from diplomacy_events.cli.printing import json_text, note, print_table

__all__ = ["COMMANDS"]


def _import(options: Namespace) -> int:
    from diplomacy_events.imports import import_table

    if options.list:
        return _list()
    if len(options.paths) < 2:
        raise UsageError("name the table, and where the dataset is to be written")
    *tables, output = options.paths
    found = import_table(tables, options.kind, **_given(options))
    write_or_print(found.dataset, output, options.to)
    account = found.account
    note(json_text(account.as_dict()) if options.json else str(account))
    if not options.json:
        for fault in account.faults:
            note(f"  {fault}")
    return WRONG if account.faulty else FINE


def _given(options: Namespace) -> dict[str, Any]:
    """Return the options that were given, to be handed to the importer."""
    given: dict[str, Any] = {"on_error": "collect" if options.collect else "raise"}
    for name in ("between", "days", "mentions"):
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
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="the table: files, folders or zip archives; and at last where the dataset "
        "is to be written, - to print it",
    )
    parser.add_argument(
        "--kind", help="what the table is; told by what it begins with, if not given"
    )
    parser.add_argument(
        "--to",
        metavar="FORMAT",
        help="the format of the dataset; that of its suffix, or json, if not given",
    )
    parser.add_argument(
        "--collect",
        action="store_true",
        help="leave faulty rows out and list them, instead of refusing the table",
    )
    parser.add_argument(
        "--actors",
        metavar="DATASET",
        help="a dataset whose states stand for those of their codes",
    )
    parser.add_argument(
        "--between",
        help="of machine codings: states, with their bodies (the default), or any",
    )
    parser.add_argument(
        "--days",
        help="of machine codings: reported, if a day is that of a report (default), "
        "or coded, to take the coder at its word",
    )
    parser.add_argument(
        "--meetings",
        action="store_true",
        help="of machine codings: take meetings and calls too, that are no visits",
    )
    parser.add_argument(
        "--mentions",
        metavar="FILE",
        help="of GDELT: the mentions of the same events; may be given several times",
        action="append",
    )
    parser.add_argument("--json", action="store_true", help="print the account as JSON")
    parser.add_argument(
        "--list", action="store_true", help="list the kinds of tables, and import none"
    )


COMMANDS = (
    Command(
        "import",
        "Import a table of others, such as an official list, and say on stderr what "
        "became of each row.",
        "diplomacy-events import --list",
        _add_import,
        _import,
    ),
)
