"""The filter options that several commands share."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from diplomacy_events.cli.command import UsageError
from diplomacy_events.cli.inputs import STDIN, add_file, bytes_of, dataset_of
from diplomacy_events.cli.printing import note

if TYPE_CHECKING:
    from diplomacy_events.dataset import Dataset, Records

__all__ = ["add_questions", "answers", "filters", "records_of"]

MEANT = {
    "type": "visit, statement, declaration or allegation",
    "by": "who speaks, visits, signs or accuses: an id, a name or an alias; given "
    "several times, all must take part",
    "to": "who is spoken to, visited or accused; may be given several times",
    "via": "who passed a statement on; may be given several times",
    "about": "a topic; may be given several times",
    "involving": "anyone involved; may be given several times",
    "during": "a day, or EDTF such as 2023-03 for all days of that month",
    "certainty": "whether it may have happened then, or must have (default: possible)",
    "published": "a day, or EDTF: when a source was published",
    "saying": "words of a quote; may be given several times",
    "members": "count a state's organizations and officials as the state",
}
"""The filters that are methods of `Records`, and what they mean."""
SEVERAL = ("by", "to", "via", "about", "involving", "saying")
LIMITED = {
    "certainty": {"choices": ("possible", "definite")},
    "members": {"action": "store_true"},
}
"""How to give the filters that take one of a few values, or none."""


def filters() -> dict[str, str]:
    """Return every filter, by the name of its option, with its meaning."""
    from diplomacy_events.dataset.ask import CHOICES, TYPES
    from diplomacy_events.query.names import field_named, vocabularies

    meanings = {**MEANT}
    for name, kinds in CHOICES.items():
        some = ", ".join(kind.singular for kind in kinds)
        of = f" ({some})" if len(kinds) < len(TYPES) else ""
        words = ", ".join(word for words in vocabularies(name) for word in words)
        label = field_named(name).label.lower()
        meanings[name] = (
            f"{label}{of}: {words}; given several times, any of them matches"
        )
    return meanings


def add_questions(parser: ArgumentParser) -> None:
    """Add the argument for a dataset, and an option for each question."""
    add_file(parser, optional=True)
    for name, meaning in filters().items():
        once = {"action": "append" if name in SEVERAL or name not in MEANT else "store"}
        how: Any = LIMITED.get(name, once)
        parser.add_argument(f"--{name}", help=meaning, **how)


def records_of(options: Namespace) -> "Records[Any]":
    """Return the records that match every filter; see `answers`."""
    return answers(options)[0]


def answers(options: Namespace) -> "tuple[Records[Any], str | None]":
    """Return the records that match every filter, and the title of the dataset.

    If members of an actor would match too, a line on stderr says so.

    The JSON that `query` prints can be filtered further, from the standard input.

    Raises:
        DiplomacyEventsError: if the dataset is not valid, or a filter cannot be
            applied.
        UsageError: if the format cannot be read from the standard input, or a certainty
            is given without a time.
        OSError: if it cannot be read.
    """
    from diplomacy_events.dataset.ask import ask
    from diplomacy_events.model.description import PARTS
    from diplomacy_events.model.record_kinds import RECORD_KINDS

    if options.certainty and options.during is None:
        raise UsageError("--certainty needs --during")
    asked = {name: getattr(options, name) for name in filters()}
    # The table of `query` shows the names of classes.
    singular = {kind.cls.__name__: kind.singular for kind in RECORD_KINDS}
    asked["type"] = singular.get(options.type, options.type)
    dataset: Dataset | Records[Any]
    if options.file == STDIN and options.format in (None, "json"):
        data = bytes_of(STDIN)
        if data.lstrip().startswith(b"["):
            from diplomacy_events.formats.json.record_array import records_in_array

            dataset = records_in_array(data)
        else:
            from diplomacy_events.formats import loads

            dataset = loads(data)
    else:
        dataset = dataset_of(options.file, options.format, limit=options.unpacked_limit)
    records = ask(dataset, **asked)
    if not options.members and any(asked[part] for part in (*PARTS, "involving")):
        missed = len(ask(dataset, **{**asked, "members": True})) - len(records)
        if missed:
            note(f"{missed} more with --members, from those who act for these actors")
    return records, getattr(dataset, "title", None)
