"""The parties of CAMEO codes: of the code, not of the word that was matched.

The bare code of a country is that state, with an official role a body of it; the code
of an international organization is that organization; any other code is a group.
"""

import re
from typing import Any, NamedTuple

from diplomacy_events.datasets.world import StateFacts, state_facts
from diplomacy_events.imports.states import StatesInUse
from diplomacy_events.model.actors import Actor, Group, Organization

__all__ = ["OFFICIAL", "Parties", "Party"]

CODE = re.compile(r"[A-Za-z0-9]{1,40}")
OFFICIAL = {
    "GOV": "government",
    "MIL": "armed forces",
    "LEG": "legislature",
    "JUD": "courts",
    "SPY": "intelligence services",
    "COP": "police",
}
"""The roles of bodies of a state."""
TRAVELLING = frozenset(["", "GOV", "MIL", "LEG"])
"""The roles of those who visit for a state; no role is the state itself."""
# Where CAMEO has codes of its own for countries.
RENAMED = {"MTN": "MNE", "IMY": "IMN", "KSV": "XKX", "TMP": "TLS", "ROM": "ROU"}
REGIONS = {
    "AFR": "Africa",
    "ASA": "Asia",
    "BLK": "the Balkans",
    "CAS": "Central Asia",
    "CAU": "the Caucasus",
    "CEU": "Central Europe",
    "CFR": "Central Africa",
    "CRB": "the Caribbean",
    "EAF": "East Africa",
    "EEU": "Eastern Europe",
    "EIN": "the East Indies",
    "EUR": "Europe",
    "LAM": "Latin America",
    "MEA": "the Middle East",
    "MDT": "the Mediterranean",
    "NAF": "North Africa",
    "NMR": "North America",
    "PGS": "the Persian Gulf",
    "SAF": "Southern Africa",
    "SAM": "South America",
    "SAS": "South Asia",
    "SCN": "Scandinavia",
    "SEA": "Southeast Asia",
    "WAF": "West Africa",
    "WST": "the West",
}


ROLES = {
    "AGR": "agriculture",
    "BUS": "business",
    "CRM": "criminals",
    "CVL": "civilians",
    "DEV": "development",
    "EDU": "education",
    "ELI": "elites",
    "ENV": "environment",
    "HLH": "health",
    "HRI": "human rights",
    "IMG": "international militants",
    "INS": "insurgents",
    "LAB": "workers",
    "MED": "media",
    "MNC": "multinational company",
    "MOD": "moderates",
    "NGM": "international non-governmental organization",
    "NGO": "non-governmental organization",
    "OPP": "opposition",
    "PTY": "political party",
    "RAD": "radicals",
    "REB": "rebels",
    "REF": "refugees",
    "REL": "religion",
    "SEP": "separatists",
    "SET": "settlers",
    "UAF": "armed forces of unknown allegiance",
    "UIS": "unidentified state actors",
}
"""The most frequent roles of those who are neither a state nor a body of one."""


class Party(NamedTuple):
    """One side of an event.

    Attributes:
        id: the id of the actor.
        name: its name.
        country: the id of its state, or "" if it has none.
        public: whether it is a state, a body of one, or an international organization.
        travelling: whether it may visit for a state.
    """

    id: str
    name: str
    country: str
    public: bool
    travelling: bool


def _by_code() -> dict[str, StateFacts]:
    return {code: one for one in state_facts().values() for code in one.codes}


class Parties:
    """The parties that an import has met, each made once."""

    def __init__(self, in_use: StatesInUse) -> None:
        self._in_use = in_use
        self._facts = _by_code()
        self.actors: dict[str, Actor] = {}

    def state_of(self, country: str) -> str | None:
        """Return the id of the state with a CAMEO code, or `None`."""
        found = self._facts.get(RENAMED.get(country, country))
        if found is None or len(country) != 3:
            return None
        state = self._in_use.of(found)
        return self.actors.setdefault(state.id, state).id

    def of(self, code: str, country: str) -> Party | None:
        """Return the party of a code; `None` if the code is not that of a party.

        Args:
            code: the whole code, such as ``USAGOV``.
            country: the code of its country, such as ``USA``; "" if it has none.
        """
        if not CODE.fullmatch(code):
            return None
        state = self.state_of(country)
        if state is not None and code.startswith(country):
            role = code[3:]
            name = self.actors[state].name
            if not role:
                return Party(state, name, state, True, True)
            return self._of_state(code, role, state, name)
        if code.startswith("IGO"):
            called = f"International organization ({code})"
            actor: Actor = Organization(id=_id(code), name=called)
            return self._party(actor, state or "", public=True)
        words = REGIONS.get(code) or ROLES.get(code[:3], "party")
        called = f"{words[0].upper()}{words[1:]} ({code})"
        actor = Group(id=_id(code), name=called)
        return self._party(actor, state or "", public=False)

    def _of_state(self, code: str, role: str, state: str, name: str) -> Party:
        official = OFFICIAL.get(role[:3])
        if official is None:
            words = ROLES.get(role[:3], "party")
            group = Group(id=_id(code), name=f"{name}, {words} ({code})")
            return self._party(group, state, public=False)
        body = Organization(
            id=_id(code), name=f"{name}, {official} ({code})", state=state
        )
        return self._party(body, state, public=True, travelling=role in TRAVELLING)

    def _party(
        self, actor: Any, state: str, *, public: bool, travelling: bool = False
    ) -> Party:
        self.actors.setdefault(actor.id, actor)
        return Party(actor.id, actor.name, state, public, travelling)


def _id(code: str) -> str:
    return f"cameo-{code.lower()}"
