"""Times in a sheet: the phrase of the source, EDTF, or both."""

import re
from datetime import date

from diplomacy_events.coding.sheet.nodes import UndatedError, WrongValueError
from diplomacy_events.coding.sheet.places import Places
from diplomacy_events.errors import DiplomacyEventsError, EDTFError, PhraseError
from diplomacy_events.model.period import Period
from diplomacy_events.model.rules import quoted
from diplomacy_events.phrases import resolve
from diplomacy_events.phrases.now import Order

__all__ = ["by_day", "read_period", "write_period"]

AHEAD = "(ahead)"
BOTH = re.compile(r"\s+=\s+")
DATED = re.compile(r"[\[\d/~?%.X-]")


def by_day(published: date) -> Period:
    """Return the period "by the day of publication"."""
    return Period.from_edtf(f"[..{published.isoformat()}]")


def read_period(
    written: str, places: Places, published: date | None, order: Order | None = None
) -> Period:
    """Return the period for the words after ``when``.

    Args:
        written: what is written.
        places: the text, which must contain the phrase.
        published: the day of publication, if it is known.
        order: the order of day and month in numeric dates, if the sheet gives it.

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
        return _resolved(words, published, order, future=future)
    except WrongValueError:
        if future or not DATED.match(words):
            raise
        return _period(words)


def _resolved(
    words: str, published: date | None, order: Order | None, *, future: bool
) -> Period:
    if published is None:
        problem = f"{words!r} is relative to the day of publication: give 'published'"
        raise UndatedError(f"{problem}, or give the time, as in '{words} = 2015-08'")
    try:
        return resolve(words, published=published, future=future, order=order)
    except PhraseError as error:
        way = f"write what it means, as in '{words} = 2015-08'"
        raise WrongValueError(f"{error}; {way}") from error


def _edtf(words: str, published: date | None, order: Order | None) -> Period:
    """Return the period of words that are not in the text."""
    try:
        return Period.from_edtf(words)
    except EDTFError as error:
        problem = f"{quoted(words)} is not in the text"
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


def write_period(period: Period, places: Places, published: date | None) -> str | None:
    """Return the shortest text that means a period, if one does."""
    phrase, edtf = period.phrase, period.edtf
    tried = [edtf]
    if phrase is not None:
        tried = [phrase, f"{phrase} {AHEAD}", f"{phrase} = {edtf}"]
    for written in tried:
        try:
            found = read_period(written, places, published)
        except WrongValueError:
            continue
        same = (found.edtf, found.phrase, found.anchor)
        if same == (edtf, phrase, period.anchor):
            return written
    return None
