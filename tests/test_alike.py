"""Words that read like words of a text, and the differences."""

from typing import Literal
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events import alike
from diplomacy_events.alike import (
    KINDS,
    LONGEST_WORD,
    FoldedText,
    composed,
    decomposed,
    differences,
)
from diplomacy_events.folding import fold

MARKS = st.text("aeé한ᄒ\u1161\u0301\u0323\u0345\u0f73")


@given(st.text() | MARKS)
def test_normal_forms_are_those_of_unicode(text: str) -> None:
    """When sorted together, marks are in the order that `unicodedata` gives."""
    assert decomposed(text) == normalize("NFD", text)
    assert composed(text) == normalize("NFC", text)


def test_marks_are_sorted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each character is normalized alone, however many marks follow each other."""
    lengths: list[int] = []

    def counting(form: Literal["NFD"], text: str) -> str:
        lengths.append(len(text))
        return normalize(form, text)

    monkeypatch.setattr(alike, "normalize", counting)
    assert decomposed("é" + "\u0323\u0301" * 9) == "e" + "\u0323" * 9 + "\u0301" * 10
    assert lengths == [1] * 19


LETTERS = st.text("aAéÉłŁ\u0301\xad\xa0 \n\r\t–-\"“”'’ﬁ")


@given(LETTERS, LETTERS)
@example("ŉ", "'n")
@example("Łł", "lL")
def test_every_difference_is_listed(one: str, other: str) -> None:
    """After undoing the differences, texts that read alike are equal; before, not."""
    if fold(one) != fold(other):
        return
    kinds = differences(one, other)
    assert (kinds == ()) == (one == other)

    def same(some: tuple[str, ...]) -> bool:
        pair = [one, other]
        for kind in some:
            pair = [KINDS[kind](text) for text in pair]
        return pair[0] == pair[1]

    assert same(kinds)
    for kind in kinds:
        assert not same(tuple(name for name in kinds if name != kind))


def test_differences_of_long_words_are_not_listed() -> None:
    """The message gives only the position."""
    long = "x" * (LONGEST_WORD + 1)
    assert differences(long, long.upper()) == ()
    found = FoldedText(f"So: {long}").find(long.upper())
    assert found is not None
    assert found.hint(long.upper()) == (
        f"; the same words are at 4:{LONGEST_WORD + 5} in another form"
    )


@given(st.text(), st.text(min_size=1), st.text())
@example("a\u0301", "b\u0301\u0323", "\u0301")
@example("ß", "s", "")
def test_words_that_occur_are_found(before: str, words: str, after: str) -> None:
    """Words that occur are found in a form that reads alike."""
    text = f"{before}{words}{after}"
    found = FoldedText(text).find(words)
    if not fold(words):
        assert found is None
        return
    assert found is not None
    assert text[found.start : found.end] == found.words
    assert fold(words) in fold(found.words)
    assert found.start <= len(text) - len(after)


def test_words_are_looked_for_in_a_stretch() -> None:
    """Words that are outside the passage, in whole or in part, are not found."""
    text = FoldedText("Talks, talks, TALKS.")
    assert [text.find("talks", start, end) for start, end in ((1, 11), (8, 14))] == [
        None,
        None,
    ]
    for start, end, at in ((0, None, 0), (1, None, 7), (7, 12, 7), (8, None, 14)):
        found = text.find("tALKS", start, end)
        assert found is not None
        assert (found.start, found.end) == (at, at + 5)


def test_marks_belong_to_their_letter() -> None:
    """All marks after the last letter are part of the words, and nothing else is."""
    found = FoldedText("Caf\u0065\u0301\u0323\u200b.").find("cafe")
    assert found is not None
    assert found.words == "Cafe\u0301\u0323"
