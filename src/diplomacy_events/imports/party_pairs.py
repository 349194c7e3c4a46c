"""Which pairs of parties are taken, and why the others are left out."""

from typing import Literal

from diplomacy_events.imports.parties import Party
from diplomacy_events.schemes import Meaning
from diplomacy_events.vocabulary import MeetingForm

__all__ = ["NO_FIRST", "Between", "why_left_out"]

Between = Literal["states", "any"]
"""Whether only states, their bodies and international organizations are wanted."""

NO_FIRST = "no first actor"
ONE_SIDE = "one side only"
SAME = "same actor on both sides"
WITHIN = "within one state"
NO_VISIT = "not a visit by one state's representatives to another's"
NOT_STATES = "not between states or their bodies"


def why_left_out(
    meaning: Meaning, first: Party, second: Party | None, between: Between
) -> str | None:
    """Return why an event between two parties is left out, if it is.

    Args:
        meaning: what its code means.
        first: who acts.
        second: the other side, if any.
        between: which pairs are wanted.
    """
    statement = meaning.record == "Statement"
    if second is None and not statement:
        return ONE_SIDE
    if second is not None and first.id == second.id:
        return None if statement and between == "any" else SAME
    if between == "any":
        return None
    if second is not None and first.country and first.country == second.country:
        return WITHIN
    sides = [first] if second is None else [first, second]
    if meaning.form is MeetingForm.VISIT:
        return None if all(side.travelling for side in sides) else NO_VISIT
    return None if all(side.public for side in sides) else NOT_STATES
