"""The table of states, compared with a library that has the codes of ISO 3166."""

import re
from collections.abc import Callable
from itertools import chain
from typing import Any

import pycountry
import pytest

from diplomacy_events import (
    Dataset,
    FieldTypeError,
    State,
    UnknownNameError,
    dumps,
    load_article,
    loads,
)
from diplomacy_events.datasets import StateFacts, state, state_facts, states
from diplomacy_events.folding import fold

FACTS = state_facts()
# ISO gave the code to the successor, or gave the same state another code.
OTHER_NUMBERS = {"yugoslavia"}
NOT_ISO = {"ROM", "XK", "XKX"}


def by_alpha_3(library: Any) -> dict[str, Any]:
    """Return the library's entries of one kind by their alpha-3 codes."""
    return {entry.alpha_3: entry for entry in library}


NOW, ONCE = by_alpha_3(pycountry.countries), by_alpha_3(pycountry.historic_countries)


def one(facts: StateFacts) -> str:
    """Return the id of a state, as the name of a test."""
    return facts.id


def test_every_code_in_use_is_listed() -> None:
    """Each alpha-3 code of ISO 3166-1 belongs to one state that is not former."""
    living = [facts for facts in FACTS.values() if facts.kind != "former"]
    codes = [facts.alpha_3 for facts in living if facts.alpha_3 is not None]
    assert sorted(codes) == sorted(NOW)
    assert [facts.id for facts in living if facts.alpha_3 is None] == ["kosovo"]


@pytest.mark.parametrize("facts", FACTS.values(), ids=one)
def test_codes_are_those_of_the_standard(facts: StateFacts) -> None:
    """The three codes of a state belong together, and former ones existed once."""
    if facts.alpha_3 in NOW:
        entry = NOW[facts.alpha_3]
        assert (facts.alpha_2, facts.numeric) == (entry.alpha_2, entry.numeric)
    elif facts.alpha_3 is not None:
        entry = ONCE[facts.alpha_3]
        assert facts.kind == "former"
        assert facts.alpha_2 in (None, entry.alpha_2)
        if facts.id not in OTHER_NUMBERS:
            assert facts.numeric == getattr(entry, "numeric", None)
    assert {*facts.other_codes} <= ONCE.keys() | NOT_ISO


def bare(name: str) -> str:
    """Return a name without parts that are often omitted."""
    name = re.sub(r"^the |\[.*\]|,? \(.*\)", "", fold(name))
    return " ".join(name.replace(".", "").replace("-", " ").split())


def names_of(entry: Any) -> set[str]:
    """Return the names of an entry of the library, in the usual word order."""
    fields = ("name", "common_name", "official_name")
    found = {str(getattr(entry, field, entry.name)) for field in fields}
    turned = {re.sub(r"^([^,]*), (.*)$", r"\2 \1", name) for name in found}
    return {bare(name) for name in found | turned}


@pytest.mark.parametrize(
    "facts", [facts for facts in FACTS.values() if facts.alpha_3 in NOW], ids=one
)
def test_names_are_those_of_the_standard(facts: StateFacts) -> None:
    """Each of our names is one of the standard's names for the code."""
    ours = {bare(name) for name in (facts.name, *facts.names)}
    assert ours & names_of(NOW[facts.alpha_3 or ""])


def test_numbers_of_states() -> None:
    """The United Nations have 193 members and two observers."""
    kinds = [facts.kind for facts in FACTS.values()]
    assert (kinds.count("member"), kinds.count("observer")) == (193, 2)
    assert {*kinds} == {"member", "observer", "other", "territory", "former"}


def test_every_member_has_a_capital_and_a_demonym() -> None:
    """Only Monaco, San Marino and Singapore lack a capital, and all have a demonym."""
    members = [facts for facts in FACTS.values() if facts.kind == "member"]
    lacking = {facts.id for facts in members if facts.capital is None}
    assert lacking == {"monaco", "san-marino", "singapore"}
    assert all(facts.demonyms for facts in members)


def every(of: Callable[[StateFacts], tuple[str, ...]]) -> list[str]:
    """Return the values of all states in one list."""
    return list(chain.from_iterable(of(facts) for facts in FACTS.values()))


def test_no_two_states_share_a_name_or_a_code() -> None:
    """Each name, whatever its case and accents, and each code leads to one state."""
    codes = every(lambda facts: facts.codes)
    assert len(codes) == len({*codes})
    names = every(
        lambda facts: tuple(
            {fold(name) for name in (facts.name, *facts.names, *facts.metonyms)}
        )
    )
    assert len(names) == len({*names})


def test_ids_are_the_names() -> None:
    """An id is the name in lowercase, without accents and marks, in order."""
    assert [*FACTS] == sorted(FACTS)
    for facts in FACTS.values():
        spelt = re.sub("[.']", "", fold(facts.name))
        assert facts.id == re.sub("[^a-z]+", "-", spelt).strip("-")


def test_they_are_actors_of_any_dataset() -> None:
    """A dataset of all of them is valid, lossless, and finds them by each name."""
    whole = Dataset(actors=states())
    assert loads(dumps(whole)) == whole
    assert whole.actor("the kremlin").id == "russia"
    assert states() is states()
    assert all(type(item) is State for item in states())


def test_the_article_calls_states_the_same() -> None:
    """The states of the bundled article have the same ids, names and codes."""
    named = [actor for actor in load_article().actors if isinstance(actor, State)]
    assert named
    for actor in named:
        ours = states()[actor.id]
        assert (actor.name, actor.code) == (ours.name, ours.code)
        assert {fold(name) for name in actor.aliases} <= {
            fold(name) for name in ours.aliases
        }


@pytest.mark.parametrize(
    ("key", "id"),
    [
        ("united-states", "united-states"),
        ("US", "united-states"),
        ("USA", "united-states"),
        ("840", "united-states"),
        ("the u.s.", "united-states"),
        ("Beijing", "china"),
        ("ROM", "romania"),
        ("TMP", "east-timor"),
        ("SUN", "soviet-union"),
        ("YUG", "yugoslavia"),
        ("DDR", "east-germany"),
        ("CSK", "czechoslovakia"),
        ("ZAR", "democratic-republic-of-the-congo"),
        ("XKX", "kosovo"),
        ("Cote d'Ivoire", "ivory-coast"),
        ("Türkiye", "turkey"),
    ],
)
def test_a_state_is_found(key: str, id: str) -> None:
    """An id, each kind of code, a name and a metonym lead to the state."""
    assert state(key).id == id


def test_brussels_is_not_belgium() -> None:
    """A capital that stands for the government is not an alias of the state."""
    assert FACTS["belgium"].capital == "Brussels"
    with pytest.raises(UnknownNameError):
        state("Brussels")


def test_an_unknown_state_is_refused() -> None:
    """The error suggests the nearest names; anything but a text is a mistake."""
    with pytest.raises(
        UnknownNameError, match="no state is called 'Rusia'; did"
    ) as got:
        state("Rusia")
    assert "Russia" in got.value.suggestions
    with pytest.raises(FieldTypeError, match="expected an id, a code or a name, got 8"):
        state(840)  # type: ignore[arg-type]  # on purpose
