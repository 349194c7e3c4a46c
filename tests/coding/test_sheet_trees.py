"""A sheet as a tree: the places of its values, and what cannot be one."""

from typing import Any

import pytest

from diplomacy_events import Fault
from diplomacy_events.coding.sheet.nodes import (
    DEEPEST_NESTING,
    Node,
    Path,
    slugs_of,
    tree_of_values,
)
from diplomacy_events.coding.sheet.text_tree import tree_of_text
from planted import changed, faults


@pytest.mark.parametrize(
    ("value", "empty"),
    [("", True), ([], True), ({}, True), (" ", False), (0, False), (False, False)],
)
def test_text_lists_and_keys_can_be_empty(value: object, empty: bool) -> None:
    """Numbers and booleans are never empty."""
    assert Node(value).empty is empty


@pytest.mark.parametrize(
    ("path", "owner", "line", "place"),
    [
        (("Statement s", "at"), "s", 3, "at"),
        (("Statement s", "quotes", 0), "s", 3, "quotes[0]"),
        (("Statement s",), "s", 3, "Statement s"),
        (("Statement s", "at", "source"), None, 3, "Statement s, at, source"),
        (("Statement s", "at"), "s", None, "$['Statement s'].at"),
        (("actors", 0, "été"), None, None, r"$.actors[0]['\xe9t\xe9']"),
        ((), None, None, "$"),
    ],
)
def test_a_fault_names_its_place(
    path: Path, owner: str | None, line: int | None, place: str
) -> None:
    """In lines, it is the key in the object; in JSON, a path from the top."""
    node = Node("x", path, line)
    assert node.fault("wrong", owner) == Fault(place, "wrong", owner, line)


def nested(depth: int) -> dict[str, Any]:
    """Return a value that is so many keys deep."""
    value: Any = "x"
    for _ in range(depth):
        value = {"a": value}
    return {**value}


def test_values_may_be_nested_up_to_a_limit() -> None:
    """Deeper values are reported at their place, and count as empty."""
    assert DEEPEST_NESTING == 32
    assert not tree_of_values(nested(32)).faults
    (fault,) = tree_of_values(nested(33)).faults
    assert fault == Fault("$" + 33 * ".a", "nested too deeply")


def test_nulls_count_as_left_out() -> None:
    """Items after a null in a list keep their place."""
    tree = tree_of_values({"a": None, "b": [None, 7], "c": (True,), "d": {"e": None}})
    assert not tree.faults
    assert tree.root.value.keys() == {"b", "c", "d"}
    assert tree.root.value["b"].value == [Node(7, ("b", 1))]
    assert tree.root.value["c"].value == [Node(True, ("c", 0))]
    assert tree.root.value["d"].value == {}


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ('{"a": 1, "a": 2}', "$", "repeats the key 'a'"),
        ('{"b": {"a": 1, "a": 2}}', "$.b", "repeats the key 'a'"),
        ('{"b": [NaN]}', "$.b[0]", "NaN"),
        ("{", "$", "not JSON"),
    ],
)
def test_what_json_does_not_allow_is_reported_at_its_place(
    text: str, place: str, problem: str
) -> None:
    """The value counts as empty."""
    tree = tree_of_text(text)
    (fault,) = tree.faults
    assert fault.path == place
    assert problem in fault.problem
    assert isinstance(tree.root.value, dict)


def test_what_is_no_value_of_json_is_reported() -> None:
    """Bytes, for example, could mean anything."""
    (fault,) = tree_of_values({"a": [b""]}).faults
    assert fault == Fault("$.a[0]", "is not a JSON value")


@pytest.mark.parametrize(
    ("old", "place"),
    [
        ('"The Estuary"', "$.publisher"),
        # Other times depend on it.
        ('"2024-04-05"', "$.published"),
        ('"State; Arvandia"', "$.actors.arvandia"),
        ('"comes"', "$['Statement a'].gist"),
        ('["arvandia"]', "$['Statement a'].speakers"),
        ('"will not come"', "$['Statement a'].at"),
        ('"The Bay"', "$.sources.b.publisher"),
    ],
)
def test_what_is_no_value_of_json_has_one_fault(old: str, place: str) -> None:
    """Its key is not missing too, and nothing that depends on it is faulty."""
    sheet = """{
        "publisher": "The Estuary",
        "published": "2024-04-05",
        "sources": {"b": {"text": "none", "publisher": "The Bay"}},
        "actors": {"arvandia": "State; Arvandia"},
        "Statement a": {
            "gist": "comes",
            "act": "refuse",
            "speakers": ["arvandia"],
            "when": "on Friday",
            "at": "will not come"
        }
    }"""
    assert old in sheet
    found = faults(sheet.replace(old, "NaN"))
    assert [str(one) for one in found] == [f"{place}: NaN, which JSON does not have"]


