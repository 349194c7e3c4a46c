"""Datasets with a fault planted in them."""

from collections.abc import Sequence
from typing import Any

import attrs
from hypothesis import strategies as st

from diplomacy_events.model.actors import Group
from diplomacy_events.model.record_kinds import Record, Statement
from diplomacy_events.model.sources import Evidence
from diplomacy_events.strategies.datasets import datasets
from diplomacy_events.strategies.words import Draw

__all__ = ["Planted", "faulty_datasets"]

Parts = dict[str, list[Any]]
"""The sources, actors and records of a dataset, by the names of its collections."""


@attrs.frozen(kw_only=True)
class Planted:
    """The parts of a dataset that would be valid except for one fault.

    Attributes:
        parts: keyword arguments of `Dataset`, which must raise `IntegrityError`.
        path: JSON path of the place of the fault.
        fault: what was planted.
    """

    parts: Parts
    path: str
    fault: str


@st.composite
def faulty_datasets(draw: Draw, faults: Sequence[str] = ()) -> Planted:
    """Parts of datasets that do not fit together, each with a fault planted in it.

    The argument ``faults`` names the faults to plant; by default, they are random.
    """
    dataset = draw(datasets())
    parts: Parts = {
        "sources": list(dataset.sources),
        "actors": list(dataset.actors),
        "records": list(dataset.records),
    }
    fault = draw(st.sampled_from(faults or list(PLANTS)))
    return Planted(parts=parts, path=PLANTS[fault](draw, parts), fault=fault)


def _record(draw: Draw, parts: Parts, kind: type) -> int:
    """Draw the index of a record of one kind."""
    places = [i for i, item in enumerate(parts["records"]) if isinstance(item, kind)]
    return draw(st.sampled_from(places))


def _unknown_id(draw: Draw, parts: Parts) -> str:
    index = _record(draw, parts, Statement)
    field = draw(st.sampled_from(["audience", "mentions"]))
    unknown = "an-id-that-is-longer-than-any-other"
    parts["records"][index] = attrs.evolve(
        parts["records"][index], **{field: (unknown,)}
    )
    return f"$.records[{index}].{field}[0]"


def _wrong_kind(draw: Draw, parts: Parts) -> str:
    index = _record(draw, parts, Statement)
    wrong = draw(st.sampled_from([*parts["sources"], *parts["records"]])).id
    parts["records"][index] = attrs.evolve(parts["records"][index], mentions=(wrong,))
    return f"$.records[{index}].mentions[0]"


def _repeated_id(draw: Draw, parts: Parts) -> str:
    name = draw(st.sampled_from(["actors", "records"]))
    parts[name].append(draw(st.sampled_from(parts[name])))
    return f"$.{name}[{len(parts[name]) - 1}].id"


def _span_past_the_end(draw: Draw, parts: Parts) -> str:
    index = _record(draw, parts, Record)
    source = attrs.evolve(parts["sources"][0], length=10, sha256="0" * 64)
    parts["sources"][0] = source
    span = Evidence(source=source.id, start=5, end=11, sha256="0" * 64)
    parts["records"][index] = attrs.evolve(parts["records"][index], evidence=(span,))
    return f"$.records[{index}].evidence[0].end"


def _cycle(draw: Draw, parts: Parts) -> str:
    size = draw(st.integers(1, 4))
    names = [f"a-group-that-holds-itself-{i}" for i in range(size)]
    first = len(parts["actors"])
    parts["actors"] += [
        Group(id=name, name="A group", members=(names[i - 1],))
        for i, name in enumerate(names)
    ]
    return f"$.actors[{first}].members"


PLANTS = {
    "unknown_id": _unknown_id,
    "wrong_kind": _wrong_kind,
    "repeated_id": _repeated_id,
    "span_past_the_end": _span_past_the_end,
    "cycle": _cycle,
}
