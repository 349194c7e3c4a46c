"""The container: datasets, and the collections that they are made of."""

from diplomacy_events.dataset.dataset import Dataset
from diplomacy_events.dataset.records import Records

__all__ = ["Dataset", "Records"]
