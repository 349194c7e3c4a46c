"""Records of all kinds, and their parts.

What the model says of a field is enough to draw it. Only where fields are tied together
is there a function that draws those.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

from diplomacy_events.model.coding import Variable
from diplomacy_events.model.description import fields
from diplomacy_events.model.record import ACTORS
from diplomacy_events.model.record_kinds import (
    RECORD_TYPES,
    Allegation,
    Invitation,
    JointDeclaration,
    Record,
    Response,
    Statement,
    StateVisit,
)
from diplomacy_events.model.sources import Source
from diplomacy_events.strategies.evidence import evidence
from diplomacy_events.strategies.fields import (
    EVIDENCE,
    Choices,
    Setting,
    Way,
    draw_object,
)
from diplomacy_events.strategies.words import (
    LINES,
    SLUGS,
    SPOKEN_TEXTS,
    TOPICS,
    Draw,
    Ids,
    Pool,
    choose,
    choose_some,
    pools,
    several,
    some,
)
from diplomacy_events.vocabulary import Manner, MeetingForm, ResponseKind

__all__ = [
    "TIED",
    "allegations",
    "invitations",
    "joint_declarations",
    "records",
    "records_in",
    "responses",
    "state_visits",
    "statements",
]

R = TypeVar("R", bound=Record)

BOOLEANS = st.booleans()
FORMS = st.sampled_from(list(MeetingForm))
VARIABLES = st.dictionaries(SLUGS, LINES, max_size=2).map(
    lambda held: tuple([Variable(name=name, value=held[name]) for name in held])
)
MANNERS = st.sampled_from(list(Manner))
QUOTES = some(SPOKEN_TEXTS)
STATEMENTS = ("Statement",)
VISITS = ("StateVisit",)


def _setting(
    actors: Ids,
    of: Sequence[Source] | None = None,
    basis: Ids = SLUGS,
    visits: Ids = SLUGS,
) -> Setting:
    return Setting(
        pools={
            ACTORS: pools(actors, 2),
            STATEMENTS: pools(basis),
            VISITS: pools(visits),
        },
        evidence=EVIDENCE if of is None else evidence(of),
        tied=TIED,
    )


@st.composite
def records_in(draw: Draw, setting: Setting, kind: type[R], ids: Ids = SLUGS) -> R:
    """Records of a kind, with these ids, in a setting."""
    choices, way = Choices(draw, setting), TIED.get(kind)
    given: dict[str, Any] = {"id": draw(ids), "variables": draw(VARIABLES)}
    own = (kind.__name__,)
    for field in fields(kind):
        if field.refers_to == own:
            # No record refers to itself.
            pool = choices.of(own)
            others = tuple([id for id in pool if id != given["id"]])
            chosen = choose_some(draw, others)
            one = chosen[0] if chosen else None
            given[field.name] = chosen if field.many else one
    made: R = (
        way(draw, choices, **given)
        if way
        else draw_object(draw, kind, choices, **given)
    )
    return made


@st.composite
def _parts_in(draw: Draw, setting: Setting, way: Way) -> Any:
    return way(draw, Choices(draw, setting))


def _parted(draw: Draw, pool: Pool) -> tuple[Pool, Pool]:
    """Draw two sets of ids that have none in common, neither of them empty."""
    chosen = choose_some(draw, pool, 2, 5)
    cut = 1 + choose(draw, range(len(chosen) - 1))
    return chosen[:cut], chosen[cut:]


def statements(
    ids: Ids = SLUGS, actors: Ids = SLUGS, of: Sequence[Source] | None = None
) -> st.SearchStrategy[Statement]:
    """Statements with these ids, by and about these actors, from these sources."""
    return records_in(_setting(actors, of), Statement, ids)


def _statement(draw: Draw, choices: Choices, **given: Any) -> Statement:
    speakers, others = _parted(draw, choices.of(ACTORS))
    manner, topics = draw(MANNERS), draw(TOPICS)
    return draw_object(
        draw,
        Statement,
        choices,
        speakers=speakers,
        via=others if draw(BOOLEANS) else (),
        manner=manner,
        quotes=() if manner is Manner.INDIRECT else draw(QUOTES),
        topics=topics,
        silent_on=tuple(topic for topic in draw(TOPICS) if topic not in topics),
        **given,
    )


def invitations(actors: Ids = SLUGS) -> st.SearchStrategy[Invitation]:
    """Invitations by and to these actors."""
    return _parts_in(_setting(actors), _invitation)


def _invitation(draw: Draw, choices: Choices) -> Invitation:
    by, to = _parted(draw, choices.of(ACTORS))
    return draw_object(draw, Invitation, choices, by=by, to=to)


def state_visits(
    ids: Ids = SLUGS,
    actors: Ids = SLUGS,
    of: Sequence[Source] | None = None,
    basis: Ids = SLUGS,
) -> st.SearchStrategy[StateVisit]:
    """Visits with these ids, of and to these actors, resting on these statements."""
    return records_in(_setting(actors, of, basis), StateVisit, ids)


def _visit(draw: Draw, choices: Choices, **given: Any) -> StateVisit:
    visitors, hosts = _parted(draw, choices.of(ACTORS))
    form = draw(FORMS)
    if form is not MeetingForm.VISIT and len(visitors) > 1 and draw(BOOLEANS):
        hosts = ()
    return draw_object(
        draw, StateVisit, choices, visitors=visitors, hosts=hosts, form=form, **given
    )


def joint_declarations(
    ids: Ids = SLUGS,
    actors: Ids = SLUGS,
    of: Sequence[Source] | None = None,
    basis: Ids = SLUGS,
    visits: Ids = SLUGS,
) -> st.SearchStrategy[JointDeclaration]:
    """Declarations with these ids, by these actors, signed during these visits."""
    return records_in(_setting(actors, of, basis, visits), JointDeclaration, ids)


def _declaration(draw: Draw, choices: Choices, **given: Any) -> JointDeclaration:
    actors, bodies = choices.of(ACTORS), choices.setting.bodies
    parties = choose_some(draw, actors, 1 if bodies is None else 2)
    if bodies and draw(BOOLEANS):
        parties = (choose(draw, bodies),)
    signatories = choose_some(draw, actors)
    witnesses = [one for one in choose_some(draw, actors) if one not in signatories]
    return draw_object(
        draw,
        JointDeclaration,
        choices,
        parties=parties,
        signatories=signatories,
        witnesses=tuple(witnesses),
        **given,
    )


def responses(
    actors: Ids = SLUGS,
    of: Sequence[Source] | None = None,
    basis: Ids = SLUGS,
    kinds: Sequence[ResponseKind] = tuple(ResponseKind),
) -> st.SearchStrategy[Response]:
    """Responses of these kinds by these actors."""

    def way(draw: Draw, choices: Choices) -> Response:
        return _response(draw, choices, dict.fromkeys(kinds, choices.of(ACTORS)))

    return _parts_in(_setting(actors, of, basis), way)


def _response(
    draw: Draw, choices: Choices, actors: Mapping[ResponseKind, Pool]
) -> Response:
    """Draw a response, of the actors who may respond in each way."""
    kind = choose(draw, list(actors))
    statement = choose_some(draw, choices.of(STATEMENTS), most=1)
    pool, speakers = actors[kind], choices.setting.speakers
    if statement and statement[0] in speakers:
        # Whoever answers by a statement is who speaks it.
        spoken = tuple([id for id in speakers[statement[0]] if id in pool])
        pool, statement = (spoken, statement) if spoken else (pool, ())
    anchors = (several if statement else some)(choices.setting.evidence)
    return draw_object(
        draw,
        Response,
        choices,
        actors=choose_some(draw, pool, 1),
        kind=kind,
        statement=statement[0] if statement else None,
        evidence=draw(anchors),
    )


def allegations(
    ids: Ids = SLUGS,
    actors: Ids = SLUGS,
    of: Sequence[Source] | None = None,
    basis: Ids = SLUGS,
) -> st.SearchStrategy[Allegation]:
    """Allegations with these ids, by and against these actors."""
    return records_in(_setting(actors, of, basis), Allegation, ids)


def _allegation(draw: Draw, choices: Choices, **given: Any) -> Allegation:
    actors = choices.of(ACTORS)
    accusers, accused = _parted(draw, actors)
    others = tuple(actor for actor in actors if actor not in accusers)
    responders = dict.fromkeys(ResponseKind, others)
    responders[ResponseKind.RETRACTION] = accusers
    answers = [_response(draw, choices, responders) for _ in range(draw(ANSWERS))]
    return draw_object(
        draw,
        Allegation,
        choices,
        accusers=accusers,
        accused=accused,
        responses=tuple(dict.fromkeys(answers)),
        **given,
    )


ANSWERS = st.integers(0, 3)
TIED: Mapping[type, Any] = {
    Allegation: _allegation,
    Invitation: _invitation,
    JointDeclaration: _declaration,
    StateVisit: _visit,
    Statement: _statement,
}
"""How to draw objects of classes whose fields are tied together."""


@cache
def records() -> st.SearchStrategy[Record]:
    """Records of all kinds."""
    setting = _setting(SLUGS)
    return st.one_of([records_in(setting, kind) for kind in RECORD_TYPES])
