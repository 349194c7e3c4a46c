"""Events of POLECAT: coded by PLOVER, with several actors on a side."""

from collections.abc import Mapping
from typing import Any

from diplomacy_events.imports.cameo import Rule
from diplomacy_events.imports.dating import day_of
from diplomacy_events.imports.identifiers import to_slug
from diplomacy_events.imports.named.classes import SCHEME, plover_rule
from diplomacy_events.imports.named.named_table import RowError
from diplomacy_events.imports.named.reader import RowFacts, Sides, TableReader
from diplomacy_events.imports.parties import Party
from diplomacy_events.model.actors import Organization, Person
from diplomacy_events.model.actors import Party as Somebody

__all__ = ["IMPORTER"]

NOTHING = frozenset(["", "None"])


def several(cell: str) -> list[str]:
    """Return the values of a cell that holds several."""
    parts = [part.strip() for part in cell.split(";")]
    return [part for part in parts if part not in NOTHING]


class _Reader(TableReader):
    """The rows of all files."""

    coder = "POLECAT"
    scheme = SCHEME
    title = "Events of POLECAT"
    begin = ("Event ID", "Event Date", "Event Type", "Event Mode")
    needed = (
        *("Actor Name", "Actor Country", "Recipient Name", "Recipient Country"),
        *("Publication Date", "Story People", "Story Organizations"),
    )

    def rule(self, cells: Mapping[str, str]) -> Rule | str:
        mode = "".join(several(cells["Event Mode"])[:1])
        rule = plover_rule(cells["Event Type"], mode, self.meetings)
        if rule is None:
            raise RowError("not a PLOVER class", cells["Event Type"])
        return rule

    def sides(self, cells: Mapping[str, str]) -> Sides:
        return self._side(cells, "Actor"), self._side(cells, "Recipient")

    def facts(self, cells: Mapping[str, str], rule: Rule, sides: Sides) -> RowFacts:
        del rule, sides
        written = cells["Event Date"]
        day = day_of(written[:10].replace("-", ""))
        reported = day_of(cells["Publication Date"][:10].replace("-", "")) or day
        if day is None or reported is None:
            raise RowError("not a day", written)
        return RowFacts(
            id=f"polecat-{to_slug(cells['Event ID'])}",
            said=written,
            day=day,
            reported=reported,
            code=" ".join([cells["Event Type"], *several(cells["Event Mode"])]),
        )

    def _side(self, cells: Mapping[str, str], side: str) -> list[Party]:
        """Return the parties of one side, each with its country if it is given.

        Raises:
            RowError: if a name is not a single line.
        """
        names = several(cells[f"{side} Name"])
        countries = several(cells[f"{side} Country"])
        if len(countries) == 1:
            countries *= len(names)
        if len(countries) != len(names):
            countries = [""] * len(names)
        people = several(cells["Story People"])
        bodies = several(cells["Story Organizations"])
        parties: dict[str, Party] = {}
        for name, country in zip(names, countries, strict=True):
            kind: Any = Somebody
            if (name in people) != (name in bodies):
                kind = Person if name in people else Organization
            party = self.parties.of(name, country, kind)
            if party is None:
                raise RowError("an actor whose name is not a single line", name)
            parties.setdefault(party.id, party)
        return list(parties.values())


IMPORTER = _Reader.importer()
