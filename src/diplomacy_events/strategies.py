"""Hypothesis strategies for every class of the model, and for whole datasets.

They need the extra ``hypothesis``: ``pip install 'diplomacy-events[hypothesis]'``.

Strategies for classes that refer to others take the ids to refer to; without them, ids
are made up. `datasets` puts everything together so that it fits.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from diplomacy_events.dataset import Dataset
from diplomacy_events.model.actors import (
    Actor,
    Group,
    Organization,
    Person,
    Role,
    State,
)
from diplomacy_events.model.edtf import read
from diplomacy_events.model.period import Period
from diplomacy_events.model.records import (
    Allegation,
    Invitation,
    JointDeclaration,
    Record,
    Response,
    Statement,
    StateVisit,
)
from diplomacy_events.model.sources import Evidence, Source, SourceText
from diplomacy_events.vocabulary import (
    EventStatus,
    Manner,
    ResponseKind,
    SpeechAct,
    VisitLevel,
)

__all__ = [
    "Planted",
    "actors",
    "allegations",
    "datasets",
    "edtf_texts",
    "evidence",
    "faulty_datasets",
    "groups",
    "invitations",
    "joint_declarations",
    "organizations",
    "periods",
    "persons",
    "records",
    "responses",
    "roles",
    "slugs",
    "source_texts",
    "sources",
    "state_visits",
    "statements",
    "states",
]

T = TypeVar("T")
Draw = st.DrawFn
Ids = st.SearchStrategy[str]


@cache
def slugs() -> Ids:
    """Ids and topics."""
    return st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)


SLUGS = slugs()


@cache
def _lines() -> st.SearchStrategy[str]:
    """Texts of one line, such as names and gists."""
    # Cc and Zl hold the characters at which a line is broken, Cs is not text.
    characters = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])
    return st.text(characters, min_size=1, max_size=20).map(str.strip).filter(bool)


@cache
def _texts() -> st.SearchStrategy[str]:
    """Texts that are not blank."""
    breaks = st.sampled_from("\n\t")
    characters = st.characters(exclude_categories=["Cc", "Cs"]) | breaks
    return st.text(characters, min_size=1, max_size=30).filter(str.strip)


@cache
def _hex() -> st.SearchStrategy[str]:
    return st.binary(min_size=32, max_size=32).map(bytes.hex)


@lru_cache
def _several(ids: Ids, least: int = 0, most: int = 3) -> st.SearchStrategy[Any]:
    return st.lists(ids, min_size=least, max_size=most, unique=True).map(tuple)


@lru_cache
def _maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | strategy


@cache
def edtf_texts() -> st.SearchStrategy[str]:
    """Texts of every EDTF form that `Period.from_edtf` reads, canonical or not."""
    return st.one_of(_units(), _intervals(), _ranges())


@cache
def _units() -> st.SearchStrategy[str]:
    """A day, month, season, year, decade or century, perhaps qualified."""
    days = st.dates()
    years = st.integers(1, 9998).map("{:04}".format)
    unit = st.one_of(
        days.map(date.isoformat),
        days.map(lambda day: day.isoformat()[:7]),
        days.map(lambda day: f"{day.isoformat()[:7]}-XX"),
        st.builds("{}-{}".format, years, st.integers(21, 24)),
        years,
        years.map("{}-XX".format),
        years.map("{}-XX-XX".format),
        st.integers(1, 999).map("{:03}X".format),
        st.integers(1, 99).map("{:02}XX".format),
    )
    return st.builds("{}{}".format, unit, st.sampled_from(["", "", "", "?", "~", "%"]))


@cache
@st.composite
def _intervals(draw: Draw) -> str:
    """Two edges, of which each may be unknown or open."""
    begin, end = draw(_units()), draw(_units())
    earliest, latest = read(begin).begin.earliest, read(end).end.latest
    if earliest is not None and latest is not None and earliest > latest:
        begin, end = end, begin
    missing = st.sampled_from(["", ".."])
    return f"{draw(st.just(begin) | missing)}/{draw(st.just(end) | missing)}"


@cache
@st.composite
def _ranges(draw: Draw) -> str:
    """Some day between two, of which one may be left out."""
    first, last = sorted(draw(st.tuples(st.dates(), st.dates())))
    form = draw(st.sampled_from(["[{}..{}]", "[..{1}]", "[{0}..]"]))
    return form.format(first, last)


@lru_cache
@st.composite
def periods(draw: Draw, texts: st.SearchStrategy[str] | None = None) -> Period:
    """Periods of every form; `texts` gives their EDTF, where not all are wanted."""
    text = draw(edtf_texts() if texts is None else texts)
    phrase = draw(_maybe(_texts()))
    anchor = None if phrase is None else draw(_maybe(st.dates()))
    return Period.from_edtf(text, phrase=phrase, anchor=anchor)


@st.composite
def sources(draw: Draw, ids: Ids = SLUGS) -> Source:
    """Sources, with and without the length and digest of their text."""
    length = draw(_maybe(st.integers(1, 10_000)))
    return Source(
        id=draw(ids),
        publisher=draw(_lines()),
        title=draw(_maybe(_lines())),
        url=draw(_maybe(st.just("https://example.org/article?id=1"))),
        published=draw(_maybe(st.dates())),
        language=draw(_maybe(st.sampled_from(["en", "ru", "zh-Hant"]))),
        length=length,
        sha256=None if length is None else draw(_hex()),
    )


@cache
def source_texts() -> st.SearchStrategy[SourceText]:
    """Sources with their texts, which may hold any character."""
    text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
    return st.builds(
        SourceText.of,
        text,
        id=slugs(),
        publisher=_lines(),
        published=_maybe(st.dates()),
    )


@st.composite
def evidence(draw: Draw, of: Sequence[Source] | None = None) -> Evidence:
    """Anchors within the given sources. Their digests are those of no known words."""
    source = draw(st.sampled_from(of) if of else sources())
    if draw(st.booleans()):
        return Evidence(source=source.id)
    end = draw(st.integers(1, source.length or 10_000))
    start = draw(st.integers(0, end - 1))
    return Evidence(source=source.id, start=start, end=end, sha256=draw(_hex()))


def roles(of: Ids = SLUGS) -> st.SearchStrategy[Role]:
    """Offices of the given states and organizations."""
    return st.builds(Role, title=_lines(), of=_maybe(of))


def persons(ids: Ids = SLUGS, of: Ids = SLUGS) -> st.SearchStrategy[Person]:
    """Persons with these ids, in office with these states and organizations."""
    return _actors_of(Person, ids, roles=_several(roles(of), most=2))


def states(ids: Ids = SLUGS) -> st.SearchStrategy[State]:
    """States with these ids."""
    return _actors_of(State, ids, code=_maybe(st.sampled_from(["RUS", "CHN", "USA"])))


def organizations(ids: Ids = SLUGS, of: Ids = SLUGS) -> st.SearchStrategy[Organization]:
    """Organizations with these ids, of these states."""
    return _actors_of(Organization, ids, state=_maybe(of))


def groups(ids: Ids = SLUGS, of: Ids = SLUGS) -> st.SearchStrategy[Group]:
    """Groups with these ids and members."""
    return _actors_of(Group, ids, members=_several(of))


def _actors_of(
    kind: Callable[..., T], ids: Ids, **fields: st.SearchStrategy[Any]
) -> st.SearchStrategy[T]:
    return st.builds(
        kind,
        id=ids,
        name=_lines(),
        aliases=_several(_lines()),
        wikidata=_maybe(st.integers(1, 10**9).map("Q{}".format)),
        **fields,
    )


@cache
def actors() -> st.SearchStrategy[Actor]:
    """Actors of all four kinds."""
    return st.one_of(persons(), states(), organizations(), groups())


def _shared(ids: Ids, of: Sequence[Source] | None) -> dict[str, st.SearchStrategy[Any]]:
    """Return strategies for the fields that all records have."""
    return {
        "id": ids,
        "when": periods(),
        "gist": _lines(),
        "topics": _several(slugs()),
        "evidence": _several(evidence(of), 1),
    }


def _parted(draw: Draw, ids: Ids) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Draw two sets of ids that have none in common, neither of them empty."""
    chosen = draw(_several(ids, 2, 5))
    cut = draw(st.integers(1, len(chosen) - 1))
    return chosen[:cut], chosen[cut:]


