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
        ("aa", [(7, 9)]),
        ("。。", [(12, 14), (13, 15)]),
        ("aa b", [(7, 12)]),
        ("b", [(5, 6), (11, 12)]),
        ("c", []),
    ],
)
def test_words_are_found_wherever_they_are(
    words: str, found: list[tuple[int, int]]
) -> None:
    """Places may overlap; a space in the words stands for any white space."""
    assert places("aaa. b aa\n b。。。").find(words) == found


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


@pytest.mark.parametrize(
    ("text", "written", "whole"),
    [
        ("It opens on February 27.", "on February 2", "on February 27"),
        ("It opens on Monday.", "on Mon", "on Monday"),
        ("He is unwilling to talk.", "willing to talk", "unwilling to talk"),
        ("He sent 12,000 troops.", "2,000 troops", "12,000 troops"),
        ("He sent 12,000 troops.", "000 troops", "12,000 troops"),
        ("He sent 12,000 troops.", "He sent 12", "He sent 12,000"),
        ("It is 2.5 per cent.", "5 per cent", "2.5 per cent"),
        ("It is 2.5 per cent.", "It is 2", "It is 2.5"),
        ("All four have confirmed.", "ll four … have", "All four"),
        ("All four have confirmed.", "All … onfirmed", "confirmed"),
        ("Он нежелателен тут.", "желателен", "нежелателен"),
        ("Their decor", "Their de", "Their decor"),
        ("Die Straße dort", "Die Stra", "Die Straße"),
        ("the 1920s began", "the 1920", "the 1920s"),
        ("The cafe\u0301s of Dorn", "The cafe", "The cafe\u0301s"),
        ("The cafe\u0301s of Dorn", "The cafe\u0301", "The cafe\u0301s"),
        (f"The {'a' * 41}b", "The a", f"The {'a' * 41}"),
        ("On\nMonday we go", "On Mon", "On Monday"),
    ],
)
def test_parts_of_words_are_refused(text: str, written: str, whole: str) -> None:
    """A cut word or number may mean something else; the message has the whole one."""
    with pytest.raises(WrongValueError) as caught:
        places(text).span(written)
    assert str(caught.value).endswith(
        f"is in the text only as part of {whole!r}; write whole words"
    )


def test_parts_of_words_are_refused_in_a_paragraph() -> None:
    """Whole words elsewhere do not count then."""
    problem = re.escape("'in' is in ¶1 only as part of 'Lind'; write whole words")
    with pytest.raises(WrongValueError, match=problem):
        places("Lind is going.\n\nHe is in Dorn.").span("¶1 in")


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        # Whole words come before parts of others.
        ("He sent 12,000 troops, then 2,000 troops.", "2,000 troops", 28),
        ("Unwilling to go; he is\nwilling to go.", "willing to go", 23),
        ("Undo it, and do  it.", "do it", 13),
        # Marks and spaces end words and numbers.
        ("Lind’s plan of 2024.", "Lind", 0),
        ("Lind’s plan of 2024.", "2024", 15),
        ("On March 20-22, 2024, he", "On March 20", 0),
        ("on 5,6 and 7 May", "and 7", 7),
        ("No. 5 went", "No", 0),
        ("a .5 share", "5 share", 3),
        ("Arvandia-born", "born", 9),
        # Many scripts write words without spaces, or attach short words to others.
        ("北京市长说", "京市", 1),
        ("3月5日访问", "5日", 2),
        ("รัฐมนตรีกล่าว", "มนตรี", 3),
        ("وقالت الحكومة", "قالت", 1),
        ("לממשלה אמר", "ממשלה", 1),
    ],
)
def test_words_begin_and_end_where_words_of_the_text_do(
    text: str, words: str, place: int
) -> None:
    """In scripts without case, they may begin and end anywhere."""
    assert places(text).span(words) == (place, place + len(words) + ("  " in text))


def test_very_many_marks_are_not_looked_at() -> None:
    """A letter with twenty marks is a letter; with more, nobody can read it."""
    acute = "\u0301"
    text = f"a{acute * 19}b c{acute * 20}d"
    assert places(text).find("b") == []
    assert places(text).find("d") == [(len(text) - 1, len(text))]


def test_alike_words_are_whole_too() -> None:
    """Words that differ in case are named only where they are whole."""
    told = str(places("Lind is unwilling to talk.").missing("Willing to talk"))
    assert told.endswith("the nearest words, in ¶1: 'unwilling to talk'")


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
        ("“We regret it.”", "We regre", "only as part of 'We regret'"),
        ("“We regret it.”", "We regr", "only as part of 'We regret'"),
        ("“We are Saxon.”", "We a", "only as part of 'We are'"),
        ("“We want 12,000 more.”", "We want 12", "only as part of 'We want 12,000'"),
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
        # One number ends before a comma, the other goes on after it.
        ("“No 12,000.” “No 12, please.”", "No 12", "No 12, please."),
        ("“No 12,000.” “No 12,5.” “No 12.”", "No 12", "No 12."),
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
