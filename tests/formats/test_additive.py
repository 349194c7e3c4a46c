"""Additions to the model leave every older file readable, in every format.

An older file is made from a new one, by removing the addition.
"""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

import attrs
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from complete import COMPLETE, WHOLE
from diplomacy_events import (
    Dataset,
    FormatError,
    Source,
    State,
    formats,
    iter_records,
    load_article,
    read,
    write,
)
from diplomacy_events.arrow.columns import slots
from diplomacy_events.formats import versions
from diplomacy_events.model.description import (
    KINDS,
    SECTIONS,
    Field,
    fields,
    header,
    kind_of,
)

LOSSLESS = [format.name for format in formats() if format.lossless]
KEY = b"diplomacy_events"
SOME = Dataset(
    sources=[Source(id="daily", publisher="Daily")], actors=[State(id="s", name="S")]
)


class Place(NamedTuple):
    """The place of an optional field: a class of object, and the fields to follow."""

    kind: type
    path: tuple[Field, ...]

    def __str__(self) -> str:
        return ".".join([self.kind.__name__, *(field.name for field in self.path)])


def places(cls: type, way: tuple[Field, ...] = ()) -> Iterator[tuple[Field, ...]]:
    """Yield the ways to the optional fields of a class and of its parts."""
    for field in fields(cls):
        if not field.required:
            yield (*way, field)
        if field.composite:
            yield from places(field.holds, (*way, field))


PLACES = [[Place(kind.cls, path) for path in places(kind.cls)] for kind in KINDS]
# Each round removes one field of each class: classes have tables of their own.
ROUNDS = [[place for place in at if place] for at in zip_longest(*PLACES)]
# Fields that a rule ties to an optional field must be removed with it.
TIED: dict[str, dict[str, Any]] = {
    "quotes": {"manner": "indirect"},
    "length": {"sha256": None},
    "sha256": {"length": None, "start": None, "end": None, "context": None},
    "start": {"sha256": None, "end": None, "context": None},
    "end": {"sha256": None, "start": None, "context": None},
    "form": {"visitors": ("ada-north",), "hosts": ("northland",)},
    "hosts": {"visitors": ("ada-north", "bo-south"), "form": "meeting"},
    "phrase": {"anchor": None},
    "evidence": {"statement": "said-comment"},
    "statement": {"evidence": (WHOLE,)},
}


def without(thing: Any, path: tuple[Field, ...]) -> Any:
    """Return an object as it was before a field of it, or of its parts, existed."""
    first, *rest = path
    value = getattr(thing, first.name)
    if not rest:
        own = {field.name for field in fields(type(thing))}
        tied = {k: v for k, v in TIED.get(first.name, {}).items() if k in own}
        return attrs.evolve(thing, **{**tied, first.name: first.default})
    if first.many:
        made = [without(part, tuple(rest)) for part in value]
        # Parts that are now equal are merged.
        return attrs.evolve(thing, **{first.name: tuple(dict.fromkeys(made))})
    if value is None:
        return thing
    return attrs.evolve(thing, **{first.name: without(value, tuple(rest))})


def before(added: list[Place]) -> Dataset:
    """Return the dataset as it was before some fields existed."""
    paths = {place.kind: place.path for place in added}
    parts: dict[str, Any] = {
        name: [
            without(thing, paths[type(thing)]) if type(thing) in paths else thing
            for thing in getattr(COMPLETE, name)
        ]
        for name in SECTIONS
    }
    return attrs.evolve(COMPLETE, **parts)


def rewrite(path: Path, rows: list[list[str]]) -> None:
    """Write a CSV table again."""
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")


def cut_from_csv(folder: Path, place: Place) -> int:
    """Remove a field from a folder of CSV, and count the columns or tables changed."""
    *way, field = place.path
    ends = [index for index, step in enumerate(way) if step.many]
    cut = ends[-1] + 1 if ends else 0
    names = [kind_of(place.kind).plural, *(step.name for step in way[:cut])]
    table = "_".join(names)
    column = "_".join([*(step.name for step in way[cut:]), field.name])
    path = folder / "datapackage.json"
    described = json.loads(path.read_text("utf-8"))
    count = 0
    for resource in list(described["resources"]):
        name = resource["name"]
        if (
            field.many
            and field.composite
            and f"{name}_".startswith(f"{table}_{column}_")
        ):
            described["resources"].remove(resource)
            (folder / f"{name}.csv").unlink()
            count += 1
        elif name == table:
            deep = field.composite and not field.many
            count += cut_columns(folder, resource, column, deep=deep)
    path.write_text(json.dumps(described), encoding="utf-8")
    return count


