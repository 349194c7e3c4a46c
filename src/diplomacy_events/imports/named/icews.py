"""Events of ICEWS: coded by CAMEO, with actors named in words."""

import re
from collections.abc import Mapping

from diplomacy_events.imports.cameo import SCHEME, Rule, rule_of
from diplomacy_events.imports.dating import day_of
from diplomacy_events.imports.identifiers import to_slug
from diplomacy_events.imports.named.named_table import RowError
from diplomacy_events.imports.named.reader import RowFacts, Sides, TableReader
from diplomacy_events.imports.parties import Party
from diplomacy_events.model.rules import one_line
from diplomacy_events.model.sources import Source

__all__ = ["IMPORTER"]

DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
NOT_STATED = "not stated"
# Two codes for one thing: making a visit and hosting one.
ONE_CODE = {"043": "042"}


class _Reader(TableReader):
    """The rows of all files."""

    coder = "ICEWS"
    scheme = SCHEME
    title = "Events of ICEWS"
    begin = ("Event ID", "Event Date", "Source Name")
    needed = ("Source Country", "CAMEO Code", "Target Name", "Target Country")

    def rule(self, cells: Mapping[str, str]) -> Rule | str:
        code = cells["CAMEO Code"]
        rule = rule_of(code, self.meetings)
        if rule is None:
            raise RowError("not a CAMEO code", code)
        return rule

    def sides(self, cells: Mapping[str, str]) -> Sides:
        return self._side(cells, "Source"), self._side(cells, "Target")

    def facts(self, cells: Mapping[str, str], rule: Rule, sides: Sides) -> RowFacts:
        written = cells["Event Date"]
        day = day_of(written.replace("-", "")) if DAY.fullmatch(written) else None
        if day is None:
            raise RowError("not a day such as 2018-01-31", written)
        story = self._story(cells)
        ids = [tuple([party.id for party in side]) for side in sides]
        mirrored = ids[::-1] if rule.meaning.code == "043" else ids
        if len(set(rule.meaning.sides or ())) == 1:
            # Those who sign together, or meet, do so in any order.
            mirrored = sorted(ids)
        same = ONE_CODE.get(rule.meaning.code, rule.meaning.code)
        return RowFacts(
            id=f"icews-{to_slug(cells['Event ID'])}-{written}",
            said=written,
            day=day,
            reported=day,
            code=cells["CAMEO Code"],
            article=story,
            key=(same, *mirrored, written, story.id) if story else None,
        )

    def _side(self, cells: Mapping[str, str], side: str) -> list[Party]:
        name, country = cells[f"{side} Name"].strip(), cells[f"{side} Country"].strip()
        if not name:
            return []
        found = self.parties.of(name, country)
        if found is None:
            raise RowError("an actor whose name is not a single line", name)
        return [found]

    def _story(self, cells: Mapping[str, str]) -> Source | None:
        """Return the story that a row comes from, which has no URL."""
        story, publisher = cells.get("Story ID", ""), cells.get("Publisher", "")
        if not story:
            return None
        by = publisher if one_line.hold([publisher]) else NOT_STATED
        id = f"icews-story-{to_slug(story)}"
        return Source(id=id, publisher=by, title=f"Story {to_slug(story)}")


IMPORTER = _Reader.importer()
