"""The records of a sheet: their written values, and those that follow from them."""

from collections.abc import Collection, Mapping
from typing import Any

from diplomacy_events.coding.sheet.forms import key_of
from diplomacy_events.coding.sheet.node_faults import FAULTY
from diplomacy_events.coding.sheet.nodes import Node, UndatedError, WrongValueError
from diplomacy_events.coding.sheet.places import Span, spans_of
from diplomacy_events.coding.sheet.quoting import Quoted, Quotes, manner_of
from diplomacy_events.coding.sheet.sections import Section
from diplomacy_events.coding.sheet.times import by_day
from diplomacy_events.coding.sheet.values import Values
from diplomacy_events.model.description import Field, fields
from diplomacy_events.model.period import Period
from diplomacy_events.model.record_kinds import Record
from diplomacy_events.model.sources import Evidence
from diplomacy_events.vocabulary import EventStatus

__all__ = [
    "BASIS",
    "EVIDENCE",
    "MANNER",
    "QUOTES",
    "WHEN",
    "RecordReader",
    "derived_evidence",
    "derived_period",
]

BASIS, EVIDENCE, MANNER, QUOTES, WHEN = "basis", "evidence", "manner", "quotes", "when"
NO_SOURCE = "no source has this text"
DERIVED = (EVIDENCE, MANNER, WHEN)


def derived_evidence(
    quoted: Collection[Quoted], basis: Collection[Record], values: Values
) -> tuple[Evidence, ...]:
    """Return the evidence of a record without ``at``: its quotes, or else its basis."""
    sentences = [values.places.sentence(one.span) for one in quoted]
    found = [values.evidence(one) for one in sentences] or [
        anchor for record in basis for anchor in record.evidence
    ]
    return tuple(dict.fromkeys(found))


def derived_period(
    cls: type, made: Mapping[str, object], basis: Collection[Record], values: Values
) -> Period:
    """Return the time of a record that does not give one.

    Raises:
        WrongValueError: if it does not follow from other values.
    """
    if BASIS not in {field.name for field in fields(cls)}:
        if values.published is None:
            problem = "missing: neither this nor the day of publication is given"
            raise UndatedError(problem)
        return by_day(values.published)
    if not basis:
        raise WrongValueError(
            "missing: it can only follow from a basis, and there is no basis; if the "
            "source does not say when, write '/'"
        )
    periods = {(one.when.edtf, one.when.phrase, one.when.anchor) for one in basis}
    for one in fields(cls):
        if one.holds is EventStatus:
            return _of_event(made.get(one.name), [record.when for record in basis])
    if len(periods) > 1:
        raise WrongValueError(
            "missing, and the statements in its basis disagree about it"
        )
    return next(iter(basis)).when


def _of_event(status: object, said: list[Period]) -> Period:
    """Return the time of an event from the times of statements about it."""
    days = [one.latest for one in said if one.latest is not None]
    if status is not EventStatus.OCCURRED or not days:
        raise WrongValueError(
            "missing: the statements in its basis say when they were made, not when "
            "the event is to be; if the source does not say when, write '/'"
        )
    return by_day(min(days))


