"""Plug-ins: additions by other distributions through an entry point group."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from diplomacy_events.errors import FormatError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["PlugIns"]

T = TypeVar("T")


class PlugIns(Generic[T]):
    """The plug-ins of one group; each has the name of its object.

    Args:
        group: the entry point group.
        what: a word for one plug-in.
        kind: the class of its object.
        own: our own names, which plug-ins cannot take.
    """

    def __init__(
        self, group: str, what: str, kind: type[T], own: Collection[str]
    ) -> None:
        self._group, self._what, self._kind, self._own = group, what, kind, own

    def points(self) -> "dict[str, EntryPoint]":
        """Return the installed plug-ins by name, except those with a name of ours."""
        # Slow to import, and not needed for our own names.
        from importlib.metadata import entry_points

        found = {}
        for point in entry_points(group=self._group):
            if point.name in self._own:
                _warn(
                    f"{self._called(point)} is hidden by the built-in {self._what} of "
                    "that name"
                )
            else:
                found[point.name] = point
        return found

    def all(self) -> Iterator[T]:
        """Yield all objects; warn about those that cannot be loaded."""
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
            raise FormatError(f"{called} is not a {expected}, but of class {got}")
        name: object = getattr(made, "name", None)
        if name != point.name:
            raise FormatError(f"{called} calls itself {name}")
        return made

    def _called(self, point: "EntryPoint") -> str:
        return f"the {self._what} {point.name} of {point.value}"


def _warn(message: str) -> None:
    import warnings

    warnings.warn(message, stacklevel=5)
