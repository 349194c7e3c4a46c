"""EDTF of every form, and periods."""

from datetime import date
from functools import cache, lru_cache

from hypothesis import strategies as st

from diplomacy_events.model.edtf import read
from diplomacy_events.model.period import Period
from diplomacy_events.strategies.words import Draw, maybe, spoken_texts

__all__ = ["edtf_texts", "periods"]


@cache
def edtf_texts() -> st.SearchStrategy[str]:
    """Texts of every EDTF form that `Period.from_edtf` reads, canonical or not."""
    return st.one_of(_units(), _intervals(), _ranges())


@cache
def _units() -> st.SearchStrategy[str]:
    """A day, month, season, year, decade or century, perhaps qualified."""
    days = st.dates()
    years = st.integers(1, 9998).map("{:04}".format)
    unit = st.one_of(
        days.map(date.isoformat),
        days.map(lambda day: day.isoformat()[:7]),
        days.map(lambda day: f"{day.isoformat()[:7]}-XX"),
        st.builds("{}-{}".format, years, st.integers(21, 24)),
        years,
        years.map("{}-XX".format),
        years.map("{}-XX-XX".format),
        st.integers(1, 999).map("{:03}X".format),
        st.integers(1, 99).map("{:02}XX".format),
    )
    return st.builds("{}{}".format, unit, st.sampled_from(["", "", "", "?", "~", "%"]))


@cache
@st.composite
def _intervals(draw: Draw) -> str:
    """Two edges, of which each may be unknown or open."""
    begin, end = draw(_units()), draw(_units())
    earliest, latest = read(begin).begin.earliest, read(end).end.latest
    if earliest is not None and latest is not None and earliest > latest:
        begin, end = end, begin
    missing = st.sampled_from(["", ".."])
    return f"{draw(st.just(begin) | missing)}/{draw(st.just(end) | missing)}"


@cache
@st.composite
def _ranges(draw: Draw) -> str:
    """Some day between two, of which one may be left out."""
    first, last = sorted(draw(st.tuples(st.dates(), st.dates())))
    form = draw(st.sampled_from(["[{}..{}]", "[..{1}]", "[{0}..]"]))
    return form.format(first, last)


@lru_cache
@st.composite
def periods(draw: Draw, texts: st.SearchStrategy[str] | None = None) -> Period:
    """Periods of every form; `texts` gives their EDTF, where not all are wanted."""
    text = draw(edtf_texts() if texts is None else texts)
    phrase = draw(maybe(spoken_texts()))
    anchor = None if phrase is None else draw(maybe(st.dates()))
    return Period.from_edtf(text, phrase=phrase, anchor=anchor)
