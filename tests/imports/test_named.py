"""ICEWS, POLECAT and PLOVER's gold records, which name actors in words."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coded_tables import table
from diplomacy_events import (
    Dataset,
    FormatError,
    Organization,
    Party,
    Person,
    SourceText,
    State,
    dumps,
    loads,
)
from diplomacy_events.imports import Import, import_table
from official_lists import numbers, saved

ICEWS = [
    *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country"),
    *("Event Text", "CAMEO Code", "Intensity", "Target Name", "Target Sectors"),
    *("Target Country", "Story ID", "Sentence Number", "Publisher"),
]
POLECAT = [
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity"),
    *("Actor Name", "Actor Country", "Recipient Name", "Recipient Country"),
    *("Publication Date", "Story People", "Story Organizations"),
    *("Language", "Version"),
]


def icews(**fields: str) -> str:
    """Return a row of ICEWS: somebody from France criticizes Japan."""
    said = {
        "Event ID": "7",
        "Event Date": "2018-01-02",
        "Source Name": "Ann Other",
        "Source Country": "France",
        "CAMEO Code": "111",
        "Target Name": "Japan",
        "Target Country": "Japan",
        "Story ID": "44",
        "Publisher": "Herald",
    } | {name.replace("_", " "): value for name, value in fields.items()}
    return "\t".join(said.get(name, "") for name in ICEWS)


def polecat(**fields: str) -> str:
    """Return a row of POLECAT: France demands something of Japan."""
    said = {
        "Event ID": "x.1",
        "Event Date": "2023-05-03",
        "Event Type": "DEMAND",
        "Event Mode": "None",
        "Actor Name": "France",
        "Actor Country": "FRA",
        "Recipient Name": "Japan",
        "Recipient Country": "JPN",
        "Publication Date": "2023-05-04",
    } | {name.replace("_", " "): value for name, value in fields.items()}
    return "\t".join(said.get(name, "") for name in POLECAT)


@pytest.fixture
def imported(tmp_path: Path) -> Any:
    """Return a function that imports a header and rows."""

    def run(header: list[str], *rows: str, **options: Any) -> Import:
        path = saved(tmp_path / "a.tab", table("\t".join(header), *rows))
        return import_table(path, **options)

    return run


def test_a_row_of_icews_becomes_a_record(imported: Any, tmp_path: Path) -> None:
    """Somebody known only by name is a party; the story is evidence without a URL."""
    result = imported(ICEWS, icews())
    (record,) = result.dataset.statements
    assert record.id == "icews-7-2018-01-02"
    assert (record.act, record.when.edtf, record.when.phrase) == (
        "condemn",
        "[..2018-01-02]",
        "2018-01-02",
    )
    (speaker,) = [result.dataset.actors[id] for id in record.speakers]
    assert speaker == Party(
        id="icews-ann-other-france", name="Ann Other", state="france"
    )
    assert record.mentions == ("japan",)
    file, story = result.dataset.sources
    assert (story.publisher, story.title) == ("Herald", "Story 44")
    text = (tmp_path / "a.tab").read_bytes().decode()
    assert SourceText(source=file, text=text).read(record.evidence[0]) == icews()
    assert record.codings[0].scheme == "CAMEO 1.1b3"
    assert loads(dumps(result.dataset)) == result.dataset


def test_rows_of_icews_are_accounted_for(imported: Any) -> None:
    """Both sides must be countries; mirrored visits in one story are one."""
    rows = [
        icews(),
        icews(Event_ID="8"),
        icews(Event_ID="9", CAMEO_Code="042"),
        icews(
            Event_ID="10",
            CAMEO_Code="043",
            Source_Name="Japan",
            Source_Country="Japan",
            Target_Name="Ann Other",
            Target_Country="France",
        ),
        icews(Event_ID="12", CAMEO_Code="057", Source_Name="France"),
        icews(
            Event_ID="13",
            CAMEO_Code="057",
            Source_Name="Japan",
            Source_Country="Japan",
            Target_Name="France",
            Target_Country="France",
        ),
        icews(Source_Country=""),
        icews(Target_Name="Tokyo", Source_Country="Japan"),
        icews(CAMEO_Code="190"),
        icews(CAMEO_Code="046"),
        icews(Source_Name=""),
        icews(CAMEO_Code="112", Target_Name=""),
        icews(Source_Name="Japan", Source_Country="Japan"),
        icews(Event_ID="11", Story_ID=""),
    ]
    result = imported(ICEWS, *rows)
    assert result.account.rows == len(rows)
    assert result.account.counts() == {
        "taken": {"statements": 2, "visits": 1, "declarations": 1},
        "merged": {
            "the same event again": 2,
            "the same event from the other side": 1,
        },
        "left out": {
            "a side without a country": 1,
            "within one state": 1,
            "a deed, not covered by any kind of record": 1,
            "a meeting or call that is not a visit": 1,
            "no first actor": 1,
            "one side only": 1,
            "same actor on both sides": 1,
        },
        "faulty": {},
    }
    (visit,) = result.dataset.visits
    assert (visit.when.edtf, visit.status, len(visit.codings)) == ("/", "unknown", 2)
    meeting = imported(ICEWS, icews(CAMEO_Code="041"), meetings=True)
    assert meeting.dataset.visits.one().form == "call"
    anybody = imported(ICEWS, icews(Source_Country=""), between="any", days="coded")
    assert anybody.dataset.records.ids
    assert anybody.dataset.statements.one().when.edtf == "2018-01-02?"


FAULTY = [
    (icews(CAMEO_Code="13y"), "not a CAMEO code: '13y'"),
    (icews(Event_Date="1/1/2017"), "not a day such as 2018-01-31: '1/1/2017'"),
    (icews(Event_Date="2018-02-30"), "not a day such as"),
    (icews(Source_Name="\x01"), "an actor whose name is not a single line"),
    (icews(CAMEO_Code="114"), "an id that is already used in an earlier row"),
    (icews() + "\t\tmore", "expected 14 values, got 16"),
]


@pytest.mark.parametrize(("row", "problem"), FAULTY)
def test_faulty_rows_of_icews_are_named(imported: Any, row: str, problem: str) -> None:
    """The error gives their line."""
    with pytest.raises(FormatError, match="faulty rows"):
        imported(ICEWS, icews(), row)
    # Trailing tabs are not values.
    result = imported(ICEWS, icews() + "\t\t", row, on_error="collect")
    assert numbers(result.account) == (1, 0, 0, 1)
    assert result.account.faults[0].line == 3
    assert problem in result.account.faults[0].problem


def test_columns_that_are_missing_are_named(imported: Any, tmp_path: Path) -> None:
    """The year without codes lacks some; two files must not have the same row."""
    header = [name for name in ICEWS if name != "CAMEO Code"]
    with pytest.raises(FormatError, match="no column CAMEO Code"):
        imported(header, icews())
    quoted = ['"' + name + '"' for name in ICEWS]
    result = imported(quoted, icews(Source_Name='"The ""A"" Group"'))
    assert result.dataset.actor('The "A" Group').id
    paths = []
    for name in ("a", "b"):
        text = table("\t".join(ICEWS), icews())
        paths.append(saved(tmp_path / f"{name}.tab", text))
    with pytest.raises(FormatError, match="row of another file"):
        import_table(paths)


def test_a_row_of_polecat_becomes_a_record(imported: Any) -> None:
    """It has lists of actors, and the story's lists give their kinds."""
    result = imported(
        POLECAT,
        polecat(
            Actor_Name="Ann Other; Acme; Somebody",
            Story_People="Ann Other; Acme; X",
            Story_Organizations="Acme; Y",
        ),
    )
    (record,) = result.dataset.statements
    assert (record.act, record.audience) == ("demand", ("japan",))
    kinds = [type(result.dataset.actors[id]) for id in record.speakers]
    assert kinds == [Person, Party, Party]
    assert record.when.edtf == "[..2023-05-04]"
    assert record.codings[0].code == "DEMAND"
    result = imported(POLECAT, polecat(Actor_Name="Acme", Story_Organizations="Acme"))
    assert isinstance(result.dataset.actor("Acme"), Organization)


