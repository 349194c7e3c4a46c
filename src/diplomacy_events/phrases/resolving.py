"""Read a phrase into a period, alone or in its context."""

import re
from datetime import date

from diplomacy_events.errors import FieldTypeError, PhraseError
from diplomacy_events.model.period import Period
from diplomacy_events.model.rules import quoted, short
from diplomacy_events.phrases.finding import within
from diplomacy_events.phrases.interpretation import beginning, interpret
from diplomacy_events.phrases.now import Now, Order
from diplomacy_events.phrases.parser import parse
from diplomacy_events.phrases.tokens import tokenise

__all__ = ["resolve_phrase"]

# Two dots are EDTF; three are a mark of omission.
OPEN_END = re.compile(r"(?<!\.)\.\.(?!\.)")


def resolve_phrase(
    phrase: str,
    published: date | str,
    future: bool,
    order: Order | None,
    context: str | None,
) -> Period:
    """Return what `diplomacy_events.resolve` does, and raise what it raises."""
    if type(phrase) is not str:
        raise _not_text("phrase", phrase)
    if context is not None and type(context) is not str:
        raise _not_text("context", context)
    now = beginning("resolve", published=published, future=future, order=order)
    try:
        if OPEN_END.search(phrase):
            raise ValueError(
                "'..' is an open end in EDTF, not a word; EDTF has sets with one, such "
                "as '[..2026-12]', and intervals, such as '../2026-12'"
            )
        if context is None:
            return interpret(parse(tokenise(phrase)), now, phrase)
        return _in_context(phrase, context, now)
    except (ValueError, OverflowError) as error:
        raise PhraseError(
            f"no date read from {quoted(phrase)}, published {now.day}: {error}",
            phrase=phrase,
            published=now.day,
        ) from error


def _not_text(name: str, value: object) -> FieldTypeError:
    message = f"resolve, {name}: expected str, got {short(value)}"
    return FieldTypeError(message, field=f"resolve.{name}", value=value)


def _in_context(phrase: str, context: str, now: Now) -> Period:
    """Return what a phrase means in its context, which must be the same everywhere.

    Raises:
        ValueError: if it cannot be read or does not occur there, or has two meanings.
    """
    tokens = tokenise(phrase)
    meaning = parse(tokens)
    ways = within(context, phrase, tokens.kinds, now)
    first, *others = [interpret(meaning, way, phrase) for way in ways]
    if any(other != first for other in others):
        raise ValueError("it occurs twice in its context, with different meanings")
    return first
