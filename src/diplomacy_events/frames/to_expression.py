"""Convert predicates to expressions of narwhals, which every engine understands.

An expression may be null where a column is null: engines drop such rows, as if it were
false. A negation must not keep these rows, so it fills the nulls first. Everything else
stays plain, because engines can then push it down into the files.
"""

from operator import or_
from typing import TYPE_CHECKING

from diplomacy_events.query.expressions import both, join_by_halves
from diplomacy_events.query.predicates import And, Not, Or, Predicate, Test
from diplomacy_events.query.questions import question_of

if TYPE_CHECKING:
    from narwhals import Expr

__all__ = ["to_expression"]


def to_expression(predicate: Predicate) -> "Expr":
    """Return the expression that is true where a predicate is."""
    match predicate:
        case Test():
            return question_of(predicate).compiles(predicate)
        case And(parts):
            return join_by_halves(both, list(map(to_expression, parts)))
        case Or(parts):
            return join_by_halves(or_, list(map(to_expression, parts)))
        case Not(part):
            return ~to_expression(part).fill_null(False)
    raise TypeError(f"not a predicate: {predicate!r}")
