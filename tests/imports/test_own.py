"""The user's own tables: a function says what a row means."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomacy_events import (
    Coding,
    CodingMethod,
    Evidence,
    FieldTypeError,
    FieldValueError,
    FormatError,
    IntegrityError,
    Period,
    Record,
    Source,
    SourceText,
    State,
    Statement,
    UnknownNameError,
)
from diplomacy_events.imports import Row, import_table
from diplomacy_events.imports.own import own
from effort import calls
from official_lists import numbers, saved

STATES = [State(id=name, name=name.title()) for name in ("arvandia", "belmoria")]
CELLS = {"who": "arvandia", "gist": "X"}
HEAD = "id,who,gist\n"


def statement(row: Row, **more: Any) -> Statement:
    """Return the meaning of a row: a statement."""
    fields: dict[str, Any] = {
        "id": row["id"],
        "when": Period.from_edtf("/"),
        "gist": row["gist"],
        "evidence": [row.evidence],
        "speakers": [row["who"]],
        "manner": "indirect",
        "act": "comment",
    }
    return Statement(**(fields | more))


def imported(table: Any, of: Any = statement, **options: Any) -> Any:
    """Return the import of a table about the two states."""
    given = {"publisher": "Coders", "actors": STATES, "on_error": "collect"} | options
    return import_table(table, of=of, **given)


def test_each_row_is_the_evidence(tmp_path: Path) -> None:
    """Its values may contain line breaks, after a byte order mark and with CRLF."""
    text = (
        "\ufeffid,who,gist\r\n"
        'a,arvandia,"Says, ""yes"""\r\n'
        "\r\n"
        'b,belmoria,"Two\r\nlines 😀"\r\n'
        "c,arvandia,É\r\n"
    )
    path = saved(tmp_path / "my Table.csv", text)
    result = imported(path, of=lambda row: statement(row, gist=row["gist"].split()[0]))
    assert numbers(result.account) == (3, 0, 0, 0)
    (source,) = result.dataset.sources
    assert (source.id, source.title) == ("my-table", "my Table.csv")
    held = SourceText(source=source, text=text)
    words = [held.read(record.evidence[0]) for record in result.dataset.records]
    assert words == [
        'a,arvandia,"Says, ""yes"""',
        'b,belmoria,"Two\r\nlines 😀"',
        "c,arvandia,É",
    ]
    assert list(result.account["statements"].lines) == [2, 4, 6]


@given(
    st.lists(
        st.text(st.sampled_from('a😀,"\n\r '), min_size=1, max_size=8), max_size=5
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_rows_of_written_csv_are_anchored(
    tmp_path_factory: pytest.TempPathFactory, values: list[str], ending: str
) -> None:
    """Whatever the values, each anchor reads back its row as it was written."""
    rows = [
        f'r{number},"{value.replace(chr(34), chr(34) * 2)}"'
        for number, value in enumerate(values)
    ]
    text = ending.join(["id,value", *rows]) + ending
    path = saved(tmp_path_factory.mktemp("own") / "t.csv", text)
    seen: list[str] = []

    def made(row: Row) -> Statement:
        seen.append(row["value"])
        return statement(Row({**row, **CELLS}, row.number, row.line, row.evidence))

    result = imported(path, of=made)
    held = SourceText(source=result.dataset.sources["t"], text=text)
    assert [held.read(one.evidence[0]) for one in result.dataset.records] == rows
    assert seen == values


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\ufeffid;who\r\na;b\r\n", "separated by semicolons; pass delimiter=';'"),
        ("id\twho\na\tb\n", "separated by tabs; pass delimiter='\\t'"),
        ("\nid|who\na|b\n", "separated by vertical bars; pass delimiter='|'"),
    ],
)
def test_another_delimiter_is_refused_by_name(
    tmp_path: Path, text: str, message: str
) -> None:
    """If the table's only column contains another delimiter, the error names it."""
    path = saved(tmp_path / "t.csv", text)
    with pytest.raises(FormatError) as caught:
        imported(path)
    (fault,) = caught.value.faults
    assert str(fault).endswith(message)
    assert fault.line == (2 if text.startswith("\n") else 1)
    other = saved(tmp_path / "u.csv", "id,who\na,b\n")
    with pytest.raises(FormatError, match="separated by commas; pass delimiter=','"):
        imported(other, delimiter=";")


