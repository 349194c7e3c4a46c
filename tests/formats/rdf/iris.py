"""IRIs of linked data, expanded from compact names."""

from diplomacy_events.formats.rdf.terms import VOCABULARIES


def expand(name: str) -> str:
    """Return the IRI of a compact name such as ``schema:name``."""
    prefix, _, local = name.partition(":")
    return VOCABULARIES[prefix] + local
