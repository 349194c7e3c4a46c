"""What each format declares is true: tested by writing, reading and comparing.

The tables in the documentation come from what these tests prove.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import attrs
import pytest
from tables import THINGS, kept, left_out, lossy, paths, usual

from complete import EXTRA, FULL
from diplomacy_events import (
    Dataset,
    DiplomacyEventsError,
    Evidence,
    FormatError,
    dumps,
    formats,
    iter_records,
    read,
    write,
)
from diplomacy_events.formats.exports.flat_places import IN_WORDS, PUBLISHERS
from diplomacy_events.formats.format import Format
from diplomacy_events.model.description import SECTIONS, fields
from diplomacy_events.model.record_kinds import RECORD_TYPES, Allegation, StateVisit
from diplomacy_events.model.sources import Source

LOSSY = lossy()
EVERY = pytest.mark.parametrize("format", formats(), ids=lambda format: format.name)


def works(way: Callable[[], Any]) -> bool:
    """Return whether a format can do something."""
    try:
        way()
    except FormatError:
        return False
    return True


def files(path: Path) -> list[bytes]:
    """Return the contents of a file, or of the files in a folder."""
    found = sorted(path.iterdir()) if path.is_dir() else [path]
    return [file.read_bytes() for file in found]


@EVERY
def test_a_format_does_what_it_declares(format: Format, tmp_path: Path) -> None:
    """It reads, streams and makes texts if it declares so, and refuses otherwise."""
    path = tmp_path / f"data{format.suffixes[0]}"
    assert format.writes
    write(FULL, path)
    assert works(lambda: read(path)) == format.reads
    assert works(lambda: list(iter_records(path))) == format.streams
    assert works(lambda: dumps(FULL, format.name)) == (format.dumps is not None)


@EVERY
def test_a_format_loses_what_it_declares(format: Format, tmp_path: Path) -> None:
    """A lossless format gives everything back, and any other does not."""
    path = tmp_path / f"data{format.suffixes[0]}"
    omitted = write(FULL, path)
    comes_back = format.reads and not omitted and dumps(read(path)) == dumps(FULL)
    assert comes_back == format.lossless


@EVERY
def test_a_format_writes_the_same_bytes_again(format: Format, tmp_path: Path) -> None:
    """If the format can be read, its own output is written the same again."""
    path = tmp_path / f"data{format.suffixes[0]}"
    write(FULL, path)
    first = files(path)
    write(read(path) if format.reads else FULL, path)
    assert files(path) == first


def varied(thing: Any, path: str) -> Iterator[Any]:
    """Yield variants of an object in which one field, or a part of it, differs."""
    name, _, rest = path.partition(".")
    (field,) = (field for field in fields(type(thing)) if field.name == name)
    value = getattr(thing, name)
    if rest and isinstance(value, tuple):
        parts = [next(varied(part, rest), part) for part in value]
        # If the fields cannot change together, one of them changes.
        ones = [(*value[:i], part, *value[i + 1 :]) for i, part in enumerate(parts)]
        others: list[Any] = [tuple(parts), *ones]
    elif rest:
        others = [] if value is None else list(varied(value, rest))
    elif isinstance(value, StrEnum | bool):
        words = (True, False) if isinstance(value, bool) else type(value)
        others = [member for member in words if member is not value]
    elif isinstance(value, tuple):
        more: Any = Evidence(source="rumour") if name == "evidence" else EXTRA.id
        others = [(), (*value, more)] if field.required or field.actors else [()]
        others += [(*value, f"{value[0]}x")] if field.words and value else []
    elif field.refers_to:
        others = [None]
    elif field.holds is int and value is not None:
        others = [value + 1]
    else:
        others = [None, "2031-05-09" if name == "edtf" else f"{value}x"]
        others += [value[::-1]] if name == "sha256" and value else []
    for other in others:
        try:
            made = attrs.evolve(thing, **{field.name: other})
        except DiplomacyEventsError:
            continue
        if repr(getattr(made, name)) != repr(value):
            yield made


def changed(cls: type, path: str) -> Dataset:
    """Return the dataset after changing one field in all objects of a class."""
    if cls is Dataset:
        whole: Dataset = next(varied(FULL, path))
        return whole
    parts: dict[str, Any] = {
        name: [
            next(varied(thing, path), thing) if type(thing) is cls else thing
            for thing in getattr(FULL, name)
        ]
        for name in SECTIONS
    }
    return attrs.evolve(FULL, **parts)


# These fields are written, but in another form.
FLAT = (IN_WORDS, PUBLISHERS)
# These fields are left out but still have an effect: the standing, the stamp and the
# number of updates depend on them.
SHOWS = {
    ("graphml", Allegation, "responses.kind"),
    ("ics", Source, "published"),
    ("ics", StateVisit, "superseded"),
}


@pytest.mark.untraced
@pytest.mark.parametrize("format", LOSSY, ids=lambda format: format.name)
def test_the_omissions_are_true(format: Format) -> None:
    """Changing a kept field changes the output; changing an omitted one does not."""
    assert format.dumps is not None
    written = format.dumps(FULL)
    for cls in THINGS:
        left = left_out(format, cls)
        paths_left = (
            [p for p in paths(cls) if p.count(".") == 0] if "" in left else left
        )
        for path in paths_left:
            partly = "" not in left and (
                left[path] != usual(left) or left[path] in FLAT
            )
            if path != "id" and not partly and (format.name, cls, path) not in SHOWS:
                assert format.dumps(changed(cls, path)) == written, (cls, path)
        for path in kept(format, cls):
            if path != "id":
                assert format.dumps(changed(cls, path)) != written, (cls, path)


def test_only_rows_of_codes_lack_the_ids_of_records() -> None:
    """Records can be found again in all other formats that have them."""
    without = {
        format.name
        for format in formats()
        for cls in RECORD_TYPES
        if "id" in left_out(format, cls)
    }
    assert without == {"dyads", "plover"}
