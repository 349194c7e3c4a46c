"""Dyads and PLOVER-like rows: no plan is coded as done, no accusation as a fact."""

import csv
import io
import json
from typing import Any

import attrs
import pytest

from diplomacy_events import (
    Allegation,
    Dataset,
    EventStatus,
    Evidence,
    JointDeclaration,
    MeetingForm,
    Organization,
    Party,
    Period,
    Person,
    Record,
    Role,
    Source,
    SpeechAct,
    State,
    Statement,
    StateVisit,
    dumps,
    write,
)
from diplomacy_events.formats.exports import dyads, plover
from diplomacy_events.schemes import CAMEO
from diplomacy_events.schemes import plover as meaning_of

ACTORS = [
    State(id="arvandia", name="Arvandia", code="ARV"),
    State(id="belmoria", name="Belmoria", code="BEL"),
    State(id="nowhere", name="Nowhere"),
    Organization(id="ministry", name="Ministry", state="arvandia"),
    Organization(id="league", name="League"),
    Person(id="ann", name="Ann", roles=[Role(title="Minister", of="ministry")]),
    Person(
        id="bo",
        name="Bo",
        roles=[Role(title="King", of="arvandia"), Role(title="Duke", of="belmoria")],
    ),
    Person(id="cy", name="Cy", roles=[Role(title="Author")]),
    Party(id="somebody", name="Somebody", state="belmoria"),
]
SHARED: dict[str, Any] = {
    "id": "r",
    "when": Period.from_edtf("2031-05-04"),
    "gist": "Something",
    "evidence": [Evidence(source="s")],
}


def dataset(record: Any) -> Dataset:
    """Return a dataset of one record."""
    source = Source(id="s", publisher="X")
    return Dataset(sources=[source], actors=ACTORS, records=[record])


def said(act: SpeechAct, **fields: Any) -> Statement:
    """Return a statement by Arvandia to Belmoria."""
    usual: Any = {
        "speakers": ["arvandia"],
        "audience": ["belmoria"],
        "manner": "indirect",
    }
    return Statement(**(SHARED | usual | {"act": act} | fields))


def visit(status: EventStatus, **fields: Any) -> StateVisit:
    """Return a visit of Ann to Belmoria."""
    usual: Any = {"visitors": ["ann"], "hosts": ["belmoria"], "status": status}
    return StateVisit(**(SHARED | usual | fields))


def rows(record: Any) -> list[dict[str, str]]:
    """Return the dyads of a record."""
    return list(csv.DictReader(io.StringIO(dumps(dataset(record), "dyads"))))


def events(record: Any) -> list[dict[str, str]]:
    """Return the PLOVER-like rows of a record."""
    lines = dumps(dataset(record), "plover").splitlines()
    return [json.loads(line) for line in lines]


def test_these_acts_have_codes() -> None:
    """These acts have codes, and no other act does."""
    assert {str(act.value): code for act, code in dyads.ACTS.items()} == {
        "accuse": "112",
        "apologize": "055",
        "condemn": "111",
        "condole": "018",
        "decline-comment": "011",
        "demand": "100",
        "deny": "016",
        "praise": "051",
        "protest": "114",
        "recognize": "054",
        "refuse": "120",
        "request": "020",
        "threaten": "130",
    }
    assert {str(act.value): " ".join(code) for act, code in plover.ACTS.items()} == {
        "accuse": "ACCUSE allege",
        "condemn": "ACCUSE disapprove",
        "demand": "DEMAND ",
        "refuse": "REJECT ",
        "request": "REQUEST ",
        "threaten": "THREATEN ",
    }


@pytest.mark.parametrize("act", SpeechAct)
def test_acts_have_codes_that_say_no_more(act: SpeechAct) -> None:
    """An act has a code of the same meaning, or a note that no code fits."""
    record = said(act)
    if act in dyads.ACTS:
        (row,) = rows(record)
        code = row.pop("cameo")
        assert row == {"date": "2031-05-04", "source": "ARV", "target": "BEL"}
        found = CAMEO[code]
        assert act == (found.act or SpeechAct.ACCUSE)
    else:
        assert rows(record) == []
        reasons = [str(one) for one in dyads.FORMAT.omitted(dataset(record))]
        assert f"r: CAMEO has no code for {act}" in reasons
    if act in plover.ACTS:
        (event,) = events(record)
        meaning = meaning_of(event["event"], event.get("mode", ""))
        assert meaning is not None
        assert act == (meaning.act or SpeechAct.ACCUSE)
    else:
        assert events(record) == []


@pytest.mark.parametrize("status", EventStatus)
def test_only_events_that_have_begun_are_coded_as_begun(status: EventStatus) -> None:
    """A planned visit is coded as an intent to meet; an unknown one is not coded."""
    record = visit(status)
    code = [row["cameo"] for row in rows(record)]
    event = [(row["event"], row.get("mode")) for row in events(record)]
    if status in ("occurred", "under-way"):
        assert (code, event) == (["042"], [("CONSULT", "visit")])
    elif status in ("expected", "planned", "confirmed"):
        assert (code, event) == (["036"], [("AGREE", None)])
    else:
        assert (code, event) == ([], [])


