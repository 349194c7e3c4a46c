"""Turtle (RDF 1.1): linked data to read, to compare line by line, and to query.

Written by hand rather than by rdflib, whose writer sorts what the dataset has in order
and is slower by far; read by rdflib.
"""

import json
from itertools import groupby
from operator import itemgetter
from typing import Any

from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.extras import needed
from diplomacy_events.formats.format import Format
from diplomacy_events.formats.graph import dataset_of
from diplomacy_events.formats.rdf_text import NOWHERE, quiet, text_of
from diplomacy_events.formats.terms import REFERENCE, TEXT, VOCABULARIES
from diplomacy_events.formats.triples import Said, base_iri, document, statements

__all__ = ["FORMAT"]

WIDTH = 60


def dumps(dataset: Dataset, *, base: str | None = None) -> str:
    """Return a dataset as Turtle.

    Args:
        dataset: the dataset.
        base: its IRI; those of what it holds are this with ``#`` and the id. Without
            it, a ``urn:uuid:`` made from what the dataset holds.

    Raises:
        FieldValueError: if the base is no IRI that a dataset can have.
    """
    root = base_iri(dataset, base)
    prefixes = {"id": f"{root}#", **VOCABULARIES}
    lines = [f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items()]
    said = statements(document(dataset, root))
    for subject, about in groupby(said, key=itemgetter(0)):
        lines.append(f"\n{_name(subject, root)}\n")
        # What is said by one predicate stands together, the types first.
        body = [
            f"    {_verb(predicate)} {', '.join(_object(item, root) for item in items)}"
            for predicate, items in groupby(about, key=itemgetter(1))
        ]
        lines.append(" ;\n".join(body) + " .\n")
    return "".join(lines)


def _name(name: str, root: str) -> str:
    return f"<{root}>" if name == root else name


def _verb(predicate: str) -> str:
    return "a" if predicate == "rdf:type" else predicate


def _object(said: Said, root: str) -> str:
    subject, predicate, kind, value = said
    if isinstance(value, list):
        parts = [_object((subject, predicate, kind, part), root) for part in value]
        apart = "\n        " if sum(map(len, parts)) > WIDTH else " "
        return f"({apart}{apart.join(parts)} )"
    if kind == REFERENCE:
        return _name(value, root)
    # Every escape that JSON has means the same in Turtle.
    quoted = json.dumps(str(value), ensure_ascii=False)
    return quoted if kind == TEXT else f"{quoted}^^{kind}"


def loads(data: str | bytes) -> Dataset:
    """Return the dataset that a Turtle document holds.

    Raises:
        MissingExtraError: if rdflib is not installed.
        FormatError: if it holds none; the error lists every fault with its place.
    """
    text = text_of(data, "a Turtle document")
    rdflib = needed("rdflib", extra="rdf")
    notation3 = needed("rdflib.plugins.parsers.notation3", extra="rdf")

    def literal(text: str, datatype: str | None, language: str | None) -> Any:
        # rdflib would bring it into another form where it takes that to mean the same.
        return rdflib.Literal(text, datatype=datatype, lang=language, normalize=False)

    graph = rdflib.Graph()
    sink = notation3.RDFSink(graph)
    sink.newLiteral = literal
    parser = notation3.SinkParser(sink, baseURI=NOWHERE, turtle=True)
    try:
        with quiet():
            parser.loadBuf(text)
    except notation3.BadSyntax as error:
        _refuse(f"not Turtle: {error._why} at line {error.lines + 1}", error)  # noqa: SLF001  # nothing public says why
    except RecursionError as error:
        _refuse("nested too deeply", error)
    except Exception as error:  # noqa: BLE001  # rdflib raises of every kind
        _refuse(f"not Turtle: {error} near line {parser.lines + 1}", error)
    return dataset_of(graph)


def _refuse(problem: str, cause: Exception) -> None:
    raise FormatError("not a Turtle document", faults=(Fault("$", problem),)) from cause


FORMAT = Format(
    name="turtle", suffixes=(".ttl",), lossless=True, dumps=dumps, loads=loads
)
