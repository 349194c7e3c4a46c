"""JSON-LD 1.1: linked data as one JSON document, whose context stands in it.

Any form of the document is read, compacted or expanded, as long as it says all it says
in the open: what JSON-LD would fetch, guess or pass over in silence is refused.
"""

import json
from collections.abc import Iterator
from functools import cache, partial
from importlib.util import module_from_spec
from typing import Any, NoReturn

from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.extras import needed
from diplomacy_events.formats.format import Format
from diplomacy_events.formats.graph import dataset_of
from diplomacy_events.formats.rdf_text import NOWHERE, quiet, text_of
from diplomacy_events.formats.strict import DEEPEST, Unfit, complaint, shown
from diplomacy_events.formats.terms import VOCABULARIES, context
from diplomacy_events.formats.triples import base_iri, document

__all__ = ["FORMAT"]

KEYWORDS = frozenset({"@id", "@type", "@value", "@list", "@set"})
VALUES = frozenset({"@value", "@list", "@set"})
ALONE = ({"@value", "@type"}, {"@list"}, {"@set"})
OF_TERM = frozenset({"@id", "@type", "@container"})


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


def loads(data: str | bytes) -> Dataset:
    """Return the dataset that a JSON-LD document holds.

    Raises:
        MissingExtraError: if rdflib is not installed.
        FormatError: if it holds none; the error lists every fault with its place.
    """
    value = _parsed(text_of(data, "a JSON-LD document"))
    if faults := tuple(_unsaid(value)):
        raise FormatError("not a JSON-LD document to read", faults=faults)
    graph = needed("rdflib", extra="rdf").Graph()
    # With a default vocabulary, a key that is not defined is not passed over.
    defaults = {"@vocab": VOCABULARIES["dipl"]}
    reader = _reader()
    try:
        with quiet():
            reader.to_rdf(value, graph, NOWHERE, defaults)
    except Exception as error:  # noqa: BLE001  # rdflib raises of every kind
        _refuse(f"not JSON-LD: {error!a}", error)
    return dataset_of(graph)


@cache
def _reader() -> Any:
    """Return a copy of rdflib's reader that leaves literals as they are written.

    The reader itself brings them into another form where it takes that to mean the
    same, and would do so here unless it did not anywhere in the process.
    """
    spec = needed("rdflib.plugins.parsers.jsonld", extra="rdf").__spec__
    reader: Any = module_from_spec(spec)
    spec.loader.exec_module(reader)
    reader.Literal = partial(reader.Literal, normalize=False)
    return reader


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_object)
    except (RecursionError, ValueError) as error:
        _refuse(complaint(error), error)


def _object(pairs: list[tuple[str, Any]]) -> Any:
    made = dict(pairs)
    return made if len(made) == len(pairs) else Unfit("an object that repeats a key")


def _unsaid(document: Any) -> Iterator[Fault]:
    """Find what would be fetched, or would be passed over in silence."""
    for path, node in _numbered(document, "$"):
        if not isinstance(node, dict):
            yield Fault(path, f"expected an object, got {shown(node)}")
            continue
        rest = dict(node)
        if "@context" in rest:
            yield from _of_contexts(rest.pop("@context"), f"{path}['@context']")
        if rest.keys() == {"@graph"}:
            inner = list(_numbered(rest["@graph"], f"{path}['@graph']"))
        else:
            inner = [(path, rest)]
        for place, item in inner:
            if not isinstance(item, dict) or item.keys() & VALUES:
                yield Fault(place, f"expected an object with an @id, got {shown(item)}")
            yield from _within(item, place)


def _numbered(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Return the items of a list with their paths, or what stands for a list of one."""
    if not isinstance(value, list):
        yield path, value
        return
    for index, item in enumerate(value):
        yield f"{path}[{index}]", item


def _of_contexts(value: Any, path: str) -> Iterator[Fault]:
    for place, given in _numbered(value, path):
        if not isinstance(given, dict):
            problem = f"expected an object, as none is fetched, got {shown(given)}"
            yield Fault(place, problem)
            continue
        for key, defined in given.items():
            if not _defines(key, defined):
                problem = f"a definition that is not read: {shown(defined)}"
                yield Fault(f"{place}[{key!a}]", problem)


def _defines(key: str, defined: Any) -> bool:
    """Whether a context may hold this: nothing that hides, renames or nests keys."""
    if key == "@version":
        return bool(defined == 1.1)
    if key.startswith("@"):
        return key in ("@base", "@vocab") and _names(defined) and ":" in defined
    if isinstance(defined, dict):
        return (
            defined.keys() <= OF_TERM
            and _names(defined.get("@id", key))
            and isinstance(defined.get("@type", ""), str)
            and defined.get("@container", "@set") in ("@set", "@list")
        )
    return _names(defined)


def _names(value: Any) -> bool:
    """Whether a text can name something: it is no keyword, blank node or null."""
    return isinstance(value, str) and not value.startswith(("@", "_:"))


def _within(value: Any, path: str, depth: int = 0) -> Iterator[Fault]:
    if depth > DEEPEST:
        yield Fault(path, f"nested past {DEEPEST}")
    elif value is None or isinstance(value, (float, Unfit)):
        yield Fault(path, f"expected a text, an integer or more, got {shown(value)}")
    elif isinstance(value, list):
        for place, item in _numbered(value, path):
            yield from _within(item, place, depth + 1)
    elif isinstance(value, dict):
        kept = value.keys() & VALUES
        if kept and not any(value.keys() <= allowed for allowed in ALONE):
            yield Fault(path, f"keys that {' and '.join(sorted(kept))} can't go with")
        for key, item in value.items():
            place = f"{path}[{key!a}]"
            if not _told(key, item):
                yield Fault(place, f"a key that is not read, with {shown(item)}")
            else:
                yield from _within(item, place, depth + 1)


def _told(key: str, item: Any) -> bool:
    """Whether what stands under a key is read, and not passed over."""
    if key == "@id":
        return isinstance(item, str) and not any(map(str.isspace, item))
    if key == "@value":
        return isinstance(item, (str, int))
    if key == "@type":
        return item not in ("", [])
    return key in KEYWORDS or _names(key)


def _refuse(problem: str, cause: Exception | None = None) -> NoReturn:
    fault = Fault("$", problem)
    raise FormatError("not a JSON-LD document", faults=(fault,)) from cause


FORMAT = Format(
    name="jsonld", suffixes=(".jsonld",), lossless=True, dumps=dumps, loads=loads
)
