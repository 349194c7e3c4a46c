"""Which lines of a sheet have slipped, and where they belong."""

import pytest

from diplomacy_events.coding.sheet.layout import shape_of_sheets
from diplomacy_events.coding.sheet.realigning import slips


def section(length: int) -> list[str]:
    """Return a section of so many lines, of which the last has slipped."""
    return ["Statement s:", *["  gist: x"] * (length - 2), "   act: deny"]


@pytest.mark.parametrize(
    ("lengths", "slipped"),
    [
        ([300], [299]),
        ([301], []),
        ([*[300] * 6, 200], [*range(299, 1800, 300), 1999]),
        ([*[300] * 6, 201, 200], [*range(299, 1800, 300), 2200]),
    ],
)
def test_so_many_lines_are_searched(lengths: list[int], slipped: list[int]) -> None:
    """At most 300 lines of a section are searched, and 2000 of a sheet."""
    lines = [line for length in lengths for line in section(length)]
    found = slips(lines, shape_of_sheets())
    assert [slip.first for slip in found] == slipped
    assert all(slip.depths == {slip.first: 2} for slip in found)


def test_sections_without_a_slip_are_not_searched() -> None:
    """However many lines they have, a slip after them is found."""
    keys = ("gist: x", "speakers: a", "act: deny", "at: x", "when: y", "topics:")
    good = [*[f"  {key}" for key in keys], *["    - x"] * 293]
    lines = [line for n in range(8) for line in (f"Statement s-{n}:", *good)]
    (slip,) = slips([*lines, *section(300)], shape_of_sheets())
    assert (slip.first, slip.depths) == (2699, {2699: 2})


@pytest.mark.parametrize(
    ("sheet", "slipped"),
    [
        # A name of a record within another is at the left, whatever it lacks then.
        ("Statement x:\n  gist: x\n  Statement y:\n", {2: 0}),
        # Of two titles, one is that of the source.
        ("Declaration d:\n  title: Pact\n  gist: x\n  title: y\n", {3: 0}),
        ("Declaration d:\n  title: Pact\ngist: x\ntitle: y\n", {2: 2}),
        # What could be an actor is one only below actors.
        ("actors:\n  a: State; A\ntitle: State of things\n", {}),
        ("Statement s:\n  gist:\n    >\n     > y\n  act: deny\n", {3: 4}),
        # A list has many items, and may be in another one.
        (
            (
                "Allegation c:\n  responses:\n    -\n      kind: denial\n"
                "      at:\n        - x\n        - y\n        - z\n"
            ),
            {},
        ),
        # A wrong actor does not change how the others are written.
        ("actors:\n  a: State; A\n  b: Sate; B\n   c: State; C\n", {3: 2}),
        # An item does not belong among keys.
        ("Allegation c:\n  responses:\n    denial by a: s\n   - kind: x\n", {}),
        # A key that is there twice belongs where it is missing.
        (
            (
                "Visit v:\n  gist: x\n  visitors: a\n  hosts: b\n  status: planned\n"
                "  at: y\n  when: x\n  invitation:\n    by: a\n    to: b\n  when: y\n"
            ),
            {10: 4},
        ),
        # One of the next two lines shows how deep a block is.
        ("Statement c:\ngist: x\n audience: d\n", {1: 1}),
        ("Statement c:\ngist: x\nspeakers: c\n audience: d\n", {1: 1, 2: 1}),
        # A line that cannot be read ends the blocks that are deeper.
        (
            (
                "Visit v:\n  gist: x\n  when: z\n  invitation:\n    when: y\n"
                "  hosts a\n      by: c\n      to: d\n"
            ),
            {},
        ),
        ("Statement s:\n  gist: x\n  act deny\n  at: y\n   when: z\n", {4: 2}),
        # A heading has something below it.
        ("Statement x:\n  gist: x\nStatement y:\ngist: y\n", {3: 2}),
        # Of a new record, at most two missing keys count.
        ("Statement y:\ngist: y\n", {1: 2}),
        ("Joint declaration d:\ntitle: Pact\n", {}),
        # It may also be the first line of a block.
        ("Statement s:\n   gist x\n  act: deny\n", {2: 3}),
        # A block at an unusual depth costs the same, however long it is.
        (
            "Visit v:\n  gist: x\nVisit w:\n  gist: y\nactors:\n"
            + "".join(f"    a-{n}: State; A\n" for n in range(50)),
            {},
        ),
    ],
)
def test_the_simplest_explanation_is_reported(
    sheet: str, slipped: dict[int, int]
) -> None:
    """A line has slipped if it costs less to put it back."""
    found = slips(sheet.split("\n"), shape_of_sheets())
    assert [slip.depths for slip in found] == [slipped] * bool(slipped)


def test_a_line_after_the_next_two_does_not_show_the_depth() -> None:
    """Then the usual depth is expected, also for that line."""
    sheet = "Statement c:\ngist: x\nspeakers: c\nact: deny\n audience: d\n"
    found = slips(sheet.split("\n"), shape_of_sheets())
    assert [slip.depths for slip in found] == [{1: 2, 2: 2, 3: 2}, {4: 2}]