def cut_columns(folder: Path, resource: Any, column: str, *, deep: bool) -> int:
    """Remove the columns of a field from a CSV table and its description."""
    schema, file = resource["schema"], folder / resource["path"]
    rows = list(csv.reader(StringIO(file.read_bytes().decode(), newline="")))
    gone = [
        name
        for name in rows[0]
        if name == column or (deep and name.startswith(f"{column}_"))
    ]
    kept = [index for index, name in enumerate(rows[0]) if name not in gone]
    rewrite(file, [[row[index] for index in kept] for row in rows])
    schema["fields"] = [one for one in schema["fields"] if one["name"] not in gone]
    schema["foreignKeys"] = [
        key for key in schema["foreignKeys"] if not set(key["fields"]) & set(gone)
    ]
    return len(gone)


def cut_from_parquet(folder: Path, place: Place) -> int:
    """Remove a field from a folder of Parquet, and return how many columns changed."""
    path = folder / f"{kind_of(place.kind).plural}.parquet"
    found = pq.read_table(path)
    first, *rest = place.path
    gone = [
        slot.name
        for slot in slots(place.kind, folded=True)
        if slot.field.name == first.name
        # A period's parts are separate columns; every other object is in one column.
        and (not rest or slot.name.endswith(f"_{rest[-1].name}"))
    ]
    if rest and not first.period:
        index = found.column_names.index(first.name)
        names = [step.name for step in rest]
        field = found.schema.field(index)
        less = field.with_type(type_without(field.type, names))
        values = value_without(found.column(index).to_pylist(), names)
        found = found.set_column(index, less, pa.array(values, less.type))
        gone = []
    pq.write_table(found.drop_columns(gone), path)
    return len(gone) or 1


def type_without(held: Any, names: list[str]) -> Any:
    """Return an Arrow type with a field removed from its structs."""
    if pa.types.is_list(held):
        inner = held.value_field
        return pa.list_(inner.with_type(type_without(held.value_type, names)))
    first, *rest = names
    return pa.struct(
        [
            part.with_type(type_without(part.type, rest))
            if part.name == first
            else part
            for part in held
            if rest or part.name != first
        ]
    )


def value_without(value: Any, names: list[str]) -> Any:
    """Return a value with a key removed from its objects."""
    if isinstance(value, list):
        return [value_without(item, names) for item in value]
    if value is None:
        return None
    first, *rest = names
    if rest:
        return {**value, first: value_without(value[first], rest)}
    return {key: item for key, item in value.items() if key != first}


@pytest.mark.untraced
@pytest.mark.parametrize("added", ROUNDS, ids=lambda added: str(added[0]))
def test_a_file_may_be_older_than_a_field(tmp_path: Path, added: list[Place]) -> None:
    """A missing field takes its default, in every format."""
    older = before(added)
    for name in LOSSLESS:
        path = tmp_path / name
        write(older, path, format=name)
        for place in added:
            if name == "csv":
                assert cut_from_csv(path, place) > 0, place
            elif name == "parquet":
                assert cut_from_parquet(path, place) > 0, place
            else:
                # JSON objects omit defaults, as older ones do.
                assert name in ("json", "jsonl")
        assert read(path, format=name) == older, (name, added)


