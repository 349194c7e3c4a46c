"""Groups records that are marked as the same event."""

from collections.abc import Iterable

from diplomacy_events.model.record import Record

__all__ = ["groups"]


def groups(records: Iterable[Record]) -> list[list[Record]]:
    """Return records in groups of those that are marked as the same.

    The relation is symmetric and transitive. Groups are in the order of their first
    records, and records keep their order.
    """
    all_records = list(records)
    above = {record.id: record.id for record in all_records}

    def top(id: str) -> str:
        while above[id] != id:
            above[id] = above[above[id]]
            id = above[id]
        return id

    for record in all_records:
        for other in record.same_as:
            if other in above:
                above[top(other)] = top(record.id)
    groups: dict[str, list[Record]] = {}
    for record in all_records:
        groups.setdefault(top(record.id), []).append(record)
    return list(groups.values())
