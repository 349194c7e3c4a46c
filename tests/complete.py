"""A small dataset that uses every class, field and option; all of it invented."""

from datetime import date
from typing import Any

import attrs

from diplomacy_events import (
    Allegation,
    Coding,
    CodingMethod,
    Dataset,
    DocumentForm,
    EventStatus,
    Evidence,
    Group,
    Invitation,
    JointDeclaration,
    Manner,
    MeetingForm,
    Organization,
    Party,
    Period,
    Person,
    Response,
    ResponseKind,
    Role,
    Source,
    SpeechAct,
    State,
    Statement,
    StateVisit,
    Variable,
    VisitLevel,
)

PAPER, WIRE, RUMOUR = "northern-post", "wire", "rumour"
SPAN = Evidence(source=PAPER, start=0, end=12, sha256="0a" * 32)
OTHER_SPAN = Evidence(
    source=PAPER, start=3, end=2_000, sha256="f0" * 32, context="0c" * 32
)
WHOLE = Evidence(source=WIRE)
# One of each form of EDTF that can be read, in canonical form.
TIMES = (
    "2031-05-04",
    "2031-05",
    "2031-22",
    "2031",
    "203X",
    "20XX",
    "2031-05-04?",
    "2031-05~",
    "2031%",
    "2031-05-04/2031-05-06",
    "2031-05-04?/..",
    "../2031~",
    "2031-05/",
    "/2031-05",
    "../..",
    "[2031-05-04..2031-05-09]",
    "[..2031-05-04]",
    "[2031-05-04..]",
)


def time(text: str, phrase: str | None = None, anchor: date | None = None) -> Period:
    """Return a period."""
    return Period.from_edtf(text, phrase=phrase, anchor=anchor)


def shared(id: str, text: str = "2031-05-04", **more: Any) -> dict[str, Any]:
    """Return the fields that every record has."""
    return {"id": id, "when": time(text), "gist": f"Gist of {id}"} | more


def coded(same_as: str) -> dict[str, Any]:
    """Return the optional coding fields of every record."""
    return {
        "same_as": (same_as,),
        "codings": CODINGS,
        "notes": "Coded twice.\n\tSee “both”.",
        "variables": (
            Variable(name="tone", value="=friendly; or not"),
            Variable(name="tone-2", value="1"),
        ),
    }


