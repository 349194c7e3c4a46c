"""The positions of lines in a file, in code points, and the ids of rows."""

from collections.abc import Iterator
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomacy_events import FormatError
from diplomacy_events.imports.identifiers import Identifiers, to_slug
from diplomacy_events.imports.places import Lines
from diplomacy_events.imports.tables import Table

WORDS = st.text(st.sampled_from("aé😀\t \r\n\u2028\x85"), max_size=20)


def table(*pieces: bytes) -> Table:
    """Return a file that is read in these pieces."""

    def read() -> Iterator[bytes]:
        yield from pieces

    return Table(name="a", place="a", size=sum(map(len, pieces)), pieces=read)


def placed(lines: Lines) -> list[tuple[int, int, int, bytes]]:
    """Return the lines with their numbers and positions."""
    return [one for block in lines.blocks() for one in block.placed()]


@given(st.lists(WORDS, max_size=6))
def test_every_line_is_at_its_position(parts: list[str]) -> None:
    """However the file is read, positions are right; only a line feed ends a line."""
    text = "".join(parts)
    lines = Lines(table(*[part.encode() for part in parts]))
    found = placed(lines)
    whole = text.split("\n")
    if not whole[-1]:
        whole.pop()
    assert [number for number, *_ in found] == list(range(1, len(whole) + 1))
    assert [line.decode() for *_, line in found] == [
        line.removesuffix("\r") for line in whole
    ]
    for _, start, end, line in found:
        assert text[start:end] == line.decode()
    assert (lines.length, lines.count) == (len(text), len(whole))
    assert lines.sha256 == sha256(text.encode()).hexdigest()


def test_a_line_that_is_not_utf_8_is_named() -> None:
    """The error gives its number in the whole file."""
    lines = Lines(table(b"one\ntwo\n", b"three\nf\xfcnf\n"))
    with pytest.raises(FormatError, match="expected UTF-8, got b'") as caught:
        placed(lines)
    assert caught.value.faults[0].line == 4


def test_no_two_texts_share_an_id() -> None:
    """A text gets its slug, or with a digest if another text has that slug."""
    ids = Identifiers()
    assert [ids.of(text) for text in ("Ann Lee", "Änn  Lee", "Ann Lee")] == [
        "ann-lee",
        "ann-lee-" + sha256("Änn  Lee".encode()).hexdigest()[:8],
        "ann-lee",
    ]


def test_every_text_has_a_slug() -> None:
    """Without any slug letters it is a digest, and a long one ends in a digest."""
    assert to_slug("中文") == sha256("中文".encode()).hexdigest()[:8]
    long = to_slug("word " * 100)
    assert len(long) < 90
    assert long.startswith("word-word-")
