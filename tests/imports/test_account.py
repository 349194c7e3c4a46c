"""The account of a table: four kinds of rows that add up to the total."""

from array import array

import pytest

from diplomacy_events import (
    AmbiguousNameError,
    Fault,
    FieldValueError,
    UnknownNameError,
)
from diplomacy_events.imports import Account, Outcome, Rows
from diplomacy_events.imports import account as account_module
from diplomacy_events.imports.account import Faults, Ledger

FAULT = Fault("row", "cannot be read", line=4)


def ledger() -> Ledger:
    """Return the account of a file of five rows."""
    made = Ledger("a.tsv")
    made.leave("a meeting", 3)
    made.take("visits", 1, "v-1")
    made.merge("the same again", 2, "v-1")
    made.fail("no code", 4, FAULT)
    made.take("visits", 5, "v-5")
    return made


def account() -> Account:
    """Return the account of two files."""
    other = Ledger("b.tsv")
    other.take("visits", 1, "v-b")
    entries = (*ledger().entries(), *other.entries())
    return Account(rows=6, entries=entries, faults=(FAULT,))


def test_rows_are_counted_by_kind_and_reason() -> None:
    """Imported rows come first, then merged, left out and faulty ones."""
    assert account().counts() == {
        "taken": {"visits": 3},
        "merged": {"the same again": 1},
        "left out": {"a meeting": 1},
        "faulty": {"no code": 1},
    }
    accounts = account()
    assert (accounts.taken, accounts.merged, accounts.left_out, accounts.faulty) == (
        3,
        1,
        1,
        1,
    )
    assert repr(accounts) == (
        "<Account of 6 rows: 3 taken, 1 merged, 1 left out, 1 faulty>"
    )


def test_an_account_prints_as_a_table() -> None:
    """Each reason has a line, and so does each kind without a reason."""
    assert str(account()).splitlines() == [
        "rows                    6",
        "taken: visits           3",
        "merged: the same again  1",
        "left out: a meeting     1",
        "faulty: no code         1",
    ]
    assert str(Account(rows=0, entries=())).splitlines()[1:] == [
        "taken     0",
        "merged    0",
        "left out  0",
        "faulty    0",
    ]


def test_an_account_is_plain_data_too() -> None:
    """It can become JSON, with the faults as text."""
    assert account().as_dict() == {
        "rows": 6,
        "taken": {"visits": 3},
        "merged": {"the same again": 1},
        "left_out": {"a meeting": 1},
        "faulty": {"no code": 1},
        "faults": ["line 4, row: cannot be read"],
    }


def test_the_outcome_of_a_row_is_found() -> None:
    """The outcome is found by line, and by file if there are several."""
    accounts = account()
    assert accounts.of(2) == Outcome("merged", "the same again", "v-1")
    assert accounts.of(3) == Outcome("left out", "a meeting")
    assert accounts.of(1, "b.tsv").into == "v-b"
    with pytest.raises(AmbiguousNameError, match="2 rows begin on line 1") as caught:
        accounts.of(1)
    assert caught.value.candidates == ("a.tsv", "b.tsv")
    with pytest.raises(UnknownNameError, match="no row begins on line 7"):
        accounts.of(7)
    with pytest.raises(UnknownNameError, match=r"no row begins on line 2 of 'b\.tsv'"):
        accounts.of(2, "b.tsv")


def test_the_rows_of_a_reason() -> None:
    """Their lines are in an array of four bytes each, with their records."""
    one = account()["a meeting"]
    assert (one.file, one.lines, len(one)) == ("a.tsv", array("I", [3]), 1)
    several = account()["visits"]
    assert (several.file, list(several.lines)) == ("", [1, 5, 1])
    assert several.outcome(2) == Outcome("taken", "visits", "v-b")
    with pytest.raises(UnknownNameError, match="did you mean 'a meeting'"):
        account()["a meetin"]


def test_a_row_that_is_lost_is_noticed() -> None:
    """An account whose rows do not add up cannot be created."""
    with pytest.raises(FieldValueError, match="must equal the sum of the entries, 5"):
        Account(rows=6, entries=tuple(ledger().entries()))
    empty = Rows("a", "taken", "visits", array("I"))
    assert Account(rows=0, entries=(empty,)).taken == 0


def test_only_the_first_faults_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """All are counted, and all faulty rows have their lines."""
    monkeypatch.setattr(account_module, "MOST_KEPT", 3)
    ledger = Ledger("a.csv")
    for line in range(1, 6):
        ledger.fail("unreadable", line, Fault("row", "wrong", line=line))
    assert [fault.line for fault in ledger.faults.first] == [1, 2, 3]
    assert ledger.faults.count == 5
    (rows,) = ledger.entries()
    assert list(rows.lines) == [1, 2, 3, 4, 5]
    others = Faults()
    others.add(ledger.faults.first[:1], 101)
    error = others.error("a.csv: faulty rows")
    assert error.heading == "a.csv: faulty rows; the first 100 faults of 101"
    assert others.error("").faults == (Fault("row", "wrong", line=1),)
