"""Each mark of each list matters by itself."""

import pytest

from diplomacy_events.coding import quotations, sentences

# The marks of quotations that may open inside a word, and end in another paragraph.
WITHIN_WORDS = "“” „“ «» 「」 『』 ｢｣ 〝〞 〝〟"
# Those that may end in another paragraph alone.
BETWEEN_WORDS = '＂＂ ""'
# Those that end in their paragraph; the first open inside a word.
SHORT_WITHIN = "‹›"
SHORT = '‘’ ‚‘ ‚’ ›‹ ›› »« »» ”” “" „" "”'


def words(text: str) -> list[str]:
    """Return the words of each quotation."""
    return [one.words for one in quotations(text).found]


@pytest.mark.parametrize("mark", "'’\"”»)]」』›")
def test_a_mark_after_the_stop_belongs_to_the_sentence(mark: str) -> None:
    """It closes what the sentence contains."""
    found = [one.words for one in sentences(f"It fell.{mark} Lind left.")]
    assert found == [f"It fell.{mark}", "Lind left."]
    found = [one.words for one in sentences(f"会谈结束。{mark}雨停了。")]
    assert found == [f"会谈结束。{mark}", "雨停了。"]


@pytest.mark.parametrize("mark", "'‘\"“«„([「『‹")
def test_a_mark_before_the_first_word_is_not_the_word(mark: str) -> None:
    """The word after it shows whether a sentence begins."""
    found = [one.words for one in sentences(f"It fell at 6 p.m. {mark}The port left.")]
    assert found == ["It fell at 6 p.m.", f"{mark}The port left."]
    assert len(sentences(f"It fell. {mark}lind left.")) == 1


@pytest.mark.parametrize("pair", f"{WITHIN_WORDS} {BETWEEN_WORDS} {SHORT}".split())
def test_each_pair_of_marks_surrounds_a_quotation(pair: str) -> None:
    """A space stands before it and after it."""
    opening, closing = pair[0], pair[1]
    assert words(f"He said {opening}No{closing} twice.") == ["No"]


@pytest.mark.parametrize("pair", f"{WITHIN_WORDS} {SHORT_WITHIN}".split())
def test_each_mark_that_only_opens_does_so_inside_a_word(pair: str) -> None:
    """The other marks would be apostrophes or closing marks there."""
    opening, closing = pair[0], pair[1]
    assert words(f"x{opening}No{closing}x") == ["No"]
    assert words("x‚No’ twice") == ["No"]
    for other in f"{BETWEEN_WORDS} {SHORT}".split():
        assert words(f"x{other[0]}No{other[1]}x") == [], other


@pytest.mark.parametrize("pair", f"{WITHIN_WORDS} {BETWEEN_WORDS}".split())
def test_each_long_quotation_may_end_in_the_next_paragraph(pair: str) -> None:
    """Single marks are too often apostrophes."""
    opening, closing = pair[0], pair[1]
    text = f"{opening}No, it fell.\n\nIt rose again{closing} and left."
    assert words(text) == ["No, it fell.\n\nIt rose again"]
    for other in f"{SHORT_WITHIN} {SHORT}".split():
        text = f"{other[0]}No, it fell.\n\nIt rose again{other[1]} and left."
        assert words(text) == [], other
