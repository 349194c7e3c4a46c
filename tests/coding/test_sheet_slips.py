"""Slips planted all over good sheets are reported at their lines, and nothing else."""

import random
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import pytest

from diplomacy_events import Fault, FormatError
from diplomacy_events.coding import compile
from planted import ARTICLES, SHEET, TEXT

ACTORS = (ARTICLES / "shared.actors").read_text("utf-8").replace("\n", "\n  ")
ACTOR = re.compile(r"  ([a-z-]+): ((?:Person|State|Organization|Group)\b.*)")
OF = re.compile(r" of ([a-z-]+)(?=[;,])")
HEADING = re.compile(r"([A-Z]\w+) ([a-z-]+):")
LINE = re.compile(r"(\s*)((?:denial|retraction) by [a-z-]+|[a-z_ -]+):(?: (.*))?")
ITEM = re.compile(r"(\s*-) (.*)")
IDS = (
    *("speakers", "audience", "via", "mentions", "visitors", "hosts", "by", "to"),
    *("parties", "signatories", "witnesses", "visit", "basis", "accusers", "accused"),
)


NESTED = """\
text: article.txt
publisher: The Estuary
published: 2024-04-05
dataset:
  title: A visit
  licence: CC-BY-4.0
sources:
  wire-report:
    publisher: The Wire
    text: none
actors:
  arvandia:
    type: State
    name: Arvandia
    aliases:
      - the country
  teo-lind:
    type: Person
    name: Teo Lind
    anonymous: no
    roles:
      -
        title: Prime Minister
        of: arvandia
        when: 2020/2024
  office:
    type: Organization
    name: Office of the President
    state: arvandia
statements:
  not-coming:
    gist: Arvandia will not come
    speakers: office
    act: refuse
    quotes:
      - We regret it, and
    at:
      -
        source: wire-report
      - ¶1
    codings:
      -
        coder: Mira
        how: hand
visits:
  lind-visits:
    gist: Lind is to come
    visitors: teo-lind
    hosts: arvandia
    status: planned
    when:
      edtf: 2024-05
      phrase: next week
      anchor: 2024-04-05
    at: Lind will visit Belmoria
Allegation collision:
  gist: Arvandia rejects it
  accusers: office
  accused: arvandia
  conduct: causing a collision
  basis: not-coming
  responses:
    -
      kind: denial
      actors: arvandia
      statement: not-coming
    -
      kind: remark
      actors: teo-lind
      at: ¶3
"""
"""A sheet in which everything has keys of its own."""


class Article(NamedTuple):
    """A sheet with its own actors, and its text."""

    lines: list[str]
    text: str


class Slip(NamedTuple):
    """A line, by its index, and the wrong line to put in its place."""

    at: int
    line: str


@cache
def articles() -> list[Article]:
    """Return the sheets of the tests, each with its own actors."""
    found = [Article(SHEET.split("\n"), TEXT)]
    for file in sorted(ARTICLES.glob("*.sheet")):
        sheet = file.read_text("utf-8")
        sheet = sheet.replace("shared actors: shared.actors", f"actors:\n  {ACTORS}")
        text = file.with_suffix(".txt").read_text("utf-8")
        found.append(Article(sheet.split("\n"), text))
    return found


def chance(seed: int) -> random.Random:
    """Return what draws the same slips in each run."""
    return random.Random(seed)  # noqa: S311  # no secret


def faults(article: Article, *slips: Slip) -> tuple[Fault, ...]:
    """Return the faults of a sheet with slips."""
    lines = list(article.lines)
    for at, line in slips:
        lines[at] = line
    try:
        compile("\n".join(lines), article.text)
    except FormatError as error:
        return error.faults
    return ()


def misspelt(word: str) -> str:
    """Return a word with two letters changed places."""
    places = [at for at in range(len(word) - 1) if word[at : at + 2].isalpha()]
    at = next(one for one in reversed(places) if word[one] != word[one + 1])
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def planted(article: Article) -> Iterator[Slip]:
    """Yield slips: misspelt keys, headings and ids, wrong words, days and phrases."""
    key, inside = "", False
    for at, line in enumerate(article.lines):
        if heading := HEADING.fullmatch(line):
            inside = True
            yield Slip(at, line.replace(heading[1], misspelt(heading[1])))
            yield Slip(at, f"Speech {heading[2]}:")
            yield Slip(at, line[:-1])
        elif not inside and (actor := ACTOR.fullmatch(line)):
            yield Slip(at, f"  {actor[1]} {actor[2]}")
            yield Slip(at, f"  {actor[1]}: x{actor[2]}")
            if state := OF.search(line):
                yield Slip(at, line.replace(state[0], f" of {misspelt(state[1])}"))
        elif item := ITEM.fullmatch(line):
            yield from of_value(at, f"{item[1]} ", key, item[2])
        elif found := LINE.fullmatch(line):
            key, value = found[2], found[3] or ""
            for other in (misspelt(key), "xyzzy"):
                yield Slip(at, line.replace(key, other, 1))
            yield Slip(at, line.replace(":", "", 1))
            yield from of_value(at, f"{found[1]}{key}: ", key.split()[-1], value)


