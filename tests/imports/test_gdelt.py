"""GDELT events: which rows are imported, and what is never claimed about them."""

import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coded_tables import event, mention, table
from diplomacy_events import (
    Coding,
    DiplomacyEventsError,
    FormatError,
    Group,
    Organization,
    SourceText,
    SpeechAct,
    State,
    UnknownNameError,
    read,
    write,
)
from diplomacy_events.imports import Import, import_table
from diplomacy_events.schemes import CAMEO
from official_lists import numbers, saved

REAL = Path(os.environ.get("DIPLOMACY_EVENTS_TABLES", "tables")) / "gdelt"


@pytest.fixture
def imported(tmp_path: Path) -> Any:
    """Return a function that imports rows."""

    def run(*rows: str, **options: Any) -> Import:
        path = saved(tmp_path / "20170101.export.CSV", table(*rows))
        return import_table(path, **options)

    return run


def reason(found: Import) -> str:
    """Return why the only row was not imported."""
    return found.account.of(1).reason


def test_a_row_becomes_a_record_that_claims_no_more(imported: Any) -> None:
    """Its act is the weakest possible; the row and the article are the evidence."""
    result = imported(event(id=7, code="111"))
    (record,) = result.dataset.statements
    assert (record.id, record.act) == ("gdelt-7", SpeechAct.CONDEMN)
    assert (record.speakers, record.mentions) == (("united-states",), ("china",))
    assert (record.manner, record.quotes, record.topics) == ("indirect", (), ())
    assert record.gist == ("United States on China: Criticize or denounce (CAMEO 111)")
    assert record.when.edtf == "[..2017-01-01]"
    assert (record.when.phrase, record.when.anchor) == ("20170101", date(2017, 1, 1))
    table_source, article = result.dataset.sources
    assert table_source.id == "20170101-export-csv"
    assert table_source.published == date(2017, 1, 1)
    assert table_source.publisher == "The GDELT Project"
    assert (article.publisher, article.url) == (
        "news.example.org",
        "https://news.example.org/a",
    )
    assert [one.source for one in record.evidence] == [table_source.id, article.id]
    assert record.evidence[1].start is None


def test_visits_have_no_bounds_and_an_unknown_status(imported: Any) -> None:
    """They may be made or hosted; a missing side does not become a host."""
    result = imported(
        event(id=1, code="042"),
        event(id=2, code="043", url="https://news.example.org/b"),
    )
    made, hosted = result.dataset.visits
    assert (made.visitors, made.hosts) == (("united-states",), ("china",))
    assert (hosted.visitors, hosted.hosts) == (("china",), ("united-states",))
    for visit in (made, hosted):
        assert (visit.when.edtf, visit.when.phrase) == ("/", "20170101")
        assert (visit.status, visit.level) == ("unknown", "unspecified")


def test_other_records(imported: Any) -> None:
    """An agreement has two parties; an accusation has a conduct in our words."""
    result = imported(event(code="057"), event(code="1123"), event(code="112"))
    (signed,) = result.dataset.declarations
    assert signed.parties == ("united-states", "china")
    assert (signed.status, signed.title) == ("unknown", None)
    assert signed.form == "agreement"
    first, second = result.dataset.allegations
    assert (first.accusers, first.accused) == (("united-states",), ("china",))
    assert first.conduct == "Aggression"
    assert second.conduct == "Not specified by the code"
    assert first.responses == ()


@pytest.mark.parametrize(
    "code", [code for code, one in CAMEO.items() if one.record == "Statement"]
)
def test_every_act_is_that_of_the_scheme(imported: Any, code: str) -> None:
    """A statement of each code is imported with its act; a deed is left out."""
    result = imported(event(code=code))
    if code in ("054", "055", "056"):
        assert reason(result) == "a deed, not covered by any kind of record"
        return
    (record,) = result.dataset.statements
    assert record.act == CAMEO[code].act
    spoken_to = CAMEO[code].sides == ("speakers", "audience")
    assert (record.audience, record.mentions) == (
        (("china",), ()) if spoken_to else ((), ("china",))
    )


