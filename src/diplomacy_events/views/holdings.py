"""The interface of a dataset that the views need."""

from collections.abc import Iterable
from typing import Protocol

from diplomacy_events.model.actors import Actor
from diplomacy_events.model.record_kinds import Record
from diplomacy_events.model.sources import Source

__all__ = ["Holdings"]


class Holdings(Protocol):
    """The contents of a dataset, and its description.

    Datasets are on the floor above, and use the views of this floor.
    """

    @property
    def title(self) -> str | None:
        """Its title."""

    @property
    def description(self) -> str | None:
        """What the dataset contains."""

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
