"""JSON: lossless and strict, and every fault has its path."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events import (
    Dataset,
    DiplomacyEventsError,
    FormatError,
    dumps,
    load_article,
    loads,
)
from diplomacy_events.strategies import datasets

EDITABLE = dumps(load_article())
STATEMENT = load_article().records.ids.index("kremlin-announces-visit")


@given(datasets())
@example(Dataset())
@example(load_article())
def test_a_written_dataset_reads_back_equal(dataset: Dataset) -> None:
    """A dataset comes back equal, phrases included, and is written the same again."""
    text = dumps(dataset, format="json")
    again = loads(text, format="json")
    assert again == dataset
    assert loads(text.encode()) == dataset
    assert dumps(again) == text
    written = [r.when.phrase for r in dataset.records]
    assert [r.when.phrase for r in again.records] == written
    assert text.endswith("}\n")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(json_values)
@example({"schema_version": 1, "records": [{"type": [], "id": {}}]})
def test_any_json_value_is_loaded_or_refused(value: Any) -> None:
    """Any JSON value is read, or refused with our error."""
    try:
        loads(json.dumps(value))
    except DiplomacyEventsError:
        return
    assert value.keys() <= {"schema_version"}


@given(st.data())
def test_any_change_is_loaded_or_refused(data: st.DataObject) -> None:
    """A valid document with any JSON value in any place is read or refused."""
    document = json.loads(EDITABLE)
    place = document
    key: Any = data.draw(st.sampled_from(sorted(document)))
    while isinstance(place[key], (dict, list)) and data.draw(st.integers(0, 5)):
        place = place[key]
        if not place:
            break
        keys = sorted(place) if isinstance(place, dict) else range(len(place))
        key = data.draw(st.sampled_from(keys))
    if place:
        place[key] = data.draw(json_values | st.just(place[key]))
    try:
        loads(json.dumps(document))
    except FormatError as error:
        assert error.faults  # noqa: PT017  # a document without a fault may be drawn too


@given(st.binary())
def test_any_bytes_are_loaded_or_refused(data: bytes) -> None:
    """Bytes that are not JSON or not UTF-8 are refused with our error."""
    with pytest.raises(FormatError):
        loads(data)


def edited(edit: Callable[[dict[str, Any]], Any]) -> str:
    """Return the article as JSON, after an edit."""
    document = json.loads(EDITABLE)
    edit(document)
    return json.dumps(document)


def statement(document: dict[str, Any]) -> dict[str, Any]:
    """Return the Kremlin's announcement in a document."""
    found: dict[str, Any] = document["records"][STATEMENT]
    return found


