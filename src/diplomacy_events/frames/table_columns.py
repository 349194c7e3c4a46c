"""The columns of a frame; it may be older than some columns of its class."""

from typing import TYPE_CHECKING, Any

from diplomacy_events.arrow.columns import Part, slots
from diplomacy_events.errors import FormatError
from diplomacy_events.frames.engines import ask_engine, collect
from diplomacy_events.model.description import kind_of

if TYPE_CHECKING:
    import pyarrow
    from narwhals import LazyFrame

__all__ = ["column_names", "read_table", "unanswerable"]


def column_names(frame: "LazyFrame[Any]") -> list[str]:
    """Return the names of the columns.

    Raises:
        FormatError: if the engine can no longer read the frame.
    """
    return ask_engine(lambda: frame.collect_schema().names())


def unanswerable(frame: "LazyFrame[Any]", cls: type) -> frozenset[str]:
    """Return the names of the fields that are newer than a frame.

    Each of them has a default, or follows from other fields, so records can be read;
    but engines have no column for questions.

    Raises:
        FormatError: if any other column is missing; the error names them.
    """
    present = set(column_names(frame))
    missing = [slot for slot in slots(cls) if slot.name not in present]
    older = {
        slot.field.name
        for slot in missing
        if slot.part is Part.PROPERTY
        or (slot.part in (Part.VALUE, Part.EDTF) and not slot.required)
    }
    lost = [slot.name for slot in missing if slot.field.name not in older]
    if lost:
        table = kind_of(cls).plural
        raise FormatError(f"the table of {table} lacks the columns {', '.join(lost)}")
    return frozenset(older)


def read_table(frame: "LazyFrame[Any]", cls: type) -> "pyarrow.Table":
    """Read the columns of a class that a frame has, and no others.

    Raises:
        FormatError: if the engine cannot.
    """
    present = set(column_names(frame))
    names = [slot.name for slot in slots(cls) if slot.name in present]
    return collect(lambda: frame.select(names)).to_native()
