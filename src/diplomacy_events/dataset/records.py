"""Collections: immutable, typed, and able to answer questions."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Self, Unpack, cast

from diplomacy_events.dataset.collection import T_co
from diplomacy_events.dataset.data_frames import DataFrames
from diplomacy_events.dataset.selection import Selection
from diplomacy_events.portable import Portable

if TYPE_CHECKING:
    from datetime import date

    from diplomacy_events.dataset.counts import Counts
    from diplomacy_events.dataset.grouping import Groups
    from diplomacy_events.dataset.timeline_options import How
    from diplomacy_events.model.period import Period
    from diplomacy_events.model.record_kinds import Record
    from diplomacy_events.query.questions import Field
    from diplomacy_events.views.picture import Picture

__all__ = ["Records"]


class Records(Selection[T_co], DataFrames[T_co], Portable):
    """An immutable collection of things with ids, in a fixed order.

    Iterating yields the things themselves. ``records["some-id"]`` finds one by its id,
    ``records[0]`` by its position, and ``records[:5]`` is a smaller collection.

    Every question returns a collection in the same order. Actors may be given by id,
    or by a name or alias that only one actor has. A name that no actor has is an error,
    never an empty answer.

    Answers are lazy: a chain of questions is answered as one question, with the indexes
    of the whole collection, when somebody looks at the answer.
    """

    def sorted(
        self,
        key: "str | Field | Callable[[T_co], object] | None" = None,
        *,
        reverse: bool = False,
    ) -> Self:
        """Return the same items in another order; equal items keep their order.

        Args:
            key: a field or a function; by default, the order of a timeline. Items
                without a value in the field come last.
            reverse: whether to sort from the greatest to the least.

        Raises:
            UnknownFieldError: if these items lack the field.
            FieldTypeError: if the field has no order, or the key is not a key.
        """
        from diplomacy_events.dataset.grouping import sort_key

        order = sort_key(key, self.kinds, last=not reverse)
        return self._some(sorted(self._items, key=order, reverse=reverse))

    def group_by(
        self, *keys: "str | Field | Callable[[T_co], object]"
    ) -> "Groups[Self]":
        """Return the items in groups, by the values of one or several fields.

        If a field has several values, the item is in a group for each of them; if it is
        empty, the item is in no group. Groups by `type` have one class each, and answer
        every question about that class.

        Raises:
            UnknownFieldError: if these items lack a field.
            FieldTypeError: if there is no key, or a field cannot be grouped by.

        >>> from diplomacy_events import Organization, field, load_article
        >>> bodies = load_article().actors.group_by(type)[Organization]
        >>> bodies.filter(field.state == "china").ids
        ('foreign-ministry-of-china',)
        """
        from diplomacy_events.dataset.grouping import make_groups

        by_class = any(key is type for key in keys)
        make = self._of_one_class if by_class else self._some
        return make_groups(self._items, keys, self.kinds, make)

    def _of_one_class(self, items: Iterable[Any]) -> Self:
        """Return a smaller collection, all of one class."""
        first, *others = items
        kinds = (type(first),)
        return type(self)((first, *others), kinds=kinds, names=self.names)

    def count_by(
        self,
        *keys: "str | Field",
        time: str = "when",
        during: "Period | date | str | None" = None,
        once: bool = False,
    ) -> "Counts":
        """Return the least and greatest possible counts, by fields, parts or time.

        A record that lasts several days counts in every cell of time that contains one
        of its days. Where a source leaves the days open, `least` counts the records
        that must have a day in the cell, and `most` those that may: each is the count
        for some choice of days within the bounds.

        Args:
            keys: fields, such as ``"accusers"``, ``"standing"`` or ``"act"``; the parts
                ``"by"``, ``"to"`` and ``"via"``; ``"type"``; and at most one unit of
                time: ``"day"``, ``"week"``, ``"month"``, ``"quarter"`` or ``"year"``.
            time: the field to take the time from; or ``"published"``, to count a record
                when its sources were published, once in a cell however many they are.
            during: a day, EDTF or a period with a first and a last day. The result then
                has all cells that touch it, empty ones too. Without a unit of time,
                only records that may have a day in it are counted.
            once: whether records of the same event count once in each cell.

        Raises:
            UnknownFieldError: if these items lack a field or a part.
            FieldTypeError: if a field cannot be counted by, a key is not a key, or the
                sources are not known.
            FieldValueError: if a key is given twice, or two are units of time, or there
                would be more than a million rows, or ``during`` has no first or last
                day.
            EDTFError: if a text for a period is not EDTF.

        >>> from diplomacy_events.datasets import load_article
        >>> accused = load_article().allegations.by("Washington")
        >>> print(accused.count_by("month", "accusers", during="2023-02/2023-03"))
        month    accusers       least  most
        2023-02  United States      1     1
        2023-03  United States      0     0
        """
        from diplomacy_events.dataset.counting import (
            PUBLISHED,
            count_items,
            counts,
            plan,
        )

        asked = plan(keys, self.kinds, time, during)
        if asked.timed and time == PUBLISHED:
            self._must_be_sourced("Records.count_by")
        if once:
            self._must_have("same_as")
        events = self.names.events if once else {}
        tally = count_items(
            self._items,
            asked,
            self.names.published,
            lambda item: events.get(item.id, item.id),
        )
        return counts(asked, tally, self.names.readable())

    def timeline(self, **how: "Unpack[How]") -> "Picture":
        """Return a timeline of the records.

        Up to a hundred records have a bar each. More records are drawn as columns by
        month, which show how many must and how many may fall into it.

        Args:
            **how: ``by``: "day", for a bar each, or "week", "month", "quarter" or
                "year" for columns. ``group``: "type", "actor" (who acts) or "event".
                ``order``: a field or a function to sort by, instead of time.
                ``title``. ``width``: in pixels, from 320 to 4000. ``label``: "gist",
                "id" or "who". ``undated``: whether to draw undated records.
                ``limit``: the most records, or groups of columns, to draw.

        Raises:
            UnknownFieldError: if these are sources or actors, which have no dates.
            FieldValueError: if an option has a value that does not exist.
            FieldTypeError: if the order is neither a field nor a function.
        """
        from diplomacy_events.dataset.timeline_options import (
            draw_timeline,
            records_to_draw,
        )
        from diplomacy_events.query.names import askable_fields, lacks_field_error

        for kind in self.kinds:
            if "when" not in askable_fields(kind):
                raise lacks_field_error("when", kind)

        def count(unit: str, key: str) -> "Counts":
            return self._some(records_to_draw(self._items, how)).count_by(unit, key)

        return draw_timeline(self._items, self.names, how, count)

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
            rows: the actors who have a row, by id, name or alias, in this order
                (default: those who speak most).
            columns: the actors who have a column.
            title: the title.
            width: the width in pixels.

        Raises:
            UnknownFieldError: if nobody speaks in any of these, such as in visits.
            UnknownNameError: if no actor has the name.
            AmbiguousNameError: if several actors have the name.
            FieldTypeError: if the rows or columns are not a collection of names.
        """
        from diplomacy_events.dataset.names import several
        from diplomacy_events.views.matrix import TITLE, matrix

        self._must_have("mentions")
        chosen = [
            None if some is None else [self.names.actor(one) for one in several(some)]
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
