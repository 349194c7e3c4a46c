"""Checks that no id is used twice, in one table or in two."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from diplomacy_events.errors import MOST_FAULTS, Fault, FormatError
from diplomacy_events.extras import import_extra
from diplomacy_events.frames.engines import collect, lazy

if TYPE_CHECKING:
    from narwhals import LazyFrame

__all__ = ["verify_ids"]


def verify_ids(frames: "Mapping[str, LazyFrame[Any]]") -> None:
    """Let the engine count how often each id is used, in all tables together.

    Only ids that are used more than once come into memory, up to a limit.

    Args:
        frames: the tables by name.

    Raises:
        FormatError: if an id is used twice; the error lists such ids with their tables.
    """
    used = collect(lambda: _used_twice(frames)).rows()
    faults = [
        Fault(first if first == last else f"{first}, {last}", _uses(uses), id)
        for id, uses, first, last in used
    ]
    if faults:
        raise FormatError.of_first("ids that are used more than once", faults)


def _uses(count: int) -> str:
    return f"expected an id that is used once, but it is used {count} times"


def _used_twice(frames: "Mapping[str, LazyFrame[Any]]") -> "LazyFrame[Any]":
    """Return ids, how often each is used, and the first and last of its tables."""
    nw = import_extra("narwhals", extra="frames")
    ids = {name: frame.select("id") for name, frame in frames.items()}
    if len({frame.implementation for frame in frames.values()}) > 1:
        # Engines do not read each other's frames, but all read Arrow.
        ids = {name: _in_arrow(frame) for name, frame in ids.items()}
    named = [
        frame.with_columns(nw.lit(name).alias("table")) for name, frame in ids.items()
    ]
    found: LazyFrame[Any] = (
        nw.concat(named)
        .filter(~nw.col("id").is_null())
        .group_by("id")
        .agg(
            nw.len().alias("uses"),
            nw.col("table").min().alias("first"),
            nw.col("table").max().alias("last"),
        )
        .filter(nw.col("uses") > 1)
        .sort("id")
        .head(MOST_FAULTS + 1)
    )
    return found


def _in_arrow(frame: "LazyFrame[Any]") -> "LazyFrame[Any]":
    found = collect(lambda: frame)
    return lazy(found.to_native())
