"""Reading the values after the keys of a sheet as values of fields."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from diplomacy_events.coding.sheet.forms import (
    ANSWER,
    OF,
    key_of,
    keyed_fields,
    only_required,
    parse_value,
    parts_of,
    text_of,
)
from diplomacy_events.coding.sheet.known import Known
from diplomacy_events.coding.sheet.node_faults import FAULTY, NodeFaults
from diplomacy_events.coding.sheet.nodes import (
    SLUG,
    Node,
    WrongIdError,
    WrongValueError,
)
from diplomacy_events.coding.sheet.places import Places, Span
from diplomacy_events.coding.sheet.times import read_period
from diplomacy_events.coding.sheet.wrong_ids import WrongIds
from diplomacy_events.errors import (
    DiplomacyEventsError,
    Fault,
    FieldValueError,
)
from diplomacy_events.model.description import Field, fields
from diplomacy_events.model.period import Period
from diplomacy_events.model.rules import distinct, lines, one_line, rules_of, short
from diplomacy_events.model.sources import Evidence, Source, context_of, sha256_of
from diplomacy_events.phrases.now import Order

__all__ = ["Values"]

NUMBERS: dict[type, tuple[type, ...]] = {
    bool: (bool,),
    int: (int,),
    float: (float, int),
}
"""The JSON types of numbers and booleans."""
ONE_LINE = frozenset({one_line, *rules_of(lines)})
"""The rules of text whose surrounding spaces are not part of it."""


class _Answer(NamedTuple):
    """The two sides of ``denial by russia: russia-denies``, the key as text."""

    key: Node
    node: Node


class Values(NodeFaults):
    """Reads values, and gathers their faults.

    Attributes:
        places: the text.
        known: the meaning of ids.
        published: the day of publication, if it is known.
        order: the order of day and month in numeric dates, if the sheet gives it.
        source: the id of the source of anchors that do not name one.
        texts: whether each source has the text, by its id.
        near: the evidence of the record being read, as far as it has been read.
    """

    def __init__(self, places: Places, known: Known, faults: list[Fault]) -> None:
        super().__init__(faults, WrongIds(known, places))
        self.places, self.known = places, known
        self.published: date | None = places.source.source.published
        self.order: Order | None = None
        self.source = places.source.source.id
        self.texts: dict[str, bool] = {}
        self.near: Sequence[Span] = ()

    def thing(
        self, cls: type, node: Node, given: Mapping[str, object] | None = None
    ) -> Any:
        """Return the object of a class that keys describe.

        Args:
            cls: the class.
            node: the keys.
            given: values of fields that were read before.
        """
        made = dict(given or {})
        open_ = [one for one in fields(cls) if one.name not in made]
        known = [key_of(one) for one in open_]
        required = [key_of(one) for one in open_ if one.required]
        found = self.keys(node, known, missing=required)
        if found is None:
            return FAULTY
        for field in open_:
            if key_of(field) in found:
                made[field.name] = self.value(field, found[key_of(field)])
        whole = all(key in found for key in required) and FAULTY not in made.values()
        if not whole or self.unclear(node, known):
            return FAULTY
        return self.built(cls, made, node)

    def built(
        self, cls: Callable[..., Any], made: Mapping[str, object], node: Node
    ) -> Any:
        """Return the object made of values."""
        if node.line in self.damaged:
            return FAULTY
        try:
            return cls(**made)
        except FieldValueError as error:
            name = error.field.rpartition(".")[2]
            held = node.value if isinstance(node.value, dict) else {}
            place = held.get("at" if name == "evidence" else name)
            problem = f"{error.rule}; got {short(error.value)}"
            return self.wrong(place or node, problem if place else f"{name}: {problem}")
        except DiplomacyEventsError as error:
            return self.wrong(node, error)

    def value(self, field: Field, node: Node) -> Any:
        """Return the value of a field."""
        made = self._many(field, node) if field.many else self._one(field, node)
        if made is FAULTY:
            return FAULTY
        try:
            made = field.convert(made)
            for rule in field.rules:
                rule(field, field, made)
        except FieldValueError as error:
            return self.wrong(node, f"{error.rule}; got {short(error.value)}")
        return made

    def _many(self, field: Field, node: Node) -> object:
        made: list[object] = []
        items = self._items(field, node)
        for item in items:
            if isinstance(item.value, list):
                self.wrong(item, "expected one value, got a list")
                made.append(FAULTY)
            else:
                made.append(self._one(field, item))
        if FAULTY in made:
            return FAULTY
        if distinct in field.rules:
            repeated = _first_repeated(items, made)
            if repeated is not None:
                text = isinstance(repeated.value, str)
                told = repeated.got if text else "this"
                return self.wrong(repeated, f"{told} is repeated; write it once")
        return tuple(made)

    def _items(self, field: Field, node: Node) -> list[Node]:
        value = node.value
        if isinstance(value, list):
            return list(value)
        if isinstance(value, str) and not (field.words or field.composite):
            return [node._replace(value=one) for one in parts_of(value)]
        if isinstance(value, dict) and field.composite and keyed_fields(field.holds):
            names = [one.name for one in fields(field.holds)]
            if not value.keys() & set(names):
                return [
                    one._replace(value=_Answer(one._replace(value=key), one))
                    for key, one in value.items()
                ]
        return [node]

    def _one(self, field: Field, node: Node) -> Any:
        try:
            if field.holds is Evidence:
                return self.anchor(node)
            if field.holds is Period and not isinstance(node.value, dict):
                written = text_of(node)
                return read_period(
                    written, self.places, self.published, self.order, self.near
                )
            if field.composite:
                return self._composite(field.holds, node)
            return self._plain(field, node)
        except WrongValueError as error:
            return self.wrong(node, error)

    def _composite(self, cls: type, node: Node) -> Any:
        if isinstance(node.value, _Answer):
            return self._answer(cls, *node.value)
        if isinstance(node.value, dict):
            made = self.thing(cls, node)
            phrase = made.phrase if isinstance(made, Period) else None
            # A phrase of other programs may be part of a word. Here, nobody reads it.
            if phrase is not None and self.places.first_part(phrase) is None:
                raise self.places.missing(phrase)
            return made
        only = only_required(cls)
        if only is None:
            return self.thing(cls, node)
        written, made = text_of(node), {}
        # Only roles have a short form in words.
        of = next(one for one in fields(cls) if one.name == "of")
        before, word, after = written.rpartition(OF)
        if word and re.fullmatch("[a-z0-9-]+|[A-Z]{3}", after):
            made["of"] = self._role_of(of, node, after, only.name)
            written = before
        made[only.name] = self.value(only, node._replace(value=written))
        if FAULTY in made.values():
            return FAULTY
        return self.built(cls, made, node)

    def _role_of(self, of: Field, node: Node, id: str, title: str) -> Any:
        try:
            return self.known.refer(id, of)
        except WrongIdError as error:
            way = f"write '{title}: …' as a key of its own, below a '-'"
            error.way = f" (if 'of {id}' is part of the {title}, {way})"
            return self.wrong(node, error)

    def _answer(self, cls: type, key: Node, node: Node) -> Any:
        """Return the value of ``denial by russia: russia-denies``."""
        choice, by, to = keyed_fields(cls)  # type: ignore[misc]  # whoever calls has asked
        match = ANSWER.fullmatch(key.value)
        if match is None:
            way = f"'{choice.name} by {by.name}' as key, such as "
            example = f"{next(iter(choice.holds)).value} by some-actor"
            return self.wrong(node, f"expected {way}{example!r}, got {key.value!r}")
        made = {
            choice.name: self.value(choice, key._replace(value=match[1])),
            by.name: self.value(by, key._replace(value=match[2])),
        }
        if isinstance(node.value, dict):
            return self.thing(cls, node, made)
        if not node.empty:
            made[to.name] = self.value(to, node)
        return FAULTY if FAULTY in made.values() else self.built(cls, made, node)

    def _plain(self, field: Field, node: Node) -> Any:
        if field.holds in NUMBERS and type(node.value) in NUMBERS[field.holds]:
            return field.holds(node.value)
        written = text_of(node)
        if not field.words or not ONE_LINE.isdisjoint(field.rules):
            written = written.strip()
        if field.refers_to:
            id = self.known.refer(written, field)
            # An id in a wrong form has been reported where it is declared.
            return id if SLUG.fullmatch(id) else FAULTY
        return parse_value(field, written)

    def anchor(self, node: Node) -> Any:
        """Return the evidence for the words after ``at``."""
        source, at = self.source, node
        if isinstance(node.value, dict):
            found = self.keys(node, ("source", "at"), missing=("source",))
            if found is None or "source" not in found:
                return FAULTY
            source = text_of(found["source"]).strip()
            if source not in self.texts:
                if source in self.known.lost:
                    return FAULTY
                problem = f"{source!r} is not the id of a source"
                wrong = WrongIdError(problem, id=source, fit=(Source.__name__,))
                return self.wrong(found["source"], wrong)
            self.known.used.add(source)
            if "at" not in found:
                return Evidence(source=source)
            at = found["at"]
        if not self.texts.get(source):
            what = repr(source) if source else "no source"
            has = "does not have" if source else "has"
            return self.wrong(at, f"{what} {has} this text")
        try:
            return self.evidence(self.places.span(text_of(at)), source)
        except WrongValueError as error:
            return self.wrong(at, error)

    def evidence(self, span: Span, source: str | None = None) -> Evidence:
        """Return the anchor of a span of the text."""
        words = self.places.text[span.start : span.end]
        return Evidence(
            source=source or self.source,
            start=span.start,
            end=span.end,
            sha256=sha256_of(words),
            context=context_of(self.places.text, span.start, span.end),
        )


def _first_repeated(items: Iterable[Node], made: Iterable[object]) -> Node | None:
    """Return the first item whose value an earlier one has, if there is one."""
    known: set[object] = set()
    for item, one in zip(items, made, strict=True):
        if one in known:
            return item
        known.add(one)
    return None