@pytest.mark.parametrize("field", header(Dataset), ids=lambda field: field.name)
@pytest.mark.parametrize("name", LOSSLESS)
def test_a_file_may_be_older_than_the_description_of_datasets(
    tmp_path: Path, name: str, field: Field
) -> None:
    """The title, the licence and similar fields may be missing."""
    nothing: Any = {field.name: field.default}
    older = attrs.evolve(COMPLETE, **nothing)
    write(older, tmp_path / "x", format=name)
    if name == "parquet":
        for path in (tmp_path / "x").iterdir():
            rows = pq.read_table(path)
            values = json.loads(rows.schema.metadata[KEY])
            del values[field.name]
            pq.write_table(
                rows.replace_schema_metadata({KEY: json.dumps(values)}), path
            )
    assert read(tmp_path / "x", format=name) == older


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.plural)
def test_a_file_may_be_older_than_a_kind_of_things(tmp_path: Path, kind: Any) -> None:
    """A folder without a class's tables is a dataset without objects of that class."""
    older = SOME if kind.cls not in (Source, State) else Dataset()
    write(older, tmp_path / "csv", format="csv")
    path = tmp_path / "csv" / "datapackage.json"
    described = json.loads(path.read_text("utf-8"))
    for resource in list(described["resources"]):
        if f"{resource['name']}_".startswith(f"{kind.plural}_"):
            described["resources"].remove(resource)
            (tmp_path / "csv" / resource["path"]).unlink()
    path.write_text(json.dumps(described), encoding="utf-8")
    assert read(tmp_path / "csv", format="csv") == older

    write(older, tmp_path / "some.parquet")
    (tmp_path / "some.parquet" / f"{kind.plural}.parquet").unlink()
    for file in (tmp_path / "some.parquet").iterdir():
        rows = pq.read_table(file)
        values = json.loads(rows.schema.metadata[KEY])
        del values["rows"][kind.plural]
        pq.write_table(rows.replace_schema_metadata({KEY: json.dumps(values)}), file)
    assert read(tmp_path / "some.parquet") == older
    assert list(iter_records(tmp_path / "some.parquet")) == list(older.records)


def vocabularies(described: Any) -> list[tuple[Any, str]]:
    """Return the constraints on each vocabulary column, and the column's name."""
    return [
        (field["constraints"], f"{resource['name']}.{field['name']}")
        for resource in described["resources"]
        for field in resource["schema"]["fields"]
        if "enum" in field.get("constraints", {})
    ]


def test_a_file_may_be_older_than_a_word_of_a_vocabulary(tmp_path: Path) -> None:
    """A descriptor may list fewer words of a vocabulary, but no unknown ones."""
    write(load_article(), tmp_path / "x", format="csv")
    path = tmp_path / "x" / "datapackage.json"
    whole = json.loads(path.read_text("utf-8"))
    assert vocabularies(whole)
    for index, (known, place) in enumerate(vocabularies(whole)):
        for word in known["enum"]:
            fewer = json.loads(json.dumps(whole))
            vocabularies(fewer)[index][0]["enum"].remove(word)
            path.write_text(json.dumps(fewer), encoding="utf-8")
            assert read(path.parent, format="csv") == load_article(), (place, word)
        more = json.loads(json.dumps(whole))
        vocabularies(more)[index][0]["enum"].append("gossip")
        path.write_text(json.dumps(more), encoding="utf-8")
        with pytest.raises(FormatError, match="unknown: 'gossip'"):
            read(path.parent, format="csv")


def test_parquet_may_be_older_than_a_word_of_a_vocabulary(tmp_path: Path) -> None:
    """A column is coded with the words that its writer knew."""
    write(load_article(), tmp_path / "x.parquet")
    path = tmp_path / "x.parquet" / "statements.parquet"
    rows = pq.read_table(path)
    index = rows.column_names.index("act")
    known = rows.column(index).cast(pa.string()).dictionary_encode()
    assert len(known.chunk(0).dictionary) < len(rows.column(index).chunk(0).dictionary)
    pq.write_table(rows.set_column(index, rows.schema.field("act"), known), path)
    assert read(tmp_path / "x.parquet") == load_article()


