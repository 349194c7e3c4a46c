"""Rules on many values at once."""

from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events.errors import FieldValueError
from diplomacy_events.model.rules import Rule, at_least, distinct, sha256_hex
from diplomacy_events.model.sources import Evidence

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
