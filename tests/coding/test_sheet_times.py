"""Phrases in a sheet are read in their sentences, and faults of times are told."""

import pytest

from diplomacy_events import Fault, PhraseError, resolve, write_sheet
from diplomacy_events.coding import compile
from planted import faults

TOP = """\
publisher: The Estuary
published: 2026-10-14
actors:
  lind: Person; Lind
  dorn: State; Dorn
"""
VISIT = """\
StateVisit v:
  gist: Lind is to visit Dorn
  visitors: lind
  hosts: dorn
  status: planned
  when: {when}
  at: {at}
"""
SAID = "Statement s:\n  gist: g\n  speakers: lind\n  act: comment\n  when: in May\n"
TWO = "She went in May. Lind will travel to Dorn in May. He left."


@pytest.mark.parametrize(
    ("text", "when", "at", "edtf"),
    [
        ("Lind will travel to Dorn in May.", "in May", "Lind will", "2027-05"),
        ("Lind will travel to Dorn in\nMay.", "in May", "Lind will", "2027-05"),
        ("Lind travelled to Dorn in May.", "in May", "Lind travelled", "2026-05"),
        ("Lind travelled to Dorn in May.", "in May (ahead)", "Lind", "2027-05"),
        ("Lind will travel in May.", "in May = 2026-05", "Lind will", "2026-05"),
        # Of several sentences, those of the evidence count.
        (TWO, "in May", "Lind will travel to Dorn in May", "2027-05"),
        (TWO, "in May", "Lind will travel", "2027-05"),
        (TWO, "in May", "She went", "2026-05"),
        # If they disagree, the phrase alone counts.
        (TWO, "in May", "He left", "2026-05"),
        (TWO, "in May", "She went … will", "2026-05"),
        # Alone, it counts too where its sentence does not give a day.
        ("Lind will go a week after it.", "a week", "Lind will", None),
    ],
)
def test_a_phrase_is_read_in_its_sentence(
    text: str, when: str, at: str, edtf: str | None
) -> None:
    """A verb of the future looks ahead, as in a new sheet, unless the coder objects."""
    sheet = TOP + VISIT.format(when=when, at=at)
    if edtf is None:
        assert "write what it means" in str(faults(sheet, text))
        return
    dataset = compile(sheet, text)
    (record,) = dataset.visits
    assert record.when.edtf == edtf
    assert f"when: {when}" in write_sheet(dataset, text)


def test_the_sentence_of_a_quotation_counts() -> None:
    """A statement without "at" has its evidence there."""
    text = "She went in May. “It will open in May,” Lind said."
    for words, edtf in [("It will", "2027-05"), ("She … in May.", "2026-05")]:
        dataset = compile(f"{TOP}{SAID}  quotes: {words}\n", text)
        assert dataset.statements.one().when.edtf == edtf
        assert "when: in May\n" in write_sheet(dataset, text)


def test_only_english_sentences_are_read() -> None:
    """The verbs of other languages are unknown."""
    sheet = f"language: de\n{TOP}{VISIT.format(when='May', at='Lind')}"
    (record,) = compile(sheet, "Lind will travel in May.").visits
    assert record.when.edtf == "2026-05"


def test_a_phrase_that_has_two_meanings_in_its_sentence_is_read_alone() -> None:
    """Its place in the sentence is not known."""
    text = "Lind, who left in May, will return in May."
    sheet = TOP + VISIT.format(when="in May", at="Lind, who")
    assert compile(sheet, text).visits.one().when.edtf == "2026-05"


@pytest.mark.parametrize("written", ["..2026-12", "2026-12.."])
def test_an_open_end_is_kept(written: str) -> None:
    """Two dots mean some time before or after; the fault shows how EDTF writes it."""
    (fault,) = faults(TOP + VISIT.format(when=written, at="Lind"), "Lind will go.")
    assert fault.problem.endswith(f"; in EDTF, some time in it is '[{written}]'")
    for other in (written, f"[{written}]", written.replace("..", "/..")):
        with pytest.raises(PhraseError, match=r"open end in EDTF.*'../2026-12'"):
            resolve(other, published="2026-10-14")
    assert resolve("in 2026...", published="2026-10-14").edtf == "2026"


@pytest.mark.parametrize(
    ("at", "fault"),
    [
        (
            "\n    - Lind will\n    - he left\n    - Lind will",
            "line 16, at[2] (v): 'Lind will' is repeated; write it once",
        ),
        (
            (
                "\n    -\n      source: text-2026-10-14\n    -\n"
                "      source: text-2026-10-14"
            ),
            "line 16, at[1] (v): this is repeated; write it once",
        ),
        (
            "p7",
            "line 13, at (v): 'p7' is not in the text; for a paragraph write '¶7'",
        ),
        (
            "paragraph 7",
            (
                "line 13, at (v): 'paragraph 7' is not in the text; "
                "for a paragraph write '¶7'"
            ),
        ),
    ],
)
def test_a_slip_in_evidence_is_told_at_its_item(at: str, fault: str) -> None:
    """The words are told, and how to write them."""
    text = "Lind will go, and then he left."
    sheet = f"id: text-2026-10-14\n{TOP}{VISIT.format(when='/', at=at)}"
    sheet = sheet.replace("at: \n", "at:\n")
    found: tuple[Fault, ...] = faults(sheet, text)
    assert [str(one) for one in found] == [fault]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("    -Lind", "expected '- value', with a space after the dash"),
        ("  and more", "or each line of a text, '> text'"),
        ("and more", "with a colon and a space after the key"),
    ],
)
def test_a_line_without_a_key_is_told_what_it_may_be(line: str, problem: str) -> None:
    """An item needs a dash and a space, a text of several lines a mark before each."""
    sheet = f"{TOP}{VISIT.format(when='/', at='Lind')}{line}\n"
    found = faults(sheet, "Lind will go.")
    assert [fault.line for fault in found] == [13]
    assert problem in found[0].problem
