"""Four invented articles with their codings: the records of each, by sentence."""

from datetime import date
from pathlib import Path
from typing import Any

from diplomacy_events import (
    Allegation,
    Dataset,
    EventStatus,
    JointDeclaration,
    Manner,
    Period,
    Record,
    Response,
    ResponseKind,
    SourceText,
    SpeechAct,
    State,
    Statement,
    StateVisit,
)
from diplomacy_events.coding import quotations, sentences

FOLDER = Path(__file__).parent / "articles"
STATES = ("arvandia", "belmoria", "caldonia", "dorn")
# It does not matter here who speaks and travels, so all actors are states.
ACTORS = [State(id=id, name=id.title()) for id in STATES]

# For each record: its kind, its id, and words from each sentence of its evidence.
CODED: dict[str, dict[str, tuple[str, ...]]] = {
    "cancelled-visit": {
        "visit soren-to-arvandia": ("a two-day visit", "had been due"),
        "statement office-calls-off": ("a two-day visit",),
        "statement office-explains": ("Under the present",),
        "statement reck-regrets": ("the palace had learned",),
        "statement reck-repeats-invitation": ("We regret it",),
        "statement lind-asks-soren": ("last spoke by telephone",),
        "statement belmoria-accepts": ("Belmoria accepted",),
        "allegation collision": ("has blamed", "rejects the charge"),
        "statement coast-guard-blames": ("has blamed",),
        "statement arvandia-rejects": ("rejects the charge",),
        "statement ministry-on-cutter": ("Its defence ministry",),
        "statement kastner-protests": ("summoned the Arvandian",),
        "visit kastner-to-lindhaven": ("Kastner will still go",),
        "statement official-on-commission": ("Kastner will still go",),
        "statement daal-on-decision": ("helps nobody",),
        "visit holm-to-port-belmor": ("had visited Port Belmor",),
        "declaration fisheries": ("had visited Port Belmor", "nothing to be signed"),
    },
    "summit": {
        "visit summit-at-tervo": ("will hold a summit", "first planned for April"),
        "statement dorn-announces": ("will hold a summit",),
        "statement varga-on-guests": ("All four have confirmed",),
        "visit petrescu-to-dorn": ("two days early", "described it as"),
        "statement palace-on-level": ("described it as",),
        "declaration transit-of-gas": ("to sign a declaration",),
        "statement diplomat-cautions": ("two articles of the text",),
        "statement arvandia-asks-for-time": ("asked for more time",),
        "statement lind-congratulates": ("Lind congratulated",),
        "statement lind-offers-share": ("Lind congratulated",),
        "allegation fees": ("charging fees", "robbery", "dismissed such"),
        "statement belmoria-accuses": ("charging fees",),
        "statement brandt-on-invoices": ("robbery",),
        "statement caldonia-dismisses": ("dismissed such",),
        "statement varga-urges": ("Varga urged",),
        "statement varga-proposes-truce": ("He told parliament",),
        "statement sol-on-water": ("sign away our water",),
        "statement commission-welcomes": ("welcomed the meeting",),
        "visit four-at-dorn-in-2015": ("last hosted", "That gathering"),
    },
    "denied-accusation": {
        "allegation tapping": ("withdrew its", "then alleged", "Dorn denied"),
        "statement caldonia-withdraws": ("withdrew its",),
        "statement ionescu-on-review": ("The technical review",),
        "statement ionescu-retracts": ("I retract",),
        "statement ionescu-alleged": ("then alleged",),
        "statement ionescu-on-attack": ("He spoke of",),
        "statement dorn-denies": ("Dorn denied",),
        "statement benedek-warns": ("called it absurd",),
        "statement caldonia-expels": ("On September 6",),
        "statement varga-praises": ("Varga praised",),
        "visit petrescu-to-dorn": ("Varga praised", "could travel"),
        "statement people-on-travel": ("could travel",),
        "statement office-on-date": ("neither confirm",),
        "statement paper-stands-by-story": ("stood by its story",),
        "statement manea-on-devices": ("There were devices",),
        "statement opposition-demands": ("demanded that",),
        "allegation minister-knew": ("charged that", "Ionescu rejects"),
        "statement serban-charges": ("charged that",),
        "statement ionescu-rejects": ("Ionescu rejects",),
        "statement ionescu-on-report": ("let it be known",),
        "statement arvandia-on-review": ("took note",),
        "statement lind-offers-to-host": ("offered to host",),
    },
    "agreement": {
        "declaration strait": (
            "have signed",
            "put their names",
            "Under the agreement",
            "made its signature",
            "still needs",
            "is to vote",
        ),
        "statement kastner-on-beginning": ("not more",),
        "statement kastner-thanks": ("She thanked",),
        "statement aaby-on-day": ("a good day",),
        "statement aaby-invites": ("a good day",),
        "visit kastner-to-lindhaven": ("a good day", "accepted on the spot"),
        "statement kastner-accepts": ("accepted on the spot",),
        "statement union-threatens": ("has threatened",),
        "statement daal-on-text": ("hides who profits",),
        "statement diplomat-doubts": ("can finish in time",),
        "statement caldonia-asks-for-seat": ("asked for a seat",),
        "statement lind-vows": ("vowed to ratify",),
        "visit lind-to-port-belmor": ("expected to travel",),
        "declaration cables": ("expected to travel",),
        "allegation best-grounds": ("Union of Skippers",),
        "statement skippers-insist": ("Union of Skippers",),
        "statement varga-on-observers": ("two observers",),
    },
}


