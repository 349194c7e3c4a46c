"""What stands at the top of a sheet, and what unknown keys there may mean."""

import pytest

from diplomacy_events.coding.sheet.nodes import tree_of_values
from diplomacy_events.coding.sheet.sections import TOP, Sections
from diplomacy_events.coding.sheet.text_tree import tree_of_text

RECORD = ":\n  gist: x\n  speakers: y\n  act: z\n"
ACTORS = "actors:\n  a: State; A\n"


def sections(sheet: str) -> Sections:
    """Return the sections of a sheet."""
    return Sections(tree_of_text(sheet).root)


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        ("statments", "unknown key 'statments'; did you mean 'statements' or 'Stat"),
        ("Statment", "unknown key 'Statment'; did you mean 'Statement' or 'statem"),
        ("Statevisit", "'Statevisit' has no id; a section starts with a kind and an"),
        ("StatVisit", "unknown key 'StatVisit'; did you mean 'StateVisit'?"),
        ("allegatoins", "unknown key 'allegatoins'; did you mean 'allegations' or"),
        ("publishr", "unknown key 'publishr'; did you mean 'publisher' or 'publis"),
        ("xyzzy", f"unknown key 'xyzzy'; known: {', '.join(TOP)}"),
        ("gist", "indent the keys of a record, such as a Statement, below it"),
        ("speakers", "indent the keys of a record, such as a Statement, below it"),
        ("Visit a b", "an id cannot contain spaces: write 'Visit a-b'"),
        ("joint declaration a b", "contain spaces: write 'joint declaration a-b'"),
        ("publishr x", "unknown section 'publishr x'; did you mean 'publisher' or"),
        ("Stament a", "unknown section 'Stament a'; did you mean 'Statement'?"),
        ("share a", "unknown section 'share a'; did you mean 'shared actors'?"),
        ("shared with all", "unknown section 'shared with all'; did you mean 'shared"),
        ("shard actors", "unknown section 'shard actors'; did you mean 'shared act"),
        ("foo bar", "as in 'Statement some-id'; the kinds are StateVisit, JointDecl"),
    ],
)
def test_an_unknown_key_is_reported_with_what_it_may_mean(
    key: str, problem: str
) -> None:
    """It may be a key of the source, the name of a kind, or the heading of a record."""
    (fault,) = sections(f"{key}: x\n").faults
    assert problem in fault.problem


@pytest.mark.parametrize(
    ("sheet", "records"),
    [
        # More than half of the keys are those of one kind.
        (f"Speech by-lind{RECORD}", [("by-lind", "Statement")]),
        (f"Speech By Lind{RECORD}", [("lind", "Statement")]),
        (f"Speech a{RECORD}  foo: 1\n  bar: 2\n", [("a", "Statement")]),
        (f"Speech a{RECORD}  foo: 1\n  bar: 2\n  baz: 3\n", []),
        # The first kind of those that have as many keys.
        ("Speech a:\n  gist: x\n", [("a", "Visit")]),
        # Nothing to make an id from, or nothing below it.
        (f"Speech ?{RECORD}", []),
        ("Speech a:\n", []),
        ("Speech a: x\n", []),
    ],
)
def test_what_is_below_an_unknown_heading_is_read_as_the_likely_kind(
    sheet: str, records: list[tuple[str, str]]
) -> None:
    """Faults in it are reported too, although the kind is only a guess."""
    found = sections(sheet)
    assert len(found.faults) == 1
    assert [(one.id, one.kind and one.kind.label) for one in found.records] == records
    assert not any(one.sure for one in found.records)


@pytest.mark.parametrize(
    ("sheet", "unread"),
    [
        ("xyzzy: x\n", True),
        (f"xyzzy: x\n{ACTORS}", False),
        ("xyzzy: x\nshared actors: b\n", False),
        ("xyzzy:\n  a: b\n", False),
        ("shared actor: x\n", True),
        (f"shared actor: x\n{ACTORS}", True),
        ("shared actor: x\nshared actors: b\n", True),
        ("publishr: x\n", False),
        ("actors: x\n", True),
        ("actors:\n", False),
        ("sources: x\n", False),
        ("statements: x\n", False),
        (ACTORS, False),
    ],
)
def test_actors_may_be_unread(sheet: str, unread: bool) -> None:
    """They are under a wrong key, or one that may mean the shared actors."""
    assert sections(sheet).unread_actors is unread


def test_actors_under_a_misspelt_key_are_read() -> None:
    """A text there is not a list of actors."""
    found = sections(ACTORS.replace("actors", "actor"))
    assert [one.id for one in found.actors] == ["a"]
    assert found.meant == {"actors", "author"}
    found = sections("actor: x\n")
    assert [*found.actors] == []
    assert len(found.faults) == 1


@pytest.mark.parametrize(
    ("sheet", "lost"),
    [
        ("Speech By-Lind: x\n", {"speech", "by-lind"}),
        ("people:\n  lind: Person\n  Reck: Person\n", {"people", "lind", "reck"}),
        ("statements:\n  -\n    gist: Lind left\n    act: deny\n", {"lind", "deny"}),
    ],
)
def test_ids_under_a_wrong_key_may_be_those_that_others_name(
    sheet: str, lost: set[str]
) -> None:
    """References to them are not reported."""
    assert lost <= sections(sheet).lost


def test_a_key_of_a_record_at_the_left_damages_the_section_before_it() -> None:
    """The section may lack this very key; other keys of records may follow."""
    sheet = "publisher: x\ntitle: y\nspeakers: y\nact: z\nxyzzy: x\n"
    assert sections(sheet).damaged == {2}
    assert sections("speakers: y\n").damaged == set()
    assert sections("Visit v:\n  gist: x\nxyzzy: x\n").damaged == set()


def test_objects_in_a_list_have_their_ids_in_them() -> None:
    """One without a text as its id is reported, and the others are read."""
    listed = [{"id": 7}, {"id": ""}, {"gist": "Lind"}, "x", {"id": "ok", "gist": "x"}]
    found = Sections(tree_of_values({"statements": listed}).root)
    paths = [f"$.statements[{at}]" for at in range(4)]
    assert [str(fault) for fault in found.faults] == [
        f"{path}: expected keys, including 'id'" for path in paths
    ]
    (one,) = found.records
    assert (one.id, list(one.node.value)) == ("ok", ["gist"])
    assert "lind" in found.lost


def test_what_stands_empty_at_the_top_counts_as_left_out() -> None:
    """An empty key is not a fault."""
    for sheet in ("title:\nactors:\nsources:\nstatements:\n", ""):
        found = sections(sheet)
        assert (found.top, found.faults) == ({}, [])
