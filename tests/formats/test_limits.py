"""Limits against files that were made to do harm, each at its boundary."""

from io import BytesIO, StringIO

import pytest

from diplomacy_events import Dataset, FormatError, State
from diplomacy_events.formats import progress
from diplomacy_events.formats.compression import limit_of, most_lines, pack, unpack
from diplomacy_events.formats.parquet import parquet_files
from diplomacy_events.formats.parquet.footer import count_values
from diplomacy_events.formats.rdf import turtle
from diplomacy_events.formats.strict_json import NotJsonError, parse

MIB = 1 << 20


@pytest.mark.parametrize(
    ("size", "given", "limit"),
    [
        (0, None, 16 * MIB),
        (MIB, None, 100 * MIB),
        (MIB, 7, 7),
    ],
)
def test_packed_files_may_grow_a_hundredfold(
    size: int, given: int | None, limit: int
) -> None:
    """Sixteen MiB are always allowed; the reader's own limit replaces both."""
    assert limit_of(size, given) == limit


@pytest.mark.parametrize("how", ["gz", "zst"])
def test_a_packed_file_may_reach_its_limit(how: str) -> None:
    """One byte more is refused."""
    packed = pack(b"abc", how)
    assert b"".join(unpack([packed], how, 3)) == b"abc"
    with pytest.raises(FormatError, match="unpacks to more than 2 bytes"):
        list(unpack([packed], how, 2))


def test_an_archive_does_not_say_when_it_was_packed() -> None:
    """The same content gives the same bytes (RFC 1952, 2.3.1)."""
    assert pack(b"abc", "gz")[4:8] == bytes(4)


def test_json_nests_at_most_64_levels() -> None:
    """A deeper document would exhaust the stack of those who read it on."""
    assert parse("[" * 64 + "1" + "]" * 64)
    with pytest.raises(NotJsonError, match="nested more than 64 levels deep"):
        parse("[" * 65 + "]" * 65)


@pytest.mark.parametrize(
    ("size", "given", "lines"), [(0, None, 131_072), (MIB, None, MIB), (MIB, 7, 7)]
)
def test_packed_files_may_have_a_line_for_each_byte(
    size: int, given: int | None, lines: int
) -> None:
    """A small file may have more; the reader's own limit replaces both."""
    assert most_lines(size, given) == lines


@pytest.mark.parametrize(
    ("size", "given", "most"),
    [(0, None, 2 * MIB), (MIB, None, 16 * MIB), (MIB, 7, 7)],
)
def test_parquet_may_have_sixteen_values_for_each_byte(
    size: int, given: int | None, most: int
) -> None:
    """Two million are always allowed; the reader's own limit replaces both."""

    def check(values: int) -> None:
        file = parquet_files.File("visits", None, values, {}, {})
        parquet_files._check_values(size, [file], given)

    check(most)
    with pytest.raises(FormatError, match=f"to {most + 1} values, and at most {most} "):
        check(most + 1)


def test_a_footer_nests_at_most_32_levels() -> None:
    """A deeper one would exhaust the stack."""
    for levels, problem in ((32, "without a count"), (33, "not a Parquet footer")):
        footer = b"\x1c" * levels + b"\x00" * (levels + 1)
        tail = len(footer).to_bytes(4, "little") + b"PAR1"
        with pytest.raises(ValueError, match=problem):
            count_values(BytesIO(footer + tail))


class Terminal(StringIO):
    """A stderr that is a terminal."""

    def isatty(self) -> bool:
        """Return that it is one."""
        return True


@pytest.mark.parametrize(("size", "bars"), [(8 * MIB - 1, 0), (8 * MIB, 1)])
def test_eight_mebibytes_are_worth_a_bar(
    size: int, bars: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Less is read before anybody could look."""
    asked: list[None] = []
    monkeypatch.setattr(progress, "_bar", lambda: asked.append(None))
    monkeypatch.setattr("sys.stderr", Terminal())
    with progress.progress("reading", 1, size) as done:
        done(1)
    assert len(asked) == bars


@pytest.mark.parametrize(("length", "breaks"), [(58, 0), (59, 1)])
def test_a_long_list_has_a_line_for_each_item(length: int, breaks: int) -> None:
    """A list of Turtle stays on one line up to sixty characters."""
    actor = State(id="a", name="A", aliases=["x" * length])
    text = turtle.dumps(Dataset(actors=[actor]))
    (_, rest) = text.split("dipl:aliases ")
    assert rest.partition(" ;")[0].count("\n") == breaks
