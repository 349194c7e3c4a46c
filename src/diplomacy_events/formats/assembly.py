"""Building a dataset from its objects, and listing every fault."""

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
    """The objects of a dataset read so far, and the faults of the others."""

    def __init__(self) -> None:
        self.members: list[Placed] = []
        self.faults: list[Fault] = []
        # Ids of faulty objects; `None` if one has no readable id.
        self.unsure: set[str] | None = set()

    def fail(
        self,
        error: FaultyError,
        path: str,
        value: object = None,
        line: int | None = None,
    ) -> None:
        """Note the faults of the value at a path, and that its id is known.

        A value without a readable id may have any of the ids that seem unknown.
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
        """Whether there are more faults than one error lists."""
        return len(self.faults) > MOST_FAULTS

    def dataset(self, header: Mapping[str, object]) -> Dataset:
        """Return the dataset, after all members have been added.

        Raises:
            FormatError: if anything is wrong; it lists the faults, including those
                between objects.
        """
        if self.faults:
            between = faults_between(self.members, self.unsure)
            refuse_faults(chain(self.faults, between))
        objects = [placed.member for placed in self.members]
        try:
            return build_dataset(header, objects)
        except IntegrityError:
            # The dataset has paths by index; the file has its own places.
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
    values: dict[str, Any] = {**header, **parts}
    return Dataset(**values)


def refuse_faults(faults: Iterable[Fault]) -> NoReturn:
    """Raise the error that lists faults, up to a limit.

    Raises:
        FormatError: always.
    """
    first = tuple(islice(faults, MOST_FAULTS + 1))
    # The faults say everything that the original errors say.
    raise FormatError.of_first("not a valid dataset", first) from None
