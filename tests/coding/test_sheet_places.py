"""Where words of a text are, by their exact places, and what is near missing ones."""

import re

import pytest

from diplomacy_events import Manner, SourceText
from diplomacy_events.coding.sheet.nodes import WrongValueError
from diplomacy_events.coding.sheet.places import Places, Span
from diplomacy_events.coding.sheet.quoting import Quotes, manner_of


def places(text: str) -> Places:
    """Return a text to look up words in."""
    return Places(SourceText.of(text, id="daily", publisher="A"))


@pytest.mark.parametrize(
    ("inner", "held"),
    [((2, 5), True), ((3, 4), True), ((1, 5), False), ((2, 6), False), ((5, 6), False)],
)
def test_a_span_holds_what_does_not_leave_it(
    inner: tuple[int, int], held: bool
) -> None:
    """Both may begin or end at the same place."""
    assert Span(2, 5).holds(Span(*inner)) is held


@pytest.mark.parametrize(
    ("span", "sentences"),
    [
        ((0, 1), (0, 1)),
        ((0, 2), (0, 5)),
        ((2, 4), (1, 5)),
        ((2, 6), (1, 6)),
        ((2, 7), (1, 10)),
        ((3, 9), (1, 10)),
        ((6, 7), (6, 10)),
    ],
)
def test_the_sentences_of_a_span_are_those_that_it_touches(
    span: tuple[int, int], sentences: tuple[int, int]
) -> None:
    """White space between sentences touches neither of them."""
    assert places(" A b. C d. E.").sentence(Span(*span)) == sentences


def test_what_stands_before_the_first_paragraph_counts_as_in_it() -> None:
    """Nothing but white space can be there."""
    text = places(" \n A b.\n\nC d.")
    assert [text.number(place) for place in (0, 3, 9, 12)] == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", []),
        ("aa", [(0, 2), (1, 3), (7, 9)]),
        ("aa b", [(7, 12)]),
        ("b", [(5, 6), (11, 12)]),
        ("c", []),
    ],
)
def test_words_are_found_wherever_they_are(
    words: str, found: list[tuple[int, int]]
) -> None:
    """Places may overlap; a space in the words stands for any white space."""
    assert places("aaa. b aa\n b").find(words) == found


MARKS = " … ".join(f"a{one}" for one in range(20))


@pytest.mark.parametrize(
    ("text", "written", "meant"),
    [
        # The last words are looked for first where the passage begins.
        ("A b. c d.\n\nc d.", "A … c d.", "A b. c d."),
        # They may also stand before it.
        ("Then d. A b c d.", "A b … d.", "A b c d."),
        # The text may have the mark itself, and then there is no other reading.
        ("He came … she left, and she knew.", "came … she", "came … she"),
        # Not all of very many marks are tried.
        (f"{MARKS} b c", f"{MARKS} … c", f"{MARKS} b c"),
        (f"{MARKS} … a b c", f"{MARKS} … a … c", None),
    ],
)
def test_first_and_last_words_mean_what_is_between_them(
    text: str, written: str, meant: str | None
) -> None:
    """They are unique, or the last words are unique in the paragraph."""
    if meant is None:
        with pytest.raises(WrongValueError, match="is not in the text"):
            places(text).span(written)
    else:
        span = places(text).span(written)
        assert text[span.start : span.end] == meant


TEN = ", ".join(f"¶{number}" for number in range(1, 11))


@pytest.mark.parametrize(
    ("text", "written", "problem"),
    [
        ("A b.", "¶0", "there is no paragraph 0; the last is ¶1"),
        ("A b.", "¶2", "there is no paragraph 2; the last is ¶1"),
        # Of several readings, the first is told.
        ("A b c d e.", "A … c … d", "'c … d' is not in the text"),
        # The numbers of ten paragraphs are told.
        (
            "No.\n\n" * 10,
            "No",
            f"'No' occurs 10 times, in {TEN}; write more words, or put the paragraph",
        ),
        (
            "No.\n\n" * 11,
            "No",
            f"'No' occurs 11 times, in {TEN}, …; write more words, or put",
        ),
        ("No. " * 49, "No", "'No' occurs 49 times, in ¶1; write more words"),
        ("No. " * 50, "No", "'No' occurs often, in ¶1; write more words"),
        # Very long words are not compared letter by letter.
        (
            "a" * 2001,
            "A" * 2001,
            "the same words are in ¶1, except for their form",
        ),
    ],
)
def test_words_that_mean_no_single_passage_are_refused(
    text: str, written: str, problem: str
) -> None:
    """The message says where they are, or what is wrong with them."""
    with pytest.raises(WrongValueError, match=re.escape(problem)):
        places(text).span(written)


@pytest.mark.parametrize(
    ("text", "words", "near"),
    [
        # At least half of the words must be together; the first counts for more.
        ("one bb cc two three", "aa bb cc dd", "one bb cc two"),
        ("one bb six cc two", "aa bb dd ee", ""),
        ("one aa two three", "aa bb cc", "aa two three"),
        ("one bb two three", "aa bb cc", ""),
        ("bb cc one two aa six", "aa bb cc dd", "bb cc one two"),
        ("aa one two six bb cc", "aa bb cc dd", "two six bb cc"),
        ("one two aa bb six cc", "aa bb dd ee", "aa bb six cc"),
        # A word that is repeated counts as often as it was written.
        ("red red red one two red green", "red green four", "two red green"),
        ("cc red red", "red red dd", "cc red red"),
        # Of passages with as many words, the most similar; of fewer words, none.
        ("red green u six red green x", "red green xx", "red green x"),
        ("aa bb cc u. a b cc dx.", "aa bb cc dd", "aa bb cc u"),
    ],
)
def test_the_nearest_words_share_most_words(text: str, words: str, near: str) -> None:
    """They are as many as those written, and at least half are the same."""
    told = str(places(text).missing(words))
    assert told.partition("; the nearest words, in ¶1: ")[2] == (near and repr(near))


