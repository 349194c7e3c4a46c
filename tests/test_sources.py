"""Sources, anchors and texts."""

from hashlib import sha256
from typing import Any

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from diplomacy_events import (
    Evidence,
    EvidenceError,
    FieldTypeError,
    FieldValueError,
    Source,
    SourceText,
)
from diplomacy_events.model import source_text, words_in_text
from diplomacy_events.model.words_in_text import occurrences, outwards
from diplomacy_events.strategies import source_texts

ASTRAL = "🤝 talks 𝔘 talks"


def text_of(text: str) -> SourceText:
    """Make a source of a text."""
    return SourceText.of(text, id="talks", publisher="Example Daily")


def test_a_text_describes_its_source() -> None:
    """Length is in code points, and the digest is that of the text in UTF-8."""
    source = text_of(ASTRAL).source
    assert source.length == 15
    assert source.sha256 == sha256(ASTRAL.encode()).hexdigest()


def test_another_text_is_refused() -> None:
    """A text with another digest is not the text of the source."""
    source = text_of("Talks begin.").source
    with pytest.raises(EvidenceError, match="not the text of source") as caught:
        SourceText(source=source, text="Talks ended.")
    assert caught.value.source == "talks"


@pytest.mark.parametrize("text", ["", "\ud800"])
def test_invalid_texts_are_refused(text: str) -> None:
    """An empty text and a lone surrogate cannot be sources."""
    with pytest.raises(FieldValueError):
        text_of(text)


def test_a_text_must_be_a_str() -> None:
    """Bytes are refused, since decoding them would be a guess."""
    with pytest.raises(FieldTypeError, match=r"SourceText\.text: expected str"):
        SourceText.of(b"Talks", id="x", publisher="X")  # type: ignore[arg-type]  # that is the point


def test_words_are_anchored_in_code_points() -> None:
    """Characters beyond the basic plane count as one."""
    talks = text_of(ASTRAL)
    anchor = talks.evidence("𝔘")
    assert (anchor.start, anchor.end) == (8, 9)
    assert anchor.sha256 == sha256("𝔘".encode()).hexdigest()
    assert talks.read(anchor) == "𝔘"


def test_repeated_words_need_an_occurrence() -> None:
    """The error gives the positions; an occurrence, from 1, selects one."""
    talks = text_of(ASTRAL)
    with pytest.raises(
        EvidenceError, match="use occurrence to say which one"
    ) as caught:
        talks.evidence("talks")
    assert caught.value.places == (2, 10)
    assert talks.evidence("talks", occurrence=1).start == 2
    assert talks.evidence("talks", occurrence=2).start == 10


@pytest.mark.parametrize("occurrence", [-1, 0, 3])
def test_occurrences_that_are_not_there_are_refused(occurrence: int) -> None:
    """Counting starts at 1 and ends with the last."""
    with pytest.raises(EvidenceError, match=f"no occurrence {occurrence} of") as caught:
        text_of(ASTRAL).evidence("talks", occurrence=occurrence)
    assert caught.value.places == (2, 10)


@pytest.mark.parametrize("words", ["Talks", ""])
def test_words_that_are_not_there_are_refused(words: str) -> None:
    """Words are found exactly or not at all."""
    with pytest.raises(EvidenceError, match="is not in the text"):
        text_of(ASTRAL).evidence(words)


def test_overlapping_occurrences_are_all_found() -> None:
    """Words may overlap with themselves."""
    assert text_of("ana is in banana").evidence("ana", occurrence=3).start == 13


def test_an_empty_text_is_not_a_source() -> None:
    """The error is about the text, not about a length that nobody gave."""
    with pytest.raises(FieldValueError, match=r"SourceText\.text: must not be empty"):
        text_of("")


@given(source_texts(), st.data())
@example(text_of(ASTRAL), None)
def test_anchored_words_read_back(text: SourceText, data: st.DataObject | None) -> None:
    """Any words of any text are anchored at their position, and read back."""
    if data is None:
        start, end = 8, 15
    else:
        start = data.draw(st.integers(0, len(text.text) - 1))
        end = data.draw(st.integers(start + 1, len(text.text)))
    words = text.text[start:end]
    before = sum(text.text.startswith(words, place) for place in range(start))
    anchor = text.evidence(words, occurrence=before + 1)
    assert (anchor.start, anchor.end) == (start, end)
    assert text.read(anchor) == words