CODINGS = (
    Coding(
        coder="A. Coder, 'II'",
        how=CodingMethod.HAND,
        scheme="House rules 1.0",
        code="010",
        row="0017",
        confidence=0.1,
        on=date(2031, 6, 1),
    ),
    Coding(coder="machine", how=CodingMethod.MACHINE, confidence=1e-05),
    Coding(coder="list", how=CodingMethod.COMPILED),
)
SOURCES = (
    Source(
        id=PAPER,
        publisher='The "Northern, Post"',
        title="=SUM(A1) + «Ünïcode» 中文 😀",
        url="https://example.org/article?id=1&page=2#top",
        published=date(2031, 5, 5),
        language="en-GB",
        author="Ada Penn, “Ö”",
        accessed=date(2031, 5, 6),
        length=2_000,
        sha256="9c" * 32,
    ),
    Source(id=WIRE, publisher="'Quoted' wire", length=2**63 - 1, sha256="00" * 32),
    Source(id=RUMOUR, publisher="Rumour"),
)
ACTORS = (
    State(id="northland", name="Northland", aliases=("the North",), wikidata="Q1"),
    State(id="southland", name="Südland", code="XSO"),
    Organization(
        id="ministry",
        name="Ministry",
        aliases=("the ministry", "Fort Street"),
        wikidata="Q3",
        state="northland",
    ),
    Organization(id="league", name="The League", members=("northland", "someone")),
    Person(
        id="ada-north",
        name="Ada North",
        aliases=("North, Ada", "Дар'я"),
        wikidata="Q9007199254740993",
        roles=(
            Role(
                title="President",
                of="northland",
                when=time("2030-01-01/..", "since January", date(2031, 5, 5)),
            ),
            Role(title="Author"),
            Role(title="Chair", of="league"),
        ),
    ),
    Person(id="bo-south", name="Bo South"),
    Group(
        id="officials",
        name="Officials",
        aliases=("they",),
        wikidata="Q4",
        members=("ada-north", "southland", "ministry", "others"),
    ),
    Group(id="others", name="Others", anonymous=True),
    Party(id="someone", name="Someone", state="southland", anonymous=True),
    Party(id="somebody", name="Somebody", aliases=("a name",), wikidata="Q5"),
    *(
        kind(id=f"unnamed-{kind.__name__.lower()}", name="Unnamed", anonymous=True)
        for kind in (Person, State, Organization)
    ),
)
STATEMENTS = tuple(
    Statement(
        **shared(f"said-{act.value}", TIMES[index % len(TIMES)], evidence=(SPAN,)),
        speakers=("ada-north",),
        manner=Manner.INDIRECT,
        act=act,
    )
    for index, act in enumerate(SpeechAct)
)
FULL_STATEMENT = Statement(
    **shared(
        "full-statement",
        when=time("[2031-05-04..]", 'soon,\n\tthey\u2028say "soon"', date(2031, 5, 3)),
        topics=("peace", "trade-2"),
        evidence=(SPAN, OTHER_SPAN, WHOLE),
    ),
    speakers=("ada-north", "bo-south"),
    audience=("officials", "someone"),
    via=("ministry", "league"),
    manner=Manner.DIRECT,
    act=SpeechAct.PROMISE,
    quotes=("We will.", "We will.", "-1\n @home\t'now'"),
    mentions=("southland", "others"),
    silent_on=("war",),
    answers=("said-demand", "said-accuse"),
    channel="press conference",
    condition="If the ports stay open",
    deadline=time("[..2031-06-01]", "by June", date(2031, 5, 3)),
    **coded("said-promise"),
)
MIXED_STATEMENT = Statement(
    **shared("mixed-statement", "[..2031-05-04]", evidence=(WHOLE,)),
    speakers=("officials",),
    manner=Manner.MIXED,
    act=SpeechAct.COMMENT,
    quotes=("“maybe”",),
)
VISITS = tuple(
    StateVisit(
        **shared(f"visit-{status.value}", evidence=(SPAN,)),
        visitors=("ada-north",),
        hosts=("southland",),
        status=status,
        level=list(VisitLevel)[index % len(VisitLevel)],
        form=list(MeetingForm)[index % len(MeetingForm)],
    )
    for index, status in enumerate(EventStatus)
)
FULL_VISIT = StateVisit(
    **shared(
        "full-visit", "2031-05-04/2031-05-06", topics=("peace",), evidence=(SPAN,)
    ),
    visitors=("ada-north", "ministry"),
    hosts=("bo-south", "southland"),
    place="Southport; the “old” harbour",
    level=VisitLevel.STATE,
    status=EventStatus.CONFIRMED,
    agenda=("peace", "trade-2"),
    invitation=Invitation(
        by=("bo-south",),
        to=("ada-north",),
        channel="video call",
        when=time("2031-01", "in January", date(2031, 5, 5)),
        proposed=time("[2031-04-01..2031-05-10]", "in April or early May"),
    ),
    superseded=(time("2031-04", "in April"), time("2031-05-01?")),
    basis=("said-announce", "full-statement"),
    occasion="Summit of the lakes",
    reason="The harbour froze",
    instead_of="invited-visit",
    **coded("visit-confirmed"),
)
TALKS = StateVisit(
    **shared("talks", evidence=(WHOLE,)),
    visitors=("ada-north", "bo-south"),
    form=MeetingForm.VIDEO_CALL,
    status=EventStatus.UNDER_WAY,
)
SHORT_INVITATION = StateVisit(
    **shared("invited-visit", evidence=(WHOLE,)),
    visitors=("bo-south",),
    hosts=("northland",),
    status=EventStatus.EXPECTED,
    invitation=Invitation(by=("northland",), to=("bo-south", "southland")),
)
DECLARATIONS = (
    JointDeclaration(
        **shared("full-declaration", evidence=(SPAN,), topics=("trade-2",)),
        parties=("northland", "southland", "league"),
        title='Declaration, on "friendship"',
        status=EventStatus.PLANNED,
        horizon=time("2031/2040", "until 2040", date(2031, 5, 5)),
        place="Southport",
        visit="full-visit",
        provisions=("Trade is free", "@ports stay open"),
        basis=("said-announce",),
        form=DocumentForm.TREATY,
        signatories=("ada-north", "bo-south"),
        witnesses=("others",),
        **coded("declaration-planned"),
    ),
    *(
        JointDeclaration(
            **shared(f"signed-{form.value}", evidence=(WHOLE,)),
            parties=("league",),
            status=EventStatus.OCCURRED,
            form=form,
        )
        for form in DocumentForm
    ),
    *(
        JointDeclaration(
            **shared(f"declaration-{status.value}", evidence=(WHOLE,)),
            parties=("northland", "southland"),
            status=status,
        )
        for status in EventStatus
    ),
)
ALLEGATIONS = (
    Allegation(
        **shared("full-allegation", "203X", topics=("war",), evidence=(SPAN, WHOLE)),
        accusers=("northland", "league"),
        accused=("southland",),
        conduct="Moving a border stone",
        mentions=("others",),
        responses=(
            Response(
                actors=("southland", "bo-south"),
                kind=ResponseKind.DENIAL,
                when=time("2031-05-06", "on Tuesday", date(2031, 5, 7)),
                statement="said-deny",
                evidence=(OTHER_SPAN,),
            ),
            Response(
                actors=("others",),
                kind=ResponseKind.CORROBORATION,
                evidence=(WHOLE,),
            ),
            Response(
                actors=("league",),
                kind=ResponseKind.RETRACTION,
                statement="said-refuse",
            ),
            Response(actors=("ministry",), kind=ResponseKind.REMARK, evidence=(SPAN,)),
            Response(
                actors=("bo-south",), kind=ResponseKind.NO_COMMENT, evidence=(SPAN,)
            ),
        ),
        basis=("said-accuse",),
        **coded("short-allegation"),
    ),
    Allegation(
        **shared("short-allegation", evidence=(WHOLE,)),
        accusers=("others",),
        accused=("officials",),
        conduct="Silence",
    ),
)

COMPLETE = Dataset(
    title="Everything, once",
    description="Two lands\nthat do not exist.",
    licence="CC0-1.0",
    citation="Nobody (2031). “Everything”.\n",
    version="1.0 beta",
    sources=SOURCES,
    actors=ACTORS,
    records=(
        *STATEMENTS,
        FULL_VISIT,
        FULL_STATEMENT,
        *DECLARATIONS,
        *VISITS,
        *ALLEGATIONS,
        MIXED_STATEMENT,
        SHORT_INVITATION,
        TALKS,
    ),
)


OTHER_TIMES = {"visit-expected": "2031-05", "visit-planned": "9999-12-31"}
EXTRA = State(id="extra", name="Extra")


def full() -> Dataset:
    """Return the dataset with more: phrases for all, an uncertain day, the last day."""
    records: list[Any] = list(COMPLETE.records)
    for index, record in enumerate(records):
        edtf = OTHER_TIMES.get(record.id, record.when.edtf)
        time = Period.from_edtf(edtf, phrase="then", anchor=date(2031, 5, 5))
        records[index] = attrs.evolve(record, when=time)
    return attrs.evolve(COMPLETE, actors=[*COMPLETE.actors, EXTRA], records=records)


FULL = full()
