"""Commands that check datasets, alone or against the texts they were coded from."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from diplomacy_events.cli.command import FINE, UNUSABLE, WRONG, Command, UsageError
from diplomacy_events.cli.inputs import (
    add_file,
    add_limit,
    add_text,
    dataset_of,
    is_sheet,
    refuse_stdin_twice,
    text_named,
    text_of,
)
from diplomacy_events.cli.printing import json_text, note, print_result, say, unreadable
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
        dataset = dataset_of(
            options.file, options.format, text=text, limit=options.unpacked_limit
        )
    except FormatError as error:
        if options.json:
            say(json_text(_values(error.faults, {}, str(error.heading))))
        else:
            say(str(error))
        return WRONG
    texts = options.text or ([text_named(options.file)] if sheet else [])
    named = options.file if sheet else None
    checks = {text: _check_against(dataset, text, named) for text in texts}
    faults = tuple([fault for check in checks.values() for fault in check.faults])
    if options.json:
        say(json_text(_values(faults, checks)))
    else:
        say("\n".join(_report(options.file, dataset, checks)))
    return WRONG if faults else FINE


def _check_against(dataset: "Dataset", text: str, sheet: str | None) -> "Check":
    """Check a dataset against a text; faults in a sheet have its line numbers."""
    from diplomacy_events.coding import check

    result = check(dataset, text_of(text))
    if sheet is None:
        return result
    from attrs import evolve

    from diplomacy_events.coding.sheet.sheet_files import by_sheet_lines

    return evolve(
        result,
        faults=by_sheet_lines(sheet, result.faults),
        readings=by_sheet_lines(sheet, result.readings),
        own_side=by_sheet_lines(sheet, result.own_side),
    )


def _check(options: Namespace) -> int:
    refuse_stdin_twice(*options.file, options.text or "")
    if options.text is not None and len(options.file) > 1:
        raise UsageError(f"--text is for one dataset, not for {len(options.file)}")
    status = FINE
    results: dict[str, Check | FormatError | OSError] = {}
    for file in options.file:
        try:
            results[file] = one = _checked(file, options)
        except FormatError as error:
            results[file] = error
            status = max(status, WRONG)
            if not options.json:
                say(str(error))
        except OSError as error:
            # The others are checked all the same.
            results[file] = error
            status = UNUSABLE
            note(f"diplomacy-events check: {unreadable(error)}")
        else:
            status = max(status, WRONG if one.faults else FINE)
            if not options.json:
                print_result(one, f"{file}: ")
    if options.json:
        say(json_text([_check_values(file, one) for file, one in results.items()]))
    return status


def _checked(file: str, options: Namespace) -> "Check":
    """Check a dataset against its text.

    Raises:
        FormatError: if the dataset is not valid.
        UsageError: if no text is named.
        OSError: if a file cannot be read.
    """
    sheet = options.format is None and is_sheet(file)
    if options.text is None and not sheet:
        raise UsageError(f"pass --text with the text that {file} was coded from")
    dataset = dataset_of(
        file, options.format, text=options.text, limit=options.unpacked_limit
    )
    return _check_against(
        dataset, options.text or text_named(file), file if sheet else None
    )


def _check_values(
    file: str, found: "Check | FormatError | OSError"
) -> dict[str, object]:
    """Return the findings in a file as plain values."""
    if isinstance(found, OSError):
        return {"file": file, **_values((), {}, unreadable(found))}
    if isinstance(found, FormatError):
        return {"file": file, **_values(found.faults, {}, str(found.heading))}
    return {"file": file, **_values(found.faults, {file: found})}


def _values(
    faults: "tuple[Fault, ...]", checks: "dict[str, Check]", problem: str | None = None
) -> dict[str, object]:
    """Return the findings as plain values."""
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
        f"{len(things)} {name}{'' if len(things) == 1 else 's'}"
        for name, things in (
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
            ("does not match its text", check.faults),
            ("times that read differently", check.readings),
            ("answers to a charge by one's own side", check.own_side),
            ("paragraphs without a record", check.paragraphs),
            ("sentences that may need a record", check.sentences),
            ("quotations not used", check.quotations),
            ("unpaired quotation marks", check.unpaired),
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
        help="a text it was coded from: checks anchors, quotes and phrases of time, "
        "and finds what is missing; may be given several times (default for a sheet: "
        "the text that it names)",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def _add_check(parser: ArgumentParser) -> None:
    parser.set_defaults(several="file")
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="+",
        help="one or more datasets or sheets",
    )
    parser.add_argument("--format", help="its format (default: by suffix, else json)")
    add_limit(parser)
    add_text(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


COMMANDS = (
    Command(
        "validate",
        "List every fault of a dataset with its place, and uncoded parts of its text.",
        "diplomacy-events validate communique.json --text communique.txt",
        _add_validate,
        _validate,
    ),
    Command(
        "check",
        "Check codings against their texts: list what is wrong and what is left out, "
        "as a table for each.",
        "diplomacy-events check communique.json --text communique.txt",
        _add_check,
        _check,
    ),
)
