"""How wide texts are, and where lines break."""

from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events.views.measure import lines_of, shorten, width


@given(st.text(), st.floats(40, 300), st.integers(1, 4))
@example("a " * 200, 100, 3)
@example("<\U000f0000<", 40, 2)
@example("没有人知道" * 40, 100, 3)
@example("y" + "\u0301" * 500 + "z" * 50, 60, 2)
def test_lines_fit(text: str, room: float, most: int) -> None:
    """No line is wider than its room, and no more lines are used than allowed."""
    lines = lines_of(text, 12, room, most)
    assert len(lines) <= most
    for line in lines:
        assert width(line, 12) <= room
    whole = "".join(text.split())
    kept = "".join("".join(lines).split())
    assert kept == whole or whole.startswith(kept.removesuffix("…"))
    assert kept == whole or lines[-1].endswith("…")


def test_words_stay_together() -> None:
    """Lines break between words, and within a word only if it is longer than a line."""
    assert lines_of("one two three", 10, 60, 3) == ["one two", "three"]
    assert lines_of("a extraordinarily b", 10, 50, 9) == ["a", "extraord", "inarily b"]


def test_an_ellipsis_marks_an_omission() -> None:
    """An ellipsis replaces the omitted text, without a space before it."""
    assert shorten("one two three", 10, 58) == "one two…"
    assert shorten("one two", 10, 70) == "one two"


def test_signs_differ_in_width() -> None:
    """Chinese characters and emoji are wide, and combining accents take no room."""
    assert width("国", 10) > width("m", 10) > width("a", 10) > width("i", 10)
    assert width("😀", 10) > width("国", 10)
    assert width("a\u0301", 10) == width("a", 10)
    assert width("Ж", 10) > width("ж", 10)
    assert width("—", 10) == 10
    assert width("ཧ", 10) > 10