def test_a_row_may_mean_several_things(tmp_path: Path) -> None:
    """It may yield an article and a new actor; the row itself is always evidence."""

    def meaning(row: Row) -> Iterator[Source | State | Record]:
        yield Source(id=f"wire-{row.number}", publisher="Wire")
        yield State(id="new", name="New")
        evidence = [Evidence(source=f"wire-{row.number}")]
        yield statement(row, evidence=evidence, audience=["new"])

    path = saved(tmp_path / "t.tsv", HEAD.replace(",", "\t") + "a\tarvandia\tX\n")
    result = imported(path, of=meaning, delimiter="\t", published=date(2024, 1, 2))
    assert result.dataset.sources.ids == ("t", "wire-1")
    assert result.dataset.sources["t"].published == date(2024, 1, 2)
    assert [one.source for one in result.dataset.statements["a"].evidence] == [
        "wire-1",
        "t",
    ]


def test_the_same_record_in_two_rows_is_merged(tmp_path: Path) -> None:
    """Its evidence has both rows; rows that contradict each other are faulty."""
    rows = "a,arvandia,X\na,arvandia,X\nb,arvandia,Y\nb,belmoria,Y\n"
    result = imported(saved(tmp_path / "t.csv", HEAD + rows))
    assert numbers(result.account) == (2, 1, 0, 1)
    assert result.account.of(3) == ("merged", "the same record again", "a")
    assert len(result.dataset.statements["a"].evidence) == 2
    (fault,) = result.account.faults
    assert str(fault) == "line 5, row 4 (b): another row describes 'b' differently"


def test_codings_name_the_row(tmp_path: Path) -> None:
    """They have its line and its coder; codings in the record itself are kept."""

    def meaning(row: Row) -> Statement:
        own = [Coding(coder="Ann", how=CodingMethod.HAND)] if row["id"] == "b" else []
        return statement(row, codings=own)

    path = saved(tmp_path / "t.csv", HEAD + "a,arvandia,X\nb,arvandia,Y\n")
    result = imported(path, of=meaning, coder="A model", how="machine")
    (first,) = result.dataset.statements["a"].codings
    assert (first.coder, first.how, first.row) == ("A model", "machine", "2")
    (own,) = result.dataset.statements["b"].codings
    assert (own.coder, own.row) == ("Ann", None)
    assert imported(path).dataset.statements["a"].codings[0].coder == "Coders"
    with pytest.raises(FieldValueError):
        imported(path, coder="")


def test_other_things_of_one_id_contradict_too(tmp_path: Path) -> None:
    """A source and an actor, or two kinds of record, may have the same id."""

    def meaning(row: Row) -> Any:
        return State(id="c", name=row["gist"]), statement(row)

    path = saved(tmp_path / "t.csv", HEAD + "a,arvandia,X\nb,arvandia,Y\n")
    result = imported(path, of=meaning)
    assert numbers(result.account) == (1, 0, 0, 1)
    assert result.dataset.actors["c"].name == "X"