LEFT_OUT = [
    ({"code": "190"}, "a deed, not covered by any kind of record"),
    ({"code": "0874"}, "a deed, not covered by any kind of record"),
    ({"code": "115"}, "a deed, not covered by any kind of record"),
    ({"code": "128"}, "a deed, not covered by any kind of record"),
    ({"code": "046"}, "a meeting or call that is not a visit"),
    ({"code1": ""}, "no first actor"),
    ({"code": "042", "code2": ""}, "one side only"),
    ({"code": "112", "code2": ""}, "one side only"),
    ({"code2": "USA"}, "same actor on both sides"),
    ({"code2": "USAGOV"}, "within one state"),
    ({"code2": "CHNBUS"}, "not between states or their bodies"),
    ({"code1": "BUS", "code2": ""}, "not between states or their bodies"),
    ({"code2": "AFR"}, "not between states or their bodies"),
    ({"code2": "CHNREB"}, "not between states or their bodies"),
    ({"code": "042", "code1": "USACOP"}, "not a visit by one state's representatives"),
    ({"code": "042", "code2": "IGOUNO"}, "not a visit by one state's representatives"),
    ({"code": "043", "code2": "CHNGOVHLH"}, "not a visit by one state's represent"),
]


@pytest.mark.parametrize(("fields", "why"), LEFT_OUT)
def test_events_that_are_not_between_states_are_left_out(
    imported: Any, fields: dict[str, Any], why: str
) -> None:
    """Each row is left out for a reason that is in the account."""
    result = imported(event(**fields))
    assert numbers(result.account) == (0, 0, 1, 0)
    assert reason(result).startswith(why)
    assert len(result.dataset.records) == len(result.dataset.actors) == 0


TAKEN = [
    ({"code2": ""}, None),
    ({"code2": "IGOEUREEC", "country2": "EUR"}, "cameo-igoeureec"),
    ({"code2": "CHNCOP"}, "cameo-chncop"),
    ({"code": "042", "code2": "CHNMIL"}, "cameo-chnmil"),
]


@pytest.mark.parametrize(("fields", "second"), TAKEN)
def test_states_bodies_and_organizations_are_wanted(
    imported: Any, fields: dict[str, Any], second: str | None
) -> None:
    """A body of a state becomes an organization of it."""
    result = imported(event(**fields))
    assert numbers(result.account) == (1, 0, 0, 0)
    if second is not None:
        actor = result.dataset.actors[second]
        assert isinstance(actor, Organization)
        assert actor.state == (None if "igo" in second else "china")


def test_any_party_is_imported_on_demand(imported: Any) -> None:
    """It may be any actor in a record; a group is named by its code."""
    rows = [
        event(code2="AFR"),
        event(code2="CHNBUS"),
        event(code2="USA", code="010"),
        event(code2="XYZ", country2=""),
        event(code="042", code2="USA"),
        event(code1=""),
    ]
    result = imported(*rows, between="any")
    assert numbers(result.account) == (4, 0, 2, 0)
    names = {one.name for one in result.dataset.actors if isinstance(one, Group)}
    assert names == {"Africa (AFR)", "China, business (CHNBUS)", "Party (XYZ)"}


def test_old_and_new_codes_mean_one_state(imported: Any) -> None:
    """ISO may have withdrawn a code that CAMEO keeps, or CAMEO may have its own."""
    result = imported(
        event(code2="ROM"),
        event(code2="ROU", code="114"),
        event(code2="MTN", code="010"),
        event(code2="USAGOV", country2="CHN", code="012"),
    )
    assert set(result.dataset.actors.ids) == {"united-states", "romania", "montenegro"}
    assert result.account.of(4).kind == "left out"


DAYS = [
    ("20170101", "[..2017-01-01]", True),
    ("20161231", "2016-12-31", True),
    ("20161225", "[2016-12-19..2016-12-31]", True),
    ("20161202", "[2016-11-03..2016-12-31]", True),
    ("20160102", "[2015-01-03..2016-12-31]", True),
    ("20070104", "[1997-01-07..2016-12-31]", True),
    ("20170102", "[..2017-01-02]", False),
    ("20161230", "[..2016-12-30]", False),
]


