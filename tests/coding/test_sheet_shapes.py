"""Which lines may come below which in a sheet."""

import pytest

from diplomacy_events import Source
from diplomacy_events.coding.sheet.forms import key_of
from diplomacy_events.coding.sheet.layout import FREE, Shape, Way, shape_of_sheets
from diplomacy_events.coding.sheet.lines import meant_lines
from diplomacy_events.model.actors import ACTOR_KINDS
from diplomacy_events.model.description import fields
from diplomacy_events.model.metadata import Kind
from diplomacy_events.model.record_kinds import RECORD_KINDS

CODING = "coder how scheme code row confidence on"


def below(*lines: str) -> tuple[Way, Shape] | None:
    """Return how the last of some lines is written, each below the one before."""
    found: tuple[Way, Shape] | None = (Way.KEY, shape_of_sheets())
    for line in meant_lines(lines):
        found = found and found[1].below(line.key, line.value)
    return found


def required(shape: Shape) -> list[str]:
    """Return the keys of which one must be there, for each set of them."""
    return ["|".join(sorted(one)) for one in shape.required]


@pytest.mark.parametrize(
    ("lines", "keys"),
    [
        ([], "text|date order|shared actors|dataset|sources|actors"),
        ([], "|".join(kind.plural for kind in RECORD_KINDS)),
        ([], "|".join(field.name for field in fields(Source))),
        (["dataset:"], "title|description|licence|citation|version"),
        (["sources:", "a:"], "text|publisher|title|url|published|author|accessed"),
        (["sources:", "-"], "id|text|publisher|title|url|published|author|accessed"),
        (["actors:", "a:"], "type|name|aliases|wikidata|roles|code|state|members"),
        (["actors:", "-"], "id|type|name|aliases|wikidata|roles|code|members"),
        (["statements:", "a:"], "gist|speakers|act|at|when|quotes|manner"),
        (["statements:", "-"], "id|gist|speakers|act|at|when|quotes|manner"),
        (["Statement s:", "when:"], "edtf|phrase|anchor"),
        (["Statement s:", "at:"], "source|at"),
        (["Statement s:", "at:", "-"], "source|at"),
        (["Statement s:", "codings:", "-"], CODING.replace(" ", "|")),
        (["Visit v:", "invitation:"], "by|to|channel|when|proposed"),
        (["Allegation a:", "responses:", "-"], "actors|kind|when|statement|at"),
        (["Allegation a:", "responses:"], "actors|kind|when|statement|at"),
        (["Allegation a:", "responses:", "denial by x:"], "when|statement|at"),
    ],
)
def test_the_keys_below_a_line_are_known(lines: list[str], keys: str) -> None:
    """They may have a value, or lines below them; others are unknown."""
    for key in keys.split("|"):
        assert below(*lines, f"{key}: x") is not None, key
    assert below(*lines, "what: x") is None or lines == ["actors:"]


@pytest.mark.parametrize("kind", RECORD_KINDS, ids=lambda kind: str(kind.label))
def test_every_field_of_a_record_is_a_key(kind: Kind) -> None:
    """They are known below a heading, and below the plural name of the kind."""
    for name in (kind.cls.__name__, kind.label, kind.singular):
        for field in fields(kind.cls):
            assert below(f"{name} a-1:", f"{key_of(field)}: x") is not None
    assert below(f"{kind.plural}:", "a-1:", "gist: x") is not None


@pytest.mark.parametrize("kind", ACTOR_KINDS, ids=lambda kind: str(kind.label))
def test_every_field_of_an_actor_is_a_key(kind: Kind) -> None:
    """The class does not matter, because it is on another line."""
    for field in fields(kind.cls):
        assert below("actors:", "a:", f"{key_of(field)}: x") is not None
    assert below("actors:", f"a: {kind.cls.__name__}; A") is not None


@pytest.mark.parametrize(
    ("lines", "way"),
    [
        (["Statement s:"], Way.KEY),
        (["statement s:"], Way.KEY),
        (["Statement s: x"], None),
        (["Statement S:"], None),
        (["statements:", "s:"], Way.OTHER),
        (["statements:", "s: x"], None),
        (["sources:", "s: x"], None),
        (["actors:", "a: Persons; A"], None),
        (["actors:", "a: A Person"], None),
        (["text:", "x: y"], None),
        (["text:", "- x"], None),
        (["text:", "> x"], Way.WORDS),
        (["shared actors:", "- x"], None),
        (["date order:", "- x"], None),
        (["dataset:", "> x"], None),
        (["sources:", "> x"], None),
        (["Statement s:", "topics:", "- x"], Way.ITEM),
        (["Statement s:", "speakers:", "- x", "- y"], None),
        (["Statement s:", "act:", "- x"], None),
        (["Statement s:", "at:", "- x"], Way.ITEM),
        (["Statement s:", "when:", "- x"], None),
        (["Statement s:", "at:", "-", "start: x"], None),
        (["Allegation a:", "responses:", "denial by x: y"], Way.OTHER),
        (["Allegation a:", "responses:", "kind: x"], Way.KEY),
        (["Allegation a:", "responses:", "- x"], Way.ITEM),
        (["Visit v:", "superseded:", "- x"], Way.ITEM),
        (["Visit v:", "invitation:", "- x"], None),
    ],
)
def test_lines_are_written_in_the_way_of_their_place(
    lines: list[str], way: Way | None
) -> None:
    """They are known or free keys, items of a list, or lines of text."""
    found = below(*lines)
    assert (found and found[0]) == way


@pytest.mark.parametrize(
    ("lines", "keys", "filled"),
    [
        ([], "", False),
        (["text:"], "", False),
        (["sources:"], "", False),
        (["sources:", "a:"], "", False),
        (["actors:", "a:"], "type", True),
        (["actors:", "-"], "type", False),
        (["Statement s:"], "act at|basis|quotes gist speakers", True),
        (["statements:", "s:"], "act at|basis|quotes gist speakers", True),
        (["statements:", "-"], "act at|basis|quotes gist speakers", False),
        (
            ["Visit v:"],
            "at|basis|quotes basis|when gist status visitors",
            True,
        ),
        (
            ["Declaration d:"],
            "at|basis|quotes basis|when gist parties status",
            True,
        ),
        (
            ["Allegation a:"],
            "accused accusers at|basis|quotes basis|when conduct gist",
            True,
        ),
        (["Statement s:", "when:"], "edtf", False),
        (["Statement s:", "at:", "-"], "source", False),
        (["Statement s:", "codings:", "-"], "coder how", False),
        (["Visit v:", "invitation:"], "by to", False),
        (["Allegation a:", "responses:"], "actors at|statement kind", False),
        (["Allegation a:", "responses:", "-"], "actors at|statement kind", False),
        (["Allegation a:", "responses:", "x by y:"], "at|statement", True),
    ],
)
def test_what_must_be_below_a_line(lines: list[str], keys: str, filled: bool) -> None:
    """One key of each set is required, and anything if the line cannot be empty."""
    found = below(*lines)
    assert found is not None
    assert sorted(required(found[1])) == keys.split()
    assert found[1].filled is filled


def test_below_an_unknown_line_is_anything() -> None:
    """This includes another unknown line, and whatever is below it."""
    assert FREE.below("what", "ever") == (Way.KEY, FREE)
    assert FREE.below("-", "") == (Way.KEY, FREE)
