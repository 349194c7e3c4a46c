"""Phrases of the news, such as "early next week", read into periods."""

from datetime import date

from diplomacy_events.errors import FieldTypeError, PhraseError
from diplomacy_events.model.period import Period

__all__ = ["resolve"]


def resolve(phrase: str, *, published: date, future: bool = False) -> Period:
    """Return the period that a phrase means in news published on a day.

    No date gains precision that the words don't state: "last week" is some time within
    seven days, and "recently" has no bounds. The conventions that settle what the words
    leave open are listed, with their reasons, in the reference of the docs.

    Args:
        phrase: words that say when, in English, such as "the third quarter".
        published: the day that the words are relative to.
        future: whether words that leave open which day, month or year they mean look
            ahead: "Friday" is then today or the next to come, not the last.

    Raises:
        PhraseError: if no reading of the words is known, or no such day is.
        FieldTypeError: if an argument is of another type.

    >>> from datetime import date
    >>> resolve("early next week", published=date(2023, 3, 17)).edtf
    '[2023-03-20..2023-03-22]'
    """
    # The grammar, and dateutil beneath it, are slow to import, and not all need them.
    from diplomacy_events.phrases.parser import parse
    from diplomacy_events.phrases.recurring import Now, Toward
    from diplomacy_events.phrases.tokens import tokenise

    for name, value, expected in (
        ("phrase", phrase, str),
        ("published", published, date),
        ("future", future, bool),
    ):
        if type(value) is not expected:
            raise FieldTypeError(
                f"resolve, {name}: expected {expected.__name__}, got {value!r}",
                field=f"resolve.{name}",
                value=value,
            )
    now = Now(published, Toward.FORTH if future else Toward.NEWS)
    try:
        begin, end = parse(tokenise(phrase))(now)
        return Period.of(begin, end, phrase=phrase, anchor=published)
    except (ValueError, OverflowError) as error:
        raise PhraseError(
            f"no date read from {phrase!r}, published {published}: {error}",
            phrase=phrase,
            published=published,
        ) from error
