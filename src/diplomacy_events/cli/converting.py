"""Commands on files: convert, merge and compare them, and describe their formats."""

from argparse import ArgumentParser, Namespace

from diplomacy_events.cli.command import FINE, WRONG, Command, UsageError
from diplomacy_events.cli.inputs import (
    STDIN,
    add_limit,
    dataset_of,
    is_sheet,
    refuse_stdin_twice,
    text_named,
)
from diplomacy_events.cli.output import give_sheet, write_or_print
from diplomacy_events.cli.printing import json_text, print_result, print_table, say

__all__ = ["COMMANDS"]


def _convert(options: Namespace) -> int:
    refuse_stdin_twice(options.input, options.text or "")
    sheets = [
        file
        for file, format in (
            (options.input, options.from_),
            (options.output, options.to),
        )
        if format is None and is_sheet(file)
    ]
    if options.text is not None and not sheets:
        raise UsageError("--text is only for sheets, and neither IN nor OUT is a sheet")
    dataset = dataset_of(
        options.input,
        options.from_,
        "--from",
        options.text,
        limit=options.unpacked_limit,
    )
    if options.to is None and is_sheet(options.output):
        text = options.text
        if text is None and options.input in sheets:
            text = text_named(options.input)
        give_sheet(dataset, options.output, text)
    else:
        write_or_print(dataset, options.output, options.to)
    return FINE


def _add_convert(parser: ArgumentParser) -> None:
    parser.add_argument(
        "input", metavar="IN", help="the dataset, or a sheet; - reads it from stdin"
    )
    parser.add_argument("output", metavar="OUT", help="the output file; - prints it")
    parser.add_argument(
        "--from",
        dest="from_",
        metavar="FORMAT",
        help="the format of IN (default: by suffix, else json)",
    )
    add_limit(parser)
    _add_to_option(parser)
    parser.add_argument(
        "--text",
        metavar="FILE",
        help="the text that the dataset was coded from: required if OUT is a sheet; if "
        "IN is a sheet, replaces the text that it names",
    )


def _add_to_option(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--to",
        metavar="FORMAT",
        help="the format of OUT (default: by suffix, else json)",
    )


def _merge(options: Namespace) -> int:
    refuse_stdin_twice(*options.inputs)
    if all(map(is_sheet, options.inputs)):
        from diplomacy_events.coding.sheet.sheet_files import read_sheets

        merged = read_sheets(options.inputs)
    else:
        merged, *others = [
            dataset_of(file, None, None, limit=options.unpacked_limit)
            for file in options.inputs
        ]
        for other in others:
            merged = merged.merge(other, prefer=options.prefer)
    write_or_print(merged, options.output, options.to)
    return FINE


def _add_merge(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--prefer",
        choices=("self", "other"),
        help="which values to keep where two datasets differ: the earlier ones (self) "
        "or the later ones (other); each choice is reported",
    )
    parser.set_defaults(several="inputs")
    parser.add_argument(
        "inputs",
        metavar="IN",
        nargs="+",
        help="the datasets, each in any format, or as a sheet; - reads one from stdin",
    )
    add_limit(parser)
    parser.add_argument(
        "--output",
        metavar="OUT",
        default=STDIN,
        help="the output file (default: print it)",
    )
    _add_to_option(parser)


def _diff(options: Namespace) -> int:
    refuse_stdin_twice(options.before, options.after)
    before = dataset_of(options.before, options.format, limit=options.unpacked_limit)
    after = dataset_of(options.after, options.format, limit=options.unpacked_limit)
    difference = before.diff(after)
    if options.json:
        from diplomacy_events.formats.converter import unstructure

        values = {
            "added": difference.added,
            "removed": difference.removed,
            "changed": [
                {
                    "id": one.id,
                    "field": one.field,
                    "before": unstructure(one.before),
                    "after": unstructure(one.after),
                }
                for one in difference.changed
            ],
            "reordered": difference.reordered,
        }
        say(json_text(values))
    elif difference:
        print_result(difference)
    return WRONG if difference else FINE


def _add_diff(parser: ArgumentParser) -> None:
    parser.add_argument("before", metavar="A", help="a dataset; - reads it from stdin")
    parser.add_argument("after", metavar="B", help="another")
    parser.add_argument("--format", help="the format of both (default: by suffix)")
    add_limit(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def _schema(_: Namespace) -> int:
    from diplomacy_events.formats import json_schema

    say(json_text(json_schema()))
    return FINE


def _add_schema(_: ArgumentParser) -> None:
    """Add nothing: there is one schema."""


def _formats(options: Namespace) -> int:
    from diplomacy_events.formats import formats

    rows = [
        (
            each.name,
            " ".join(each.suffixes),
            "yes" if each.reads else "no",
            "yes" if each.writes else "no",
            "yes" if each.lossless else "no",
        )
        for each in formats()
    ]
    header = ("format", "suffixes", "reads", "writes", "lossless")
    if options.json:
        say(json_text([dict(zip(header, row, strict=True)) for row in rows]))
    else:
        print_table(header, rows)
    return FINE


def _add_formats(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


COMMANDS = (
    Command(
        "formats",
        "List the formats and what each can do.",
        "diplomacy-events formats",
        _add_formats,
        _formats,
    ),
    Command(
        "convert",
        "Write a dataset in another format or as a sheet, and list what that leaves "
        "out.",
        "diplomacy-events convert communique.json communique.ics",
        _add_convert,
        _convert,
    ),
    Command(
        "merge",
        "Merge datasets. Where they disagree, list the differences and write nothing.",
        "diplomacy-events merge communique.json reply.json",
        _add_merge,
        _merge,
    ),
    Command(
        "diff",
        "List what was added, removed and changed between two datasets; exit with 1 if "
        "they differ.",
        "diplomacy-events diff communique.json revised.json",
        _add_diff,
        _diff,
    ),
    Command(
        "schema",
        "Print the JSON Schema (2020-12) of datasets in JSON.",
        "diplomacy-events schema",
        _add_schema,
        _schema,
    ),
)
