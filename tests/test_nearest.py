"""Suggestions for a misspelt name."""

from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomacy_events.nearest import LONGEST_NAME, nearest


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("putn", ["xi", "putin"], ("putin",)),
        ("xi-jniping", ["xi-jinping", "li-qiang"], ("xi-jinping",)),
        ("ab", ["abc", "ab", "b", "xab", "zab", "ab"], ("ab", "zab", "xab")),
        ("", ["", "a"], ()),
        ("x", [], ()),
        ("x", ["a", "y"], ()),
        (
            "arms",
            ["arms-supplies", "army-exercises", "swarms-of-bees"],
            ("arms-supplies",),
        ),
        ("Ada", ["Ada of Arvandia", "Adam of Belmoria"], ("Ada of Arvandia",)),
        ("arms", ["arms-supplies", "arm"], ("arm",)),
        ("-", ["arms-supplies-of-many"], ()),
        ("x", ["x" * 9], ()),
    ],
)
def test_the_nearest_come_first(
    name: str, known: list[str], expected: tuple[str, ...]
) -> None:
    """At most three are given, each once, the best first, and none too different."""
    assert nearest(name, known) == expected


def common(one: str, other: str) -> int:
    """Return the length of the longest common subsequence, by its definition."""

    @cache
    def of(i: int, j: int) -> int:
        if i == len(one) or j == len(other):
            return 0
        if one[i] == other[j]:
            return 1 + of(i + 1, j + 1)
        return max(of(i + 1, j), of(i, j + 1))

    return of(0, 0)


@given(st.text("abc", min_size=1, max_size=12), st.text("abc", max_size=12))
def test_the_nearest_passage_has_most_in_common(name: str, other: str) -> None:
    """Three fifths of the characters of both must be in both, in the same order."""
    near = 2 * common(name, other) >= 0.6 * (len(name) + len(other))
    assert nearest(name, [other]) == ((other,) if near else ())


class Counted(str):
    """A name that counts how often its characters are read."""

    __slots__ = ()
    looked_at = 0

    def __iter__(self) -> Iterator[str]:
        """Count, and yield the characters."""
        for character in str(self):
            Counted.looked_at += 1
            yield character


def work(count: int, length: int) -> int:
    """Return how many characters are read to compare this many names."""
    Counted.looked_at = 0
    ends = (f"{number:04}" for number in range(count))
    names = [Counted("a" * (length - 4) + end) for end in ends]
    nearest("a" * min(length, LONGEST_NAME), names)
    return Counted.looked_at


def test_each_character_is_looked_at_once() -> None:
    """The work grows with the number of names, and with their length."""
    assert work(10, 40) == 400
    assert work(100, 40) == 4000


def test_too_many_or_too_long_names_are_not_compared() -> None:
    """An empty answer is better than a late one, and long names are not suggested."""
    assert work(501, 40) == 0
    assert work(500, LONGEST_NAME + 1) == 0
    assert nearest("a", ["a"] * 501) == ()
    assert nearest("a", ["a"] * 501, most=501) == ("a",)
    assert nearest("a" * LONGEST_NAME, ["a" * LONGEST_NAME]) == ("a" * LONGEST_NAME,)
    assert nearest("a" * LONGEST_NAME, ["a" * (LONGEST_NAME + 1)]) == ()
    assert nearest("a" * (LONGEST_NAME + 1), ["a" * LONGEST_NAME]) == ()


def test_names_that_differ_in_capitals_or_hyphens_are_offered_once() -> None:
    """An actor has a name and an id made from it; suggesting one is enough."""
    assert nearest("Kovarr", ["kovar", "Kovar"]) == ("Kovar",)
    known = ["xi-jinping", "Xi Jinping", "Xi Jinpong"]
    assert nearest("Xi Jinpin", known) == ("Xi Jinping", "Xi Jinpong")
    # The next name takes the place of the second.
    four = ["kovar", "Kovar", "kovas", "kovat"]
    assert len(nearest("kova", four)) == 3
