"""Codes of other schemes: each becomes one record or act, or has a reason not to."""

from collections import Counter

import pytest

from diplomacy_events.model.description import CLASSES, Field, fields
from diplomacy_events.schemes import CAMEO, DEED, MANY, PLOVER, Meaning, plover
from diplomacy_events.vocabulary import DocumentForm, MeetingForm, SpeechAct

# The number of codes of each root in the codebook of CAMEO 1.1b3. ICEWS has one more
# refusal, and others have a second.
CODES = {
    "01": 10, "02": 27, "03": 28, "04": 7, "05": 8, "10": 27, "11": 12,
    "12": 26 + len(["1213", "1214"]), "13": 22,
}  # fmt: skip
# The classes and modes in the sentences that come with PLOVER, and in POLECAT.
VERBAL = """
AGREE, CONCEDE, CONSULT, CONSULT host, CONSULT multilateral, CONSULT phone,
CONSULT third-party, CONSULT visit, DEMAND, DISAPPROVE, REJECT, SUPPORT, THREATEN,
THREATEN curfew, THREATEN martial-law, THREATEN political, THREATEN relations,
THREATEN restrict, THREATEN violence, REQUEST, REQUEST assist, REQUEST change,
REQUEST meet, REQUEST yield, ACCUSE, ACCUSE allege, ACCUSE disapprove,
ACCUSE investigate, REJECT assist, REJECT change, REJECT meet, REJECT yield
"""
DEEDS = """
AID, ASSAULT beat, COERCE arrest, COOPERATE, FIGHT other, INVESTIGATE,
MOBILIZE troops, PROTEST riot, RETREAT, SANCTION, CRIME
"""
ALL = [*CAMEO.values(), *PLOVER.values()]


def names(text: str) -> list[str]:
    """Return the names listed in a text."""
    return " ".join(text.split()).split(", ")


def test_every_code_of_the_verbal_roots_of_cameo_is_listed() -> None:
    """There are as many as in the codebook, each below its parent code."""
    assert Counter(code[:2] for code in CAMEO) == CODES
    for code in CAMEO:
        assert code.isdigit()
        assert len(code) == 3 or code[:3] in CAMEO


@pytest.mark.parametrize("name", names(VERBAL))
def test_every_verbal_class_of_plover_is_listed(name: str) -> None:
    """Each mode is found, by itself or by its class."""
    result = plover(*name.split(" "))
    assert result is not None
    assert result.left_out != DEED or name == "ACCUSE investigate"


@pytest.mark.parametrize("name", names(DEEDS))
def test_a_deed_is_left_out(name: str) -> None:
    """No class of deeds becomes a record."""
    result = plover(*name.split(" "))
    assert result is not None
    assert result.left_out == DEED


def test_unknown_codes_of_plover_mean_nothing() -> None:
    """No class is guessed; an unknown mode leaves the class."""
    assert plover("SING") is None
    assert plover("THREATEN", "loudly") == plover("THREATEN")


@pytest.mark.parametrize("meaning", ALL, ids=lambda meaning: meaning.code)
def test_a_code_means_one_thing(meaning: Meaning) -> None:
    """It is a fully specified record, or has a reason to be left out."""
    assert meaning.label
    if meaning.record is None:
        assert meaning.left_out in (DEED, MANY)
        assert (meaning.act, meaning.form, meaning.sides) == (None, None, None)
        return
    assert meaning.left_out is None
    assert (meaning.act is not None) == (meaning.record == "Statement")
    form = {"StateVisit": MeetingForm, "JointDeclaration": DocumentForm}
    expected = form.get(meaning.record, type(None))
    assert type(meaning.form) is expected
    assert meaning.sides is not None
    held: dict[str, Field] = {
        field.name: field for field in fields(CLASSES[meaning.record])
    }
    assert all(held[side].actors for side in meaning.sides)


@pytest.mark.parametrize(
    ("code", "act"),
    [
        ("011", "decline-comment"), ("016", "deny"), ("018", "condole"),
        ("0231", "request"), ("0256", "urge"), ("026", "urge"), ("036", "announce"),
        ("038", "accept"), ("039", "offer"), ("052", "support"), ("055", "apologize"),
        ("1014", "demand"), ("111", "condemn"), ("114", "protest"), ("1246", "refuse"),
        ("125", "refuse"), ("139", "threaten"), ("054", "recognize"),
    ],
)  # fmt: skip
def test_a_code_is_the_act_that_it_names(code: str, act: str) -> None:
    """These are the codes whose acts people look for first."""
    assert CAMEO[code].act is SpeechAct(act)


def test_codes_of_one_root_have_similar_names() -> None:
    """An act that one root asks for has the same words where another refuses it."""
    assert CAMEO["0233"].label == "Ask for humanitarian aid"
    assert CAMEO["1033"].label == "Demand humanitarian aid"
    assert CAMEO["1223"].label == "Refuse humanitarian aid"
    assert CAMEO["126"].label == "Refuse mediation"
    assert CAMEO["125"].label == "Refuse talks"
    assert len({meaning.label for meaning in CAMEO.values()}) == len(CAMEO)


def test_the_code_says_who_visits() -> None:
    """In one code the source of the event visits, in the other its target."""
    assert CAMEO["042"].sides == ("visitors", "hosts")
    assert CAMEO["043"].sides == ("hosts", "visitors")


@pytest.mark.parametrize(
    ("mode", "form", "sides"),
    [
        ("", "meeting", ("visitors", "visitors")),
        ("visit", "visit", ("visitors", "hosts")),
        ("host", "visit", ("hosts", "visitors")),
        ("phone", "call", ("visitors", "visitors")),
        ("third-party", "meeting", ("visitors", "visitors")),
        ("multilateral", "meeting", ("visitors", "visitors")),
    ],
)
def test_each_mode_of_consulting_has_its_form(
    mode: str, form: str, sides: tuple[str, str]
) -> None:
    """Who visits whom is said only for visits; each mode has words of its own."""
    found = plover("CONSULT", mode)
    assert found is not None
    assert (found.form, found.sides) == (form, sides)
    assert found.code == f"CONSULT {mode}".strip()


ACTS = {
    "AGREE": "announce",
    "CONCEDE": "accept",
    "REQUEST": "request",
    "DEMAND": "demand",
    "DISAPPROVE": "condemn",
    "REJECT": "refuse",
    "THREATEN": "threaten",
    "ACCUSE disapprove": "condemn",
}
LEFT_OUT = """
ACCUSE investigate, SUPPORT, COOPERATE, AID, RETREAT, INVESTIGATE, PROTEST, CRIME,
SANCTION, MOBILIZE, COERCE, ASSAULT, FIGHT
"""
OTHERS = dict.fromkeys(names(LEFT_OUT)) | {
    "ACCUSE": "Allegation",
    "ACCUSE allege": "Allegation",
}


def test_each_class_of_plover_is_in_the_table() -> None:
    """The table is written down anew, from the manual, with modes that say more."""
    consulting = {code for code in PLOVER if code.startswith("CONSULT")}
    assert PLOVER.keys() == ACTS.keys() | OTHERS.keys() | consulting
    assert {code: PLOVER[code].act for code in ACTS} == ACTS
    assert {code: PLOVER[code].record for code in OTHERS} == OTHERS
