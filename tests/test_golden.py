"""Files that releases wrote: all of them keep loading, into the same dataset.

``tests/golden`` has a folder for every schema version, and only grows: the files of a
release and their lines in ``SHA256SUMS`` stay as they are. For a new version, or a new
format, run ``python tests/test_golden.py``, which adds what is missing.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from enum import StrEnum
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import attrs
import pyarrow.parquet as pq
import pytest

from complete import COMPLETE
from diplomacy_events import (
    FormatError,
    dumps,
    formats,
    iter_records,
    loads,
    read,
    write,
)
from diplomacy_events.formats import versions
from diplomacy_events.formats.versions import SCHEMA_VERSION

GOLDEN = Path(__file__).with_name("golden")
SUMS = GOLDEN / "SHA256SUMS"
# What is written with options, or has no suffix of its own.
MORE: dict[str, dict[str, Any]] = {
    "folder-csv": {"format": "csv"},
    "guarded.csv.zip": {"spreadsheet_safe": True},
}


def names() -> dict[str, dict[str, Any]]:
    """Return what each version has a file of: names, with the options of writing."""
    known = [format for format in formats() if format.lossless]
    plain = {f"plain{end}" for format in known for end in format.suffixes}
    return {name: MORE.get(name, {}) for name in sorted(plain | MORE.keys())}


def add() -> None:
    """Write what the present version has no golden file of, and note the digests."""
    for name, options in names().items():
        path = GOLDEN / str(SCHEMA_VERSION) / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            write(COMPLETE, path, **options)
    noted = SUMS.read_text("utf-8") if SUMS.exists() else ""
    for name in there():
        if f"  {name}\n" not in noted:
            noted += f"{digest(name)}  {name}\n"
    SUMS.write_text(noted, encoding="utf-8")


def there() -> list[str]:
    """Return the golden files, by their paths from the folder of all."""
    files = (path for path in GOLDEN.rglob("*") if path.is_file() and path != SUMS)
    return sorted(path.relative_to(GOLDEN).as_posix() for path in files)


def digest(path: str) -> str:
    """Return the SHA-256 of a golden file."""
    return sha256((GOLDEN / path).read_bytes()).hexdigest()


FILES = sorted(path for path in GOLDEN.glob("*/*") if path.parent.name.isdigit())


def test_no_golden_file_has_changed() -> None:
    """Every file is listed with its digest, and every digest has its file."""
    lines = SUMS.read_text("utf-8").splitlines()
    listed = {path: said for said, path in (line.split("  ", 1) for line in lines)}
    assert len(listed) == len(lines)
    assert sorted(listed) == there()
    assert {path: digest(path) for path in listed} == listed


def test_every_format_has_golden_files() -> None:
    """Each version has a file with every suffix that is read."""
    present = {path.name for path in FILES if path.parent.name == str(SCHEMA_VERSION)}
    assert present >= set(names())


@pytest.mark.parametrize(
    "path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_every_golden_file_loads(path: Path) -> None:
    """It holds the same dataset, phrases included."""
    options = {"format": "csv"} if path.name == "folder-csv" else {}
    found = read(path, **options)
    assert found == COMPLETE
    assert dumps(found) == dumps(COMPLETE)


def parts(value: Any) -> Iterator[Any]:
    """Give an object and all objects within it."""
    if isinstance(value, tuple):
        for item in value:
            yield from parts(item)
    elif attrs.has(type(value)):
        yield value
        for field in attrs.fields(type(value)):
            yield from parts(getattr(value, field.name))


def test_the_dataset_is_complete() -> None:
    """It has each field with a value and at its default, and every word of an enum."""
    held = (*COMPLETE.sources, *COMPLETE.actors, *COMPLETE.records)
    values: dict[tuple[type, str], list[Any]] = {}
    for part in parts(held):
        for field in attrs.fields(type(part)):
            place = values.setdefault((type(part), field.name), [])
            place.append(getattr(part, field.name))
    assert len({cls for cls, _ in values}) == 14
    for (cls, name), found in values.items():
        field = attrs.fields_dict(cls)[name]
        assert any(value != field.default for value in found), (cls, name)
        assert field.default in (attrs.NOTHING, *found), (cls, name)
        if isinstance(found[0], StrEnum):
            assert set(found) == set(type(found[0])), (cls, name)
    for field in attrs.fields(type(COMPLETE)):
        assert getattr(COMPLETE, field.name)


# An older form, in which a gist was called a summary, and a licence was spelled so.


def renamed(value: dict[str, Any]) -> dict[str, Any]:
    """Bring an object of the older form into the present one."""
    old, new = (
        ("license", "licence") if value["type"] == "Dataset" else ("summary", "gist")
    )
    if old in value:
        value[new] = value.pop(old)
    return value


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch) -> None:
    """The present version is the second, and there is a step to it from the first."""
    monkeypatch.setattr(versions, "SCHEMA_VERSION", 2)
    monkeypatch.setattr(versions, "STEPS", {1: renamed})


def replaced(*pairs: tuple[str, str]) -> Callable[[bytes], bytes]:
    """Return an edit that replaces texts, each of which must be there."""

    def edit(data: bytes) -> bytes:
        for old, new in pairs:
            assert old.encode() in data
            data = data.replace(old.encode(), new.encode())
        return data

    return edit


KEYS = replaced(('"gist":', '"summary":'), ('"licence":', '"license":'))
HEADS = replaced((",gist,", ",summary,"))
RECORDS = ("statements", "visits", "declarations", "allegations")


def parquet(path: Path) -> None:
    """Bring a folder of Parquet files into the older form."""
    for file in path.iterdir():
        table = pq.read_table(file)
        header = json.loads(table.schema.metadata[b"diplomacy_events"])
        header["license"] = header.pop("licence")
        if file.stem in RECORDS:
            table = table.drop_columns(["gist_folded"])
            names = ["summary" if n == "gist" else n for n in table.column_names]
            table = table.rename_columns(names)
        table = table.replace_schema_metadata({"diplomacy_events": json.dumps(header)})
        pq.write_table(table, file)


def archive(path: Path) -> None:
    """Bring an archive of CSV tables into the older form."""
    with ZipFile(BytesIO(path.read_bytes())) as old, ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "datapackage.json":
                data = replaced(('"licence":', '"license":'))(data)
            new.writestr(name, HEADS(data) if name[:-4] in RECORDS else data)


def file(edit: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Return a change of a file by an edit of its bytes."""

    def change(path: Path) -> None:
        path.write_bytes(edit(path.read_bytes()))

    return change


