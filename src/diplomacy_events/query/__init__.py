"""Questions about records, as values: `field.speakers.has("xi-jinping")`.

>>> question = field.speakers.has("xi-jinping") & field.when.overlaps("2023-03")
>>> question
field.speakers.has('xi-jinping') & field.when.overlaps('2023-03')
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diplomacy_events.query.questions import Field

__all__ = ["Fields", "field"]


class Fields:
    """Gives access to every field of the model by its name."""

    __slots__ = ()

    def __getattr__(self, name: str) -> "Field":
        """Return the field of this name.

        Raises:
            UnknownFieldError: if no class of the model has this field.
        """
        # Loaded only when somebody asks.
        from diplomacy_events.query.questions import field_to_ask

        return field_to_ask(name)

    def __dir__(self) -> list[str]:
        """Return the names of all fields, for completion."""
        from diplomacy_events.query.names import field_names

        return list(field_names())

    def __repr__(self) -> str:
        """Return its name, as predicates print it."""
        return "field"


field = Fields()
