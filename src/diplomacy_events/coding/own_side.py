"""Answers to a charge by one's own side: sometimes real news, often a slip."""

from collections.abc import Iterator

from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import Fault
from diplomacy_events.integrity import Sides
from diplomacy_events.model.record_kinds import Allegation
from diplomacy_events.vocabulary import ResponseKind

__all__ = ["own_side"]


def own_side(dataset: Dataset) -> Iterator[Fault]:
    """Yield the responses by actors who belong to the accusers, as far as ids show.

    Accusers who withdraw their own accusation are not listed. If accusers and accused
    both belong to something, such as one state, it is nobody's side.
    """
    sides = Sides({actor.id: actor for actor in dataset.actors})
    for index, record in enumerate(dataset.records):
        if not isinstance(record, Allegation):
            continue
        for place, response in enumerate(record.responses):
            if response.kind is ResponseKind.RETRACTION:
                continue
            accusing = sides.above(record.accusers) - sides.above(record.accused)
            for actor in response.actors:
                shared = sorted(accusing.intersection(sides.above([actor])))
                if shared:
                    problem = (
                        f"{actor!r} answers a charge by their own side: "
                        f"{', '.join(map(repr, shared))}"
                    )
                    path = f"$.records[{index}].responses[{place}].actors"
                    yield Fault(path, problem, record.id)
