"""The values of fields, written for a sheet in the shortest way."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import attrs

from diplomacy_events.coding.passages import storable
from diplomacy_events.coding.sheet.actor_lines import TYPE, own_fields, read_actor
from diplomacy_events.coding.sheet.forms import (
    format_value,
    key_of,
    keyed_fields,
    only_required,
)
from diplomacy_events.coding.sheet.known import Known
from diplomacy_events.coding.sheet.nodes import Node, WrongValueError
from diplomacy_events.coding.sheet.places import Places, Span, spans_of
from diplomacy_events.coding.sheet.quoting import Quoted, Quotes
from diplomacy_events.coding.sheet.record_reader import derived_period
from diplomacy_events.coding.sheet.times import write_period
from diplomacy_events.coding.sheet.values import Values
from diplomacy_events.coding.sheet.wording import quote_words, span_words
from diplomacy_events.dataset import Dataset
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.description import Field, fields
from diplomacy_events.model.period import Period
from diplomacy_events.model.record_kinds import Record
from diplomacy_events.model.source_text import SourceText
from diplomacy_events.model.sources import Evidence, sha256_of

__all__ = ["Speller", "is_default"]


def is_default(field: Field, thing: object) -> bool:
    """Return whether a field is left out because it has its default."""
    return bool(getattr(thing, field.name) == field.default)


class Speller:
    """Writes the values of a dataset for a sheet.

    A short form is used if it reads back as the same value.

    Attributes:
        values: reads the written values back.
    """

    def __init__(self, dataset: Dataset, text: SourceText) -> None:
        known = Known((), ())
        # What is read back refers to actors alone.
        for actor in dataset.actors:
            known.classes[actor.id] = type(actor)
        self._places = Places(text)
        self._quotes = Quotes(self._places)
        self.values = Values(self._places, known, [])
        digest = text.source.sha256
        self.values.texts = {one.id: one.sha256 == digest for one in dataset.sources}

    def value(self, field: Field, value: Any) -> Any:
        """Return the written form of a field's value.

        Raises:
            WrongValueError: if it cannot be written.
        """
        if not field.many:
            return self._one(field, value)
        if field.composite and (kind := keyed_fields(field.holds)) is not None:
            answers = [self._answer(kind, one) for one in value]
            if len({key for key, _ in answers}) == len(answers):
                return dict(answers)
            return [self._keys(one) for one in value]
        items = [self._one(field, one) for one in value]
        if all(isinstance(one, str) for one in items):
            if not (field.words or field.composite):
                return ", ".join(items)
            if len(items) == 1:
                return items[0]
        return items

    def _one(self, field: Field, value: object) -> Any:
        if isinstance(value, Evidence):
            return self._anchor(value)
        if isinstance(value, Period):
            return self._period(value)
        if field.composite:
            return self._composite(field, value)
        return format_value(value)

    def _anchor(self, anchor: Evidence) -> object:
        own = anchor.source == self.values.source
        if anchor.start is None or anchor.end is None:
            return {"source": anchor.source}
        span = Span(anchor.start, anchor.end)
        words = self._places.text[span.start : span.end]
        if not self.values.texts[anchor.source] or sha256_of(words) != anchor.sha256:
            place = f"{anchor.source!r} at {span.start}:{span.end}"
            raise WrongValueError(f"the words of {place} are not in the text")
        written = span_words(span, self._places)
        return written if own else {"source": anchor.source, "at": written}

    def _period(self, period: Period) -> object:
        written = write_period(
            period, self._places, self.values.published, self.values.near
        )
        if written is not None:
            return written
        phrase = period.phrase
        if phrase is not None and self._places.first_part(phrase) is None:
            raise self._places.missing(phrase)
        return self._keys(period)

    def _composite(self, field: Field, value: Any) -> Any:
        only = only_required(type(value))
        if only is None:
            return self._keys(value)
        written = str(getattr(value, only.name))
        if getattr(value, "of", None) is not None:
            written = f"{written} of {value.of}"
        one = field._replace(many=False, rules=(), convert=lambda made: made)
        same = self._reads(partial(self.values.value, one, Node(written)), value)
        return written if same else self._keys(value)

    def _keys(self, thing: object, without: Sequence[str] = ()) -> dict[str, object]:
        return {
            key_of(field): self.value(field, getattr(thing, field.name))
            for field in fields(type(thing))
            if field.name not in without and not is_default(field, thing)
        }

    def _answer(
        self, kind: tuple[Field, Field, Field], thing: object
    ) -> tuple[str, object]:
        choice, by, to = kind
        actors = self.value(by, getattr(thing, by.name))
        key = f"{getattr(thing, choice.name).value} by {actors}"
        rest = self._keys(thing, (choice.name, by.name))
        return key, rest[to.name] if rest.keys() == {to.name} else rest

    def _reads(self, read: Callable[[], object], value: object) -> bool:
        """Return whether something reads back as exactly the same value."""
        try:
            return bool(read() == value)
        except WrongValueError:
            return False

    def actor(self, actor: Actor) -> object:
        """Return the written form of an actor."""
        for form in self._short(actor):
            if self._reads(
                partial(read_actor, self.values, actor.id, Node(form)), actor
            ):
                return form
        return {TYPE: type(actor).__name__, **self._keys(actor, ("id",))}

    def _short(self, actor: Actor) -> list[str]:
        heads = [type(actor).__name__]
        for field in own_fields(type(actor)):
            if is_default(field, actor):
                continue
            text = self.value(field, getattr(actor, field.name))
            if field.composite:
                items = text if isinstance(text, list) else [text]
                heads += [f"{heads[0]}, {', '.join(map(str, items))}"]
            else:
                heads += [f"{heads[0]} {'of ' * bool(field.refers_to)}{text}"]
        names = "; ".join([actor.name, *actor.aliases])
        return [heads[-1], f"{heads[-1]}; {names}"]

    def quotes(
        self,
        quotes: Sequence[str],
        evidence: Sequence[Evidence],
        within: Sequence[Span],
    ) -> list[tuple[str, Quoted]]:
        """Return the written form of each quote, and the words it reads back as.

        Raises:
            WrongValueError: if a quote is not in the text.
        """
        found = []
        anchored = spans_of(evidence)
        for words in quotes:
            places = self._quotes.places_of(words)
            places = [one for one in places if self._says(one, words)]
            if not places:
                raise self._places.missing(words)
            near = [one for one in places if any(at.holds(one) for at in anchored)]
            place = (near or places)[0]
            written = quote_words(place, self._quotes, self._places, within)
            found.append((written, self._quotes.read(written, within)))
        return found

    def _says(self, span: Span, words: str) -> bool:
        return storable(self._places.text[span.start : span.end]) == words

    def same_period(self, record: Record, basis: Sequence[Record]) -> bool:
        """Return whether the time follows from the other values."""
        cls = type(record)
        values = {field.name: getattr(record, field.name) for field in fields(cls)}
        try:
            found = derived_period(cls, values, basis, self.values)
        except WrongValueError:
            return False
        return attrs.astuple(found) == attrs.astuple(record.when)
