"""The states of the world and their codes, names and capitals: one table of facts."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple, cast

from diplomacy_events.dataset import Records
from diplomacy_events.errors import FieldTypeError
from diplomacy_events.model.actors import State
from diplomacy_events.model.rules import short
from diplomacy_events.nearest import unknown_name_error

__all__ = ["StateFacts", "find_state", "state", "state_facts", "states"]

TABLE = "states.csv"
"""The file with the facts, beside this module."""

StateKind = Literal["member", "observer", "other", "territory", "former"]
"""Members and observers of the United Nations, and others."""

MOST_NAMES_COMPARED = 2_000


class StateFacts(NamedTuple):
    """The facts about one state.

    Attributes:
        id: its id, such as ``united-states``; the same everywhere in this package.
        name: its short name in English.
        alpha_2: its ISO 3166-1 alpha-2 code, such as ``US``; `None` if it never had
            one, or if ISO later gave the code to another state.
        alpha_3: its ISO 3166-1 alpha-3 code; for former states, that of ISO 3166-3.
        numeric: its ISO 3166-1 numeric code, three digits.
        kind: a "member" or an "observer" of the United Nations, an "other" state
            (Kosovo, Taiwan), a "territory" with a code of its own, or "former".
        capital: the capital; if there are several, the seat of government.
        names: its other names, including former ones.
        demonyms: the words for its people and for things from it.
        metonyms: words that the news uses for its government, such as Beijing; the
            capital only if that is usual: Brussels does not mean Belgium.
        other_codes: its other codes: withdrawn ones (``ROM``, ``ZAR``), and those that
            ISO reserves for users (``XKX``, Kosovo).
    """

    id: str
    name: str
    alpha_2: str | None
    alpha_3: str | None
    numeric: str | None
    kind: StateKind
    capital: str | None
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    metonyms: tuple[str, ...]
    other_codes: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """All its codes."""
        own = (self.alpha_2, self.alpha_3, self.numeric)
        return (*[code for code in own if code is not None], *self.other_codes)

    @property
    def state(self) -> State:
        """The state as an actor; its aliases are its names and metonyms."""
        return State(
            id=self.id,
            name=self.name,
            aliases=(*self.names, *self.metonyms),
            code=self.alpha_3,
        )


@cache
def state_facts() -> Mapping[str, StateFacts]:
    """Return the facts of every state by its id, in the order of the ids.

    They cover all members and observers of the United Nations, everything else with a
    code in ISO 3166-1, Kosovo, and former states still in the news.

    >>> state_facts()["romania"].codes
    ('RO', 'ROU', '642', 'ROM')
    """
    # Only users of states need these modules.
    import csv
    from importlib.resources import files

    data = files("diplomacy_events.datasets").joinpath(TABLE)
    lines = data.read_text(encoding="utf-8").splitlines()
    rows = [_facts(row) for row in csv.DictReader(lines)]
    return MappingProxyType({facts.id: facts for facts in rows})


def _facts(row: Mapping[str, str]) -> StateFacts:
    return StateFacts(
        id=row["id"],
        name=row["name"],
        alpha_2=row["alpha_2"] or None,
        alpha_3=row["alpha_3"] or None,
        numeric=row["numeric"] or None,
        kind=cast("StateKind", row["kind"]),
        capital=row["capital"] or None,
        names=_several(row["names"]),
        demonyms=_several(row["demonyms"]),
        metonyms=_several(row["metonyms"]),
        other_codes=_several(row["other_codes"]),
    )


def _several(written: str) -> tuple[str, ...]:
    return tuple(written.split(";")) if written else ()


@cache
def states() -> Records[State]:
    """Return the states of the world, ready to be actors of a dataset.

    No two of them share a name, an alias or a code.

    >>> states()["china"].code
    'CHN'
    >>> "the Kremlin" in states()["russia"].aliases
    True
    """
    from diplomacy_events.dataset.names import Names

    actors = tuple([facts.state for facts in state_facts().values()])
    return Records(actors, kinds=(State,), names=Names(actors, ()))


def state(key: str) -> State:
    """Return the state with an id, a code, a name or an alias.

    A code is an alpha-2, alpha-3 or numeric code of ISO 3166-1, or a former one, in
    capital letters. Names are compared without case and accents.

    Raises:
        UnknownNameError: if no state is called that; the error suggests the nearest
            names.
        FieldTypeError: if it is not a text.

    >>> state("PRK").name, state("ZAR").id, state("Côte d’Ivoire").id
    ('North Korea', 'democratic-republic-of-the-congo', 'ivory-coast')
    """
    if not isinstance(key, str):
        message = f"state: expected an id, a code or a name, got {short(key)}"
        raise FieldTypeError(message, field="state.key", value=key)
    found = find_state(key)
    if found is None:
        known = [*states().ids, *_by_code(), *_spelt()]
        raise unknown_name_error(
            f"no state is called {short(key)}", key, known, most=MOST_NAMES_COMPARED
        )
    return found


def find_state(key: str) -> State | None:
    """Return the state with an id, a code, a name or an alias, if there is one."""
    from diplomacy_events.folding import fold

    id = _by_code().get(key) or _by_name().get(fold(key))
    return None if id is None else states()[id]


@cache
def _by_code() -> Mapping[str, str]:
    return {code: facts.id for facts in state_facts().values() for code in facts.codes}


@cache
def _by_name() -> Mapping[str, str]:
    from diplomacy_events.folding import fold

    names = {
        fold(name): one.id for one in states() for name in (one.name, *one.aliases)
    }
    return names | {one.id: one.id for one in states()}


def _spelt() -> list[str]:
    return [name for one in states() for name in (one.name, *one.aliases)]