def test_rows_of_polecat_are_accounted_for(imported: Any) -> None:
    """A row must say who visits whom; meetings and deeds are left out."""
    visit = {"Event_Type": "CONSULT", "Event_Mode": "visit"}
    rows = [
        polecat(**visit),
        polecat(**visit, Recipient_Name="None", Actor_Name="France; Italy"),
        polecat(**visit, Recipient_Name="None"),
        polecat(Event_Type="CONSULT", Event_Mode="phone"),
        polecat(Event_Type="ASSAULT"),
        polecat(Event_Type="SUPPORT"),
        polecat(Event_Type="ACCUSE", Event_Mode="investigate"),
        polecat(Actor_Country="FRA; ITA", Recipient_Country="FRA"),
        polecat(Recipient_Country="FRA", Recipient_Name="Ann"),
        polecat(Event_ID="x.2", Event_Type="ACCUSE", Event_Mode="allege"),
    ]
    result = imported(POLECAT, *rows)
    assert result.account.rows == len(rows)
    counts = result.account.counts()
    assert counts["taken"] == {"visits": 1, "allegations": 1}
    assert counts["left out"] == {
        "not stated who visits whom": 1,
        "one side only": 1,
        "a meeting or call that is not a visit": 1,
        "a deed, not covered by any kind of record": 2,
        "praise, recognition and treaties in one class: the code does not say which": 1,
        "a side without a country": 1,
        "within one state": 1,
    }
    (made,) = result.dataset.visits
    assert (made.visitors, made.hosts, made.when.edtf) == (("france",), ("japan",), "/")
    (alleged,) = result.dataset.allegations
    assert alleged.conduct == "Not specified by the code"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (polecat(Event_Type="SHOUT"), "not a PLOVER class: 'SHOUT'"),
        (polecat(Event_Date="May", Publication_Date=""), "not a day: 'May'"),
        (polecat(Actor_Name="\x01"), "an actor whose name is not a single line"),
    ],
)
def test_faulty_rows_of_polecat_are_named(
    imported: Any, row: str, problem: str
) -> None:
    """The error gives their line, counting the header."""
    result = imported(POLECAT, row, on_error="collect")
    (fault,) = result.account.faults
    assert fault.line == 2
    assert problem in fault.problem


