"""How a sheet writes a passage of a text, and names a line without a key."""

from datetime import date

import pytest

from diplomacy_events import Period, SourceText
from diplomacy_events.coding.sheet.places import Places, Span
from diplomacy_events.coding.sheet.quoting import Quotes
from diplomacy_events.coding.sheet.times import write_period
from diplomacy_events.coding.sheet.wording import quote_words, span_words
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


def counted(letter: str, number: int) -> str:
    """Return words that are numbered from 1."""
    return " ".join(f"{letter}{one}" for one in range(1, number + 1))


CHINESE = "部长，说明天去东京，" + "我们都很高兴，" * 8 + "他还说不会再去了。"


@pytest.mark.parametrize(
    ("text", "span", "written"),
    [
        # As many words are written as tell the passage from others, up to a limit.
        (
            f"{counted('a', 41)} end. {counted('a', 41)} two three four.",
            f"{counted('a', 41)} two three four.",
            f"{counted('a', 41)} two … three four.",
        ),
        (
            f"{counted('a', 42)} end. {counted('a', 42)} two three four.",
            f"{counted('a', 42)} two three four.",
            "164..338",
        ),
        (
            f"Lind said it: b {counted('z', 20)} now. She said c {counted('z', 20)}.",
            f"Lind said it: b {counted('z', 20)}",
            f"Lind said it: … b {counted('z', 20)}",
        ),
        (
            f"Lind said it: b {counted('z', 21)} now. She said c {counted('z', 21)}.",
            f"Lind said it: b {counted('z', 21)}",
            "0..90",
        ),
        # Passages that are the same, or begin alike, have the paragraph before them.
        ("No, Lind said.\n\nNo, Lind said.", "No, Lind said.", "¶2 No, Lind said."),
        (
            f"{counted('a', 30)}.\n\n{counted('a', 30)}.",
            f"{counted('a', 30)}.",
            "¶2 a1 a2 a3 … a29 a30.",
        ),
        # A terminal might obey a control character.
        ("a\x07b\n\nLind spoke.", "a\x07b", "¶1"),
        ("Lind spoke.\n\nA a\x07b", "a\x07b", "15..18"),
        # Chinese has no spaces between words, and does not part them before a comma.
        (CHINESE, CHINESE[:-1], "部长，说 … 去了"),
    ],
)
def test_a_passage_is_written_by_the_fewest_words_that_mean_it(
    text: str, span: str, written: str
) -> None:
    """They are its first and last words if it is long; offsets are the last resort."""
    start = text.rindex(span)
    places = Places(SourceText.of(text, id="daily", publisher="A"))
    assert span_words(Span(start, start + len(span)), places) == written
    assert places.span(written) == (start, start + len(span))


LONG = f"We know {counted('k', 30)}"
LINK = f"https://example.org/{'a' * 60}"


@pytest.mark.parametrize(
    ("text", "words", "written"),
    [
        (f"“{LONG},” Lind said.", f"{LONG},", "We know k1"),
        (f"“{LONG},” Lind said.", f"know {counted('k', 30)},", "know k1 k2 … k29 k30,"),
        (f"“{LONG}.”\n\n“{LONG}.”", f"{LONG}.", "¶2 We know k1"),
        (f"“{LINK}”", LINK, LINK),
    ],
)
def test_a_quote_is_written_by_its_first_words(
    text: str, words: str, written: str
) -> None:
    """They are completed to the end of a quotation; a part of one needs its end."""
    start = text.rindex(words)
    span = Span(start, start + len(words))
    places = Places(SourceText.of(text, id="daily", publisher="A"))
    quotes = Quotes(places)
    assert quote_words(span, quotes, places) == written
    assert quotes.read(written).span == span


def test_a_line_without_a_key_is_reported_as_the_sheet() -> None:
    """Such a place has no other name."""
    (fault,) = faults(":x\n")
    assert (fault.path, fault.line) == ("sheet", 1)


@pytest.mark.parametrize(
    ("edtf", "phrase", "written"),
    [
        ("2024-04", None, "2024-04"),
        ("2024", None, None),
        ("2024-04-05", "on Friday", "on Friday"),
        ("2024-04-12", "on Friday", "on Friday = 2024-04-12"),
        ("2025-04-03", "on 3 April", "on 3 April (ahead)"),
        ("2024-04-03", "on 3 April", "on 3 April"),
        ("2023", "in spring", None),
    ],
)
def test_a_time_is_written_in_the_shortest_way(
    edtf: str, phrase: str | None, written: str | None
) -> None:
    """As the words of the text if they mean it; some need the long form."""
    text = "Lind left on Friday, and in 2024 Reck, and she comes on 3 April."
    places = Places(SourceText.of(text, id="a", publisher="x"))
    day = date(2024, 4, 5)
    period = Period.from_edtf(edtf, phrase=phrase, anchor=day if phrase else None)
    assert write_period(period, places, day) == written
