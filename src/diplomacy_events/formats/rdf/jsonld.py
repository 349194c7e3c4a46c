"""JSON-LD 1.1: linked data as one JSON document that includes its context."""

import json

from diplomacy_events.dataset import Dataset
from diplomacy_events.formats.format import Format
from diplomacy_events.formats.rdf.terms import context
from diplomacy_events.formats.rdf.triples import base_iri, document

__all__ = ["FORMAT"]


def dumps(dataset: Dataset, *, base: str | None = None) -> str:
    """Return a dataset as one JSON-LD document.

    Args:
        dataset: the dataset.
        base: the IRI of the dataset; its objects have this IRI with ``#`` and their id
            (default: a ``urn:uuid:`` made from the content of the dataset).

    Raises:
        FieldValueError: if a dataset cannot have this base as its IRI.
    """
    root = base_iri(dataset, base)
    defined = {"id": f"{root}#", **context()}.items()
    # One definition per line makes the context a readable table.
    table = ",\n".join(f'    "{key}": {json.dumps(value)}' for key, value in defined)
    body = json.dumps(document(dataset, root), ensure_ascii=False, indent=2)
    return f'{{\n  "@context": {{\n{table}\n  }},{body[1:]}\n'


FORMAT = Format(name="jsonld", suffixes=(".jsonld",), lossless=False, dumps=dumps)
