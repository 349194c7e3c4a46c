"""Looks up actors by id, name or alias, and topics."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from typing import Any, Self

from diplomacy_events.dataset.index import actors_named
from diplomacy_events.dataset.same_event import groups
from diplomacy_events.errors import AmbiguousNameError, FieldTypeError, UnknownNameError
from diplomacy_events.folding import fold
from diplomacy_events.model.actors import Actor, Group, Organization, Party, Person
from diplomacy_events.model.description import fields
from diplomacy_events.model.period import Period
from diplomacy_events.model.rules import SLUG, short
from diplomacy_events.model.sources import Source
from diplomacy_events.nearest import unknown_name_error

__all__ = ["Names", "SomeNames"]

MOST_NAMES_COMPARED = 20_000
"""The most names to compare with a misspelt one, in about a tenth of a second."""


class Names:
    """The actors and topics of a dataset, to look up the names in questions.

    Args:
        actors: the actors; without any, the ids in the records are used.
        records: the records; `None` if there are too many to read their topics, so
            that topics are not checked.
        sources: the sources, if known.
    """

    def __init__(
        self,
        actors: Sequence[Actor],
        records: Iterable[Any] | None,
        sources: Sequence[Source] | None = None,
    ) -> None:
        self._actors = actors
        self._records = records
        self._sources = sources

    @classmethod
    def among(cls, items: Iterable[Any]) -> "Names":
        """Return the names in records outside a dataset: only ids are known."""
        # Both are read only on demand, so this costs nothing.
        return cls((), items)

    def actor(self, name: str) -> str:
        """Return the id of the actor with an id, a name or an alias.

        Raises:
            UnknownNameError: if no actor has it; the error suggests the nearest names.
            AmbiguousNameError: if several actors have it; the error lists them.
            FieldTypeError: if it is not text.
        """
        if not isinstance(name, str):
            message = f"expected an id, a name or an alias, got {short(name)}"
            raise FieldTypeError(message, value=name)
        if name in self._ids:
            return name
        found = self._by_name.get(fold(name), ())
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(map(repr, found))
            message = f"{name!r} may be any of {listed}; use the id of one of them"
            raise AmbiguousNameError(message, name=name, candidates=found)
        known = [*self._ids, *(n for a in self._actors for n in (a.name, *a.aliases))]
        raise _unknown("no actor is called", name, known)

    def members(self, id: str) -> frozenset[str]:
        """Return an actor and everyone who acts for it.

        For a state, these are its organizations and parties, and everyone with an
        office of the state or of one of them; for an organization, everyone with an
        office of it; for an actor with members, also these and everyone who acts for
        them.
        """
        return _reached([id], self._below)

    def tops(self, id: str) -> frozenset[str]:
        """Return the actors that an actor ultimately acts for, such as its state.

        An actor that does not act for another is the only result. If one actor acts for
        another, both have one of these results in common.
        """
        return self._tops.get(id) or frozenset([id])

    @cached_property
    def _tops(self) -> dict[str, frozenset[str]]:
        below = {one for some in self._below.values() for one in some}
        ids: dict[str, set[str]] = {}
        for actor in self._actors:
            # In a circle of groups, nobody is above all the others.
            if actor.id not in below:
                for member in self.members(actor.id):
                    ids.setdefault(member, set()).add(actor.id)
        return {id: frozenset(above) for id, above in ids.items()}

    def akin(self, one: str, other: str) -> bool:
        """Return whether two actors are the same, or one of them acts for the other."""
        return one in self._all(other) or other in self._all(one)

    def act_for_the_same(self, one: str, other: str) -> bool:
        """Return whether two actors hold office in, or belong to, one state or body.

        Two members of an alliance or of a group do not act for the same.
        """
        return not self._above(one).isdisjoint(self._above(other))

    @cached_property
    def _above(self) -> Callable[[str], frozenset[str]]:
        """Returns all that an actor acts for by its offices or state, with a cache."""
        directly = {actor.id: _acts_for(actor) for actor in self._actors}

        return cache(lambda id: _reached(directly.get(id, ()), directly))

    @cached_property
    def _all(self) -> Callable[[str], frozenset[str]]:
        """Returns everyone who acts for an actor, with a cache."""
        return cache(self.members)

    def topic(self, name: str) -> str:
        """Return a topic after checking that a record has it.

        Raises:
            UnknownNameError: if no record has it; the error suggests the nearest.
            FieldTypeError: if it is not text.
        """
        if not isinstance(name, str):
            message = f"expected a topic, got {short(name)}"
            raise FieldTypeError(message, value=name)
        if self._records is None or name in self.topics:
            return name
        raise _unknown("no record has the topic", name, self.topics)

    @cached_property
    def topics(self) -> frozenset[str]:
        """All topics of the records, including agendas and topics left out."""
        return frozenset(
            topic
            for record in self._records or ()
            for field in fields(type(record))
            if field.topics
            for topic in getattr(record, field.name)
        )

    @property
    def sourced(self) -> bool:
        """Whether the sources of the records are known."""
        return self._sources is not None

    def published(self, record: Any) -> tuple[date | None, ...]:
        """Return when the sources of a record were published, in order of time.

        An unknown day comes last, and no day comes twice.

        >>> from diplomacy_events.datasets import load_article
        >>> article = load_article()
        >>> article.visits.names.published(article.visits.one())
        (datetime.date(2023, 3, 17),)
        """
        days = {self._days[anchor.source] for anchor in record.evidence}
        return tuple(sorted(days, key=lambda day: day or date.max))

    @cached_property
    def events(self) -> dict[str, str]:
        """The id of the first record of each event, by the ids of all its records."""
        return {
            one.id: group[0].id
            for group in groups(self._records or ())
            for one in group
        }

    def sources_of(self, period: Period) -> frozenset[str]:
        """Return the ids of the sources published on a day of a period."""
        bounds = period.bounds
        return frozenset(
            id
            for id, day in self._days.items()
            if day is not None
            and bounds.first_begin <= day.toordinal() <= bounds.last_end
        )

    def publishers(self, record: Any) -> list[str]:
        """Return the publishers of the sources of a record, each once."""
        sources = dict.fromkeys(anchor.source for anchor in record.evidence)
        return list(dict.fromkeys(self._publishers[id] for id in sources))

    @cached_property
    def _publishers(self) -> dict[str, str]:
        """The publisher of each source."""
        return {source.id: source.publisher for source in self._sources or ()}

    @cached_property
    def _days(self) -> dict[str, date | None]:
        """The day of publication of each source."""
        return {source.id: source.published for source in self._sources or ()}

    @cached_property
    def _ids(self) -> frozenset[str]:
        if self._actors:
            return frozenset(actor.id for actor in self._actors)
        return frozenset(
            id for record in self._records or () for id in actors_named(record)
        )

    @cached_property
    def _by_name(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for actor in self._actors:
            for name in dict.fromkeys(map(fold, (actor.name, *actor.aliases))):
                found.setdefault(name, []).append(actor.id)
        return {name: tuple(ids) for name, ids in found.items()}

    @cached_property
    def _below(self) -> dict[str, list[str]]:
        """The ids of those directly below an actor."""
        found: dict[str, list[str]] = {}
        for actor in self._actors:
            if isinstance(actor, Group | Organization):
                found.setdefault(actor.id, []).extend(actor.members)
            for id in _acts_for(actor):
                found.setdefault(id, []).append(actor.id)
        return found

    def with_records(self, records: Sequence[object]) -> Self:
        """Return the same actors, with the topics of these records."""
        return type(self)(self._actors, records, self._sources)

    def readable(self) -> dict[str, str]:
        """Return the name of each actor by its id."""
        return {actor.id: actor.name for actor in self._actors}

    def __getstate__(self) -> dict[str, object]:
        """Return what a copy needs: the actors and topics, without the records."""
        return {
            "_actors": self._actors,
            "_sources": self._sources,
            "events": self.events,
            "_records": None if self._records is None else (),
            "_ids": self._ids,
            "topics": self.topics,
        }


class SomeNames(Names):
    """The names of some actors of a dataset; other ids may be actors too."""

    def actor(self, name: str) -> str:
        """Return the id of an actor; a possible id of an unknown actor is returned.

        Raises:
            UnknownNameError: if no actor is called that.
            AmbiguousNameError: if several do.
            FieldTypeError: if it is not a text.
        """
        try:
            return super().actor(name)
        except UnknownNameError:
            if re.fullmatch(SLUG, name):
                return name
            raise


def _reached(
    ids: Iterable[str], directly: Mapping[str, Iterable[str]]
) -> frozenset[str]:
    """Return some ids, and all that they lead to from each to the next."""
    found: set[str] = set()
    pending = list(ids)
    while pending:
        one = pending.pop()
        if one not in found:
            found.add(one)
            pending.extend(directly.get(one, ()))
    return frozenset(found)


def _acts_for(actor: Actor) -> list[str]:
    """Return the ids of what an actor acts for by its offices, or as a body of it."""
    above: Iterable[str | None] = ()
    if isinstance(actor, Organization | Party):
        above = (actor.state,)
    elif isinstance(actor, Person):
        above = (role.of for role in actor.roles)
    return [id for id in above if id is not None]


def several(names: Iterable[str]) -> Iterable[str]:
    """Return names of actors, where several are expected.

    Raises:
        FieldTypeError: if it is a single name, or not a collection.
    """
    if isinstance(names, str) or not isinstance(names, Iterable):
        message = f"expected several actors, such as ['China'], got {short(names)}"
        raise FieldTypeError(message, value=names)
    return names


def _unknown(problem: str, name: object, known: Iterable[str]) -> UnknownNameError:
    return unknown_name_error(
        f"{problem} {name!r}", name, dict.fromkeys(known), most=MOST_NAMES_COMPARED
    )