@pytest.mark.parametrize(("day", "edtf", "anchored"), DAYS)
def test_a_counted_day_is_only_approximate(
    imported: Any, day: str, edtf: str, anchored: bool
) -> None:
    """A day counted back in weeks, months or years is only approximate."""
    (record,) = imported(event(day=day)).dataset.records
    assert record.when.edtf == edtf
    assert record.when.phrase == day
    assert (record.when.anchor is not None) == anchored
    (visit,) = imported(event(day=day, code="042")).dataset.records
    assert visit.when.edtf == "/"
    (coded,) = imported(event(day=day, code="042"), days="coded").dataset.records
    assert coded.when.edtf == f"{day[:4]}-{day[4:6]}-{day[6:]}?"
    (said,) = imported(event(day=day), days="coded").dataset.records
    assert said.when == coded.when


def test_codings_say_who_coded(imported: Any, tmp_path: Path) -> None:
    """A machine did, with the scheme, the code, the row and the confidence."""
    path = saved(tmp_path / "m.CSV", table(mention(2, confidence="60")))
    result = imported(event(id=1), event(id=2), event(id=3, code="042"), mentions=path)
    (record,) = result.dataset.statements
    assert record.coded == "machine"
    assert record.codings == tuple(
        Coding(
            coder="GDELT",
            how="machine",
            scheme="CAMEO 1.1b3",
            code="111",
            row=row,
            confidence=confidence,
            on=date(2017, 1, 1),
        )
        for row, confidence in (("1", None), ("2", 0.6))
    )
    assert result.dataset.visits.one().codings[0].code == "042"


def test_a_repeated_row_is_merged(tmp_path: Path, imported: Any) -> None:
    """In one file it is merged; in two files the second is refused."""
    row = event(id=1)
    result = imported(row, row)
    assert numbers(result.account) == (1, 1, 0, 0)
    (record,) = result.dataset.statements
    assert (len(record.codings), len(record.evidence)) == (1, 3)
    paths = [saved(tmp_path / f"{name}.CSV", table(row)) for name in ("a", "b")]
    with pytest.raises(
        FormatError, match="row of another file already became 'gdelt-1'"
    ):
        import_table(paths)


def test_meetings_are_taken_on_demand(imported: Any) -> None:
    """All who meet are visitors, in any order, without a host."""
    rows = [
        event(id=1, code="046"),
        event(id=2, code="046", code1="CHN", code2="USA"),
        event(id=3, code="041", code2="IGOUNO"),
        event(code="040", code2="CHNBUS"),
        event(code="040", code2=""),
    ]
    result = imported(*rows, meetings=True)
    assert numbers(result.account) == (2, 1, 2, 0)
    talks, call = result.dataset.visits
    assert (talks.form, talks.hosts) == ("meeting", ())
    assert set(talks.visitors) == {"united-states", "china"}
    assert (call.form, call.status, call.when.edtf) == ("call", "unknown", "/")
    assert result.account.of(4).reason == "not between states or their bodies"


def test_the_same_record_again_is_merged(imported: Any) -> None:
    """Actors, code, day and article agree; a visit also merges with its mirror."""
    result = imported(
        event(id=1),
        event(id=2),
        event(id=3, url="https://news.example.org/b"),
        event(id=4, day="20161231"),
        event(id=5, code="042"),
        event(id=6, code="043", code1="CHN", code2="USA"),
        event(id=7, code="057"),
        event(id=8, code="057", code1="CHN", code2="USA"),
        event(id=9, code1="CHN", code2="USA"),
        event(id=10, url=""),
        event(id=11, url=""),
    )
    account = result.account
    assert numbers(account) == (8, 3, 0, 0)
    assert account.of(2) == ("merged", "the same event again", "gdelt-1")
    assert account.of(6).reason == "the same event from the other side"
    assert account.of(8).into == "gdelt-7"
    assert len(result.dataset.visits["gdelt-5"].evidence) == 3


@pytest.mark.parametrize("width", [57, 58, 61])
def test_all_versions_are_read(imported: Any, width: int) -> None:
    """Before April 2013 a row names no article, and none is merged."""
    result = imported(event(width), event(width))
    merged = 0 if width == 57 else 1
    assert numbers(result.account) == (2 - merged, merged, 0, 0)
    assert len(result.dataset.sources) == (1 if width == 57 else 2)


