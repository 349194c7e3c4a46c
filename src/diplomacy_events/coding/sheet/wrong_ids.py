"""The faults of ids that nothing has: each id is reported once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from diplomacy_events.coding.sheet.known import Known, codes, written_code
from diplomacy_events.coding.sheet.nodes import (
    SLUG,
    Node,
    UnknownCodeError,
    WrongIdError,
)
from diplomacy_events.coding.sheet.places import Places
from diplomacy_events.errors import Fault
from diplomacy_events.folding import fold
from diplomacy_events.model.actors import ACTOR_KINDS, State
from diplomacy_events.model.rules import short
from diplomacy_events.model.sources import Source
from diplomacy_events.nearest import did_you_mean, nearest

__all__ = ["WrongIds"]

MOST_HINTS = 100
"""The most unknown ids that are compared with all known ones."""
MOST_LISTED = 5
"""The most lines or ids that one message lists."""
SAME = "same_as"
CLASSES = [kind.cls.__name__ for kind in ACTOR_KINDS]

Use = tuple[WrongIdError, Fault]


class WrongIds:
    """The uses of wrong ids in a sheet.

    Attributes:
        known: the meaning of ids.
        places: the text.
    """

    def __init__(self, known: Known, places: Places) -> None:
        self.known, self._places = known, places
        self._uses: dict[tuple[str, object], list[Use]] = {}

    def add(self, error: WrongIdError, fault: Fault) -> None:
        """Keep a use of a wrong id."""
        # Where an actor is expected, fewer classes may be allowed in one field.
        kind = "actor" if _is_actor(error) else error.fit
        self._uses.setdefault((error.id, kind), []).append((error, fault))

    @property
    def ids(self) -> frozenset[str]:
        """The wrong ids."""
        return frozenset([id for id, _ in self._uses])

    def faults(
        self,
        declared: Mapping[str, Node],
        missing: Node | None,
        *,
        unread: bool,
        unsure_source: bool = False,
    ) -> Iterator[Fault]:
        """Yield one fault for each wrong id.

        Args:
            declared: the nodes of the objects of the sheet, by their ids.
            missing: the place of the actors, if the sheet does not declare any.
            unread: whether there are actors that could not be read.
            unsure_source: whether the id of the source depends on what is faulty.
        """
        uses = [sorted(one, key=_line) for one in self._uses.values()]
        uses.sort(key=lambda found: _line(found[0]))
        actors = [found for found in uses if _is_actor(found[0][0])]
        if missing is not None and len(actors) > 1 and not unread:
            yield _no_actors(actors, missing)
            unread = True
        if unread:
            uses = [found for found in uses if not _may_be_actor(found[0][0])]
        if unsure_source:
            uses = [found for found in uses if found[0][0].fit != (Source.__name__,)]
        unused = [id for id in declared if id not in self.known.used]
        unknown = [found[0][0].id for found in uses if found[0][0].fit]
        for at, found in enumerate(uses):
            error, fault = found[0]
            compared = at < MOST_HINTS
            own = self._like(found, unused, unknown) if compared else None
            if own is not None and self._better(error.id, found, own):
                yield declared[own].fault(_nobody_uses(own, found), own)
                continue
            hint = self._hint(found, own) if compared else ""
            problem = f"{error}{_also(found)}{hint}{error.way}"
            yield fault._replace(problem=problem)

    def _hint(self, found: Sequence[Use], own: str | None) -> str:
        error = found[0][0]
        if isinstance(error, UnknownCodeError):
            return did_you_mean(nearest(error.id, codes()))
        if not error.fit:
            return ""
        named = self.known.names.get(fold(error.id))
        if named is not None:
            return did_you_mean((named,))
        if "#" in error.id:
            return "; put a comment on its own line"
        fit = self._fitting(found)
        way = "declare it, or correct it"
        if not _is_actor(error) and error.fit != (Source.__name__,):
            way = "the record must be in this sheet"
            if SAME in found[0][1].path:
                way += "; records of several sheets are united after they are merged"
        if " " in error.id:
            way = "put commas between ids"
        if State.__name__ in error.fit:
            way = written_code(error.id) or way
        hint = did_you_mean(nearest(error.id, fit)) or f"; {way}"
        return hint + f" Nothing refers to {short(own)}." * (own is not None)

    def _like(
        self, found: Sequence[Use], unused: Iterable[str], unknown: Iterable[str]
    ) -> str | None:
        """Return the nearest id that is declared, and that nothing refers to."""
        error, fit = found[0][0], {*self._fitting(found)}
        near = nearest(error.id, [id for id in unused if id in fit])
        if not near or nearest(near[0], unknown)[:1] != (error.id,):
            return None
        return near[0]

    def _fitting(self, found: Sequence[Use]) -> list[str]:
        """Return the ids that may be meant: an object does not refer to itself."""
        known, holders = self.known.of_classes(found[0][0].fit), _holders(found)
        return [id for id in known if id not in holders]

    def _better(self, id: str, found: Sequence[Use], declared: str) -> bool:
        """Return whether an unknown id seems to be right, and a declared one misspelt.

        It has more words of the text than the other, or as many, and is on more lines.
        """
        return (self._count(id), len(_lines(found))) > (self._count(declared), 1)

    def _count(self, id: str) -> int:
        """Return how many words of an id are in the text or in names of actors."""
        return len(self._vocabulary.intersection(id.split("-")))

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        names = " ".join(self.known.names)
        return self._places.vocabulary.union(SLUG.findall(names))


def _holders(found: Iterable[Use]) -> set[str | None]:
    """Return the ids of the objects with an unknown id."""
    return {fault.id for _, fault in found}


def _line(use: Use) -> int:
    return use[1].line or 0


def _is_actor(error: WrongIdError) -> bool:
    """Return whether an unknown id could be that of an actor."""
    return bool(error.fit) and error.fit[0] in CLASSES


def _may_be_actor(error: WrongIdError) -> bool:
    """Return whether an actor that could not be read may have the id or the code."""
    return _is_actor(error) or isinstance(error, UnknownCodeError)


def _lines(found: Iterable[Use]) -> list[str]:
    """Return the places of uses, without repeating a line."""
    places = [
        fault.path if fault.line is None else str(fault.line) for _, fault in found
    ]
    return list(dict.fromkeys(places))


def _listed(items: Sequence[str]) -> str:
    """Return the first items as text, and the number of the others."""
    *rest, last = items[:MOST_LISTED]
    if len(items) > MOST_LISTED:
        rest, last = [*rest, last], f"{len(items) - MOST_LISTED} more"
    return f"{', '.join(rest)} and {last}" if rest else last


def _where(found: Sequence[Use], places: Sequence[str]) -> str:
    if found[0][1].line is None:
        return f"at {_listed(places)}"
    return f"on line{'s' * (len(places) > 1)} {_listed(places)}"


def _also(found: Sequence[Use]) -> str:
    """Return the other places of an id, in brackets."""
    others = _lines(found)[1:]
    return f" (also {_where(found, others)})" if others else ""


def _nobody_uses(declared: str, found: Sequence[Use]) -> str:
    """Return the problem of an id that seems to be misspelt where it is declared."""
    used = short(found[0][0].id)
    where = _where(found, _lines(found))
    return (
        f"nothing refers to {short(declared)}, but {used} is unknown {where}; spell "
        f"both alike, or declare {used} too"
    )


def _no_actors(actors: Sequence[Sequence[Use]], missing: Node) -> Fault:
    """Return the fault of a sheet that declares no actors."""
    ids = [short(found[0][0].id) for found in actors]
    classes = f"{', '.join(CLASSES[:-1])} or {CLASSES[-1]}"
    way = f"with its 'type' ({classes}), 'id' and 'name'"
    if missing.line is not None:
        way = f"on an indented line such as {actors[0][0][0].id + ': Class; Name'!r}"
        way += f", where the class is {classes}"
    problem = f"missing, and {len(ids)} actors are unknown: {_listed(ids)}"
    return missing.fault(f"{problem}; describe each below 'actors', {way}")
