"""The grammar as a whole: each production is usable, and the search is quick."""

import inspect
import random
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

import pytest

from diplomacy_events.errors import PhraseError
from diplomacy_events.phrases import resolve
from diplomacy_events.phrases.finding import mentions
from diplomacy_events.phrases.lexicon import LEXICON
from diplomacy_events.phrases.parser import PRODUCTIONS, Chart, parse, phrase_ends
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
    """No production needs a kind of word that does not exist."""
    symbols = {
        symbol
        for bodies in PRODUCTIONS.values()
        for body, _ in bodies
        for symbol in body
    }
    assert symbols <= SHORTEST.keys()


def test_each_kind_of_word_is_in_some_production() -> None:
    """Every known word is used."""
    symbols = {
        symbol
        for bodies in PRODUCTIONS.values()
        for body, _ in bodies
        for symbol in body
    }
    assert {kind for kind, _ in SAMPLES.values()} - symbols == {"REFUSED"}


@pytest.mark.parametrize(("head", "kinds"), sorted(set(expansions())))
def test_each_production_is_read_or_refused(head: str, kinds: Sentence) -> None:
    """A sequence that a production derives never causes a programming error."""
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
    """Return the symbols that carry a value, found bottom-up."""
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


def test_the_search_is_short_for_any_words() -> None:
    """For any sequence of kinds, the chart tries at most 16 lengths of each."""
    chooser = random.Random(3)  # noqa: S311  # no secret
    kinds = sorted(SAMPLES)
    repeated = [(kind,) * 64 for kind in kinds]
    mixed = [tuple(chooser.choices(kinds, k=64)) for _ in range(50)]
    for sequence in repeated + mixed:
        assert Chart(sequence).looks <= 64 * 16 * 16
        with suppress(ValueError):
            parse(Tokens(sequence[:16], tuple(SAMPLES[kind][1] for kind in sequence)))


def test_a_chart_has_each_place_where_phrases_end() -> None:
    """The farthest comes first, and each one ends a phrase that can be parsed."""
    kinds = ("MONTH", "NUMBER", "dash", "NUMBER", "YEAR", "within")
    ends = phrase_ends(kinds)
    assert ends == ((5, 4, 2, 1), (), (), (), (5,), ())
    assert phrase_ends(kinds * 4)[:5] == ends[:5]


# An example word of each kind; others are looked up in the lexicon.
SHOWN = {
    "MONTH": "March",
    "WEEKDAY": "Friday",
    "NUMBER": "17",
    "COUNT": "45",
    "YEAR": "2021",
    "SHORTYEAR": "'89",
    "ORDINAL": "the 21st",
    "DECADE": "1980s",
    "OFYEAR": "1990's",
    "DATE": "2023-03-20",
    "YEARMONTH": "2023-03",
    "QUARTER": "Q3",
    "HALF": "H1",
    "HOLIDAY": "Christmas",
    "DAYTIME": "noon",
    "post": "post-",
    "pre": "pre-",
}
for word, entry in LEXICON.items():
    if entry is not None:
        SHOWN.setdefault(entry[0], word)
# These give a time only beside another word: "in weeks", "in the 21st". An ordinal
# alone is a day after "on" and similar words.
UNTOLD = frozenset(
    {"in", "over", "of", "about", "earlier", "later", "sometime", "present", "past"}
    | {
        "from_now",
        "to_date",
        "ORDINAL",
        "UNITS",
        "weekend",
        "before",
        "after",
        "DAYTIME",
    }
)
# A weekday is counted from a date only after "the": "the Friday before Christmas".
COUNTED_DAY = re.compile(r"(?<!the )(?:last )?Friday (?:after|before|following)")


def surroundings() -> dict[str, tuple[Sentence, Sentence]]:
    """Return for each symbol the kinds around it in a phrase."""
    known: dict[str, tuple[Sentence, Sentence]] = {"<phrase>": ((), ())}
    for _ in PRODUCTIONS:
        for head, bodies in PRODUCTIONS.items():
            for body, _ in bodies if head in known else ():
                for at, symbol in enumerate(body):
                    before = sum((SHORTEST[one] for one in body[:at]), known[head][0])
                    after = sum((SHORTEST[one] for one in body[at + 1 :]), ())
                    known.setdefault(symbol, (before, after + known[head][1]))
    return known


def phrases() -> Iterator[tuple[str, Sentence]]:
    """Yield a phrase for each body of each production, with its kinds."""
    around = surroundings()
    for head, body in expansions():
        kinds = around[head][0] + body + around[head][1]
        words = " ".join([SHOWN[kind] for kind in kinds])
        words = COUNTED_DAY.sub(r"the \g<0>", words)
        words = words.replace("March 17 Friday", "March 17 (Friday)")
        yield words.replace("- ", "-").replace(" -", "-"), kinds


@pytest.mark.untraced
@pytest.mark.parametrize(("words", "kinds"), sorted(set(phrases())))
def test_the_finder_finds_what_resolve_reads(words: str, kinds: Sentence) -> None:
    """A phrase of every production is found whole, with the same reading."""
    published = date(2023, 3, 17)
    try:
        period = resolve(words, published=published)
    except PhraseError:
        return
    found = [
        (one.words, one.period) for one in mentions(f"({words})", published=published)
    ]
    assert found == [(words, period)] or UNTOLD.issuperset(kinds)


def test_the_longest_phrase_is_still_read() -> None:
    """Many meaningful words do not make a phrase invalid."""
    phrase = (
        "some time between the end of the first week of March 2019 "
        "and the beginning of June 2020"
    )
    period = resolve(phrase, published=date(2023, 3, 17))
    assert period.edtf == "[2019-03-07..2020-06-10]"
