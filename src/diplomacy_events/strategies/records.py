"""Records of all kinds, and their parts.

The description of a field is enough to draw it. Only fields that depend on each other
need a function that draws them.
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
from diplomacy_events.strategies.dice import Dice
from diplomacy_events.strategies.fields import (
    Choices,
    Setting,
    Way,
    anchors,
    draw_object,
)
from diplomacy_events.strategies.words import (
    LINES,
    SLUGS,
    SPOKEN_TEXTS,
    Draw,
    Ids,
    Pool,
    pools,
)
from diplomacy_events.vocabulary import Manner, MeetingForm, ResponseKind

__all__ = [
    "TIED",
    "allegations",
    "invitations",
    "joint_declarations",
    "record_in",
    "records",
    "responses",
    "state_visits",
    "statements",
]

R = TypeVar("R", bound=Record)

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
        sources=of or (),
        tied=TIED,
    )


@st.composite
def _records_in(draw: Draw, setting: Setting, kind: type[R], ids: Ids = SLUGS) -> R:
    """Records of a kind, with these ids, in a setting."""
    return record_in(Choices(Dice(draw), setting), kind, draw(ids))


def record_in(choices: Choices, kind: type[R], id: str) -> R:
    """Return a record of a kind, with an id."""
    given: dict[str, Any] = {"id": id, "variables": _variables(choices.dice)}
    own = (kind.__name__,)
    for field in fields(kind):
        if field.refers_to == own:
            # A record must not refer to itself.
            others = tuple([one for one in choices.of(own) if one != id])
            chosen = choices.dice.choose_some(others)
            one = chosen[0] if chosen else None
            given[field.name] = chosen if field.many else one
    way = TIED.get(kind)
    record: R = way(choices, **given) if way else draw_object(kind, choices, **given)
    return record


def _variables(dice: Dice) -> tuple[Variable, ...]:
    names = dice.several(SLUGS, most=2)
    return tuple([Variable(name=name, value=dice.value(LINES)) for name in names])


@st.composite
def _parts_in(draw: Draw, setting: Setting, way: Way) -> Any:
    return way(Choices(Dice(draw), setting))


def _disjoint_actors(choices: Choices) -> tuple[Pool, Pool]:
    """Draw two sets of actors that are not empty and have no actor in common."""
    chosen = choices.dice.choose_some(choices.of(ACTORS), 2, 5)
    cut = 1 + choices.dice.below(len(chosen) - 1)
    return chosen[:cut], chosen[cut:]


def statements(
    ids: Ids = SLUGS, actors: Ids = SLUGS, of: Sequence[Source] | None = None
) -> st.SearchStrategy[Statement]:
    """Statements with these ids, by and about these actors, from these sources."""
    return _records_in(_setting(actors, of), Statement, ids)


def _statement(choices: Choices, **given: Any) -> Statement:
    dice = choices.dice
    speakers, others = _disjoint_actors(choices)
    manner, topics = dice.choose(tuple(Manner)), dice.several(SLUGS)
    return draw_object(
        Statement,
        choices,
        speakers=speakers,
        via=others if dice.yes() else (),
        manner=manner,
        quotes=() if manner is Manner.INDIRECT else dice.several(SPOKEN_TEXTS, 1),
        topics=topics,
        silent_on=tuple(one for one in dice.several(SLUGS) if one not in topics),
        **given,
    )


def invitations(actors: Ids = SLUGS) -> st.SearchStrategy[Invitation]:
    """Invitations by and to these actors."""
    return _parts_in(_setting(actors), _invitation)


def _invitation(choices: Choices) -> Invitation:
    by, to = _disjoint_actors(choices)
    return draw_object(Invitation, choices, by=by, to=to)


def state_visits(
    ids: Ids = SLUGS,
    actors: Ids = SLUGS,
    of: Sequence[Source] | None = None,
    basis: Ids = SLUGS,
) -> st.SearchStrategy[StateVisit]:
    """Visits with these ids, by and to these actors, based on these statements."""
    return _records_in(_setting(actors, of, basis), StateVisit, ids)


def _visit(choices: Choices, **given: Any) -> StateVisit:
    visitors, hosts = _disjoint_actors(choices)
    form = choices.dice.choose(tuple(MeetingForm))
    if form is not MeetingForm.VISIT and len(visitors) > 1 and choices.dice.yes():
        hosts = ()
    return draw_object(
        StateVisit, choices, visitors=visitors, hosts=hosts, form=form, **given
    )


def joint_declarations(
    ids: Ids = SLUGS,
    actors: Ids = SLUGS,
    of: Sequence[Source] | None = None,
    basis: Ids = SLUGS,
    visits: Ids = SLUGS,
) -> st.SearchStrategy[JointDeclaration]:
    """Declarations with these ids, by these actors, signed during these visits."""
    return _records_in(_setting(actors, of, basis, visits), JointDeclaration, ids)


def _declaration(choices: Choices, **given: Any) -> JointDeclaration:
    dice = choices.dice
    actors, bodies = choices.of(ACTORS), choices.setting.bodies
    parties = dice.choose_some(actors, 1 if bodies is None else 2)
    if bodies and dice.yes():
        parties = (dice.choose(bodies),)
    signatories = dice.choose_some(actors)
    witnesses = [one for one in dice.choose_some(actors) if one not in signatories]
    return draw_object(
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

    def way(choices: Choices) -> Response:
        return _response(choices, dict.fromkeys(kinds, choices.of(ACTORS)))

    return _parts_in(_setting(actors, of, basis), way)


def _response(choices: Choices, actors: Mapping[ResponseKind, Pool]) -> Response:
    """Draw a response by actors who may give it."""
    dice = choices.dice
    kind = dice.choose(tuple(actors))
    statement = dice.choose_some(choices.of(STATEMENTS), most=1)
    pool, speakers = actors[kind], choices.setting.speakers
    if statement and statement[0] in speakers:
        # Those who respond by a statement are its speakers.
        spoken = tuple([id for id in speakers[statement[0]] if id in pool])
        pool, statement = (spoken, statement) if spoken else (pool, ())
    return draw_object(
        Response,
        choices,
        actors=dice.choose_some(pool, 1),
        kind=kind,
        statement=statement[0] if statement else None,
        evidence=anchors(choices, least=0 if statement else 1),
    )


def allegations(
    ids: Ids = SLUGS,
    actors: Ids = SLUGS,
    of: Sequence[Source] | None = None,
    basis: Ids = SLUGS,
) -> st.SearchStrategy[Allegation]:
    """Allegations with these ids, by and against these actors."""
    return _records_in(_setting(actors, of, basis), Allegation, ids)


def _allegation(choices: Choices, **given: Any) -> Allegation:
    actors, dice = choices.of(ACTORS), choices.dice
    accusers, accused = _disjoint_actors(choices)
    others = tuple(actor for actor in actors if actor not in accusers)
    responders = dict.fromkeys(ResponseKind, others)
    responders[ResponseKind.RETRACTION] = accusers
    answers = [_response(choices, responders) for _ in range(dice.below(4))]
    return draw_object(
        Allegation,
        choices,
        accusers=accusers,
        accused=accused,
        responses=tuple(dict.fromkeys(answers)),
        **given,
    )


TIED: Mapping[type, Any] = {
    Allegation: _allegation,
    Invitation: _invitation,
    JointDeclaration: _declaration,
    StateVisit: _visit,
    Statement: _statement,
}
"""How to draw objects of classes whose fields depend on each other."""


@cache
def records() -> st.SearchStrategy[Record]:
    """Records of all kinds."""
    setting = _setting(SLUGS)
    return st.one_of([_records_in(setting, kind) for kind in RECORD_TYPES])
