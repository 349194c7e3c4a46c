"""Read tokens into a period, and into the other period that they may mean."""

from datetime import date

from diplomacy_events.errors import FieldTypeError, FieldValueError
from diplomacy_events.model.days import iso_day
from diplomacy_events.model.period import Period
from diplomacy_events.model.rules import short
from diplomacy_events.phrases.meanings import Meaning
from diplomacy_events.phrases.now import ORDERS, Now, Order, Toward, UnreadError
from diplomacy_events.phrases.parser import parse
from diplomacy_events.phrases.tokens import Tokens

__all__ = ["beginning", "both_readings", "interpret", "must_be_order"]

# Units that recur, so that words may mean the previous one or the next one.
OPEN = frozenset(
    {"WEEKDAY", "weekend", "MONTH", "HOLIDAY", "SEASON", "ORDINAL", "QUARTER", "HALF"}
)


def beginning(
    of: str, *, published: date | str, future: bool, order: Order | None
) -> Now:
    """Return the point of view of words published on a day.

    Raises:
        FieldTypeError: if an argument is of another type; it names the function.
        FieldValueError: if the day or the order is invalid.
    """
    if type(published) is not date and type(published) is not str:
        raise _wrong_type(of, "published", published, "date or str")
    if type(future) is not bool:
        raise _wrong_type(of, "future", future, "bool")
    must_be_order(order, of=of)
    toward = Toward.FORTH if future else Toward.NEWS
    return Now(_day(of, published), toward, order)


def must_be_order(order: Order | None, *, of: str) -> None:
    """Refuse an unknown order of day and month.

    Raises:
        FieldTypeError: if it is not text; it names the function.
        FieldValueError: if it is unknown.
    """
    if order is not None and not isinstance(order, str):
        raise _wrong_type(of, "order", order, "str or None")
    if order is not None and order not in ORDERS:
        raise FieldValueError(
            f"{of}, order: expected 'day first' or 'month first', got {short(order)}",
            field=f"{of}.order",
            value=order,
        )


def _wrong_type(of: str, name: str, value: object, expected: str) -> FieldTypeError:
    message = f"{of}, {name}: expected {expected}, got {short(value)}"
    return FieldTypeError(message, field=f"{of}.{name}", value=value)


def _day(of: str, published: date | str) -> date:
    if not isinstance(published, str):
        return published
    day = iso_day(published)
    if day is None:
        raise FieldValueError(
            f"{of}, published: expected a day such as 2023-03-17, got "
            f"{short(published)}",
            field=f"{of}.published",
            value=published,
        )
    return day


def interpret(meaning: Meaning, now: Now, phrase: str) -> Period:
    """Return the period of a meaning from here.

    Raises:
        ValueError: if it cannot be read from here.
        UnreadError: if the plan has changed, so that it may be past or ahead.
    """
    begin, end = meaning(now)
    if now.undone and (begin, end) != meaning(now._replace(will=not now.will)):
        raise UnreadError("the plan has changed: it may be past or ahead")
    # Records must not contain a carriage return.
    words = phrase.replace("\r\n", "\n")
    return Period.of(begin, end, phrase=words, anchor=now.day)


def both_readings(
    tokens: Tokens, now: Now, phrase: str
) -> tuple[Period, Period | None]:
    """Return the period that tokens mean from here, and the other one if there are two.

    Raises:
        ValueError: if they cannot be read from here.
    """
    meaning = parse(tokens)
    period = interpret(meaning, now, phrase)
    if OPEN.isdisjoint(tokens.kinds):
        return period, None
    for toward in (Toward.FORTH, Toward.BACK):
        try:
            other = interpret(
                meaning, now.looking(toward)._replace(will=False, undone=False), phrase
            )
        except (ValueError, OverflowError):
            continue
        if other != period:
            return period, other
    return period, None
