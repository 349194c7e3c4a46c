"""The JSON Schema accepts every dataset, and finds every fault that it can express."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry

from diplomacy_events import (
    Dataset,
    FormatError,
    Period,
    dumps,
    json_schema,
    load_article,
    loads,
)
from diplomacy_events.coding import sheet_schema
from diplomacy_events.errors import DiplomacyEventsError
from diplomacy_events.formats.converter import unstructure
from diplomacy_events.formats.versions import SCHEMA_VERSION
from diplomacy_events.model import rules
from diplomacy_events.strategies import datasets, edtf_texts, faulty_datasets
from diplomacy_events.strategies.faults import PLANTS

SCHEMA = json_schema()
FORMATS = FormatChecker()
WHOLE = Draft202012Validator(SCHEMA, format_checker=FORMATS)
# The schema finds anchors once, instead of again for each line.
REGISTRY = Registry().with_contents([(SCHEMA["$id"], SCHEMA)]).crawl()
FIRST, LINE = (
    Draft202012Validator(
        {"$ref": f"{SCHEMA['$id']}#{anchor}"}, registry=REGISTRY, format_checker=FORMATS
    )
    for anchor in ("first-line", "line")
)
ARTICLE = json.loads(dumps(load_article()))
STATEMENT = load_article().records.ids.index("kremlin-announces-visit")
RESPONSE = next(i for i, r in enumerate(ARTICLE["records"]) if "responses" in r)


def test_without_docstrings_the_schema_is_the_same() -> None:
    """With -OO, which strips docstrings, only the descriptions are missing."""
    code = "import json, diplomacy_events as d; print(json.dumps(d.json_schema()))"
    command = [sys.executable, "-OO", "-c", code]
    done = subprocess.run(command, capture_output=True, check=True)
    assert bare(json.loads(done.stdout)) == bare(SCHEMA)


# The keywords that apply to one type only, by that type.
KEYWORDS = {
    "integer number": ("minimum", "maximum"),
    "string": ("pattern", "format", "minLength", "maxLength"),
    "array": ("items", "minItems", "maxItems", "uniqueItems"),
    "object": ("properties", "required", "additionalProperties"),
}
INSIDE = ("items", "not", "if", "then", "else", "additionalProperties")
BESIDE = ("anyOf", "allOf", "oneOf")


def subschemas(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield a schema, and each schema within it."""
    if not isinstance(schema, dict):
        return
    yield schema
    within = [schema.get(name) for name in INSIDE]
    within += [one for name in BESIDE for one in schema.get(name, ())]
    for name in ("properties", "$defs"):
        within += schema.get(name, {}).values()
    for one in within:
        yield from subschemas(one)


def lax(schema: Any) -> list[Any]:
    """Return the subschemas that Ajv refuses in strict mode."""
    found = []
    for one in subschemas(schema):
        types = one.get("type", ())
        types = {types} if isinstance(types, str) else set(types)
        asked = [
            set(kinds.split())
            for kinds, names in KEYWORDS.items()
            if set(names) & {*one}
        ]
        undefined = set(one.get("required", ())) - set(one.get("properties", ()))
        several = len(types - {"null"}) > 1
        if several or undefined or not all(kinds & types for kinds in asked):
            found.append(one)
    return found


@pytest.mark.parametrize("schema", [SCHEMA, sheet_schema()], ids=["dataset", "sheet"])
def test_strict_validators_take_the_schema(schema: Any) -> None:
    """Conditions have a type and required properties a definition, as Ajv asks."""
    assert lax(schema) == []
    assert len(list(subschemas(schema))) > 100


def test_the_check_finds_what_strict_validators_refuse() -> None:
    """The check finds conditions without a type, or on undefined properties."""
    untyped, undefined = {"minItems": 1}, {"type": "object", "required": ["a"]}
    both = {"type": ["string", "integer"]}
    assert lax({"not": untyped, "$defs": {"a": undefined}, "anyOf": [both]}) == [
        untyped,
        both,
        undefined,
    ]
    assert lax({"items": {"type": ["string", "null"], "pattern": "a"}}) == [
        {"items": {"type": ["string", "null"], "pattern": "a"}}
    ]


