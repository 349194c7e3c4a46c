"""Types as users see them: constructors accept whatever their converters accept."""

from pathlib import Path

import pytest

import diplomacy_events
from type_checking import check_types

ACCEPTED = """
from datetime import date

from diplomacy_events import (
    Allegation,
    Dataset,
    EventStatus,
    Evidence,
    Group,
    Invitation,
    JointDeclaration,
    Organization,
    Period,
    Person,
    Records,
    Response,
    Role,
    Source,
    SourceText,
    State,
    Statement,
    StateVisit,
    VisitLevel,
    field,
    load_article,
)

day = Period.from_edtf("2031-05-04", phrase="today", anchor=date(2031, 5, 4))
daily = Source(
    id="daily", publisher="Daily", title=None, published=date(2031, 5, 4), length=9
    , sha256="00" * 32
)
text = SourceText.of("We will come.", id="text", publisher="Text")
span = Evidence(source="daily", start=0, end=5, sha256="00" * 32)
ada = Person(
    id="ada",
    name="Ada",
    aliases=["A."],
    wikidata="Q1",
    roles=[Role(title="Chair", of="league")],
)
land = State(id="land", name="Land", aliases=["the Land"], code="XLA")
league = Organization(id="league", name="League", aliases=[], state="land")
people = Group(id="people", name="People", aliases=[], members=["ada", "land"])
said = Statement(
    id="said",
    when=day,
    gist="Ada speaks",
    topics=["peace"],
    evidence=[span],
    speakers=["ada"],
    audience=["people"],
    via=["league"],
    manner="direct",
    act="announce",
    quotes=["We will come."],
    mentions=["land"],
    silent_on=["trade"],
)
visit = StateVisit(
    id="visit",
    when=day,
    gist="Ada comes",
    topics=["peace"],
    evidence=[span],
    visitors=["ada"],
    hosts=["land"],
    place="Town",
    level="official",
    status="planned",
    agenda=["trade"],
    invitation=Invitation(
        by=["land"], to=["ada"], channel="letter", when=day, proposed=None
    ),
    superseded=[day],
    basis=["said"],
)
exact = StateVisit(
    id="exact",
    when=day,
    gist="Ada comes",
    evidence=(span,),
    visitors=("ada",),
    hosts=("land",),
    level=VisitLevel.OFFICIAL,
    status=EventStatus.PLANNED,
)
signed = JointDeclaration(
    id="signed",
    when=day,
    gist="They sign",
    topics=[],
    evidence=[span],
    parties=["ada", "land"],
    title="A paper",
    status="planned",
    horizon=day,
    place=None,
    visit="visit",
    provisions=["peace"],
    basis=["said"],
)
accused = Allegation(
    id="accused",
    when=day,
    gist="Ada accuses",
    topics=[],
    evidence=[span],
    accusers=["ada"],
    accused=["land"],
    conduct="silence",
    mentions=["league"],
    responses=[
        Response(
            actors=["land"], kind="denial", when=day, statement="said", evidence=[span]
        )
    ],
    basis=["said"],
)
whole = Dataset(
    title="All",
    sources=[daily, text.source],
    actors=[ada, land, league, people],
    records=[said, visit, exact, signed, accused],
)
several = Dataset(sources=load_article().sources, actors=(one for one in [land]))
found: Records[Statement] = whole.statements.filter(field.act == "announce")
speakers: tuple[str, ...] = said.speakers
status: EventStatus = visit.status
"""
REFUSED = """
from diplomacy_events import Period, Statement

Statement(
    id="said",
    when=Period.from_edtf("2031"),
    gist="Ada speaks",
    evidence=[],
    speakers=[1],
    manner=2,
    act=None,
    quotes=3,
)
"""


def judged(text: str, folder: Path) -> tuple[int, str]:
    """Return the strict type checker's messages about a user's file."""
    (folder / "user.py").write_text(text, encoding="utf-8")
    src = Path(diplomacy_events.__file__).parents[1]
    # It finds installed packages by itself, and their path must not be given.
    env = {} if src.name == "site-packages" else {"MYPYPATH": str(src)}
    return check_types(["user.py"], folder, env)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Use one folder for both files, which share the checker's cache."""
    return tmp_path_factory.mktemp("user")


def test_a_user_may_give_lists_and_plain_strings(folder: Path) -> None:
    """The type checker accepts what the constructors accept, and Python runs it."""
    assert judged(ACCEPTED, folder) == (
        0,
        "Success: no issues found in 1 source file\n",
    )
    exec(compile(ACCEPTED, "user.py", "exec"), {})  # noqa: S102  # our own text


def test_a_user_is_warned_of_other_types(folder: Path) -> None:
    """Before the program runs, the checker refuses such values, by argument."""
    status, said = judged(REFUSED, folder)
    assert status == 1
    assert said.count("error:") == 4
    for name in ("List item 0", '"manner"', '"act"', '"quotes"'):
        assert name in said, name
