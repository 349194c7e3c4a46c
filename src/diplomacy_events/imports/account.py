"""What became of each row of a table: every row is counted, and none twice."""

from array import array
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

import attrs

from diplomacy_events.errors import (
    MOST_FAULTS,
    AmbiguousNameError,
    Fault,
    FormatError,
    UnknownNameError,
)
from diplomacy_events.model.rules import refuse_field
from diplomacy_events.nearest import unknown_name_error
from diplomacy_events.terminal import for_terminal

__all__ = ["MOST_KEPT", "Account", "Faults", "Ledger", "Outcome", "OutcomeKind", "Rows"]

MOST_KEPT = 10_000
"""The most faults that an account lists; it has the lines of all faulty rows."""

OutcomeKind = Literal["taken", "merged", "left out", "faulty"]
"""A row became a record, became a part of another row's record, or became none."""

KINDS: tuple[OutcomeKind, ...] = ("taken", "merged", "left out", "faulty")


class Outcome(NamedTuple):
    """What became of one row.

    Attributes:
        kind: whether it was taken, merged, left out or faulty.
        reason: why; for a row that was taken, the kind of record that it became.
        into: the id of the record that it became or was merged into.
    """

    kind: OutcomeKind
    reason: str
    into: str | None = None


class Rows(NamedTuple):
    """The rows of one file with the same outcome, for the same reason.

    Attributes:
        file: the name of the file.
        kind: what became of them.
        reason: why; for rows that were taken, the kind of record that they became.
        lines: the line that each begins on, counted from 1; the number of the row in a
            table without lines. It is an array with four bytes per row.
        into: the id of the record that each became or was merged into, if any.
    """

    file: str
    kind: OutcomeKind
    reason: str
    lines: Sequence[int]
    into: Sequence[str] = ()

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.lines)

    def outcome(self, place: int) -> Outcome:
        """Return what became of the row at a position among these."""
        return Outcome(self.kind, self.reason, self.into[place] if self.into else None)


