"""JSON-LD: nested like the dataset, and self-contained."""

import json
import socket
from typing import Any

import pytest
from rdflib import Graph

from diplomacy_events import load_article
from diplomacy_events.formats.rdf.jsonld import dumps

TEXT = dumps(load_article())


def test_the_document_is_nested_as_the_dataset() -> None:
    """A JSON reader finds each field by its name, and the context on one line."""
    document = json.loads(TEXT)
    visit = document["records"][0]
    assert list(document)[:4] == ["@context", "@id", "@type", "schemaVersion"]
    assert document["schemaVersion"] == 1
    assert visit["@id"] == "id:xi-visits-moscow"
    assert visit["when"]["edtf"] == "2023-03-20/2023-03-22"
    assert visit["evidence"][0]["hasSelector"]["end"] == 185
    assert '\n    "when": {"@id": "dipl:when"},\n' in TEXT
    assert TEXT.endswith("}\n")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_a_reader_fetches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The context is in the document: rdflib reads it without a socket."""

    def refuse(*_: object, **__: object) -> Any:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert len(Graph().parse(data=TEXT, format="json-ld")) > 1000
