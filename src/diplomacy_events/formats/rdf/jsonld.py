"""JSON-LD 1.1: linked data as one JSON document, whose context stands in it."""

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
        base: its IRI; those of what it holds are this with ``#`` and the id. Without
            it, a ``urn:uuid:`` made from what the dataset holds.

    Raises:
        FieldValueError: if the base is no IRI that a dataset can have.
    """
    root = base_iri(dataset, base)
    defined = {"id": f"{root}#", **context()}.items()
    # A definition stands on one line, so that the context is a table to look up.
    table = ",\n".join(f'    "{key}": {json.dumps(value)}' for key, value in defined)
    body = json.dumps(document(dataset, root), ensure_ascii=False, indent=2)
    return f'{{\n  "@context": {{\n{table}\n  }},{body[1:]}\n'


FORMAT = Format(name="jsonld", suffixes=(".jsonld",), lossless=False, dumps=dumps)
