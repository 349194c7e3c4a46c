"""An indentation slip is reported at its line and alone, below nested keys too."""

from collections.abc import Iterator, Sequence

import nestedtext
import pytest

from diplomacy_events import FormatError
from diplomacy_events.coding import compile
from diplomacy_events.coding.sheet.layout import shape_of_sheets
from diplomacy_events.coding.sheet.lines import depth_of
from diplomacy_events.coding.sheet.realigning import slips
from diplomacy_events.coding.sheet.text_tree import tree_of_text
from planted import ARTICLES

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
TOLD = [at for at, line in enumerate(LINES) if line]
VALID = (60, 4)
"""The one slip that makes another good line: the time of a visit is that of its
invitation, which had none, and what is told is that the visit has no time."""


def slipped(at: int, depth: int) -> str:
    """Return the sheet with a line at another depth."""
    return "\n".join([*LINES[:at], " " * depth + LINES[at].lstrip(), *LINES[at + 1 :]])


def test_the_sheet_is_good() -> None:
    """Without a slip, nothing is reported; headings may have a name or a label."""
    ids = compile(SHEET, TEXT).records.ids
    assert ids == ("s", "v", "d", "c", "w")


@pytest.mark.untraced
@pytest.mark.parametrize("at", TOLD)
def test_a_line_that_slips_is_reported_alone(at: int) -> None:
    """The line may slip to either side, by any possible distance."""
    own = len(LINES[at]) - len(LINES[at].lstrip())
    for depth in sorted({0, 1, 2, 3, 4, 5, 6, 8, 10} - {own}):
        if (at, depth) == VALID:
            continue
        with pytest.raises(FormatError) as caught:
            compile(slipped(at, depth), TEXT)
        assert [fault.line for fault in caught.value.faults] == [at + 1], depth


def test_a_slip_that_makes_a_good_line_is_reported_by_what_is_missing_then() -> None:
    """Nothing shows that the time was meant for the visit."""
    at, depth = VALID
    with pytest.raises(FormatError) as caught:
        compile(slipped(at, depth), TEXT)
    (fault,) = caught.value.faults
    assert (fault.path, fault.problem[:7]) == ("when", "missing")


def shifted(lines: Sequence[str], start: int, end: int, by: int) -> list[str]:
    """Return lines of which some are indented by more, or by less."""
    return [
        " " * (depth_of(line) + by) + line.lstrip() if start <= at < end else line
        for at, line in enumerate(lines)
    ]


def blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the lines alone, in twos and threes, with and as what is below them."""
    for at, line in enumerate(lines):
        end = at + 1
        while end < len(lines) and depth_of(lines[end]) > depth_of(line):
            end += 1
        yield from {(at, at + 1), (at, end), (at + 1, end)}
        for many in (2, 3):
            run = [depth_of(one) for one in lines[at : at + many]]
            if run == [depth_of(line)] * many:
                yield at, at + many


BEFORE = ["Statement x:", "  gist: x", "Statement y:", "  gist: y", ""]
"""What tells how much deeper blocks stand in a sheet."""
SECTIONS = [
    section.split("\n")
    for name in ("agreement", "cancelled-visit", "denied-accusation", "summit")
    for section in (ARTICLES / f"{name}.sheet").read_text("utf-8").strip().split("\n\n")
]


@pytest.mark.untraced
@pytest.mark.parametrize("lines", SECTIONS, ids=lambda lines: lines[0])
def test_whatever_slips_in_a_section_is_put_back(lines: list[str]) -> None:
    """One to four spaces to either side give one fault, at the first line moved."""
    for start, end in blocks(lines):
        for by in (-4, -3, -2, -1, 1, 2, 3, 4):
            if start == end or min(map(depth_of, lines[start:end])) + by < 0:
                continue
            sheet = "\n".join(shifted(lines, start, end, by))
            try:
                same = nestedtext.loads(sheet) == nestedtext.loads("\n".join(lines))
            except nestedtext.NestedTextError:
                same = False
            found = slips([*BEFORE, *sheet.split("\n")], shape_of_sheets())
            told = [slip.first - len(BEFORE) for slip in found]
            assert told == [start] * (not same), sheet


@pytest.mark.untraced
@pytest.mark.parametrize("lines", SECTIONS, ids=lambda lines: lines[0])
def test_a_tab_before_a_line_is_reported_alone(lines: list[str]) -> None:
    """It may replace, precede or follow spaces; the intended depth is found."""
    for at, line in enumerate(lines):
        depth = depth_of(line)
        for tabbed in (
            "\t" + line.lstrip(),
            "\t" + line,
            line[:depth] + "\t" + line[depth:],
        ):
            sheet = [*lines[:at], tabbed, *lines[at + 1 :]]
            (slip,) = slips(sheet, shape_of_sheets())
            assert slip.depths == {at: depth}, tabbed
            assert slip.problem(tabbed) == (
                "invalid character in indentation: '\\t'; indent with spaces"
            )


@pytest.mark.parametrize(
    ("end", "by", "told"),
    [
        (12, 1, "expected 2 spaces, got 3 (and the next 2 lines likewise); the keys"),
        (12, -2, "expected 2 spaces, got 0 (and the next 2 lines likewise); the keys"),
        (11, 1, "expected 2 spaces, got 3 (and the next 1 line likewise); the keys"),
    ],
)
def test_lines_that_slipped_together_are_reported_at_the_first(
    end: int, by: int, told: str
) -> None:
    """The message gives their number."""
    lines = "\n".join(shifted(LINES, 9, end, by))
    with pytest.raises(FormatError) as caught:
        compile(lines, TEXT)
    (fault,) = caught.value.faults
    assert (fault.line, fault.path) == (10, "gist")
    assert told in fault.problem


@pytest.mark.parametrize("name", ["StateVisit", "Visit", "visit", "VISIT"])
def test_headings_are_known_by_all_their_names(name: str) -> None:
    """They are recognised inside another record, and with keys at the left."""
    sheet = f"Statement s:\n  gist: x\n    {name} v:\n  gist: x\nhosts: a\n"
    assert [fault.line for fault in tree_of_text(sheet).faults] == [3, 5]


def test_a_title_at_the_left_is_that_of_the_declaration_above() -> None:
    """This holds right below its keys; at the top, it is the title of the source."""
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
        # Whatever may be below the first key of a part, if that is unknown.
        ("Visit v:\n  invitation:\n    what:\n      x: y\n by: z\n", [5]),
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


@pytest.mark.parametrize(
    ("sheet", "lines"),
    [
        # Nothing at all.
        ("", []),
        ("# only a comment\n", []),
        # Below an unknown section anything may stand.
        ("Speech s:\n  gist: x\n    - y\n", [3]),
        # A line with a slip that cannot be read, right below a heading.
        ("Statement s:\ngist x\n  act: deny\n", [2]),
        # A text over several lines, of which one has slipped.
        ("Statement s:\n  gist:\n    > x\n   > y\n  act: deny\n", [4]),
        ("- x\n- y\n", [1, 2]),
    ],
)
def test_what_cannot_be_read_is_reported_beside_what_has_slipped(
    sheet: str, lines: list[int]
) -> None:
    """Where nothing is known about lines, they are not moved."""
    assert [fault.line for fault in tree_of_text(sheet).faults] == lines


def test_a_very_long_section_is_not_searched() -> None:
    """No sheet takes long: only the first line that cannot be there is reported."""
    sheet = "\n".join(
        ["Statement s:", *[f"  key-{n}: x" for n in range(400)], " act: deny"]
    )
    assert [fault.line for fault in tree_of_text(sheet).faults] == [402]
