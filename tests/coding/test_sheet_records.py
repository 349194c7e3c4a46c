"""The values of a record that follow from others, and what is told if they cannot."""

import pytest

from diplomacy_events import (
    Coding,
    Invitation,
    Response,
    Statement,
    StateVisit,
)
from diplomacy_events.coding import compile
from diplomacy_events.coding.sheet.forms import keyed_fields, only_required
from diplomacy_events.model.actors import Role
from diplomacy_events.model.period import Period
from diplomacy_events.model.sources import Evidence
from planted import TEXT, changed, compiled, faults


@pytest.mark.parametrize(
    ("cls", "keyed", "only"),
    [
        (Response, ("kind", "actors", "statement"), None),
        (StateVisit, ("status", "visitors", "instead_of"), None),
        (Statement, None, None),
        (Invitation, None, None),
        (Coding, None, None),
        (Evidence, None, "source"),
        (Period, None, "edtf"),
        (Role, None, "title"),
    ],
)
def test_short_forms_follow_from_the_fields_of_a_class(
    cls: type, keyed: tuple[str, ...] | None, only: str | None
) -> None:
    """One field is required, or a kind, its actors and a record make a line."""
    found = keyed_fields(cls)
    assert (found and tuple(one.name for one in found)) == keyed
    alone = only_required(cls)
    assert (alone and alone.name) == only


OTHER = """\
Statement again:
  gist: Belmoria repeats it
  speakers: belmoria
  act: accuse
  at: Belmoria has blamed … on Wednesday.
  when:
    edtf: {}
    phrase: {}
    anchor: {}
"""


@pytest.mark.parametrize(
    ("when", "same"),
    [
        (("2024-04-03", "on Wednesday", "2024-04-05"), True),
        (("2024-04-02", "on Wednesday", "2024-04-05"), False),
        (("2024-04-03", "Wednesday", "2024-04-05"), False),
        (("2024-04-03", "on Wednesday", "2024-04-04"), False),
    ],
)
def test_an_allegation_has_a_time_that_its_basis_agrees_on(
    when: tuple[str, str, str], same: bool
) -> None:
    """The days, the words and the day of the reading have to agree."""
    sheet = changed(
        ("  mentions: arvandia", "  mentions: arvandia\n  when: on Wednesday"),
        ("  basis: belmoria-accuses", "  basis: belmoria-accuses, again"),
    )
    sheet += OTHER.format(*when)
    if same:
        assert compile(sheet, TEXT).allegations.one().when.edtf == when[0]
    else:
        (fault,) = faults(sheet)
        assert fault.problem.endswith("the statements in its basis disagree about it")


def test_an_event_after_a_day_has_no_last_day() -> None:
    """It cannot be dated by a statement that may have been made at any time."""
    old = "  when: next week (ahead)\n  at: Lind will visit Belmoria next week\n"
    visit = (old, "  basis: not-coming\n"), ("  status: planned", "  status: occurred")
    assert compiled(*visit).visits.one().when.edtf == "[..2024-04-05]"
    (fault,) = faults(changed(*visit, ("  when: on Friday", "  when: [2024-04..]")))
    assert (fault.id, fault.path) == ("lind-visits", "when")
    assert "not when the event is to be" in fault.problem


def test_what_a_record_under_an_unknown_heading_lacks_is_not_reported() -> None:
    """Its kind is unknown; faults in it are reported."""
    sheet = changed(("Statement belmoria-accuses", "Speech belmoria-says"))
    sheet = sheet.replace("  basis: belmoria-accuses", "  when: 2024\n  at: ¶3")
    sheet = sheet.replace("  gist: Belmoria blames Arvandia\n", "")
    assert [fault.line for fault in faults(sheet)] == [25]
    found = faults(sheet.replace("  act: accuse", "  act: acuse"))
    assert [fault.line for fault in found] == [25, 27]


def test_the_id_under_an_unknown_heading_may_be_that_of_a_record() -> None:
    """The words of the id may be joined in any way there."""
    said = "Speech by_lind:\n  gist: x\n  speakers: lind\n  act: deny\n  at: ¶1\n"
    other = said.replace("Speech by_lind", "Statement other")
    (fault,) = faults(f"{changed()}{said}{other}  answers: by-lind\n")
    assert fault.path == "Speech by_lind"


def test_a_record_of_a_wrong_basis_is_checked_for_what_does_not_follow() -> None:
    """The gist does not follow from a basis, so it is missed."""
    basis = ("  basis: belmoria-accuses", "  basis: nowhere-said-so")
    gist = ("  gist: Belmoria accuses, Arvandia denies\n", "")
    found = faults(changed(basis, gist))
    assert sorted(str(fault.path) for fault in found) == ["basis", "gist"]


NO_TEXT = """\
sources:
  other:
    publisher: The Hill
    text: none
actors:
  lind: Person; Lind
Statement s:
  gist: x
  speakers: lind
  act: comment
  when: 2024
"""


@pytest.mark.parametrize(
    ("lines", "path", "problem"),
    [
        (
            "  quotes: We regret it, and\n",
            "Statement s",
            "no source has this text",
        ),
        ("  at: ¶2\n", "at", "no source has this text"),
        ("  quotes: We regret it, and\n  at: ¶2\n", "at", "no source has this text"),
        ("", "at", "missing"),
    ],
)
def test_evidence_in_no_source_is_reported_once(
    lines: str, path: str, problem: str
) -> None:
    """The fault is at its key if there is one, else at the record."""
    (fault,) = faults(NO_TEXT + lines)
    assert (fault.path, fault.problem) == (path, problem)
