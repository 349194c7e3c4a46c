"""Errors: the data that they quote are safe to print."""

import pickle

from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events import Fault, FormatError, IntegrityError, UnknownFieldError

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