def test_the_whole_source_is_read() -> None:
    """An anchor without a span means the whole text."""
    assert text_of(ASTRAL).read(Evidence(source="talks")) == ASTRAL


@pytest.mark.parametrize(
    ("anchor", "problem"),
    [
        (Evidence(source="other"), "the anchor belongs to source 'other'"),
        (
            Evidence(source="talks", start=2, end=7, sha256="0" * 64),
            "the words at 2:7 are not the words",
        ),
        (
            Evidence(
                source="talks",
                start=10,
                end=99,
                sha256=sha256(b"talks").hexdigest(),
            ),
            "the words at 10:99 are not the words",
        ),
    ],
)
def test_anchors_that_do_not_verify_are_refused(anchor: Evidence, problem: str) -> None:
    """Reading verifies the source, the bounds and the digest."""
    with pytest.raises(EvidenceError, match=problem):
        text_of(ASTRAL).read(anchor)


@given(source_texts(), st.data())
def test_words_are_located_after_insertions_elsewhere(
    text: SourceText, data: st.DataObject
) -> None:
    """Unchanged words are found again after insertions before and after them."""
    start = data.draw(st.integers(0, len(text.text) - 1))
    end = data.draw(st.integers(start + 1, len(text.text)))
    words = text.text[start:end]
    inserted = data.draw(st.text(st.characters(exclude_categories=["Cs"])))
    edited = text.text[:start] + inserted + words + inserted + text.text[end:]
    assume(len(tuple(occurrences(words, edited))) == 1)
    assume(len(tuple(occurrences(words, text.text))) == 1)
    again = SourceText.of(edited, id=text.source.id, publisher="X")
    found = again.locate(text.evidence(words))
    assert (found.start, again.read(found)) == (start + len(inserted), words)


def test_the_old_place_is_preferred_among_several() -> None:
    """If the words occur several times, those that did not move are meant."""
    anchor = text_of("Now talks begin.").evidence("talks")
    assert text_of("Old talks, talks, talks").locate(anchor).start == 4


@pytest.mark.parametrize(
    ("text", "places"),
    [("talks, talks, talks", (0, 7, 14)), ("At talks or talks", (3, 12))],
)
def test_several_matches_are_not_guessed(text: str, places: tuple[int, ...]) -> None:
    """If none is at the old position, the error lists all of them."""
    anchor = text_of("Now talks begin.").evidence("talks")
    with pytest.raises(EvidenceError, match=", not at the old place") as caught:
        text_of(text).locate(anchor)
    assert caught.value.places == places
    assert str(places) in str(caught.value)


def test_the_place_with_the_same_context_is_preferred() -> None:
    """The digest of the context identifies it, if it is the only one."""
    before = (
        "The ministers met for some hours, and talks begin in the week to come, which "
        "is the last of the year."
    )
    anchor = text_of(before).evidence("talks")
    moved = text_of(f"Old talks, talks; at last, it was told. {before}")
    assert moved.locate(anchor).start == moved.text.index("talks begin")
    with pytest.raises(EvidenceError, match=", not at the old place"):
        moved.locate(attrs.evolve(anchor, context=None))
    twice = text_of(f"Old talks, talks. {before * 3}")
    with pytest.raises(EvidenceError, match=", not at the old place"):
        twice.locate(attrs.evolve(anchor, start=1, end=6))


def test_an_anchor_says_what_is_around_it() -> None:
    """The digest depends on the words around the anchor, but only up to a distance."""
    anchor = text_of("Now talks begin.").evidence("talks")
    assert anchor.context
    assert text_of("Old talks begin.").evidence("talks").context != anchor.context
    assert text_of("now talks begin.").evidence("talks").context != anchor.context
    assert text_of("Now talks began.").evidence("talks").context != anchor.context
    far = "x" * 32 + "Now talks begin." + "y" * 32
    around = "a" * 32 + "\uffff" + "b" * 32
    known = text_of("z" + "a" * 32 + "talks" + "b" * 32 + "z").between(33, 38)
    assert known.context == sha256(around.encode()).hexdigest()
    longer = text_of("z" + far + "z").evidence("talks").context
    assert longer == text_of("zz" + far + "zz").evidence("talks").context
    assert text_of("Now talks begin.").between(4, 9) == anchor


