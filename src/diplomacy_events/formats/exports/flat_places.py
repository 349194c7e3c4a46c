"""The fields that flat tables keep, and those that they put into words."""

from diplomacy_events.formats.exports.omissions import Places
from diplomacy_events.model.description import Field, fields
from diplomacy_events.model.sources import Evidence

__all__ = ["IN_WORDS", "PUBLISHERS", "flat_fields", "reasons"]

IN_WORDS = "is put into words that cannot be read back"
PUBLISHERS = "is covered by the publishers and days of the sources"


def flat_fields(*classes: type) -> Places:
    """Return the fields of some classes that a flat table has columns for."""
    return {
        cls: {path for field in fields(cls) for path in _paths(field)}
        for cls in classes
    }


def _paths(field: Field) -> tuple[str, ...]:
    if field.period:
        return (f"{field.name}.edtf", f"{field.name}.phrase")
    return () if field.composite else (field.name,)


def reasons(*classes: type) -> dict[str, str]:
    """Return why fields with parts are not kept unchanged, by name."""
    return {
        field.name: PUBLISHERS if field.holds is Evidence else IN_WORDS
        for cls in classes
        for field in fields(cls)
        if field.composite and not field.period
    }
