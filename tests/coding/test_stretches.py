"""Passages of a text: where they touch each other, and which words they contain."""

from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events.coding import Quotation
from diplomacy_events.coding.stretches import PlainText, Stretches, touching
from diplomacy_events.folding import visible

SPANS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 8)).map(lambda one: (one[0], sum(one)))
)


@given(SPANS, SPANS)
def test_what_touches_is_found(
    spans: list[tuple[int, int]], asked: list[tuple[int, int]]
) -> None:
    """The result is that of comparing all pairs, in any order and nesting."""
    stretches = Stretches(spans)
    found = [Quotation(start, end, "", 0) for start, end in sorted(asked)]
    held = [(start, end, number) for number, (start, end) in enumerate(spans)]
    got = list(touching(found, held))
    assert [one for one, _ in got] == found
    for quotation, numbers in got:
        expected = [
            number
            for start, end, number in held
            if start < quotation.end and quotation.start < end
        ]
        assert sorted(numbers) == expected
        assert stretches.touch(quotation.start, quotation.end) == bool(expected)


class Counted(int):
    """A position that counts how often it is compared."""

    compared = 0

    def __gt__(self, other: int) -> bool:
        """Count, and compare."""
        Counted.compared += 1
        return int(self) > int(other)

    def __lt__(self, other: int) -> bool:
        """Count, and compare."""
        Counted.compared += 1
        return int(self) < int(other)


def test_each_is_compared_with_those_near_it() -> None:
    """If each touches two others, ten times as many take ten times the work."""
    work = []
    for count in (200, 2000):
        spans = [
            (start, Counted(start + 15), start) for start in range(0, count * 10, 10)
        ]
        found = [Quotation(start, start + 5, "", 0) for start, _, _ in spans]
        Counted.compared = 0
        assert sum(len(there) for _, there in touching(found, spans)) == 2 * count - 1
        work.append(Counted.compared)
        assert work[-1] <= 3 * count
        stretches = Stretches((start, Counted(end - 9)) for start, end, _ in spans)
        Counted.compared = 0
        assert all(stretches.touch(one.start, one.end) for one in found)
        # A bisection takes as many steps as the number has binary digits.
        assert Counted.compared <= count * (count.bit_length() + 1)
    assert work[1] < 11 * work[0]


TEXTS = st.text("ab“'\" \n\xa0\xad\u200b", max_size=20)


@given(TEXTS, TEXTS, st.integers(0, 20), st.integers(0, 20))
@example("a \xad b", "a b", 0, 20)
@example("a\u200b\u200b b", "b", 2, 5)
def test_words_stand_in_a_stretch_as_a_reader_hears_them(
    text: str, words: str, start: int, end: int
) -> None:
    """The result is the same as simplifying the passage alone."""
    marks = dict.fromkeys(map(ord, '“"'), "'")

    def plain(text: str) -> str:
        return " ".join(visible(text).translate(marks).split())

    whole = PlainText(text, marks)
    asked = plain(words)
    assert whole.holds(asked, None, None) == (asked in plain(text))
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    assert whole.holds(asked, start, end) == (asked in plain(text[start:end]))
