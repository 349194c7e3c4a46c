"""The error tree: one root, and a few leaves that carry what a handler needs.

Every leaf also inherits a fitting built-in, so code that does not know this package
still catches the right errors.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Self

__all__ = [
    "AmbiguousNameError",
    "DiplomacyEventsError",
    "EDTFError",
    "EvidenceError",
    "Fault",
    "FieldTypeError",
    "FieldValueError",
    "FormatError",
    "IntegrityError",
    "MissingExtraError",
    "NotOneError",
    "PhraseError",
    "UnknownFieldError",
    "UnknownNameError",
]


MOST_FAULTS = 100
"""The most faults listed for one file."""


class Fault(NamedTuple):
    """One thing that is wrong in a dataset, and where.

    As text it is one line: long values from the data are cut, and unprintable
    characters are escaped. The attributes contain them unchanged.

    Attributes:
        path: JSON path of the place, such as ``$.records[3].speakers[0]``.
        problem: what was expected there and what was found.
        id: the record, actor or source at the place, if it has an id.
        line: the line of the place in the file, counted from 1, in formats where lines
            matter.
    """

    path: str
    problem: str
    id: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        line = f"line {self.line}, " if self.line is not None else ""
        owner = f" ({_plain(self.id, 100)})" if self.id is not None else ""
        return f"{line}{_plain(self.path, 300)}{owner}: {_plain(self.problem, 1000)}"


def _plain(text: str, most: int) -> str:
    """Return text cut to a number of characters, all of them printable."""
    if len(text) > most:
        text = text[:most] + "..."
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


class DiplomacyEventsError(Exception):
    """Root of all errors that this package raises on purpose."""


class FieldTypeError(DiplomacyEventsError, TypeError):
    """A field was given a value of the wrong type.

    Attributes:
        field: the field, as ``Class.name``.
        value: the value that was given.
    """

    def __init__(self, message: str, *, field: str = "", value: object = None) -> None:
        super().__init__(message)
        self.field = field
        self.value = value


class FieldValueError(DiplomacyEventsError, ValueError):
    """A field, or several together, break a rule of the model.

    Attributes:
        field: the field, as ``Class.name``.
        rule: the rule that is broken.
        value: the value that was given.
    """

    def __init__(
        self, message: str, *, field: str = "", rule: str = "", value: object = None
    ) -> None:
        super().__init__(message)
        self.field = field
        self.rule = rule
        self.value = value


class EDTFError(DiplomacyEventsError, ValueError):
    """A text is not an EDTF date (ISO 8601-2) that this package reads.

    Attributes:
        text: the whole text that was given.
        position: index of the first wrong character.
        feature: the name of the refused feature, or of the mistake.
    """

    def __init__(
        self, message: str, *, text: str = "", position: int = 0, feature: str = ""
    ) -> None:
        super().__init__(message)
        self.text = text
        self.position = position
        self.feature = feature


class EvidenceError(DiplomacyEventsError, ValueError):
    """An anchor and a text do not fit each other.

    Attributes:
        source: id of the source concerned.
        places: starts of the places concerned, in code points, such as the places of
            ambiguous words. Empty if there are none.
    """

    def __init__(
        self, message: str, *, source: str = "", places: tuple[int, ...] = ()
    ) -> None:
        super().__init__(message)
        self.source = source
        self.places = places


class UnknownNameError(DiplomacyEventsError, LookupError):
    """The requested name is unknown.

    Attributes:
        name: the requested name.
        suggestions: the nearest known names, best first.
    """

    def __init__(
        self, message: str, *, name: object = None, suggestions: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message)
        self.name = name
        self.suggestions = suggestions


class UnknownFieldError(UnknownNameError, AttributeError):  # type: ignore[misc]  # both have a name
    """No class, or not this class, has the requested field.

    Attributes:
        name: the requested name.
        suggestions: the nearest known fields, best first.
    """

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the name in a copy, which `AttributeError` forgets on Python 3.11."""
        return type(self), self.args, {**vars(self), "name": self.name}


class AmbiguousNameError(DiplomacyEventsError, LookupError):
    """Several actors have the requested name.

    Attributes:
        name: the requested name.
        candidates: the ids of the actors with this name.
    """

    def __init__(
        self, message: str, *, name: str = "", candidates: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message)
        self.name = name
        self.candidates = candidates


class NotOneError(DiplomacyEventsError, LookupError):
    """Exactly one object was expected, but there were none or several.

    Attributes:
        count: how many there were.
    """

    def __init__(self, message: str, *, count: int = 0) -> None:
        super().__init__(message)
        self.count = count


class _FaultyError(DiplomacyEventsError, ValueError):
    """An error that lists faults: its message is a heading, and a line for each."""

    def __init__(self, heading: str, *, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(heading)
        self.heading = heading
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join([self.heading, *(f"  {fault}" for fault in self.faults)])

    @classmethod
    def of_first(cls, heading: str, faults: Sequence[Fault]) -> Self:
        """Return the error that lists the first faults, and says if there are more."""
        if len(faults) > MOST_FAULTS:
            heading += f"; only the first {MOST_FAULTS} faults are listed"
        return cls(heading, faults=tuple(faults[:MOST_FAULTS]))


class IntegrityError(_FaultyError):
    """The parts of a dataset do not fit together.

    Attributes:
        faults: every `Fault` found: repeated ids first, then the rest in the order of
            the dataset.
    """


class FormatError(_FaultyError):
    """Data could not be read as a dataset, or a dataset could not be written.

    Attributes:
        faults: every `Fault` found. Empty if nothing could be read at all.
    """


class MissingExtraError(DiplomacyEventsError, ImportError):
    """A library from an extra of this package is not installed.

    Attributes:
        name: the library, as in every `ImportError`.
        extra: the extra that installs it.
    """

    def __init__(self, message: str, *, name: str = "", extra: str = "") -> None:
        super().__init__(message, name=name)
        self.extra = extra


class PhraseError(DiplomacyEventsError, ValueError):
    """A phrase cannot be read as a date, or as a single date.

    Attributes:
        phrase: the phrase.
        published: the date that it was read relative to.
    """

    def __init__(
        self, message: str, *, phrase: str = "", published: date | None = None
    ) -> None:
        super().__init__(message)
        self.phrase = phrase
        self.published = published