@pytest.mark.parametrize("name", LOSSLESS)
def test_a_newer_version_is_refused_by_both_numbers(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer file may contain things that this version cannot know."""
    newer = versions.SCHEMA_VERSION + 1
    with monkeypatch.context() as patch:
        patch.setattr(versions, "SCHEMA_VERSION", newer)
        write(SOME, tmp_path / "x", format=name)
    with pytest.raises(FormatError, match=rf"a version up to {newer - 1}, got {newer}"):
        read(tmp_path / "x", format=name)


def edited(path: Path, old: str, new: str) -> None:
    """Replace the first occurrence of a text in a file."""
    text = path.read_bytes().decode()
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


@pytest.mark.parametrize("name", LOSSLESS)
def test_unknown_columns_and_keys_are_refused_by_name(
    tmp_path: Path, name: str
) -> None:
    """A column or key that the model does not have is never ignored."""
    path = tmp_path / "x"
    write(SOME, path, format=name)
    if name == "csv":
        edited(path / "states.csv", "position,id", "position,mood,id")
        edited(path / "states.csv", "0,s,", "0,,s,")
    elif name == "parquet":
        rows = pq.read_table(path / "states.parquet")
        more = rows.append_column("mood", rows.column("name"))
        pq.write_table(more, path / "states.parquet")
    else:
        edited(path, '"S"', '"S", "mood": "sad"')
    with pytest.raises(FormatError, match=r"mood.*: unknown (column|key)"):
        read(path, format=name)


def test_a_column_must_be_in_the_descriptor_and_in_the_table(tmp_path: Path) -> None:
    """A table that lost a column is not mistaken for one that never had it."""
    write(SOME, tmp_path / "x", format="csv")
    path = tmp_path / "x" / "states.csv"
    rows = list(csv.reader(StringIO(path.read_bytes().decode(), newline="")))
    index = rows[0].index("wikidata")
    rewrite(path, [row[:index] + row[index + 1 :] for row in rows])
    with pytest.raises(
        FormatError, match=r"line 1, states\.csv:wikidata: missing column"
    ):
        read(tmp_path / "x", format="csv")


@pytest.mark.parametrize("key", ["primaryKey", "fields"])
def test_only_additions_may_be_missing(tmp_path: Path, key: str) -> None:
    """Only additions may be missing from older files, and keys are never additions."""
    write(SOME, tmp_path / "x", format="csv")
    path = tmp_path / "x" / "datapackage.json"
    described = json.loads(path.read_text("utf-8"))
    described["resources"][0]["schema"][key] = []
    path.write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(FormatError, match=rf"resources\[0\]\.schema\.{key}: expected"):
        read(tmp_path / "x", format="csv")


def test_a_column_that_no_file_lacks_is_missing(tmp_path: Path) -> None:
    """An error names a missing column that must have a value in every row."""
    write(SOME, tmp_path / "x", format="csv")
    path = tmp_path / "x" / "datapackage.json"
    described = json.loads(path.read_text("utf-8"))
    known = described["resources"][0]["schema"]["fields"]
    known.remove(next(one for one in known if one["name"] == "publisher"))
    path.write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(FormatError, match=r"schema\.fields: publisher is missing"):
        read(tmp_path / "x", format="csv")
    known += [known[-1], {"name": "publisher"}]
    path.write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(FormatError, match=r"fields\[\d+\]: \w+ occurs twice"):
        read(tmp_path / "x", format="csv")
    write(SOME, tmp_path / "x.parquet")
    path = tmp_path / "x.parquet" / "states.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["position"]), path)
    with pytest.raises(
        FormatError, match=r"position: expected exactly one column of int64"
    ):
        read(tmp_path / "x.parquet")


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_a_truncated_table_is_reported(tmp_path: Path, name: str) -> None:
    """Each table's number of rows is recorded when it is written."""
    write(load_article(), tmp_path / "x", format=name)
    count = len(load_article().statements)
    if name == "csv":
        # No other table refers to these rows.
        path = tmp_path / "x" / "persons_roles.csv"
        lines = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join(lines[:-1]))
        problem = rf"persons_roles.csv: expected {len(lines) - 1} rows.*found"
    else:
        file = tmp_path / "x" / "statements.parquet"
        pq.write_table(pq.read_table(file)[: count - 1], file)
        problem = rf"statements.parquet'\]: expected {count} rows, got {count - 1}"
    with pytest.raises(FormatError, match=problem):
        read(tmp_path / "x", format=name)
