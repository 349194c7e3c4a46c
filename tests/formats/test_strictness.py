"""Refused everywhere: wrong keys, types, numbers, texts and depth."""

import ast
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import diplomacy_events
from complete import COMPLETE
from diplomacy_events import Dataset, FormatError, Manner, dumps, loads
from diplomacy_events.formats.converter import FaultyError, structure

Place = tuple[str | int, ...]
# For each JSON type, values of all others; a missing value may be null.
OTHERS: dict[type, list[Any]] = {
    str: [5, True, 1.5, ["x"], {}, float("nan")],
    bool: [5, "true", 1.0, [True], {}, None],
    float: ["0.5", True, [0.5], {}, float("nan"), float("inf"), 2, -1, 10**400],
    int: ["5", True, 5.0, 5.5, [5], {}, float("inf"), -float("inf"), 2**63, 10**30],
    list: [None, "x", 5, False, {}],
    dict: ["x", 5, True, []],
}


def lines(document: dict[str, Any]) -> str:
    """Return a document as JSON Lines."""
    rest = dict(document)
    sources = rest.pop("sources")
    found = [
        {"type": "Source", **item} if isinstance(item, dict) else item
        for item in sources
    ]
    found += [*rest.pop("actors"), *rest.pop("records")]
    first = {"type": "Dataset", "lines": len(found), **rest}
    return "".join(json.dumps(line) + "\n" for line in (first, *found))


WAYS: dict[str, Callable[[dict[str, Any]], str]] = {"json": json.dumps, "jsonl": lines}


def places(value: Any, path: Place = ()) -> Iterator[Place]:
    """Yield the path of every value within one."""
    yield path
    inner = enumerate(value) if isinstance(value, list) else ()
    for key, item in value.items() if isinstance(value, dict) else inner:
        yield from places(item, (*path, key))


def at(document: Any, path: Place) -> Any:
    """Return the value at a path."""
    for key in path:
        document = document[key]
    return document


def every() -> list[Place]:
    """Return a place for each field of each class, wherever it occurs."""
    document = json.loads(dumps(COMPLETE))
    found: dict[tuple[Any, ...], Place] = {}
    for path in places(document):
        kind = at(document, path[:2]).get("type") if len(path) > 1 else None
        shape = tuple("[]" if isinstance(key, int) else key for key in path)
        found.setdefault((kind, *shape), path)
    return list(found.values())


PLACES = every()


def refused(name: str, edit: Callable[[Any], object], part: Place = ()) -> str:
    """Return the message that a changed document raises."""
    document = json.loads(dumps(COMPLETE))
    edit(at(document, part))
    with pytest.raises(FormatError) as caught:
        loads(WAYS[name](document), name)
    assert caught.value.faults
    return str(caught.value)


def setitem(found: Any, key: str | int, value: Any) -> None:
    """Replace one value with another."""
    found[key] = value


@pytest.mark.parametrize(
    ("cls", "value"),
    [
        *((bool, 0), (bool, 1), (bool, "yes"), (bool, None)),
        *((float, "1"), (float, True), (float, None)),
        *((Manner, ["direct"]), (Manner, {}), (Manner, 5)),
    ],
)
def test_no_type_is_coerced(cls: type, value: object) -> None:
    """This holds for types that the model may use one day, and for lists as words."""
    with pytest.raises(FaultyError):
        structure(value, cls)


@pytest.mark.parametrize("name", WAYS)
def test_both_ways_read_unchanged_documents(name: str) -> None:
    """Unchanged documents are read."""
    document = json.loads(dumps(COMPLETE))
    assert dumps(loads(WAYS[name](document), name)) == dumps(COMPLETE)


@pytest.mark.untraced
@pytest.mark.parametrize("name", WAYS)
def test_unknown_keys_are_refused_everywhere(name: str) -> None:
    """Unknown keys are refused in the document and in every object within it."""
    document = json.loads(dumps(COMPLETE))
    objects = [path for path in PLACES if isinstance(at(document, path), dict)]
    assert len(objects) > 25
    for path in objects:
        error = refused(name, lambda found: found.update(unheard=1), path)
        assert ".unheard" in error
        assert "unknown key" in error


def alone(document: dict[str, Any], place: Place) -> tuple[Any, Place]:
    """Return a document with only the object of a place, and the place there."""
    if len(place) < 2:
        return document, place
    section, number, *rest = place
    only: dict[str, Any] = {"sources": [], "actors": [], "records": []}
    only[str(section)] = [at(document, (section, number))]
    return {**document, **only}, (section, 0, *rest)