class RecordReader:
    """Reads records, beginning with those that others are based on."""

    def __init__(
        self, values: Values, quotes: Quotes, sections: Collection[Section]
    ) -> None:
        self._values, self._quotes = values, quotes
        self._sections = {section.id: section for section in sections}
        self._made: dict[str, Any] = {}

    def all(self) -> list[Any]:
        """Return the records in order, with `FAULTY` for wrong ones."""
        return [self._record(id) for id in self._sections]

    def _record(self, id: str) -> Any:
        if id not in self._made:
            # A record based on itself, or that could not be read, is faulty too.
            self._made[id] = FAULTY
            if id in self._sections:
                self._made[id] = self._read(self._sections[id])
        return self._made[id]

    def _read(self, section: Section) -> Any:
        values, cls = self._values, section.kind.cls  # type: ignore[union-attr]  # it has one
        described = {
            key_of(field): field for field in fields(cls) if field.name != "id"
        }
        values.holder = section.id
        found = values.keys(section.node, described)
        if found is None:
            return FAULTY
        id = section.node._replace(value=section.id)
        made: dict[str, Any] = {"id": values.value(fields(cls)[0], id)}
        quoted: list[Quoted] = []
        values.near = ()
        # Phrases are read in the sentences of the evidence.
        last = sorted(described.items(), key=lambda one: one[1].holds is Period)
        for key, field in last:
            if key not in found:
                continue
            if field.name == QUOTES:
                at = made.get(EVIDENCE, ())
                spans = [] if at is FAULTY else spans_of(at)
                quoted = self._quoted(found[key], spans)
                made[QUOTES] = self._kept(field, quoted, found[key])
                known = [one for one in quoted if one is not FAULTY]
                values.near = values.near or [one.span for one in known]
            else:
                made[field.name] = values.value(field, found[key])
            if field.name == EVIDENCE and made[EVIDENCE] is not FAULTY:
                values.near = spans_of(made[EVIDENCE])
        if not section.sure or values.unclear(section.node, described):
            # What is missing, or seems to be wrong, may follow from that.
            return FAULTY
        self._follow(section, made, quoted)
        if self._lacks(section, described, made) or FAULTY in made.values():
            return FAULTY
        return values.built(cls, made, section.node)

    def _lacks(
        self, section: Section, described: Mapping[str, Field], made: Mapping[str, Any]
    ) -> bool:
        """Return whether keys are missing, and report them."""
        missing = [
            key
            for key, field in described.items()
            if field.required and field.name not in made
        ]
        for key in missing:
            path = (*section.node.path, key)
            self._values.wrong(section.node._replace(path=path), "missing")
        return bool(missing)

    def _kept(self, field: Field, quoted: list[Any], node: Node) -> Any:
        """Return the quotes in the form of their field."""
        if FAULTY in quoted:
            return FAULTY
        words = [Node(one.words, node.path, node.line) for one in quoted]
        return self._values.value(field, node._replace(value=words))

    def _quoted(self, node: Node, within: list[Span]) -> list[Any]:
        items = node.value if isinstance(node.value, list) else [node]
        found: list[Any] = []
        for item in items:
            if not isinstance(item.value, str):
                found.append(
                    self._values.wrong(item, "expected the words of a quotation")
                )
                continue
            try:
                found.append(self._quotes.read(item.value, within))
            except WrongValueError as error:
                found.append(self._values.wrong(item, error))
        return found

    def _follow(
        self, section: Section, made: dict[str, Any], quoted: list[Any]
    ) -> None:
        """Add the values that follow from the others."""
        cls, values = section.kind.cls, self._values  # type: ignore[union-attr]  # it has one
        wanted = [
            field.name
            for field in fields(cls)
            if field.name in DERIVED and field.name not in made
        ]
        basis = made.get(BASIS, ())
        if not wanted:
            return
        unsure = basis is FAULTY or FAULTY in quoted
        rests = [] if unsure else [self._record(id) for id in basis]
        values.holder = section.id
        if unsure or FAULTY in rests:
            # A consequence of a fault is not reported as another fault.
            made |= dict.fromkeys(wanted, FAULTY)
            return
        if MANNER in wanted:
            made[MANNER] = manner_of(quoted)
        if EVIDENCE in wanted and quoted and not values.source:
            made[EVIDENCE] = values.wrong(section.node, NO_SOURCE)
        elif EVIDENCE in wanted and (found := derived_evidence(quoted, rests, values)):
            made[EVIDENCE] = found
        if WHEN in wanted:
            self._follow_when(section, made, rests)

    def _follow_when(
        self, section: Section, made: dict[str, Any], rests: list[Any]
    ) -> None:
        cls = section.kind.cls  # type: ignore[union-attr]  # it has one
        try:
            made[WHEN] = derived_period(cls, made, rests, self._values)
        except WrongValueError as error:
            made[WHEN] = FAULTY
            node = section.node
            self._values.wrong(node._replace(path=(*node.path, WHEN)), error)