@pytest.mark.parametrize(
    ("form", "code", "mode"),
    [
        ("meeting", "040", None),
        ("call", "041", "phone"),
        ("video-call", "041", "phone"),
    ],
)
def test_meetings_are_not_visits(form: str, code: str, mode: str | None) -> None:
    """Each party to a meeting is both source and target."""
    record = visit(
        EventStatus.OCCURRED,
        form=MeetingForm(form),
        visitors=["ann", "belmoria"],
        hosts=[],
    )
    assert [tuple(row.values()) for row in rows(record)] == [
        ("2031-05-04", "ARV", "BEL", code),
        ("2031-05-04", "BEL", "ARV", code),
    ]
    assert {row.get("mode") for row in events(record)} == {mode}


def test_accusations_and_signatures() -> None:
    """The accusation is coded, never the conduct; a signature counts both ways."""
    alleged = Allegation(
        **SHARED, accusers=["arvandia"], accused=["somebody"], conduct="Shelling"
    )
    assert [row["cameo"] for row in rows(alleged)] == ["112"]
    assert [row["event"] for row in events(alleged)] == ["ACCUSE"]
    parties: Any = {"parties": ["ministry", "belmoria"]}
    signed = JointDeclaration(**SHARED, **parties, status=EventStatus.OCCURRED)
    assert [row["cameo"] for row in rows(signed)] == ["057", "057"]
    assert {row["event"] for row in events(signed)} == {"SUPPORT"}
    drafted = JointDeclaration(**SHARED, **parties, status=EventStatus.PLANNED)
    assert rows(drafted) == []
    assert {row["event"] for row in events(drafted)} == {"AGREE"}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"when": Period.from_edtf("2031-05")}, "a row needs a certain day"),
        ({"when": Period.from_edtf("/")}, "a row needs a certain day"),
        ({"when": Period.from_edtf("2031-05-04?")}, "a row needs a certain day"),
        ({"speakers": ["nowhere"]}, "a row needs a country on each side"),
        ({"speakers": ["bo"]}, "a row needs a country on each side"),
        ({"speakers": ["cy"]}, "a row needs a country on each side"),
        ({"audience": ["league"]}, "a row needs a country on each side"),
    ],
)
def test_records_without_a_row_are_listed(fields: dict[str, Any], reason: str) -> None:
    """Each is listed by its id, with the reason."""
    record = said(SpeechAct.DEMAND, **fields)
    assert rows(record) == []
    assert str(dyads.FORMAT.omitted(dataset(record))[0]) == f"r: {reason}"


def test_a_call_within_one_country_has_no_row() -> None:
    """A call within one country has no pair of countries."""
    both: Any = {"visitors": ["ann", "ministry"], "hosts": []}
    record = visit(EventStatus.OCCURRED, form=MeetingForm.CALL, **both)
    assert rows(record) == []
    omitted = map(str, dyads.FORMAT.omitted(dataset(record)))
    assert next(omitted) == "r: a row needs a country on each side"


def test_a_row_names_its_record() -> None:
    """A PLOVER-like row has the id of the record, the day and both countries."""
    assert events(said(SpeechAct.CONDEMN)) == [
        {
            "id": "r",
            "date": "2031-05-04",
            "source": "ARV",
            "target": "BEL",
            "event": "ACCUSE",
            "mode": "disapprove",
        }
    ]


def test_the_target_is_the_audience_or_those_mentioned(tmp_path: Any) -> None:
    """It is the audience, else those mentioned, else nobody; the first day counts."""
    alone = said(SpeechAct.DEMAND, audience=[])
    assert rows(alone)[0]["target"] == ""
    assert "target" not in events(alone)[0]
    of = said(SpeechAct.CONDEMN, audience=[], mentions=["belmoria"])
    assert rows(of)[0]["target"] == "BEL"
    days = visit(EventStatus.OCCURRED, when=Period.from_edtf("2031-05-04/2031-05-06"))
    assert rows(days)[0]["date"] == "2031-05-04"
    left = write(dataset(days), tmp_path / "a.dyads.csv")
    assert "gist" in " ".join(map(str, left))
    assert write(dataset(days), tmp_path / "a.plover.jsonl")


@attrs.frozen(kw_only=True)
class Sanction(Record):
    """A kind of record that the schemes do not know."""

    status: EventStatus


def test_a_kind_without_a_code_is_not_coded_as_another() -> None:
    """Its status does not make it a visit or a signature."""
    record = Sanction(**SHARED, status=EventStatus.OCCURRED)
    assert dyads.coding(record) == "CAMEO has no code for Sanction"
    assert plover.coding(record) == "PLOVER has no class for Sanction"
