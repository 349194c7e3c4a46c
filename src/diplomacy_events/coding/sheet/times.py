"""Times in a sheet: the phrase of the source, EDTF, or both."""

import re
from collections.abc import Sequence
from datetime import date

from diplomacy_events.coding.sheet.nodes import UndatedError, WrongValueError
from diplomacy_events.coding.sheet.places import Places, Span, single_spaced
from diplomacy_events.errors import DiplomacyEventsError, EDTFError, PhraseError
from diplomacy_events.model.period import Period
from diplomacy_events.model.rules import quoted
from diplomacy_events.phrases import resolve
from diplomacy_events.phrases.now import Order

__all__ = ["by_day", "read_period", "write_period"]

AHEAD = "(ahead)"
MOST_SENTENCES = 10
"""The most sentences in which the same phrase is read."""
BOTH = re.compile(r"\s+=\s+")
DATED = re.compile(r"[\[\d/~?%.X-]")
OPEN_END = re.compile(r"\.\.[^.]+|[^.]+\.\.")


def by_day(published: date) -> Period:
    """Return the period "by the day of publication"."""
    return Period.from_edtf(f"[..{published.isoformat()}]")


def read_period(
    written: str,
    places: Places,
    published: date | None,
    order: Order | None = None,
    near: Sequence[Span] = (),
) -> Period:
    """Return the period for the words after ``when``.

    Args:
        written: what is written.
        places: the text, which must contain the phrase.
        published: the day of publication, if it is known.
        order: the order of day and month in numeric dates, if the sheet gives it.
        near: the evidence. If the phrase is in it, its sentences there count.

    Raises:
        WrongValueError: if they do not give a period.
    """
    written = written.strip()
    *phrase, edtf = BOTH.split(written)
    if phrase:
        words = written[: written.rindex("=")].strip()
        _must_stand(words, places)
        return _period(edtf, phrase=words, anchor=published)
    words = written.removesuffix(AHEAD).rstrip()
    future = words != written
    if not places.find(words):
        if future or not DATED.match(words):
            raise places.missing(words)
        return _edtf(words, published, order)
    try:
        bare = _resolved(words, published, order, future=future)
        return bare if future else _in_sentences(bare, words, places, near, order)
    except WrongValueError:
        if future or not DATED.match(words):
            raise
        return _period(words)


def _resolved(
    words: str,
    published: date | None,
    order: Order | None,
    *,
    future: bool,
    context: str | None = None,
) -> Period:
    if published is None:
        problem = f"{words!r} is relative to the day of publication: give 'published'"
        raise UndatedError(f"{problem}, or give the time, as in '{words} = 2015-08'")
    try:
        return resolve(
            words, published=published, future=future, order=order, context=context
        )
    except PhraseError as error:
        way = f"write what it means, as in '{words} = 2015-08'"
        raise WrongValueError(f"{error}; {way}") from error


def _in_sentences(
    bare: Period,
    words: str,
    places: Places,
    near: Sequence[Span],
    order: Order | None,
) -> Period:
    """Return the period of a phrase in its sentences, as suggestions read it.

    If it cannot be read in one of them, or not as the same in all, that is the period
    of the phrase alone.
    """
    language = places.source.source.language or "en"
    if language.lower().split("-")[0] != "en":
        return bare
    found: set[str] = set()
    for span in _nearest(places.find(words), places, near)[:MOST_SENTENCES]:
        start, end = places.sentence(span)
        sentence = single_spaced(places.text[start:end])
        try:
            read = _resolved(
                single_spaced(words), bare.anchor, order, future=False, context=sentence
            )
        except WrongValueError:
            return bare
        found.add(read.edtf)
    if len(found) > 1:
        return bare
    return Period.from_edtf(found.pop(), phrase=bare.phrase, anchor=bare.anchor)


def _nearest(
    found: Sequence[Span], places: Places, near: Sequence[Span]
) -> Sequence[Span]:
    """Return the places in certain spans, else in their sentences, else all."""
    for spans in (near, [places.sentence(one) for one in near]):
        inside = [one for one in found if any(span.holds(one) for span in spans)]
        if inside:
            return inside
    return found


def _edtf(words: str, published: date | None, order: Order | None) -> Period:
    """Return the period of words that are not in the text."""
    try:
        return Period.from_edtf(words)
    except EDTFError as error:
        problem = f"{quoted(words)} is not in the text"
        if OPEN_END.fullmatch(words):
            way = f"in EDTF, some time in it is '[{words}]'"
            raise WrongValueError(f"{problem}; {way}") from error
        meant = _read_as(words, published, order)
        why = f", and {error}" if meant is None else f"; in EDTF it is {meant}"
        raise WrongValueError(f"{problem}{why}") from error


def _read_as(words: str, published: date | None, order: Order | None) -> str | None:
    """Return the EDTF of words that could be read if they were in the text."""
    try:
        return _resolved(words, published, order, future=False).edtf
    except WrongValueError:
        return None


def _period(
    edtf: str, *, phrase: str | None = None, anchor: date | None = None
) -> Period:
    try:
        return Period.from_edtf(edtf, phrase=phrase, anchor=anchor)
    except DiplomacyEventsError as error:
        raise WrongValueError(str(error)) from error


def _must_stand(words: str, places: Places) -> None:
    if not places.find(words):
        raise places.missing(words)


def write_period(
    period: Period, places: Places, published: date | None, near: Sequence[Span] = ()
) -> str | None:
    """Return the shortest text that means a period, if one does.

    Args:
        period: the period.
        places: the text.
        published: the day of publication, if it is known.
        near: see `read_period`.
    """
    phrase, edtf = period.phrase, period.edtf
    tried = [edtf]
    if phrase is not None:
        tried = [phrase, f"{phrase} {AHEAD}", f"{phrase} = {edtf}"]
    for written in tried:
        try:
            found = read_period(written, places, published, near=near)
        except WrongValueError:
            continue
        same = (found.edtf, found.phrase, found.anchor)
        if same == (edtf, phrase, period.anchor):
            return written
    return None
