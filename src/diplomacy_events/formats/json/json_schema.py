"""The JSON Schema of datasets."""

from typing import Any

__all__ = ["json_schema"]


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a dataset in the format ``json``.

    It sees whatever is wrong with an object by itself: keys, types, the forms of ids,
    digests and dates. What is wrong between objects, `loads` alone sees.

    The ``$defs`` hold a schema for every class. Those with the anchors ``first-line``
    and ``line`` are of the lines of JSON Lines.

    >>> json_schema()["$defs"]["State"]["properties"]["wikidata"]["description"]
    'its item in Wikidata, such as Q159, where that is certain.'
    """
    # Those who need no schema do not load what makes it.
    import json

    from diplomacy_events.formats.json.schema_making import make_schema

    # Plain values, which are the caller's own to change.
    schema: dict[str, Any] = json.loads(json.dumps(make_schema()))
    return schema
