"""Sources, anchors and texts."""

from hashlib import sha256
from typing import Any

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
    """A text whose digest is not the source's is not the text of the source."""
    source = text_of("Talks begin.").source
    with pytest.raises(EvidenceError, match="not the text of source") as caught:
        SourceText(source=source, text="Talks ended.")
    assert caught.value.source == "talks"


@pytest.mark.parametrize("text", ["", "\ud800"])
def test_texts_that_are_none_are_refused(text: str) -> None:
    """An empty text and a lone surrogate cannot be sources."""
    with pytest.raises(FieldValueError):
        text_of(text)


def test_a_text_must_be_a_str() -> None:
    """Bytes are not decoded by guess."""
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
    """The error says where the words stand; an occurrence, from 1, picks one."""
    talks = text_of(ASTRAL)
    with pytest.raises(EvidenceError, match="say which by occurrence") as caught:
        talks.evidence("talks")
    assert caught.value.places == (2, 10)
    assert talks.evidence("talks", occurrence=1).start == 2
    assert talks.evidence("talks", occurrence=2).start == 10


@pytest.mark.parametrize("occurrence", [-1, 0, 3])
def test_occurrences_that_are_not_there_are_refused(occurrence: int) -> None:
    """Counting begins at 1 and ends with the last."""
    with pytest.raises(EvidenceError, match=f"no occurrence {occurrence} of") as caught:
        text_of(ASTRAL).evidence("talks", occurrence=occurrence)
    assert caught.value.places == (2, 10)


@pytest.mark.parametrize("words", ["Talks", ""])
def test_words_that_are_not_there_are_refused(words: str) -> None:
    """Words are found to the letter or not at all."""
    with pytest.raises(EvidenceError, match="does not stand in the text"):
        text_of(ASTRAL).evidence(words)


def test_overlapping_occurrences_are_all_found() -> None:
    """Words may overlap with themselves."""
    assert text_of("ana is in banana").evidence("ana", occurrence=3).start == 13


def test_an_empty_text_is_no_source() -> None:
    """It is the text that is at fault, and not a length that nobody gave."""
    with pytest.raises(FieldValueError, match=r"SourceText\.text: must not be empty"):
        text_of("")


@given(source_texts(), st.data())
@example(text_of(ASTRAL), None)
def test_what_is_anchored_is_read(text: SourceText, data: st.DataObject | None) -> None:
    """Any words of any text are anchored where they stand, and read back."""
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
    """An anchor without a span stands for the whole text."""
    assert text_of(ASTRAL).read(Evidence(source="talks")) == ASTRAL


@pytest.mark.parametrize(
    ("anchor", "problem"),
    [
        (Evidence(source="other"), "the anchor is of source 'other'"),
        (
            Evidence(source="talks", start=2, end=7, sha256="0" * 64),
            "the words at 2:7 are not those",
        ),
        (
            Evidence(
                source="talks",
                start=10,
                end=99,
                sha256=sha256(b"talks").hexdigest(),
            ),
            "the words at 10:99 are not those",
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
    """Unchanged words are found again, whatever is put before and after them."""
    start = data.draw(st.integers(0, len(text.text) - 1))
    end = data.draw(st.integers(start + 1, len(text.text)))
    words = text.text[start:end]
    inserted = data.draw(st.text(st.characters(exclude_categories=["Cs"])))
    edited = text.text[:start] + inserted + words + inserted + text.text[end:]
    assume(edited.count(words) == 1 and text.text.count(words) == 1)
    again = SourceText.of(edited, id=text.source.id, publisher="X")
    found = again.locate(text.evidence(words))
    assert (found.start, again.read(found)) == (start + len(inserted), words)


def test_the_nearest_of_several_is_located() -> None:
    """Where the words stand twice, the place nearest to the old one is taken."""
    anchor = text_of("Now talks begin.").evidence("talks")
    edited = text_of("talks, talks, talks")
    assert edited.locate(anchor).start == 7


def test_two_equally_near_places_are_refused() -> None:
    """Nothing is guessed: the error says where the words stand."""
    anchor = text_of("abc").evidence("c")
    with pytest.raises(EvidenceError, match="equally near") as caught:
        text_of("acbc").locate(anchor)
    assert caught.value.places == (1, 3)


def test_words_that_are_gone_are_not_located() -> None:
    """Changed words are nowhere, also where the text has become too short."""
    anchor = text_of("The talks begin.").evidence("talks begin")
    for edited in ("The talks began, and begin.", "talks"):
        with pytest.raises(EvidenceError, match="nowhere"):
            text_of(edited).locate(anchor)


def test_a_place_far_beyond_the_text_is_no_place_to_look() -> None:
    """However far off the old place was, only the text is searched."""
    far = Evidence(
        source="talks",
        start=10**12,
        end=10**12 + 5,
        sha256=sha256(b"talks").hexdigest(),
    )
    assert text_of("new talks").locate(far).start == 4


def test_locating_checks_the_source() -> None:
    """The whole source stays the whole source; another source is refused."""
    whole = Evidence(source="talks")
    assert text_of("x").locate(whole) == whole
    with pytest.raises(EvidenceError, match="the anchor is of source 'other'"):
        text_of("x").locate(Evidence(source="other"))


@pytest.mark.parametrize("verb", ["read", "locate"])
def test_only_anchors_are_followed(verb: str) -> None:
    """Whatever is no anchor is refused by our error."""
    nothing: Any = "x"
    with pytest.raises(FieldTypeError, match="expected an Evidence, got 'x'"):
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
        ({"length": 5}, "must come together with length"),
        ({"sha256": "0" * 64}, "must come together with length"),
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
        ({"start": 1}, "must come together"),
        ({"start": 1, "end": 2}, "must come together"),
        ({"sha256": "0" * 64}, "must come together"),
        ({"start": 2, "end": 2, "sha256": "0" * 64}, "less than end"),
        ({"start": 1, "end": 2**63, "sha256": "0" * 64}, "at most"),
        ({"start": -1, "end": 2, "sha256": "0" * 64}, "not be negative"),
    ],
)
def test_invalid_anchors_are_refused(fields: dict[str, Any], rule: str) -> None:
    """A span is whole and not empty."""
    with pytest.raises(FieldValueError, match=rule):
        Evidence(source="x", **fields)
