"""The plain questions, all in one: for those who ask in words and not in code."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from diplomacy_events.dataset.dataset import Dataset
from diplomacy_events.dataset.records import Records
from diplomacy_events.model.record_kinds import RECORD_KINDS, Record
from diplomacy_events.model.rules import refuse
from diplomacy_events.nearest import unknown_name_error

if TYPE_CHECKING:
    from datetime import date

    from diplomacy_events.model.period import Period
    from diplomacy_events.query.predicates import Certain

__all__ = ["QUESTIONS", "TYPES", "ask"]

QUESTIONS = (
    "type",
    "by",
    "to",
    "about",
    "involving",
    "during",
    "certainty",
    "published",
    "saying",
)
"""The questions that have a value, by the names that `ask` has for them."""

TYPES = {kind.singular: kind.plural for kind in RECORD_KINDS}
"""What each type of record is called, and the collection of a dataset that holds it."""


Asked = str | Sequence[str] | None
"""One that is asked for, or several, to all of whom a record must answer."""


def ask(
    dataset: Dataset | Records[Any],
    *,
    type: str | None = None,
    by: Asked = None,
    to: Asked = None,
    about: Asked = None,
    involving: Asked = None,
    during: "Period | date | str | None" = None,
    certainty: "Certain | None" = None,
    published: "Period | date | str | None" = None,
    saying: Asked = None,
    members: bool = False,
) -> Records[Any]:
    """Return the records that answer to every question asked, in their order.

    What is left out is not asked. Each question is the method of `Records` that has
    its name. Where several actors, topics or words are given, all must be there.

    Args:
        dataset: the dataset, or records of none.
        type: "visit", "statement", "declaration" or "allegation".
        by: who speaks, visits, signs or accuses.
        to: who is spoken to, visited or accused.
        about: a topic.
        involving: who has any part in it.
        during: a day or EDTF, all days of which are meant, or a period.
        published: a day or EDTF, on one day of which a source came out.
        certainty: whether it may have been then ("possible", if not given) or must
            ("definite"); only beside ``during``.
        saying: words of a quote.
        members: whether an actor stands for those who act for it as well.

    Raises:
        UnknownNameError: if there is no such type, actor or topic.
        AmbiguousNameError: if several actors go by a name.
        UnknownFieldError: if records of the type cannot answer a question.
        EDTFError: if a text for a period is no EDTF.
        FieldValueError: if there is no such certainty, or no period that it is about.

    >>> from diplomacy_events.datasets import load_article
    >>> ask(load_article(), by="Washington", type="allegation").ids
    ('us-alleges-lethal-support',)
    """
    found: Records[Any] = _of_type(dataset, type)
    for part, actors in (("by", by), ("to", to), ("involving", involving)):
        for actor in _each(actors):
            found = getattr(found, part)(actor, members=members)
    for topic in _each(about):
        found = found.about(topic)
    if published is not None:
        found = found.published(published)
    if during is not None:
        found = found.during(
            during, certainty="possible" if certainty is None else certainty
        )
    elif certainty is not None:
        rule = "needs during"
        refuse("certainty", rule, certainty, field="ask.certainty")
    for words in _each(saying):
        found = found.saying(words)
    return found


def _each(asked: Asked) -> Sequence[str]:
    """Return what is asked for: one, several or none."""
    if asked is None:
        return ()
    return (asked,) if isinstance(asked, str) else asked


def _of_type(whole: Dataset | Records[Any], type: str | None) -> Records[Record]:
    records: Records[Record] = whole if isinstance(whole, Records) else whole.records
    if type is None:
        return records
    if type not in TYPES:
        problem = f"no such type of record: {type!r}; known: {', '.join(TYPES)}"
        raise unknown_name_error(problem, type, TYPES)
    if isinstance(whole, Dataset):
        found: Records[Record] = getattr(whole, TYPES[type])
        return found
    (kind,) = (kind.cls for kind in RECORD_KINDS if kind.singular == type)
    some = (record for record in records if isinstance(record, kind))
    return Records(some, kinds=(kind,), names=records.names)
