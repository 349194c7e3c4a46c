"""Records of all four kinds, and their parts."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from hypothesis import strategies as st

from diplomacy_events.model.coding import Coding, Variable
from diplomacy_events.model.records import (
    Allegation,
    Invitation,
    JointDeclaration,
    Record,
    Response,
    Statement,
    StateVisit,
)
from diplomacy_events.model.sources import Evidence, Source
from diplomacy_events.strategies.sources import evidence
from diplomacy_events.strategies.time import periods
from diplomacy_events.strategies.words import (
    DAYS,
    LINES,
    SLUGS,
    SPOKEN_TEXTS,
    TOPICS,
    Draw,
    Ids,
    Pool,
    choose,
    choose_some,
    maybe,
    pools,
    several,
    some,
)
from diplomacy_events.vocabulary import (
    CodingMethod,
    DocumentForm,
    EventStatus,
    Manner,
    MeetingForm,
    ResponseKind,
    SpeechAct,
    VisitLevel,
)

__all__ = [
    "Setting",
    "allegations",
    "allegations_in",
    "invitations",
    "joint_declarations",
    "joint_declarations_in",
    "records",
    "responses",
    "state_visits",
    "state_visits_in",
    "statements",
    "statements_in",
]

Pools = st.SearchStrategy[Pool]

WHEN = periods()
PERHAPS_WHEN = maybe(WHEN)
PERHAPS_A_LINE = maybe(LINES)
BOOLEANS = st.booleans()
EVIDENCE = evidence()
POOLS = pools(SLUGS)
MANNERS = st.sampled_from(Manner)
ACTS = st.sampled_from(SpeechAct)
LEVELS = st.sampled_from(VisitLevel)
STATUSES = st.sampled_from(EventStatus)
QUOTES = some(SPOKEN_TEXTS)
PROVISIONS = several(LINES)
EARLIER = several(WHEN, 2)
FORMS = st.sampled_from(MeetingForm)
DOCUMENTS = st.sampled_from(DocumentForm)
NOTES = maybe(SPOKEN_TEXTS)
CODINGS = several(
    st.builds(
        Coding,
        coder=LINES,
        how=st.sampled_from(CodingMethod),
        scheme=PERHAPS_A_LINE,
        code=PERHAPS_A_LINE,
        row=PERHAPS_A_LINE,
        confidence=maybe(st.floats(0, 1)),
        on=maybe(DAYS),
    ),
    2,
)
VARIABLES = st.dictionaries(SLUGS, LINES, max_size=2).map(
    lambda held: tuple([Variable(name=name, value=held[name]) for name in held])
)


class Setting(NamedTuple):
    """What the records of a dataset refer to.

    Attributes:
        actors: two or more actors to choose from.
        evidence: anchors in the sources.
        statements: statements to rest on.
        visits: visits during which declarations are signed.
        like: records of the class of the one that is made, which may be the same.
        speakers: who speaks the statements; what is said of others is anybody's.
        bodies: those who may issue a document alone; anybody, if not given.
    """

    actors: Pools
    evidence: st.SearchStrategy[Evidence]
    statements: Pools = POOLS
    visits: Pools = POOLS
    like: Pools = POOLS
    speakers: Mapping[str, Pool] = {}
    bodies: Pool | None = None


def _setting(
    actors: Ids, of: Sequence[Source] | None, basis: Ids = SLUGS, visits: Ids = SLUGS
) -> Setting:
    anchors = EVIDENCE if of is None else evidence(of)
    return Setting(pools(actors, 2), anchors, pools(basis), pools(visits))


def _shared(draw: Draw, ids: Ids, setting: Setting) -> dict[str, Any]:
    """Draw the fields that all records have."""
    id = draw(ids)
    return {
        "id": id,
        "when": draw(WHEN),
        "gist": draw(LINES),
        "topics": draw(TOPICS),
        "evidence": draw(some(setting.evidence)),
        "same_as": _others(draw, setting.like, id),
        "codings": draw(CODINGS),
        "notes": draw(NOTES),
        "variables": draw(VARIABLES),
    }


def _others(draw: Draw, pool: Pools, id: str, most: int = 3) -> Pool:
    """Draw ids that are not that of the record itself."""
    chosen = choose_some(draw, draw(pool), most=most)
    return tuple([other for other in chosen if other != id])


def _parted(draw: Draw, pool: Pool) -> tuple[Pool, Pool]:
    """Draw two sets of ids that have none in common, neither of them empty."""
    chosen = choose_some(draw, pool, 2, 5)
    cut = 1 + choose(draw, range(len(chosen) - 1))
    return chosen[:cut], chosen[cut:]


def statements(
    ids: Ids = SLUGS, actors: Ids = SLUGS, of: Sequence[Source] | None = None
) -> st.SearchStrategy[Statement]:
    """Statements with these ids, by and about these actors, from these sources."""
    return statements_in(_setting(actors, of), ids)


@st.composite
def statements_in(draw: Draw, setting: Setting, ids: Ids = SLUGS) -> Statement:
    """Statements with these ids, in a setting."""
    actors = draw(setting.actors)
    speakers, others = _parted(draw, actors)
    fields = _shared(draw, ids, setting)
    manner = draw(MANNERS)
    return Statement(
        **fields,
        speakers=speakers,
        audience=choose_some(draw, actors),
        via=others if draw(BOOLEANS) else (),
        manner=manner,
        act=draw(ACTS),
        quotes=() if manner is Manner.INDIRECT else draw(QUOTES),
        mentions=choose_some(draw, actors),
        silent_on=tuple(
            topic for topic in draw(TOPICS) if topic not in fields["topics"]
        ),
        answers=_others(draw, setting.like, fields["id"]),
        channel=draw(PERHAPS_A_LINE),
        condition=draw(PERHAPS_A_LINE),
        deadline=draw(PERHAPS_WHEN),
    )


def invitations(actors: Ids = SLUGS) -> st.SearchStrategy[Invitation]:
    """Invitations by and to these actors."""
    return _invitations(pools(actors, 2))


@lru_cache
@st.composite
def _invitations(draw: Draw, actors: Pools) -> Invitation:
    by, to = _parted(draw, draw(actors))
    return Invitation(
        by=by,
        to=to,
        channel=draw(PERHAPS_A_LINE),
        when=draw(PERHAPS_WHEN),
        proposed=draw(PERHAPS_WHEN),
    )


def state_visits(
    ids: Ids = SLUGS,
    actors: Ids = SLUGS,
    of: Sequence[Source] | None = None,
    basis: Ids = SLUGS,
) -> st.SearchStrategy[StateVisit]:
    """Visits with these ids, of and to these actors, resting on these statements."""
    return state_visits_in(_setting(actors, of, basis), ids)


@st.composite
def state_visits_in(draw: Draw, setting: Setting, ids: Ids = SLUGS) -> StateVisit:
    """Visits with these ids, in a setting."""
    visitors, hosts = _parted(draw, draw(setting.actors))
    fields = _shared(draw, ids, setting)
    form = draw(FORMS)
    if form is not MeetingForm.VISIT and len(visitors) > 1 and draw(BOOLEANS):
        hosts = ()
    other = _others(draw, setting.like, fields["id"], most=1)
    return StateVisit(
        **fields,
        visitors=visitors,
        hosts=hosts,
        form=form,
        occasion=draw(PERHAPS_A_LINE),
        reason=draw(PERHAPS_A_LINE),
        instead_of=other[0] if other else None,
        place=draw(PERHAPS_A_LINE),
        level=draw(LEVELS),
        status=draw(STATUSES),
        agenda=draw(TOPICS),
        invitation=draw(maybe(_invitations(setting.actors))),
        superseded=draw(EARLIER),
        basis=choose_some(draw, draw(setting.statements)),
    )


def joint_declarations(
    ids: Ids = SLUGS,
    actors: Ids = SLUGS,
    of: Sequence[Source] | None = None,
    basis: Ids = SLUGS,
    visits: Ids = SLUGS,
) -> st.SearchStrategy[JointDeclaration]:
    """Declarations with these ids, by these actors, signed during these visits."""
    return joint_declarations_in(_setting(actors, of, basis, visits), ids)


@st.composite
def joint_declarations_in(
    draw: Draw, setting: Setting, ids: Ids = SLUGS
) -> JointDeclaration:
    """Declarations with these ids, in a setting."""
    visit = choose_some(draw, draw(setting.visits), most=1)
    actors = draw(setting.actors)
    parties = choose_some(draw, actors, 1 if setting.bodies is None else 2)
    if setting.bodies and draw(BOOLEANS):
        parties = (choose(draw, setting.bodies),)
    signatories = choose_some(draw, actors)
    return JointDeclaration(
        **_shared(draw, ids, setting),
        parties=parties,
        form=draw(DOCUMENTS),
        signatories=signatories,
        witnesses=tuple(
            [one for one in choose_some(draw, actors) if one not in signatories]
        ),
        title=draw(PERHAPS_A_LINE),
        status=draw(STATUSES),
        horizon=draw(PERHAPS_WHEN),
        place=draw(PERHAPS_A_LINE),
        visit=visit[0] if visit else None,
        provisions=draw(PROVISIONS),
        basis=choose_some(draw, draw(setting.statements)),
    )


def responses(
    actors: Ids = SLUGS,
    of: Sequence[Source] | None = None,
    basis: Ids = SLUGS,
    kinds: Sequence[ResponseKind] = tuple(ResponseKind),
) -> st.SearchStrategy[Response]:
    """Responses of these kinds by these actors."""
    pools_of_actors = dict.fromkeys(kinds, pools(actors))
    return _responses(_setting(actors, of, basis), pools_of_actors)


@st.composite
def _responses(
    draw: Draw, setting: Setting, actors: Mapping[ResponseKind, Pools]
) -> Response:
    """Responses in a setting, with the actors who may respond in each way."""
    kind = choose(draw, list(actors))
    statement = choose_some(draw, draw(setting.statements), most=1)
    pool = draw(actors[kind])
    if statement and statement[0] in setting.speakers:
        # Whoever answers by a statement is who speaks it.
        spoken = [id for id in setting.speakers[statement[0]] if id in pool]
        pool, statement = (tuple(spoken), statement) if spoken else (pool, ())
    return Response(
        actors=choose_some(draw, pool, 1),
        kind=kind,
        when=draw(PERHAPS_WHEN),
        statement=statement[0] if statement else None,
        evidence=draw((several if statement else some)(setting.evidence)),
    )


def allegations(
    ids: Ids = SLUGS,
    actors: Ids = SLUGS,
    of: Sequence[Source] | None = None,
    basis: Ids = SLUGS,
) -> st.SearchStrategy[Allegation]:
    """Allegations with these ids, by and against these actors."""
    return allegations_in(_setting(actors, of, basis), ids)


@st.composite
def allegations_in(draw: Draw, setting: Setting, ids: Ids = SLUGS) -> Allegation:
    """Allegations with these ids, in a setting."""
    actors = draw(setting.actors)
    accusers, accused = _parted(draw, actors)
    others = tuple(actor for actor in actors if actor not in accusers)
    responders = dict.fromkeys(ResponseKind, st.just(others))
    responders[ResponseKind.RETRACTION] = st.just(accusers)
    return Allegation(
        **_shared(draw, ids, setting),
        accusers=accusers,
        accused=accused,
        conduct=draw(LINES),
        mentions=choose_some(draw, actors),
        responses=draw(several(_responses(setting, responders))),
        basis=choose_some(draw, draw(setting.statements)),
    )


@cache
def records() -> st.SearchStrategy[Record]:
    """Records of all four kinds."""
    return st.one_of(statements(), state_visits(), joint_declarations(), allegations())