def test_an_external_command_checks_files(tmp_path: Path) -> None:
    """check-jsonschema accepts the schema and the article, and names faults."""
    schema, good, bad = (tmp_path / f"{name}.json" for name in ("s", "good", "bad"))
    schema.write_text(json.dumps(SCHEMA), encoding="utf-8")
    good.write_text(json.dumps(ARTICLE), encoding="utf-8")
    bad.write_text(json.dumps({**ARTICLE, "sources": [{"id": "A b"}]}), "utf-8")
    run = CliRunner().invoke
    assert run(check_jsonschema, ["--check-metaschema", str(schema)]).exit_code == 0
    done = run(check_jsonschema, ["--schemafile", *map(str, (schema, good, bad))])
    assert done.exit_code == 1
    assert "good.json" not in done.stdout
    assert "$.sources[0]" in done.stdout


def bare(value: Any) -> Any:
    """Return a schema without its descriptions."""
    if isinstance(value, dict):
        return {
            key: bare(held)
            for key, held in value.items()
            if key != "description" or isinstance(held, dict)
        }
    return [bare(held) for held in value] if isinstance(value, list) else value


def test_it_is_a_schema() -> None:
    """The schema is valid, names the schema version, and describes each part."""
    Draft202012Validator.check_schema(SCHEMA, format_checker=FORMATS)
    assert SCHEMA["$id"].endswith(f"/{SCHEMA_VERSION}.json")
    json_schema().clear()
    assert json_schema() == SCHEMA
    objects = [SCHEMA, *SCHEMA["$defs"].values()]
    for found in objects:
        assert found["description"]
        if "properties" in found:
            assert found["additionalProperties"] is False
        for name, field in found.get("properties", {}).items():
            assert name == "type" or field["description"]


@given(datasets())
@example(Dataset())
@example(load_article())
def test_every_dataset_fits(dataset: Dataset) -> None:
    """The output of JSON is valid, and so is each line of JSON Lines."""
    WHOLE.validate(json.loads(dumps(dataset)))
    first, *rest = dumps(dataset, "jsonl").split("\n")[:-1]
    FIRST.validate(json.loads(first))
    for line in rest:
        LINE.validate(json.loads(line))


@pytest.mark.parametrize("confidence", [0, 0.5, 1])
def test_any_share_is_a_confidence(confidence: float) -> None:
    """Both ends count."""
    document = json.loads(dumps(load_article()))
    statement(document).update(codings=[CODED | {"confidence": confidence}])
    WHOLE.validate(document)


def test_the_header_differs_from_other_lines() -> None:
    """Only the first line is a header, and no line has unknown keys."""
    first, *rest = map(json.loads, dumps(load_article(), "jsonl").split("\n")[:-1])
    assert not LINE.is_valid(first)
    assert not any(map(FIRST.is_valid, rest))
    assert not any(LINE.is_valid({**line, "x": 1}) for line in rest)
    for key, bad in (("lines", "1"), ("lines", -1), ("type", "X"), ("x", 1)):
        assert not FIRST.is_valid({**first, key: bad})
    for key in ("type", "schema_version"):
        without = {name: value for name, value in first.items() if name != key}
        assert not FIRST.is_valid(without)


def test_editors_learn_names_and_defaults() -> None:
    """Each schema is titled, and fields with a default of their own state it."""
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["title"] == "Dataset"
    parts = SCHEMA["$defs"]
    titled = {name for name, part in parts.items() if part.get("title") == name}
    assert parts.keys() - titled == {"FirstLine", "Line", "TaggedSource"}
    fields = {**parts["StateVisit"]["properties"], **parts["State"]["properties"]}
    defaults = {
        name: field["default"] for name, field in fields.items() if "default" in field
    }
    assert (defaults["level"], defaults["form"]) == ("unspecified", "visit")
    assert defaults["anonymous"] is False
    assert list(defaults["topics"]) == []
    assert not {"gist", "place"} & {*defaults}