def article(name: str) -> SourceText:
    """Return the text of an article."""
    return SourceText.of(
        (FOLDER / f"{name}.txt").read_text(encoding="utf-8"),
        id=name,
        publisher="The Estuary",
        published=date(2024, 9, 10),
    )


def coding(name: str) -> Dataset:
    """Return the coding of an article."""
    text = article(name)
    return Dataset(
        sources=[text.source],
        actors=ACTORS,
        records=[record(text, key, at) for key, at in CODED[name].items()],
    )


def record(text: SourceText, key: str, at: tuple[str, ...]) -> Record:
    """Return a record whose evidence is the sentences with these words."""
    kind, id = key.split()
    spans = [
        (one.start, one.end)
        for words in at
        for one in sentences(text.text)
        if words in one.words
    ]
    assert len(spans) == len(at), (id, at)
    fields: dict[str, Any] = {
        "id": id,
        "gist": id,
        "when": Period.from_edtf("/"),
        "evidence": [text.between(start, end) for start, end in spans],
    }
    return MADE[kind](fields, quoted(text, spans))


def quoted(text: SourceText, spans: list[tuple[int, int]]) -> list[str]:
    """Return the text between quotation marks in these passages."""
    return [
        one.words
        for start, end in spans
        for one in quotations(text.text).found
        if start <= one.start and one.end <= end
    ]


def statement(fields: dict[str, Any], quotes: list[str]) -> Record:
    """Return a statement."""
    manner = Manner.DIRECT if quotes else Manner.INDIRECT
    return Statement(
        speakers=["belmoria"],
        act=SpeechAct.COMMENT,
        manner=manner,
        quotes=quotes,
        **fields,
    )


def visit(fields: dict[str, Any], _: list[str]) -> Record:
    """Return a visit."""
    return StateVisit(
        visitors=["belmoria"],
        hosts=["arvandia"],
        status=EventStatus.PLANNED,
        **fields,
    )


def declaration(fields: dict[str, Any], _: list[str]) -> Record:
    """Return a declaration."""
    return JointDeclaration(
        parties=["arvandia", "belmoria"], status=EventStatus.PLANNED, **fields
    )


def allegation(fields: dict[str, Any], _: list[str]) -> Record:
    """Return an allegation; the last piece of its evidence is the answer to it."""
    *said, last = fields["evidence"]
    answer = Response(
        actors=["arvandia"],
        kind=ResponseKind.DENIAL,
        when=Period.from_edtf("/"),
        evidence=[last],
    )
    fields |= {"evidence": said or [last], "responses": [answer] if said else []}
    return Allegation(
        accusers=["belmoria"], accused=["arvandia"], conduct=fields["id"], **fields
    )


MADE = {
    "statement": statement,
    "visit": visit,
    "declaration": declaration,
    "allegation": allegation,
}
