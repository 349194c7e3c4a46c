"""The table of what each format keeps: found out by writing, reading and comparing.

``python tests/formats/test_conformance.py`` puts it into the documentation.
"""

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import pytest

from complete import COMPLETE
from diplomacy_events import (
    Dataset,
    DiplomacyEventsError,
    Evidence,
    FormatError,
    Period,
    State,
    dumps,
    formats,
    iter_records,
    read,
    write,
)
from diplomacy_events.formats.format import Format
from diplomacy_events.model.actors import ACTOR_TYPES
from diplomacy_events.model.records import RECORD_TYPES, Allegation
from diplomacy_events.model.sources import Source

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "formats.md"
BEGIN, END = "<!-- conformance: begin -->\n", "<!-- conformance: end -->\n"
CLASSES: list[Any] = [Dataset, Source, *ACTOR_TYPES, *RECORD_TYPES]
TIMES = {"visit-expected": "2031-05", "visit-planned": "9999-12-31"}
EXTRA = State(id="extra", name="Extra")


def full() -> Dataset:
    """Return the dataset with more: phrases for all, an uncertain day, the last day."""
    records: list[Any] = list(COMPLETE.records)
    for index, record in enumerate(records):
        edtf = TIMES.get(record.id, record.when.edtf)
        time = Period.from_edtf(edtf, phrase="then", anchor=date(2031, 5, 5))
        records[index] = attrs.evolve(record, when=time)
    return attrs.evolve(COMPLETE, actors=[*COMPLETE.actors, EXTRA], records=records)


FULL = full()
LOSSY = [format for format in formats() if format.omitted(FULL)]


def works(way: Callable[[], Any]) -> bool:
    """Return whether a format can do something."""
    try:
        way()
    except FormatError:
        return False
    return True


def same(folder: Path, format: Format) -> bool:
    """Return whether a format writes the same again, of what it read if it reads."""
    path = folder / f"same{format.suffixes[0]}"
    write(FULL, path)
    first = [file.read_bytes() for file in files(path)]
    write(read(path) if format.reads else FULL, path)
    return first == [file.read_bytes() for file in files(path)]


def files(path: Path) -> list[Path]:
    """Return a file, or the files of a folder."""
    return sorted(path.iterdir()) if path.is_dir() else [path]


def lossless(folder: Path, format: Format) -> bool:
    """Return whether all that a dataset holds comes back."""
    path = folder / f"lossless{format.suffixes[0]}"
    return not write(FULL, path) and dumps(read(path)) == dumps(FULL)


def abilities() -> Iterator[str]:
    """Give the rows of the table of what each format can do."""
    heads = (
        "format",
        "suffixes",
        "reads",
        "streams",
        "writes",
        "in memory",
        "complete",
        "lossless",
    )
    yield f"| {' | '.join(heads)} | same bytes again |"
    yield f"|---|{'---|' * len(heads)}"
    with TemporaryDirectory() as made:
        folder = Path(made)
        for format in formats():
            path = folder / f"data{format.suffixes[0]}"
            omitted = write(FULL, path)
            can = (
                works(lambda path=path: read(path)),  # type: ignore[misc]  # mypy knows no defaults of a lambda
                works(lambda path=path: list(iter_records(path))),  # type: ignore[misc]  # mypy knows no defaults of a lambda
                True,
                works(lambda name=format.name: dumps(FULL, name)),  # type: ignore[misc]  # mypy knows no defaults of a lambda
                not omitted,
                format.reads and lossless(folder, format),
                same(folder, format),
            )
            suffixes = ", ".join(f"`{end}`" for end in format.suffixes)
            cells = " | ".join("yes" if does else "–" for does in can)
            yield f"| `{format.name}` | {suffixes} | {cells} |"


def left_out(format: Format, cls: type) -> dict[str, str]:
    """Return what a format leaves out of a class, with why; "" is the class itself."""
    found: dict[str, str] = {}
    for omission in format.omitted(FULL):
        owner, _, path = omission.field.partition(".")
        reason = omission.reason.partition(" (in ")[0]
        if cls is Dataset and owner in attrs.fields_dict(Dataset):
            found[owner] = reason
        elif owner == cls.__name__:
            found[path] = reason
    return found


def paths(cls: Any, within: str = "") -> Iterator[str]:
    """Give the fields of a class, and of the parts in it."""
    for field in attrs.fields(cls):
        if cls is Dataset and field.name in ("sources", "actors", "records"):
            continue
        path = f"{within}{field.name}"
        yield path
        values = [getattr(thing, field.name) for thing in things(cls)]
        parts = {type(value) for value in flat(values) if attrs.has(type(value))}
        for part in parts:
            yield from paths(part, f"{path}.")


def flat(values: Any) -> Iterator[Any]:
    """Give values, and those within tuples."""
    for value in values:
        yield from flat(value) if isinstance(value, tuple) else (value,)


def things(cls: type) -> list[Any]:
    """Return all objects of a class, parts of others included."""
    found: list[Any] = [FULL] if cls is Dataset else []
    waiting: list[Any] = [*FULL.sources, *FULL.actors, *FULL.records]
    while waiting:
        thing = waiting.pop()
        found += [thing] if type(thing) is cls else []
        fields = (getattr(thing, field.name) for field in attrs.fields(type(thing)))
        waiting += [value for value in flat(fields) if attrs.has(type(value))]
    return found