def test_words_that_are_gone_are_not_located() -> None:
    """Changed words are not found, even if the text has become too short."""
    anchor = text_of("The talks begin.").evidence("talks begin")
    for edited in ("The talks began, and begin.", "talks"):
        with pytest.raises(EvidenceError, match="are not in the text"):
            text_of(edited).locate(anchor)


def test_a_place_far_beyond_the_text_is_not_searched() -> None:
    """However far away the old position was, only the text is searched."""
    far = Evidence(
        source="talks",
        start=10**12,
        end=10**12 + 5,
        sha256=sha256(b"talks").hexdigest(),
    )
    assert text_of("new talks").locate(far).start == 4


def test_locating_checks_the_source() -> None:
    """The anchor of a whole source stays so; another source is refused."""
    whole = Evidence(source="talks")
    assert text_of("x").locate(whole) == whole
    with pytest.raises(EvidenceError, match="the anchor belongs to source 'other'"):
        text_of("x").locate(Evidence(source="other"))


@pytest.mark.parametrize("verb", ["read", "locate"])
def test_only_anchors_are_followed(verb: str) -> None:
    """Anything but an anchor is refused with our error."""
    nothing: Any = "x"
    with pytest.raises(FieldTypeError, match="expected Evidence, got 'x'"):
        getattr(text_of("x"), verb)(nothing)


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"id": "Talks"}, "must be a slug"),
        ({"id": "a--b"}, "must be a slug"),
        ({"id": "é"}, "must be a slug"),
        ({"publisher": " X"}, "must be one line"),
        ({"publisher": ""}, "must be one line"),
        ({"title": "two\u2028lines"}, "must be one line"),
        ({"url": "ftp://example.org"}, "must be an http or https address"),
        ({"url": "https://example.org/a b"}, "must be an http or https address"),
        ({"language": "english!"}, "BCP 47"),
        ({"length": 5}, "must be given together with length"),
        ({"sha256": "0" * 64}, "must be given together with length"),
        ({"length": 2**63, "sha256": "0" * 64}, "must be from 1 to"),
        ({"length": 0, "sha256": "0" * 64}, "must be from 1 to"),
        ({"sha256": "0" * 63, "length": 5}, "SHA-256"),
        ({"sha256": "A" * 64, "length": 5}, "SHA-256"),
    ],
)
def test_invalid_sources_are_refused(fields: dict[str, Any], rule: str) -> None:
    """The error names the rule, and is a ValueError."""
    with pytest.raises(FieldValueError, match=rule) as caught:
        Source(**{"id": "x", "publisher": "X", **fields})
    assert isinstance(caught.value, ValueError)
    field = "sha256" if "together" in rule else next(iter(fields))
    assert caught.value.field == f"Source.{field}"


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"start": 1}, "must be given together"),
        ({"start": 1, "end": 2}, "must be given together"),
        ({"start": 1, "sha256": "0" * 64}, "must be given together"),
        ({"end": 2, "sha256": "0" * 64}, "must be given together"),
        ({"sha256": "0" * 64}, "must be given together"),
        ({"start": 2, "end": 2, "sha256": "0" * 64}, "less than end"),
        ({"start": 1, "end": 2**63, "sha256": "0" * 64}, "at most"),
        ({"start": -1, "end": 2, "sha256": "0" * 64}, "at least 0"),
    ],
)
def test_invalid_anchors_are_refused(fields: dict[str, Any], rule: str) -> None:
    """A span has both ends and is not empty."""
    with pytest.raises(FieldValueError, match=rule):
        Evidence(source="x", **fields)


def test_the_largest_integer_of_files_is_a_place() -> None:
    """Files store places in 64 bits with a sign."""
    anchor = Evidence(source="x", start=0, end=2**63 - 1, sha256="0" * 64)
    assert anchor.end == 9_223_372_036_854_775_807


@given(st.text("ab", max_size=12), st.text("ab", max_size=40))
@example("aabaa", "aabaabaaabaabaa")
@example("aba", "ababababa")
def test_every_place_is_found(words: str, text: str) -> None:
    """The result is that of trying each position, including overlapping ones."""
    length = len(words)
    expected = tuple(
        place
        for place in range(len(text) - length + 1)
        if length and text[place : place + length] == words
    )
    assert tuple(occurrences(words, text)) == expected


