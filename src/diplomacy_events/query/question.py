"""The definition of a question, as one row of a table."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, Protocol

import attrs

from diplomacy_events.model import description
from diplomacy_events.model.period import Bounds
from diplomacy_events.query.predicates import Test

if TYPE_CHECKING:
    from narwhals import Expr

__all__ = ["Index", "Places", "Question", "always"]

Means = Callable[[Test], Callable[[object], bool]]
Places = Sequence[int]


class Spans(Protocol):
    """Finds periods by the days that they may touch."""

    def touching(self, bounds: Bounds) -> Places:
        """Return the places of periods that may overlap one with these bounds."""


class Index(Protocol):
    """Finds items of a collection; see `diplomacy_events.dataset.index`."""

    def holding(self, field: str) -> Mapping[object, Places]:
        """Return the places of each value of a field."""

    def folded(self, field: str) -> Sequence[str]:
        """Return the texts of a field as searches see them, one for each item."""

    def spans(self, field: str) -> Spans:
        """Return the index of the periods of a field."""

    def bounds(self, field: str) -> Sequence[tuple[float, ...]]:
        """Return the bounds of the periods of a field, one for each item."""


@attrs.frozen(kw_only=True)
class Question:
    """A question that can be asked about a field.

    Attributes:
        name: its name, which is that of the method of `Field` that asks it.
        fits: whether a field can answer it.
        means: returns, for a test, the function that answers it for an object.
        finds: returns the places of the answers in an index, if an index helps.
        exact: whether everything found this way is an answer; if not, each item must be
            checked.
        narrows: returns those of some places that are answers, if an index knows.
        reads: whether finding answers means reading all texts.
        compiles: returns, for a test, the expression for an engine.
        about: what it asks for: a value, any of several, words, a time or nothing.
    """

    name: str
    fits: Callable[[description.Field], bool]
    means: Means
    finds: Callable[[Test, Index], Places] | None
    exact: Callable[[Test], bool]
    narrows: Callable[[Test, Index, Places], Places] | None = None
    reads: bool = False
    compiles: "Callable[[Test], Expr]"
    about: Literal["value", "values", "text", "time", "absence"] = "value"


def always(_: Test) -> bool:
    """Return that everything found in an index is an answer."""
    return True
