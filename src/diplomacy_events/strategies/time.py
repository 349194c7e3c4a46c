"""EDTF of every form, and periods."""

from datetime import date
from functools import cache, lru_cache

from hypothesis import strategies as st

from diplomacy_events.model.edtf import read_edtf
from diplomacy_events.model.period import Period
from diplomacy_events.strategies.words import DAYS, SPOKEN_TEXTS, Draw, maybe

__all__ = ["edtf_texts", "periods"]

UNITS = st.sampled_from(
    [
        "{day}",
        "{month}",
        "{month}-XX",
        "{year:04}-{season}",
        "{year:04}",
        "{year:04}-XX",
        "{year:04}-XX-XX",
        "{decade:03}X",
        "{century:02}XX",
    ]
)
QUALIFIERS = st.sampled_from(["", "", "", "?", "~", "%"])
EDGES = st.sampled_from(["{}", "{}", "", ".."])
RANGES = st.sampled_from(["[{}..{}]", "[..{1}]", "[{0}..]"])


@cache
def edtf_texts() -> st.SearchStrategy[str]:
    """Texts of every EDTF form that `Period.from_edtf` reads, canonical or not."""
    return st.one_of(_units(), _intervals(), _ranges())


@cache
def _units() -> st.SearchStrategy[str]:
    """A day, month, season, year, decade or century, perhaps qualified."""
    return st.builds(_unit, DAYS, UNITS, QUALIFIERS)


def _unit(day: date, form: str, qualifier: str) -> str:
    # The last season of 9999 would end in a year that dates do not have.
    year = min(day.year, 9998)
    unit = form.format(
        day=day.isoformat(),
        month=day.isoformat()[:7],
        season=21 + (day.month - 1) // 3,
        year=year,
        decade=max(year // 10, 1),
        century=max(year // 100, 1),
    )
    return unit + qualifier


@cache
@st.composite
def _intervals(draw: Draw) -> str:
    """Two edges, of which each may be unknown or open."""
    begin, end = draw(_units()), draw(_units())
    earliest, latest = read_edtf(begin).begin.earliest, read_edtf(end).end.latest
    if earliest is not None and latest is not None and earliest > latest:
        begin, end = end, begin
    return f"{draw(EDGES).format(begin)}/{draw(EDGES).format(end)}"


@cache
def _ranges() -> st.SearchStrategy[str]:
    """Some day between two, of which one may be left out."""
    return st.builds(_range, DAYS, DAYS, RANGES)


def _range(one: date, another: date, form: str) -> str:
    return form.format(min(one, another), max(one, another))


@lru_cache
@st.composite
def periods(draw: Draw, texts: st.SearchStrategy[str] | None = None) -> Period:
    """Periods of every form; `texts` gives their EDTF, where not all are wanted."""
    text = draw(edtf_texts() if texts is None else texts)
    phrase = draw(maybe(SPOKEN_TEXTS))
    anchor = None if phrase is None else draw(maybe(DAYS))
    return Period.from_edtf(text, phrase=phrase, anchor=anchor)