class Counted(str):
    """A text that counts how many characters are compared or searched."""

    __slots__ = ()
    touched = 0

    def find(self, words: str, start: int = 0) -> int:  # type: ignore[override]  # as the search calls it
        """Count the characters that are searched, and the words once."""
        place = str.find(self, words, start)
        end = len(self) if place < 0 else place
        Counted.touched += end - start + len(words)
        return place

    def startswith(self, words: str, start: int) -> bool:  # type: ignore[override]  # as the search calls it
        """Count the words, and compare them."""
        Counted.touched += len(words)
        return str.startswith(self, words, start)


@pytest.mark.parametrize("words", ["a", "ab", "aab", "a" * 30 + "b"])
def test_overlapping_places_are_found_in_linear_time(words: str) -> None:
    """A text of words that overlap themselves is searched once only."""
    work = []
    for count in (100, 1000):
        Counted.touched = 0
        text = Counted(words * 2 * count)
        places = tuple(occurrences(words * count, text))
        assert len(places) == count + 1
        work.append(Counted.touched / len(text))
    assert 0 < work[1] < 1.1 * work[0] < 6


def test_words_that_do_not_overlap_are_not_analysed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Their period is only needed where two places overlap."""
    monkeypatch.delattr(words_in_text, "_period")
    assert tuple(occurrences("abab", "abab abab")) == (0, 5)
    with pytest.raises(NameError):
        tuple(occurrences("abab", "ababab"))


def test_a_message_lists_some_places_and_the_error_all() -> None:
    """Thousands of positions are not listed."""
    with pytest.raises(EvidenceError, match=r"9 and 990 more places") as caught:
        text_of("a" * 1000).evidence("a")
    assert caught.value.places == tuple(range(1000))
    assert len(str(caught.value)) < 200
    with pytest.raises(EvidenceError, match=r", 7, 8, 9\); use occurrence"):
        text_of("a" * 10).evidence("a")


def test_only_text_is_anchored() -> None:
    """A number is not looked for."""
    number: Any = 5
    with pytest.raises(FieldTypeError, match="SourceText, words: expected str, got 5"):
        text_of("5").evidence(number)


def test_a_span_is_within_the_text() -> None:
    """Places count from 0, never from the end, and the end of the text is one."""
    text = text_of("xyz")
    for span in ((-1, 1), (1, 4)):
        with pytest.raises(EvidenceError, match="no words between"):
            text.between(*span)
    assert text.read(text.between(1, 3)) == "yz"


def digested(text: str, anchor: Evidence, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the words that were digested before those of an anchor were found."""
    words: list[str] = []

    def counting(text: str) -> str:
        words.append(text)
        return sha256(text.encode()).hexdigest()

    there = text_of(text)
    monkeypatch.setattr(source_text, "sha256_of", counting)
    there.locate(anchor)
    return words