@st.composite
def statements(
    draw: Draw,
    ids: Ids = SLUGS,
    actors: Ids = SLUGS,
    of: Sequence[Source] | None = None,
) -> Statement:
    """Statements with these ids, by and about these actors, from these sources."""
    who = actors
    speakers, others = _parted(draw, who)
    manner = draw(st.sampled_from(Manner))
    quotes = st.just(()) if manner is Manner.INDIRECT else _several(_texts(), 1)
    fields = {name: draw(field) for name, field in _shared(ids, of).items()}
    silent_on = tuple(set(draw(_several(slugs()))) - set(fields["topics"]))
    return Statement(
        **fields,
        speakers=speakers,
        audience=draw(_several(who)),
        via=others if draw(st.booleans()) else (),
        manner=manner,
        act=draw(st.sampled_from(SpeechAct)),
        quotes=draw(quotes),
        mentions=draw(_several(who)),
        silent_on=silent_on,
    )


@st.composite
def invitations(draw: Draw, actors: Ids = SLUGS) -> Invitation:
    """Invitations by and to these actors."""
    by, to = _parted(draw, actors)
    return Invitation(
        by=by,
        to=to,
        channel=draw(_maybe(_lines())),
        when=draw(_maybe(periods())),
        proposed=draw(_maybe(periods())),
    )