GOLD: list[Any] = [
    {"file": "PLOVER gold records"},
    {
        "id": "G-1",
        "date": "2000-01-01",
        "event": "DISAPPROVE",
        "source": [
            {"actor": "FRA", "sector": ["GOV"], "actorText": "France"},
            {"actor": "FRA", "sector": ["GOV"], "actorText": "e"},
        ],
        "target": "JAP",
        "text": "France 😀 criticizes Japan.",
        "coder": "Ann",
    },
    {"id": "G-2", "event": "REQUEST", "source": None, "text": "Help is asked for."},
    {"id": "G-3", "event": "FIGHT", "mode": "firearms", "text": "They shoot."},
    {
        "id": "G-4",
        "event": "CONSULT",
        "mode": "visit",
        "source": [{"country": "JPN", "sector": "GOV"}],
        "target": [{"actor": "FRA"}],
        "text": "They travel.",
    },
]


def gold(folder: Path, *more: Any, **options: Any) -> Import:
    """Return the import of gold records."""
    text = json.dumps([*GOLD, *more], ensure_ascii=False, indent=1)
    return import_table(saved(folder / "gold.json", text), **options)


def test_gold_records_are_read(tmp_path: Path) -> None:
    """Each record and each sentence is evidence; the dummy dates are ignored."""
    result = gold(tmp_path)
    assert result.account.rows == len(GOLD)
    assert result.account.counts()["left out"] == {
        "documentation of the file": 1,
        "no first actor": 1,
        "a deed, not covered by any kind of record": 1,
    }
    (said,) = result.dataset.statements
    assert (said.id, said.act, said.when.edtf) == ("plover-g-1", "condemn", "/")
    assert said.speakers == ("cameo-fragov",)
    assert said.codings[0].coder == "Ann"
    assert said.coded == "hand"
    assert result.dataset.visits.one().visitors == ("cameo-jpngov",)
    text = (tmp_path / "gold.json").read_bytes().decode()
    row, sentence, actor = said.evidence
    words = GOLD[1]["text"]
    assert words[actor.start : actor.end] == "France"
    assert actor.source == sentence.source
    held = SourceText(source=result.dataset.sources["gold-json"], text=text)
    assert json.loads(held.read(row)) == GOLD[1]
    length = result.dataset.sources[sentence.source].length
    assert length == len(GOLD[1]["text"])


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        (5, "not a record: 5"),
        ({"event": "SHOUT"}, "not a PLOVER class: 'SHOUT'"),
        (GOLD[1] | {"text": ""}, "not a record with an id and a text"),
        (GOLD[1] | {"source": [{"actor": "F-A"}]}, "an actor without a code"),
    ],
)
def test_faulty_gold_records_are_named(
    tmp_path: Path, record: Any, problem: str
) -> None:
    """The error gives the line that they start on."""
    result = gold(tmp_path, record, on_error="collect")
    (fault,) = result.account.faults
    assert problem in fault.problem
    assert (fault.line or 0) > 40


