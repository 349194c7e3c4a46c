"""Plug-ins: what other distributions add through an entry point group."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from diplomacy_events.errors import FormatError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["PlugIns"]

T = TypeVar("T")


class PlugIns(Generic[T]):
    """The plug-ins of one group; each is called as its object calls itself.

    Args:
        group: the entry point group.
        what: what one is, in a word.
        kind: the class that its object is of.
        own: the names of our own, which none can take.
    """

    def __init__(
        self, group: str, what: str, kind: type[T], own: Collection[str]
    ) -> None:
        self._group, self._what, self._kind, self._own = group, what, kind, own

    def points(self) -> "dict[str, EntryPoint]":
        """Return those that are installed by name; one with a name of ours is not."""
        # It is slow to import, and who names one of ours does not need it.
        from importlib.metadata import entry_points

        found = {}
        for point in entry_points(group=self._group):
            if point.name in self._own:
                _warn(f"{self._called(point)} is hidden by our own")
            else:
                found[point.name] = point
        return found

    def all(self) -> Iterator[T]:
        """Yield the objects of all; warn of those that cannot be loaded."""
        for point in self.points().values():
            try:
                yield self.load(point)
            except FormatError as error:
                _warn(str(error))

    def load(self, point: "EntryPoint") -> T:
        """Return the object of a plug-in.

        Raises:
            FormatError: if it cannot be loaded, or is of another class or name.
        """
        called = self._called(point)
        try:
            made: Any = point.load()
        except (Exception, SystemExit) as error:  # it is somebody else's code
            problem = str(error) or type(error).__name__
            raise FormatError(f"{called} cannot be loaded: {problem}") from error
        if not isinstance(made, self._kind):
            expected, got = self._kind.__name__, type(made).__name__
            raise FormatError(f"{called} is no {expected}, but of class {got}")
        name: object = getattr(made, "name", None)
        if name != point.name:
            raise FormatError(f"{called} calls itself {name}")
        return made

    def _called(self, point: "EntryPoint") -> str:
        return f"the {self._what} {point.name} of {point.value}"


def _warn(message: str) -> None:
    import warnings

    warnings.warn(message, stacklevel=5)
