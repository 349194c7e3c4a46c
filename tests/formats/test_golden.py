"""Files written by releases: all of them still load, as the same dataset.

``tests/formats/golden`` has a folder for every schema version, and only grows: the
files of a release and their lines in ``SHA256SUMS`` stay as they are. For a new
version, or a new format, run ``python tests/formats/test_golden.py``, which adds what
is missing.
"""

import json
from collections.abc import Iterator
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs
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
# These files are written with options, or have no suffix of their own.
MORE: dict[str, dict[str, Any]] = {
    "folder-csv": {"format": "csv"},
    "guarded.csv.zip": {"spreadsheet_safe": True},
}


def names() -> dict[str, dict[str, Any]]:
    """Return the names of the files of each version, with the options of writing."""
    known = [format for format in formats() if format.lossless]
    plain = {f"plain{end}" for format in known for end in format.suffixes}
    return {name: MORE.get(name, {}) for name in sorted(plain | MORE.keys())}


def add() -> None:
    """Add the golden files that the current version lacks, and record their digests."""
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
    """Return the golden files, by their paths within the folder of all versions."""
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
    """Each version has a file with every readable suffix."""
    present = {path.name for path in FILES if path.parent.name == str(SCHEMA_VERSION)}
    assert present >= set(names())


@pytest.mark.parametrize(
    "path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_every_golden_file_loads(path: Path) -> None:
    """It contains the same dataset, phrases included."""
    options = {"format": "csv"} if path.name == "folder-csv" else {}
    dataset = read(path, **options)
    assert dataset == COMPLETE
    assert dumps(dataset) == dumps(COMPLETE)


def parts(value: Any) -> Iterator[Any]:
    """Yield an object and all objects within it."""
    if isinstance(value, tuple):
        for item in value:
            yield from parts(item)
    elif attrs.has(type(value)):
        yield value
        for field in attrs.fields(type(value)):
            yield from parts(getattr(value, field.name))


def test_the_dataset_is_complete() -> None:
    """Every field occurs with a value and with its default, and so does every word."""
    held = (*COMPLETE.sources, *COMPLETE.actors, *COMPLETE.records)
    values: dict[tuple[type, str], list[Any]] = {}
    for part in parts(held):
        for field in attrs.fields(type(part)):
            place = values.setdefault((type(part), field.name), [])
            place.append(getattr(part, field.name))
    assert len({cls for cls, _ in values}) == 17
    for (cls, name), found in values.items():
        field = attrs.fields_dict(cls)[name]
        assert any(value != field.default for value in found), (cls, name)
        assert field.default in (attrs.NOTHING, *found), (cls, name)
        if isinstance(found[0], StrEnum):
            assert set(found) == set(type(found[0])), (cls, name)
    for field in attrs.fields(type(COMPLETE)):
        assert getattr(COMPLETE, field.name)


def renamed(kind: str, value: dict[str, Any]) -> dict[str, Any]:
    """Upgrade an object from a form in which a gist was called a summary."""
    old, new = ("license", "licence") if kind == "Dataset" else ("summary", "gist")
    return {new if key == old else key: item for key, item in value.items()}


def second(monkeypatch: pytest.MonkeyPatch, step: versions.Step | None) -> None:
    """Make the current version the second, so that a step can lead to it."""
    monkeypatch.setattr(versions, "SCHEMA_VERSION", 2)
    monkeypatch.setattr(versions, "STEPS", {} if step is None else {1: step})


def older(folder: Path, name: str) -> Path:
    """Return a copy of a golden file in which the gist is called a summary."""
    text = (GOLDEN / "1" / name).read_text("utf-8")
    for old, new in (('"gist":', '"summary":'), ('"licence":', '"license":')):
        assert old in text
        text = text.replace(old, new)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


OLDER = pytest.mark.parametrize("name", ["plain.json", "plain.jsonl"])


@OLDER
def test_a_step_leads_from_a_version_to_the_next(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older file loads as the same dataset with the step, and not without it."""
    path = older(tmp_path, name)
    with pytest.raises(FormatError, match="unknown key"):
        read(path)
    second(monkeypatch, renamed)
    assert dumps(read(path)) == dumps(COMPLETE)
    assert '"schema_version": 2' in dumps(COMPLETE)
    if name == "plain.jsonl":
        assert list(iter_records(path)) == list(COMPLETE.records)


@OLDER
@pytest.mark.parametrize("kind", ["Dataset", "Source", "Statement"])
def test_data_that_a_step_cannot_use_are_refused(
    tmp_path: Path, name: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of the step becomes ours, and its result is checked as usual."""
    path = older(tmp_path, name)

    def broken(of: str, value: dict[str, Any]) -> dict[str, Any]:
        return value["nothing"] if of == kind else renamed(of, value)

    def more(of: str, value: dict[str, Any]) -> dict[str, Any]:
        return renamed(of, value) | ({"x": 1} if of == kind else {})

    for step, problem in (
        (broken, r"not valid in schema version 1: KeyError\('nothing'\)"),
        (more, r"\.x.*: unknown key"),
    ):
        second(monkeypatch, step)
        with pytest.raises(FormatError, match=problem):
            read(path)


@pytest.mark.parametrize(
    "path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_additions_need_no_step(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every format reads every version up to its own."""
    second(monkeypatch, None)
    options = {"format": "csv"} if path.name == "folder-csv" else {}
    assert dumps(read(path, **options)) == dumps(COMPLETE)


@pytest.mark.parametrize("version", [0, 3, "1", True, None])
def test_versions_out_of_reach_are_refused(
    version: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names the versions that can be read and the one found."""
    second(monkeypatch, renamed)
    with pytest.raises(
        FormatError, match=rf"expected a version up to 2, got {version!r}"
    ):
        loads(json.dumps({"schema_version": version}))


@pytest.mark.parametrize("error", [KeyError, TypeError, ValueError, AttributeError])
def test_a_step_may_fail_in_any_way(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The data are at fault, not the step, which expects valid data."""

    def broken(of: str, _: dict[str, Any]) -> dict[str, Any]:
        raise error(of)

    second(monkeypatch, broken)
    with pytest.raises(FormatError, match=f"version 1: {error.__name__}.'Dataset'"):
        loads('{"schema_version": 1}')


def test_a_line_that_is_valid_in_both_versions_is_upgraded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step may change a meaning without changing any key."""
    path = tmp_path / "plain.jsonl"
    path.write_bytes((GOLDEN / "1" / path.name).read_bytes())
    second(monkeypatch, lambda _, v: {**v, "gist": "New"} if "gist" in v else v)
    assert {record.gist for record in read(path).records} == {"New"}


def test_only_objects_are_passed_to_a_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Only objects are passed to a step."""
    second(monkeypatch, renamed)
    with pytest.raises(FormatError, match=r"\$.actors\[0\]: expected an object, got 5"):
        loads('{"schema_version": 1, "actors": [5], "records": {}}')


if __name__ == "__main__":
    add()
