"""Phrases of time in running text: the longest stretches of words that form one.

A word that may be something else, such as "may", "fall" or "second", counts only in
company that leaves no doubt. Months and weekdays have capitals, and a bare "year" or
"spring" means no more than "the year".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from diplomacy_events.errors import FieldTypeError
from diplomacy_events.model.period import Period
from diplomacy_events.model.rules import short
from diplomacy_events.phrases.candidates import Stretch
from diplomacy_events.phrases.interpretation import beginning, both_readings
from diplomacy_events.phrases.now import Now, Order, UnreadError
from diplomacy_events.phrases.spans import Span
from diplomacy_events.phrases.surroundings import look_from
from diplomacy_events.phrases.tokens import UNSEEN
from diplomacy_events.phrases.word_stretches import stretches

__all__ = ["Mention", "mentions", "mentions_of_each", "within"]

# How many shorter phrases are tried if the longest cannot be read.
MOST_TRIES_OF_A_STRETCH = 4


class Mention(NamedTuple):
    """A phrase of time in a text.

    Attributes:
        start: index of the first code point.
        end: index after the last code point.
        words: the words.
        period: their meaning; `None` if they cannot be read.
        problem: why they cannot be read; "" if they can.
        other: their meaning in the other direction, if the words alone do not show
            whether they mean the past or the future.
    """

    start: int
    end: int
    words: str
    period: Period | None
    problem: str = ""
    other: Period | None = None


def mentions(
    text: str,
    *,
    published: date | str,
    future: bool = False,
    order: Order | None = None,
) -> tuple[Mention, ...]:
    """Return the phrases of time of a text, in their order.

    The words around a phrase count: a verb of the future before "Monday", the event in
    "after Wednesday's vote", the date from which "the following year" is counted.

    Args:
        text: any text, in English.
        published: the day that the words are relative to.
        future: see `diplomacy_events.resolve`.
        order: see `diplomacy_events.resolve`.

    Raises:
        FieldTypeError: if an argument is of another type.
        FieldValueError: if the day of publication or the order is invalid.

    >>> from datetime import date
    >>> phrases = mentions("She may come early next week.", published=date(2023, 3, 17))
    >>> [(mention.words, mention.period.edtf) for mention in phrases]
    [('early next week', '[2023-03-20..2023-03-22]')]
    """
    (found,) = mentions_of_each(
        (text,), published=published, future=future, order=order
    )
    return found


def mentions_of_each(
    parts: Iterable[str],
    *,
    published: date | str,
    future: bool = False,
    order: Order | None = None,
) -> Iterator[tuple[Mention, ...]]:
    """Yield the phrases of each part of a text, such as its paragraphs.

    No phrase continues from one part into the next, but it may refer to a date in an
    earlier part.

    Args:
        parts: the parts, in their order; offsets are those of each.
        published: see `mentions`.
        future: see `mentions`.
        order: see `mentions`.

    Raises:
        FieldTypeError: if an argument is of another type.
        FieldValueError: if the day of publication or the order is invalid.
    """
    now = beginning("mentions", published=published, future=future, order=order)
    for part in parts:
        if not isinstance(part, str):
            message = f"mentions, text: expected str, got {short(part)}"
            raise FieldTypeError(message, field="mentions.text", value=part)
        found = _mentions(part, now)
        yield found
        for mention in found:
            now = _after(mention, now)


def _mentions(text: str, now: Now) -> tuple[Mention, ...]:
    """Return the phrases of a text with their places in the original text."""
    seen = text.translate(UNSEEN)
    places: Sequence[int] = range(len(text))
    if len(seen) < len(text):
        places = [place for place in places if ord(text[place]) not in UNSEEN]
    return tuple(
        [
            one._replace(
                start=places[one.start],
                end=places[one.end - 1] + 1,
                words=text[places[one.start] : places[one.end - 1] + 1],
            )
            for one in _read_in_order(seen, now)
        ]
    )


def _read_in_order(text: str, now: Now) -> Iterator[Mention]:
    """Yield the phrases of a text, each read with the last date before it."""
    for lexemes in stretches(text):
        stretch = Stretch(text, lexemes)
        at = 0
        while at < len(stretch.kinds):
            mention, at = _first(stretch, at, now)
            if mention is not None:
                yield mention
                now = _after(mention, now)


def within(
    context: str, phrase: str, kinds: tuple[str, ...], now: Now
) -> tuple[Now, ...]:
    """Return the point of view of a phrase at each place where a text has it.

    Each point of view appears once, in the order of the places. An error therefore
    always concerns the first place that cannot be read.

    Raises:
        ValueError: if the text does not have it.
    """
    text, words = context.translate(UNSEEN), phrase.translate(UNSEEN).strip()
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    places = [found.start() for found in whole.finditer(text)] if words else []
    if not places:
        raise ValueError("it is not in its context")
    ways: dict[Now, None] = {}
    before = iter(_read_in_order(text, now))
    here, mention = now, next(before, None)
    for start in places:
        while mention is not None and mention.end <= start:
            here, mention = _after(mention, here), next(before, None)
        ways[look_from(here, text, start, start + len(words), kinds)] = None
    return tuple(ways)


def _after(mention: Mention, now: Now) -> Now:
    """Return the same, with a new last date in the text."""
    period = mention.period
    if period is None or period.earliest is None or period.latest is None:
        return now
    return now._replace(base=Span(period.earliest, period.latest))


def _first(stretch: Stretch, at: int, now: Now) -> tuple[Mention | None, int]:
    """Return the phrase that begins at a place, if any, and where to continue."""
    recurring = stretch.recurs(at)
    for end in stretch.ends(at + recurring, bare=recurring)[:MOST_TRIES_OF_A_STRETCH]:
        start, after = stretch.place(at, end)
        try:
            if recurring:
                raise UnreadError(f"{stretch.raw(at)!r} means something that recurs")
            return _read_mention(stretch, at, end, now), end
        except (UnreadError, OverflowError) as error:
            words = stretch.text[start:after]
            return Mention(start, after, words, None, str(error)), end
        except ValueError:
            # The grammar went too far: a shorter phrase may be readable.
            pass
    return None, at + 1


def _read_mention(stretch: Stretch, at: int, end: int, now: Now) -> Mention:
    """Return a phrase with its readings.

    Raises:
        ValueError: if it cannot be read.
    """
    start, after = stretch.place(at, end)
    words = stretch.text[start:after]
    kinds = stretch.kinds[at:end]
    here = look_from(now, stretch.text, start, after, kinds)
    meant, other = both_readings(stretch.tokens(at, end), here, words)
    return Mention(start, after, words, meant, "", other)