OLDER: dict[str, Callable[[Path], None]] = {
    "plain.json": file(KEYS),
    "plain.jsonl": file(KEYS),
    "plain.csv.zip": archive,
    "plain.parquet": parquet,
}


def older(folder: Path, name: str) -> Path:
    """Return a copy of a golden file in the older form."""
    path = folder / name
    first = GOLDEN / "1" / name
    (shutil.copytree if first.is_dir() else shutil.copy)(first, path)
    OLDER[name](path)
    return path


@pytest.mark.parametrize("name", OLDER)
@pytest.mark.usefixtures("second")
def test_older_files_are_migrated(tmp_path: Path, name: str) -> None:
    """A file of an older form loads into the same dataset, by one step."""
    path = older(tmp_path, name)
    found = read(path)
    assert found.licence == COMPLETE.licence
    assert dumps(found) == dumps(COMPLETE)
    write(found, path)
    assert dumps(read(path)) == dumps(COMPLETE)
    assert '"schema_version": 2' in dumps(found)


@pytest.mark.parametrize("name", OLDER)
def test_the_older_form_is_not_the_present(tmp_path: Path, name: str) -> None:
    """Without the step, the same file is refused."""
    with pytest.raises(FormatError):
        read(older(tmp_path, name))


@pytest.mark.parametrize("name", ["plain.jsonl", "plain.parquet"])
@pytest.mark.usefixtures("second")
def test_older_files_are_streamed(tmp_path: Path, name: str) -> None:
    """Record by record they go through the same step."""
    path = older(tmp_path, name)
    assert list(iter_records(path)) == list(COMPLETE.records)


@pytest.mark.parametrize("name", OLDER)
@pytest.mark.usefixtures("second")
def test_what_is_wrong_in_an_older_file_is_refused(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a step makes is checked as ever, and what a step cannot use is our error."""
    path = older(tmp_path, name)

    def unknown(value: dict[str, Any]) -> dict[str, Any]:
        return renamed(value) | ({"x": 1} if value["type"] == "Statement" else {})

    def broken(value: dict[str, Any]) -> dict[str, Any]:
        return renamed(value) if value["type"] != "Statement" else value["nothing"]

    def headless(value: dict[str, Any]) -> dict[str, Any]:
        return renamed(value) if value["type"] != "Dataset" else value["nothing"]

    def more(value: dict[str, Any]) -> dict[str, Any]:
        return renamed(value) | ({"x": 1} if value["type"] == "Dataset" else {})

    for step, problem in (
        (unknown, "unknown key"),
        (broken, "not of schema version 1: 'nothing'"),
        (headless, "not of schema version 1: 'nothing'"),
        (more, r"unknown key|the keys .*'x'"),
    ):
        monkeypatch.setattr(versions, "STEPS", {1: step})
        with pytest.raises(FormatError, match=problem):
            read(path)


@pytest.mark.usefixtures("second")
def test_an_older_table_needs_its_positions(tmp_path: Path) -> None:
    """They are what every version has."""
    path = older(tmp_path, "plain.parquet")
    table = pq.read_table(path / "visits.parquet")
    pq.write_table(table.drop_columns(["position"]), path / "visits.parquet")
    with pytest.raises(FormatError, match=r"position: expected int64 .* no column"):
        read(path)


@pytest.mark.parametrize("version", [0, 3, "1", True, None])
@pytest.mark.usefixtures("second")
def test_versions_out_of_reach_are_refused(version: Any) -> None:
    """The error names what is read and what was found."""
    with pytest.raises(
        FormatError, match=rf"expected 1 to 2, which are read, got {version!r}"
    ):
        loads(json.dumps({"schema_version": version}))


@pytest.mark.usefixtures("second")
def test_what_is_no_object_is_left_to_be_refused() -> None:
    """A step is given objects alone."""
    with pytest.raises(FormatError, match=r"\$.actors\[0\]: expected an object, got 5"):
        loads('{"schema_version": 1, "actors": [5], "records": {}}')


if __name__ == "__main__":
    add()
