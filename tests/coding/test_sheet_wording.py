"""How a sheet writes a passage of a text, and names a line without a key."""

import pytest

from diplomacy_events import SourceText
from diplomacy_events.coding.sheet.places import Places, Span
from diplomacy_events.coding.sheet.wording import span_words
from planted import faults

WORDS = " ".join(f"word{number:02}" for number in range(20))


@pytest.mark.parametrize(
    ("end", "written"),
    [
        (59, WORDS[:59]),
        (60, WORDS[:60]),
        (61, "word00 word01 word02 … word07 word0"),
    ],
)
def test_words_up_to_a_length_are_written_in_full(end: int, written: str) -> None:
    """The limit is sixty characters; longer ones have the first and last words."""
    text = SourceText.of(f"{WORDS[:end]}. And more.", id="daily", publisher="A")
    assert span_words(Span(0, end), Places(text)) == written


def test_a_line_without_a_key_is_told_as_the_sheet() -> None:
    """The place has no other name."""
    (fault,) = faults(":x\n")
    assert (fault.path, fault.line) == ("sheet", 1)
