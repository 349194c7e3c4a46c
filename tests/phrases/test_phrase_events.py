"""Each word and kind of word that makes a date name an event, or does not."""

from datetime import date

import pytest

from diplomacy_events.phrases.finding import mentions

NEWS = date(2024, 5, 17)  # a Friday

NOT_EVENTS = (
    "and or but nor so yet in on at with for to by from of as that which who when "
    "while because if than then was were is are has have had will would could can may "
    "might do does did said says also not he she it they we i you there where whose "
    "into onto over under about between among during through until since amid against "
    "near despite without within upon toward towards up down out off back again still "
    "already even however meanwhile later earlier before after plus via the a an his "
    "her its their our my this these those some any passed quietly"
)
# A date, and what "after" its event and after itself means.
EVENTS = {
    "May 3": ("[2024-05-03..]", "[2024-05-04..]"),
    "May third": ("[2024-05-03..]", "[2024-05-04..]"),
    "May 2023": ("[2023-05-01..]", "[2023-06-01..]"),
    "May '23": ("[2023-05-01..]", "[2023-06-01..]"),
    "Monday": ("[2024-05-13..]", "[2024-05-14..]"),
    "Monday morning": ("[2024-05-13..]", "[2024-05-14..]"),
    "2023-05-03": ("[2023-05-03..]", "[2023-05-04..]"),
    "Christmas": ("[2023-12-25..]", "[2023-12-26..]"),
    "spring": ("[2024-03-01..]", "[2024-06-01..]"),
}
LENGTHS = ("day", "week", "month", "year", "decade", "century")


def edtf(text: str) -> list[str]:
    """Return the dates of a text; one that cannot be read is empty."""
    found = mentions(text, published=NEWS)
    return [one.period.edtf if one.period else "" for one in found]


@pytest.mark.parametrize("word", NOT_EVENTS.split())
def test_words_after_a_date_do_not_name_an_event(word: str) -> None:
    """The time after the date begins on the next day."""
    assert edtf(f"It fell after the May 3 {word} rose.") == ["[2024-05-04..]"]


@pytest.mark.parametrize(("written", "expected"), EVENTS.items())
def test_each_kind_of_date_can_name_an_event(
    written: str, expected: tuple[str, str]
) -> None:
    """What comes after the event may be on the same day."""
    assert edtf(f"It fell after the {written} accord.") == [expected[0]]
    assert edtf(f"It fell after the {written}.") == [expected[1]]


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        ("after", "[2024-05-03..]"),
        ("just after", "[2024-05-03..]"),
        ("in the aftermath of", "[2024-05-03..]"),
        ("before", "[..2024-05-03]"),
        ("just before", "[..2024-05-03]"),
    ],
)
def test_each_word_beside_an_event_includes_its_day(beside: str, expected: str) -> None:
    """The event may be over in the morning, or begin in the evening."""
    assert edtf(f"It fell {beside} the May 3 accord.") == [expected]


@pytest.mark.parametrize("owner", ["the", "its", "their"])
def test_each_article_introduces_an_event(owner: str) -> None:
    """It stands before the date."""
    assert edtf(f"It fell after {owner} May 3 accord.") == ["[2024-05-03..]"]


@pytest.mark.parametrize(
    "subject", ["he", "she", "it", "they", "we", "i", "you", "there", "Oslo"]
)
def test_a_length_after_something_has_no_known_day(subject: str) -> None:
    """It counts from what follows."""
    assert edtf(f"It fell three weeks after {subject} left.") == [""]


@pytest.mark.parametrize("word", ["earlier", "later"])
def test_a_length_from_something_has_no_known_day(word: str) -> None:
    """It counts from now if nothing follows."""
    assert edtf(f"It fell two days {word} than that.") == [""]
    assert edtf(f"It fell two days {word}.") != [""]


@pytest.mark.parametrize("mark", ["'", "’"])
def test_each_possessive_names_an_event(mark: str) -> None:
    """After an s, the mark stands alone."""
    assert edtf(f"It fell after Monday{mark}s accord.") == ["[2024-05-13..]"]
    assert edtf(f"It fell after Christmas{mark} mass.") == ["[2023-12-25..]"]


@pytest.mark.parametrize("length", LENGTHS)
def test_each_length_looks_back_in_a_superlative(length: str) -> None:
    """It reaches ahead otherwise."""
    (back,) = edtf(f"It is first in a {length}.")
    (ahead,) = edtf(f"It is in a {length}.")
    assert back.endswith("..2024-05-17]")
    assert not ahead.endswith("..2024-05-17]")


def test_a_day_that_opens_a_sentence_takes_the_verb_after_it() -> None:
    """The first letter may be small."""
    for opening in ("On Monday", "on Monday"):
        assert edtf(f"{opening} the king will go.") == ["2024-05-20"]
