"""The grammar: which words in which order mean what.

A production has a head, a body and an action. In a body, "<date>" is what the
productions with that head make, a word in small letters is a kind of word, and one in
capitals a kind of word that carries a value. "?" marks what may be left out, "|" parts
what may stand in one place. The action gets the values of the places that have one.
Where a phrase can be derived in two ways, the production that stands first wins.
"""

from diplomacy_events.phrases.dates import LENGTHS, NAMES, PARTS
from diplomacy_events.phrases.relative_dates import DISTANCES
from diplomacy_events.phrases.wholes import LISTS, VAGUE, WHOLE

__all__ = ["GRAMMAR"]

GRAMMAR = WHOLE + LISTS + NAMES + DISTANCES + PARTS + LENGTHS + VAGUE
