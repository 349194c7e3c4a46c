"""The lines of a sheet: their keys, their values, and how deep blocks are."""

import pytest

from diplomacy_events.coding.sheet.lines import meant_lines, stretches, usual_step


@pytest.mark.parametrize("step", [1, 2, 4])
def test_the_usual_indentation_is_that_of_most_blocks(step: int) -> None:
    """Any number of spaces may be usual."""
    space = " " * step
    sheet = f"a:\n{space}b:\n{space * 2}c: d\ne:\n{space}f: g\nh:\n{space * 3}i: j\n"
    assert usual_step(list(meant_lines(sheet.splitlines()))) == step


@pytest.mark.parametrize(
    "lines",
    [
        ["a: b", "c: d"],
        ["a:", "b:"],
        ["a: b", "   c: d", "e: f", "   g: h", "i:", "  j: k"],
        ["\ta:", "   b: c", "d:", "\te: f", "g:", "  h: i"],
    ],
)
def test_lines_that_are_not_below_a_heading_do_not_show_the_indentation(
    lines: list[str],
) -> None:
    """If none shows it, two spaces are usual."""
    assert usual_step(list(meant_lines(lines))) == 2


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("- x", "-", "x"),
        ("-", "-", ""),
        (">  x ", ">", "x"),
        ("-x: y", "-x", "y"),
        (">x: y", ">x", "y"),
        ("a  b :  c: d", "a  b", "c: d"),
        ("a:b", "", "a:b"),
        ("a:", "a", ""),
    ],
)
def test_a_line_has_a_key_and_a_value(line: str, key: str, value: str) -> None:
    """A sign that begins a word is part of the key."""
    (found,) = meant_lines(["# a comment", line, " "])
    assert (found.at, found.key, found.value) == (1, key, value)


@pytest.mark.parametrize(
    ("line", "heads"),
    [
        ("Statement s:", True),
        ("  joint declaration d:", True),
        ("Statement s: x", False),
        ("Statement:", False),
        ("Speech s:", False),
        ("Statement s", False),
    ],
)
def test_the_heading_of_a_record_is_a_kind_and_an_id(line: str, heads: bool) -> None:
    """Nothing follows on its line."""
    (found,) = meant_lines([line])
    assert found.heads is heads


@pytest.mark.parametrize(
    ("lines", "lengths"),
    [
        ([], []),
        (["a: b"], [1]),
        (["Statement s:", "  gist: x", "Visit v:"], [2, 1]),
        (["a: b", "Statement s:", "Statement t:", "  gist: x"], [1, 1, 2]),
    ],
)
def test_a_heading_begins_a_stretch(lines: list[str], lengths: list[int]) -> None:
    """Each stretch goes on to the next one, and none is empty."""
    found = list(stretches(list(meant_lines(lines))))
    assert [len(stretch) for stretch in found] == lengths
    assert [line.at for stretch in found for line in stretch] == [*range(len(lines))]
