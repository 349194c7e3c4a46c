"""The container: an immutable, checked whole of sources, actors and records."""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Self, TypeVar

import attrs

from diplomacy_events.dataset import sections
from diplomacy_events.dataset.collection import HasId, find
from diplomacy_events.dataset.dataset_views import DatasetViews
from diplomacy_events.dataset.records import Records
from diplomacy_events.errors import FieldTypeError, IntegrityError
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.converters import name_fields_in_errors
from diplomacy_events.model.record_kinds import (
    RECORD_KINDS,
    Allegation,
    JointDeclaration,
    Record,
    Statement,
    StateVisit,
)
from diplomacy_events.model.rules import one_line, short, spoken
from diplomacy_events.model.sources import Source

if TYPE_CHECKING:
    from datetime import date

    from diplomacy_events.dataset.agreement import Agreement
    from diplomacy_events.dataset.candidates import Candidate
    from diplomacy_events.dataset.diff import Diff
    from diplomacy_events.dataset.events import Events
    from diplomacy_events.dataset.merge import Prefer
    from diplomacy_events.dataset.names import Names
    from diplomacy_events.dataset.rests_on import Grounds

__all__ = ["Dataset"]

R = TypeVar("R", bound=Record)
T = TypeVar("T", bound=HasId)


@attrs.frozen(
    kw_only=True, field_transformer=name_fields_in_errors, repr=False, slots=False
)
class Dataset(DatasetViews):
    """Sources, actors and records that fit together.

    All ids live in one namespace: ``dataset["xi-jinping"]`` finds whatever has that id.

    Attributes:
        title: the title of the dataset.
        description: what it contains, in a sentence or more.
        licence: its licence, as an SPDX expression.
        citation: how to cite it.
        version: its version.
        sources: the texts that the records rest on.
        actors: everyone whom a record names.
        records: the records, in the order given.

    >>> from diplomacy_events.datasets import load_article
    >>> load_article().visits.one().status
    <EventStatus.CONFIRMED: 'confirmed'>
    """

    title: str | None = attrs.field(default=None, validator=one_line)
    description: str | None = attrs.field(default=None, validator=spoken)
    licence: str | None = attrs.field(default=None, validator=one_line)
    citation: str | None = attrs.field(default=None, validator=spoken)
    version: str | None = attrs.field(default=None, validator=one_line)
    _sources: tuple[Source, ...] = attrs.field(
        default=(), alias="sources", converter=sections.sources
    )
    _actors: tuple[Actor, ...] = attrs.field(
        default=(), alias="actors", converter=sections.actors
    )
    _records: tuple[Record, ...] = attrs.field(
        default=(), alias="records", converter=sections.records
    )

    def __attrs_post_init__(self) -> None:
        """Check that the parts fit together.

        Raises:
            IntegrityError: if they do not; it lists every fault.
        """
        # Slow to import, too.
        from diplomacy_events.integrity import faults

        found = faults(self._sources, self._actors, self._records)
        if found:
            raise IntegrityError.of_first("the parts do not fit together", found)

    @cached_property
    def sources(self) -> Records[Source]:
        """The sources."""
        return self._collection("sources", self._sources)

    @cached_property
    def actors(self) -> Records[Actor]:
        """The actors."""
        return self._collection("actors", self._actors)

    @cached_property
    def records(self) -> Records[Record]:
        """The records."""
        return self._collection("records", self._records)

    def _collection(self, section: str, items: tuple[T, ...]) -> Records[T]:
        return Records(items, kinds=sections.classes(section), names=self._names)

    @cached_property
    def _names(self) -> "Names":
        # Slow to import, and not needed before there is a dataset.
        from diplomacy_events.dataset.names import Names

        return Names(self._actors, self._records, self._sources)

    @cached_property
    def visits(self) -> Records[StateVisit]:
        """The visits among the records."""
        return self._of(StateVisit)

    @cached_property
    def statements(self) -> Records[Statement]:
        """The statements among the records."""
        return self._of(Statement)

    @cached_property
    def declarations(self) -> Records[JointDeclaration]:
        """The joint declarations among the records."""
        return self._of(JointDeclaration)

    @cached_property
    def allegations(self) -> Records[Allegation]:
        """The allegations among the records."""
        return self._of(Allegation)

    def _of(self, kind: type[R]) -> Records[R]:
        items = (item for item in self._records if type(item) is kind)
        return Records(items, kinds=(kind,), names=self._names)

    @cached_property
    def events(self) -> "Events":
        """The events that the records report; records of the same event share one.

        >>> from diplomacy_events.datasets import load_article
        >>> load_article().events["xi-visits-moscow"].status
        <EventStatus.CONFIRMED: 'confirmed'>
        """
        from diplomacy_events.dataset.events import events

        return events(self)

    def candidates(self, *, window: int = 31) -> "tuple[Candidate, ...]":
        """Return pairs of records that may report one event, the likeliest first.

        The two have the same class, are not united yet, may share a day, and have
        actors in common or actors who act for each other. Two statements also have the
        same speech act and similar words. An undated record and another have the same
        actors and similar words. Nothing is united automatically: pass the pairs that
        you accept to `unite`.

        Args:
            window: the most days between the first reports of the two. Records without
                a known day of report are only paired with records of exactly the same
                period, as are undated ones outside the window.

        Raises:
            FieldValueError: if the window is not a whole number of days, 0 or more.
        """
        from diplomacy_events.dataset.candidates import candidates

        return candidates(self, window)

    def unite(self, pairs: "Iterable[Candidate | tuple[str, str]]") -> Self:
        """Return the dataset with pairs of records marked as the same event.

        Args:
            pairs: pairs of ids, or what `candidates` found.

        Raises:
            UnknownNameError: if a record does not exist.
            FieldTypeError: if something is not a pair.
            IntegrityError: if the records of a pair have different classes.
        """
        from diplomacy_events.dataset.candidates import unite

        return attrs.evolve(self, records=unite(self, pairs))

    def actor(self, name: str) -> Actor:
        """Return the actor with an id, a name or an alias.

        Raises:
            UnknownNameError: if no actor has it; the error suggests the nearest names.
            AmbiguousNameError: if several actors have it; the error lists them.

        >>> from diplomacy_events.datasets import load_article
        >>> load_article().actor("Beijing").name
        'China'
        """
        return self.actors[self._names.actor(name)]

    def add(self, *parts: Source | Actor | Record) -> Self:
        """Return the dataset with more sources, actors and records.

        Raises:
            FieldTypeError: if something is not one of these.
            IntegrityError: if the parts do not fit together.
        """
        from diplomacy_events.dataset.merge import add

        return attrs.evolve(self, **add(self, parts))

    def merge(
        self, other: Self, *, prefer: "Prefer | None" = None, **about: str | None
    ) -> Self:
        """Return everything that two datasets contain, each thing once.

        If both contain a thing, its evidence, codings, aliases, basis, topics, mentions
        and ``same_as`` are united. Every other field must be equal.

        Args:
            other: the other dataset.
            prefer: "self" or "other": which values to keep where fields differ. A
                warning reports each choice, and an actor's other name becomes an alias.
            about: the title, description, licence, citation or version of the result,
                where the two differ.

        Raises:
            FieldTypeError: if the other is not a dataset, or ``about`` has an unknown
                name.
            FieldValueError: if ``prefer`` has another value.
            IntegrityError: if they disagree; the error lists every conflict, and every
                fault of the result.
        """
        from diplomacy_events.dataset.merge import merge

        _must_be_dataset(other, "Dataset.merge")
        return attrs.evolve(self, **merge(self, other, about, prefer))

    def diff(self, other: "Dataset") -> "Diff":
        """Return what is added, removed and changed from this dataset to another.

        Raises:
            FieldTypeError: if the other is not a dataset.

        >>> from diplomacy_events.datasets import load_article
        >>> bool(load_article().diff(load_article()))
        False
        """
        from diplomacy_events.dataset.diff import diff

        _must_be_dataset(other, "Dataset.diff")
        return diff(self, other)

    def as_of(self, day: "date | str") -> Self:
        """Return what was known on a day, from the sources published up to then.

        Evidence from later sources is left out, and so are records and responses that
        rest only on it: an allegation that was denied later is only alleged. A source
        without a known day of publication counts as later. All actors stay, because it
        is not known when they became known. If a record rests on earlier and later
        sources, its status becomes unknown, because it is not known which source
        reports it, and its reason is left out; its other fields stay.

        Args:
            day: the last day of publication, as a date or in ISO 8601.

        Raises:
            FieldTypeError: if it is neither.
            FieldValueError: if a text is not a day such as 2023-03-17.
        """
        from diplomacy_events.dataset.as_of import as_of

        return attrs.evolve(self, **as_of(self, day))

    def rests_on(self, record: str | Record) -> "Grounds":
        """Return what a record rests on: statements, their carriers, and anchors.

        Args:
            record: a record of the dataset, or its id.

        Raises:
            UnknownNameError: if the dataset does not contain the record.
            FieldTypeError: if it is neither a record nor an id.

        >>> from diplomacy_events.datasets import load_article
        >>> grounds = load_article().rests_on("us-alleges-lethal-support")
        >>> [ground.record.id for ground in grounds.statements]
        ['us-warns-of-lethal-support']
        """
        from diplomacy_events.dataset.rests_on import grounds

        return grounds(self, record)

    def agreement(self, other: "Dataset") -> "Agreement":
        """Return how far another coding of the same sources agrees with this one.

        Records are matched by type and by the characters that they rest on, with the
        greatest possible overlap in total; precision, recall and F1 measure how many
        match. Vocabularies, actors, topics, times and quotes are compared, but not the
        coder's own words. Krippendorff's alpha is given for fields with one value of a
        vocabulary and for fields with several values; the latter also have their MASI
        distance. Actors with different ids are the same if they share a name or an
        alias. The result prints as tables.

        The time grows with the number of records, and with the square of the number of
        records that overlap each other: 400 of them take a second or two.

        Raises:
            FieldTypeError: if the other is not a dataset.
            FieldValueError: if it is a coding of other sources.
            MissingExtraError: without the extra ``agreement``.

        >>> from diplomacy_events.datasets import load_article
        >>> agreement = load_article().agreement(load_article())
        >>> len(agreement.matches), agreement.records.f1, agreement.disagreements
        (28, 1.0, ())
        """
        from diplomacy_events.dataset.agreement import agreement

        _must_be_dataset(other, "Dataset.agreement")
        return agreement(self, other)

    def __getitem__(self, id: str) -> Source | Actor | Record:
        """Return the source, actor or record with an id.

        Raises:
            UnknownNameError: if it does not exist; the error suggests the nearest ids.
            FieldTypeError: if it is not text.
        """
        return find(id, self._by_id)

    # Without this, Python would iterate by asking for the ids 0, 1, 2 and so on.
    __iter__: ClassVar[None] = None

    def __contains__(self, id: object) -> bool:
        """Return whether a source, actor or record has this id."""
        return id in self._by_id

    @cached_property
    def _by_id(self) -> dict[str, Source | Actor | Record]:
        things: list[Source | Actor | Record] = [*self._sources, *self._actors]
        things += self._records
        return {item.id: item for item in things}

    def __getstate__(self) -> dict[str, object]:
        """Return what a copy needs; cached values are computed again."""
        return {
            field.name: getattr(self, field.name) for field in attrs.fields(Dataset)
        }

    def __repr__(self) -> str:
        """Return the title, if there is one, and how many of each there are."""
        counts = ", ".join(
            f"{count} {kind.singular if count == 1 else kind.plural}"
            for kind in RECORD_KINDS
            for count in [len(self._of(kind.cls))]
        )
        title = "" if self.title is None else f" {self.title!r}"
        return f"<Dataset{title}: {counts}>"


def _must_be_dataset(other: object, method: str) -> None:
    """Refuse to compare a dataset with anything else.

    Raises:
        FieldTypeError: if it is not a dataset.
    """
    if not isinstance(other, Dataset):
        message = f"expected a Dataset, got {short(other)}"
        raise FieldTypeError(message, field=method, value=other)