def test_a_citation_is_a_title(imported: Any) -> None:
    """Any text in place of a URL counts, if it is one line."""
    result = imported(
        event(url="Interfax, Moscow, 31 Dec 16 - BBC Monitoring"),
        event(url="Some wire", code="114"),
        event(url="https://[half/a", code="010"),
    )
    _, *articles = result.dataset.sources
    assert [(one.publisher, one.title, one.url) for one in articles] == [
        ("BBC Monitoring", "Interfax, Moscow, 31 Dec 16 - BBC Monitoring", None),
        ("not stated", "Some wire", None),
        ("not stated", None, "https://[half/a"),
    ]


FAULTY = [
    ("1\t2", "not 57, 58 or 61 fields: '2'"),
    (event(code="0421"), "not a CAMEO code: '0421'"),
    (event(base="11"), "a base code that does not match the code: '11'"),
    (event(day="20170230"), "not a day: '20170230'"),
    (event(day="2017"), "not a day: '2017'"),
    (event(added="2017"), "not a day: '2017'"),
    (event(id="x"), "an id that is not a number"),
    (
        event(id=5, url="https://news.example.org/c"),
        "or is already used in an earlier row: '5'",
    ),
    (event(code1="U-S"), "an actor without a code: 'U-S'"),
    (event(url=" "), "neither an address nor a citation: ' '"),
]


@pytest.mark.parametrize(("row", "problem"), FAULTY)
def test_faulty_rows_are_named(imported: Any, row: str, problem: str) -> None:
    """The error gives their line; the others are imported."""
    first = event(id=5)
    with pytest.raises(FormatError, match="faulty rows"):
        imported(first, row)
    result = imported(first, row, on_error="collect")
    assert numbers(result.account) == (1, 0, 0, 1)
    (fault,) = result.account.faults
    assert fault.line == 2
    assert problem in fault.problem


def test_spreadsheet_damage_is_refused(tmp_path: Path, imported: Any) -> None:
    """Lost zeros and rounded days are refused, even when faults are collected."""
    damaged = [
        event(code="10", base="10", root="1"),
        event(),
        event(added="2.02E+13"),
    ]
    with pytest.raises(FormatError, match="damaged by a spreadsheet") as caught:
        imported(*damaged, on_error="collect")
    assert [fault.line for fault in caught.value.faults] == [1, 3]
    header = "GLOBALEVENTID;EventCode;EventRootCode;DATEADDED\n"
    path = saved(tmp_path / "a.CSV", header + "1;43;4;2.02E+13\n" * 120 + "1;190;19\n")
    with pytest.raises(FormatError, match="the first 100 faults of 120") as caught:
        import_table(path)
    assert caught.value.faults[0].line == 2
    whole = saved(tmp_path / "b.CSV", header + "1;043;04;20170101\n")
    with pytest.raises(FormatError, match="tab-separated and has no header"):
        import_table(whole)
    other = saved(tmp_path / "c.CSV", "GlobalEventID,EventCode\n1,043\n")
    with pytest.raises(FormatError, match="some columns of GDELT are missing"):
        import_table(other)


def test_mentions_are_not_events(tmp_path: Path, imported: Any) -> None:
    """They are refused as events; beside events they add further articles."""
    rows = [
        mention(1),
        mention(1, confidence="90"),
        mention(1, named="https://news.example.org/a", publisher="example.org"),
        mention(2),
        mention(1, confidence="1e2"),
        mention(1, named=" "),
        "1\t2",
    ]
    path = saved(tmp_path / "a.mentions.CSV", table(*rows))
    with pytest.raises(
        FormatError, match="pass them as mentions= together with the events"
    ):
        import_table(path)
    events = (event(id=1), event(id=2, code="190"))
    result = imported(*events, mentions=path, on_error="collect")
    account = result.account
    assert numbers(account) == (1, 3, 2, 3)
    assert account.rows == 9
    assert account.of(1, "a.mentions.CSV").into == "gdelt-1"
    (record,) = result.dataset.records
    assert [
        result.dataset.sources[one.source].publisher for one in record.evidence
    ] == [
        "The GDELT Project",
        "news.example.org",
        "example.com",
    ]


def test_options_are_closed(imported: Any) -> None:
    """The error names an unknown value."""
    with pytest.raises(UnknownNameError, match="between: expected 'states' or 'any'"):
        imported(event(), between="all")
    with pytest.raises(UnknownNameError, match="days: expected 'reported' or 'coded'"):
        imported(event(), days="sure")