@st.composite
def state_visits(
    draw: Draw,
    ids: Ids = SLUGS,
    actors: Ids = SLUGS,
    of: Sequence[Source] | None = None,
    basis: Ids = SLUGS,
) -> StateVisit:
    """Visits with these ids, of and to these actors, resting on these statements."""
    visitors, hosts = _parted(draw, actors)
    return StateVisit(
        **{name: draw(field) for name, field in _shared(ids, of).items()},
        visitors=visitors,
        hosts=hosts,
        place=draw(_maybe(_lines())),
        level=draw(st.sampled_from(VisitLevel)),
        status=draw(st.sampled_from(EventStatus)),
        agenda=draw(_several(slugs())),
        invitation=draw(_maybe(invitations(actors))),
        superseded=draw(_several(periods(), most=2)),
        basis=draw(_several(basis)),
    )


@st.composite
def joint_declarations(
    draw: Draw,
    ids: Ids = SLUGS,
    actors: Ids = SLUGS,
    of: Sequence[Source] | None = None,
    basis: Ids = SLUGS,
    visits: Ids = SLUGS,
) -> JointDeclaration:
    """Declarations with these ids, by these actors, signed during these visits."""
    return JointDeclaration(
        **{name: draw(field) for name, field in _shared(ids, of).items()},
        parties=draw(_several(actors, 2)),
        title=draw(_maybe(_lines())),
        status=draw(st.sampled_from(EventStatus)),
        horizon=draw(_maybe(periods())),
        place=draw(_maybe(_lines())),
        visit=draw(_maybe(visits)),
        provisions=draw(_several(_lines())),
        basis=draw(_several(basis)),
    )


@st.composite
def responses(
    draw: Draw,
    actors: Ids = SLUGS,
    of: Sequence[Source] | None = None,
    basis: Ids = SLUGS,
    kinds: Sequence[ResponseKind] = tuple(ResponseKind),
) -> Response:
    """Responses of these kinds by these actors."""
    statement = draw(_maybe(basis))
    return Response(
        actors=draw(_several(actors, 1)),
        kind=draw(st.sampled_from(kinds)),
        when=draw(_maybe(periods())),
        statement=statement,
        evidence=draw(_several(evidence(of), 1 if statement is None else 0)),
    )


@st.composite
def allegations(
    draw: Draw,
    ids: Ids = SLUGS,
    actors: Ids = SLUGS,
    of: Sequence[Source] | None = None,
    basis: Ids = SLUGS,
) -> Allegation:
    """Allegations with these ids, by and against these actors."""
    who = actors
    accusers, accused = _parted(draw, who)
    others = [kind for kind in ResponseKind if kind is not ResponseKind.RETRACTION]
    not_accusers = who.filter(lambda actor: actor not in accusers)
    taken_back = responses(
        st.sampled_from(accusers), of, basis, [ResponseKind.RETRACTION]
    )
    answers = responses(not_accusers, of, basis, others) | taken_back
    return Allegation(
        **{name: draw(field) for name, field in _shared(ids, of).items()},
        accusers=accusers,
        accused=accused,
        conduct=draw(_lines()),
        mentions=draw(_several(who)),
        responses=draw(_several(answers)),
        basis=draw(_several(basis)),
    )


@cache
def records() -> st.SearchStrategy[Record]:
    """Records of all four kinds."""
    return st.one_of(statements(), state_visits(), joint_declarations(), allegations())


