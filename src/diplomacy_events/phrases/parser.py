"""The parser: from the kinds of a phrase's words to what the grammar makes of it.

A derivation depends on the kinds of words alone, not on which words they are: "Oct. 31"
and "March 20" have one. So each is found once and kept.
"""

from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from diplomacy_events.phrases.grammar import GRAMMAR, Action, same
from diplomacy_events.phrases.meanings import Meaning
from diplomacy_events.phrases.tokens import Tokens

__all__ = ["parse"]


class Derivation(NamedTuple):
    """A production that was applied.

    Attributes:
        action: what the production means.
        places: what stands in each place of its body: a derivation, or the index of a
            token.
    """

    action: Action
    places: "tuple[Place, ...]"


Place = Derivation | int
Body = tuple[str, ...]


def _bodies(body: str) -> list[Body]:
    """Return every body that one with choices and options stands for."""
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


class _Derivations:
    """The search for the derivations of one sequence of kinds."""

    def __init__(self, kinds: tuple[str, ...]) -> None:
        self.kinds = kinds
        self.found: dict[tuple[str, int, int], Place | None] = {}

    def of(self, symbol: str, start: int, end: int) -> Place | None:
        """Return what a symbol derives from start to end."""
        if symbol not in PRODUCTIONS:
            return start if end == start + 1 and self.kinds[start] == symbol else None
        key = symbol, start, end
        if key not in self.found:
            # A symbol never derives itself from the same words.
            self.found[key] = None
            self.found[key] = self._first(symbol, start, end)
        return self.found[key]

    def _first(self, symbol: str, start: int, end: int) -> Place | None:
        for body, action in PRODUCTIONS[symbol]:
            places = self._places(body, start, end)
            if places is not None:
                # What only passes a value on need not be applied each time.
                alone = action is same and len(places) == 1
                return places[0] if alone else Derivation(action, places)
        return None

    def _places(self, body: Body, start: int, end: int) -> tuple[Place, ...] | None:
        """Return what stands in each place of a body from start to end."""
        symbol, rest = body[0], body[1:]
        if not rest:
            only = self.of(symbol, start, end)
            return None if only is None else (only,)
        for middle in range(start + 1, end - len(rest) + 1):
            first = self.of(symbol, start, middle)
            if first is not None:
                others = self._places(rest, middle, end)
                if others is not None:
                    return (first, *others)
            elif symbol not in PRODUCTIONS:
                break
        return None


@lru_cache(maxsize=1 << 12)
def _derive(kinds: tuple[str, ...]) -> Place | None:
    return _Derivations(kinds).of("<phrase>", 0, len(kinds))


def _apply(place: Place, values: tuple[Any, ...]) -> Any:
    """Return what stands in a place, made of the values of the tokens."""
    if isinstance(place, int):
        return values[place]
    action, places = place
    given = [_apply(each, values) for each in places]
    return action(*[value for value in given if value is not None])


def parse(tokens: Tokens) -> Meaning:
    """Return what the tokens of a phrase mean.

    Raises:
        ValueError: if the grammar has no reading of them.
    """
    derivation = _derive(tokens.kinds)
    if derivation is None:
        raise ValueError("its words are known, but no reading of them in this order is")
    meaning: Meaning = _apply(derivation, tokens.values)
    return meaning
