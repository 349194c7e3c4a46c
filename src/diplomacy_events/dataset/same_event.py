"""Which records report the same, as far as that is said of them."""

from collections.abc import Iterable

from diplomacy_events.model.record import Record

__all__ = ["groups"]


def groups(records: Iterable[Record]) -> list[list[Record]]:
    """Return records in groups of those that are said to be the same.

    What one is the same as is the same as it, and so is what that is the same as.
    Groups come in the order of their first records, and records in theirs.
    """
    held = list(records)
    above = {record.id: record.id for record in held}

    def top(id: str) -> str:
        while above[id] != id:
            above[id] = above[above[id]]
            id = above[id]
        return id

    for record in held:
        for other in record.same_as:
            if other in above:
                above[top(other)] = top(record.id)
    found: dict[str, list[Record]] = {}
    for record in held:
        found.setdefault(top(record.id), []).append(record)
    return list(found.values())
