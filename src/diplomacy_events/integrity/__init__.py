"""Whether the parts of a dataset fit together: every fault, each with its place."""

from diplomacy_events.integrity.checks import faults, faults_between
from diplomacy_events.integrity.place import Placed
from diplomacy_events.integrity.speaking import Sides

__all__ = ["Placed", "Sides", "faults", "faults_between"]
