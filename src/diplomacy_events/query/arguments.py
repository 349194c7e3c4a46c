"""Arguments of questions, checked against the values of the field."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, NoReturn

from diplomacy_events.errors import (
    DiplomacyEventsError,
    EDTFError,
    FieldTypeError,
    FieldValueError,
)
from diplomacy_events.folding import fold
from diplomacy_events.model.description import Field, asked_as
from diplomacy_events.model.period import Period
from diplomacy_events.model.rules import quoted, short
from diplomacy_events.nearest import LONGEST_NAME, did_you_mean, unknown_name_error
from diplomacy_events.query.names import vocabularies
from diplomacy_events.query.predicates import code_of

__all__ = ["certainty", "one", "period", "several", "window", "words"]

CERTAIN = ("possible", "definite")
MOST_PERIODS_KEPT = 1024
"""The most texts whose periods are kept, so as not to read them again."""
FAR_APART = (date(1950, 5, 5), date(2050, 11, 11))
"""Two days; a phrase that means the same on both does not depend on the day."""
EXAMPLES = "a month is written 2023-03, and a span 2023-03-01/2023-03-15"


def one(field: Field, value: Any) -> Any:
    """Return a value to compare with, in the form of the field.

    Raises:
        FieldTypeError: if the field never has values of this type.
        FieldValueError: if it is not text that UTF-8 can encode.
        UnknownNameError: if it is not in the vocabulary of the field.
        EDTFError: if it should be a period and is not EDTF.
    """
    if field.period:
        return period(value)
    if field.choice:
        return _choice(field, value)
    if field.pairs:
        return _pair(field, value)
    if type(value) is not field.holds:
        _mismatch(field, f"expected {field.holds.__name__}", value)
    if field.holds is str and not _is_utf_8(value):
        _broken(field, "==", "must be text that UTF-8 can encode", value)
    return value


def several(field: Field, verb: str, values: Iterable[object]) -> tuple[Any, ...]:
    """Return values to compare with; their order does not matter.

    Raises:
        FieldTypeError: if it is not a collection, or a value has the wrong type.
    """
    if isinstance(values, str) or not isinstance(values, Iterable):
        _mismatch(field, f"{verb} needs several values", values)
    return tuple(sorted({one(field, value) for value in values}, key=code_of))


def words(field: Field, value: str) -> str:
    """Return words to search for, folded.

    Raises:
        FieldTypeError: if it is not a text.
        FieldValueError: if it is blank.
    """
    folded = fold(one(field, value))
    if not folded:
        _broken(field, "contains", "must not be blank", value)
    return folded


def certainty(field: Field, verb: str, value: object) -> None:
    """Check the certainty of a question.

    Raises:
        FieldValueError: if it is neither "possible" nor "definite".
    """
    if value not in CERTAIN:
        _broken(field, verb, "certainty must be 'possible' or 'definite'", value)


def _pair(field: Field, value: object) -> str:
    pair = asked_as(value)
    if type(pair) is not str:
        _mismatch(field, "expected a Variable, or text as name=value", value)
    if "=" not in pair or not _is_utf_8(pair):
        _broken(field, "has", "must be text as name=value", value)
    return pair


def _choice(field: Field, value: object) -> str:
    # Meetings and documents both have a field called form.
    choices = vocabularies(field.name)
    known = [str(member.value) for words in choices for member in words]
    if type(value) not in (str, *choices):
        _mismatch(field, f"expected {field.holds.__name__}", value)
    if value not in known:
        there = f"it is one of {', '.join(known)}"
        problem = f"field.{field.name} cannot be {quoted(str(value))}; {there}"
        raise unknown_name_error(problem, value, known)
    return str(value)


def _mismatch(field: Field, expected: str, value: object) -> NoReturn:
    got = f"{short(value)} ({type(value).__name__})"
    message = f"field.{field.name}: {expected}, got {got}"
    raise FieldTypeError(message, field=field.name, value=value)


def _broken(field: Field, verb: str, rule: str, value: object) -> NoReturn:
    raise FieldValueError(
        f"field.{field.name}.{verb}: {rule}; got {short(value)}",
        field=field.name,
        rule=rule,
        value=value,
    )


def _is_utf_8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def window(value: object) -> Period:
    """Return a period to search in: for a text or a day, all days that it can mean.

    Raises:
        EDTFError: if a text is not EDTF.
        FieldTypeError: if it is not a period, a day or a text.
    """
    meant = period(value)
    return meant if isinstance(value, Period) else _all_days(meant.edtf)


def period(value: object) -> Period:
    """Return a period that was given as a period, as a day or as EDTF.

    Raises:
        EDTFError: if a text is not EDTF.
        FieldTypeError: if it is none of these.
    """
    if isinstance(value, Period):
        return value if value.phrase is None else Period.from_edtf(value.edtf)
    if type(value) is date:
        return _of_edtf(value.isoformat())
    if isinstance(value, str):
        return _of_edtf(value)
    kind = type(value).__name__
    raise FieldTypeError(
        f"expected a Period, a date or EDTF, got {short(value)} ({kind})", value=value
    )


# People ask about the same months again and again. The caches forget the oldest, and a
# text that is not EDTF is read, and refused, each time.
@lru_cache(maxsize=MOST_PERIODS_KEPT, typed=True)
def _of_edtf(text: str) -> Period:
    """Return the period in EDTF.

    Raises:
        EDTFError: if it is not EDTF; it says how to write what the text means.
    """
    try:
        return Period.from_edtf(text)
    except EDTFError as error:
        meant = _edtf_of_phrase(text)
        way = f"; {EXAMPLES}" if meant is None else did_you_mean((meant,))
        raise EDTFError(
            f"{error}{way}",
            text=error.text,
            position=error.position,
            feature=error.feature,
        ) from error


@lru_cache(maxsize=MOST_PERIODS_KEPT)
def _all_days(edtf: str) -> Period:
    """Return the period of all days that another can touch."""
    meant = Period.from_edtf(edtf)
    return Period.from_edtf(f"{meant.earliest or '..'}/{meant.latest or '..'}")


def _edtf_of_phrase(text: str) -> str | None:
    """Return the EDTF of a phrase such as "March 2023" that means it on any day."""
    # Needed only by those who made a mistake.
    from diplomacy_events.phrases import resolve

    if len(text) > LONGEST_NAME:
        return None
    try:
        readings = {resolve(text, published=day).edtf for day in FAR_APART}
    except DiplomacyEventsError:
        return None
    return readings.pop() if len(readings) == 1 else None
