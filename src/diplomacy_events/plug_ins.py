"""Plug-ins: additions by other distributions through an entry point group."""

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

from diplomacy_events.errors import DiplomacyEventsError, FormatError
from diplomacy_events.extras import is_failure

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["PlugIns", "warn"]

T = TypeVar("T")
PASSED_ON = (DiplomacyEventsError, OSError, MemoryError)
"""The errors that a plug-in may raise without a mistake in it."""


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
                warn(
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
                warn(str(error))

    def load(self, point: "EntryPoint") -> T:
        """Return the object of a plug-in, whose functions raise no errors but ours.

        Raises:
            FormatError: if it cannot be loaded, or is of another class or name.
        """
        called = self._called(point)
        try:
            loaded: Any = point.load()
        except BaseException as error:  # it is somebody else's code
            if not is_failure(error):
                raise
            problem = str(error) or type(error).__name__
            raise FormatError(f"{called} cannot be loaded: {problem}") from error
        if not isinstance(loaded, self._kind):
            expected, got = self._kind.__name__, type(loaded).__name__
            raise FormatError(f"{called} is not a {expected}, but of class {got}")
        name: object = getattr(loaded, "name", None)
        if name != point.name:
            raise FormatError(f"{called} calls itself {name}")
        contained: T = _contained(loaded, called)
        return contained

    def _called(self, point: "EntryPoint") -> str:
        return f"the {self._what} {point.name} of {point.value}"


def _contained(made: Any, called: str) -> Any:
    """Return an object whose functions raise no errors but ours, and those of files."""
    functions = {
        field.name: _guarded(function, called)
        for field in attrs.fields(type(made))
        if callable(function := getattr(made, field.name))
    }
    return attrs.evolve(made, **functions)


def _guarded(function: Callable[..., Any], called: str) -> Callable[..., Any]:
    # Slow to import, and seldom needed.
    from functools import wraps

    @wraps(function)
    def guarded(*given: Any, **options: Any) -> Any:
        try:
            result = function(*given, **options)
        except PASSED_ON:
            raise
        except BaseException as error:  # it is somebody else's code
            if not is_failure(error):
                raise
            if isinstance(error, TypeError) and not _inside(error):
                # The call was refused, for example because of an unknown option.
                raise
            raise _failed(called, error) from error
        return (
            _guarded_items(result, called) if isinstance(result, Iterator) else result
        )

    return guarded


def _guarded_items(items: Iterator[Any], called: str) -> Iterator[Any]:
    try:
        yield from items
    except PASSED_ON:
        raise
    except BaseException as error:  # it is somebody else's code
        if not is_failure(error):
            raise
        raise _failed(called, error) from error


def _inside(error: BaseException) -> bool:
    """Return whether an error arose in a function that was called, not in the call."""
    trace = error.__traceback__
    return trace is not None and trace.tb_next is not None


def _failed(called: str, error: BaseException) -> FormatError:
    problem = ": ".join(filter(None, [type(error).__name__, str(error)]))
    return FormatError(f"{called} failed: {problem}")


def warn(message: str) -> None:
    """Warn of a plug-in that cannot be used."""
    import warnings

    warnings.warn(message, stacklevel=5)