@pytest.mark.parametrize("text", ["{}", "[{", "[1 2", '[{"a": 1}x'])
def test_other_json_than_a_list_of_records_is_refused(
    tmp_path: Path, text: str
) -> None:
    """The error is ours."""
    with pytest.raises(FormatError, match=r"expected a list of records|not JSON"):
        import_table(saved(tmp_path / "a.json", text), "plover")


@given(
    st.lists(
        st.builds(
            icews,
            Event_ID=st.sampled_from(["1", "2", "3"]),
            CAMEO_Code=st.sampled_from(["042", "043", "111", "190", "13y"]),
            Source_Country=st.sampled_from(["France", "Japan", "", "Atlantis"]),
            Target_Name=st.sampled_from(["Japan", "Ann Other", ""]),
        ),
        max_size=8,
    )
)
def test_accounts_balance_and_states_are_never_doubled(
    tmp_path_factory: pytest.TempPathFactory, rows: list[str]
) -> None:
    """Every row of ICEWS is counted once; a state that is given keeps its code."""
    path = saved(tmp_path_factory.mktemp("n") / "a.tab", table("\t".join(ICEWS), *rows))
    mine = Dataset(actors=[State(id="nippon", name="Nippon", code="JPN")])
    result = import_table(path, on_error="collect", actors=mine)
    assert result.account.rows == len(rows) == sum(numbers(result.account))
    codes = [one.code for one in result.dataset.actors if isinstance(one, State)]
    assert codes.count("JPN") <= 1
    assert "japan" not in result.dataset.actors.ids


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (ICEWS, [icews(CAMEO_Code="13y"), icews(CAMEO_Code="13z"), icews()]),
        (POLECAT, [polecat(Event_Type="SHOUT"), polecat(Event_Type="CRY"), polecat()]),
    ],
)
def test_the_first_row_is_line_2_and_all_faulty_rows_are_reported(
    imported: Any, header: list[str], rows: list[str]
) -> None:
    """The header is line 1."""
    with pytest.raises(FormatError) as caught:
        imported(header, *rows)
    assert [fault.line for fault in caught.value.faults] == [2, 3]


def test_the_first_gold_record_may_be_on_line_1(tmp_path: Path) -> None:
    """All faulty records are reported, each with the line it begins on."""
    path = saved(tmp_path / "gold.json", "[5,\n6]")
    with pytest.raises(FormatError) as caught:
        import_table(path, "plover")
    assert [fault.line for fault in caught.value.faults] == [1, 2]


@pytest.mark.parametrize("nobody", ["", "None", "None; None"])
def test_nobody_has_no_name_in_polecat(imported: Any, nobody: str) -> None:
    """A cell without anybody may be empty."""
    row = polecat(Recipient_Name=nobody, Recipient_Country=nobody)
    assert imported(POLECAT, row).dataset.statements.one().audience == ()


def test_a_country_that_no_table_knows_is_a_state_by_its_name(imported: Any) -> None:
    """Its id is made of the name, and it has no code."""
    rows = [
        icews(Source_Name="Zubrowka", Source_Country="Zubrowka"),
        icews(Event_ID="8", Source_Name="Zubrowka", Source_Country="Zubrowka"),
    ]
    result = imported(ICEWS, *rows)
    assert result.dataset.actors["zubrowka"] == State(id="zubrowka", name="Zubrowka")


def test_the_same_coding_of_one_event_stands_once(imported: Any) -> None:
    """Rows of one event may have the same code and id."""
    visit = {"CAMEO_Code": "042", "Event_ID": "9"}
    result = imported(ICEWS, icews(**visit), icews(**visit))
    assert len(result.dataset.visits.one().codings) == 1
    assert len(result.dataset.visits.one().evidence) == 3
