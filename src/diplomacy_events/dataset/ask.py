"""All plain questions in one function, for questions in words instead of code."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from diplomacy_events.dataset.dataset import Dataset
from diplomacy_events.dataset.records import Records
from diplomacy_events.errors import UnknownFieldError
from diplomacy_events.model.metadata import Kind
from diplomacy_events.model.record_kinds import RECORD_KINDS, Record
from diplomacy_events.model.rules import refuse, short
from diplomacy_events.nearest import unknown_name_error
from diplomacy_events.query.names import askable_fields, lacks_field_error
from diplomacy_events.query.questions import Field

if TYPE_CHECKING:
    from datetime import date

    from diplomacy_events.model.period import Period
    from diplomacy_events.query.predicates import Certain

__all__ = ["CHOICES", "FILTERS", "TYPES", "ask"]

CHOICES: Mapping[str, tuple[Kind, ...]] = {
    field.name: tuple(
        [each for each in RECORD_KINDS if field.name in askable_fields(each.cls)]
    )
    for kind in RECORD_KINDS
    for field in askable_fields(kind.cls).values()
    if field.choice
}
"""The fields of records with a closed vocabulary, and the kinds that have each."""

FILTERS = (
    "type",
    "by",
    "to",
    "via",
    "about",
    "involving",
    "during",
    "certainty",
    "published",
    "saying",
    *CHOICES,
)
"""The filters with a value, by the names of the arguments of `ask`."""

TYPES = {kind.singular: kind.plural for kind in RECORD_KINDS}
"""The name of each type of record, with its collection in a dataset."""

Asked = str | Sequence[str] | None
"""One value to ask for, or several."""


def ask(
    dataset: Dataset | Records[Any],
    *,
    type: str | None = None,
    by: Asked = None,
    to: Asked = None,
    via: Asked = None,
    about: Asked = None,
    involving: Asked = None,
    during: "Period | date | str | None" = None,
    certainty: "Certain | None" = None,
    published: "Period | date | str | None" = None,
    saying: Asked = None,
    members: bool = False,
    **choices: Asked,
) -> Records[Any]:
    """Return the records that match every filter given, in their order.

    Each filter is the method of `Records` of the same name. If several actors, topics
    or words are given, a record must match all of them.

    Args:
        dataset: the dataset, or records outside a dataset.
        type: "visit", "statement", "declaration" or "allegation".
        by: who speaks, visits, signs or accuses.
        to: who is spoken to, visited or accused.
        via: who passed a statement on.
        about: a topic.
        involving: anyone involved.
        during: a day, EDTF that stands for all its days, or a period.
        published: a day, or EDTF: when a source was published.
        certainty: whether it may have happened then ("possible", the default), or must
            have ("definite"); only with ``during``.
        saying: words of a quote.
        members: whether to count those who act for an actor as the actor.
        **choices: fields with a closed vocabulary, such as ``act``, ``status`` or
            ``standing``: one member, or several, any of which a record may have.
            Records without the field do not match.

    Raises:
        UnknownNameError: if a type, actor, topic or member of a vocabulary does not
            exist.
        AmbiguousNameError: if several actors have a name.
        UnknownFieldError: if records of the type do not have a field that is needed, or
            there is no such field.
        EDTFError: if a text for a period is not EDTF.
        FieldValueError: if the certainty does not exist, or ``during`` is missing.

    >>> from diplomacy_events.datasets import load_article
    >>> ask(load_article(), by="Washington", type="allegation").ids
    ('us-alleges-lethal-support',)
    >>> ask(load_article(), act=["deny", "refuse"]).ids[:2]
    ('china-denies-lethal-support', 'paper-rejects-accusation')
    """
    chosen = {name: each for name, one in choices.items() if (each := _each(one))}
    records: Records[Any] = _of_kinds(dataset, _kinds(type, chosen))
    for name, wanted in chosen.items():
        records = records.filter(Field(name).is_in(wanted))
    parts = {"by": by, "to": to, "via": via, "involving": involving}
    for part, actors in parts.items():
        for actor in _each(actors):
            records = getattr(records, part)(actor, members=members)
    for topic in _each(about):
        records = records.about(topic)
    if published is not None:
        records = records.published(published)
    if during is not None:
        records = records.during(
            during, certainty="possible" if certainty is None else certainty
        )
    elif certainty is not None:
        rule = "needs during"
        refuse("certainty", rule, certainty, field="ask.certainty")
    for words in _each(saying):
        records = records.saying(words)
    return records


def _each(asked: Asked) -> Sequence[str]:
    """Return the values to ask for: one, several or none."""
    if asked is None:
        return ()
    # The question itself refuses a value that is neither text nor a collection.
    if isinstance(asked, str) or not isinstance(asked, Iterable):
        return (asked,)
    return tuple(asked)


def _kinds(type: str | None, chosen: Iterable[str]) -> list[Kind]:
    """Return the kinds of records of a type, or of all, that have the fields.

    Raises:
        UnknownNameError: if there is no such type.
        UnknownFieldError: if there is no such field, or no kind has them all.
    """
    if type is not None and type not in list(TYPES):
        problem = f"no such type of record: {short(type)}; known: {', '.join(TYPES)}"
        raise unknown_name_error(problem, type, TYPES)
    kinds = [kind for kind in RECORD_KINDS if type in (None, kind.singular)]
    for name in chosen:
        if name not in CHOICES:
            problem = f"no question is called {name!r}"
            raise unknown_name_error(problem, name, FILTERS, kind=UnknownFieldError)
        having = [kind for kind in kinds if kind in CHOICES[name]]
        if not having:
            raise lacks_field_error(name, kinds[0].cls)
        kinds = having
    return kinds


def _of_kinds(whole: Dataset | Records[Any], kinds: Sequence[Kind]) -> Records[Record]:
    records: Records[Record] = whole if isinstance(whole, Records) else whole.records
    if len(kinds) == len(RECORD_KINDS):
        return records
    if len(kinds) == 1 and isinstance(whole, Dataset):
        found: Records[Record] = getattr(whole, kinds[0].plural)
        return found
    classes = tuple([kind.cls for kind in kinds])
    some = (record for record in records if isinstance(record, classes))
    return Records(some, kinds=classes, names=records.names)
