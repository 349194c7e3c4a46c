"""Collections as tables of HTML."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from diplomacy_events.folding import ALIKE
from diplomacy_events.markup import Markup, html_table, isolate, page, tag
from diplomacy_events.model.actors import ACTOR_TYPES, Actor, Role
from diplomacy_events.model.description import kind_of
from diplomacy_events.model.record_kinds import RECORD_TYPES, Record
from diplomacy_events.model.sources import Source
from diplomacy_events.model.wording import published_in_words, when_in_words
from diplomacy_events.views.summary import Name, name_lookup, standing, who

__all__ = [
    "MOST_ROWS_BELOW_PICTURE",
    "STATE",
    "collection",
    "counts_page",
    "counts_table",
    "more",
    "offices",
    "other_names",
    "records_table",
    "sources_table",
]

MOST_ROWS_SHOWN = 20
"""The most rows to show; a notebook gives a glance, a data frame the rest."""
MOST_ROWS_BELOW_PICTURE = 1000
"""The most rows beneath a picture; browsers are slow with many more."""

KIND = "Kind"
STATE = "Status, standing or speech act"
BELONGING = "Offices or members"

Cells = Sequence[str | None]


class Columns(NamedTuple):
    """The columns for things of one kind."""

    headers: tuple[str, ...]
    row: Callable[[Any, Name], Cells]


def collection(
    items: Sequence[object], kinds: Collection[type], names: Mapping[str, str]
) -> Markup:
    """Return a collection as a table of its first items.

    Args:
        items: records, actors or sources.
        kinds: the classes that they may have.
        names: the name of each actor by its id.
    """
    return page(_table(items, kinds, names, MOST_ROWS_SHOWN))


def records_table(records: Sequence[Record], names: Mapping[str, str]) -> Markup:
    """Return records as a table beneath a picture, without a style."""
    return _table(records, RECORD_TYPES, names, MOST_ROWS_BELOW_PICTURE)


def sources_table(sources: Sequence[Source]) -> Markup:
    """Return the first sources as a table, without a style."""
    return _table(sources, (Source,), {}, MOST_ROWS_SHOWN)


def counts_page(
    title: str, columns: Sequence[str], rows: Sequence[Cells], note: str
) -> Markup:
    """Return the first rows of counts as a table, with a note."""
    table = counts_table(title, columns, rows, MOST_ROWS_SHOWN)
    return page(table, tag("p", note) if note else None)


def counts_table(
    title: str,
    columns: Sequence[str],
    rows: Sequence[Cells],
    most: int = MOST_ROWS_BELOW_PICTURE,
) -> Markup:
    """Return counts as a table, without a style."""
    headers = [column.replace("_", " ").capitalize() for column in columns]
    cells = [[isolate(cell or "") for cell in row] for row in rows[:most]]
    return tag("div", html_table(title, headers, cells), more(len(rows) - most))


def _table(
    items: Sequence[object],
    kinds: Collection[type],
    names: Mapping[str, str],
    most: int,
) -> Markup:
    columns, what = _columns(set(kinds))
    name = name_lookup(names)
    rows = [columns.row(item, name) for item in items[:most]]
    headers = columns.headers
    if len(kinds) == 1 and KIND in headers:
        at = headers.index(KIND)
        headers = headers[:at] + headers[at + 1 :]
        rows = [(*row[:at], *row[at + 1 :]) for row in rows]
    caption = f"{what} ({len(items)})"
    return tag("div", html_table(caption, headers, rows), more(len(items) - most))


def more(left: int) -> Markup | None:
    """Return the number of rows that are not shown, if any."""
    return tag("p", f"… and {left} more") if left > 0 else None


def _columns(kinds: set[type]) -> tuple[Columns, str]:
    """Return the columns that fit all the classes, and a name for their objects."""
    if kinds and kinds <= set(RECORD_TYPES):
        return RECORDS, kind_of(*kinds).labels if len(kinds) == 1 else "Records"
    if kinds and kinds <= set(ACTOR_TYPES):
        return ACTORS, "Actors"
    if kinds == {Source}:
        return SOURCES, "Sources"
    return ITEMS, "Items"


def _record(record: Record, name: Name) -> Cells:
    return (
        isolate(record.gist),
        kind_of(type(record)).label,
        isolate(who(record, name)),
        isolate(when_in_words(record.when)),
        standing(record),
        record.id,
    )


def _actor(actor: Actor, name: Name) -> Cells:
    return (
        isolate(f"{actor.name} (unnamed)" if actor.anonymous else actor.name),
        kind_of(type(actor)).label,
        isolate(", ".join(other_names(actor.aliases))),
        isolate("; ".join(_belonging(actor, name))),
        actor.id,
    )


def other_names(aliases: Iterable[str]) -> Iterator[str]:
    """Yield aliases; of those that differ only in the style of their marks, the first.

    Texts are searched for each style of an apostrophe, but people see one name.
    """
    seen = set()
    for alias in aliases:
        plain = alias.translate(ALIKE)
        if plain not in seen:
            seen.add(plain)
            yield alias


def offices(roles: Iterable[Role], name: Name) -> Iterator[str]:
    """Yield the offices of a person, with their periods."""
    for role in roles:
        office = f"{role.title} of {name(role.of)}" if role.of else role.title
        yield f"{office}, {when_in_words(role.when)}" if role.when else office


def _belonging(actor: Any, name: Name) -> Iterator[str]:
    """Yield the offices, the state or the members of an actor."""
    yield from offices(getattr(actor, "roles", ()), name)
    if getattr(actor, "state", None):
        yield f"of {name(actor.state)}"
    if getattr(actor, "members", None):
        yield f"members: {', '.join(map(name, actor.members))}"


def _source(source: Source, _: Name) -> Cells:
    address = source.url
    title = source.title or "untitled"
    return (
        isolate(", ".join(filter(None, (source.publisher, source.author)))),
        tag("a", isolate(title), href=address) if address else isolate(title),
        published_in_words(source) or "undated",
        source.language or "",
        source.id,
    )


def _item(item: Any, _: Name) -> Cells:
    return item.id, kind_of(type(item)).label


RECORDS = Columns(("Gist", KIND, "Who", "When", STATE, "Id"), _record)
ACTORS = Columns(("Name", KIND, "Also known as", BELONGING, "Id"), _actor)
SOURCES = Columns(
    ("Publisher, author", "Title", "Published", "Language", "Id"), _source
)
ITEMS = Columns(("Id", KIND), _item)
