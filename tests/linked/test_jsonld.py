"""JSON-LD: nothing is fetched, and nothing is passed over in silence."""

import json
import socket
from collections.abc import Callable
from typing import Any

import pytest

from diplomacy_events import Dataset, FormatError, load_article
from diplomacy_events.formats.jsonld import dumps, loads
from diplomacy_events.formats.structure import unstructure
from diplomacy_events.formats.terms import VOCABULARIES

ARTICLE = load_article()
TEXT = dumps(ARTICLE)
SMALL = Dataset(title="a", version="1")


def edited(edit: Callable[[dict[str, Any]], Any]) -> str:
    """Return a small dataset as JSON-LD, with something changed."""
    document = json.loads(dumps(SMALL))
    edit(document)
    return json.dumps(document)


def expanded(**more: Any) -> dict[str, Any]:
    """Return a small dataset as a node of expanded JSON-LD."""
    dipl, schema = VOCABULARIES["dipl"], VOCABULARIES["schema"]
    count = f"{VOCABULARIES['xsd']}nonNegativeInteger"
    return {
        "@id": "urn:x:y",
        "@type": [f"{dipl}Dataset"],
        f"{dipl}schemaVersion": [{"@type": count, "@value": 1}],
        f"{schema}name": [{"@value": "a"}],
        f"{schema}version": "1",
        **more,
    }


def test_the_document_is_nested_as_the_dataset() -> None:
    """What reads JSON alone finds each field by its name, and its context on a line."""
    document = json.loads(TEXT)
    visit = document["records"][0]
    assert visit["@id"] == "id:xi-visits-moscow"
    assert visit["when"]["edtf"] == "2023-03-20/2023-03-22"
    assert visit["evidence"][0]["hasSelector"]["end"] == 185
    assert '\n    "when": {"@id": "dipl:when"},\n' in TEXT


@pytest.mark.parametrize(
    "document",
    [
        expanded(),
        [expanded()],
        {"@graph": [expanded()]},
        {"@context": [{"s": VOCABULARIES["schema"]}], "@graph": expanded()},
        {"@context": {"@base": "urn:x:", "@version": 1.1}, **expanded()},
        expanded(**{f"{VOCABULARIES['dipl']}actors": {"@set": []}}),
    ],
)
def test_any_form_of_the_document_is_read(document: Any) -> None:
    """Expanded or flattened, with its own context or none, it says the same."""
    assert unstructure(loads(json.dumps(document))) == unstructure(SMALL)


