"""The lists of the Office of the Historian."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomacy_events import (
    Dataset,
    FieldTypeError,
    FieldValueError,
    FormatError,
    Person,
    Role,
    SourceText,
    State,
    dumps,
    loads,
)
from diplomacy_events.datasets import states
from diplomacy_events.imports import import_table
from diplomacy_events.imports.historian.countries import country
from diplomacy_events.imports.historian.element_fields import visit_level, why_left_out
from diplomacy_events.imports.historian.visitors import Visitors
from diplomacy_events.imports.states import StatesInUse
from official_lists import VISITS, numbers, saved, trip, trips

REAL = Path(os.environ.get("DIPLOMACY_EVENTS_TABLES", "tables")) / "historian"
DRC = "democratic-republic-of-the-congo"


@pytest.fixture
def visits(tmp_path: Path) -> Path:
    """Return a list of three visits."""
    return saved(tmp_path / "visits-1990.xml", VISITS)


def test_each_visit_is_taken(visits: Path) -> None:
    """It has exact days, the level if one word gives it, and no place."""
    result = import_table(visits)
    assert numbers(result.account) == (3, 0, 0, 0)
    first, second, third = result.dataset.visits
    assert (first.id, first.when.edtf) == ("visit-1", "1991-02-03/1991-02-05")
    assert (first.status, first.hosts) == ("occurred", ("united-states",))
    assert [one.level for one in (first, second, third)] == [
        "state",
        "official-working",
        "unspecified",
    ]
    assert second.when.edtf == "1991-03-01"
    assert first.gist == "President Émile Novák of France visits the United States"
    assert first.place is None


def test_an_office_in_front_becomes_a_role(visits: Path) -> None:
    """The text stays as an alias; two persons in one text stay one text."""
    dataset = import_table(visits).dataset
    assert dataset.actors["president-emile-novak-france"] == Person(
        id="president-emile-novak-france",
        name="Émile Novák",
        aliases=("President Émile Novák",),
        roles=(Role(title="President", of="france"),),
    )
    other = dataset.visits["visit-2"]
    assert other.visitors == ("ann-other-yemen-arab-republic", "yemen-arab-republic")
    assert dataset.actors["yemen-arab-republic"] == State(
        id="yemen-arab-republic", name="Yemen Arab Republic"
    )
    both = dataset.actor("King Olav X and Queen Maud")
    assert isinstance(both, Person)
    assert both.roles == ()


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_each_element_is_the_evidence(tmp_path: Path, ending: str, mark: str) -> None:
    """The anchor reads back the element, whatever comes before it."""
    text = mark + VISITS.replace("\n", ending)
    path = saved(tmp_path / "visits-1990.xml", text)
    dataset = import_table(path).dataset
    held = SourceText(source=dataset.sources["visits-1990"], text=text)
    words = [held.read(one) for visit in dataset.visits for one in visit.evidence]
    assert len(words) == 3
    for number, element in enumerate(words, start=1):
        assert element.startswith("<visit")
        assert element.endswith("</visit>")
        assert f"<id>{number}</id>" in element


def test_trips_name_the_traveller_and_the_place(tmp_path: Path) -> None:
    """Brackets mean that somebody was not in office yet."""
    elect = "Met with Doe. (Visit made as President-elect.)"
    rows = [trip(1), trip(2, country="Mexico", locale="", remarks=elect)]
    result = import_table(saved(tmp_path / "trips-poe-ada.xml", trips(*rows)))
    first, second = result.dataset.visits
    assert (first.id, first.place) == ("trip-1", "Ottawa, Canada")
    assert (first.visitors, first.hosts) == (("poe-ada",), ("canada",))
    assert second.place == "Mexico"
    assert result.dataset.actors["poe-ada"] == Person(
        id="poe-ada",
        name="Ada Poe",
        roles=(
            Role(title="President", of="united-states"),
            Role(title="President-elect", of="united-states"),
        ),
    )


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    """Journeys that are not visits are left out, and a trip listed twice is one."""
    rows = [
        trip(1),
        trip(2),
        trip(3, remarks="Vacation."),
        trip(4, remarks="Vacation. Also met with Prime Minister Doe.", locale="Banff"),
        trip(5, remarks="Refueling stop.", country="Ireland"),
        trip(6, country="Antarctica", locale="South Pole"),
    ]
    result = import_table(saved(tmp_path / "trips.xml", trips(*rows)))
    account = result.account
    assert account.rows == 6
    assert numbers(account) == (2, 1, 3, 0)
    assert account.of(3) == ("merged", "the same trip again", "trip-1")
    assert account.of(4) == ("left out", "a vacation", None)
    assert list(account["a stop on the way"].lines) == [6]
    assert account["a journey that is not to a state"].kind == "left out"
    trip_1 = result.dataset.visits["trip-1"]
    assert len(trip_1.evidence) == 2
    assert [one.row for one in trip_1.codings] == ["1", "2"]
    assert trip_1.coded == "compiled"


FAULTY = [
    (trip(2, role="usher"), "<role>: must be one of president, secretary; got 'usher'"),
    (trip(2, name=""), "<name>: must occur exactly once"),
    (trip(2, start_date="1995-02-30"), "<start-date>: must be a day"),
    (trip(2, start_date="19950206"), "<start-date>: must be a day"),
    (trip(2, end_date="1995-05-01"), "a reversed interval"),
    (trip(1, locale="Banff"), "<id>: must not occur in an earlier row"),
    (trip(2).replace("<id>2", "<id>two"), "<id>: must be a number"),
    (trip(2).replace("<id>2</id>", "<id>2</id><id>3</id>"), "<id>: must occur"),
    ("<stop/>", "the element: must be <trip>; got 'stop'"),
    ("<stop why='a > b'/>", "the element: must be <trip>; got 'stop'"),
]


@pytest.mark.parametrize(("row", "problem"), FAULTY)
def test_faulty_rows_are_named(tmp_path: Path, row: str, problem: str) -> None:
    """The error gives the line; with collect, only that row is left out."""
    path = saved(tmp_path / "trips.xml", trips(trip(1), row))
    with pytest.raises(FormatError, match=r"trips\.xml: faulty rows") as caught:
        import_table(path)
    (fault,) = caught.value.faults
    assert fault.line == 3
    assert problem in fault.problem
    result = import_table(path, on_error="collect")
    assert numbers(result.account) == (1, 0, 0, 1)
    assert result.account.faults == (fault,)
    assert result.account.of(3).kind == "faulty"


REFUSED = [
    ("<trips><trip></trips>", "not well-formed XML: mismatched tag"),
    ("<trips>" * 200 + "</trips>" * 200, "elements nested deeper than 100"),
    ("<!DOCTYPE trips [<!ENTITY a 'b'>]><trips/>", "a DOCTYPE, which is not allowed"),
    ("<?xml version='1.0' encoding='latin-1'?><trips/>", "expected the encoding UTF-8"),
    ("<journeys><trips></trips></journeys>", "expected <visits> or <trips>"),
]


@pytest.mark.parametrize(("text", "problem"), REFUSED)
def test_other_documents_are_refused(tmp_path: Path, text: str, problem: str) -> None:
    """The error gives the line at fault."""
    path = saved(tmp_path / "trips.xml", text)
    with pytest.raises(FormatError) as caught:
        import_table(path, "historian")
    (fault,) = caught.value.faults
    assert fault.line == 1
    assert problem in fault.problem


def test_files_that_are_not_utf_8_are_refused(tmp_path: Path) -> None:
    """The error gives the line of the first bad byte."""
    path = tmp_path / "trips.xml"
    path.write_bytes(b"<trips>\n\n\xe9</trips>")
    with pytest.raises(FormatError, match="not a text") as caught:
        import_table(path)
    assert caught.value.faults[0].line == 3


def test_states_of_the_user_are_used_for_their_codes(visits: Path) -> None:
    """No second state gets the same code; actors other than states are not used."""
    mine = State(id="fr", name="République française", code="FRA")
    known = Dataset(actors=[mine, Person(id="x", name="X"), State(id="y", name="Y")])
    dataset = import_table(visits, actors=known).dataset
    assert dataset.actors["fr"] == mine
    assert "france" not in dataset.actors
    assert dataset.actor("Émile Novák").id == "president-emile-novak-fr"
    assert import_table(visits, actors=[mine]).dataset == dataset


def test_other_objects_than_actors_are_refused(visits: Path) -> None:
    """Two states with the same code are refused as well."""
    with pytest.raises(FieldTypeError, match="expected a Dataset or actors, got 'fr'"):
        import_table(visits, actors=["fr"])
    twice = [State(id=id, name=id, code="FRA") for id in ("fr", "france")]
    with pytest.raises(FieldValueError, match="one state with the code FRA"):
        import_table(visits, actors=twice)


def test_several_lists_are_one_import(tmp_path: Path, visits: Path) -> None:
    """A folder is read as its files; the account separates them, lists are merged."""
    other = saved(tmp_path / "trips.xml", trips(trip(1), trip(2, country="France")))
    saved(tmp_path / ".hidden", "nothing")
    whole = import_table(tmp_path)
    assert numbers(whole.account) == (5, 0, 0, 0)
    assert whole.account.of(2, "trips.xml").into == "trip-1"
    assert [entry.file for entry in whole.account.entries] == [
        "trips.xml",
        "visits-1990.xml",
    ]
    assert list(whole.account["visits"].lines) == [2, 3, 4, 12, 16]
    parts = [import_table(path).dataset for path in (other, visits)]
    merged = parts[0].merge(parts[1])
    assert set(merged.records) == set(whole.dataset.records)
    assert import_table([other, visits]).dataset == whole.dataset
    with pytest.raises(FormatError, match="another file has the id 'trips'"):
        import_table([other, other])


def test_an_import_survives_json(visits: Path) -> None:
    """An import gives a normal dataset."""
    dataset = import_table(visits).dataset
    assert loads(dumps(dataset)) == dataset


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(["Vacation.", "Met", "Transit"])),
        max_size=8,
    )
)
def test_accounts_balance(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, str]]
) -> None:
    """Whatever a list contains, every row is counted once."""
    text = trips(*[trip(number, remarks=remarks) for number, remarks in rows])
    path = saved(tmp_path_factory.mktemp("lists") / "trips.xml", text)
    account = import_table(path, on_error="collect").account
    assert account.rows == len(rows) == sum(numbers(account))


@pytest.mark.skipif(not REAL.is_dir(), reason="the lists are not part of the project")
def test_the_real_lists_are_taken_whole() -> None:
    """Only one journey to Antarctica is left out, and anchors read back elements."""
    result = import_table(REAL)
    dataset = result.dataset
    assert result.account.rows == 1_611
    assert numbers(result.account) == (1_610, 0, 1, 0)
    texts = {
        source.id: SourceText(
            source=source, text=(REAL / str(source.title)).read_bytes().decode()
        )
        for source in dataset.sources
    }
    for record in dataset.records:
        for anchor in record.evidence:
            assert texts[anchor.source].read(anchor).startswith(("<visit", "<trip"))


def test_the_number_of_listed_faults_is_limited(tmp_path: Path) -> None:
    """The first hundred are listed; the heading gives the total."""
    path = saved(tmp_path / "trips.xml", trips(*["<trip/>"] * 120))
    with pytest.raises(FormatError, match="first 100 faults of 120") as caught:
        import_table(path)
    assert len(caught.value.faults) == 100


@pytest.mark.parametrize(
    ("id", "name", "state"),
    [
        ("korea-south", "Korea, South", "south-korea"),
        ("korea-south", "Korea, Republic of", "south-korea"),
        ("congo-kinshasa", "Congo, Democratic Republic of", DRC),
        ("congo-kinshasa", "Zaire", DRC),
        ("saint-lucia", "St. Lucia", "saint-lucia"),
        ("united-kingdom", "United Kingdom (Wales)", "united-kingdom"),
        ("russia", "U.S.S.R.", "soviet-union"),
        ("russia", "Russia", "russia"),
        ("china", "China, Republic of", "china-republic-of"),
        ("china", "China, People’s Republic of", "china"),
        ("gambia", "Gambia, Republic of", "gambia"),
        ("hawaii", "Hawaii", "hawaii"),
        ("korea-south", "Korea", "korea-south-korea"),
    ],
)
def test_an_id_and_a_name_together_make_a_state(id: str, name: str, state: str) -> None:
    """An id in the list can mean several states, and a name has several spellings."""
    found = country(id, name, StatesInUse(None))
    assert found.id == state
    assert (found.code is None) == (state not in states().ids)


def test_an_import_describes_itself(visits: Path) -> None:
    """The repr gives the contents of the dataset, and the four counts."""
    shown = repr(import_table(visits))
    assert "3 visits" in shown
    assert "3 taken, 0 merged, 0 left out, 0 faulty" in shown


def test_the_first_line_is_1_and_all_faulty_rows_are_reported(tmp_path: Path) -> None:
    """A trip may begin on the line of its list."""
    rows = [trip(1, role="usher"), trip(2, role="usher"), trip(3)]
    path = saved(tmp_path / "trips.xml", f"<trips>{chr(10).join(rows)}</trips>")
    with pytest.raises(FormatError) as caught:
        import_table(path)
    assert [fault.line for fault in caught.value.faults] == [1, 2]


AT_WORK = (
    "Met meeting meetings conferred attended addressed discussed audience received "
    "signed official state ceremony ceremonies conference summit"
)


@pytest.mark.parametrize("level", ["State", "Official", "Working", "Private"])
def test_each_level_is_named_by_its_word(level: str) -> None:
    """A working visit may be official too; two levels are none."""
    assert visit_level(f"{level} visit to Ottawa.") == level.lower()
    assert visit_level(f"{level} dinner.") == "unspecified"
    assert visit_level(f"{level} visit. Official working visit.") == "unspecified"
    assert visit_level("Official Working Visit.") == "official-working"


@pytest.mark.parametrize("word", AT_WORK.split())
def test_each_word_of_work_makes_it_a_visit(word: str) -> None:
    """A vacation with it, or a stop on the way, is taken."""
    for begin, why in (("Vacation", "a vacation"), ("Refueled", "a stop on the way")):
        assert why_left_out("canada", f"{begin}.") == why
        assert why_left_out("canada", f"{begin}; {word} there.") is None


@pytest.mark.parametrize(
    "word", ["Refueled", "Refueling", "Transit", "Stopover", "Stop-over", "Layover"]
)
def test_each_stop_on_the_way_begins_with_its_word(word: str) -> None:
    """Elsewhere the word does not matter."""
    assert why_left_out("canada", f"{word} in Gander.") == "a stop on the way"
    assert why_left_out("canada", f"In Gander after a {word}.") is None


OFFICES = (
    "President|Prime Minister|Premier|Chancellor|Chairman|Chairwoman|Taoiseach|"
    "Foreign Minister|General Secretary|Secretary General|First Secretary|"
    "Governor-General|Governor General|Councilor|Counselor|Regent|President-elect|"
    "Prime Minister-designate|Acting President|Interim President|"
    "Provisional President|Deputy Prime Minister|First Vice President|"
    "Federal Chancellor|State Counselor|Prince|Princess|Crown Prince|Deputy Prince|"
    "Deputy Crown Prince|Crown Princess|King|Queen|Emperor|Empress|Sultan|Amir|Emir|"
    "Shah|Sheikh|Pope|Grand Duke|Grand Duchess|Captain Regent"
)


@pytest.mark.parametrize("office", OFFICES.split("|"))
def test_each_office_in_front_becomes_a_role(office: str) -> None:
    """The rest is the name, if it begins like one."""
    state = State(id="norway", name="Norway")
    found = Visitors().of(f"{office} Ola Nordmann", state)
    assert found.name == "Ola Nordmann"
    assert found.roles == (Role(title=office, of="norway"),)
    assert Visitors().of(f"{office} of Norway", state).roles == ()
