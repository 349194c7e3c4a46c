"""The options of a timeline, and the choice between bars and columns."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypedDict

from diplomacy_events.dataset.counting import Key
from diplomacy_events.dataset.grouping import sort_key
from diplomacy_events.dataset.index import actors_playing
from diplomacy_events.dataset.names import Names
from diplomacy_events.dataset.same_event import groups as events
from diplomacy_events.dataset.units import UNITS
from diplomacy_events.model.period import UNBOUNDED
from diplomacy_events.model.rules import refuse
from diplomacy_events.views.picture import Picture
from diplomacy_events.views.timeline import (
    LABELS_OF,
    MOST_RECORDS_DRAWN,
    Group,
    TimelineOptions,
    timeline,
)

__all__ = ["How", "draw_timeline", "records_to_draw"]

GROUPS = ("type", "actor", "event")
Order = Key | Callable[[Any], Any]


class How(TypedDict, total=False):
    """The options of a timeline; see `Records.timeline`."""

    by: Literal["day", "week", "month", "quarter", "year"]
    group: Literal["type", "actor", "event"]
    order: Order
    title: str
    width: float
    label: Literal["gist", "id", "who"]
    undated: bool
    limit: int


def records_to_draw(items: Sequence[object], how: How) -> list[object]:
    """Return the records to draw: dated ones, or all if ``undated`` is given."""
    return [one for one in items if how.get("undated") or _has_day(one)]


def _has_day(record: Any) -> bool:
    first, _, _, last = record.when.bounds
    return (first, last) != (-UNBOUNDED, UNBOUNDED)


def draw_timeline(
    items: Sequence[Any], names: Names, how: How, count: Callable[[str, str], Any]
) -> Picture:
    """Return a timeline: a bar for each record, or columns that count records.

    Args:
        items: the records.
        names: the names of the actors.
        how: the options.
        count: returns the counts of the records to draw, by two keys.

    Raises:
        FieldValueError: if an option has a value that does not exist.
        FieldTypeError: if records cannot be sorted by the order.
    """
    _check(how)
    many = len(records_to_draw(items, how)) > MOST_RECORDS_DRAWN
    unit = how.get("by", "month" if many and how.get("group") != "event" else "day")
    group = how.get("group", "type")
    title = how.get("title", "Timeline")
    width = how.get("width", TimelineOptions().width)
    if unit != "day":
        if group == "event":
            rule = "events can only be drawn day by day: pass by='day'"
            refuse("timeline: group", rule, group, field="group")
        counts = count(unit, "by" if group == "actor" else group)
        picture: Picture = counts.picture(
            title=title, width=width, limit=how.get("limit")
        )
        return picture
    options = TimelineOptions(
        title=title,
        width=width,
        label=how.get("label", "gist"),
        undated=how.get("undated", False),
        limit=how.get("limit", MOST_RECORDS_DRAWN),
    )
    return timeline(items, names.readable(), options, _groups(items, names, how))


def _check(how: How) -> None:
    """Refuse options with values that do not exist.

    Raises:
        FieldValueError: if an option has such a value.
    """
    choices: dict[str, tuple[str, ...]] = {
        "by": tuple(UNITS),
        "group": GROUPS,
        "label": LABELS_OF,
    }
    asked: Mapping[str, object] = how
    for name, known in choices.items():
        if name in asked and asked[name] not in known:
            rule = f"must be one of {', '.join(known)}"
            refuse(f"timeline: {name}", rule, asked[name], field=name)
    limit = asked.get("limit", MOST_RECORDS_DRAWN)
    if type(limit) is not int or limit < 1:
        refuse("timeline: limit", "must be 1 or more", limit, field="limit")


def _groups(items: Sequence[Any], names: Names, how: How) -> list[Group] | None:
    """Return the headings of a timeline with their records; `None` by default."""
    group = how.get("group", "type")
    if group == "type" and "order" not in how:
        return None
    kinds = tuple(dict.fromkeys(type(item) for item in items))
    ordered = sorted(items, key=sort_key(how.get("order"), kinds))
    by_heading: dict[str, list[Any]] = {}
    readable = names.readable()
    first = (
        {one.id: some[0].gist for some in events(ordered) for one in some}
        if group == "event"
        else {}
    )
    for item in ordered:
        for heading in _headings(item, group, readable, first):
            by_heading.setdefault(heading, []).append(item)
    return list(by_heading.items())


def _headings(
    item: Any, group: str, readable: Mapping[str, str], first: Mapping[str, str]
) -> Sequence[str]:
    if group == "event":
        return [first[item.id]]
    if group == "actor":
        return [
            readable.get(id, id) for id in dict.fromkeys(actors_playing(item, "by"))
        ]
    return [f"{item.kind_label}s"]
