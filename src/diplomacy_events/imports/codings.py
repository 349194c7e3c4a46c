"""Who coded the imported rows: what a coder said of a row, on its way into a record."""

from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from diplomacy_events.model.building import build
from diplomacy_events.model.coding import Coding
from diplomacy_events.vocabulary import CodingMethod

__all__ = ["Coded", "columns_of"]


class Coded(NamedTuple):
    """What a coder said of one row; see `Coding`.

    Attributes:
        coder: who or what coded.
        how: by hand, by machine, or compiled.
        scheme: the scheme of the codes.
        code: the code.
        row: the id of the row in its table.
        confidence: how sure the coder is, from 0 to 1, if given.
        on: the day of the coding.
    """

    coder: str
    how: CodingMethod
    scheme: str | None = None
    code: str | None = None
    row: str | None = None
    confidence: float | None = None
    on: date | None = None

    def coding(self) -> Coding:
        """Return it as a part of a record.

        Raises:
            DiplomacyEventsError: if a value breaks a rule.
        """
        return Coding(**self._asdict())


def columns_of(coded: Sequence[Sequence[Coded]]) -> dict[str, Any]:
    """Return the codings of many records as a column.

    Raises:
        DoubtError: if a value may break a rule.
    """
    flat = list(chain.from_iterable(coded))
    columns = dict(zip(Coded._fields, zip(*flat, strict=True), strict=True))
    codings = iter(build(Coding, columns, len(flat)))
    return {"codings": [tuple([next(codings) for _ in each]) for each in coded]}