WHOLE_SOURCE = {"source": "a"}
CONTEXT_ALONE = {"source": "a", "context": "0" * 64}


def visit(document: Any) -> Any:
    """Return the visit in a document."""
    return next(one for one in document["records"] if one["type"] == "StateVisit")


@pytest.mark.parametrize(
    ("edit", "fits"),
    [
        (lambda d: visit(d).update(hosts=[], form="call", visitors=["a", "b"]), True),
        (lambda d: visit(d).update(hosts=[], form="call", visitors=["a"]), False),
        (lambda d: visit(d).update(hosts=[], visitors=["a", "b"]), False),
        (lambda d: visit(d).update(hosts=[], form="visit", visitors=["a", "b"]), False),
        (lambda d: statement(d)["evidence"][0].update(start=0, end=1), True),
        (lambda d: statement(d)["evidence"][0].update(end=2**63 - 1), True),
        (lambda d: statement(d)["evidence"][0].pop("end"), False),
        (lambda d: statement(d).update(evidence=[WHOLE_SOURCE]), True),
        (lambda d: statement(d).update(evidence=[CONTEXT_ALONE]), False),
        (lambda d: statement(d).pop("type"), False),
        (lambda d: statement(d).update(manner="mixed", quotes=["a"]), True),
        (lambda d: d["sources"][0].update(length=2**63 - 1), True),
        (lambda d: d["sources"][0].update(length=1), True),
        (lambda d: d["sources"][0].update(length=None, sha256=None), True),
    ],
    ids=map(str, range(14)),
)
def test_fields_that_belong_together_are_checked(
    edit: Callable[[Any], Any], fits: bool
) -> None:
    """Both sides of each rule that ties fields together."""
    document = json.loads(dumps(load_article()))
    edit(document)
    assert WHOLE.is_valid(document) is fits


@given(edtf_texts())
def test_every_edtf_text_fits(text: str) -> None:
    """Every text that can be read as a period is valid, canonical or not."""
    assert WHOLE.evolve(schema=SCHEMA["$defs"]["Period"]).is_valid({"edtf": text})


def statement(document: Any) -> Any:
    """Return the Kremlin's announcement in a document."""
    return document["records"][STATEMENT]


def response(document: Any) -> Any:
    """Return a response in a document."""
    return document["records"][RESPONSE]["responses"][0]


