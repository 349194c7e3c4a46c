"""Lines of text with marked stretches, however many overlap."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from diplomacy_events.markup import Markup, tag

__all__ = ["ALARM", "Span", "marked_lines"]

ALARM = "alarm"
"""The kind of a stretch that is worth checking and that no record rests on."""


class Span(NamedTuple):
    """A stretch of the text, with its mark and the place of the mark."""

    start: int
    end: int
    kind: str
    mark: Markup


def marked_lines(text: str, spans: Sequence[Span]) -> Iterator[Markup]:
    """Yield the lines of a text, marked by the records that rest on them.

    Marks that belong in one place keep the order of their spans.
    """
    marks: dict[int, list[Markup]] = {}
    changes: dict[int, list[tuple[str, int]]] = {}
    for span in spans:
        end = _last(text, span)
        marks.setdefault(end, []).append(span.mark)
        changes.setdefault(span.start, []).append((span.kind, 1))
        changes.setdefault(end, []).append((span.kind, -1))
    breaks = [place for place, sign in enumerate(text) if sign == "\n"]
    edges = sorted({0, len(text), *changes, *breaks, *(place + 1 for place in breaks)})
    active: Counter[str] = Counter()
    line: list[str] = []
    for start, end in pairwise([*edges, len(text)]):
        line += marks.get(start, ())
        for kind, step in changes.get(start, ()):
            active[kind] += step
        words = text[start:end]
        if words == "\n" or start == len(text):
            yield tag("div", *line, class_="line", dir="auto")
            line = []
        else:
            kinds = [kind for kind, count in active.items() if count]
            line.append(_stretch(words, sorted(kinds)))


def _last(text: str, span: Span) -> int:
    """Return the place after the last word of a span."""
    end = span.end
    while end > span.start + 1 and text[end - 1].isspace():
        end -= 1
    return end


def _stretch(words: str, kinds: list[str]) -> str:
    if not kinds:
        return words
    coded = ["kind"] if kinds != [ALARM] else []
    return tag("mark", words, class_=" ".join([*coded, *kinds]))
