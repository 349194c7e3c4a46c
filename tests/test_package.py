"""The package as a whole: its exports and its imports."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import diplomacy_events
from diplomacy_events import (
    DiplomacyEventsError,
    EDTFError,
    EvidenceError,
    Fault,
    FieldTypeError,
    FieldValueError,
    FormatError,
    IntegrityError,
    NotOneError,
    UnknownNameError,
)


def test_every_public_name_exists() -> None:
    """Each name in `__all__` exists, once, and has a docstring."""
    names = diplomacy_events.__all__
    assert len(names) == len(set(names))
    for name in names:
        assert getattr(diplomacy_events, name).__doc__


def test_importing_it_is_light() -> None:
    """The import loads attrs, and none of the other dependencies."""
    code = "import diplomacy_events, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-I", "-c", code],
        capture_output=True,
        check=True,
        text=True,
        env={},
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "attrs" in loaded
    assert not loaded & {"cattrs", "dateutil", "msgspec", "hypothesis", "json"}


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (FieldTypeError("m", field="f", value=1), TypeError),
        (FieldValueError("m", field="f", rule="r", value=1), ValueError),
        (EDTFError("m", text="t", position=1, feature="f"), ValueError),
        (EvidenceError("m", source="s", places=(1,)), ValueError),
        (UnknownNameError("m", name="n", suggestions=("x",)), LookupError),
        (NotOneError("m", count=2), LookupError),
        (FormatError("m", faults=(Fault("$", "p", "i"),)), ValueError),
        (IntegrityError("m", faults=(Fault("$", "p"),)), ValueError),
    ],
    ids=lambda value: getattr(value, "__name__", type(value).__name__),
)
def test_errors_are_instances_of_their_built_in_errors(
    error: DiplomacyEventsError, builtin: type[Exception]
) -> None:
    """Each leaf can be caught as the root and as the built-in, and can be pickled."""
    assert isinstance(error, DiplomacyEventsError)
    assert isinstance(error, builtin)
    again = pickle.loads(pickle.dumps(error))  # our own bytes
    assert (str(again), vars(again)) == (str(error), vars(error))


def test_a_fault_says_where_whose_and_what() -> None:
    """A fault names the path, the owner if there is one, and the problem."""
    assert str(Fault("$.x", "missing", "it")) == "$.x (it): missing"
    assert str(Fault("$.x", "missing")) == "$.x: missing"


def test_the_citation_is_of_the_installed_version() -> None:
    """CITATION.cff has the version of the package."""
    text = (Path(__file__).parent.parent / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {diplomacy_events.__version__}\n" in text
