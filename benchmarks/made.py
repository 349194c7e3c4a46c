"""Random datasets of any size that look like coded news.

``make(100_000)`` gives the same dataset every time: articles with about twenty records
each, by and about a few hundred to a few thousand actors. Two thirds of the records
are statements. Articles are in order of their days, and a record is based on statements
in its own article.
"""

from datetime import date, timedelta
from random import Random
from typing import Any

from diplomacy_events import (
    Actor,
    Allegation,
    Dataset,
    EventStatus,
    Evidence,
    Group,
    Invitation,
    JointDeclaration,
    Manner,
    Organization,
    Period,
    Person,
    Record,
    Response,
    ResponseKind,
    Role,
    Source,
    SpeechAct,
    State,
    Statement,
    StateVisit,
    VisitLevel,
)

__all__ = ["make"]

FIRST = date(2018, 1, 1)
DAYS = 365 * 7
TEXT = """
talks on the border agreement will resume after a pause of several months while both
delegations expect progress in trade energy security grain corridor sanctions relief
prisoner exchange joint exercises nuclear inspection ceasefire monitoring summit
partnership strategic dialogue ministers ambassadors mediation proposal
réunion façade Übereinkunft переговоры 会谈
"""
WORDS = TEXT.split()
TOPICS = [
    f"{field}-{matter}"
    for field in ("border", "trade", "energy", "arms", "grain", "water", "visa", "sea")
    for matter in ("talks", "treaty", "dispute", "aid", "security", "policy", "crisis")
]
PLACES = ["Moscow", "Beijing", "New York", "Geneva", "Ankara", "São Paulo", "Doha"]
PHRASES = ["early next week", "on Monday", "later this month", "in the spring", "soon"]
PUBLISHERS = ["The Moscow Times", "Reuters", "Le Monde", "Xinhua", "Der Spiegel", "AP"]
OFFICES = ["President", "Foreign Minister", "Spokesperson", "Ambassador", "Aide"]
MANNERS = [Manner.INDIRECT] * 5 + [Manner.MIXED] * 3 + [Manner.DIRECT] * 2


