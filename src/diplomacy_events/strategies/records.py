"""Records of all four kinds, and their parts."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from hypothesis import strategies as st

from diplomacy_events.model.records import (
    Allegation,
    Invitation,
    JointDeclaration,
    Record,
    Response,
    Statement,
    StateVisit,
)
from diplomacy_events.model.sources import Source
from diplomacy_events.strategies.sources import evidence
from diplomacy_events.strategies.time import periods
from diplomacy_events.strategies.words import (
    SLUGS,
    Draw,
    Ids,
    lines,
    maybe,
    several,
    slugs,
    spoken_texts,
)
from diplomacy_events.vocabulary import (
    EventStatus,
    Manner,
    ResponseKind,
    SpeechAct,
    VisitLevel,
)

__all__ = [
    "allegations",
    "invitations",
    "joint_declarations",
    "records",
    "responses",
    "state_visits",
    "statements",
]


def _shared(ids: Ids, of: Sequence[Source] | None) -> dict[str, st.SearchStrategy[Any]]:
    """Return strategies for the fields that all records have."""
    return {
        "id": ids,
        "when": periods(),
        "gist": lines(),
        "topics": several(slugs()),
        "evidence": several(evidence(of), 1),
    }


def _parted(draw: Draw, ids: Ids) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Draw two sets of ids that have none in common, neither of them empty."""
    chosen = draw(several(ids, 2, 5))
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
    speakers, others = _parted(draw, actors)
    manner = draw(st.sampled_from(Manner))
    quotes = st.just(()) if manner is Manner.INDIRECT else several(spoken_texts(), 1)
    fields = {name: draw(field) for name, field in _shared(ids, of).items()}
    silent_on = tuple(set(draw(several(slugs()))) - set(fields["topics"]))
    return Statement(
        **fields,
        speakers=speakers,
        audience=draw(several(actors)),
        via=others if draw(st.booleans()) else (),
        manner=manner,
        act=draw(st.sampled_from(SpeechAct)),
        quotes=draw(quotes),
        mentions=draw(several(actors)),
        silent_on=silent_on,
    )


@st.composite
def invitations(draw: Draw, actors: Ids = SLUGS) -> Invitation:
    """Invitations by and to these actors."""
    by, to = _parted(draw, actors)
    return Invitation(
        by=by,
        to=to,
        channel=draw(maybe(lines())),
        when=draw(maybe(periods())),
        proposed=draw(maybe(periods())),
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
        place=draw(maybe(lines())),
        level=draw(st.sampled_from(VisitLevel)),
        status=draw(st.sampled_from(EventStatus)),
        agenda=draw(several(slugs())),
        invitation=draw(maybe(invitations(actors))),
        superseded=draw(several(periods(), most=2)),
        basis=draw(several(basis)),
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
        parties=draw(several(actors, 2)),
        title=draw(maybe(lines())),
        status=draw(st.sampled_from(EventStatus)),
        horizon=draw(maybe(periods())),
        place=draw(maybe(lines())),
        visit=draw(maybe(visits)),
        provisions=draw(several(lines())),
        basis=draw(several(basis)),
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
    statement = draw(maybe(basis))
    return Response(
        actors=draw(several(actors, 1)),
        kind=draw(st.sampled_from(kinds)),
        when=draw(maybe(periods())),
        statement=statement,
        evidence=draw(several(evidence(of), 1 if statement is None else 0)),
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
    accusers, accused = _parted(draw, actors)
    others = [kind for kind in ResponseKind if kind is not ResponseKind.RETRACTION]
    not_accusers = actors.filter(lambda actor: actor not in accusers)
    taken_back = responses(
        st.sampled_from(accusers), of, basis, [ResponseKind.RETRACTION]
    )
    answers = responses(not_accusers, of, basis, others) | taken_back
    return Allegation(
        **{name: draw(field) for name, field in _shared(ids, of).items()},
        accusers=accusers,
        accused=accused,
        conduct=draw(lines()),
        mentions=draw(several(actors)),
        responses=draw(several(answers)),
        basis=draw(several(basis)),
    )


@cache
def records() -> st.SearchStrategy[Record]:
    """Records of all four kinds."""
    return st.one_of(statements(), state_visits(), joint_declarations(), allegations())
