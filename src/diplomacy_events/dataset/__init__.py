"""The container: datasets, and the collections that they are made of."""

from diplomacy_events.dataset.records import Records
from diplomacy_events.dataset.whole import Dataset

__all__ = ["Dataset", "Records"]
