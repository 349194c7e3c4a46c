"""The definition of a format: its name, suffixes and operations."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import attrs

from diplomacy_events.dataset import Dataset
from diplomacy_events.model.record_kinds import Record
from diplomacy_events.model.rules import refuse
from diplomacy_events.terminal import for_terminal

__all__ = ["Format", "Omission"]


class Omission(NamedTuple):
    """Part of a dataset that a format leaves out.

    Attributes:
        id: the record, actor or source concerned; `None` for the dataset itself.
        field: the field left out, or "" if the whole object is.
        reason: the reason.
    """

    id: str | None
    field: str
    reason: str

    def __str__(self) -> str:
        place = ".".join(part for part in (self.id or "dataset", self.field) if part)
        return for_terminal(f"{place}: {self.reason}")


def _lower_with_dot(
    _: object, attribute: "attrs.Attribute[object]", value: object
) -> None:
    """Check that suffixes can match the end of a lowercase name."""
    fitting = isinstance(value, tuple) and all(
        isinstance(one, str) and one[:1] == "." and one != "." and one == one.lower()
        for one in value
    )
    if not fitting:
        rule = "must be a tuple of lowercase suffixes that begin with a dot"
        refuse(f"Format.{attribute.name}", rule, value, field=attribute.name)


def _no_omissions(_: Dataset) -> tuple[Omission, ...]:
    return ()


@attrs.frozen(kw_only=True)
class Format:
    """A way to write a dataset, to read it back, or both.

    A format of one document turns a dataset into text or bytes (`dumps`) and back
    (`loads`). A format of several files writes and reads a folder itself.

    Attributes:
        name: its name, such as ``json``.
        suffixes: the suffixes of its files, with their dots, in lowercase.
        lossless: whether a dataset that is written and read back is the same. A format
            that is only written is not lossless, even if it leaves nothing out: it
            cannot be read back.
        dumps: makes text or bytes of a dataset, with the options of the format.
        loads: makes a dataset of a text, or of its UTF-8, with the options of the
            format.
        write_path: writes a dataset to a path.
        read_path: reads the dataset at a path.
        iter_path: reads the records at a path one by one.
        collects: whether `iter_path` takes a list, as ``faults=``, and adds the faults
            of skipped lines to it.
        omitted: lists the parts of a dataset that it leaves out.
    """

    name: str
    suffixes: tuple[str, ...] = attrs.field(validator=_lower_with_dot)
    lossless: bool
    dumps: Callable[..., str | bytes] | None = attrs.field(default=None, repr=False)
    loads: Callable[..., object] | None = attrs.field(default=None, repr=False)
    write_path: Callable[..., None] | None = attrs.field(default=None, repr=False)
    read_path: Callable[..., object] | None = attrs.field(default=None, repr=False)
    iter_path: Callable[..., Iterator[Record]] | None = attrs.field(
        default=None, repr=False
    )
    collects: bool = attrs.field(default=False, repr=False)
    omitted: Callable[[Dataset], tuple[Omission, ...]] = attrs.field(
        default=_no_omissions, repr=False
    )

    @property
    def reads(self) -> bool:
        """Whether it can be read."""
        return self.loads is not None or self.read_path is not None

    @property
    def writes(self) -> bool:
        """Whether it can be written."""
        return self.dumps is not None or self.write_path is not None

    @property
    def streams(self) -> bool:
        """Whether records can be read one by one."""
        return self.iter_path is not None
