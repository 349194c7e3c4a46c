"""The ids of a sheet: what declares them, what they may mean, and wrong ones."""

from typing import Any

import pytest

from diplomacy_events import FormatError, Group, Person, Role, State
from diplomacy_events.coding import compile
from planted import DENIAL, TEXT, changed, compiled, faults

NORWAY = DENIAL.replace("  a: State; A", "  norway: State NOR; Norway")
NORWAY = NORWAY.replace("speakers: a", "speakers: {}") + "  at: ¶1\n"


def test_a_state_referred_to_by_its_id_or_code_is_used() -> None:
    """A similar wrong id is a slip; no message says that the state is unused."""
    for own in ("NOR", "norway"):
        (fault,) = faults(NORWAY.format(f"{own}, norwey"))
        assert fault.problem.endswith("is unknown; did you mean 'norway'?")
    (fault,) = faults(NORWAY.format("norwey"))
    assert "Nothing refers to 'norway'" in fault.problem


@pytest.mark.parametrize(
    ("written", "name", "aliases"),
    [
        ("State; Arvandia;", "Arvandia", ()),
        ("State ; Arvandia ; ; Arv", "Arvandia", ("Arv",)),
        ("state; Arvandia", "Arvandia", ()),
        ("State NOR;", "Norway", None),
        ("State NOR; ; ", "Norway", None),
        ("\n    type: State\n    code: NOR", "Norway", None),
        ("\n    type: State\n    name: A\n    code:", "A", ()),
    ],
)
def test_names_of_an_actor_may_be_left_empty(
    written: str, name: str, aliases: tuple[str, ...] | None
) -> None:
    """There may be nothing between two semicolons; a known state has its own names."""
    made = compiled(("State; Arvandia", written)).actors["arvandia"]
    assert made.name == name
    assert ("Oslo" in made.aliases) if aliases is None else made.aliases == aliases


def test_members_and_titles_are_written_with_commas_between() -> None:
    """Spaces around the commas do not count, nor does a comma after the last id."""
    king = "  x: Person ,King,Duke of arvandia; Rudolf\n"
    group = "  y: Group of arvandia , belmoria,; The Two\n"
    actors = compiled(("actors:\n", f"actors:\n{king}{group}")).actors
    roles = [Role(title="King"), Role(title="Duke", of="arvandia")]
    assert actors["x"] == Person(id="x", name="Rudolf", roles=roles)
    members = ["arvandia", "belmoria"]
    assert actors["y"] == Group(id="y", name="The Two", members=members)


def test_a_state_that_is_not_known_by_its_code_needs_a_name() -> None:
    """Its name in place of the code is not the code."""
    long = "  x:\n    type: State\n    code: norway\n"
    found = faults(changed(("actors:\n", f"actors:\n{long}")))
    assert [fault.path for fault in found] == ["x, name", "x, code"]
    (fault,) = faults(
        changed(("actors:\n", f"actors:\n{long.replace('State', 'Person')}"))
    )
    assert fault.problem.startswith("unknown key 'code'; known: name, aliases")


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("State NOR; ; Norge", "missing"),
        ("State NOX", "no state is called 'NOX'"),
        ("State nor", "'nor' is not a code; put a semicolon before its name"),
        ("Organization of arvandia", "missing"),
        ("Person, King", "missing"),
        ("Person of", "Person cannot have 'of'"),
        ("Person of arvandia", "Person cannot have 'of arvandia'"),
        ("State, King; A", "State cannot have ', King'"),
        ("persn; A", "'persn' is not one of Person, State, Organization, Group, Party"),
        ("persn; A", "did you mean 'Person'?"),
    ],
)
def test_what_an_actor_cannot_be(written: str, problem: str) -> None:
    """Each fault is reported at its line, with what was expected."""
    (fault,) = faults(changed(("actors:\n", f"actors:\n  x: {written}\n")))
    assert (fault.line, fault.id) == (6, "x")
    assert problem in fault.problem