def test_the_nearest_of_very_many_passages_is_one_of_the_first() -> None:
    """Fifty are compared; the others are as near by their number of words."""

    def told(before: int) -> str:
        text = f"Six {'red green u six ' * before}red green zyx"
        return str(places(text).missing("red green zyq"))

    assert told(49).endswith("'red green zyx'")
    assert told(50).endswith("'red green u'")


def test_only_so_many_words_are_compared_with_the_text() -> None:
    """A text with thousands of wrong words is checked in time."""
    text = places("words of a text")
    told = [str(text.missing("wordz")) for _ in range(32)]
    assert ["did you mean" in one for one in told] == [True] * 30 + [False] * 2


@pytest.mark.parametrize(
    ("text", "words", "problem"),
    [
        ("A plan. “The plan is good.”", "plan", "'plan' is in ¶1, but does not begin"),
        ("“The plan is good.” A plan.", "plan", "within a quotation that begins"),
        (
            "“He said ‘no deal is near’ today,” Lind said.",
            "deal",
            "within a quotation that begins 'no deal is near'",
        ),
        (
            f"“{'a' * 41} deal.”",
            "deal",
            f"within a quotation that begins '{'a' * 40}'; for part",
        ),
        # Words end with a word of the text.
        ("“We regret it.”", "We regre", "is in ¶1, within a quotation"),
        ("“We regret it.”", "We regr", "is in ¶1, within a quotation"),
        ("“We are Saxon.”", "We a", "is in ¶1, within a quotation"),
    ],
)
def test_words_that_do_not_begin_a_quotation_are_refused(
    text: str, words: str, problem: str
) -> None:
    """The message says whether they are in one, and how that begins."""
    with pytest.raises(WrongValueError, match=re.escape(problem)):
        Quotes(places(text)).read(words)


@pytest.mark.parametrize(
    ("text", "words", "quote"),
    [
        ("“Anglo-Saxon ways.”", "Anglo-", "Anglo-Saxon ways."),
        ("“我们很高兴。”", "我们", "我们很高兴。"),
    ],
)
def test_first_words_may_end_where_a_word_of_the_text_may(
    text: str, words: str, quote: str
) -> None:
    """A hyphen ends a word, and in Chinese each letter may."""
    assert Quotes(places(text)).read(words).words == quote


def test_a_quote_is_looked_for_among_the_quotations_first() -> None:
    """The same words may stand before it without marks, and with marks in it."""
    text = "No deal, he wrote. “No deal,” she said."
    quotes = Quotes(places(text))
    for words in ("No deal,", "“No deal,”"):
        start = text.rindex(words)
        assert quotes.places_of(words) == [(start, start + len(words))]
    assert quotes.places_of("he wrote") == [(9, 17)]


@pytest.mark.parametrize(("number", "refused"), [(49, False), (50, True)])
def test_any_of_the_same_quotations_in_the_evidence_will_do(
    number: int, refused: bool
) -> None:
    """Of very many, not all are looked at, so they may differ."""
    text = "“No.” " * number
    quotes = Quotes(places(text))
    if refused:
        with pytest.raises(WrongValueError, match="'No' occurs often"):
            quotes.read("No", [Span(0, len(text))])
    else:
        assert quotes.read("No", [Span(0, len(text))]).span == (1, 4)


def test_different_quotations_in_the_evidence_are_refused() -> None:
    """They begin alike, but do not say the same."""
    text = "“No, never.” “No, later.”"
    with pytest.raises(WrongValueError, match="'No' occurs 2 times"):
        Quotes(places(text)).read("No", [Span(0, len(text))])


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        # They begin with a capital letter; a mark of omission may hide their subject.
        ("He said: “We will come.”", Manner.DIRECT),
        ("He said: “we will come.”", Manner.MIXED),
        ("He said: “…We will come.”", Manner.MIXED),
        # One word with its stop may be a title, unless it is introduced.
        ("“Yes.” He nodded.", Manner.DIRECT),
        ("He said: “Yes.”", Manner.DIRECT),
        ("He read “Yes.” aloud.", Manner.MIXED),
        ("He said “We will come.”", Manner.DIRECT),
        ("他说“好。”", Manner.DIRECT),
        # Without a stop, they are introduced, and the sentence goes on or ends.
        ("“We will come,” he said.", Manner.DIRECT),
        ("“We will come”, he said.", Manner.DIRECT),
        ("He said: “We will come”.", Manner.DIRECT),
        ("He said:\n“We will come”.", Manner.DIRECT),
        ("“我们去，”他说。", Manner.DIRECT),
        ("“We will come” he said.", Manner.MIXED),
        ("I sing “We will come,” a song.", Manner.MIXED),
        ("I “We will come,” a song.", Manner.MIXED),
        ("I sing “We will come”, a song.", Manner.MIXED),
        # Further marks do not count.
        ("He said: “‘We will come’”.", Manner.DIRECT),
        ("He sings “‘We will come’”.", Manner.MIXED),
    ],
)
def test_whole_sentences_are_quoted_directly(text: str, manner: Manner) -> None:
    """A part of a sentence is within a sentence of the journalist."""
    quotes = Quotes(places(text))
    found = re.search(r"“‘?(.*?)’?”", text)
    assert found is not None
    assert manner_of([quotes.quoted(Span(*found.span(1)))]) is manner
