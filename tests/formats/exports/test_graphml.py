"""GraphML: networkx reads back the graph that was written."""

import os
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import attrs
import networkx
import pytest
from hypothesis import example, given, settings

from diplomacy_events import Dataset, Period, Statement, dumps, load_article
from diplomacy_events.formats.exports.graphml import FORMAT
from diplomacy_events.formats.json_values import to_values
from diplomacy_events.model.description import KINDS, Field, fields
from diplomacy_events.strategies import datasets


def graph_of(dataset: Dataset) -> bytes:
    """Return the GraphML of a dataset."""
    assert FORMAT.dumps is not None
    written = FORMAT.dumps(dataset)
    assert isinstance(written, bytes)
    return written


def read(dataset: Dataset) -> Any:
    """Return the graph of a dataset as networkx reads it."""
    return networkx.read_graphml(
        BytesIO(graph_of(dataset)), edge_key_type=str, force_multigraph=True
    )


def changed(thing: Any, **changes: Any) -> Any:
    """Return an object with some of its fields changed."""
    return attrs.evolve(thing, **changes)


def edges(graph: Any, id: str) -> set[tuple[str, str, int]]:
    """Return the edges from a node: role, target and position."""
    return {
        (data["role"], target, data["position"])
        for _, target, data in graph.out_edges(id, data=True)
    }


def test_the_article() -> None:
    """Nodes have their attributes, and edges say who did what."""
    graph = read(load_article())
    visit = graph.nodes["xi-visits-moscow"]
    assert visit["type"] == "StateVisit"
    assert visit["status"] == "confirmed"
    assert visit["when"] == "2023-03-20/2023-03-22"
    assert (visit["earliest"], visit["latest"]) == ("2023-03-20", "2023-03-22")
    assert graph.nodes["russia"] == {"label": "Russia", "type": "State"}
    assert ("visitors", "xi-jinping", 0) in edges(graph, "xi-visits-moscow")
    assert ("invitation.by", "vladimir-putin", 0) in edges(graph, "xi-visits-moscow")
    assert edges(graph, "kremlin") == {("state", "russia", 0)}
    standings = {
        allegation.id: allegation.standing for allegation in load_article().allegations
    }
    assert {id: graph.nodes[id]["standing"] for id in standings} == standings


def described(cls: type, path: str = "") -> Iterator[tuple[str, Field]]:
    """Yield the path of each field of a class and of its parts, and the field."""
    for field in fields(cls):
        here = f"{path}.{field.name}" if path else field.name
        yield here, field
        if field.composite:
            yield from described(field.holds, here)


FIELDS = [one for kind in KINDS for one in described(kind.cls)]
REFERENCES = {
    field.name for _, field in FIELDS if field.refers_to not in ((), ("Source",))
}
PERIODS = {path for path, field in FIELDS if field.holds is Period} - {"when"}
"""The fields of a period, except that of a record, which is in its node."""


def references(value: Any, path: tuple[str, ...] = (), place: int = -1) -> Any:
    """Yield the references in plain JSON values: role, target and position."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from references(item, (*path, key), place)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from references(item, path, index if place < 0 else place)
    elif path and path[-1] in REFERENCES:
        yield ".".join(path), value, max(place, 0)


@settings(max_examples=25)
@given(datasets())
@example(Dataset())
@example(load_article())
def test_the_graph_is_the_dataset(dataset: Dataset) -> None:
    """Each actor and record is a node, and each of their references is an edge."""
    graph = read(dataset)
    document = to_values(dataset)
    things = [*document.get("actors", ()), *document.get("records", ())]
    assert list(graph.nodes) == [thing["id"] for thing in things]
    expected = 0
    for thing in things:
        node = graph.nodes[thing["id"]]
        label = thing.get("name") or thing["gist"]
        assert node["label"] == label.replace("\ufffe", "�").replace("\uffff", "�")
        assert node["type"] == thing["type"]
        assert node.get("when") == thing.get("when", {}).get("edtf")
        assert node.get("status") == thing.get("status")
        items = list(references(thing))
        assert edges(graph, thing["id"]) == set(items)
        expected += len(items)
    assert graph.number_of_edges() == expected
    assert len({key for *_, key in graph.edges(keys=True)}) == expected


def leaves(value: Any, path: str = "") -> set[str]:
    """Return the paths of the values in plain JSON, without positions in lists."""
    if isinstance(value, dict):
        found = [
            leaves(item, f"{path}.{key}" if path else key)
            for key, item in value.items()
        ]
        return set().union(*found)
    if isinstance(value, list):
        return set().union(*(leaves(item, path) for item in value))
    return {path}


@settings(max_examples=25)
@given(datasets())
@example(load_article())
def test_omissions_of_the_graph_are_listed(dataset: Dataset) -> None:
    """Every value of the dataset is either in the graph or listed as an omission."""
    omitted = {
        omission.field for omission in FORMAT.omitted(dataset) if not omission.id
    }
    document = to_values(dataset)
    del document["schema_version"]
    places = {f"Source.{path}" for path in leaves(document.pop("sources", []))}
    for thing in [*document.pop("actors", ()), *document.pop("records", ())]:
        places |= {f"{thing['type']}.{path}" for path in leaves(thing)}
    places |= set(document)
    kept = {"id", "type", "name", "gist", "status", "edtf"} | REFERENCES
    lost = {
        place
        for place in places
        if place.split(".")[-1] not in kept or ".variables." in place
    }
    lost |= {place for place in places if place.startswith("Source.")}
    covers = {
        name
        for place in places
        for name in omitted
        if f"{place}.".startswith(f"{name}.")
    }
    assert covers == omitted
    for place in places:
        covered = any(f"{place}.".startswith(f"{name}.") for name in omitted)
        hidden = any(f".{name}." in f".{place}." for name in PERIODS)
        assert covered == (place in lost or hidden), place


def test_characters_that_xml_forbids_are_replaced_and_listed() -> None:
    """The two characters that XML 1.0 does not allow are written as U+FFFD."""
    article = load_article()
    actors = [changed(actor, name="a\uffffb") for actor in article.actors[:1]]
    records = [changed(record, gist="a\ufffeb") for record in article.records[:1]]
    dataset = attrs.evolve(
        article,
        actors=[*actors, *article.actors[1:]],
        records=[*records, *article.records[1:]],
    )
    assert read(dataset).nodes["xi-jinping"]["label"] == "a�b"
    first = FORMAT.omitted(dataset)[0]
    assert (first.id, first.field) == ("xi-jinping", "name")


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_bytes_are_the_same_in_every_process(seed: str) -> None:
    """The order never depends on the hash seed."""
    code = (
        "import sys; from diplomacy_events import load_article as a;"
        "from diplomacy_events.formats.exports.graphml import FORMAT as f;"
        "sys.stdout.buffer.write(f.dumps(a()))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert done.stdout == graph_of(load_article())


def test_a_node_of_a_statement_has_no_standing() -> None:
    """A node has no attribute that its record does not have."""
    statement = load_article().statements[0]
    assert isinstance(statement, Statement)
    node = read(load_article()).nodes[statement.id]
    assert not {"status", "standing"} & set(node)
    assert dumps(load_article())
