"""What a format is: a name, suffixes, and what it can do."""

from collections.abc import Callable

import attrs

from diplomacy_events.dataset import Dataset

__all__ = ["Format"]


@attrs.frozen(kw_only=True)
class Format:
    """A way to write a dataset and to read it back.

    Attributes:
        name: what it is called by, such as ``json``.
        suffixes: the ends of file names that mean it, with their dots.
        reads: whether it can be read.
        writes: whether it can be written.
        streams: whether records can be read one by one.
        lossless: whether a dataset that is written and read back is the same.
        dumps: makes a text of a dataset.
        loads: makes a dataset of a text, or of its UTF-8.
    """

    name: str
    suffixes: tuple[str, ...]
    reads: bool
    writes: bool
    streams: bool
    lossless: bool
    dumps: Callable[[Dataset], str] = attrs.field(repr=False)
    loads: Callable[[str | bytes], Dataset] = attrs.field(repr=False)
