"""The parts of a dataset."""

from typing import Any, Protocol

from diplomacy_events.dataset.records import Records
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.record_kinds import Record
from diplomacy_events.model.sources import Source

__all__ = ["Parts"]


class Parts(Protocol):
    """The interface of a dataset for code that takes it apart."""

    @property
    def sources(self) -> Records[Source]:
        """The sources."""

    @property
    def actors(self) -> Records[Actor]:
        """The actors."""

    @property
    def records(self) -> Records[Record]:
        """The records."""

    def __getitem__(self, id: str) -> Any:
        """Return the source, actor or record with an id."""

    def __contains__(self, id: object) -> bool:
        """Return whether a source, actor or record has this id."""
