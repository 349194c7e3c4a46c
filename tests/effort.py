"""How much work something takes, counted: unlike time, the same on every machine."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def calls(action: Callable[[], object]) -> int:
    """Return how many function calls an action makes, including those in C."""
    count = 0

    def counted(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        action()
    finally:
        sys.setprofile(before)
    return count


class CountedText(str):
    """A text that counts how many characters of such texts are read or searched."""

    __slots__ = ()
    touched = 0

    def __getitem__(self, key: Any) -> str:
        """Count, and return the character or the slice."""
        part = str.__getitem__(self, key)
        CountedText.touched += len(part)
        return part

    def rfind(self, *args: Any) -> int:
        """Count a search of the whole text, and find the last position."""
        CountedText.touched += len(self)
        return str.rfind(self, *args)
