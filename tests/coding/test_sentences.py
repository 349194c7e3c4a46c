"""Sentences: found whole, in the prose of news, and nothing lost between them."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events import FieldTypeError
from diplomacy_events.coding import sentences


def words(text: str) -> list[str]:
    """Return the words of each sentence."""
    return [found.words for found in sentences(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "Gen. Lind met Mr. J. R. Soren and Dr. Vale in the U.S. Senate.",
        "The U.S. Embassy and the U.N. Secretary-General spoke on Dec. 30, 2022.",
        "It sailed at 6 p.m. Monday, vs. No. 4 in the list.",
        "“We came. We saw. We left,” Lind said.",
        "“Why not?” Lind asked.",
        "“Never!” the foreign minister of Belmoria said.",
        "“Why?” asked Lind.",
        "They waited ... and left.",
        "It rose 3.5 percent, to 1.2 million.",
        "Port Belmor (AP) — It rained",
        "Sgt. No. 5. came",
    ],
)
def test_it_is_one_sentence(whole: str) -> None:
    """What stands between its first and its last word ends nothing."""
    assert words(whole) == [whole]


@pytest.mark.parametrize(
    "parts",
    [
        ["It rained.", "It stopped!", "Did it?", "Yes…", "No."],
        ["He went to the U.S.", "The visit was short."],
        ["They met at 6 p.m.", "But nobody spoke."],
        ["“We will sign.”", "The minister left."],
        ["“We will sign!”", "Nobody knew of it."],
        ["She said no.", "12 others agreed."],
        ["He said no.", "“Yes,” she said."],
        ["(They met.)", "They parted."],
        ["“我们同意。”", "会谈结束。"],
        ["会谈结束。", "雨停了！", "是吗"],
        ["They saw it.", "…"],
    ],
)
def test_these_are_several(parts: list[str]) -> None:
    """Each is found, with a space between them or, in Chinese, none."""
    glue = "" if parts[0].endswith(("。", "。”")) else " "
    assert words(glue.join(parts)) == parts


def test_a_paragraph_ends_a_sentence() -> None:
    """A title without a stop is a sentence by itself."""
    assert words("A title\n\nIt rained.") == ["A title", "It rained."]


def test_what_is_no_text_is_refused() -> None:
    """The error names the argument."""
    with pytest.raises(FieldTypeError, match="sentences, text: expected str, got 5"):
        sentences(5)  # type: ignore[arg-type]  # on purpose


@given(st.text(st.sampled_from('aA .!?…。"“”’\n1(')))
@example("A. “A? A")
def test_no_word_is_lost_and_all_stand_where_they_say(text: str) -> None:
    """Sentences are in order, apart, and hold everything but white space."""
    found = sentences(text)
    assert all(text[one.start : one.end] == one.words for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    held = "".join("".join(one.words.split()) for one in found)
    assert held == "".join(text.split())
