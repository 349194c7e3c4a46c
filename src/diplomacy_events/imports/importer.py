"""What an importer is: a name, what it recognises, and how it reads."""

from collections.abc import Callable
from typing import Literal, get_args

import attrs

from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import UnknownNameError
from diplomacy_events.imports.account import Account
from diplomacy_events.model.rules import short

__all__ = ["Import", "Importer", "OnError", "choice"]

OnError = Literal["raise", "collect"]
"""What to do about a faulty row: refuse the table, or note it in the account."""


@attrs.frozen(kw_only=True, repr=False)
class Import:
    """What a table became.

    Attributes:
        dataset: the records, with their sources and actors.
        account: what became of each row.
    """

    dataset: Dataset
    account: Account

    def __repr__(self) -> str:
        """Return a short text of the dataset and the account."""
        return f"<Import: {self.dataset!r}, {self.account!r}>"


@attrs.frozen(kw_only=True)
class Importer:
    """A way to read somebody else's table as records.

    Attributes:
        name: its name, such as ``gdelt``.
        title: what the table is, in one line.
        licence: the licence of the table, if known, as an SPDX expression if there is
            one.
        recognises: tells whether the name and the first bytes of a file are those of
            such a table, or of a damaged one, which `read` then refuses.
        read: reads the files of a table, with the options of the importer and with
            ``on_error``.
    """

    name: str
    title: str
    licence: str | None = None
    recognises: Callable[[str, bytes], bool] = attrs.field(repr=False)
    read: Callable[..., Import] = attrs.field(repr=False)


def choice(option: str, value: object, choices: object) -> None:
    """Refuse a value of an option that is not one of a `Literal`.

    Raises:
        UnknownNameError: if it is not one of them.
    """
    known = get_args(choices)
    if value not in known:
        expected = " or ".join(map(repr, known))
        message = f"{option}: expected {expected}, got {short(value)}"
        raise UnknownNameError(message, name=value)
