"""Counts the records of an engine for each value of a field."""

from typing import TYPE_CHECKING, Any

from diplomacy_events.errors import FieldTypeError, FormatError
from diplomacy_events.extras import import_extra
from diplomacy_events.frames.engines import collect
from diplomacy_events.model.period import Period
from diplomacy_events.query.names import field_named, groupable

if TYPE_CHECKING:
    from narwhals import LazyFrame

__all__ = ["count_rows", "value_in_column"]


def count_rows(frame: "LazyFrame[Any]", fields: tuple[str, ...]) -> dict[object, int]:
    """Return the number of rows for each value, or combination of values, of fields.

    The values are those of the objects: periods and members of enums, not texts.

    Raises:
        FieldTypeError: if a field has parts, which cannot be grouped by.
        FormatError: if a row has an invalid value, or the engine cannot answer.
    """
    nw = import_extra("narwhals", extra="frames")
    for name in fields:
        if not groupable(field_named(name)):
            message = f"field.{name} cannot be grouped by"
            raise FieldTypeError(message, field=name)
    different = list(dict.fromkeys(fields))
    several = [name for name in different if field_named(name).many]

    def groups() -> "LazyFrame[Any]":
        values = frame.select(
            *[
                nw.col(name).list.unique() if name in several else nw.col(name)
                for name in different
            ]
        )
        for name in several:
            values = values.explode(name).filter(~nw.col(name).is_null())
        return values.group_by(*different).agg(nw.len().alias("how many"))

    rows = collect(groups).select(*different, "how many").iter_rows()
    found = {}
    for *values, count in rows:
        value_by_column = dict(zip(different, values, strict=True))
        key = tuple([value_in_column(name, value_by_column[name]) for name in fields])
        found[key if len(fields) > 1 else key[0]] = int(count)
    return found


def value_in_column(name: str, cell: Any) -> Any:
    """Return the value of a text in a column.

    Raises:
        FormatError: if the text is not such a value.
    """
    field = field_named(name)
    if cell is None or not (field.period or field.choice):
        return cell
    try:
        return Period.from_edtf(cell) if field.period else field.holds(cell)
    except ValueError as error:
        raise FormatError(f"a row does not contain a valid {name}: {error}") from error
