"""The parser: applies the grammar to the kinds of a phrase's words.

A derivation depends only on the kinds of words, not on the words: "Oct. 31" and
"March 20" have the same. Each is therefore found once and kept. Derivations are built
from the words up (the Cocke-Younger-Kasami algorithm): words that do not form a phrase
cost no more than a look at each with its neighbours.
"""

from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from diplomacy_events.phrases.actions import Action, same
from diplomacy_events.phrases.grammar import GRAMMAR
from diplomacy_events.phrases.meanings import Meaning
from diplomacy_events.phrases.tokens import MOST_TOKENS, Tokens

__all__ = ["Chart", "Derivation", "meaning", "parse", "phrase_ends"]


class Derivation(NamedTuple):
    """A production that was applied.

    Attributes:
        action: the meaning of the production.
        places: for each place of its body, a derivation or the index of a token.
    """

    action: Action
    places: "tuple[Place, ...]"


Place = Derivation | int
Body = tuple[str, ...]
Kinds = tuple[str, ...]


def _bodies(body: str) -> list[Body]:
    """Return every body that a body with alternatives and optional places means."""
    places = [
        place.removesuffix("?").split("|") + [""] * place.endswith("?")
        for place in body.split()
    ]
    return [tuple(filter(None, chosen)) for chosen in product(*places)]


def _productions() -> dict[str, list[tuple[Body, Action]]]:
    productions: dict[str, list[tuple[Body, Action]]] = {}
    for head, body, action in GRAMMAR:
        productions.setdefault(head, []).extend(
            (each, action) for each in _bodies(body)
        )
    return productions


PRODUCTIONS = _productions()


Symbol = str | Body
Cell = set[Symbol]


def _pairs() -> dict[Symbol, dict[Symbol, Cell]]:
    """Return what each two neighbours form: a symbol, or the end of a longer body."""
    found: dict[Symbol, dict[Symbol, Cell]] = {}
    for head, bodies in PRODUCTIONS.items():
        for body, _ in bodies:
            for at in range(len(body) - 1):
                symbol: Symbol = body[at:] if at else head
                rest: Symbol = body[at + 1 :] if at + 2 < len(body) else body[-1]
                found.setdefault(body[at], {}).setdefault(rest, set()).add(symbol)
    return found


def _wholes() -> dict[Symbol, Cell]:
    """Return for each symbol the symbols that derive only it, including itself."""
    direct: dict[Symbol, set[str]] = {}
    for head, bodies in PRODUCTIONS.items():
        for body, _ in bodies:
            if len(body) == 1:
                direct.setdefault(body[0], set()).add(head)
    found: dict[Symbol, Cell] = {}
    for symbol in [*direct, *PRODUCTIONS]:
        cell: Cell = {symbol}
        left: list[Symbol] = [symbol]
        while left:
            new = direct.get(left.pop(), set()) - cell
            cell |= new
            left.extend(new)
        found[symbol] = cell
    return found


PAIRS, WHOLES = _pairs(), _wholes()


class Chart:
    """The symbols that derive each stretch of a sequence of kinds.

    It is filled from right to left. The cells of one place depend only on those of the
    next 16, so the work grows in proportion to the number of kinds.

    Attributes:
        cells: for each place, the symbols that derive from there to each later place.
        looks: how many pairs of stretches were looked at.
    """

    def __init__(self, kinds: Kinds) -> None:
        self.cells: list[dict[int, Cell]] = [{} for _ in range(len(kinds) + 1)]
        self.looks = 0
        for start in reversed(range(len(kinds))):
            self._fill(start, kinds[start])

    def _fill(self, start: int, kind: str) -> None:
        cells = self.cells[start]
        cells[start + 1] = WHOLES.get(kind, {kind})
        last = start + MOST_TOKENS
        for middle in range(start + 1, last):
            here = [
                PAIRS[symbol] for symbol in cells.get(middle, ()) if symbol in PAIRS
            ]
            if not here or middle >= len(self.cells):
                continue
            for end, right in self.cells[middle].items():
                self.looks += 1
                if end <= last:
                    self._join(here, right, cells.setdefault(end, set()))

    def _join(self, lefts: list[dict[Symbol, Cell]], right: Cell, cell: Cell) -> None:
        """Add to a cell what the symbols of two neighbours form together."""
        for pairs in lefts:
            for symbol in pairs.keys() & right:
                for made in pairs[symbol]:
                    cell |= WHOLES.get(made, {made})

    def ends(self, start: int) -> list[int]:
        """Return the ends of the phrases that begin at a place, the farthest first."""
        found = [end for end, cell in self.cells[start].items() if "<phrase>" in cell]
        return sorted(found, reverse=True)