def test_a_key_that_no_context_defines_is_refused() -> None:
    """Without a context, a processor would pass over it."""
    with pytest.raises(FormatError) as caught:
        loads(json.dumps(expanded(note="x")))
    assert "$['dipl:note']: unknown key" in str(caught.value)


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """A context elsewhere is refused wherever it stands, and no socket is opened."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    far = "https://schema.org/docs/jsonldcontext.jsonld"
    places: list[Callable[[dict[str, Any]], Any]] = [
        lambda d: d.update({"@context": far}),
        lambda d: d.update({"@context": "/etc/passwd"}),
        lambda d: d.update({"@context": [d["@context"], far]}),
        lambda d: d["@context"].update({"@import": far}),
        lambda d: d["@context"].update(name={"@id": "schema:name", "@context": far}),
        lambda d: d.update(sources=[{"@context": far, "@id": "id:x"}]),
    ]
    for edit in places:
        with pytest.raises(FormatError) as caught:
            loads(edited(edit))
        assert caught.value.heading == "not a JSON-LD document to read"
    assert unstructure(loads(TEXT)) == unstructure(ARTICLE)


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        (lambda d: d.update(note="x"), "$['dipl:note']: unknown key"),
        (lambda d: d.update({"ex:note": "x"}), "$['<ex:note>']: unknown key"),
        (lambda d: d.update({"": "x"}), "$['dipl:']: unknown key"),
        (
            lambda d: d.update(name=None),
            "$['name']: expected a text, an integer or more",
        ),
        (lambda d: d.update(schemaVersion=1.0), "$['schemaVersion']: expected a text"),
        (
            lambda d: d.update(schemaVersion="01"),
            "$.schema_version: expected 1, the only one",
        ),
        (lambda d: d.update(schemaVersion=True), "got 'true' of type"),
        (lambda d: d.update(name=5), "expected str, got '5' of type 'xsd:integer'"),
        (lambda d: d.update(name=["a", "b"]), "$.title: expected str, got 2 values"),
        (lambda d: d.update(name={"@value": "a", "@language": "en"}), "@language"),
        (lambda d: d.update(name={"@value": ["a"]}), "$['name']['@value']: a key"),
        (
            lambda d: d.update(name={"@value": "a", "x": 1}),
            "$['name']: keys that @value",
        ),
        (lambda d: d.update(name={"@set": ["a"], "@list": []}), "@list and @set can't"),
        (lambda d: d.update({"@index": "x"}), "$['@index']: a key that is not read"),
        (lambda d: d.update({"@graph": []}), "$['@graph']: a key that is not read"),
        (lambda d: d.update({"@reverse": {}}), "$['@reverse']: a key that is not read"),
        (lambda d: d.update({"_:x": "x"}), "$['_:x']: a key that is not read"),
        (lambda d: d.update({"@id": "urn:a b"}), "$['@id']: a key that is not read"),
        (lambda d: d.update({"@id": 5}), "$['@id']: a key that is not read, with 5"),
        (lambda d: d.update({"@value": "x"}), "$: expected an object with an @id"),
        (
            lambda d: d["@context"].update(note=None),
            "$['@context']['note']: a definition",
        ),
        (lambda d: d["@context"].update(note="@index"), "not read: '@index'"),
        (lambda d: d["@context"].update(note="_:x"), "not read: '_:x'"),
        (
            lambda d: d["@context"].update({"@vocab": None}),
            "['@vocab']: a definition that is not read: None",
        ),
        (lambda d: d["@context"].update({"@vocab": ""}), "$['@context']['@vocab']"),
        (lambda d: d["@context"].update({"@language": "en"}), "['@language']"),
        (lambda d: d["@context"].update({"@version": 1.2}), "['@version']"),
        (
            lambda d: d["@context"].update(name={"@reverse": "schema:name"}),
            "not read: {'@reverse'",
        ),
        (lambda d: d["@context"].update(name={"@id": None}), "not read: {'@id': None}"),
        (
            lambda d: d["@context"].update(name={"@container": "@index"}),
            "{'@container': '@index'}",
        ),
        (lambda d: d["@context"].update(name={"@type": 5}), "$['@context']['name']"),
        (
            lambda d: d["@context"].update(
                name={"@id": "schema:name", "@type": "@json"}
            ),
            "'rdf:JSON'",
        ),
        (lambda d: d.update(sources=[]), "'dipl:sources': expected nothing"),
        (
            lambda d: d["@context"].update(name="schema:headline"),
            "'schema:headline': expected nothing",
        ),
        (lambda d: d.update({"@type": {"a": ["b"]}}), "not "),
        (
            lambda d: d.update(name={"@value": "x", "@type": []}),
            "$['name']['@type']: a key that is not read, with []",
        ),
        (
            lambda d: d.update(name={"@value": "x", "@type": ""}),
            "$['name']['@type']: a key that is not read, with ''",
        ),
        (lambda d: d.update({"@type": ""}), "$['@type']: a key that is not read"),
        (
            lambda d: d.update(title=5),
            "$.title: expected str, got it under 'dipl:title', not under 'schema:name'",
        ),
    ],
)
def test_what_would_be_passed_over_is_refused(
    edit: Callable[[Any], Any], fault: str
) -> None:
    """What a processor drops, renames or guesses is a fault, with its path."""
    with pytest.raises(FormatError) as caught:
        loads(edited(edit))
    assert fault in str(caught.value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "line 1, column 1"),
        (TEXT[:-5], "not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a": ' + "[" * 70 + "]" * 70 + "}", "nested past 64"),
        ("1" * 5_000, "an integer of too many digits"),
        (b"\xff", "not UTF-8: invalid start byte at byte 0"),
        ("5", "$: expected an object, got 5"),
        ('["x"]', "$[0]: expected an object, got 'x'"),
        ('{"@graph": ["x"]}', "$['@graph'][0]: expected an object with an @id"),
        ('{"@graph": [{"@set": []}]}', "$['@graph'][0]: expected an object with an"),
        ('{"a": 1, "a": 1}', "$: expected an object, got an object that repeats"),
        (
            '{"x": {"a": 1, "a": 1}}',
            "$['x']: expected a text, an integer or more, got an",
        ),
        ('{"x": NaN}', "$['x']: expected a text, an integer or more, got nan"),
        ('{"@context": 5}', "$['@context']: expected an object, as none is fetched"),
        ('{"@context": {"a": "b:x", "b": "a:y"}}', "not JSON-LD: RecursionError"),
        ('{"@context": {"@base": "http://[x"}, "@id": "y"}', "not JSON-LD: ValueError"),
        ("{}", "expected one node of type dipl:Dataset, got 0"),
    ],
)
def test_what_is_no_document_is_refused(text: str | bytes, problem: str) -> None:
    """Broken, ambiguous and foreign JSON is refused, with the place."""
    with pytest.raises(FormatError) as caught:
        loads(text)
    assert problem in str(caught.value)
