"""The index of all records and actors that the pages show."""

from collections.abc import Iterable

from sphinx.domains import Index, IndexEntry

from diplomacy_events.sphinx.domain import KINDS, DiplomacyDomain

__all__ = ["RecordIndex"]


class RecordIndex(Index):
    """What the pages show, under a heading for each type, in alphabetical order.

    Pages link to it as ``dipl-records``.
    """

    domain: DiplomacyDomain
    name = "records"
    localname = "Index of records"
    shortname = "records"

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Return the entries, of some pages or of all."""
        wanted = None if docnames is None else set(docnames)
        groups: dict[str, list[IndexEntry]] = {kind: [] for kind in KINDS}
        for id, (docname, node_id, kind, label) in self.domain.places():
            if wanted is None or docname in wanted:
                entry = IndexEntry(label, 0, docname, node_id, id, "", "")
                groups[kind].append(entry)
        return [
            (f"{self.domain.object_types[kind].lname}s", sorted(entries))
            for kind, entries in groups.items()
            if entries
        ], False
