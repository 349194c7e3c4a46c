"""A dataset that an engine reads: opened, but not loaded."""

import os
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diplomacy_events.dataset.names import Names, SomeNames
from diplomacy_events.errors import FormatError, UnknownNameError
from diplomacy_events.frames.engines import ENGINES, ask_engine, lazy
from diplomacy_events.frames.id_check import verify_ids
from diplomacy_events.frames.lazy_records import ScannedRecords, Watch
from diplomacy_events.frames.table_check import verify_table
from diplomacy_events.frames.table_columns import read_table, unanswerable
from diplomacy_events.frames.version_check import check_versions
from diplomacy_events.frames.watching import WatchedFolder
from diplomacy_events.model.actors import ACTOR_KINDS
from diplomacy_events.model.record_kinds import (
    RECORD_KINDS,
    Allegation,
    JointDeclaration,
    Statement,
    StateVisit,
)
from diplomacy_events.model.rules import short
from diplomacy_events.model.sources import SOURCE_KIND
from diplomacy_events.nearest import unknown_name_error
from diplomacy_events.paths import must_be_path

if TYPE_CHECKING:
    from narwhals import LazyFrame


__all__ = ["Scan", "open_scan"]

TABLES = {kind.plural: kind.cls for kind in RECORD_KINDS}
SOURCES = SOURCE_KIND.plural
ACTOR_TABLES = {kind.plural: kind.cls for kind in ACTOR_KINDS}
EVERY_TABLE = (*TABLES, *ACTOR_TABLES, SOURCES)


def open_scan(
    source: str | os.PathLike[str] | Mapping[str, object],
    engine: str,
    session: object,
    *,
    verify: bool,
) -> "Scan":
    """Open a dataset without loading it; see `diplomacy_events.scan`.

    Raises:
        UnknownNameError: if an engine or table does not exist.
        FormatError: if the path is not a folder, or contains no table.
        FieldTypeError: if it is neither a text path nor frames.
        FieldValueError: if a file cannot have this path.
        MissingExtraError: without the extra ``frames``, or ``spark``.
        OSError: if the path does not exist.
    """
    if isinstance(source, Mapping):
        for name in source:
            if name not in EVERY_TABLE:
                raise _unknown("table", name, list(EVERY_TABLE))
        known = tuple(name for name in TABLES if name in source)
        return Scan(
            lambda name: lazy(source[name]) if name in source else None,
            known,
            nullcontext,
            verify=verify,
        )
    if engine not in list(ENGINES):
        raise _unknown("engine", engine, list(ENGINES))
    must_be_path(source)
    folder = WatchedFolder(Path(source))
    with folder.unchanged():
        parts = {name: folder.files(name) for name in EVERY_TABLE}
    known = tuple(name for name in TABLES if parts[name])
    if not known:
        wanted = ", ".join(f"{name}.parquet" for name in TABLES)
        raise FormatError(f"{os.fspath(source)}: expected a folder with {wanted}")
    read = ENGINES[engine](session)
    unchecked = set(EVERY_TABLE)

    def table(name: str) -> "LazyFrame[Any] | None":
        if not parts[name]:
            return None
        if name in unchecked:
            check_versions(parts[name])
            unchecked.discard(name)
        return lazy(ask_engine(lambda: read(parts[name])))

    return Scan(table, known, folder.unchanged, verify=verify)


class Scan:
    """A dataset that an engine reads.

    Attributes:
        visits: the visits.
        statements: the statements.
        declarations: the joint declarations.
        allegations: the allegations.
    """

    def __init__(
        self,
        opened: "Callable[[str], LazyFrame[Any] | None]",
        known: tuple[str, ...],
        unchanged: Watch,
        *,
        verify: bool,
    ) -> None:
        self._opened = opened
        self._known = known
        self._unchanged = unchanged
        self._unverified = set(known if verify else ())
        self._ids_verified = not verify

    def __repr__(self) -> str:
        """Return the names of the tables of records."""
        return f"<Scan of {', '.join(self._known) or 'no records'}>"

    @property
    def visits(self) -> "ScannedRecords[StateVisit]":
        """The visits."""
        return self._table("visits")

    @property
    def statements(self) -> "ScannedRecords[Statement]":
        """The statements."""
        return self._table("statements")

    @property
    def declarations(self) -> "ScannedRecords[JointDeclaration]":
        """The joint declarations."""
        return self._table("declarations")

    @property
    def allegations(self) -> "ScannedRecords[Allegation]":
        """The allegations."""
        return self._table("allegations")

    @cached_property
    def names(self) -> Names:
        """The names of actors, as far as the dataset has tables of actors."""
        from diplomacy_events.arrow import objects

        with self._unchanged():
            frames = {name: self._opened(name) for name in ACTOR_TABLES}
            actors = [
                actor
                for name, frame in frames.items()
                if frame is not None
                for actor in objects(
                    read_table(frame, ACTOR_TABLES[name]), (ACTOR_TABLES[name],)
                )
            ]
        whole = all(frame is not None for frame in frames.values())
        return Names(actors, None) if whole else SomeNames(actors, None)

    def _table(self, name: str) -> "ScannedRecords[Any]":
        kind = TABLES[name]
        with self._unchanged():
            frame = self._opened(name)
            if frame is None:
                raise FormatError(f"the opened data have no table of {name}")
            newer = unanswerable(frame, kind)
            if name in self._unverified:
                self._verify_ids()
                verify_table(frame, kind)
                self._unverified.discard(name)
        return ScannedRecords(
            frame,
            kind,
            lambda: self.names,
            newer,
            lambda: self._opened(SOURCES),
            self._unchanged,
        )

    def _verify_ids(self) -> None:
        """Check all tables together, once."""
        if not self._ids_verified:
            frames = {name: self._opened(name) for name in EVERY_TABLE}
            verify_ids({name: one for name, one in frames.items() if one is not None})
            self._ids_verified = True


def _unknown(what: str, name: object, known: list[str]) -> UnknownNameError:
    problem = f"no such {what}: {short(name)}; known: {', '.join(known)}"
    return unknown_name_error(problem, name, known)
