"""Decide by their classes and modes which rows of a table coded by PLOVER are taken."""

from diplomacy_events.imports.cameo import DEED, MEETING, NOT_SPECIFIED, Rule
from diplomacy_events.schemes import DEED as NOT_SAID
from diplomacy_events.schemes import plover
from diplomacy_events.vocabulary import MeetingForm

__all__ = ["SCHEME", "plover_rule"]

SCHEME = "PLOVER"


def plover_rule(event: str, mode: str, meetings: bool) -> Rule | str | None:
    """Return what a row with a class and a mode becomes, or why it is left out.

    >>> plover_rule("CONSULT", "phone", False)
    'a meeting or call that is not a visit'
    >>> plover_rule("CONSULT", "visit", False).meaning.sides
    ('visitors', 'hosts')
    """
    meaning = plover(event.upper(), mode.lower())
    if meaning is None:
        return None
    if meaning.record is None:
        reason = meaning.left_out
        return DEED if reason in (None, NOT_SAID) else reason
    visit = meaning.form is MeetingForm.VISIT
    if meaning.record == "StateVisit" and not visit and not meetings:
        return MEETING
    return Rule(meaning, NOT_SPECIFIED if meaning.record == "Allegation" else None)