def of_value(at: int, before: str, key: str, value: str) -> Iterator[Slip]:
    """Yield slips in the value of a key."""
    if not value:
        return
    if key in ("at", "quotes"):
        yield Slip(at, f"{before}zq{value}")
    elif key in IDS:
        yield Slip(at, before + misspelt(value))
        yield Slip(at, f"{before}{value}, nobody-{at}")
    elif key in ("act", "status"):
        yield Slip(at, before + misspelt(value))
    elif key in ("when", "published"):
        yield Slip(at, f"{before}2024-02-31")
        yield Slip(at, f"{before}zork the blug")


def together(slips: Sequence[Slip], lines: Sequence[str]) -> Iterator[list[Slip]]:
    """Yield the slips of each record."""
    starts = [at for at, line in enumerate(lines) if line[:1].strip()]
    for first, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        found = [slip for slip in slips if first <= slip.at < end]
        if len({slip.at for slip in found}) > 2:
            yield found


def lines_of(found: Sequence[Fault]) -> list[int]:
    """Return the lines of faults in order."""
    return sorted([fault.line or 0 for fault in found])


@pytest.mark.parametrize("number", range(5))
def test_a_slip_anywhere_is_reported_at_its_line_and_alone(number: int) -> None:
    """Whatever a slip does to the rest of the sheet is no further fault."""
    article = articles()[number]
    assert faults(article) == ()
    for slip in chance(number).sample(list(planted(article)), 12):
        assert lines_of(faults(article, slip)) == [slip.at + 1], slip


@pytest.mark.parametrize("number", range(5))
def test_several_slips_in_a_record_are_reported_each_at_its_line(number: int) -> None:
    """None hides another, and together they cause no further fault."""
    article, drawing = articles()[number], chance(number)
    slips = [slip for slip in planted(article) if "xyzzy" not in slip.line]
    records = list(together(slips, article.lines))
    for own in drawing.sample(records, min(len(records), 6)):
        chosen = list({slip.at: slip for slip in drawing.sample(own, 3)}.values())
        at = [slip.at + 1 for slip in sorted(chosen)]
        assert lines_of(faults(article, *chosen)) == at, chosen


def declared(article: Article) -> dict[str, int]:
    """Return the line of each id of a sheet by its index."""
    found = {}
    for at, line in enumerate(article.lines):
        if match := ACTOR.fullmatch(line):
            found[match[1]] = at
        elif match := HEADING.fullmatch(line):
            found[match[2]] = at
    return found


def uses(article: Article, id: str) -> list[Slip]:
    """Return the lines that refer to an id, with the id misspelt."""
    found = []
    for at, line in enumerate(article.lines):
        key = LINE.fullmatch(line)
        of_actor = ACTOR.fullmatch(line) is not None
        if of_actor or (key and (key[2] in IDS or " by " in key[2])):
            before = "(?<= of )" if of_actor else "(?<![a-z-])"
            after = "(?=[;,])" if of_actor else "(?![a-z-])"
            wrong, times = re.subn(before + id + after, misspelt(id), line)
            found += [Slip(at, wrong)] * (times > 0)
    return found


@pytest.mark.parametrize("number", range(5))
def test_a_misspelt_id_is_reported_once(number: int) -> None:
    """The place is the declaration if the other lines agree, else the use."""
    article = articles()[number]
    ids = declared(article)
    drawn = ids if number == 0 else chance(number).sample(list(ids), 7)
    for id in drawn:
        at, line = ids[id], article.lines[ids[id]]
        used = uses(article, id)
        own = Slip(at, line.replace(id, misspelt(id), 1))
        found = lines_of(faults(article, own))
        if not used:
            # Nothing refers to it, so any id will do.
            assert found == [], own
        elif len(used) == 1 and HEADING.fullmatch(line):
            # Either may be misspelt: the words of the text decide, if they can.
            assert found in ([used[0].at + 1], [at + 1]), own
        else:
            assert found == [at + 1], own
        for slip in used[:2]:
            assert lines_of(faults(article, slip)) == [slip.at + 1], slip


def test_a_slip_among_nested_keys_is_reported_at_its_line_and_alone() -> None:
    """The key may be unknown, or lack its colon."""
    article = Article(NESTED.split("\n"), TEXT)
    assert faults(article) == ()
    for at, line in enumerate(article.lines):
        found = LINE.fullmatch(line)
        if found is None:
            continue
        key = found[2]
        wrong = [line.replace(":", "", 1)]
        if "-" not in key and key not in ("arvandia", "office"):
            wrong.append(line.replace(key, "xyzzy", 1))
        for other in wrong:
            assert lines_of(faults(article, Slip(at, other))) == [at + 1], other