def kept(format: Format, cls: type) -> list[str]:
    """Return the fields of a class that a format keeps, in whole or in part."""
    left = left_out(format, cls)
    if "" in left:
        return []
    found: list[str] = []
    for path in paths(cls):
        steps = path.split(".")
        above = {".".join(steps[: number + 1]) for number in range(len(steps))}
        partly = any(name.startswith(f"{path}.") for name in left)
        if not partly and not above.intersection([*left, *found]):
            found.append(path)
    return found


def usual(reasons: dict[str, str]) -> str:
    """Return the reason that goes without saying: the one that most have."""
    return max(reasons.values(), key=list(reasons.values()).count, default="")


def losses() -> Iterator[str]:
    """Give the rows of the table of what each format that is not complete keeps."""
    yield "| format | class | keeps | leaves out |"
    yield "|---|---|---|---|"
    for format in LOSSY:
        missing = []
        for cls in CLASSES:
            left, fields = left_out(format, cls), ", ".join(kept(format, cls))
            said = [
                path if why == usual(left) else f"{path} ({why})"
                for path, why in sorted(left.items())
            ]
            if fields:
                row = f"{cls.__name__} | {fields} | {', '.join(said)}"
                yield f"| `{format.name}` | {row} |"
            else:
                missing.append(cls.__name__)
        yield f"| `{format.name}` | {', '.join(missing)} | nothing | everything |"
    yield ""
    yield "Besides, of single records:"
    yield ""
    times = {record.id: record.when.edtf for record in FULL.records}
    for format in LOSSY:
        reasons = {o.reason: o.id for o in format.omitted(FULL) if o.id is not None}
        for reason, id in reasons.items():
            yield f"- `{format.name}` leaves out `{id}` ({times[id]}): {reason}."


def table() -> str:
    """Return both tables."""
    return "\n".join([*abilities(), "", *losses()]) + "\n"


def test_the_page_has_the_table() -> None:
    """If not, run ``python tests/formats/test_conformance.py``."""
    _, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    assert rest.partition(END)[0] == table()


def test_formats_are_what_they_declare() -> None:
    """What each says that it can do is what it does."""
    rows = [row.split(" | ") for row in abilities()][2:]
    for format, row in zip(formats(), rows, strict=True):
        said = (format.reads, format.streams, format.writes)
        assert [cell == "yes" for cell in row[2:5]] == [*said]
        assert (row[7] == "yes") == format.lossless


def varied(thing: Any, path: str) -> Iterator[Any]:
    """Give variants of an object in which a field, or one of its parts, is another."""
    name, _, rest = path.partition(".")
    field, value = attrs.fields_dict(type(thing))[name], getattr(thing, name)
    if rest and isinstance(value, tuple):
        parts = [next(varied(part, rest), part) for part in value]
        # Where they cannot change together, one of them does.
        ones = [(*value[:i], part, *value[i + 1 :]) for i, part in enumerate(parts)]
        others: list[Any] = [tuple(parts), *ones]
    elif rest:
        others = [] if value is None else list(varied(value, rest))
    elif isinstance(value, StrEnum):
        others = [member for member in type(value) if member is not value]
    elif isinstance(value, tuple):
        more: Any = Evidence(source="rumour") if name == "evidence" else EXTRA.id
        others = [(), (*value, more)] if field.default is attrs.NOTHING else [()]
    elif "refers_to" in field.metadata:
        others = [None]
    else:
        others = [None, "2031-05-09" if name == "edtf" else f"{value}x"]
    for other in others:
        try:
            made = attrs.evolve(thing, **{field.name: other})
        except DiplomacyEventsError:
            continue
        if repr(getattr(made, name)) != repr(value):
            yield made


def changed(cls: type, path: str) -> Dataset:
    """Return the dataset with a field of all objects of a class changed."""
    if cls is Dataset:
        whole: Dataset = next(varied(FULL, path))
        return whole
    parts: dict[str, Any] = {
        name: [
            next(varied(thing, path), thing) if type(thing) is cls else thing
            for thing in getattr(FULL, name)
        ]
        for name in ("sources", "actors", "records")
    }
    return attrs.evolve(FULL, **parts)


# What is left out and still shows, by the standing and the stamp that follow from it.
SHOWS = {
    ("graphml", Allegation, "responses.kind"),
    ("ics", Source, "published"),
}


@pytest.mark.parametrize("format", LOSSY, ids=lambda format: format.name)
def test_the_omissions_are_true(format: Format) -> None:
    """A change of what is kept is written; one of what is left out changes nothing."""
    assert format.dumps is not None
    written = format.dumps(FULL)
    for cls in CLASSES:
        left = left_out(format, cls)
        paths_left = (
            [p for p in paths(cls) if p.count(".") == 0] if "" in left else left
        )
        for path in paths_left:
            partly = "" not in left and left[path] != usual(left)
            if path != "id" and not partly and (format.name, cls, path) not in SHOWS:
                assert format.dumps(changed(cls, path)) == written, (cls, path)
        for path in kept(format, cls):
            if path != "id":
                assert format.dumps(changed(cls, path)) != written, (cls, path)


if __name__ == "__main__":
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}{table()}{END}{after}", encoding="utf-8")
