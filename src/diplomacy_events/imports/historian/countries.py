"""The countries of the lists, by id and name: an id alone can mean several states.

The id ``china`` is that of the Republic of China and of the People's Republic,
``russia`` that of the Soviet Union too.
"""

import re
from collections.abc import Iterator

from diplomacy_events.imports.identifiers import to_slug
from diplomacy_events.imports.states import StatesInUse, facts_of_name
from diplomacy_events.model.actors import State

__all__ = ["UNITED_STATES", "country"]

UNITED_STATES = "United States"
IN_BRACKETS = re.compile(r"(.+?) \([^()]+\)")
INVERTED = re.compile(r"([^,]+), ([^,]+ of)")


def country(id: str, name: str, in_use: StatesInUse) -> State:
    """Return the state to which a list gives an id and a name.

    It is a state of the world if the name is one of its names, and the id is not that
    of another state that still exists. Otherwise it is a state with
    that name only, without a code.

    >>> country("russia", "U.S.S.R.", StatesInUse(None)).id
    'soviet-union'
    >>> country("yemen", "Yemen Arab Republic", StatesInUse(None))
    State(id='yemen-arab-republic', name='Yemen Arab Republic')
    """
    facts = next(filter(None, map(facts_of_name, _spellings(name))), None)
    other = facts_of_name(id.replace("-", " "))
    if facts and (other in (None, facts) or facts.kind == "former"):
        return in_use.of(facts)
    return _unlisted_state(id, name)


def _spellings(name: str) -> Iterator[str]:
    """Yield the spellings of a name that the table of states may have."""
    yield name
    yield name.replace("St. ", "Saint ")
    part = IN_BRACKETS.fullmatch(name)
    if part:
        yield part[1]
    inverted = INVERTED.fullmatch(name)
    if inverted:
        yield f"{inverted[2]} {inverted[1]}"
        yield f"{inverted[2]} the {inverted[1]}"
    parts = name.split(", ")
    if len(parts) == 2:
        yield f"{parts[1]} {parts[0]}"


def _unlisted_state(id: str, name: str) -> State:
    made = to_slug(name)
    whole = made if id in made else to_slug(f"{id} {name}")
    return State(id=whole, name=name)