def make(count: int, seed: int = 0) -> Dataset:
    """Return a valid dataset with this many records, the same for the same seed."""
    rng = Random(seed)  # noqa: S311  # nothing here is secret
    actors = _actors(rng, max(30, min(3_000, 300 + count // 50)))
    sources: list[Source] = []
    records: list[Record] = []
    articles = count // 20 + 1
    while len(records) < count:
        day = FIRST + timedelta(days=len(sources) * DAYS // articles)
        article = _Article(rng, actors, day, len(sources))
        sources.append(article.source)
        records.extend(article.records(min(rng.randint(12, 28), count - len(records))))
    return Dataset(
        title=f"{count} records made at random",
        description="Made for benchmarks.\nNothing in it happened.",
        licence="CC0-1.0",
        version=str(seed),
        sources=sources,
        actors=actors,
        records=records,
    )


def _actors(rng: Random, count: int) -> list[Actor]:
    states: list[Actor] = [
        State(
            id=f"state-{i}",
            name=f"State of {_line(rng, 1)} {i}",
            aliases=(f"Capital {i}",),
            wikidata=f"Q{i + 1}",
            code="".join(rng.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=3)),
        )
        for i in range(count // 10)
    ]
    bodies: list[Actor] = [
        Organization(
            id=f"ministry-{i}", name=f"Ministry {i}", state=rng.choice(states).id
        )
        for i in range(count // 5)
    ]
    people: list[Actor] = [
        Person(
            id=f"person-{i}",
            name=f"{rng.choice(PLACES)} Person {i}",
            aliases=(f"Person {i}",) if rng.random() < 0.5 else (),
            wikidata=f"Q{i + 100_000}" if rng.random() < 0.7 else None,
            roles=(Role(title=rng.choice(OFFICES), of=rng.choice(states + bodies).id),),
        )
        for i in range(count - count // 10 - count // 5 - count // 50)
    ]
    groups: list[Actor] = [
        Group(
            id=f"officials-{i}",
            name=f"Officials {i}",
            members=tuple(actor.id for actor in rng.sample(people, 2)),
        )
        for i in range(count // 50)
    ]
    return [*states, *bodies, *people, *groups]


class _Article:
    """One source and the records coded from it."""

    def __init__(self, rng: Random, actors: list[Actor], day: date, index: int) -> None:
        self.rng, self.day, self.index = rng, day, index
        self.who = [actor.id for actor in rng.sample(actors, 12)]
        self.source = Source(
            id=f"article-{index}",
            publisher=rng.choice(PUBLISHERS),
            title=_line(rng, 8).capitalize(),
            url=f"https://example.org/{day.isoformat()}/article-{index}",
            published=day,
            language="en",
            length=rng.randint(2_000, 9_000),
            sha256=_digest(rng),
        )
        self.said: list[str] = []
        self.visits: list[str] = []

    def records(self, count: int) -> list[Record]:
        """Return this many records; the first is a statement, as a basis for others."""
        made: list[Record] = []
        for i in range(count):
            fields: dict[str, Any] = {
                "id": f"article-{self.index}-{i}-{self.rng.choice(TOPICS)}",
                "when": self._when(),
                "gist": _line(self.rng, self.rng.randint(6, 16)).capitalize(),
                "topics": self._topics(0, 3),
                "evidence": self._evidence(),
            }
            kinds = [self._statement, self._visit, self._declaration, self._allegation]
            weights = (66, 14, 8, 12) if self.said else (1, 0, 0, 0)
            (kind,) = self.rng.choices(kinds, weights)
            made.append(kind(fields))
        return made

    def _statement(self, fields: dict[str, Any]) -> Record:
        speakers, others = self._sides()
        manner = self.rng.choice(MANNERS)
        quotes = () if manner is Manner.INDIRECT else self._quotes()
        self.said.append(fields["id"])
        return Statement(
            **fields,
            speakers=speakers,
            audience=others if self.rng.random() < 0.2 else (),
            via=others[:1] if self.rng.random() < 0.4 else (),
            manner=manner,
            act=self.rng.choice(list(SpeechAct)),
            quotes=quotes,
            mentions=self._some(self.who, 0, 4),
            silent_on=("dates-of-the-visit",) if self.rng.random() < 0.05 else (),
        )

    def _visit(self, fields: dict[str, Any]) -> Record:
        visitors, hosts = self._sides()
        invitation = None
        if self.rng.random() < 0.4:
            invitation = Invitation(
                by=hosts, to=visitors, channel="video call", when=self._when()
            )
        self.visits.append(fields["id"])
        return StateVisit(
            **fields,
            visitors=visitors,
            hosts=hosts,
            place=self.rng.choice(PLACES),
            level=self.rng.choice(list(VisitLevel)),
            status=self.rng.choice(list(EventStatus)),
            agenda=self._topics(0, 2),
            invitation=invitation,
            superseded=(self._when(),) if self.rng.random() < 0.2 else (),
            basis=self._some(self.said, 1, 2),
        )

    def _declaration(self, fields: dict[str, Any]) -> Record:
        one, other = self._sides()
        return JointDeclaration(
            **fields,
            parties=one + other,
            title=_line(self.rng, 5).capitalize(),
            status=self.rng.choice(list(EventStatus)),
            horizon=Period(edtf=f"{self.day.year}/{self.day.year + 5}"),
            place=self.rng.choice(PLACES),
            visit=self.rng.choice(self.visits) if self.visits else None,
            provisions=tuple(
                f"{i + 1}. {_line(self.rng, 9)}" for i in range(self.rng.randint(0, 3))
            ),
            basis=self._some(self.said, 1, 2),
        )

    def _allegation(self, fields: dict[str, Any]) -> Record:
        accusers, accused = self._sides()
        responses: tuple[Response, ...] = ()
        if self.rng.random() < 0.6:
            denial = Response(
                actors=accused,
                kind=ResponseKind.DENIAL,
                when=self._when(),
                evidence=self._evidence(),
            )
            comment = Response(
                actors=accusers, kind=ResponseKind.REMARK, evidence=self._evidence()
            )
            responses = (denial, comment)[: self.rng.randint(1, 2)]
        return Allegation(
            **fields,
            accusers=accusers,
            accused=accused,
            conduct=_line(self.rng, self.rng.randint(4, 10)).capitalize(),
            mentions=self._some(self.who, 0, 2),
            responses=responses,
            basis=self._some(self.said, 1, 1),
        )

    def _sides(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return two sets of actors without a common one."""
        chosen = self.rng.sample(self.who, self.rng.choice((2, 2, 2, 3, 4)))
        cut = self.rng.randint(1, len(chosen) - 1)
        return tuple(chosen[:cut]), tuple(chosen[cut:])

    def _some(self, items: list[str], least: int, most: int) -> tuple[str, ...]:
        count = min(self.rng.randint(least, most), len(items))
        return tuple(self.rng.sample(items, count))

    def _topics(self, least: int, most: int) -> tuple[str, ...]:
        return self._some(TOPICS, least, most)

    def _quotes(self) -> tuple[str, ...]:
        return tuple(
            f"{_line(self.rng, self.rng.randint(4, 20))}."
            for _ in range(self.rng.randint(1, 2))
        )

    def _evidence(self) -> tuple[Evidence, ...]:
        length = self.source.length or 0
        starts = self.rng.sample(range(length - 300), self.rng.choice((1, 1, 1, 2)))
        return tuple(
            Evidence(
                source=self.source.id,
                start=start,
                end=start + self.rng.randint(20, 300),
                sha256=_digest(self.rng),
            )
            for start in starts
        )

    def _when(self) -> Period:
        """Return a day in most cases, otherwise a range, a month or a hedged day."""
        day = self.day + timedelta(days=self.rng.randint(-40, 60))
        last = day + timedelta(days=self.rng.randint(1, 6))
        texts = [day.isoformat()] * 5
        texts += [f"{day}/{last}", f"{day:%Y-%m}", f"[{day}..{last}]", f"{day}~"]
        phrase = self.rng.choice(PHRASES) if self.rng.random() < 0.4 else None
        anchor = self.day if phrase else None
        return Period(edtf=self.rng.choice(texts), phrase=phrase, anchor=anchor)


def _line(rng: Random, words: int) -> str:
    return " ".join(rng.choices(WORDS, k=words))


def _digest(rng: Random) -> str:
    return f"{rng.getrandbits(256):064x}"
