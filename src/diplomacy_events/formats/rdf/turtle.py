"""Turtle (RDF 1.1): linked data to read, to compare line by line, and to query.

Written without rdflib, whose writer is much slower and loses the order of the dataset.
"""

import json
from itertools import groupby
from operator import itemgetter

from diplomacy_events.dataset import Dataset
from diplomacy_events.formats.format import Format
from diplomacy_events.formats.rdf.terms import REFERENCE, TEXT, VOCABULARIES
from diplomacy_events.formats.rdf.triples import Triple, base_iri, document, statements

__all__ = ["FORMAT"]

LINE_CHARACTERS = 60


def dumps(dataset: Dataset, *, base: str | None = None) -> str:
    """Return a dataset as Turtle.

    Args:
        dataset: the dataset.
        base: the IRI of the dataset; its objects have this IRI with ``#`` and their id
            (default: a ``urn:uuid:`` made from the content of the dataset).

    Raises:
        FieldValueError: if a dataset cannot have this base as its IRI.
    """
    root = base_iri(dataset, base)
    prefixes = {"id": f"{root}#", **VOCABULARIES}
    lines = [f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items()]
    triples = statements(document(dataset, root))
    for subject, about in groupby(triples, key=itemgetter(0)):
        lines.append(f"\n{_name(subject, root)}\n")
        # Statements with the same predicate come together, types first.
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


def _object(triple: Triple, root: str) -> str:
    subject, predicate, kind, value = triple
    if isinstance(value, list):
        parts = [_object((subject, predicate, kind, part), root) for part in value]
        apart = "\n        " if sum(map(len, parts)) > LINE_CHARACTERS else " "
        return f"({apart}{apart.join(parts)} )"
    if kind == REFERENCE:
        return _name(value, root)
    # Every escape that JSON has means the same in Turtle.
    quoted = json.dumps(str(value), ensure_ascii=False)
    return quoted if kind == TEXT else f"{quoted}^^{kind}"


FORMAT = Format(name="turtle", suffixes=(".ttl",), lossless=False, dumps=dumps)
