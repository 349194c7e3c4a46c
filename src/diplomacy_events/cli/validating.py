"""The command that checks a dataset, alone or against the texts it was coded from."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from diplomacy_events.cli.command import FINE, WRONG, Command
from diplomacy_events.cli.inputs import (
    add_file,
    dataset_of,
    is_sheet,
    refuse_stdin_twice,
    text_of,
)
from diplomacy_events.cli.printing import json_text, say
from diplomacy_events.errors import FormatError

if TYPE_CHECKING:
    from diplomacy_events.coding import Check
    from diplomacy_events.dataset import Dataset
    from diplomacy_events.errors import Fault

__all__ = ["COMMANDS"]


def _validate(options: Namespace) -> int:
    refuse_stdin_twice(options.file, *options.text)
    sheet = options.format is None and is_sheet(options.file)
    text = options.text[0] if sheet and options.text else None
    try:
        dataset = dataset_of(options.file, options.format, text=text)
    except FormatError as error:
        if options.json:
            say(json_text(_values(error.faults, {}, str(error.heading))))
        else:
            say(str(error))
        return WRONG
    checks = _checks(dataset, options.text or _named(options.file, sheet=sheet))
    faults = tuple([fault for check in checks.values() for fault in check.faults])
    if options.json:
        say(json_text(_values(faults, checks)))
    else:
        say("\n".join(_report(options.file, dataset, checks)))
    return WRONG if faults else FINE


def _named(file: str, *, sheet: bool) -> list[str]:
    """Return the file of the text that a sheet names."""
    if not sheet:
        return []
    from diplomacy_events.coding.sheet.sheet_files import text_file

    return [text_file(file)]


def _checks(dataset: "Dataset", files: list[str]) -> "dict[str, Check]":
    """Hold a dataset against texts, each of which may be that of some sources."""
    if not files:
        return {}
    from diplomacy_events.coding import check

    return {file: check(dataset, text_of(file)) for file in files}


def _values(
    faults: "tuple[Fault, ...]", checks: "dict[str, Check]", problem: str | None = None
) -> dict[str, Any]:
    """Return what was found as plain values."""
    return {
        "valid": not faults and problem is None,
        **({} if problem is None else {"problem": problem}),
        "faults": [fault._asdict() for fault in faults],
        "texts": [
            {
                "file": file,
                "sources": check.sources,
                "read_otherwise": [fault._asdict() for fault in check.readings],
                "answers_to_own_side": [fault._asdict() for fault in check.own_side],
                "paragraphs_without_record": [
                    one._asdict() for one in check.paragraphs
                ],
                "sentences_without_record": [one._asdict() for one in check.sentences],
                "quotations_not_used": [one._asdict() for one in check.quotations],
                "unpaired_marks": [one._asdict() for one in check.unpaired],
            }
            for file, check in checks.items()
        ],
    }


def _report(file: str, dataset: "Dataset", checks: "dict[str, Check]") -> Iterator[str]:
    counts = ", ".join(
        f"{len(held)} {name}{'' if len(held) == 1 else 's'}"
        for name, held in (
            ("source", dataset.sources),
            ("actor", dataset.actors),
            ("record", dataset.records),
        )
    )
    yield f"{file}: a valid dataset; {counts}"
    for name, check in checks.items():
        if check.sources:
            yield f"{name}: the text of {', '.join(check.sources)}"
        for heading, found in (
            ("does not keep to its text", check.faults),
            ("times that are read otherwise", check.readings),
            ("answers to a charge of one's own side", check.own_side),
            ("paragraphs without a record", check.paragraphs),
            ("sentences that may want a record", check.sentences),
            ("quotations not used", check.quotations),
            ("quotation marks without a partner", check.unpaired),
        ):
            lines = [f"    {one}" for one in found]
            if lines:
                yield f"  {heading} ({len(lines)}):"
                yield from lines


def _add_validate(parser: ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument(
        "--text",
        metavar="FILE",
        action="append",
        default=[],
        help="a text that it was coded from, to verify anchors, quotes and phrases of "
        "time against, and to tell what is missing; may be given several times; a "
        "sheet is held against the text that it names without it",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


COMMANDS = (
    Command(
        "validate",
        "List every fault of a dataset with its place, and what it leaves out of a "
        "text.",
        "diplomacy-events validate communique.json --text communique.txt",
        _add_validate,
        _validate,
    ),
)