def test_long_words_that_moved_far_are_found_by_their_context(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """That takes few digests; without their context they are given up."""
    monkeypatch.setattr(source_text, "MOST_CHARACTERS_DIGESTED", 400_000)
    old = text_of("Before. " * 5 + "!?" * 500 + "After. " * 5)
    anchor = old.between(40, 1040)
    new = text_of("-." * 350 + old.text)
    assert new.locate(anchor).start == 700 + 40
    with pytest.raises(EvidenceError, match="too long to search for"):
        new.locate(attrs.evolve(anchor, context=None))
    changed = text_of("-." * 350 + old.text.replace("!?!", "!?-"))
    far = text_of("-." * 500 + old.text)
    for text in (changed, far):
        with pytest.raises(EvidenceError, match="too long to search for"):
            text.locate(anchor)
    deep = "-." * 1000 + old.text
    anchor = text_of(deep).between(2040, 3040)
    assert text_of("-." * 175 + deep).locate(anchor).start == 2040 + 350
    repeated = text_of("ab" * 2000).between(1000, 2000)
    with pytest.raises(EvidenceError, match="too long to search for"):
        text_of("ab" * 3000).locate(attrs.evolve(repeated, sha256="0" * 64))


def test_words_are_looked_for_at_edges_of_words_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Few passages start and end at edges of words; none inside a word is tried."""
    anchor = text_of("And then they agreed.").evidence("they agreed")
    tried = digested(f"A far {'longer ' * 9}way on they agreed.", anchor, monkeypatch)
    assert tried[-2:] == ["they agreed", "they agreed"]
    assert not [words for words in tried if words.startswith("onger")]
    tried = digested(
        "about us and it is", text_of("So it is").evidence("it is"), monkeypatch
    )
    assert {"bout ", "ut us", "us an"}.isdisjoint(tried)
    ccc = text_of("xxx xxx xxx ccc").evidence("ccc")
    for text, tried in (
        ("aaa bbb ccc ddd eee", ["ddd", "ccc"]),
        ("eee aaa ccc", ["ccc"]),
        ("ccc aaa eee", ["eee", "aaa", "ccc"]),
        ('"ccc" aaa', ["aaa", "ccc"]),
    ):
        # The words found are digested once more, for the new anchor.
        assert digested(text, ccc, monkeypatch) == [*tried, "ccc"]
    within = text_of("Unagreed.").evidence("nagree")
    assert digested("It was unagreed.", within, monkeypatch)[-1] == "nagree"


def test_the_search_for_long_words_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After a number of characters the search stops, and the error says so."""
    anchor = text_of("x" * 500).between(0, 500)
    monkeypatch.setattr(source_text, "MOST_CHARACTERS_DIGESTED", 10_000)
    with pytest.raises(EvidenceError, match="too long to search for"):
        text_of("a" * 1000).locate(anchor)
    assert text_of("a" * 1000 + " " + "x" * 500).locate(anchor).start == 1001


def test_the_search_by_context_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """It counts the characters of words that have the same context as the lost ones."""
    words = [f"{number:02} {'x' * 500}" for number in range(60)]
    old = text_of(f"here {'y' * 503} there").between(5, 508)
    moved = "\n".join(f"here {one} there" for one in words)
    monkeypatch.setattr(source_text, "MOST_CHARACTERS_DIGESTED", 10_000)
    anchor = attrs.evolve(old, context=text_of(moved).between(5, 508).context)
    tried: list[str] = []
    monkeypatch.setattr(source_text, "context_of", lambda *_: anchor.context)

    def counted(one: str) -> str:
        tried.append(one)
        return "0" * 64

    monkeypatch.setattr(source_text, "sha256_of", counted)
    with pytest.raises(EvidenceError):
        text_of(moved).locate(anchor)
    assert len(tried) < 40


HINTS = [
    ("Zürich", "In Zu\u0308rich.", "Unicode normalization"),
    ("5 000 men", "Some 5\xa0000 men", "no-break or other spaces"),
    ('a "new" era', "a “new” era", "the style of double quotation marks"),
    ("It's so", "It’s so", "the style of single quotation marks or apostrophes"),
    ("one\ntwo", "one\r\ntwo", "line ends"),
    ("\ufeffTalks", "Talks begin", "a byte order mark"),
    ("one\ntwo", "one  \ntwo", "spaces at line ends"),
    ("one two", "one\ntwo", "line breaks or repeated spaces"),
    ("cooperation", "co\xadoperation", "invisible characters"),
    ("1990-95", "1990–95", "the style of dashes"),
    ("fine", "ﬁne", "ligatures or other compatibility characters"),
    ("Lodz", "Łódź", "accents and letters such as ł"),
    ("talks", "Talks", "capital letters"),
    (
        "“Zürich” is",
        '"Zu\u0308rich" is',
        "the style of double quotation marks and Unicode normalization",
    ),
]


@pytest.mark.parametrize(("words", "text", "kinds"), HINTS)
def test_words_that_nearly_match_are_suggested(
    words: str, text: str, kinds: str
) -> None:
    """The error gives the position, and all the differences."""
    with pytest.raises(EvidenceError, match="is not in the text") as caught:
        text_of(text).evidence(words)
    message = str(caught.value)
    assert "the same words are at " in message
    assert message.endswith(f" except for {kinds}")
    assert caught.value.places == ()


@pytest.mark.traced
@given(st.integers(0, 9), st.integers(-3, 9))
def test_places_are_tried_outwards(middle: int, last: int) -> None:
    """Each is tried once, the nearest first; without any room, none is."""
    tried = list(outwards(min(middle, last), last))
    assert sorted(tried) == list(range(last + 1))
    distances = [abs(place - min(middle, last)) for place in tried]
    assert distances == sorted(distances)


def test_a_span_of_no_words_is_refused() -> None:
    """Only words of the text can be anchored."""
    with pytest.raises(EvidenceError, match="there are no words between 2 and 2"):
        text_of("Talks").between(2, 2)
