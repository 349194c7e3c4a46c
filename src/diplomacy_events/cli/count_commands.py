"""Commands that count records, and that find records of the same event."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from diplomacy_events.cli.command import FINE, Command, UsageError
from diplomacy_events.cli.filter_options import add_questions, records_of
from diplomacy_events.cli.inputs import add_file, dataset_of, whole_number
from diplomacy_events.cli.looks import add_look, look
from diplomacy_events.cli.output import write_or_print
from diplomacy_events.cli.printing import json_text, note, print_table, say, say_data

if TYPE_CHECKING:
    from diplomacy_events.dataset import Dataset
    from diplomacy_events.dataset.candidates import Candidate

__all__ = ["COMMANDS"]

KEYS = "month"


def _count(options: Namespace) -> int:
    records = records_of(options)
    counts = records.count_by(
        *(options.key or [KEYS]),
        time=options.time,
        during=options.within,
        once=options.once,
    )
    if options.output is not None:
        counts.picture(**look(options)).save(options.output)
    elif options.csv:
        say_data(counts.to_csv(names=True))
    else:
        say(str(counts))
    return FINE


def _add_count(parser: ArgumentParser) -> None:
    add_questions(parser)
    parser.add_argument(
        "--key",
        action="append",
        help="day, week, month, quarter, year, type, by, to, via or a field; may be "
        "given several times (default: month)",
    )
    parser.add_argument(
        "--time",
        default="when",
        help="the field to take the time from, or published (default: when)",
    )
    parser.add_argument(
        "--within", metavar="EDTF", help="the period to count in, as EDTF"
    )
    parser.add_argument(
        "--once",
        action="store_true",
        help="count each event once, not each report of it",
    )
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--csv", action="store_true", help="print CSV")
    ways.add_argument(
        "--output", metavar="FILE", help="save a picture as .svg, .png, .pdf or .html"
    )
    add_look(parser)


def _events(options: Namespace) -> int:
    dataset = dataset_of(options.file, options.format, limit=options.unpacked_limit)
    if options.id is not None:
        event = dataset.events[options.id]
        if options.output is not None:
            event.history.picture(**look(options)).save(options.output)
            return FINE
        say("\n".join([repr(event), "", str(event.history)]))
        if event.disagreements:
            say("\n".join(["", "sources disagree:", *map(str, event.disagreements)]))
        return FINE
    events = [event for event in dataset.events if len(event) > 1]
    if not events:
        note("no two records report the same event")
        return FINE
    rows = [
        (
            event.id,
            str(len(event)),
            str(event.status or "unknown"),
            ", ".join(one.field for one in event.disagreements),
            event.records[0].gist,
        )
        for event in events
    ]
    print_table(("event", "records", "status", "disagreements", "gist"), rows)
    return FINE


def _add_events(parser: ArgumentParser) -> None:
    add_file(parser, optional=True)
    parser.add_argument(
        "--id",
        help="the id of a record: show its event only, with history and contradictions",
    )
    parser.add_argument(
        "--output",
        metavar="FILE",
        help="save a picture of its history as .svg, .png, .pdf or .html",
    )
    add_look(parser)


def _candidates(options: Namespace) -> int:
    _must_go_together(options)
    dataset = dataset_of(options.file, options.format, limit=options.unpacked_limit)
    candidates = dataset.candidates(window=options.window)
    if options.unite is not None:
        write_or_print(_united(dataset, candidates, options), options.output, None)
        return FINE
    listed = candidates if options.limit is None else candidates[: options.limit]
    if options.json:
        values = [
            {
                "one": each.one,
                "other": each.other,
                "points": each.points,
                "reasons": each.reasons,
            }
            for each in listed
        ]
        say(json_text(values))
    elif not candidates:
        note("no two records seem to report the same event")
    else:
        rows = [
            (str(at), each.one, each.other, str(each.points), "; ".join(each.reasons))
            for at, each in enumerate(listed, 1)
        ]
        print_table(("number", "one", "other", "points", "reasons"), rows)
    return FINE


def _must_go_together(options: Namespace) -> None:
    """Refuse one of the options that unite pairs without the other.

    Raises:
        UsageError: if only one is given.
    """
    if (options.unite is None) != (options.output is None):
        missing = "--output" if options.output is None else "--unite"
        raise UsageError(f"--unite and --output go together: pass {missing} too")


def _united(
    dataset: "Dataset", candidates: "Sequence[Candidate]", options: Namespace
) -> "Dataset":
    """Return the dataset with the pairs united that have the given numbers.

    Raises:
        UsageError: if there is no pair with a number.
    """
    wrong = [one for one in options.unite if not 0 < one <= len(candidates)]
    if wrong:
        raise UsageError(f"there is no pair {wrong[0]}: there are {len(candidates)}")
    return dataset.unite([candidates[one - 1] for one in options.unite])


def _numbers(text: str) -> list[int]:
    return [whole_number(one.strip()) for one in text.split(",")]


def _add_candidates(parser: ArgumentParser) -> None:
    add_file(parser, optional=True)
    parser.add_argument(
        "--window",
        type=whole_number,
        default=31,
        help="the most days between the first reports of two records (default: 31)",
    )
    parser.add_argument(
        "--limit", type=whole_number, help="list only this many, the likeliest first"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--unite",
        metavar="NUMBERS",
        type=_numbers,
        help="the numbers of the pairs that are right, such as 1,2: instead of a list, "
        "write the dataset with their records marked as the same event",
    )
    parser.add_argument(
        "--output", metavar="OUT", help="the output file of --unite; - prints it"
    )


COMMANDS = (
    Command(
        "count",
        "Count records: how many must and how many may fall into each month or other "
        "cell.",
        "diplomacy-events count communique.json --key month --key type",
        _add_count,
        _count,
    ),
    Command(
        "events",
        "List events that several records report, and where the records disagree.",
        "diplomacy-events events --id xi-visits-moscow",
        _add_events,
        _events,
    ),
    Command(
        "candidates",
        "List pairs of records that may report the same event, with the reasons.",
        "diplomacy-events candidates --limit 10",
        _add_candidates,
        _candidates,
    ),
)
