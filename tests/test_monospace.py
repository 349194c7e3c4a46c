"""Breaking text into lines by columns of a terminal, not by letters."""

import textwrap

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from diplomacy_events import load_article
from diplomacy_events.monospace import Lines, wrap
from effort import CountedText


@given(st.text("ab c,-", max_size=400), st.sampled_from(["", "* ", "  evidence"]))
@example("a" * 66 + " " + "b" * 100, "  evidence")
@example("a" * 90 + " b", "")
def test_lines_are_those_of_the_standard_library(text: str, label: str) -> None:
    """If every letter takes one column, lines break as in `textwrap`."""
    indent = 14 if len(label) > 2 else len(label)
    expected = textwrap.wrap(
        " ".join(text.split()), 80, initial_indent=label.ljust(indent),
        subsequent_indent=" " * indent, break_on_hyphens=False,
    )  # fmt: skip
    assert wrap(text, label, indent) == expected


@given(st.text("中国外交部 ab한국어あ", max_size=300))
@example("中" * 100)
@example("a" + "中" * 100)
def test_wide_letters_count_as_two(text: str) -> None:
    """Lines of Chinese, Japanese and Korean fit on a terminal too, without any loss."""
    lines = wrap(text, "  evidence", 14)
    assert all(cell_len(line) <= 80 for line in lines)
    kept = "".join("".join(line[14:] for line in lines).split())
    assert kept == "".join(text.split())


@pytest.mark.parametrize("letter", ["a", "é", "中", "e\u0301"])
def test_a_long_word_is_cut_once(letter: str) -> None:
    """The work grows in proportion to the word: its rest is not copied each time."""
    work = []
    for count in (1_000, 10_000):
        CountedText.touched = 0
        lines = Lines("", "", 80)
        lines.add(CountedText(letter * count))
        assert "".join(lines.ended()) == letter * count
        work.append(CountedText.touched)
    assert 1_000 <= work[0] < work[1] < 11 * work[0]


@pytest.mark.parametrize("most", [-1, 0, 1, 2, 3])
def test_a_line_has_at_least_one_character(most: int) -> None:
    """In too little room, words extend beyond it, and the loop ends."""
    assert wrap("ab 中", "  ", 2, most)[:2] == ["  a", "  b"]
    assert wrap("ab 中", "  ", 2, most)[2:] == ["  中"]


def test_accents_take_no_column() -> None:
    """A letter and its accents stay together, in the column of the letter."""
    assert wrap("e\u0301" * 81) == ["e\u0301" * 80, "e\u0301"]


def test_a_printed_record_counts_wide_letters_as_two() -> None:
    """A single record is laid out by columns, like a dataset."""
    visit = attrs.evolve(load_article().visits.one(), gist="\u4f1a\u8ac7" * 60)
    lines = str(visit).split("\n")
    assert 70 < max(map(cell_len, lines)) <= 80
    assert "".join(lines).count("\u4f1a\u8ac7") > 50
