"""The sections of a sheet: the keys of the source, and the objects with ids."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from diplomacy_events.coding.sheet.forms import key_of
from diplomacy_events.coding.sheet.nodes import SLUG, Node, slugs_of
from diplomacy_events.errors import Fault
from diplomacy_events.model.description import fields
from diplomacy_events.model.metadata import Kind
from diplomacy_events.model.record_kinds import RECORD_KINDS
from diplomacy_events.model.rules import short
from diplomacy_events.model.sources import Source
from diplomacy_events.nearest import did_you_mean, nearest

__all__ = [
    "ACTORS",
    "DATASET",
    "DATE_ORDER",
    "PARTS",
    "SHARED",
    "SOURCES",
    "TEXT",
    "Section",
    "Sections",
]

TEXT, SHARED = "text", "shared actors"
DATE_ORDER = "date order"
DATASET, SOURCES, ACTORS = "dataset", "sources", "actors"
SOURCE_KEYS = tuple([field.name for field in fields(Source)])
TOP = (TEXT, *SOURCE_KEYS, DATE_ORDER, SHARED, DATASET, SOURCES, ACTORS)
HEADING = re.compile(r"(\S.*?)\s+(\S+)")
PARTS = {
    key_of(field): kind
    for kind in RECORD_KINDS
    for field in fields(kind.cls)
    if field.name not in TOP
}
"""The keys of records alone, with the last kind of records that has each."""

KEYS = {kind.label: set(map(key_of, fields(kind.cls))) for kind in RECORD_KINDS}
"""The keys of each kind of records, by the label of the kind."""


class Section(NamedTuple):
    """An object with an id.

    Attributes:
        id: its id.
        node: its node.
        kind: its kind, if it is a record.
        sure: whether its heading could be read.
    """

    id: str
    node: Node
    kind: Kind | None = None
    sure: bool = True


class Sections:
    """The sections at the top of a sheet.

    Attributes:
        root: all of it.
        top: the keys of the source, and other single keys.
        sources: further sources.
        actors: the actors.
        records: the records.
        faults: the unknown keys.
        damaged: lines of sections whose keys have slipped to the top.
        lost: possible ids of objects under unknown keys.
        meant: the keys that the unknown keys may be misspellings of.
    """

    def __init__(self, root: Node) -> None:
        self.root = root
        self.top: dict[str, Node] = {}
        self.sources: list[Section] = []
        self.actors: list[Section] = []
        self.records: list[Section] = []
        self.faults: list[Fault] = []
        self.damaged: set[int] = set()
        self.lost: set[str] = set()
        self.meant: set[str] = set()
        self._unread = False
        line = None
        for key, node in root.value.items():
            self._add(key, node, line)
            line = node.line if key not in PARTS else line

    @property
    def unread_actors(self) -> bool:
        """Whether there may be actors that could not be read."""
        alone = not (self.actors or SHARED in self.top)
        return self._unread or (alone and SHARED in self.meant)

    def _add(self, key: str, node: Node, before: int | None) -> None:
        several = {SOURCES: self.sources, ACTORS: self.actors}
        if key in several:
            several[key].extend(self._listed(node))
        elif key in TOP:
            if not node.empty:
                self.top[key] = node
        elif (kind := _kind(key, plural=True)) is not None:
            self.records += [one._replace(kind=kind) for one in self._listed(node)]
        elif (found := HEADING.fullmatch(key)) and (
            kind := _kind(found[1])
        ) is not None:
            self.records.append(Section(found[2], node, kind))
        else:
            self.faults.append(node.fault(_unknown(key)))
            within = node.value.keys() if isinstance(node.value, dict) else ()
            meant = nearest(key, TOP)
            self._guess(key, node, meant)
            self._unread |= SHARED in meant
            self.meant.update(meant or (TOP if isinstance(node.value, str) else ()))
            self.lost.update(*map(slugs_of, (key, *within)))
            if key in PARTS and before is not None:
                self.damaged.add(before)

    def _guess(self, key: str, node: Node, meant: tuple[str, ...]) -> None:
        """Read what is under an unknown key, to report the faults in it too."""
        id = "-".join(SLUG.findall(key.lower().rpartition(" ")[2]))
        kind = _likely_kind(node)
        if meant[:1] == (ACTORS,) and not isinstance(node.value, str):
            self.actors += self._listed(node)
        elif kind is not None and id:
            self.records.append(Section(id, node, kind, sure=False))

    def _listed(self, node: Node) -> Iterator[Section]:
        """Yield objects under their ids, or in a list with their ids."""
        if isinstance(node.value, dict):
            for id, one in node.value.items():
                yield Section(id, one)
        elif isinstance(node.value, list):
            for one in node.value:
                held = one.value if isinstance(one.value, dict) else {}
                id = held.get("id", Node("")).value
                if not isinstance(id, str) or not id:
                    self.faults.append(one.fault("expected keys, including 'id'"))
                    values = [item.value for item in held.values()]
                    words = [item for item in values if isinstance(item, str)]
                    self.lost.update(*map(slugs_of, words))
                    continue
                keys = {key: item for key, item in held.items() if key != "id"}
                yield Section(id, one._replace(value=keys))
        elif not node.empty:
            self.faults.append(node.fault("expected ids, each on an indented line"))
            self._unread |= node.path == (ACTORS,)


def _kind(written: str, *, plural: bool = False) -> Kind | None:
    """Return the kind of records with a name."""
    looked_up = written.lower()
    for kind in RECORD_KINDS:
        names = (kind.cls.__name__, kind.label, kind.singular)
        if looked_up in ([kind.plural] if plural else [one.lower() for one in names]):
            return kind
    return None


def _likely_kind(node: Node) -> Kind | None:
    """Return the kind of records that most keys under an unknown heading belong to."""
    keys = node.value.keys() if isinstance(node.value, dict) else set[str]()
    known = {label: len(keys & own) for label, own in KEYS.items()}
    best = max(RECORD_KINDS, key=lambda kind: known[kind.label])
    return best if 2 * known[best.label] > len(keys) else None


def _unknown(key: str) -> str:
    """Return the problem with an unknown key."""
    if key in PARTS:
        label = PARTS[key].cls.__name__
        return f"indent the keys of a record, such as a {label}, below it"
    kinds = [kind.cls.__name__ for kind in RECORD_KINDS]
    way = f"a section starts with a kind and an id, as in '{kinds[-1]} some-id'"
    if _kind(key) is not None:
        return f"{short(key)} has no id; {way}"
    words = key.split()
    for end in range(1, len(words)):
        kind, ids = " ".join(words[:end]), words[end:]
        if _kind(kind) is not None:
            return f"an id cannot contain spaces: write '{kind} {'-'.join(ids)}'"
    if len(words) > 1:
        hint = did_you_mean(nearest(key, TOP) or nearest(words[0], [*kinds, SHARED]))
        listed = f"; {way}; the kinds are {', '.join(kinds)}"
        return f"unknown section {short(key)}{hint or listed}"
    hint = did_you_mean(nearest(key, [*TOP, *kinds, *[k.plural for k in RECORD_KINDS]]))
    return f"unknown key {short(key)}{hint or '; known: ' + ', '.join(TOP)}"
