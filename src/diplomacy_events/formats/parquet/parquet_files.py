"""The files of a dataset in Parquet, opened and checked, all but their rows."""

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from diplomacy_events.arrow import schema
from diplomacy_events.errors import MOST_FAULTS, Fault, FormatError
from diplomacy_events.extras import needed
from diplomacy_events.formats import versions
from diplomacy_events.model.actors import Group, Organization, Person, State
from diplomacy_events.model.records import (
    Allegation,
    JointDeclaration,
    Statement,
    StateVisit,
)
from diplomacy_events.model.sources import Source

__all__ = [
    "ABOUT",
    "ACTORS",
    "KEY",
    "POSITION",
    "RECORDS",
    "TABLES",
    "About",
    "File",
    "Refusals",
    "file_name",
    "open_folder",
    "reading_errors",
    "refuse_file",
    "schema_of",
]

ACTORS = {
    "persons": Person,
    "states": State,
    "organizations": Organization,
    "groups": Group,
}
RECORDS = {
    "statements": Statement,
    "visits": StateVisit,
    "declarations": JointDeclaration,
    "allegations": Allegation,
}
TABLES: dict[str, type] = {"sources": Source, **ACTORS, **RECORDS}
ABOUT = ("title", "description", "licence", "citation", "version")

KEY = b"diplomacy_events"
POSITION = "position"

About = dict[str, str | None]


class File(NamedTuple):
    """One open file of a folder."""

    table: str
    parquet: Any
    about: About


class Refusals:
    """What is wrong with the files of a folder, gathered before it is refused."""

    def __init__(self) -> None:
        self._found: list[tuple[str, FormatError]] = []

    @property
    def full(self) -> bool:
        """Whether there are as many faults as one error lists."""
        return sum(len(error.faults) for _, error in self._found) >= MOST_FAULTS

    @contextmanager
    def of(self, table: str) -> Iterator[None]:
        """Note what is wrong with a file."""
        try:
            yield
        except FormatError as error:
            self._found.append((table, error))

    def refuse(self) -> None:
        """Raise what was noted, if anything was.

        Raises:
            FormatError: with the faults of all files, up to a limit.
        """
        if len(self._found) == 1:
            raise self._found[0][1]
        faults = [
            fault._replace(path=f"{file_name(table)}:{fault.path}")
            for table, error in self._found
            for fault in error.faults
        ]
        if faults:
            heading = "not a folder of Parquet files"
            raise FormatError(heading, faults=tuple(faults[:MOST_FAULTS]))


@contextmanager
def open_folder(folder: Path) -> Iterator[tuple[dict[str, File], About]]:
    """Open the files of a folder, and return what they say of the dataset."""
    if folder.exists() and not folder.is_dir():
        refuse_file(
            "not a folder", f"expected one with {', '.join(map(file_name, TABLES))}"
        )
    # What begins with a dot is of the system, such as the .DS_Store of macOS.
    found = {name for name in os.listdir(folder) if not name.startswith(".")}
    wanted = set(map(file_name, TABLES))
    faults = [Fault(f"$[{name!r}]", "missing") for name in sorted(wanted - found)]
    faults += [Fault(f"$[{name!a}]", "unknown file") for name in sorted(found - wanted)]
    if faults:
        raise FormatError("not a folder of Parquet files", faults=tuple(faults))
    with ExitStack() as stack:
        refusals, files = Refusals(), {}
        for name in TABLES:
            with refusals.of(name):
                files[name] = _file(folder, name, stack)
        refusals.refuse()
        about = files["sources"].about
        for name, file in files.items():
            if file.about != about:
                refuse_file(
                    file_name(name), "describes another dataset than sources.parquet"
                )
        yield files, about


def file_name(table: str) -> str:
    """Return the name of the file of a table."""
    return f"{table}.parquet"


def _file(folder: Path, table: str, stack: ExitStack) -> File:
    """Open one file, and check all of it but its rows."""
    pq = needed("pyarrow.parquet", extra="frames")
    path = folder / file_name(table)
    # A file that cannot be opened is no matter of its format.
    path.open("rb").close()
    with reading_errors(table):
        parquet = stack.enter_context(
            pq.ParquetFile(path, page_checksum_verification=True)
        )
        found = parquet.schema_arrow
    about = _about(table, (found.metadata or {}).get(KEY, b"null"))
    expected = schema_of(table)
    faults = [
        Fault(f"$[*].{name}", f"expected {wanted}, got {got}")
        for name in dict.fromkeys([*expected.names, *found.names])
        if (wanted := _columns(expected, name)) != (got := _columns(found, name))
    ]
    if faults or not found.equals(expected):
        heading = f"{file_name(table)}: other columns, or in another order"
        raise FormatError(heading, faults=tuple(faults))
    return File(table, parquet, about)


def _columns(found: Any, name: str) -> str:
    """Return what columns of a name a schema has, to compare and to show."""
    fields = [found.field(index) for index in found.get_all_field_indices(name)]
    return (
        " and ".join(
            f"{field.type}{'' if field.nullable else ' not null'}" for field in fields
        )
        or "no column"
    )


def _about(table: str, header: bytes) -> About:
    """Return what the header of a file says of the dataset."""
    with reading_errors(table):
        # Of bytes, other encodings than UTF-8 would be read as well.
        pairs = json.loads(header.decode(), object_pairs_hook=tuple)
    if type(pairs) is not tuple:
        refuse_file(file_name(table), "no metadata under the key diplomacy_events")
    said = dict(pairs)
    try:
        versions.check_version(said)
    except FormatError as error:
        raise FormatError(file_name(table), faults=error.faults) from None
    if said.pop("table", None) != table:
        refuse_file(file_name(table), f"expected {table!r}", "$.table")
    del said["schema_version"]
    keys = [key for key, _ in pairs]
    if sorted(keys) != sorted(["schema_version", "table", *ABOUT]):
        refuse_file(
            file_name(table), f"expected the keys {', '.join(ABOUT)}, got {list(said)}"
        )
    return said


def schema_of(name: str) -> Any:
    """Return the schema of a table."""
    pa = needed("pyarrow", extra="frames")
    place = pa.field(POSITION, pa.int64(), nullable=False)
    return schema(TABLES[name], folded=True).append(place)


@contextmanager
def reading_errors(table: str) -> Iterator[None]:
    """Turn whatever comes of reading broken bytes into an error of the format."""
    try:
        yield
    except Exception as error:  # noqa: BLE001  # what bytes may do has no bounds
        refuse_file(file_name(table), f"cannot be read: {error}", cause=error)


def refuse_file(
    heading: str, problem: str, path: str = "$", cause: Exception | None = None
) -> NoReturn:
    """Raise the error of the format with one fault.

    Raises:
        FormatError: always.
    """
    raise FormatError(heading, faults=(Fault(path, problem),)) from cause
