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

    No date gains precision that the words don't state: "last week" is some time within
    seven days, and "recently" some time up to the day of publication. The conventions
    that settle what the words leave open are listed, with their reasons, in the
    reference of the docs.

    Args:
        phrase: words that say when, in English, such as "the third quarter".
        published: the day that the words are relative to, as a date or in ISO 8601.
        future: whether words that leave open which day, month or year they mean look
            ahead: "Friday" is then today or the next to come, not the last.
        order: "day first" or "month first", which figures such as 10/04/2023 are read
            by; those that may be either day are refused without it.
        context: the sentence that the phrase stands in, whose verbs may say that it
            looks ahead: "will meet on Monday".

    Raises:
        PhraseError: if no reading of the words is known, or no such day is, or the
            phrase does not stand in its context.
        FieldTypeError: if an argument is of another type.
        FieldValueError: if there is no such day of publication, or no such order.

    >>> from datetime import date
    >>> resolve("early next week", published=date(2023, 3, 17)).edtf
    '[2023-03-20..2023-03-22]'
    """
    # The grammar, and dateutil beneath it, are slow to import, and not all need them.
    from diplomacy_events.phrases.resolving import resolve_phrase

    return resolve_phrase(phrase, published, future, order, context)
