"""From a predicate to an expression of narwhals, which every engine understands.

An expression may be null where a column is: engines drop such rows, as if it were
false. Only a negation must not keep them, so it alone fills the nulls before it turns
its part around. Everything else stays plain, so that engines can push it down into the
files.
"""

from operator import or_
from typing import TYPE_CHECKING

from diplomacy_events.query.expressions import both, joined
from diplomacy_events.query.predicates import And, Not, Or, Predicate, Test
from diplomacy_events.query.questions import question_of

if TYPE_CHECKING:
    from narwhals import Expr

__all__ = ["compiled"]


def compiled(predicate: Predicate) -> "Expr":
    """Return the expression that is true where a predicate is."""
    match predicate:
        case Test():
            return question_of(predicate).compiles(predicate)
        case And(parts):
            return joined(both, list(map(compiled, parts)))
        case Or(parts):
            return joined(or_, list(map(compiled, parts)))
        case Not(part):
            return ~compiled(part).fill_null(False)
    raise TypeError(f"not a predicate: {predicate!r}")
