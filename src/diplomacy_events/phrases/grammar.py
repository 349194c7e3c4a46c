"""The grammar: the meaning of words by their order.

A production has a head, a body and an action. In a body, "<date>" stands for
anything the productions with that head make, a word in lowercase is a kind of word, and
one in capitals a kind of word with a value. "?" marks an optional place, and "|"
separates alternatives. The action gets the values of the places that have one.
If a phrase can be derived in two ways, the first production wins.
"""

from diplomacy_events.phrases.dates import LENGTHS, NAMES, PARTS
from diplomacy_events.phrases.relative_dates import DISTANCES, STRETCHES
from diplomacy_events.phrases.wholes import LISTS, VAGUE, WHOLE

__all__ = ["GRAMMAR"]

GRAMMAR = STRETCHES + WHOLE + LISTS + NAMES + DISTANCES + PARTS + LENGTHS + VAGUE
