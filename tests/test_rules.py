"""Rules on many values at once."""

from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events.errors import FieldValueError
from diplomacy_events.model.rules import (
    Rule,
    at_least,
    distinct,
    quoted,
    sha256_hex,
    short,
)
from diplomacy_events.model.sources import Evidence, Source

SHA256 = attrs.fields(Evidence).sha256
DIGESTS = st.from_regex(r"[0-9a-f]{64}", fullmatch=True)
NEARLY = st.from_regex(r"[0-9a-gA é\n]{63,65}", fullmatch=True) | st.text(max_size=70)
TUPLES = st.lists(st.integers(0, 3), max_size=4).map(tuple)


def holds_for(rule: Rule, value: Any) -> bool:
    """Return whether a rule holds for one value."""
    try:
        rule(None, SHA256, value)
    except FieldValueError:
        return False
    return True


@given(st.lists(DIGESTS | NEARLY, max_size=4))
@example(["0" * 63 + "é", "0" * 64])
@example(["0" * 63, "0" * 65])
@example(["0" * 64, "0" * 63 + "\udc80"])
def test_many_digests_are_judged_as_each_is(digests: list[str]) -> None:
    """Checking many values at once gives the same results."""
    each = all(holds_for(sha256_hex, digest) for digest in digests)
    assert sha256_hex.hold(digests) == each


@pytest.mark.parametrize("rule", [distinct, at_least(1), at_least(2)])
@given(st.lists(TUPLES, max_size=4))
def test_many_tuples_are_judged_as_each_is(
    rule: Rule, tuples: list[tuple[int, ...]]
) -> None:
    """Checking many values at once gives the same results."""
    assert rule.hold(tuples) == all(holds_for(rule, value) for value in tuples)


def test_messages_quote_texts_up_to_two_hundred_characters() -> None:
    """A longer text is cut in its middle."""
    assert quoted("x" * 200) == repr("x" * 200)
    assert quoted("x" * 201) == "'xxxxxxxxxxxx...xxxxxxxxxxxxx'"


class Shown:
    """An object with a repr of some length."""

    def __init__(self, length: int) -> None:
        self.length = length

    def __repr__(self) -> str:
        """Return that many letters."""
        return "x" * self.length


def test_messages_quote_other_values_up_to_sixty_characters() -> None:
    """A member of a vocabulary or a period is never cut."""
    assert short(Shown(60)) == "x" * 60
    assert len(short(Shown(61))) == 60
    assert "..." in short(Shown(61))


def test_an_error_names_an_object_by_its_id() -> None:
    """An object without an id is named by its class."""
    with pytest.raises(FieldValueError, match=r"^Source 'a', publisher: must be one"):
        Source(id="a", publisher=" ")
    with pytest.raises(FieldValueError, match=r"^Evidence\.source: must be a slug"):
        Evidence(source=" ")