@pytest.mark.parametrize("name", WAYS)
def test_nothing_is_coerced_anywhere(name: str) -> None:
    """Every field refuses values of every other type, and numbers that JSON lacks.

    Most objects refer to others, which are missing when they are alone. Such faults are
    found only if every value is accepted, so none of them may occur.
    """
    text = dumps(COMPLETE)
    for path in PLACES[1:]:
        if name == "jsonl" and path in (("sources",), ("actors",), ("records",)):
            continue
        for other in OTHERS[type(at(json.loads(text), path))]:
            document, (*part, key) = alone(json.loads(text), path)
            setitem(at(document, tuple(part)), key, other)
            with pytest.raises(FormatError) as caught:
                loads(WAYS[name](document), name)
            assert caught.value.faults
            assert "is unknown" not in str(caught.value), (path, other)


@pytest.mark.parametrize("name", WAYS)
def test_keys_are_unique(name: str) -> None:
    """A repeated key is refused at any depth, even with the same value."""
    text = WAYS[name](json.loads(dumps(COMPLETE)))
    for old in ('"edtf": ', '"gist": ', '"start": ', '"by": ', '"schema_version": 1'):
        assert old in text
        again = text.replace(old, f"{old.split(':')[0]}: 1, {old}", 1)
        with pytest.raises(FormatError, match="repeats the key"):
            loads(again, name)


@pytest.mark.parametrize("name", WAYS)
def test_depth_has_a_limit(name: str) -> None:
    """Sixty-four levels are read and then judged; deeper documents are refused."""
    for depth, problem in (
        (64 - 3, "expected"),
        (64 + 1, "nested more than 64 levels deep"),
    ):
        deep: Any = "x"
        for _ in range(depth):
            deep = [deep]
        error = refused(name, partial(setitem, key="id", value=deep), ("actors", 0))
        assert problem in error


@pytest.mark.parametrize("name", WAYS)
def test_parts_that_do_not_fit_together_are_refused(name: str) -> None:
    """These are ids, cycles, wrong kinds, reversed days and lone surrogates."""
    edits: list[tuple[Callable[[Any], object], str]] = [
        (
            lambda d: d["actors"][1].update(id="northland"),
            "'northland' is already used",
        ),
        (lambda d: d["actors"][2].update(state="nowhere"), "'nowhere' is unknown"),
        (lambda d: d["actors"][2].update(state="ada-north"), "has class Person"),
        (lambda d: d["actors"][7].update(members=["officials"]), "a member of itself"),
        (lambda d: d["records"][0]["when"].update(edtf="2031/2030"), "reversed"),
        (lambda d: d["records"][0]["when"].update(edtf="[2031..2030]"), "reversed"),
        (lambda d: d["records"][0]["evidence"][0].update(end=0), "less than end"),
        (lambda d: d["records"][0].update(gist="\ud800"), "text that UTF-8 can encode"),
        (lambda d: d["records"][0].update({"\udfff": 1}), "unknown key"),
        (lambda d: d["records"][0].update(type="Robot"), "whose type is"),
        (
            lambda d: d.update(schema_version=2),
            "expected a version up to 1, got 2",
        ),
        *(
            (lambda d, end=end: d["records"][0].update(gist=f"a{end}b"), "one line")
            for end in "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
        ),
    ]
    for edit, problem in edits:
        assert problem in refused(name, edit)


@pytest.mark.parametrize("name", WAYS)
def test_invalid_utf_8_is_refused(name: str) -> None:
    """Invalid bytes, overlong forms and surrogates all fail."""
    data = WAYS[name](json.loads(dumps(COMPLETE))).encode()
    for bad in (b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xe2\x82"):
        changed = data.replace(b"Gist of", bad, 1)
        assert changed != data
        with pytest.raises(FormatError, match="not UTF-8"):
            loads(changed, name)


def test_the_empty_dataset_is_a_dataset() -> None:
    """Strictness does not require any content."""
    assert loads('{"schema_version": 1}') == Dataset()


def test_nothing_is_run_unpickled_or_fetched() -> None:
    """No module of the package imports or calls anything that could run code."""
    banned = {"pickle", "marshal", "shelve", "yaml", "socket", "ssl", "requests"}
    banned |= {"urllib", "http", "ftplib", "asyncio", "xmlrpc", "subprocess", "dill"}
    root = Path(diplomacy_events.__file__).parent
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Import(names=names):
                    assert not {n.name.split(".")[0] for n in names} & banned, path
                case ast.ImportFrom(module="urllib.parse"):
                    # It parses addresses, and never connects.
                    continue
                case ast.ImportFrom(module=str(module)):
                    assert module.split(".")[0] not in banned, path
                case ast.Call(func=ast.Name(id=name)):
                    assert name not in ("eval", "exec", "compile", "__import__"), path
