"""The collections: immutable, typed, and able to answer questions."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import (
    TYPE_CHECKING,
    Any,
    Generic,
    Literal,
    Protocol,
    Self,
    TypeVar,
    Unpack,
    cast,
    overload,
)

import attrs

from diplomacy_events.errors import (
    FieldTypeError,
    NotOneError,
    UnknownFieldError,
)
from diplomacy_events.model.rules import short
from diplomacy_events.nearest import unknown

if TYPE_CHECKING:
    from datetime import date

    import pandas
    import polars
    import pyarrow

    from diplomacy_events.dataset.counts import Counts
    from diplomacy_events.dataset.flat import Column
    from diplomacy_events.dataset.grouping import Groups
    from diplomacy_events.dataset.index import Index
    from diplomacy_events.dataset.names import Names
    from diplomacy_events.dataset.picturing import How
    from diplomacy_events.model.period import Period
    from diplomacy_events.model.records import Record
    from diplomacy_events.query.predicates import Certain, Predicate
    from diplomacy_events.query.questions import Field
    from diplomacy_events.views.picture import Picture

__all__ = ["HasId", "Records", "find"]


class HasId(Protocol):
    """Whatever has an id."""

    @property
    def id(self) -> str:
        """The id."""


T_co = TypeVar("T_co", bound=HasId, covariant=True)
V = TypeVar("V")


def _tuple(items: Iterable[V]) -> tuple[V, ...]:
    # attrs inspects a converter's signature, which for the built-in takes 10 ms.
    return tuple(items)


# Not slotted, like the dataset: what is cached needs a place, and a slotted class would
# have attrs write one more method for it.
@attrs.frozen(repr=False, slots=False, eq=False)
class Records(Generic[T_co]):
    """An immutable collection of things with ids, in a fixed order.

    Iterating gives the things themselves. ``records["some-id"]`` finds one by its id,
    ``records[0]`` by its place, and ``records[:5]`` is a smaller collection.

    Every question gives a collection again, in the same order. Who is asked for may be
    given by id, or by a name or alias that only one actor has. What nobody goes by is
    an error, never an empty answer.

    What answers a question knows of which collection it was asked, and is found when
    it is looked at: questions in a chain are answered as one, by the indexes of the
    whole.
    """

    _given: tuple[T_co, ...] = attrs.field(default=(), converter=_tuple, alias="items")
    _kinds: tuple[type, ...] | None = attrs.field(default=None, kw_only=True)
    _names: "Names | None" = attrs.field(default=None, kw_only=True)
    _home: "Index | None" = attrs.field(default=None, kw_only=True)
    _question: "Predicate | None" = attrs.field(default=None, kw_only=True)

    @cached_property
    def _items(self) -> tuple[T_co, ...]:
        """The items: those given, or those of the whole that answer the question."""
        if self._home is None or self._question is None:
            return self._given
        from diplomacy_events.dataset.answering import find

        return tuple(find(self._question, self._home))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        return tuple([item.id for item in self._items])

    def one(self) -> T_co:
        """Return the only item.

        Raises:
            NotOneError: if there are none or several.
        """
        if len(self) != 1:
            message = f"expected exactly one, found {self!r}"
            raise NotOneError(message, count=len(self))
        return self._items[0]

    def first(self) -> T_co | None:
        """Return the first item, or `None` if there is none."""
        return self._items[0] if self._items else None

    def filter(self, keep: "Predicate | Callable[[T_co], object]", /) -> Self:
        """Return the items for which a predicate is true.

        Args:
            keep: made from `diplomacy_events.field`; or any function, which keeps the
                items for which it returns something true.

        Raises:
            UnknownFieldError: if the predicate asks about a field that these lack.
            UnknownNameError: if it names an actor or a topic that there is none of.
            AmbiguousNameError: if it names an actor by a name that several have.
            FieldTypeError: if it is neither a predicate nor a function.
        """
        if callable(keep):
            return self._some(item for item in self._items if keep(item))
        # Only those who ask load what answers.
        from diplomacy_events.dataset.answering import bound
        from diplomacy_events.query.predicates import Predicate

        if not isinstance(keep, Predicate):
            message = f"expected a predicate or a function, got {short(keep)}"
            raise FieldTypeError(message, field="Records.filter", value=keep)
        return self._asked(bound(keep, self.kinds, lambda: self.names))

    def _asked(self, question: "Predicate") -> Self:
        """Return the answers to a question, in a chain with those asked before."""
        if self._question is not None:
            question = self._question & question
        told: dict[str, Any] = {"kinds": self.kinds, "names": self.names}
        return type(self)(**told, home=self._index, question=question)

    def by(self, actor: str, *, members: bool = False) -> Self:
        """Return what an actor says, pays, signs or alleges.

        That is as one of the speakers of a statement, the visitors of a visit, the
        parties of a declaration or the accusers of an allegation.

        Args:
            actor: id, name or alias.
            members: whether also what is done by those who act for the actor, such as
                the organizations and officials of a state.

        Raises:
            UnknownNameError: if nobody goes by the name.
            AmbiguousNameError: if several do.
            FieldTypeError: if the name is no text.
            UnknownFieldError: if nothing of these classes has such a part for anybody.
        """
        return self._playing("by", actor, members)

    def to(self, actor: str, *, members: bool = False) -> Self:
        """Return what an actor is told, is visited for or is accused of.

        That is in the audience of a statement, as one of the hosts of a visit or of
        the accused of an allegation. The arguments and errors are those of `by`.
        """
        return self._playing("to", actor, members)

    def via(self, actor: str, *, members: bool = False) -> Self:
        """Return the statements that an actor carried.

        The arguments and errors are those of `by`.
        """
        return self._playing("via", actor, members)

    def involving(self, actor: str, *, members: bool = False) -> Self:
        """Return what names an actor in any part.

        The arguments and errors are those of `by`.
        """
        return self._playing("any", actor, members)

    def about(self, topic: str) -> Self:
        """Return what is about a topic, by its field ``topics``.

        Topics on an agenda, or left out, are asked for by `field.agenda` and
        `field.silent_on`.

        Raises:
            UnknownNameError: if nothing in the dataset has the topic, in any of these
                ways; it suggests the nearest.
            UnknownFieldError: if nothing of these classes has topics.
        """
        from diplomacy_events.query import field

        self._must_have("topics")
        return self._asked(field.topics.has(self.names.topic(topic)))

    def during(
        self, period: "Period | date | str", *, certainty: "Certain" = "possible"
    ) -> Self:
        """Return what took, takes or is to take place on a day of a period.

        Args:
            period: a day, or EDTF, of which all days are meant: ``2023-03`` is the
                whole of March. A `Period` is taken as uncertain as it is.
            certainty: "possible" for what may have been then, "definite" for what must.

        Raises:
            EDTFError: if a text is no EDTF.
            FieldTypeError: if it is neither a period, a day nor a text.
            FieldValueError: if the certainty is neither of the two.
            UnknownFieldError: if nothing of these classes has a date.
        """
        from diplomacy_events.query import field
        from diplomacy_events.query.arguments import window

        self._must_have("when")
        days = window(period)
        return self.filter(field.when.overlaps(days, certainty=certainty))

    def saying(self, words: str) -> Self:
        """Return the statements in a quote of which these words stand.

        Case, accents, white space, characters that take no room and the style of
        quotation marks do not count.

        Raises:
            FieldTypeError: if the words are no text.
            FieldValueError: if they are blank.
            UnknownFieldError: if nothing of these classes quotes anybody.
        """
        from diplomacy_events.dataset.answering import Direct
        from diplomacy_events.folding import fold
        from diplomacy_events.query import arguments
        from diplomacy_events.query.names import field_named

        self._must_have("quotes")
        sought = arguments.words(field_named("quotes"), words)

        def places(index: "Index") -> list[int]:
            texts = enumerate(index.folded("quotes"))
            return [place for place, text in texts if sought in text]

        def says(item: Any) -> bool:
            return any(sought in fold(text) for text in getattr(item, "quotes", ()))

        return self._asked(Direct(places, says, reads=True))

    def published(self, period: "Period | date | str") -> Self:
        """Return what a source reports that was published on a day of a period.

        A source whose day of publication is not known counts as published at another
        time.

        Args:
            period: a day, or EDTF, of which all days are meant.

        Raises:
            EDTFError: if a text is no EDTF.
            FieldTypeError: if it is neither a period, a day nor a text, or these are
                records of no dataset.
            UnknownFieldError: if these are no records.

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
            found = {place for id in sources for place in there.get(id, ())}
            return sorted(found)

        def reported(item: Any) -> bool:
            return any(anchor.source in sources for anchor in item.evidence)

        return self._asked(Direct(places, reported))

    def sorted(
        self,
        key: "str | Field | Callable[[T_co], Any] | None" = None,
        *,
        reverse: bool = False,
    ) -> Self:
        """Return the same in another order; equals keep theirs.

        Args:
            key: a field, or a function; without it, the order of a timeline. What has
                no value in the field comes last.
            reverse: whether from the greatest to the least.

        Raises:
            UnknownFieldError: if these items lack the field.
            FieldTypeError: if the field has no order, or the key is none.
        """
        from diplomacy_events.dataset.grouping import sort_key

        order = sort_key(key, self.kinds, last=not reverse)
        return self._some(sorted(self._items, key=order, reverse=reverse))

    def group_by(self, *keys: "str | Field | Callable[[T_co], Any]") -> "Groups[Self]":
        """Return the items in groups, by the value of a field or of several.

        An item is in one group for each value of a field that holds several, and so in
        none if it holds nothing. A group by `type` has one class, and answers whatever
        that class can be asked.

        Raises:
            UnknownFieldError: if these items lack a field.
            FieldTypeError: if there is no key, or a field makes no groups.

        >>> from diplomacy_events import Organization, field, load_article
        >>> bodies = load_article().actors.group_by(type)[Organization]
        >>> bodies.filter(field.state == "china").ids
        ('foreign-ministry-of-china',)
        """
        from diplomacy_events.dataset.grouping import grouped

        by_class = any(key is type for key in keys)
        make = self._of_one_class if by_class else self._some
        return grouped(self._items, keys, self.kinds, make)

    def count_by(
        self,
        *keys: "str | Field",
        time: str = "when",
        during: "Period | date | str | None" = None,
        once: bool = False,
    ) -> "Counts":
        """Return how many there are at least and at most, by what they have in common.

        What lasts is counted in each cell of time that it has a day in. Where a source
        leaves the days open, `least` counts what must have a day in the cell, and
        `most` what may: each is the count over some choice of days within the bounds.

        Args:
            keys: fields, such as ``"accusers"``, ``"standing"`` or ``"act"``; the parts
                ``"by"``, ``"to"`` and ``"via"``; ``"type"``; and one unit of time at
                most: ``"day"``, ``"week"``, ``"month"``, ``"quarter"`` or ``"year"``.
            time: the field that tells when; or ``"published"``, which counts a record
                when its sources came out, once in a cell however many they are.
            during: a day, EDTF or a period with a first and a last day. All cells that
                touch it are then given, also those into which nothing falls. Without a
                unit of time, only what may have a day in it is counted.
            once: whether records that are said to be the same count once in each cell,
                as the one event that they report.

        Raises:
            UnknownFieldError: if these items lack a field, or nobody plays a part.
            FieldTypeError: if a field holds what makes no groups, or a key is none, or
                no source is known.
            FieldValueError: if a key is given twice, or two are units of time, or there
                would be more than a million rows, or ``during`` has no first or last
                day.
            EDTFError: if a text for a period is no EDTF.

        >>> from diplomacy_events.datasets import load_article
        >>> accused = load_article().allegations.by("Washington")
        >>> print(accused.count_by("month", "accusers", during="2023-02/2023-03"))
        month    accusers       least  most
        2023-02  United States      1     1
        2023-03  United States      0     0
        """
        from diplomacy_events.dataset.counting import PUBLISHED, counted, counts, plan

        asked = plan(keys, self.kinds, time, during)
        if asked.timed and time == PUBLISHED:
            self._must_be_sourced("Records.count_by")
        if once:
            self._must_have("same_as")
        events = self.names.events if once else {}
        tally = counted(
            self._items,
            asked,
            self.names.published,
            lambda item: events.get(item.id, item.id),
        )
        return counts(asked, tally, self.names.readable())

    def _must_be_sourced(self, what: str) -> None:
        """Refuse to say when records of no dataset were published.

        Raises:
            UnknownFieldError: if these are no records.
            FieldTypeError: if their sources are not known.
        """
        self._must_have("evidence")
        if not self.names.sourced:
            message = (
                f"{what}: these records belong to no dataset, which would tell when "
                "their sources were published"
            )
            raise FieldTypeError(message, field=what)

    def to_arrow(self, *, names: bool = False) -> "pyarrow.Table":
        """Return an Arrow table: a row for each item, the same columns for none.

        Args:
            names: whether to add a column of readable names to each column of actors.

        Raises:
            MissingExtraError: without the extra ``frames``.
            FieldTypeError: if nothing says of which class the items were.
        """
        from diplomacy_events.arrow import table

        if not self.kinds:
            message = "an empty collection of no dataset has no columns"
            raise FieldTypeError(message, field="Records.to_arrow")
        readable = self.names.readable() if names else None
        return table(self._items, self.kinds, names=readable)

    @overload
    def to_pandas(self, *, names: bool = False) -> "pandas.DataFrame": ...
    @overload
    def to_pandas(
        self,
        *,
        flat: Literal[True],
        names: bool = True,
        explode: str | None = None,
    ) -> "pandas.DataFrame": ...
    def to_pandas(
        self,
        *,
        names: bool | None = None,
        flat: bool = False,
        explode: str | None = None,
    ) -> "pandas.DataFrame":
        """Return a pandas data frame: of Arrow types, which lose nothing, or flat.

        A flat one is for analysis and to be read. It has plain types (``string``,
        ``Int64``, ``datetime64``), one value in each cell, and the columns in an order
        for readers. What a field holds several of is joined by ``"; "``, parts of
        records are put into words, and records of a dataset have the columns
        ``sources``, ``published_first`` and ``published_last``.

        Args:
            names: of Arrow types, whether to add a column of names to each column of
                actors; if flat, whether actors are called by names, as they are unless
                it is said otherwise, or by ids.
            flat: whether it is flat.
            explode: a column with several values, such as ``"accusers"``; each value
                is then given a row of its own. Only in a flat one.

        Raises:
            MissingExtraError: without the extra ``frames``.
            FieldTypeError: if nothing says of which class the items were, or a column
                to explode holds one value at most, or the frame is not flat.
            UnknownFieldError: if there is no such column to explode.
        """
        if flat:
            from diplomacy_events.dataset.flat import in_pandas

            return in_pandas(self.flat(names=names is not False, explode=explode))
        _must_be_flat(explode)
        from diplomacy_events.extras import needed

        arrow_type = needed("pandas", extra="frames").ArrowDtype
        table = self.to_arrow(names=bool(names))
        frame: pandas.DataFrame = table.to_pandas(types_mapper=arrow_type)
        return frame

    @overload
    def to_polars(self, *, names: bool = False) -> "polars.DataFrame": ...
    @overload
    def to_polars(
        self,
        *,
        flat: Literal[True],
        names: bool = True,
        explode: str | None = None,
    ) -> "polars.DataFrame": ...
    def to_polars(
        self,
        *,
        names: bool | None = None,
        flat: bool = False,
        explode: str | None = None,
    ) -> "polars.DataFrame":
        """Return a polars data frame; see `to_pandas`."""
        if flat:
            from diplomacy_events.dataset.flat import in_polars

            return in_polars(self.flat(names=names is not False, explode=explode))
        _must_be_flat(explode)
        from diplomacy_events.extras import needed

        table = self.to_arrow(names=bool(names))
        frame: polars.DataFrame = needed("polars", extra="frames").from_arrow(table)
        return frame

    def flat(self, *, names: bool = True, explode: str | None = None) -> "list[Column]":
        """Return the columns of a flat table, which need no library; see `to_pandas`.

        >>> from diplomacy_events.datasets import load_article
        >>> [column.name for column in load_article().visits.flat()][:6]
        ['id', 'type', 'gist', 'when', 'earliest', 'latest']
        """
        from diplomacy_events.dataset.flat import flat

        return flat(self._items, self.kinds, self.names, ids=not names, explode=explode)

    def timeline(self, **how: "Unpack[How]") -> "Picture":
        """Return a picture of when each record took, takes or is to take place.

        Up to a hundred records have a bar each; more are drawn as columns by month, of
        what must and what may have been then.

        Args:
            **how: ``by``: "day", for a bar each, or "week", "month", "quarter" or
                "year" for columns. ``group``: "type", "actor" (who acts) or "event".
                ``order``: a field or a function to sort by, instead of time.
                ``title``. ``width``: in pixels, from 320 to 4000. ``label``: "gist",
                "id" or "who". ``undated``: whether to draw records of which no day is
                known. ``limit``: how many records, or groups of columns, are drawn.

        Raises:
            UnknownFieldError: if these have no dates, being sources or actors.
            FieldValueError: if something is asked for that there is not.
            FieldTypeError: if the order is none.
        """
        from diplomacy_events.dataset.picturing import dated, drawn
        from diplomacy_events.query.names import asked, lacking

        for kind in self.kinds:
            if "when" not in asked(kind):
                raise lacking("when", kind)

        def count(unit: str, key: str) -> "Counts":
            return self._some(dated(self._items, how)).count_by(unit, key)

        return drawn(self._items, self.names, how, count)

    def matrix(
        self,
        *,
        rows: Iterable[str] | None = None,
        columns: Iterable[str] | None = None,
        title: str | None = None,
        width: float = 720,
    ) -> "Picture":
        """Return a picture of who speaks of, to or against whom.

        Args:
            rows: who is to have a row, by id, name or alias, in this order; those who
                speak most, if not given.
            columns: who is to have a column.
            title: what it shows.
            width: how wide it is, in pixels.

        Raises:
            UnknownFieldError: if nobody speaks in any of these, such as in visits.
            UnknownNameError: if nobody goes by a name.
            AmbiguousNameError: if several do.
        """
        from diplomacy_events.views.matrix import TITLE, matrix

        self._must_have("mentions")
        chosen = [
            None if some is None else [self.names.actor(one) for one in some]
            for some in (rows, columns)
        ]
        return matrix(
            cast("tuple[Record, ...]", self._items),
            self.names.readable(),
            rows=chosen[0],
            columns=chosen[1],
            title=title or TITLE,
            width=width,
        )

    def _repr_html_(self) -> str:
        """Return a table of the first items, for a notebook."""
        from diplomacy_events.views.tables import collection

        return collection(self._items, self.kinds, self.names.readable())

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Give the table to any library of the Arrow PyCapsule interface."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    @cached_property
    def kinds(self) -> tuple[type, ...]:
        """The classes that the items may have."""
        if self._kinds is not None:
            return self._kinds
        return tuple(dict.fromkeys(type(item) for item in self._items))

    @property
    def _called(self) -> str:
        """What one of the items is called."""
        from diplomacy_events.model.description import SECTIONS

        if len(self.kinds) == 1:
            return self.kinds[0].__name__
        for name, section in SECTIONS.items():
            if self.kinds and set(section.classes).issuperset(self.kinds):
                return name.removesuffix("s")
        return "item"

    def _some(self, items: Iterable[Any]) -> Self:
        """Return a smaller collection of the same dataset."""
        return type(self)(items, kinds=self.kinds, names=self.names)

    def _of_one_class(self, items: Iterable[Any]) -> Self:
        """Return a smaller collection, all of one class."""
        first, *others = items
        kinds = (type(first),)
        return type(self)((first, *others), kinds=kinds, names=self.names)

    def _playing(self, part: str, actor: str, members: bool) -> Self:
        from diplomacy_events.dataset.answering import Direct
        from diplomacy_events.dataset.index import played

        id = self.names.actor(actor)
        self._must_play(part)
        ids = self.names.members(id) if members else frozenset([id])

        def places(index: "Index") -> Sequence[int]:
            there = index.playing(part)
            if not members:
                return there.get(id, ())
            return sorted({place for one in ids for place in there.get(one, ())})

        return self._asked(
            Direct(places, lambda item: not ids.isdisjoint(played(item, part)))
        )

    def _must_play(self, part: str) -> None:
        """Refuse to ask for a part that nothing of these kinds has."""
        from diplomacy_events.model.description import KINDS, playing

        fields = {kind.cls: playing(kind.cls, part) for kind in KINDS}
        known = {cls: name for cls, name in fields.items() if name}
        if known and self.kinds and not set(self.kinds) & set(known):
            there = ", ".join(f"{cls.__name__}.{name}" for cls, name in known.items())
            message = (
                f"{self._called} has no part to be asked for so: {part}() asks {there}"
            )
            raise UnknownFieldError(message, name=part)

    def _must_have(self, field: str) -> None:
        """Refuse to ask what nothing of these kinds can answer."""
        from diplomacy_events.query.names import asked, lacking

        if self.kinds and not any(field in asked(kind) for kind in self.kinds):
            raise lacking(field, self.kinds[0])

    @cached_property
    def _index(self) -> "Index":
        if self._home is not None:
            return self._home
        from diplomacy_events.dataset.index import Index

        return Index(self._items)

    @cached_property
    def names(self) -> "Names":
        """Who goes by which name, and which topics there are, in the whole dataset."""
        if self._names is not None:
            return self._names
        from diplomacy_events.dataset.names import Names

        return Names.among(self._items)

    @cached_property
    def _by_id(self) -> dict[str, T_co]:
        return {item.id: item for item in self._items}

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def __iter__(self) -> Iterator[T_co]:
        """Iterate over the items."""
        return iter(self._items)

    def __contains__(self, item: object) -> bool:
        """Return whether there is such an item, or an item with such an id."""
        return item in (self._by_id if isinstance(item, str) else self._items)

    @overload
    def __getitem__(self, key: str | int) -> T_co: ...
    @overload
    def __getitem__(self, key: slice) -> Self: ...
    def __getitem__(self, key: str | int | slice) -> T_co | Self:
        """Return an item by its id or place, or several by a slice of places.

        Raises:
            UnknownNameError: if there is no such id.
            IndexError: if there is no such place.
        """
        if isinstance(key, str):
            return find(key, self._by_id, f"no {self._called} here")
        if isinstance(key, slice):
            return self._some(self._items[key])
        return self._items[key]

    def __getstate__(self) -> dict[str, Any]:
        """Return what a copy needs: what was only worked out is worked out again."""
        return {
            "_given": self._items,
            "_kinds": self._kinds,
            "_names": self._names,
            "_home": None,
            "_question": None,
        }

    def __eq__(self, other: object) -> bool:
        """Return whether another collection has the same items in the same order."""
        if type(other) is not type(self):
            return NotImplemented
        return self._items == other._items

    def __hash__(self) -> int:
        """Return a number that equal collections have in common."""
        return hash(self._items)

    def __repr__(self) -> str:
        """Return how many there are, and the first of their ids."""
        more = ", ..." if len(self) > 3 else ""
        return f"<{type(self).__name__} ({len(self)}): {', '.join(self.ids[:3])}{more}>"


def find(id: str, by_id: Mapping[str, V], nothing: str = "nothing") -> V:
    """Return what has an id.

    Args:
        id: the id.
        by_id: where to look.
        nothing: what has it not, if nothing has.

    Raises:
        UnknownNameError: if nothing has; it suggests the nearest ids.
    """
    try:
        return by_id[id]
    except KeyError:
        raise unknown(f"{nothing} has the id {id!r}", id, by_id) from None


def _must_be_flat(explode: str | None) -> None:
    """Refuse to give each of several values a row where values are not plain.

    Raises:
        FieldTypeError: if that is asked for.
    """
    if explode is not None:
        message = "explode: only a flat frame has a row for each value; say flat=True"
        raise FieldTypeError(message, field="explode", value=explode)
