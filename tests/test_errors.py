"""Errors: the data that they quote are safe to print."""

import pickle

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events import (
    Dataset,
    Fault,
    FormatError,
    Group,
    IntegrityError,
    UnknownFieldError,
    loads,
)

texts = st.text(st.characters(codec=None), max_size=200)


@given(texts, texts, texts, st.none() | st.integers(1))
@example("$", "\u001b[2J", "a\n  $.title: forged", 1)
@example("\ud800", "x" * 100_000, "\u202e", None)
def test_a_fault_is_one_printable_line(
    path: str, problem: str, id: str, line: int | None
) -> None:
    """Whatever the data contain, a fault is one line that any terminal can show."""
    fault = Fault(path, problem, id, line)
    text = str(fault)
    assert text.isprintable()
    assert len(text.encode()) < 20_000
    assert tuple(fault) == (path, problem, id, line)
    for kind in (FormatError, IntegrityError):
        assert str(kind("heading", faults=(fault, fault))).count("\n") == 2


def test_readable_text_stays_as_it_is() -> None:
    """Names in any script are shown, and escaped characters can be recognised."""
    assert (
        str(Fault("$.name", "got 'é 习'", "x-y", 3))
        == "line 3, $.name (x-y): got 'é 习'"
    )
    text = str(Fault("a.csv:\u001b\ttitle", "unknown column", "a\nb"))
    assert text == r"a.csv:\x1b\ttitle (a\nb): unknown column"
    assert str(Fault("$", "x", "i" * 101)) == f"$ ({'i' * 100}...): x"


def test_an_unknown_field_keeps_its_name_between_processes() -> None:
    """An error raised in a worker gives as much information as one raised here."""
    error = UnknownFieldError("no field", name="speeker", suggestions=("speakers",))
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.name) == ("no field", "speeker")
    assert again.suggestions == ("speakers",)


@pytest.mark.parametrize("kind", [FormatError, IntegrityError])
def test_only_so_many_faults_are_listed_and_the_heading_says_so(
    kind: type[FormatError | IntegrityError],
) -> None:
    """A hundred faults are all listed; if there are more, the heading says so."""
    faults = tuple([Fault(f"$[{at}]", "wrong") for at in range(101)])
    whole = kind.of_first("not valid", faults[:100])
    assert (whole.heading, whole.faults) == ("not valid", faults[:100])
    cut = kind.of_first("not valid", faults)
    assert cut.heading == "not valid; only the first 100 faults are listed"
    assert cut.faults == faults[:100]
    assert str(pickle.loads(pickle.dumps(cut))) == str(cut)


def test_whoever_stops_at_a_limit_says_so() -> None:
    """Unknown keys, and references that lead nowhere, are counted to one more."""
    keys = ",".join([f'"k{at}":1' for at in range(101)])
    with pytest.raises(FormatError, match="only the first 100") as caught:
        loads(f'{{"schema_version":1,{keys}}}')
    assert len(caught.value.faults) == 100
    groups = [Group(id=f"g{at}", name="G", members=["x"]) for at in range(101)]
    with pytest.raises(IntegrityError, match="only the first 100"):
        Dataset(actors=groups)
    with pytest.raises(IntegrityError) as found:
        Dataset(actors=groups[1:])
    assert found.value.heading == "the parts do not fit together"