HERE = f"$.records[{STATEMENT}]"


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        (lambda d: d.update(x=1), "$.x: unknown key"),
        (lambda d: d.update({"a\nb.c": 1}), "$['a\\nb.c']: unknown key"),
        (lambda d: d.update({"naïve": 1}), "$['na\\xefve']: unknown key"),
        (lambda d: d.update({"\ud800": 1}), "$['\\ud800']: unknown key"),
        (lambda d: d.update(title=5), "$.title: expected str, got 5"),
        (lambda d: d.update(title=float("nan")), "$.title: expected str, got NaN"),
        (lambda d: d.update(title=float("inf")), "$.title: expected str, got Infinity"),
        (lambda d: d.update(title=" "), "$.title: must be one line"),
        (lambda d: d.update(records={}), "$.records: expected an array, got {}"),
        (lambda d: d.update(records=None), "$.records: expected an array, got None"),
        (lambda d: d["sources"].append("x"), "$.sources[2]: expected an object"),
        (
            lambda d: d["sources"][0].update(published="20230317"),
            "$.sources[0].published (moscow-times-2023-03-17): expected a date as YYYY",
        ),
        (
            lambda d: d["sources"][0].update(published="2023-02-30"),
            "expected a date as YYYY-MM-DD, got '2023-02-30'",
        ),
        (
            lambda d: d["sources"][0].update(published=20230317),
            "expected a date as YYYY-MM-DD, got 20230317",
        ),
        (lambda d: d["sources"][0].update(length="3919"), "length (moscow-times-2"),
        (lambda d: d["sources"][0].update(length=True), "expected int, got True"),
        (lambda d: d["sources"][0].update(length=3919.0), "expected int, got 3919.0"),
        (lambda d: d["sources"][0].pop("sha256"), "must be given together with length"),
        (
            lambda d: d["actors"][0].update(type="Robot"),
            "whose type is Person or State or Organization or Group or Party, got",
        ),
        (lambda d: d["actors"][0].pop("type"), "got None"),
        (lambda d: d["actors"][0].update(type=["Person"]), "got ['Person']"),
        (lambda d: d["actors"][0].update(code="RUS"), "$.actors[0].code (xi-jinping):"),
        (lambda d: statement(d).pop("gist"), f"{HERE}.gist (kremlin-announces-visit):"),
        (lambda d: statement(d).update(gist=None), "expected str, got None"),
        (lambda d: statement(d).update(speakers="kremlin"), "expected an array, got"),
        (lambda d: statement(d).update(speakers=[5]), f"{HERE}.speakers[0]"),
        (lambda d: statement(d).update(speakers=["krem"]), "'krem' is unknown"),
        (lambda d: statement(d).update(act="shout"), "expected one of 'designate'"),
        (lambda d: statement(d).update(act=None), f"{HERE}.act (kremlin-announces"),
        (
            lambda d: statement(d).update(manner="indirect"),
            "indirect speech must not have any",
        ),
        (lambda d: statement(d).update(when="2023"), "expected an object, got '2023'"),
        (
            lambda d: statement(d).update(when={"edtf": "2023-13"}),
            f"{HERE}.when (kremlin-announces-visit): cannot be read as EDTF: month 13",
        ),
        (
            lambda d: statement(d)["evidence"][0].update(end=4000),
            f"{HERE}.evidence[0].end (kremlin-announces-visit): 4000 is past the end",
        ),
        (lambda d: statement(d).update(id="putin-invites-xi"), "is already used by"),
        (lambda d: statement(d).update(standing="denied"), f"{HERE}.standing"),
    ],
)
def test_each_fault_is_named(edit: Callable[[Any], Any], fault: str) -> None:
    """A fault is reported with its path, its owner, and what was expected."""
    with pytest.raises(FormatError) as caught:
        loads(edited(edit))
    assert fault in str(caught.value)
    assert caught.value.__cause__ is None


def test_all_faults_are_listed() -> None:
    """One error lists every fault of a document."""

    def edit(document: dict[str, Any]) -> None:
        statement(document).update(act="shout", extra=1)
        del document["actors"][0]["name"]

    with pytest.raises(FormatError) as caught:
        loads(edited(edit))
    assert [fault.path for fault in caught.value.faults] == [
        "$.actors[0].name",
        f"{HERE}.act",
        f"{HERE}.extra",
    ]


@pytest.mark.parametrize("version", [0, 2, "1", 1.0, True, None, float("nan")])
def test_another_version_is_refused(version: Any) -> None:
    """Only the current version is read; the error names both versions."""
    with pytest.raises(FormatError, match="schema_version: expected a version up to 1"):
        loads(json.dumps({"schema_version": version}))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "line 1, column 1"),
        ("{", "line 1, column 2"),
        ('{"title": "x"', "not JSON"),
        ("\ufeff{}", "BOM"),
        ("[" * 100_000, "nested more than 64 levels deep"),
        ('{"a', "Unterminated string starting at line 1, column 2"),
        ("1" * 5_000, "an integer with too many digits"),
        (b"\xff", "not UTF-8: invalid start byte at byte 0"),
        (EDITABLE[:-5], "not JSON"),
        ("[]", "$: expected an object, got []"),
        ('{"b": 0, "a": 1, "a": 2}', "an object that repeats the key 'a'"),
        (
            '{"schema_version": 1, "actors": [{"id": "a", "id": "b"}]}',
            "$.actors[0]: expected an object, got an object that repeats the key 'id'",
        ),
        ('{"schema_version": 1, "title": "\\ud800"}', "text that UTF-8 can encode"),
    ],
)
def test_broken_json_is_refused(text: str | bytes, problem: str) -> None:
    """Broken, ambiguous and foreign JSON is refused, with the position."""
    with pytest.raises(FormatError) as caught:
        loads(text)
    assert problem in str(caught.value)


def test_data_must_be_text() -> None:
    """Data of another type than text or bytes raise a TypeError."""
    with pytest.raises(TypeError):
        loads(5)  # type: ignore[arg-type]  # the error is the point