def test_ids_that_a_text_may_mean() -> None:
    """They are its words, one by one, joined by hyphens, or run together."""
    assert slugs_of("The Hill") == {"the", "hill", "the-hill", "thehill"}


@pytest.mark.parametrize(
    ("sheet", "value"),
    [
        ("a: x:  ", "x:  "),
        ("a: x  ", "x  "),
        ("a:  ", ""),
        ("a:   \n  > x:  \n  > y ", "x:  \ny "),
        ("a:\n  > x\n  >  ", "x\n "),
    ],
)
def test_spaces_at_the_end_of_a_line_are_kept_in_its_text(
    sheet: str, value: str
) -> None:
    """Spaces after a key without a value cannot be seen, and do not count."""
    tree = tree_of_text(sheet)
    assert not tree.faults
    assert tree.root.value["a"].value == value


@pytest.mark.parametrize(
    ("sheet", "damaged", "lost"),
    [
        ("a: b\nbroken\n c: d\n\n e: f\ng: h\n", {2}, "broken c d e f"),
        ("a:\n  b:\n    c: d\n   broken\ng: h\n", {1, 2, 4}, "broken"),
        ("a:\n   b: c\n  - d\n  - e\ng: h\n", {1}, "d e"),
        ("a:\n  > b\nbroken\n  # c\ng: h\n", {3}, "broken c"),
        ("# a:\nbroken\ng: h\n", {2}, "broken"),
        ("a:\n  - b: c\n  broken\ng: h\n", {1, 3}, "broken"),
    ],
)
def test_an_unreadable_line_is_passed_over_with_what_is_below_it(
    sheet: str, damaged: set[int], lost: str
) -> None:
    """It damages what contains it, and all its words may be ids."""
    tree = tree_of_text(sheet)
    assert len(tree.faults) == 1
    assert tree.root.value["g"].value == "h"
    assert tree.damaged == damaged
    assert tree.lost == set(lost.split())


def test_a_line_is_named_by_its_beginning() -> None:
    """The name is the line up to its colon, or its first forty characters."""
    for line, place in (("k" * 39, "k" * 39), ("k" * 41, "k" * 40), ("a:b", "a")):
        (fault,) = tree_of_text(line).faults
        assert fault.path == place


@pytest.mark.parametrize(
    ("sheet", "problem"),
    [
        ("a:\n  - b\n  c: d\n", "expected '- value', like the lines before"),
        ("a:\n  b: c\n  - d\n", "expected 'key: value', like the lines before"),
        ("a: b\na: c\n", "duplicate key: a; write it once"),
        (" a: b\n", "top-level content must start in column 1"),
    ],
)
def test_a_line_that_cannot_be_read_is_reported_with_what_was_expected(
    sheet: str, problem: str
) -> None:
    """What was expected depends on the lines before it."""
    (fault,) = tree_of_text(sheet).faults
    assert fault.problem == problem


def test_a_heading_behind_a_tab_is_reported_once() -> None:
    """The tab makes it unreadable, even if only its colon is missing."""
    (fault,) = tree_of_text("Speech s:\n \tgist\n      x: y\n").faults
    assert (fault.line, fault.path) == (2, "gist")
    assert fault.problem.startswith("invalid character in indentation: '\\t'")


@pytest.mark.parametrize("heading", ["  responses:", "    denial by arvandia:"])
def test_what_is_below_a_heading_without_a_colon_is_read(heading: str) -> None:
    """Faults there are reported as well."""
    bare = (f"{heading}\n", f"{heading[:-1]}\n")
    found = faults(changed(bare, ("      at: Arvandia rej", "      att: Arvandia rej")))
    assert [fault.line for fault in found][1:] == [48]
    assert "did you mean 'at'" in found[1].problem
