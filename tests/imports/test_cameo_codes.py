"""Each code of CAMEO by itself: what its rows become, and which party it names.

The tables are written down anew, from the codebook of CAMEO 1.1b3.
"""

import re

import pytest

from diplomacy_events.imports.cameo import DEED, MEETING, Rule, rule_of
from diplomacy_events.imports.parties import Parties
from diplomacy_events.imports.states import StatesInUse
from diplomacy_events.model.actors import Group, Organization, State
from diplomacy_events.schemes import CAMEO

# The acts of statements, by patterns of their codes.
ACTS = {
    "01[023]": "comment",
    "011": "decline-comment",
    "015": "confirm",
    "016": "deny",
    "018": "condole",
    "019|052": "support",
    "02[0-3].?": "request",
    "02[4-8].?|053|113": "urge",
    "03[0-7].?": "announce",
    "038": "accept",
    "039": "offer",
    "051": "praise",
    "10[0-8].?": "demand",
    "11[01]": "condemn",
    "114": "protest",
    "12[0-7].?": "refuse",
    "13[0-9].?": "threaten",
}
ALLEGATIONS = {
    "112": "Not specified by the code",
    "1121": "Crime or corruption",
    "1122": "Abuses of human rights",
    "1123": "Aggression",
    "1124": "War crimes",
    "1125": "Espionage or treason",
}
MEETINGS = {
    "040": "meeting",
    "041": "call",
    "044": "meeting",
    "045": "meeting",
    "046": "meeting",
}
DEEDS = (
    "014 017 050 054 055 056 060 0874 090 115 116 128 129 140 1453 150 160 1663 170 "
    "1712 180 1823 190 1951 200 2042"
)
NO_CODES = "000 01 0 42 047 058 0181 1126 117 210 300 04 020x 999 140x 06"
REGIONS = {
    "AFR": "Africa",
    "ASA": "Asia",
    "BLK": "The Balkans",
    "CAS": "Central Asia",
    "CAU": "The Caucasus",
    "CEU": "Central Europe",
    "CFR": "Central Africa",
    "CRB": "The Caribbean",
    "EAF": "East Africa",
    "EEU": "Eastern Europe",
    "EIN": "The East Indies",
    "EUR": "Europe",
    "LAM": "Latin America",
    "MDT": "The Mediterranean",
    "MEA": "The Middle East",
    "NAF": "North Africa",
    "NMR": "North America",
    "PGS": "The Persian Gulf",
    "SAF": "Southern Africa",
    "SAM": "South America",
    "SAS": "South Asia",
    "SCN": "Scandinavia",
    "SEA": "Southeast Asia",
    "WAF": "West Africa",
    "WST": "The West",
}
# Roles of bodies of a state, and whether these visit for it.
BODIES = {
    "GOV": ("government", True),
    "MIL": ("armed forces", True),
    "LEG": ("legislature", True),
    "JUD": ("courts", False),
    "SPY": ("intelligence services", False),
    "COP": ("police", False),
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
    "XYZ": "party",
}
# Codes that CAMEO has for countries, where ISO 3166 has another one.
COUNTRIES = {
    "ROM": "romania",
    "TMP": "east-timor",
    "ANT": "netherlands-antilles",
    "MTN": "montenegro",
    "IMY": "isle-of-man",
    "KSV": "kosovo",
    "ROU": "romania",
    "USA": "united-states",
}


def rule(code: str, *, meetings: bool = False) -> Rule:
    """Return what a row becomes whose code becomes a record."""
    found = rule_of(code, meetings)
    assert isinstance(found, Rule), code
    return found


def test_each_statement_has_the_act_of_its_root() -> None:
    """Every code with an act is in the table, with this one."""
    acts = {
        code: [act for pattern, act in ACTS.items() if re.fullmatch(pattern, code)]
        for code in CAMEO
    }
    said = {code: found for code, found in acts.items() if found}
    assert {code: [rule(code).meaning.act] for code in said} == said
    others = {"042", "043", "057", *ALLEGATIONS, *MEETINGS}
    assert CAMEO.keys() - said.keys() - others <= set(DEEDS.split())


@pytest.mark.parametrize(("code", "conduct"), ALLEGATIONS.items())
def test_each_accusation_has_its_conduct(code: str, conduct: str) -> None:
    """The words are those of the code."""
    assert (rule(code).meaning.record, rule(code).conduct) == ("Allegation", conduct)


@pytest.mark.parametrize(("code", "form"), MEETINGS.items())
def test_each_meeting_is_left_out_unless_it_is_wanted(code: str, form: str) -> None:
    """Then it has its form."""
    assert rule_of(code) == MEETING
    assert rule(code, meetings=True).meaning.form == form


def test_visits_and_agreements_are_always_taken() -> None:
    """They are the other records."""
    for code in ("042", "043"):
        assert rule(code).meaning.form == "visit"
    assert rule("057").meaning.record == "JointDeclaration"


@pytest.mark.parametrize("code", DEEDS.split())
def test_each_deed_is_left_out(code: str) -> None:
    """Nothing shows that anything was said."""
    assert rule_of(code) == rule_of(code, meetings=True) == DEED


@pytest.mark.parametrize("code", NO_CODES.split())
def test_what_is_no_code_becomes_nothing(code: str) -> None:
    """No code is guessed from a part of one."""
    assert rule_of(code) is None


@pytest.mark.parametrize(("code", "name"), REGIONS.items())
def test_each_region_is_a_group(code: str, name: str) -> None:
    """It is not a state."""
    parties = Parties(StatesInUse(None))
    found = parties.of(code, code)
    assert found == (f"cameo-{code.lower()}", f"{name} ({code})", "", False, False)
    assert isinstance(parties.actors[found.id], Group)


@pytest.mark.parametrize("role", BODIES)
def test_each_body_belongs_to_its_state(role: str) -> None:
    """Some of them visit for it."""
    words, travelling = BODIES[role]
    parties = Parties(StatesInUse(None))
    found = parties.of(f"USA{role}", "USA")
    assert found is not None
    assert found.name == f"United States, {words} (USA{role})"
    assert found[2:] == ("united-states", True, travelling)
    assert isinstance(parties.actors[found.id], Organization)


@pytest.mark.parametrize(("role", "words"), ROLES.items())
def test_each_role_is_named(role: str, words: str) -> None:
    """With a country it is a group of the country, alone a group."""
    parties = Parties(StatesInUse(None))
    whole = parties.of(f"USA{role}", "USA")
    assert whole is not None
    assert whole.name == f"United States, {words} (USA{role})"
    assert whole[2:] == ("united-states", False, False)
    alone = parties.of(role, "")
    assert alone is not None
    assert alone.name == f"{words[0].upper()}{words[1:]} ({role})"
    assert alone[2:] == ("", False, False)


@pytest.mark.parametrize(("code", "state"), COUNTRIES.items())
def test_each_country_is_its_state(code: str, state: str) -> None:
    """It is the state that has the code in ISO 3166, or had it once."""
    parties = Parties(StatesInUse(None))
    found = parties.of(code, code)
    assert found is not None
    assert found[2:] == (state, True, True)
    assert isinstance(parties.actors[state], State)
