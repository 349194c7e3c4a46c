"""EDTF of every form, and periods."""

from functools import cache, lru_cache

from hypothesis import strategies as st

from diplomacy_events.model.edtf import read_edtf
from diplomacy_events.model.period import Period
from diplomacy_events.strategies.dice import Dice, rolled
from diplomacy_events.strategies.words import DAYS, SPOKEN_TEXTS

__all__ = ["edtf_texts", "period", "periods"]

UNITS = (
    "{day}",
    "{month}",
    "{month}-XX",
    "{year:04}-{season}",
    "{year:04}",
    "{year:04}-XX",
    "{year:04}-XX-XX",
    "{decade:03}X",
    "{century:02}XX",
)
QUALIFIERS = ("", "", "", "?", "~", "%")
EDGES = ("{}", "{}", "", "..")
RANGES = ("[{}..{}]", "[..{1}]", "[{0}..]")


@cache
def edtf_texts() -> st.SearchStrategy[str]:
    """Texts of every EDTF form that `Period.from_edtf` reads, canonical or not."""
    return rolled(_text)


def _text(dice: Dice) -> str:
    return dice.choose((_unit, _interval, _range))(dice)


def _unit(dice: Dice) -> str:
    """Return a day, month, season, year, decade or century, perhaps qualified."""
    day = dice.value(DAYS)
    # The last season of 9999 would end after the last possible date.
    year = min(day.year, 9998)
    unit = dice.choose(UNITS).format(
        day=day.isoformat(),
        month=day.isoformat()[:7],
        season=21 + (day.month - 1) // 3,
        year=year,
        decade=max(year // 10, 1),
        century=max(year // 100, 1),
    )
    return unit + dice.choose(QUALIFIERS)


def _interval(dice: Dice) -> str:
    """Return two edges; each may be unknown or open."""
    begin, end = _unit(dice), _unit(dice)
    earliest, latest = read_edtf(begin).begin.earliest, read_edtf(end).end.latest
    if earliest is not None and latest is not None and earliest > latest:
        begin, end = end, begin
    return f"{dice.choose(EDGES).format(begin)}/{dice.choose(EDGES).format(end)}"


def _range(dice: Dice) -> str:
    """Return one day between two; either may be left out."""
    one, another = dice.value(DAYS), dice.value(DAYS)
    return dice.choose(RANGES).format(min(one, another), max(one, another))


@lru_cache
def periods(texts: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Period]:
    """Periods of every form, or only those whose EDTF `texts` gives."""
    return rolled(lambda dice: period(dice, texts))


def period(dice: Dice, texts: st.SearchStrategy[str] | None = None) -> Period:
    """Return a period of any form, or of the given texts."""
    text = _text(dice) if texts is None else dice.value(texts)
    phrase = dice.maybe(SPOKEN_TEXTS)
    anchor = None if phrase is None else dice.maybe(DAYS)
    return Period.from_edtf(text, phrase=phrase, anchor=anchor)
