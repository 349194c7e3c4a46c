"""What a question is: all that there is to know of it, in one row of a table."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol

import attrs

from diplomacy_events.model import description
from diplomacy_events.model.period import Bounds
from diplomacy_events.query.predicates import Test

if TYPE_CHECKING:
    from narwhals import Expr

__all__ = ["Index", "Places", "Question", "always"]

Means = Callable[[Test], Callable[[Any], bool]]
Places = Sequence[int]


class Spans(Protocol):
    """Where periods are, by the days that they may touch."""

    def touching(self, bounds: Bounds) -> Places:
        """Return where the periods are that may overlap one with these bounds."""


class Index(Protocol):
    """Where in a collection to find what; see `diplomacy_events.dataset.index`."""

    def holding(self, field: str) -> Mapping[object, Places]:
        """Return where each value of a field stands."""

    def folded(self, field: str) -> Sequence[str]:
        """Return the texts of a field as a search sees them, one for each item."""

    def spans(self, field: str) -> Spans:
        """Return where the periods of a field are."""


@attrs.frozen(kw_only=True)
class Question:
    """Something that can be asked of a field.

    Attributes:
        name: what it is called, as the method of `Field` that asks it.
        fits: whether a field can answer it.
        means: returns, of a test, the function that answers it for an object.
        finds: returns where in an index the answers are, if one helps.
        exact: whether all that is found so is an answer; else each must be asked.
        reads: whether it is found by reading through all texts.
        compiles: returns, of a test, the expression that asks an engine.
        about: what it asks for: a value, any of several, words, a time or nothing.
    """

    name: str
    fits: Callable[[description.Field], bool]
    means: Means
    finds: Callable[[Test, Index], Places] | None
    exact: Callable[[Test], bool]
    reads: bool = False
    compiles: "Callable[[Test], Expr]"
    about: Literal["value", "values", "text", "time", "absence"] = "value"


def always(_: Test) -> bool:
    """Return that all that an index finds is an answer."""
    return True
