"""The grammar as a whole: each production can be used, and the search is quick."""

import inspect
import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from time import perf_counter

import pytest

from diplomacy_events.phrases import resolve
from diplomacy_events.phrases.lexicon import LEXICON
from diplomacy_events.phrases.parser import PRODUCTIONS, parse
from diplomacy_events.phrases.tokens import Tokens, tokenise

FIGURES = "7 45 1989 '89 21st 1980s 1990's 2023-03-20 2023-03 Q3 H1 noon"
Sentence = tuple[str, ...]


def samples() -> dict[str, tuple[str, object]]:
    """Return a word of each kind, with its value."""
    entries = [entry for entry in LEXICON.values() if entry is not None]
    tokens = [tokenise(figure) for figure in FIGURES.split()]
    entries += [(tokens.kinds[0], tokens.values[0]) for tokens in tokens]
    return {kind: (kind, value) for kind, value in entries}


SAMPLES = samples()


def shortest() -> dict[str, Sentence]:
    """Return for each symbol a shortest sequence of kinds that it derives."""
    known: dict[str, Sentence] = {kind: (kind,) for kind in SAMPLES}
    growing = True
    while growing:
        growing = False
        for head, bodies in PRODUCTIONS.items():
            for body, _ in bodies:
                if head not in known and all(symbol in known for symbol in body):
                    known[head] = sum((known[symbol] for symbol in body), ())
                    growing = True
    return known


SHORTEST = shortest()


def expansions() -> Iterator[tuple[str, Sentence]]:
    """Yield each body of each production, spelled out in kinds."""
    for head, bodies in PRODUCTIONS.items():
        for body, _ in bodies:
            yield head, sum((SHORTEST[symbol] for symbol in body), ())


def test_each_symbol_derives_words() -> None:
    """No production asks for a kind of word that no word is of."""
    symbols = {
        symbol
        for bodies in PRODUCTIONS.values()
        for body, _ in bodies
        for symbol in body
    }
    assert symbols <= SHORTEST.keys()


def test_each_kind_of_word_stands_in_some_production() -> None:
    """No word is known in vain."""
    symbols = {
        symbol
        for bodies in PRODUCTIONS.values()
        for body, _ in bodies
        for symbol in body
    }
    assert {kind for kind, _ in SAMPLES.values()} - symbols == {"REFUSED"}


@pytest.mark.parametrize(("head", "kinds"), sorted(set(expansions())))
def test_each_production_is_read_or_refused(head: str, kinds: Sentence) -> None:
    """What a production derives never ends in an error of the program."""
    values = tuple(SAMPLES[kind][1] for kind in kinds)
    try:
        parse(Tokens(kinds, values))
    except ValueError:
        assert head != "<phrase>" or "UNITS" in kinds or "ORDINAL" in kinds


def arity(action: object) -> tuple[int, float]:
    """Return how many values an action takes, at least and at most."""
    parameters = inspect.signature(action).parameters.values()  # type: ignore[arg-type]  # any callable
    needed = [
        p for p in parameters if p.default is p.empty and p.kind != p.VAR_POSITIONAL
    ]
    variadic = any(p.kind == p.VAR_POSITIONAL for p in parameters)
    return len(needed), float("inf") if variadic else len(parameters)


def valued() -> set[str]:
    """Return the symbols whose place carries a value, found from the words up."""
    silent = {kind for kind, (_, value) in SAMPLES.items() if value is None}
    for head, bodies in PRODUCTIONS.items():
        if all(action.__name__ == "nothing" for _, action in bodies):
            silent.add(head)
    return set(SHORTEST) - silent


def test_each_action_takes_what_its_body_gives() -> None:
    """The number of values in a body fits the action, in every expansion."""
    carrying = valued()
    for head, bodies in PRODUCTIONS.items():
        for body, action in bodies:
            low, high = arity(action)
            count = sum(symbol in carrying for symbol in body)
            assert low <= count <= high, (head, body)


def test_the_search_is_quick_on_any_words() -> None:
    """Not even the longest sequences of kinds keep the parser long."""
    chooser = random.Random(3)  # noqa: S311  # no secret
    kinds = sorted(SAMPLES)
    repeated = [(kind,) * 16 for kind in kinds]
    mixed = [tuple(chooser.choices(kinds, k=16)) for _ in range(50)]
    for sequence in repeated + mixed:
        start = perf_counter()
        with suppress(ValueError):
            parse(Tokens(sequence, tuple(SAMPLES[kind][1] for kind in sequence)))
        assert perf_counter() - start < 5


def test_the_longest_phrase_is_still_read() -> None:
    """Many words that matter are no reason to refuse a phrase."""
    phrase = (
        "some time between the end of the first week of March 2019 "
        "and the beginning of June 2020"
    )
    period = resolve(phrase, published=date(2023, 3, 17))
    assert period.edtf == "[2019-03-07..2020-06-10]"