def test_an_unknown_actor_makes_the_row_faulty(tmp_path: Path) -> None:
    """Only that row is faulty, and the fault suggests actors."""
    path = saved(tmp_path / "t.csv", HEAD + "a,arvandi,X\nb,belmoria,Y\n")
    result = imported(path)
    assert numbers(result.account) == (1, 0, 0, 1)
    (fault,) = result.account.faults
    assert (fault.line, fault.path, fault.id) == (2, "row 1.speakers[0]", "a")
    assert "'arvandi' is unknown; did you mean 'arvandia'?" in fault.problem
    with pytest.raises(FormatError, match=r"t\.csv: faulty rows"):
        imported(path, on_error="raise")


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (5, "expected a record, its parts or a reason, got 5"),
        ([5], "expected sources, actors and at least one record, got 5"),
        ([STATES[0]], "at least one record"),
        (None, "got None"),
    ],
)
def test_a_function_has_to_return_a_meaning(
    tmp_path: Path, value: Any, problem: str
) -> None:
    """A result that is not a record, part or reason makes the row faulty."""
    path = saved(tmp_path / "t.csv", HEAD + "a,arvandia,X\n")
    result = imported(path, of=lambda _: value)
    assert problem in result.account.faults[0].problem


def test_rows_are_faulty_or_left_out_one_by_one(tmp_path: Path) -> None:
    """The cause is a wrong number of values, an error of the function, or a reason."""

    def meaning(row: Row) -> Any:
        if row["gist"] == "no":
            return "not wanted"
        date.fromisoformat(row["gist"])
        return statement(row)

    rows = "a,arvandia,no\nb,arvandia\nc,belmoria,today\nd,arvandia,2024-05-03\n"
    result = imported(saved(tmp_path / "t.csv", HEAD + rows), of=meaning)
    assert numbers(result.account) == (1, 0, 1, 2)
    assert list(map(str, result.account.faults)) == [
        "line 3, row 2: expected 3 values, got 2",
        "line 4, row 3: Invalid isoformat string: 'today'",
    ]
    assert result.account.of(2).reason == "not wanted"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "it has no header row"),
        ("\n\na,a\n", "column 2: must have a unique name"),
        ("a,\n", "column 2: must have a unique name"),
        ('a,b\n"x"y,z\n', "line 2"),
        ('a,b\n"x', "unexpected end of data"),
    ],
)
def test_files_that_are_not_tables_are_refused(
    tmp_path: Path, text: str, problem: str
) -> None:
    """The error gives the line if one is at fault."""
    with pytest.raises(FormatError, match=problem):
        imported(saved(tmp_path / "t.csv", text))


def test_frames_and_dictionaries_are_tables_too() -> None:
    """They are not texts: the whole is the evidence, and lines are row numbers."""
    rows = [{"id": "a", "who": "arvandia", "gist": "X"}, {"id": "b"}]
    frame = pa.table({"id": ["a"], "who": ["arvandia"], "gist": ["X"]})
    for table, count in ((rows, 2), (frame, 1)):
        result = imported(table, id="mine", title="Mine")
        assert result.account.rows == count
        (record,) = result.dataset.records
        assert record.evidence == (Evidence(source="mine"),)
        assert result.dataset.sources["mine"].length is None
        assert result.dataset.title == "Mine"
    assert "the table has no column 'gist'" in imported(rows).account.faults[0].problem


def test_a_row_is_a_mapping() -> None:
    """Its cells are found by column; a missing column suggests the nearest."""
    row = Row({"name": "X", "day": 5}, 2, 3, Evidence(source="t"))
    assert (dict(row), len(row)) == ({"name": "X", "day": 5}, 2)
    assert repr(row) == "<Row 2: {'name': 'X', 'day': 5}>"
    with pytest.raises(UnknownNameError, match="did you mean 'name'"):
        row["nam"]


@pytest.mark.parametrize("table", [5, {"a": 1}, [5]])
def test_other_objects_than_tables_are_refused(table: Any) -> None:
    """Anything but a frame or mappings is refused."""
    with pytest.raises(FieldTypeError, match=r"expected a (frame or )?mapping"):
        imported(table)


