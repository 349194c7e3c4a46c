"""A dataset put together from its objects, with every fault found on the way."""

from collections.abc import Iterable, Mapping
from itertools import chain, islice
from typing import Any, NoReturn

from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import MOST_FAULTS, Fault, FormatError, IntegrityError
from diplomacy_events.formats.converter import FaultyError
from diplomacy_events.integrity import Placed, faults_between
from diplomacy_events.model.description import SECTIONS

__all__ = ["Assembly", "build_dataset", "refuse_faults"]


class Assembly:
    """What was read of a dataset so far: its objects, and the faults in the others."""

    def __init__(self) -> None:
        self.members: list[Placed] = []
        self.faults: list[Fault] = []
        # Ids of objects that are faulty; `None` when one has no id that can be read.
        self.unsure: set[str] | None = set()

    def fail(
        self,
        error: FaultyError,
        path: str,
        value: object = None,
        line: int | None = None,
    ) -> None:
        """Note the faults of the value at a path, and that its id is not unknown.

        What no id can be read from may be whatever an unknown id stands for.
        """
        self.faults += [
            fault._replace(path=path + fault.path, line=line) for fault in error.faults
        ]
        if not isinstance(value, dict) or not isinstance(value.get("id"), str):
            self.unsure = None
        elif self.unsure is not None:
            self.unsure.add(value["id"])

    @property
    def full(self) -> bool:
        """Whether there are more faults than one error lists: enough was read."""
        return len(self.faults) > MOST_FAULTS

    def dataset(self, header: Mapping[str, object]) -> Dataset:
        """Return the dataset, once all members are in it.

        Raises:
            FormatError: if anything is wrong; it lists the faults, those between the
                objects included.
        """
        if self.faults:
            between = faults_between(self.members, self.unsure)
            refuse_faults(chain(self.faults, between))
        objects = [placed.member for placed in self.members]
        try:
            return build_dataset(header, objects)
        except IntegrityError:
            # The dataset counts its objects; the file has places of its own.
            refuse_faults(faults_between(self.members))


def build_dataset(header: Mapping[str, object], objects: Iterable[object]) -> Dataset:
    """Return the dataset of these objects.

    Raises:
        IntegrityError: if they do not fit together.
    """
    parts: dict[str, list[object]] = {name: [] for name in SECTIONS}
    lists = {
        cls: parts[name]
        for name, section in SECTIONS.items()
        for cls in section.classes
    }
    for item in objects:
        lists[type(item)].append(item)
    made: dict[str, Any] = {**header, **parts}
    return Dataset(**made)


def refuse_faults(faults: Iterable[Fault]) -> NoReturn:
    """Raise the error that lists faults, as many as one can take in.

    Raises:
        FormatError: always.
    """
    first = tuple(islice(faults, MOST_FAULTS + 1))
    heading = "not a valid dataset"
    if len(first) > MOST_FAULTS:
        heading += f"; the first {MOST_FAULTS} faults, of more"
    # The faults say all that the errors do from which they come.
    raise FormatError(heading, faults=first[:MOST_FAULTS]) from None
