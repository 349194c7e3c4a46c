"""The visitors of the lists: a text that may begin with an office."""

import re

from diplomacy_events.imports.identifiers import Identifiers
from diplomacy_events.model.actors import Person, Role, State

__all__ = ["Visitors"]

OFFICES = (
    r"(?:(?:Acting|Interim|Provisional|Deputy|First|Vice|Federal|State) )*"
    r"(?:President|Prime Minister|Premier|Chancellor|Chairman|Chairwoman|Taoiseach"
    r"|Foreign Minister|General Secretary|Secretary General|First Secretary"
    r"|Governor[- ]General|Councilor|Counselor|Regent)(?:-elect|-designate)?"
)
TITLES = (
    r"(?:Deputy )?(?:Crown )?(?:Prince|Princess)|King|Queen|Emperor|Empress|Sultan"
    r"|Amir|Emir|Shah|Sheikh|Pope|Grand (?:Duke|Duchess)|Captain Regent"
)
# A name begins with a capital letter; words in lowercase belong to the office.
ENTITLED = re.compile(rf"({OFFICES}|{TITLES}) ((?=[^\W\d_a-z]).+)")


class Visitors:
    """The persons of an import, one for each text and state, never merged by likeness.

    "President Mubarak" and "President Hosni Mubarak" stay two until the user merges
    them.
    """

    def __init__(self) -> None:
        self._ids = Identifiers()

    def of(self, text: str, state: State) -> Person:
        """Return the person that a list names by a text, from a state.

        An office at the front becomes a role, unless the text names several persons.
        """
        id = self._ids.of(f"{text} {state.id}")
        found = ENTITLED.fullmatch(text)
        if found is None or " and " in text:
            return Person(id=id, name=text)
        role = Role(title=found[1], of=state.id)
        return Person(id=id, name=found[2], aliases=(text,), roles=(role,))