@pytest.mark.parametrize(
    ("keys", "problems"),
    [
        ({"nam": "A"}, ["$.actors[0].nam: unknown key 'nam'; did you mean 'name'?"]),
        (
            {"xyzzy": "A", "name": "A"},
            ["$.actors[0].xyzzy: unknown key 'xyzzy'; known: type, id, name, "],
        ),
        (
            {"nam": "A", "aliass": ["B"]},
            ["$.actors[0].nam: unknown key 'nam'; did", "$.actors[0].aliass: unknown"],
        ),
        ({"type": "Sate"}, ["$.actors[0].type: 'Sate' is not one of Person, State"]),
        ({"type": 7}, ["$.actors[0].type: expected Person or State or Organiza"]),
        ({"name": "A"}, ["$.actors[0]: expected Person or State or Organization or"]),
    ],
)
def test_an_actor_of_no_known_class_is_reported_by_its_keys(
    keys: dict[str, Any], problems: list[str]
) -> None:
    """A misspelt key may be that of the class, which then does not count as missing."""
    values = {"publisher": "X", "actors": [{"id": "a", **keys}]}
    found = faults(values)
    assert [fault.id for fault in found] == ["a"] * len(problems)
    for fault, problem in zip(found, problems, strict=True):
        assert f"{fault.path}: {fault.problem}".startswith(problem)


def test_unknown_actors_are_reported_one_by_one_if_some_are_shared() -> None:
    """The sheet has actors, although it describes none of them."""
    sheet = DENIAL.replace("actors:\n  a: State; A\n", "")
    sheet = sheet.replace("speakers: a", "speakers: a, bb, cc") + "  at: ¶1\n"
    with pytest.raises(FormatError) as caught:
        compile(sheet, TEXT, actors=[State(id="a", name="A")])
    assert [fault.path for fault in caught.value.faults] == ["speakers"] * 2
    (fault,) = faults(sheet)
    assert fault.path == "actors"
    unread = faults(sheet.replace("Statement", "actors\nStatement"))
    assert [fault.path for fault in unread] == ["actors"] + ["speakers"] * 3


def test_a_shared_actor_is_known_by_its_names_and_code() -> None:
    """Its id is suggested for a name; its code stands for its id."""
    actors = [
        State(id="belmoria", name="Belmoria"),
        State(id="caldonia", name="Caldonia", code="CDN", aliases=["The Isles"]),
        State(id="new-caldonia", name="New Caldonia", code="CDN"),
        Person(id="varga", name="Ada Varga"),
    ]
    sheet = NORWAY.format("CDN, ADA")
    with pytest.raises(FormatError, match="no state is called 'ADA'"):
        compile(sheet, TEXT, actors=actors)
    for name, id in (("the isles", "caldonia"), ("Ada Varga", "varga")):
        with pytest.raises(FormatError, match=f"did you mean {id!r}"):
            compile(NORWAY.format(name), TEXT, actors=actors)
    with pytest.raises(FormatError, match="did you mean 'caldonia'"):
        compile(NORWAY.format("caldonai"), TEXT, actors=actors)
    with pytest.raises(FormatError, match="'caldonia' has class Source"):
        compile(f"id: caldonia\n{NORWAY.format('caldonia')}", TEXT, actors=actors)
    made = compile(NORWAY.format("CDN"), TEXT, actors=actors)
    assert made.statements.one().speakers == ("caldonia",)


def test_a_shared_actor_refers_to_what_is_known() -> None:
    """If the sheet and the shared actors lack it, that is a fault of the sheet."""
    reck = Person(id="reck", name="Reck", roles=[Role(title="Envoy", of="nowhere")])
    sheet = NORWAY.format("reck")
    with pytest.raises(FormatError, match="not a valid sheet") as caught:
        compile(sheet, TEXT, actors=[reck])
    (fault,) = caught.value.faults
    assert fault.id == "reck"
    assert "'nowhere' is unknown" in fault.problem
    nowhere = State(id="nowhere", name="Nowhere")
    made = compile(sheet, TEXT, actors=[reck, nowhere])
    assert made.actors.ids == ("norway", "reck", "nowhere")
    sheet = sheet.replace("actors:\n", "actors:\n  nowhere: Sate; Nowhere\n")
    with pytest.raises(FormatError) as caught:
        compile(sheet, TEXT, actors=[reck])
    assert [fault.id for fault in caught.value.faults] == ["nowhere"]


