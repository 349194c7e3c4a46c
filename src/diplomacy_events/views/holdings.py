"""A dataset, as far as those need to know it who show it."""

from collections.abc import Iterable
from typing import Protocol

from diplomacy_events.model.actors import Actor
from diplomacy_events.model.record_kinds import Record
from diplomacy_events.model.sources import Source

__all__ = ["Holdings"]


class Holdings(Protocol):
    """What a dataset holds, and what it says of itself.

    The floor of the datasets is above this one: they show themselves by what is here.
    """

    @property
    def title(self) -> str | None:
        """What it is called."""

    @property
    def description(self) -> str | None:
        """What it contains."""

    @property
    def licence(self) -> str | None:
        """Its licence."""

    @property
    def citation(self) -> str | None:
        """How to cite it."""

    @property
    def version(self) -> str | None:
        """Its version."""

    @property
    def sources(self) -> Iterable[Source]:
        """The sources."""

    @property
    def actors(self) -> Iterable[Actor]:
        """The actors."""

    @property
    def records(self) -> Iterable[Record]:
        """The records."""
