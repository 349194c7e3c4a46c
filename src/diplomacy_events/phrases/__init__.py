"""Phrases of the news, such as "early next week", read into periods."""

from datetime import date
from typing import TYPE_CHECKING

from diplomacy_events.model.period import Period

if TYPE_CHECKING:
    from diplomacy_events.phrases.now import Order

__all__ = ["resolve"]


def resolve(
    phrase: str,
    *,
    published: date | str,
    future: bool = False,
    order: "Order | None" = None,
    context: str | None = None,
) -> Period:
    """Return the period that a phrase means in news published on a day.

    No date becomes more precise than the words: "last week" is some time within seven
    days, and "recently" some time up to the day of publication. The reference in the
    docs lists the conventions for ambiguous words, with reasons.

    Args:
        phrase: an English phrase of time, such as "the third quarter".
        published: the day that the words are relative to, as a date or in ISO 8601.
        future: whether to look ahead if the words leave open which day, month or year
            is meant: "Friday" is then today or the next one, not the last.
        order: "day first" or "month first", for figures such as 10/04/2023; without it,
            figures that fit two days are refused.
        context: the sentence around the phrase; its verbs may show that the phrase
            looks ahead: "will meet on Monday".

    Raises:
        PhraseError: if the words cannot be read, the day does not exist, or the phrase
            is not in its context.
        FieldTypeError: if an argument is of another type.
        FieldValueError: if the day of publication or the order is invalid.

    >>> from datetime import date
    >>> resolve("early next week", published=date(2023, 3, 17)).edtf
    '[2023-03-20..2023-03-22]'
    """
    # The grammar and dateutil are slow to import, and not every user needs them.
    from diplomacy_events.phrases.resolving import resolve_phrase

    return resolve_phrase(phrase, published, future, order, context)
