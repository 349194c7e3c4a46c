"""Passages of a text: their places and their words."""

import re
from itertools import pairwise
from typing import NamedTuple

from diplomacy_events.errors import FieldTypeError
from diplomacy_events.model.rules import short

__all__ = [
    "BLANK_LINES",
    "Passage",
    "beginning_of",
    "counted",
    "must_be",
    "one_for_one",
    "one_line",
    "paragraphs",
    "passage",
    "storable",
]

LONGEST_BEGINNING = 60
BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
LINE_BREAKS = re.compile(r"\r?\n\s*")
# The end of a sentence, and the marks that may follow it.
STOPS, AFTER_STOPS = ".!?…:。", "'’\"”»)]」』"
# What may come before the first letter of a line: marks, or a day whose month is on the
# line before.
LEAD = re.compile(r"^['‘\"“„«(\[]*(?:\d+[,;]?\s+)?")
# White space that no record contains: it ends a line, a page or another part of a text.
BREAKS = re.compile(r"[\x0b\x0c\x1c-\x1f\x85]|\r(?!\n)")
UNSEEN_CONTROLS = dict.fromkeys(
    code for code in (*range(0x20), *range(0x7F, 0xA0)) if not chr(code).isspace()
)
# A text counts as wrapped if at least one line in this many runs on.
LINES_PER_RUN_ON = 4


class Passage(NamedTuple):
    """A passage of a text.

    Attributes:
        start: index of its first code point.
        end: index after its last code point.
        words: the words there.
    """

    start: int
    end: int
    words: str

    def __str__(self) -> str:
        """Return the place and the first words."""
        return f"{self.start}:{self.end} {beginning_of(self.words)}"


def beginning_of(words: str) -> str:
    """Return the beginning of words, on one line that is safe on a terminal."""
    line = " ".join(words.split())
    if len(line) > LONGEST_BEGINNING:
        line = f"{line[: LONGEST_BEGINNING - 1]}…"
    return one_line(line)


def one_line(words: str) -> str:
    """Return words on one line that is safe on a terminal."""
    line = " ".join(words.split())
    return "".join([one if one.isprintable() else ascii(one)[1:-1] for one in line])


def counted(number: int, what: str) -> str:
    """Return a number with a noun, in the plural unless the number is one."""
    return f"1 {what}" if number == 1 else f"{number} {what}s"


def storable(words: str) -> str:
    """Return words as a record can contain them: without control characters.

    Control characters that are white space become line feeds; others are removed.
    """
    return one_for_one(words.replace("\r\n", "\n")).translate(UNSEEN_CONTROLS)


def one_for_one(words: str) -> str:
    """Return words with a line feed in place of each other kind of break.

    A carriage return before a line feed stays: together they are one break.
    """
    return BREAKS.sub("\n", words)


def must_be(kind: type, value: object, *, of: str, name: str) -> None:
    """Refuse an argument of another type.

    Raises:
        FieldTypeError: if its type is wrong; the error names the function and the
            argument.
    """
    if not isinstance(value, kind):
        message = f"{of}, {name}: expected {kind.__name__}, got {short(value)}"
        raise FieldTypeError(message, field=f"{of}.{name}", value=value)


def passage(text: str, start: int, end: int) -> Passage:
    """Return the passage between two places, without surrounding white space."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Passage(start, start + len(words.strip()), words.strip())


def paragraphs(text: str) -> tuple[Passage, ...]:
    r"""Return the paragraphs of a text, in order.

    Blank lines separate them. Without blank lines, each line is a paragraph, unless
    many lines end inside a sentence: then the whole text is one wrapped paragraph.

    Raises:
        FieldTypeError: if the argument is not a string.

    >>> [str(passage) for passage in paragraphs("One.\n\nTwo,\nwrapped.")]
    ['0:4 One.', '6:19 Two, wrapped.']
    """
    must_be(str, text, of="paragraphs", name="text")
    blank = BLANK_LINES.search(text.strip()) or _is_wrapped(text)
    break_ = BLANK_LINES if blank else LINE_BREAKS
    edges = [0, *(place for cut in break_.finditer(text) for place in cut.span())]
    edges.append(len(text))
    found = [
        passage(text, start, end)
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]
    return tuple([one for one in found if one.words])


def _is_wrapped(text: str) -> bool:
    """Return whether lines are broken where they are full, and not where they end.

    A line runs on if it ends without a stop and the next begins with a small letter.
    In wrapped text many lines run on. Separate paragraphs rarely do, except by mistake.
    """
    lines = LINE_BREAKS.split(text.strip())
    run_on = sum(
        not _ends_sentence(line) and LEAD.sub("", after)[:1].islower()
        for line, after in pairwise(lines)
    )
    return LINES_PER_RUN_ON * run_on >= len(lines) - 1


def _ends_sentence(line: str) -> bool:
    return line.rstrip().rstrip(AFTER_STOPS)[-1:] in (*STOPS, "")
