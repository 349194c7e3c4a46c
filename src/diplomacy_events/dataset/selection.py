"""Questions to a collection, each answered by a smaller one."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from diplomacy_events.dataset.collection import Collection, T_co
from diplomacy_events.errors import FieldTypeError, UnknownFieldError
from diplomacy_events.model.rules import short
from diplomacy_events.query import field

if TYPE_CHECKING:
    from datetime import date

    from diplomacy_events.dataset.index import Index
    from diplomacy_events.model.period import Period
    from diplomacy_events.query.predicates import Certain, Predicate

__all__ = ["Selection"]


class Selection(Collection[T_co]):
    """A collection that answers questions about its items.

    Every answer is a collection in the same order. A chain of questions is answered as
    one question, with the indexes of the whole collection.
    """

    def filter(self, keep: "Predicate | Callable[[T_co], object]", /) -> Self:
        """Return the items for which a predicate is true.

        Args:
            keep: a predicate made from `diplomacy_events.field`, or any function; items
                for which it returns something true are kept.

        Raises:
            UnknownFieldError: if the predicate asks about a field that these lack.
            UnknownNameError: if the predicate names an actor or topic that does not
                exist.
            AmbiguousNameError: if the predicate uses a name that several actors have.
            FieldTypeError: if it is neither a predicate nor a function.
        """
        if callable(keep):
            return self._some(item for item in self._items if keep(item))
        # Slow to import, and needed only for questions.
        from diplomacy_events.dataset.answering import bound
        from diplomacy_events.query.predicates import Predicate

        if not isinstance(keep, Predicate):
            message = f"expected a predicate or a function, got {short(keep)}"
            raise FieldTypeError(message, field="Records.filter", value=keep)
        return self._asked(bound(keep, self.kinds, lambda: self.names))

    def _asked(self, question: "Predicate") -> Self:
        """Return the answers to a question, chained to the earlier questions."""
        if self._question is not None:
            question = self._question & question
        return type(self)(
            kinds=self.kinds, names=self.names, home=self._index, question=question
        )

    def by(self, actor: str, *, members: bool = False) -> Self:
        """Return statements, visits, declarations and allegations by an actor.

        The actor is one of the speakers of a statement, the visitors of a visit, the
        parties of a declaration or the accusers of an allegation.

        Args:
            actor: an id, a name or an alias.
            members: whether to include those who act for the actor, such as a state's
                organizations and officials.

        Raises:
            UnknownNameError: if no actor has the name.
            AmbiguousNameError: if several actors have the name.
            FieldTypeError: if the name is not text.
            UnknownFieldError: if no class of these items has this part.
        """
        return self._playing("by", actor, members)

    def to(self, actor: str, *, members: bool = False) -> Self:
        """Return statements and visits to an actor, and allegations against it.

        The actor is in the audience of a statement, or one of the hosts of a visit or
        of the accused of an allegation. Arguments and errors are those of `by`.
        """
        return self._playing("to", actor, members)

    def via(self, actor: str, *, members: bool = False) -> Self:
        """Return the statements that were reported via an actor.

        Arguments and errors are those of `by`.
        """
        return self._playing("via", actor, members)

    def involving(self, actor: str, *, members: bool = False) -> Self:
        """Return everything that names an actor, in any part.

        Arguments and errors are those of `by`.
        """
        return self._playing("any", actor, members)

    def about(self, topic: str) -> Self:
        """Return the records about a topic, according to their field ``topics``.

        For topics on an agenda, or left out, use `field.agenda` and `field.silent_on`.

        Raises:
            UnknownNameError: if nothing in the dataset has the topic in any of these
                fields; the error suggests the nearest topics.
            UnknownFieldError: if no class of these items has topics.
        """
        self._must_have("topics")
        return self._asked(field.topics.has(self.names.topic(topic)))

    def during(
        self, period: "Period | date | str", *, certainty: "Certain" = "possible"
    ) -> Self:
        """Return what happened, happens or is to happen on a day of a period.

        Args:
            period: a day, or EDTF that stands for all its days: ``2023-03`` is the
                whole of March. A `Period` stays as uncertain as it is.
            certainty: "possible" for what may have happened then, "definite" for what
                must have.

        Raises:
            EDTFError: if a text is not EDTF.
            FieldTypeError: if it is not a period, a day or a text.
            FieldValueError: if the certainty is neither of the two.
            UnknownFieldError: if no class of these items has a date.
        """
        from diplomacy_events.query.arguments import window
        from diplomacy_events.query.meaning import fit

        question = field.when.overlaps(window(period), certainty=certainty)
        fit(question, *self.kinds)
        return self._asked(question)

    def saying(self, words: str) -> Self:
        """Return the statements that contain these words in a quote.

        Case, accents, white space, invisible characters and the style of quotation
        marks do not count.

        Raises:
            FieldTypeError: if the words are not text.
            FieldValueError: if they are blank.
            UnknownFieldError: if no class of these items has quotes.
        """
        self._must_have("quotes")
        return self._asked(field.quotes.contains(words))

    def published(self, period: "Period | date | str") -> Self:
        """Return the records with a source that was published on a day of a period.

        A source without a known day of publication never matches.

        Args:
            period: a day, or EDTF that stands for all its days.

        Raises:
            EDTFError: if a text is not EDTF.
            FieldTypeError: if it is not a period, a day or a text, or these records do
                not belong to a dataset.
            UnknownFieldError: if these are not records.

        >>> from diplomacy_events.datasets import load_article
        >>> len(load_article().records.published("2023-03"))
        19
        """
        from diplomacy_events.dataset.answering import Direct
        from diplomacy_events.query.arguments import window

        self._must_be_sourced("Records.published")
        sources = self.names.sources_of(window(period))

        def places(index: "Index") -> list[int]:
            there = index.resting()
            places = {place for id in sources for place in there.get(id, ())}
            return sorted(places)

        def reported(item: Any) -> bool:
            return any(anchor.source in sources for anchor in item.evidence)

        return self._asked(Direct(places, reported))

    def _playing(self, part: str, actor: str, members: bool) -> Self:
        from diplomacy_events.dataset.answering import played_by

        id = self.names.actor(actor)
        self._must_play(part)
        ids = self.names.members(id) if members else frozenset([id])
        return self._asked(played_by(part, ids))

    def _must_play(self, part: str) -> None:
        """Refuse to ask for a part that nothing of these kinds has."""
        from diplomacy_events.model.description import KINDS, PARTS, playing

        kinds = self.kinds
        if not kinds or part not in PARTS or any(playing(one, part) for one in kinds):
            return
        fields = [(kind.cls.__name__, playing(kind.cls, part)) for kind in KINDS]
        there = ", ".join(f"{name}.{field}" for name, field in fields if field)
        message = f"{self._called} has no part for {part}(), which asks for {there}"
        raise UnknownFieldError(message, name=part)

    @property
    def _index(self) -> "Index":
        """The indexes to ask: those of the whole, if these are answers."""
        return self._own_index if self._home is None else self._home

    @cached_property
    def _own_index(self) -> "Index":
        from diplomacy_events.dataset.index import Index

        return Index(self._items)
