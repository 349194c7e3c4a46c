"""The JSON Schema of datasets."""

from typing import Any

__all__ = ["json_schema"]


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a dataset in the format ``json``.

    It finds every fault inside one object: keys, types, the forms of ids, digests and
    dates. Only `loads` finds faults between objects.

    The ``$defs`` contain a schema for every class. Those with the anchors
    ``first-line`` and ``line`` describe the lines of JSON Lines.

    >>> json_schema()["$defs"]["State"]["properties"]["wikidata"]["description"]
    'its item in Wikidata, such as Q159, if that is certain.'
    """
    # Import the code that makes the schema only if it is needed.
    import json

    from diplomacy_events.formats.json.schema_making import make_schema

    # Plain values, which the caller may change.
    schema: dict[str, object] = json.loads(json.dumps(make_schema()))
    return schema
