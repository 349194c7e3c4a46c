"""Text in the form that searches compare."""

import sys
import unicodedata
from typing import Literal

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events import Dataset, FieldValueError, Person, folding, load_article
from diplomacy_events.folding import fold, folded_letter, visible


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Lethal SUPPORT", "lethal support"),
        ("“Déjà vu”", '"deja vu"'),
        ("«China’s»", '"china\'s"'),
        ("`It´s`", "'it's'"),
        ("1990–95", "1990-95"),
        ("Straße", "strasse"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("İstanbul", "istanbul"),
        ("one\n\N{NO-BREAK SPACE} two ", "one two"),
        ("йод", "иод"),
        ("ﬁne", "fine"),
        ("Ali Işık", "ali isik"),
        ("Łódź, Đinđić, Øresund", "lodz, dindic, oresund"),
        ("Œuvre, Ærø, Þór Guðni", "oeuvre, aero, thor gudni"),
        ("Ħal Għaxaq, Ŋele, Ɗan Ɓala", "hal ghaxaq, nele, dan bala"),
    ],
)
def test_texts_that_read_alike_are_alike(text: str, folded: str) -> None:
    """Case, accents, the style of quotes and dashes, and white space do not count."""
    assert fold(text) == folded


UNSEEN = (
    "\xad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069"
    "\ufe0f\ufeff\x00\x7f\x9f\U000e0041"
)


@pytest.mark.parametrize("sign", UNSEEN)
def test_invisible_characters_are_ignored(sign: str) -> None:
    """Their positions do not matter; a text of nothing else is empty."""
    text = f"{sign}construc{sign}tive {sign}role{sign}"
    assert fold(text) == "constructive role"
    assert visible(text) == "constructive role"
    assert fold(sign) == visible(sign) == ""


def test_white_space_and_marks_are_seen() -> None:
    """They separate words or belong to them: only zero-width characters are removed."""
    for text in ("a\tb\nc", "a\u2028b", "a\x1fb\x85c", "e\u0301", "\u2800"):
        assert visible(text) == text


@given(st.text())
@example("\uff9e\u0345")
def test_folding_is_done_once(text: str) -> None:
    """Folding folded text changes nothing, and upper and lower case become equal."""
    assert fold(fold(text)) == fold(text)


@pytest.mark.untraced
def test_each_character_is_folded_once() -> None:
    """No character becomes one that could be folded further."""
    for code in range(sys.maxunicode + 1):
        folded = fold(chr(code))
        # Most fold to themselves, and need not be tested twice.
        assert folded == chr(code) or fold(folded) == folded


@given(st.text(), st.text())
def test_a_part_stays_a_part(a: str, b: str) -> None:
    """Words of a text are in the folded text."""
    assert fold(a) in fold(f"{a} {b}")
    assert fold(a) in fold(f"{a}{b}")


@given(st.text())
def test_each_letter_is_folded_by_itself(text: str) -> None:
    """Its neighbours change nothing: the time depends on the letters."""
    letters = "".join(map(folded_letter, text))
    assert fold(text) == " ".join(letters.split())


def test_thousands_of_marks_are_not_sorted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Normalizing a text sorts its marks; each character is normalized once."""
    lengths: list[int] = []
    plain = unicodedata.normalize

    def normalize(form: Literal["NFKD"], text: str) -> str:
        lengths.append(len(text))
        return plain(form, text)

    monkeypatch.setattr(folding, "normalize", normalize)
    counted = []
    for count in (1, 1000):
        monkeypatch.setattr(folding, "_LETTERS", folding._Letters())
        lengths.clear()
        assert fold("\xe1" + "\u0301\u0323\u0f73" * count) == "a"
        counted.append(lengths[:])
    assert counted[0] == counted[1]
    assert len(counted[0]) == 8


@pytest.mark.parametrize("name", ["\u200b", "\u200b\ufeff", "\u3164", "\U000e0001"])
def test_an_invisible_name_is_refused(name: str) -> None:
    """A required text needs visible characters."""
    with pytest.raises(FieldValueError, match="not blank"):
        Person(id="x", name=name)
    with pytest.raises(FieldValueError, match="must not be blank"):
        attrs.evolve(load_article().statements[0], quotes=(f"{name}\n",))


def test_names_and_words_are_found_without_invisible_characters() -> None:
    """Searches, and the look-up of names, use the same definition."""
    article = load_article()
    quoted = article.statements.saying("constructive role")
    assert len(quoted) > 0
    hidden = "construc\xadtive\u200b role"
    assert article.statements.saying(hidden).ids == quoted.ids
    actors = Dataset(actors=[Person(id="ali-isik", name="Ali I\u015f\u0131k")])
    assert actors.actor("ALI ISIK").id == "ali-isik"
    assert actors.actor("Ali\u2060 I\xads\u0327\u0131k").id == "ali-isik"