@st.composite
def datasets(draw: Draw) -> Dataset:
    """Whole valid datasets, from the empty one to some twenty objects."""
    counts = draw(st.tuples(*[st.integers(0, 2)] * 9))
    names = iter(draw(_several(slugs(), sum(counts) + 4, sum(counts) + 4)))

    def made(count: int, kind: Callable[[Ids], st.SearchStrategy[T]]) -> list[T]:
        return [draw(kind(st.just(next(names)))) for _ in range(count)]

    def any_of(*collections: list[Any]) -> Ids:
        return st.sampled_from([item.id for items in collections for item in items])

    texts = made(counts[0] + 1, sources)
    countries = made(counts[1] + 2, states)
    bodies = made(counts[2], lambda ids: organizations(ids, any_of(countries)))
    people = made(counts[3], lambda ids: persons(ids, any_of(countries, bodies)))
    parties = made(counts[4], lambda ids: groups(ids, any_of(people, countries)))
    who = any_of(countries, bodies, people, parties)
    said = made(counts[5] + 1, lambda ids: statements(ids, who, texts))
    basis = any_of(said)
    met = made(counts[6], lambda ids: state_visits(ids, who, texts, basis))
    visits = any_of(met) if met else SLUGS
    signed = made(
        counts[7] if met else 0,
        lambda ids: joint_declarations(ids, who, texts, basis, visits),
    )
    accused = made(counts[8], lambda ids: allegations(ids, who, texts, basis))
    return Dataset(
        title=draw(_maybe(_lines())),
        description=draw(_maybe(_texts())),
        licence=draw(_maybe(st.just("CC0-1.0"))),
        citation=draw(_maybe(_texts())),
        version=draw(_maybe(_lines())),
        sources=texts,
        actors=[*countries, *bodies, *people, *parties],
        records=draw(st.permutations([*said, *met, *signed, *accused])),
    )


@attrs.frozen(kw_only=True)
class Planted:
    """The parts of a dataset that would be valid, but for one fault.

    Attributes:
        parts: keyword arguments of `Dataset`, which must raise `IntegrityError`.
        path: JSON path of the place of the fault.
        fault: what was planted.
    """

    parts: dict[str, list[Any]]
    path: str
    fault: str


@st.composite
def faulty_datasets(draw: Draw) -> Planted:
    """Parts of datasets that do not fit together, each with a fault planted in it."""
    dataset = draw(datasets().filter(lambda dataset: len(dataset.records)))
    parts: dict[str, list[Any]] = {
        "sources": list(dataset.sources),
        "actors": list(dataset.actors),
        "records": list(dataset.records),
    }
    plant = draw(st.sampled_from(PLANTS))
    path = plant(draw, parts)
    return Planted(parts=parts, path=path, fault=plant.__name__.strip("_"))


def _record(draw: Draw, parts: dict[str, list[Any]], kind: type) -> int:
    """Draw the index of a record of one kind."""
    found = [i for i, item in enumerate(parts["records"]) if isinstance(item, kind)]
    return draw(st.sampled_from(found))


def _unknown_id(draw: Draw, parts: dict[str, list[Any]]) -> str:
    index = _record(draw, parts, Statement)
    field = draw(st.sampled_from(["audience", "mentions"]))
    unknown = "an-id-that-is-longer-than-any-other"
    parts["records"][index] = attrs.evolve(
        parts["records"][index], **{field: (unknown,)}
    )
    return f"$.records[{index}].{field}[0]"


def _wrong_kind(draw: Draw, parts: dict[str, list[Any]]) -> str:
    index = _record(draw, parts, Statement)
    wrong = draw(st.sampled_from([*parts["sources"], *parts["records"]])).id
    parts["records"][index] = attrs.evolve(parts["records"][index], mentions=(wrong,))
    return f"$.records[{index}].mentions[0]"


def _repeated_id(draw: Draw, parts: dict[str, list[Any]]) -> str:
    name = draw(st.sampled_from(["actors", "records"]))
    parts[name].append(draw(st.sampled_from(parts[name])))
    return f"$.{name}[{len(parts[name]) - 1}].id"


def _span_past_the_end(draw: Draw, parts: dict[str, list[Any]]) -> str:
    index = _record(draw, parts, Record)
    source = attrs.evolve(parts["sources"][0], length=10, sha256="0" * 64)
    parts["sources"][0] = source
    span = Evidence(source=source.id, start=5, end=11, sha256="0" * 64)
    parts["records"][index] = attrs.evolve(parts["records"][index], evidence=(span,))
    return f"$.records[{index}].evidence[0].end"


def _cycle(draw: Draw, parts: dict[str, list[Any]]) -> str:
    size = draw(st.integers(1, 4))
    names = [f"a-group-that-holds-itself-{i}" for i in range(size)]
    first = len(parts["actors"])
    parts["actors"] += [
        Group(id=name, name="A group", members=(names[i - 1],))
        for i, name in enumerate(names)
    ]
    return f"$.actors[{first}].members"


PLANTS = (_unknown_id, _wrong_kind, _repeated_id, _span_past_the_end, _cycle)