def test_files_of_one_name_are_not_mixed(tmp_path: Path) -> None:
    """Several files are one import, and each is a source with its own day."""
    other = saved(tmp_path / "2.export.CSV", table(event(added="20170102000000")))
    both = import_table([saved(tmp_path / "1.export.CSV", table(event())), other])
    days = [one.published for one in both.dataset.sources if one.length]
    assert days == [date(2017, 1, 1), date(2017, 1, 2)]
    with pytest.raises(FormatError, match="another file has the id"):
        import_table([other, other], on_error="collect")


MINE = {"us": "USA", "prc": "CHN"}
CODES = ["042", "043", "057", "112", "111", "138", "190", "046", "999", "10"]
ROWS = st.lists(
    st.builds(
        event,
        st.sampled_from([57, 58, 61]),
        code=st.sampled_from(CODES[:-1]),
        code1=st.sampled_from(["USA", "USAGOV", "CHN", "", "BUS", "IGOUNO"]),
        code2=st.sampled_from(["CHN", "CHNMIL", "USA", "AFR", ""]),
        url=st.sampled_from(["https://a.org/é😀", "https://a.org/1", "", "Wire – É"]),
        day=st.sampled_from(["20170101", "20161225", "20180101"]),
    ),
    max_size=12,
)


def imported_rows(folder: Path, rows: list[str], **options: Any) -> Import:
    """Return the import of these rows."""
    path = saved(folder / "a.CSV", table(*rows))
    return import_table(path, "gdelt", on_error="collect", **options)


@given(ROWS, st.sampled_from(["states", "any"]))
def test_accounts_balance_and_anchors_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[str], between: Any
) -> None:
    """Every row is counted once, and is where its record says."""
    result = imported_rows(tmp_path_factory.mktemp("g"), rows, between=between)
    account, dataset = result.account, result.dataset
    assert account.rows == len(rows) == sum(numbers(account))
    held = (
        SourceText(source=dataset.sources["a-csv"], text=table(*rows)) if rows else None
    )
    for entry in account.entries:
        for line, id in zip(entry.lines, entry.into, strict=False):
            record: Any = dataset[id]
            assert held is not None
            words = [held.read(one) for one in record.evidence if one.source == "a-csv"]
            assert rows[line - 1] in words
            assert getattr(record, "status", "unknown") == "unknown"
    for visit in dataset.visits:
        assert visit.when.edtf == "/"


@given(ROWS, st.randoms())
def test_order_changes_ids_of_merged_records_alone(
    tmp_path_factory: pytest.TempPathFactory, rows: list[str], random: Any
) -> None:
    """In any order, the same rows are imported and the same are left out."""
    shuffled = rows.copy()
    random.shuffle(shuffled)
    folder = tmp_path_factory.mktemp("g")
    one, other = imported_rows(folder, rows), imported_rows(folder, shuffled)
    assert numbers(one.account) == numbers(other.account)
    assert one.account.counts()["left out"] == other.account.counts()["left out"]
    merged = {
        id for rows in one.account.entries if rows.kind == "merged" for id in rows.into
    }
    kept = set(one.dataset.records.ids) - merged
    assert kept <= set(other.dataset.records.ids)
    for id in kept:
        a, b = one.dataset.records[id], other.dataset.records[id]
        assert (a.gist, a.when, type(a)) == (b.gist, b.when, type(b))


@given(ROWS, st.integers(0, 12))
def test_a_file_cut_in_two_gives_the_records_of_the_whole(
    tmp_path_factory: pytest.TempPathFactory, rows: list[str], place: int
) -> None:
    """Only rows that would have been merged across the cut differ."""
    folder = tmp_path_factory.mktemp("g")
    whole = imported_rows(folder, rows)
    parts = [imported_rows(folder, part) for part in (rows[:place], rows[place:])]
    ids = [id for part in parts for id in part.dataset.records.ids]
    assert set(whole.dataset.records.ids) <= set(ids)
    across = len(ids) - len(whole.dataset.records)
    assert sum(part.account.merged for part in parts) == whole.account.merged - across


