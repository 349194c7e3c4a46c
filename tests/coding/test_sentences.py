"""Sentences: found whole, in news prose, without losing anything."""

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
    """Words between its first and its last word do not end it."""
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


# The owner of a full stop, the words around it, and the number of sentences.
SHORT_FORMS = [
    (
        (
            "adm al amb approx brig ca capt cf cmdr col dr ed eds fr ft gen gov hon "
            "lt maj messrs mr mrs ms msgr mt pres prof rep rev sec sen sgt st viz vs"
        ),
        "They met {}. The Lind is there.",
        1,
    ),
    (
        (
            "apr aug ave blvd bros co corp dec dept est etc feb fri inc jan jr jul "
            "jun ltd mar mon nov oct sat sep sept sr sun thu thur thurs tue tues wed "
            "weds a.m d.c u.a.e u.s u.s.s.r ph.d b"
        ),
        "They met {}. Lind is there.",
        1,
    ),
    ("apr inc jr u.s ph.d b", "They met {}. The Lind is there.", 2),
    (
        (
            "a after an and as at before both but earlier for he her his however i if "
            "in it its last later many meanwhile most next no not on our she since "
            "some that the their there these they this those under we when while with "
            "yet"
        ),
        "They met Acme Inc. {} Lind left.",
        2,
    ),
    ("art arts fig no nos para pp secs vol", "They saw {}. 5 there.", 1),
    ("art arts fig no nos para pp secs vol", "They saw {}. Lind there.", 2),
    ("said asked told added replied wrote says asks", "“Why?” Lind {} no.", 1),
]


@pytest.mark.parametrize(("short", "text", "count"), SHORT_FORMS)
def test_every_short_form_has_its_part(short: str, text: str, count: int) -> None:
    """Each one joins a sentence, starts one, or shows who spoke."""
    for word in short.split():
        said = text.format(word if "?" in text else word.title())
        assert len(sentences(said)) == count, said


@pytest.mark.parametrize(
    ("text", "count"),
    [
        # The number of words that may come between a question and the verb.
        ("“Why?” Lind of the party again asked.", 1),
        ("“Why?” Lind of the old party again asked.", 2),
        ("“Why…?” Lind asked.", 1),
        ("“Yes.” Lind asked.", 2),
        ("They saw no. 5 others left.", 2),
        ("They met J. R. Soren. Lind left.", 2),
        ("A vitamin b. Lind left.", 2),
        ("They met in Hall-B. Lind left.", 1),
        ("They met XB. Lind left.", 2),
        ("J. Lind left.", 1),
        # How near a stop an inner stop is, and a question its verb.
        (f"They saw x.{'a' * 19}. Lind left.", 1),
        (f"They saw x.{'a' * 20}. Lind left.", 2),
        (f"“Why?” {'L' * 74} asked no.", 1),
        (f"“Why?” {'L' * 75} asked no.", 2),
        ("It rained.Lind left.", 1),
        ("It rained.’ Lind left.", 2),
        ("It rained. ‘Lind’ left.", 2),
        ("It rained. ‘no’ Lind left.", 1),
        ("It rained. “", 1),
        ("Is it?! Lind left.", 2),
        ("会谈结束。」雨停了", 2),
        ("“Yes. No” Lind left. It rained.", 2),
        ("Lind left “it. No.” It rained.", 2),
    ],
)
def test_what_stands_around_a_stop_decides(text: str, count: int) -> None:
    """Words before a verb, initials, marks and lowercase letters decide."""
    assert len(sentences(text)) == count


def test_a_paragraph_ends_a_sentence() -> None:
    """A title without a full stop is a sentence by itself."""
    assert words("A title\n\nIt rained.") == ["A title", "It rained."]


def test_what_is_no_text_is_refused() -> None:
    """The error names the argument."""
    with pytest.raises(FieldTypeError, match="sentences, text: expected str, got 5"):
        sentences(5)  # type: ignore[arg-type]  # on purpose


@given(st.text(st.sampled_from('aA .!?…。"“”’\n1(')))
@example("A. “A? A")
def test_no_word_is_lost_and_all_stand_where_they_say(text: str) -> None:
    """Sentences are in order, apart, and contain everything but white space."""
    found = sentences(text)
    assert all(text[one.start : one.end] == one.words for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    held = "".join("".join(one.words.split()) for one in found)
    assert held == "".join(text.split())