class _Derivations:
    """The search for the first derivation of a sequence of kinds, led by its chart."""

    def __init__(self, kinds: Kinds) -> None:
        self.cells = Chart(kinds).cells

    def derives(self, symbol: Symbol, start: int, end: int) -> bool:
        """Return whether a symbol derives the kinds from start to end."""
        return symbol in self.cells[start].get(end, ())

    def of(self, symbol: str, start: int, end: int) -> Place:
        """Return the derivation from a symbol that is known to have one."""
        if symbol not in PRODUCTIONS:
            return start
        action, places = next(
            (action, places)
            for body, action in PRODUCTIONS[symbol]
            if (places := self._places(body, start, end)) is not None
        )
        # Productions that only pass a value on need not be applied each time.
        alone = action is same and len(places) == 1
        return places[0] if alone else Derivation(action, places)

    def _places(self, body: Body, start: int, end: int) -> tuple[Place, ...] | None:
        """Return the content of each place of a body from start to end."""
        symbol, rest = body[0], body[1:]
        if not rest:
            known = self.derives(symbol, start, end)
            return (self.of(symbol, start, end),) if known else None
        others: Symbol = rest if len(rest) > 1 else rest[0]
        for middle in range(start + 1, end - len(rest) + 1):
            if not self.derives(others, middle, end):
                continue
            if self.derives(symbol, start, middle):
                left = self._places(rest, middle, end) or ()
                return (self.of(symbol, start, middle), *left)
        return None


@lru_cache(maxsize=1 << 12)
def _derive(kinds: Kinds) -> Place | None:
    search, whole = _Derivations(kinds), ("<phrase>", 0, len(kinds))
    return search.of(*whole) if search.derives(*whole) else None


@lru_cache(maxsize=1 << 12)
def _ends(kinds: Kinds) -> tuple[tuple[int, ...], ...]:
    chart = Chart(kinds)
    return tuple(tuple(chart.ends(start)) for start in range(len(kinds)))


def _apply(place: Place, values: tuple[object, ...]) -> Any:
    """Return the value of a place, made from the values of the tokens."""
    if isinstance(place, int):
        return values[place]
    action, places = place
    given = [_apply(each, values) for each in places]
    return action(*[value for value in given if value is not None])


def meaning(derivation: Place, values: tuple[object, ...]) -> Meaning:
    """Return what a derivation means with the values of its tokens."""
    meaning: Meaning = _apply(derivation, values)
    return meaning


def parse(tokens: Tokens) -> Meaning:
    """Return what the tokens of a phrase mean.

    Raises:
        ValueError: if the grammar cannot read them.
    """
    derivation = _derive(tokens.kinds)
    if derivation is None:
        raise ValueError("these words in this order cannot be read as a date")
    return meaning(derivation, tokens.values)


def phrase_ends(kinds: Kinds) -> tuple[tuple[int, ...], ...]:
    """Return for each place the ends of phrases that begin there, farthest first."""
    return _ends(kinds) if len(kinds) <= MOST_TOKENS else _ends.__wrapped__(kinds)
