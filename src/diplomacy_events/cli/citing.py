"""The command that shows how to cite a dataset and its sources."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from diplomacy_events.cli.command import FINE, Command
from diplomacy_events.cli.inputs import add_limit, dataset_of
from diplomacy_events.cli.printing import say, say_data
from diplomacy_events.terminal import escape_json

if TYPE_CHECKING:
    from diplomacy_events.dataset import Dataset
    from diplomacy_events.model.sources import Source

__all__ = ["COMMANDS"]

TEXT = "text"


def _cite(options: Namespace) -> int:
    dataset = dataset_of(options.file, None, None, limit=options.unpacked_limit)
    form = "csl-json" if options.json else options.format
    if form == TEXT:
        say("\n".join(_lines(dataset)))
    else:
        from diplomacy_events.formats import dumps

        text = str(dumps(dataset, format=form))
        say_data(text if form == "bibtex" else escape_json(text))
    return FINE


def _lines(dataset: "Dataset") -> Iterator[str]:
    yield (
        dataset.citation or dataset.title or "This dataset does not say how to cite it."
    )
    if dataset.sources:
        yield ""
        yield "Sources:"
    for source in dataset.sources:
        yield f"  {_reference(source)}"


def _reference(source: "Source") -> str:
    """Return a source as an entry of a list of references, in APA style.

    An entry without an author begins with the title, or with the publisher if there is
    no title.
    """
    day = source.published
    when = f"({day.year}, {day:%B} {day.day})." if day else "(n.d.)."
    title = _with_full_stop(source.title or source.publisher)
    publisher = _with_full_stop(source.publisher) if source.title else ""
    parts = [title, when, publisher, source.url]
    if source.author:
        parts = [_with_full_stop(source.author), when, title, publisher, source.url]
    return " ".join(part for part in parts if part)


def _with_full_stop(words: str) -> str:
    return words if words[-1] in ".?!" else f"{words}."


def _add_cite(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help="the dataset: a file, a folder, or - for JSON on the standard input "
        "(default: the bundled article)",
    )
    add_limit(parser)
    parser.add_argument(
        "--format",
        choices=(TEXT, "csl-json", "bibtex"),
        default=TEXT,
        help="text in APA style (default), or a format for reference managers, with "
        "the dataset and its sources",
    )
    parser.add_argument(
        "--json", action="store_true", help="the same as --format csl-json"
    )


COMMANDS = (
    Command(
        "cite",
        "Show how to cite a dataset and its sources.",
        "diplomacy-events cite communique.json --format bibtex",
        _add_cite,
        _cite,
    ),
)
