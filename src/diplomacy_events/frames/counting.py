"""How many records an engine finds for each value of a field."""

from typing import TYPE_CHECKING, Any

from diplomacy_events.errors import FieldTypeError
from diplomacy_events.extras import needed
from diplomacy_events.model.period import Period
from diplomacy_events.query.shapes import askable, named

if TYPE_CHECKING:
    from narwhals import LazyFrame

__all__ = ["counted"]


def counted(frame: "LazyFrame[Any]", fields: tuple[str, ...]) -> dict[Any, int]:
    """Return how many rows there are for each value, or row of values, of fields.

    The values are those of the objects: periods and members of enums, not texts.

    Raises:
        FieldTypeError: if a field holds parts, which make no groups.
    """
    nw = needed("narwhals", extra="frames")
    for name in fields:
        if askable(named(name)) == "part":
            message = f"field.{name} cannot be grouped by"
            raise FieldTypeError(message, field=name)
    several = [name for name in fields if named(name).many]
    frame = frame.select(
        *[
            nw.col(name).list.unique() if name in several else nw.col(name)
            for name in fields
        ]
    )
    for name in several:
        frame = frame.explode(name).filter(~nw.col(name).is_null())
    groups = frame.group_by(*fields).agg(nw.len().alias("how many")).collect("pyarrow")
    found = {}
    for *values, count in groups.select(*fields, "how many").iter_rows():
        key = tuple(
            [_value(name, one) for name, one in zip(fields, values, strict=True)]
        )
        found[key if len(fields) > 1 else key[0]] = int(count)
    return found


def _value(name: str, held: Any) -> Any:
    """Return the value that a column holds the text of."""
    shape = named(name)
    if held is None or askable(shape) in {"text", "name", "value"}:
        return held
    return Period.from_edtf(held) if shape.of is Period else shape.of(held)