@given(ROWS)
def test_given_states_are_never_repeated(
    tmp_path_factory: pytest.TempPathFactory, rows: list[str]
) -> None:
    """No two states have the same code, whatever the rows name."""
    mine = [
        State(id="us", name="US", code="USA"),
        State(id="prc", name="PRC", code="CHN"),
    ]
    result = imported_rows(tmp_path_factory.mktemp("g"), rows, actors=mine)
    codes = [one.code for one in result.dataset.actors if isinstance(one, State)]
    assert len(codes) == len(set(codes))
    assert {"china", "united-states"}.isdisjoint(result.dataset.actors.ids)


@given(st.binary(max_size=200), ROWS)
def test_any_bytes_end_in_an_import_or_our_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, rows: list[str]
) -> None:
    """The file may contain anything."""
    path = tmp_path_factory.mktemp("g") / "a.CSV"
    path.write_bytes(table(*rows).encode() + data)
    options: list[dict[str, Any]] = [
        {"kind": "gdelt", "mentions": path},
        {"kind": "historian"},
        {},
    ]
    for asked in options:
        with suppress(DiplomacyEventsError):
            import_table(path, on_error="collect", **asked)


@pytest.mark.parametrize("suffix", ["json", "jsonl", "csv.zip", "parquet"])
def test_an_import_survives_every_lossless_format(
    tmp_path: Path, imported: Any, suffix: str
) -> None:
    """The import is read back without loss."""
    dataset = imported(
        *[event(code=code, code2=code2) for code in CODES[:6] for code2 in ("CHN", "")]
    ).dataset
    write(dataset, tmp_path / f"a.{suffix}")
    assert read(tmp_path / f"a.{suffix}") == dataset


@pytest.mark.skipif(not REAL.is_dir(), reason="the tables are not part of the project")
def test_the_real_table_is_accounted_for() -> None:
    """The counts are those that were found row by row when the mapping was designed."""
    path = REAL / "gdelt2-events.export.CSV"
    result = import_table(path)
    assert result.account.counts() == {
        "taken": {"visits": 14, "statements": 193, "declarations": 1, "allegations": 7},
        "merged": {
            "the same event again": 66,
            "the same event from the other side": 17,
        },
        "left out": {
            "a deed, not covered by any kind of record": 706,
            "not between states or their bodies": 605,
            "a meeting or call that is not a visit": 175,
            "not a visit by one state's representatives to another's": 124,
            "no first actor": 84,
            "within one state": 78,
            "one side only": 45,
            "same actor on both sides": 1,
        },
        "faulty": {},
    }
    text = path.read_bytes().decode()
    held = SourceText(
        source=result.dataset.sources["gdelt2-events-export-csv"], text=text
    )
    rows = text.split("\n")
    for entry in result.account.entries:
        for line, id in zip(entry.lines, entry.into, strict=False):
            record: Any = result.dataset[id]
            anchors = [one for one in record.evidence if one.start is not None]
            assert rows[line - 1] in map(held.read, anchors)


@pytest.mark.skipif(not REAL.is_dir(), reason="the tables are not part of the project")
def test_the_real_damaged_table_is_refused() -> None:
    """All its 1,629 rows have lost their days, and many their codes."""
    with pytest.raises(FormatError, match="first 100 faults of 1629"):
        import_table(REAL / "spreadsheet-damaged.CSV")


def test_the_first_row_is_line_1_and_all_faulty_rows_are_reported(
    imported: Any,
) -> None:
    """The table has no header."""
    result = imported(
        event(day="20170230"), event(day="20170231"), event(), on_error="collect"
    )
    assert [fault.line for fault in result.account.faults] == [1, 2]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("111", "United States on China: Criticize or denounce"),
        ("020", "United States to China: Ask for something not specified"),
        ("1121", "United States against China: Accuse of crime or corruption"),
        ("057", "United States and China: Sign a formal agreement"),
    ],
)
def test_a_gist_says_how_its_sides_go_together(
    imported: Any, code: str, words: str
) -> None:
    """One speaks to the other or of it, accuses it, or acts with it."""
    found = imported(event(code=code)).dataset.records.one()
    assert found.gist == f"{words} (CAMEO {code})"


def test_an_empty_table_has_no_rows_and_is_no_source(tmp_path: Path) -> None:
    """Nothing rests on an empty text, so the file is not a source either."""
    result = import_table(saved(tmp_path / "20170101.export.CSV", ""), "gdelt")
    assert (result.account.rows, len(result.dataset.sources)) == (0, 0)