def test_a_fault_of_a_shared_actor_has_no_line_and_comes_first() -> None:
    """It has no line, because it is not in the sheet."""
    loop = [Group(id=id, name=id, members=[of]) for id, of in ("ab", "ba")]
    sheet = f"{DENIAL}  at: ¶1\n".replace("publisher: The Estuary\n", "")
    with pytest.raises(FormatError) as caught:
        compile(sheet.replace("actors:\n  a: State; A\n", ""), TEXT, actors=loop)
    found = [(fault.line, fault.problem[:7]) for fault in caught.value.faults]
    assert found == [(None, "a group"), (1, "missing")]


LAST = """\
Allegation c:
  gist: x
  accusers: nobody
  accused: a
  conduct: y
  basis: last
Statement first:
  gist: x
  speakers: nobody
  act: deny
  at: ¶1
Statement last:
  gist: x
  speakers: nobody
  act: deny
  at: ¶1
"""


def test_a_wrong_id_is_reported_in_the_order_of_the_lines() -> None:
    """Records that others are based on are read first."""
    (fault,) = faults(f"{DENIAL}  at: ¶1\n{LAST}")
    assert fault.line == 12
    assert "(also on lines 18 and 23)" in fault.problem
    found = faults(f"{DENIAL}  at: ¶1\n{LAST}".replace("nobody", "no-one", 2))
    assert [fault.line for fault in found] == [12, 23]
    found = faults(
        f"{DENIAL}  at: ¶1\n{LAST}".replace("speakers: nobody", "speakers: a, x", 1)
    )
    assert [fault.line for fault in found] == [12, 18]


def test_unknown_records_are_not_taken_for_actors() -> None:
    """A sheet without actors may name states by their codes."""
    sheet = f"{DENIAL}  at: ¶1\n".replace("actors:\n  a: State; A\n", "")
    found = faults(sheet.replace("speakers: a", "speakers: CHN\n  answers: x, y"))
    assert [fault.path for fault in found] == ["answers"] * 2
    (fault,) = faults(NORWAY.format("NOR\n  answers: USA"))
    assert fault.problem.startswith("expected an id of class Statement, but 'USA'")


def test_each_misspelt_id_belongs_to_the_one_most_like_it() -> None:
    """If nothing refers to two ids, each is suggested for its own misspelling."""
    two = "  office-one: State; One\n  office-two: State; Two\n"
    sheet = NORWAY.replace("actors:\n", f"actors:\n{two}")
    found = faults(sheet.format("NOR, ofice-one, ofice-two"))
    for fault, id in zip(found, ("office-one", "office-two"), strict=True):
        assert f"Nothing refers to '{id}'." in fault.problem


def test_unknown_actors_are_listed_in_the_order_of_their_first_lines() -> None:
    """Records that others are based on are read first, but change nothing here."""
    sheet = f"{DENIAL}  at: ¶1\n{LAST}".replace("actors:\n  a: State; A\n", "")
    sheet = sheet.replace("accusers: nobody", "accusers: CHN")
    sheet = sheet.replace("accused: a", "accused: FRA")
    sheet = sheet.replace("speakers: a", "speakers: CHN")
    sheet = sheet.replace("speakers: nobody", "speakers: one", 1)
    more = "Statement more:\n  gist: x\n  speakers: one\n  act: deny\n  at: ¶1\n"
    (fault,) = faults(sheet + more)
    assert "2 actors are unknown: 'one' and 'nobody'; describe" in fault.problem
