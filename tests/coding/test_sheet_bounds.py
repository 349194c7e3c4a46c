"""The edges of what a sheet finds and writes."""

import attrs
import pytest

from diplomacy_events import Dataset, FormatError, Source, write_sheet
from diplomacy_events.coding import compile
from effort import calls
from planted import DENIAL, SHEET, TEXT, compiled, faults

CODING = "  codings:\n    -\n      coder: x\n      how: machine\n      confidence: "


def test_words_of_another_text_are_not_written_even_if_they_are_the_same() -> None:
    """Their place belongs to a text that is not here."""
    made = compiled()
    said = made.statements["lind-regrets"]
    (anchor,) = said.evidence
    other = Source(id="other", publisher="The Hill", sha256="0" * 64, length=9999)
    moved = attrs.evolve(said, evidence=(attrs.evolve(anchor, source="other"),))
    wrong = Dataset(sources=[*made.sources, other], actors=made.actors, records=[moved])
    with pytest.raises(FormatError, match="not in the text"):
        write_sheet(wrong, TEXT)


def test_one_quote_is_written_on_its_line_and_several_as_a_list() -> None:
    """Both are read as they were written."""
    text = "“No,” Lind said. “Never,” she added. “Not now.”"
    for quotes, lines in (
        ("No,", "  quotes: No,\n"),
        ("\n    - No,\n    - Never,", "  quotes:\n    - No,\n    - Never,\n"),
    ):
        made = compile(f"{DENIAL}  quotes: {quotes}\n", text)
        assert lines in write_sheet(made, text)


def test_a_time_that_is_also_in_the_text_has_its_long_form() -> None:
    """In the short form it would be the words of the text."""
    text = "A denied it in 2024."
    made = compile(f"{DENIAL}  at: ¶1\n  when:\n    edtf: 2024\n", text)
    assert made.statements.one().when.phrase is None
    assert compile(write_sheet(made, text), text) == made


def test_a_quote_whose_words_begin_a_paragraph_is_found_there() -> None:
    """Its mark may end the paragraph before."""
    text = "Lind said: “\n\nNo, never,” and left."
    made = compile(f"{DENIAL}  quotes: ¶2 No,\n", text)
    assert made.statements["s"].quotes == ("No, never,",)


@pytest.mark.parametrize(
    ("key", "written"), [("topics", "Not A Slug"), ("gist", "two  spaces\tand a tab")]
)
def test_a_value_against_a_rule_is_reported_beside_a_missing_key(
    key: str, written: str
) -> None:
    """The value is checked by itself, before the record can be made."""
    keys = {"gist": "x", "speakers": "office", "act": "announce", key: written}
    lines = [f"  {name}: {value}\n" for name, value in keys.items()]
    found = faults(f"{SHEET}Statement new:\n{''.join(lines)}")
    start = SHEET.count("\n") + 1
    assert [one.line for one in found] == [start, start + 1 + list(keys).index(key)]


def test_the_nearest_words_of_a_short_text_are_all_of_it() -> None:
    """The text has fewer words than the sheet looks for."""
    text = "Lind left Caldon in haste"
    with pytest.raises(FormatError, match=f"the nearest words, in ¶1: '{text}'"):
        compile(f"{DENIAL}  at: then Lind left Caldon in a haste that cost\n", text)


def _many(words: str, number: int = 60) -> str:
    """Return a text of many quotations, each a paragraph."""
    return "\n\n".join(f"“{words.format(one)}”" for one in range(number))


@pytest.mark.parametrize(
    ("text", "written", "quote"),
    [
        (_many("No."), "No.\n  at: ¶57", "No."),
        (_many("No {}."), "No\n  at: ¶57", "No 56."),
        (_many("No {}."), "¶57 No", "No 56."),
        (_many("No {}.") + "\n\n“No, never.”", "No,", "No, never."),
        (_many("Nothing {}.") + "\n\n“No, never.”", "No", "No, never."),
        (_many("Nothing {}.") + "\n\n“No—never.”", "No", "No—never."),
        (_many("No {}."), "“No 9", "No 9."),
        (_many("No.", 160), "No.\n  at: ¶157", "No."),
    ],
)
def test_the_right_one_of_very_many_quotations_is_found(
    text: str, written: str, quote: str
) -> None:
    """Not all of them are looked at, but those in the evidence or the paragraph are."""
    sheet = f"{DENIAL}  quotes: {written}\n"
    assert compile(sheet, text).statements["s"].quotes == (quote,)


@pytest.mark.parametrize("at", ["", "\n  at: Lind left."])
def test_words_that_begin_very_many_quotations_are_refused(at: str) -> None:
    """They differ, even if the first of them do not."""
    text = _many("No.") + "\n\n“No. Not now.”\n\nLind left."
    with pytest.raises(FormatError, match="'No' occurs often"):
        compile(f"{DENIAL}  quotes: No{at}\n", text)


def test_quotations_of_the_same_words_are_found_one_by_one() -> None:
    """Twice as many quotations take about twice the work."""

    def work(number: int) -> int:
        text = _many("We say so.", number)
        record = DENIAL[DENIAL.index("Statement") :]
        sheet = DENIAL.removesuffix(record) + "".join(
            f"{record.replace(' s:', f' s-{one}:')}  quotes: We say so\n  at: ¶{one}\n"
            for one in range(1, number + 1)
        )
        return calls(lambda: compile(sheet, text))

    assert work(120) < 2.4 * work(60)


def test_spaces_at_the_end_of_a_line_are_no_part_of_an_item() -> None:
    """They cannot be seen, and other values pass over them too."""
    long = (
        "  a:\n    type: State \n    name: A \n    aliases:\n      - B \n      -  C\n"
    )
    sheet = DENIAL.replace("  a: State; A\n", long) + "  at: No. \n"
    assert compile(sheet, "No.").actors["a"].aliases == ("B", "C")


@pytest.mark.parametrize(("written", "read"), [(".5", 0.5), ("1e-05", 1e-5), ("1", 1)])
def test_numbers_are_read_in_their_usual_forms(written: str, read: float) -> None:
    """Also in the form in which Python writes very small ones."""
    made = compile(f"{DENIAL}  at: No.\n{CODING}{written}\n", "No.")
    assert [one.confidence for one in made.statements["s"].codings] == [read]


@pytest.mark.parametrize("written", ["0_5", "nan", "٠", "+1", "1e", "0x1", "1."])
def test_other_forms_of_numbers_are_refused(written: str) -> None:
    """Python would read most of them."""
    with pytest.raises(FormatError, match="expected a number, got"):
        compile(f"{DENIAL}  at: No.\n{CODING}{written}\n", "No.")