CODED = {"coder": "A", "how": "machine"}
SEEN: list[Callable[[Any], Any]] = [
    lambda d: d.clear(),
    lambda d: d.update(schema_version=2),
    lambda d: d.update(schema_version="1"),
    lambda d: d.update(x=1),
    lambda d: d.update(title=5),
    lambda d: d.update(title=" "),
    lambda d: d.update(title="a\nb"),
    lambda d: d.update(title="a\n"),
    lambda d: d.update(title="\u3000a"),
    lambda d: d.update(title="a\u2028b"),
    lambda d: d.update(description="\n \u2028"),
    lambda d: d.update(description="a\x00"),
    lambda d: d.update(records={}),
    lambda d: d.update(records=None),
    lambda d: d["sources"].append("x"),
    lambda d: d["sources"][0].update(type="Source"),
    lambda d: d["sources"][0].update(id="A"),
    lambda d: d["sources"][0].update(id="a--b"),
    lambda d: d["sources"][0].update(id="a\n"),
    lambda d: d["sources"][0].update(url="ftp://example.org"),
    lambda d: d["sources"][0].update(language="e"),
    lambda d: d["sources"][0].update(published="20230317"),
    lambda d: d["sources"][0].update(published="2023-02-30"),
    lambda d: d["sources"][0].update(published="0000-02-01"),
    lambda d: d["sources"][0].update(published=20230317),
    lambda d: d["sources"][0].update(length="3919"),
    lambda d: d["sources"][0].update(length=True),
    lambda d: d["sources"][0].update(length=0),
    lambda d: d["sources"][0].update(length=2**63),
    lambda d: d["sources"][0].update(length=None),
    lambda d: d["sources"][0].pop("sha256"),
    lambda d: d["sources"][0].update(sha256="0" * 63),
    lambda d: d["sources"][0].update(sha256="A" * 64),
    lambda d: d["sources"][0].pop("publisher"),
    lambda d: d["actors"][0].update(type="Robot"),
    lambda d: d["actors"][0].pop("type"),
    lambda d: d["actors"][0].update(type=["Person"]),
    lambda d: d["actors"][0].update(code="RUS"),
    lambda d: d["actors"][0].update(wikidata="159"),
    lambda d: d["actors"][0].update(aliases=["a", "a"]),
    lambda d: d["actors"][0].update(aliases=[""]),
    lambda d: d["actors"][0].update(roles=[{}]),
    lambda d: statement(d).pop("gist"),
    lambda d: statement(d).update(gist=None),
    lambda d: statement(d).update(speakers="kremlin"),
    lambda d: statement(d).update(speakers=[]),
    lambda d: statement(d).update(speakers=[5]),
    lambda d: statement(d).update(topics=["a", "a"]),
    lambda d: statement(d).update(act="shout"),
    lambda d: statement(d).update(act=None),
    lambda d: statement(d).update(manner="indirect", quotes=["a"]),
    lambda d: statement(d).update(manner="direct", quotes=[]),
    lambda d: statement(d).update(manner="direct", quotes=[" "]),
    lambda d: statement(d).update(when="2023"),
    lambda d: statement(d).update(when={"edtf": ""}),
    lambda d: statement(d).update(when={"edtf": "2023-3"}),
    lambda d: statement(d).update(when={"edtf": "March"}),
    lambda d: statement(d).update(when={"edtf": "[2023]"}),
    lambda d: statement(d).update(when={"edtf": "2023\n"}),
    lambda d: statement(d).update(when={"edtf": "2023", "anchor": "2023-01-01"}),
    lambda d: statement(d).update(evidence=[]),
    lambda d: statement(d)["evidence"][0].update(start=-1),
    lambda d: statement(d)["evidence"][0].update(end=0),
    lambda d: statement(d)["evidence"][0].update(end=2**63),
    lambda d: statement(d)["evidence"][0].update(sha256=None),
    lambda d: statement(d)["evidence"][0].pop("start"),
    lambda d: statement(d).update(standing="denied"),
    lambda d: response(d).pop("statement") and response(d).pop("evidence", 0),
    lambda d: response(d).update(kind="doubt"),
    lambda d: d["sources"][0].update(length=0),
    lambda d: d["sources"][0].update(length=2**63),
    lambda d: statement(d).update(codings=[CODED | {"confidence": -0.01}]),
    lambda d: statement(d).update(codings=[CODED | {"confidence": 1.01}]),
]
# Relations between two values, and differences that JSON cannot express.
UNSEEN: list[Callable[[Any], Any]] = [
    lambda d: d["sources"][0].update(length=float(d["sources"][0]["length"])),
    lambda d: d.update(title="\ud800"),
    lambda d: statement(d).update(when={"edtf": "2023-13"}),
    lambda d: statement(d).update(when={"edtf": "2023-04/2023-03"}),
    lambda d: statement(d)["evidence"][0].update(start=9, end=9),
    lambda d: statement(d)["evidence"][0].update(end=4000),
    lambda d: statement(d).update(via=statement(d)["speakers"]),
    lambda d: statement(d).update(silent_on=["a"], topics=["a"]),
    lambda d: statement(d).update(speakers=["nobody"]),
    lambda d: statement(d).update(speakers=[d["sources"][0]["id"]]),
    lambda d: statement(d).update(id="putin-invites-xi"),
    lambda d: next(r for r in d["records"] if r["type"] == "StateVisit").update(
        superseded=[{"edtf": "2023"}, {"edtf": "2023", "phrase": "this year"}]
    ),
    lambda d: response(d).update(kind="retraction"),
    lambda d: d["records"][RESPONSE].update(accused=d["records"][RESPONSE]["accusers"]),
    lambda d: d["actors"].append(
        {"type": "Group", "id": "a", "name": "A", "members": ["a"]}
    ),
]