@attrs.frozen(kw_only=True, repr=False)
class Account:
    """What became of each row of a table. The four kinds of rows add up to all rows.

    Attributes:
        rows: how many rows the table has.
        entries: the rows by what became of them, in their order.
        faults: what is wrong with the rows that are faulty; the first 10,000.
    """

    rows: int
    entries: tuple[Rows, ...]
    faults: tuple[Fault, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Check that every row is accounted for.

        Raises:
            FieldValueError: if the entries do not add up to the number of rows.
        """
        counted = sum(map(len, map(_lines, self.entries)))
        if counted != self.rows:
            refuse_field(
                self, "rows", f"must equal the sum of the entries, {counted}", self.rows
            )

    def _count(self, kind: OutcomeKind) -> int:
        return sum(len(entry.lines) for entry in self.entries if entry.kind == kind)

    @property
    def taken(self) -> int:
        """How many rows became a record."""
        return self._count("taken")

    @property
    def merged(self) -> int:
        """How many rows became a part of the record of another row."""
        return self._count("merged")

    @property
    def left_out(self) -> int:
        """How many rows were left out, each for a reason."""
        return self._count("left out")

    @property
    def faulty(self) -> int:
        """How many rows could not be read as what the table should contain."""
        return self._count("faulty")

    def counts(self) -> dict[OutcomeKind, dict[str, int]]:
        """Return how many rows there are of each kind, by their reasons."""
        counts: dict[OutcomeKind, dict[str, int]] = {kind: {} for kind in KINDS}
        for entry in self.entries:
            of_kind = counts[entry.kind]
            of_kind[entry.reason] = of_kind.get(entry.reason, 0) + len(entry.lines)
        return counts

    def __getitem__(self, reason: str) -> Rows:
        """Return the rows with a reason; those of several files follow one another.

        Raises:
            UnknownNameError: if there are none; it suggests the nearest reasons.
        """
        found = [entry for entry in self.entries if entry.reason == reason]
        if not found:
            known = dict.fromkeys(entry.reason for entry in self.entries)
            problem = (
                f"no row has the reason {reason!r}; the reasons are {', '.join(known)}"
            )
            raise unknown_name_error(problem, reason, known)
        first = found[0]
        if len(found) == 1:
            return first
        lines = array("I", [line for entry in found for line in entry.lines])
        into = [id for entry in found for id in entry.into]
        return Rows("", first.kind, reason, lines, into)

    def of(self, line: int, file: str | None = None) -> Outcome:
        """Return what became of the row that begins on a line.

        Args:
            line: the line, counted from 1.
            file: the name of the file, if there are several.

        Raises:
            UnknownNameError: if no row begins there.
            AmbiguousNameError: if several do: in several files, or on one line.
        """
        rows = list(self._rows_at(line, file))
        if not rows:
            where = f"line {line}" if file is None else f"line {line} of {file!r}"
            raise UnknownNameError(f"no row begins on {where}", name=line)
        if len(rows) > 1:
            files = tuple(dict.fromkeys(name for name, _ in rows))
            problem = f"{len(rows)} rows begin on line {line} of {', '.join(files)}"
            raise AmbiguousNameError(problem, name=str(line), candidates=files)
        return rows[0][1]

    def _rows_at(self, line: int, file: str | None) -> Iterator[tuple[str, Outcome]]:
        for entry in self.entries:
            if file in (None, entry.file):
                for place, one in enumerate(entry.lines):
                    if one == line:
                        yield entry.file, entry.outcome(place)

    def __str__(self) -> str:
        """Return the account as a table."""
        lines = [("rows", self.rows)]
        for kind, reasons in self.counts().items():
            lines += [(f"{kind}: {name}", count) for name, count in reasons.items()]
            if not reasons:
                lines.append((kind, 0))
        width = max(len(name) for name, _ in lines)
        digits = len(f"{self.rows:,}")
        return "\n".join(
            f"{for_terminal(name):{width}}  {count:{digits},}" for name, count in lines
        )

    def __repr__(self) -> str:
        """Return the four numbers."""
        rows = "1 row" if self.rows == 1 else f"{self.rows} rows"
        return (
            f"<Account of {rows}: {self.taken} taken, {self.merged} merged, "
            f"{self.left_out} left out, {self.faulty} faulty>"
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the numbers, and the faults, as plain values for JSON."""
        counts = {kind.replace(" ", "_"): by for kind, by in self.counts().items()}
        return {"rows": self.rows, **counts, "faults": list(map(str, self.faults))}


def _lines(rows: Rows) -> Sequence[int]:
    return rows.lines


class Faults:
    """Faults in their order, of which the first are kept.

    Attributes:
        first: those that are kept.
        count: how many there are.
    """

    def __init__(self) -> None:
        self.first: list[Fault] = []
        self.count = 0

    def add(self, faults: Sequence[Fault], count: int | None = None) -> None:
        """Add some faults, and count them.

        Args:
            faults: the faults.
            count: how many they stand for (default: their number).
        """
        self.count += len(faults) if count is None else count
        self.first.extend(faults[: max(0, MOST_KEPT - len(self.first))])

    def error(self, heading: str) -> FormatError:
        """Return the error that lists the first of them."""
        if self.count > MOST_FAULTS:
            heading += f"; the first {MOST_FAULTS} faults of {self.count}"
        return FormatError(heading, faults=tuple(self.first[:MOST_FAULTS]))


class Ledger:
    """The account of one file while it is read.

    Attributes:
        file: the name of the file.
        faults: what is wrong with the rows that are faulty.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults = Faults()
        self._rows: dict[tuple[OutcomeKind, str], tuple[array[int], list[str]]] = {}

    def rows(self, kind: OutcomeKind, reason: str) -> "tuple[array[int], list[str]]":
        """Return the lines with a reason and their ids, as lists to add to."""
        return self._rows.setdefault((kind, reason), (array("I"), []))

    def take(self, reason: str, line: int, into: str) -> None:
        """Note that a row became a record."""
        self._note("taken", reason, line, into)

    def merge(self, reason: str, line: int, into: str) -> None:
        """Note that a row became a part of a record."""
        self._note("merged", reason, line, into)

    def _note(self, kind: OutcomeKind, reason: str, line: int, into: str) -> None:
        lines, ids = self.rows(kind, reason)
        lines.append(line)
        ids.append(into)

    def leave(self, reason: str, line: int) -> None:
        """Note that a row was left out."""
        self.rows("left out", reason)[0].append(line)

    def fail(self, reason: str, line: int, *faults: Fault) -> None:
        """Note that a row is faulty, for a reason that rows can share."""
        self.rows("faulty", reason)[0].append(line)
        self.faults.add(faults)

    def entries(self) -> list[Rows]:
        """Return the rows by what became of them: taken, merged, left out, faulty."""
        found = [
            Rows(self.file, kind, reason, lines, ids)
            for (kind, reason), (lines, ids) in self._rows.items()
            if lines
        ]
        return sorted(found, key=lambda rows: KINDS.index(rows.kind))
