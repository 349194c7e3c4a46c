"""An indentation slip is reported at its line and alone, below nested keys too."""

import re

import pytest

from diplomacy_events import FormatError
from diplomacy_events.coding import compile
from diplomacy_events.coding.sheet.nodes import tree_of_text

TEXT = "Arvandia will not come. It said so on Friday. Lind visits next week.\n"
AT = "  at: Arvandia will not come."
SHEET = f"""\
text: article.txt
publisher: The Estuary
published: 2024-04-05

actors:
  a: State; Arvandia
  b: State; Belmoria

Statement s:
  gist: Arvandia will not come
  speakers: a
  act: deny
{AT}

Visit v:
  gist: Lind is to come
  visitors: a
  hosts: b
  status: planned
  invitation:
    by: b
    to: a
    when: on Friday
    channel: letter
  when: next week
{AT}

joint  declaration d:
  title: Pact
  gist: A pact
  parties: a, b
  status: occurred
  visit: v
  when: next week
{AT}

Allegation c:
  gist: Belmoria accuses, Arvandia denies
  accusers: b
  accused: a
  conduct: causing a collision
  responses:
    denial by a:
      when: on Friday
    {AT}
    remark by a: s
    no-comment by b:
    {AT}
      when: on Friday
  when: on Friday
{AT}

visit w:
  gist: Lind is to come
  visitors: a
  hosts: b
  status: planned
  invitation:
    by: b
    to: a
  when: next week
{AT}
""".replace("joint  ", "Joint ")
LINES = SHEET.split("\n")
AMBIGUOUS = re.compile(r" *(?:at|when|channel):")
"""Keys that both a record and its parts have."""
TOLD = [at for at, line in enumerate(LINES) if line and not AMBIGUOUS.match(line)]


def slipped(at: int, depth: int) -> str:
    """Return the sheet with a line at another depth."""
    return "\n".join([*LINES[:at], " " * depth + LINES[at].lstrip(), *LINES[at + 1 :]])


def test_the_sheet_is_good() -> None:
    """Without a slip, nothing is reported; headings are known by name and by label."""
    ids = compile(SHEET, TEXT).records.ids
    assert ids == ("s", "v", "d", "c", "w")


@pytest.mark.parametrize("at", TOLD)
def test_a_line_that_slips_is_told_alone(at: int) -> None:
    """The line may slip to either side, by any possible distance."""
    own = len(LINES[at]) - len(LINES[at].lstrip())
    for depth in sorted({0, 1, 2, 3, 4, 5, 6, 8, 10} - {own}):
        with pytest.raises(FormatError) as caught:
            compile(slipped(at, depth), TEXT)
        assert [fault.line for fault in caught.value.faults] == [at + 1], depth


@pytest.mark.parametrize("name", ["StateVisit", "Visit", "visit", "VISIT"])
def test_headings_are_known_by_all_their_names(name: str) -> None:
    """They are found in the middle of another record, and with keys at the left."""
    sheet = f"Statement s:\n  gist: x\n    {name} v:\n  gist: x\nhosts: a\n"
    assert [fault.line for fault in tree_of_text(sheet).faults] == [3, 5]


def test_a_title_at_the_left_is_that_of_the_declaration_above() -> None:
    """Right below one of its keys; at the top of a sheet, it is that of the source."""
    declared = "Declaration d:\n  gist: x\ntitle: Pact\n"
    assert [fault.line for fault in tree_of_text(declared).faults] == [3]
    for good in (f"title: x\n{declared[:25]}", "Visit v:\n  gist: x\ntitle: Pact\n"):
        assert tree_of_text(good).faults == ()
    apart = tree_of_text("Declaration d:\n  gist: x\n\ntitle: The paper's\n")
    assert apart.faults == ()


@pytest.mark.parametrize(
    ("sheet", "lines"),
    [
        # A key by itself may be at any depth, below its owner.
        ("Visit v:\n  gist: x\n  hosts: a\n  invitation:\n       by: a\n", []),
        ("Visit v:\n  gist: x\n  hosts: a\n  invitation:\n  by: a\n", [5]),
        # But not as deep as its own keys.
        (
            (
                "Allegation c:\n  gist: x\n  accused: a\n  responses:\n"
                "      denial by a:\n      at: x\n"
            ),
            [5],
        ),
        # Nothing is below it.
        (
            "Allegation c:\n  gist: x\n  accused: a\n  responses:\n  denial by a:\n",
            [5],
        ),
        # If ids are below the name of a kind, no heading shows the depth.
        ("visits:\n    v:\n        invitation:\n          by: a\n", []),
        # After a section, no line belongs to the part before it.
        (
            (
                "Visit v:\n  gist: x\n  invitation:\n    by: a\n"
                "actors:\n  by: State; A\n  to: State; B\n"
            ),
            [],
        ),
        # Records are indented by four, and their keys by two.
        (
            (
                "Visit v:\n    gist: x\n    invitation:\n        by: a\n"
                "actors:\n  a: State; A\n  b: State; B\n"
            ),
            [],
        ),
    ],
)
def test_what_is_below_a_key_of_a_part(sheet: str, lines: list[int]) -> None:
    """The depth follows from the record and from other records of its kind."""
    assert [fault.line for fault in tree_of_text(sheet).faults] == lines