def edited(edit: Callable[[Any], Any]) -> Any:
    """Return the article's document after an edit that reading must refuse."""
    document = json.loads(dumps(load_article()))
    edit(document)
    with pytest.raises(FormatError):
        loads(json.dumps(document))
    return document


@pytest.mark.untraced
@pytest.mark.parametrize("edit", SEEN, ids=map(str, range(len(SEEN))))
def test_the_schema_finds_faults_within_an_object(edit: Callable[[Any], Any]) -> None:
    """The schema finds faults of keys, types and formats within one object."""
    assert not WHOLE.is_valid(edited(edit))


@pytest.mark.untraced
@pytest.mark.parametrize("edit", UNSEEN, ids=map(str, range(len(UNSEEN))))
def test_the_schema_misses_faults_between_objects(edit: Callable[[Any], Any]) -> None:
    """Broken references, repeated ids and reversed dates are only found on reading."""
    assert WHOLE.is_valid(edited(edit))


@pytest.mark.parametrize("fault", sorted(PLANTS))
@given(st.data())
def test_no_planted_fault_can_be_seen(fault: str, data: st.DataObject) -> None:
    """All planted faults are between objects; each object alone is valid."""
    planted = data.draw(faulty_datasets([fault]))
    parts = {name: part for name, part in planted.parts.items() if part}
    document: Any = {name: [*map(unstructure, part)] for name, part in parts.items()}
    document = json.loads(json.dumps({"schema_version": SCHEMA_VERSION, **document}))
    WHOLE.validate(document)
    with pytest.raises(FormatError):
        loads(json.dumps(document))


WORDS = st.text(
    st.sampled_from(" \t\n\r\x0b\x1c\x85\xa0\u1680\u2003\u2028\u2029\u3000\ufeffaZ5-Q")
    | st.characters(exclude_categories=["Cs"])
)
SHAPES = {
    "one_line": rules.one_line,
    "spoken": rules.spoken,
    "slug": rules.slug,
    "wikidata_id": rules.wikidata_id,
    "language_tag": rules.language_tag,
    "web_address": rules.web_address,
    "sha256_hex": rules.sha256_hex,
    "iso_3166_1_alpha_3": rules.iso_3166_1_alpha_3,
}


@pytest.mark.parametrize("name", SHAPES)
@given(st.data())
def test_each_pattern_is_the_rule(name: str, data: st.DataObject) -> None:
    """A pattern matches the texts that follow the rule, and no others."""
    rule = SHAPES[name]
    fitting = st.from_regex(rule.keywords["pattern"])
    text = data.draw(WORDS | fitting | fitting.map(lambda word: word + "\n"))
    text = text.encode("utf-8", "replace").decode()
    assert Draft202012Validator(dict(rule.keywords)).is_valid(text) == rule.hold([text])


@given(st.text("0123X-/.[]?~% \n", max_size=12) | edtf_texts())
def test_every_text_read_as_edtf_fits_the_schema(text: str) -> None:
    """If the pattern refuses a text, so does a period."""
    if WHOLE.evolve(schema=SCHEMA["$defs"]["Period"]).is_valid({"edtf": text}):
        return
    with pytest.raises(DiplomacyEventsError):
        Period.from_edtf(text)