def test_a_table_is_one_file(tmp_path: Path) -> None:
    """A function excludes a kind; actors that do not fit together are refused."""
    path = saved(tmp_path / "t.csv", HEAD + "a,arvandia,X\n")
    with pytest.raises(TypeError, match="either a kind or a function"):
        imported(path, kind="historian")
    with pytest.raises(IntegrityError):
        imported(path, actors=[*STATES, State(id="t", name="T")])
    saved(tmp_path / "u.csv", HEAD)
    with pytest.raises(FormatError, match=r"expected one file, got t\.csv, u\.csv"):
        imported(tmp_path)


def test_the_first_row_is_line_2_and_all_faulty_rows_are_reported(
    tmp_path: Path,
) -> None:
    """Both unknown members of one list are reported."""

    def meaning(row: Row) -> Statement:
        return attrs.evolve(statement(row), speakers=["arvandi", "belmori"])

    path = saved(tmp_path / "t.csv", HEAD + "a,arvandia,X\nb,belmoria,Y\n")
    found = imported(path, of=meaning).account.faults
    assert [(fault.line, fault.path) for fault in found] == [
        (2, "row 1.speakers[0]"),
        (2, "row 1.speakers[1]"),
        (3, "row 2.speakers[0]"),
        (3, "row 2.speakers[1]"),
    ]


def test_only_the_first_faults_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All faulty rows are counted and have their lines, whatever is wrong with them."""
    monkeypatch.setattr(own, "MOST_KEPT", 1)
    path = saved(tmp_path / "t.csv", HEAD + "a\nb,arvandia,X\nc\nd,,\n")

    def meaning(row: Row) -> Statement:
        if row["id"] == "d":
            raise ValueError("no speaker")
        return statement(row)

    account = imported(path, of=meaning).account
    assert numbers(account) == (1, 0, 0, 3)
    assert list(account["unreadable"].lines) == [2, 4, 5]
    assert [fault.line for fault in account.faults] == [2]


def test_of_very_many_columns_few_faults_are_listed(tmp_path: Path) -> None:
    """Each column without a name, or with another's name, is counted."""
    names = ",".join([f"c{at}" for at in range(101)])
    path = saved(tmp_path / "t.csv", f"{names},{names},\n")
    with pytest.raises(FormatError, match="; the first 100 faults of 102") as caught:
        imported(path)
    assert [fault.path for fault in caught.value.faults][::99] == [
        "column 102",
        "column 201",
    ]


def answering(row: Row) -> Any:
    """Return a statement that answers another one."""
    answers = [row["gist"]] if row["gist"] else []
    speaker = State(id=row["who"], name=row["who"].title())
    return speaker, statement(row, gist="Says so", answers=answers)


def test_rows_that_refer_to_faulty_rows_are_faulty(tmp_path: Path) -> None:
    """Rows stay if another row, or the caller, gives what they refer to."""
    rows = (
        "a,arvandia,nobody\nb,carthia,a\nc,dorvia,b\n"
        "d,carthia,\ne,carthia,d\nf,arvandia,e\n"
    )
    found = imported(saved(tmp_path / "t.csv", HEAD + rows), of=answering)
    assert found.dataset.records.ids == ("d", "e", "f")
    first, *others = [str(fault) for fault in found.account.faults]
    assert first.startswith("line 2, row 1.answers[0] (a): expected an id of class")
    assert others == [
        "line 3, row 2: it refers to 'a' of a faulty row",
        "line 4, row 3: it refers to 'b' of a faulty row",
    ]


def test_faulty_rows_are_looked_for_in_a_few_rounds(tmp_path: Path) -> None:
    """Of rows that refer to the next, twice as many take about twice the work."""

    def work(count: int) -> int:
        rows = [f"r{at},arvandia,r{at + 1}\n" for at in range(count)]
        path = saved(tmp_path / "t.csv", HEAD + "".join(rows))
        assert imported(path, of=answering).account.faulty == count
        return calls(lambda: imported(path, of=answering))

    assert work(80) < 2.5 * work(40)
