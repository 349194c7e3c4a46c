"""Visits to the United States and travels of its leaders, as its historians list them.

Each list is a file of ``<visit>`` or ``<trip>`` elements. The dates are exact and the
visits took place; other notes by the compilers are not taken.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

import attrs

from diplomacy_events.errors import DiplomacyEventsError, Fault, FormatError
from diplomacy_events.imports.account import Ledger
from diplomacy_events.imports.gathering import Gathering
from diplomacy_events.imports.historian import element_fields
from diplomacy_events.imports.historian.countries import country
from diplomacy_events.imports.historian.visitors import Visitors
from diplomacy_events.imports.identifiers import to_slug
from diplomacy_events.imports.importer import Import, Importer, OnError
from diplomacy_events.imports.places import Element, elements
from diplomacy_events.imports.states import Given, StatesInUse
from diplomacy_events.imports.tables import Table
from diplomacy_events.model.actors import Person, Role
from diplomacy_events.model.coding import Coding
from diplomacy_events.model.record_kinds import StateVisit
from diplomacy_events.model.rules import refuse
from diplomacy_events.model.sources import Source, sha256_of
from diplomacy_events.vocabulary import CodingMethod, EventStatus

__all__ = ["IMPORTER"]

PUBLISHER = "Office of the Historian, U.S. Department of State"
TITLE = "Visits and travels listed by the Office of the Historian"
LICENCE = "CC0-1.0"
HEAD = re.compile(rb"<(visits|trips)\b[^>]*>")
Taker = Callable[["_Reader", Element, str, Ledger], None]


class _Reader:
    """The lists while they are read."""

    def __init__(self, in_use: StatesInUse) -> None:
        self.found = Gathering()
        self._in_use = in_use
        self._visitors = Visitors()
        self._home = self.found.add(country("", "United States", in_use))
        self._trips: dict[tuple[str, ...], str] = {}

    def read(self, table: Table) -> None:
        """Read a file.

        Raises:
            FormatError: if it is not one of the lists.
        """
        data = table.data()
        root, found = elements(data, table.place)
        if root not in LISTS:
            problem = f"expected <visits> or <trips>, got <{root}>"
            fault = Fault("$", problem, line=1)
            raise FormatError(f"{table.place}: not one of the lists", faults=(fault,))
        text = data.decode()
        source = Source(
            id=to_slug(table.name.removesuffix(".xml")),
            publisher=PUBLISHER,
            title=table.name,
            length=len(text),
            sha256=sha256_of(text),
        )
        self.found.add_file(source, table.place)
        ledger = Ledger(table.name)
        self.found.count(ledger, len(found))
        for row in found:
            self._take(root, row, source.id, ledger)

    def _take(self, root: str, row: Element, source: str, ledger: Ledger) -> None:
        name, take = LISTS[root]
        try:
            if row.name != name:
                refuse("the element", f"must be <{name}>", row.name, field=name)
            take(self, row, source, ledger)
        except DiplomacyEventsError as error:
            fault = Fault(f"<{row.name}>", str(error), line=row.line)
            ledger.fail("unreadable", row.line, fault)

    def visit(self, row: Element, source: str, ledger: Ledger) -> None:
        """Take a visit to the United States.

        Raises:
            DiplomacyEventsError: if it is faulty.
        """
        text = element_fields.required_text(row, "visitor")
        origin = country(
            row.ids.get("from", ""),
            element_fields.required_text(row, "from"),
            self._in_use,
        )
        person = self._visitors.of(text, origin)
        # An office names its state; without an office, the state is a visitor as well.
        visitors = [person] if person.roles else [person, origin]
        self._add(
            row,
            source,
            ledger,
            id=f"visit-{element_fields.row_number(row)}",
            gist=f"{text} of {origin.name} visits the United States",
            visitors=[actor.id for actor in visitors],
            hosts=[self._home],
            level=element_fields.visit_level(
                element_fields.optional_text(row, "description")
            ),
        )
        for actor in (person, origin):
            self.found.add(actor)

    def trip(self, row: Element, source: str, ledger: Ledger) -> None:
        """Take a journey of a president or a secretary of state.

        Raises:
            DiplomacyEventsError: if it is faulty.
        """
        id, remarks = (
            f"trip-{element_fields.row_number(row)}",
            element_fields.optional_text(row, "remarks"),
        )
        name, nation = (
            element_fields.required_text(row, "name"),
            element_fields.required_text(row, "country"),
        )
        place = ", ".join(
            [*filter(None, [element_fields.optional_text(row, "locale")]), nation]
        )
        role = Role(title=element_fields.traveller_office(row, remarks), of=self._home)
        traveller = to_slug(row.attributes.get("who") or name)
        reason = element_fields.why_left_out(row.ids.get("country", ""), remarks)
        if reason is not None:
            ledger.leave(reason, row.line)
            return
        when = element_fields.visit_days(row)
        first = self._trips.setdefault((traveller, when.edtf, place), id)
        if first in self.found.records and first != id:
            self.found.support(first, row.span.of(source), _coding_of_row(row))
            ledger.merge(element_fields.AGAIN, row.line, first)
            return
        host = country(row.ids.get("country", ""), nation, self._in_use)
        self._add(
            row,
            source,
            ledger,
            id=id,
            gist=f"{name} visits {host.name}",
            visitors=[traveller],
            hosts=[host.id],
            place=place,
            level=element_fields.visit_level(remarks),
        )
        self.found.add(host)
        self._travels(Person(id=traveller, name=name, roles=(role,)))

    def _add(
        self, row: Element, source: str, ledger: Ledger, *, id: str, **fields: Any
    ) -> None:
        if id in self.found.records:
            refuse("<id>", "must not occur in an earlier row", id, field="id")
        self.found.records[id] = StateVisit(
            id=id,
            when=element_fields.visit_days(row),
            status=EventStatus.OCCURRED,
            evidence=[row.span.of(source)],
            codings=[_coding_of_row(row)],
            **fields,
        )
        ledger.take("visits", row.line, id)

    def _travels(self, person: Person) -> None:
        """Add a traveller, or the new office of one known from other trips."""
        known = self.found.actors.setdefault(person.id, person)
        if isinstance(known, Person) and not set(person.roles) <= set(known.roles):
            roles = (*known.roles, *person.roles)
            self.found.actors[person.id] = attrs.evolve(known, roles=roles)


def _coding_of_row(row: Element) -> Coding:
    number = element_fields.row_number(row)
    return Coding(coder=PUBLISHER, how=CodingMethod.COMPILED, row=number)


LISTS: dict[str, tuple[str, Taker]] = {
    "visits": ("visit", _Reader.visit),
    "trips": ("trip", _Reader.trip),
}


def read(
    tables: Sequence[Table], *, on_error: OnError = "raise", actors: Given = None
) -> Import:
    """Return the records of the lists.

    Args:
        tables: the files of the lists.
        on_error: what to do about faulty rows.
        actors: the user's own actors; a state among them is used for its code.

    Raises:
        FormatError: if a file is not one of the lists, or rows are faulty and not
            collected.
        OSError: if a file cannot be read.
    """
    reader = _Reader(StatesInUse(actors))
    for table in tables:
        reader.read(table)
    return reader.found.imported(
        on_error, tables[0].place, title=TITLE, licence=LICENCE
    )


def recognises(_: str, head: bytes) -> bool:
    """Return whether a file begins as the lists do."""
    return HEAD.search(head) is not None


IMPORTER = Importer(
    name="historian",
    title="Office of the Historian: visits to the United States, trips of its leaders",
    licence=LICENCE,
    recognises=recognises,
    read=read,
)
