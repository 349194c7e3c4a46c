"""All plain questions in one function, for questions in words instead of code."""

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
"""The questions with a value, by the names of the arguments of `ask`."""

TYPES = {kind.singular: kind.plural for kind in RECORD_KINDS}
"""The name of each type of record, with its collection in a dataset."""


Asked = str | Sequence[str] | None
"""One value to ask for, or several, all of which a record must match."""


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
    """Return the records that match every filter given, in their order.

    Each filter is the method of `Records` of the same name. If several actors, topics
    or words are given, a record must match all of them.

    Args:
        dataset: the dataset, or records outside a dataset.
        type: "visit", "statement", "declaration" or "allegation".
        by: who speaks, visits, signs or accuses.
        to: who is spoken to, visited or accused.
        about: a topic.
        involving: anyone involved.
        during: a day, EDTF that stands for all its days, or a period.
        published: a day, or EDTF: when a source was published.
        certainty: whether it may have happened then ("possible", the default), or must
            have ("definite"); only with ``during``.
        saying: words of a quote.
        members: whether to count those who act for an actor as the actor.

    Raises:
        UnknownNameError: if a type, actor or topic does not exist.
        AmbiguousNameError: if several actors have a name.
        UnknownFieldError: if records of the type do not have a field that is needed.
        EDTFError: if a text for a period is not EDTF.
        FieldValueError: if the certainty does not exist, or ``during`` is missing.

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
    """Return the values to ask for: one, several or none."""
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
