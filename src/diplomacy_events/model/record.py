"""The fields that the four kinds of records share."""

from collections.abc import Sequence
from typing import ClassVar

import attrs

from diplomacy_events.model.actors import ACTOR_TYPES
from diplomacy_events.model.coding import (
    Coding,
    Variable,
    codings_from,
    method_of,
    variables_from,
)
from diplomacy_events.model.converters import name_fields_in_errors, several, texts
from diplomacy_events.model.metadata import OWN_CLASS, field_metadata
from diplomacy_events.model.period import Period
from diplomacy_events.model.rules import (
    Rules,
    at_least,
    distinct,
    distinct_names,
    one_line,
    refuse_field,
    slug,
    slugs,
    spoken,
)
from diplomacy_events.model.short_repr import short_repr
from diplomacy_events.model.sources import Evidence
from diplomacy_events.vocabulary import Coded

__all__ = [
    "ACTORS",
    "AT_LEAST_ONE_ID",
    "BASIS",
    "MENTIONS",
    "PLACE",
    "STATUS",
    "Record",
    "disjoint",
    "evidence_from",
    "not_itself",
]

ACTORS = tuple([cls.__name__ for cls in ACTOR_TYPES])
AT_LEAST_ONE_ID = Rules(at_least(1), slugs)
BASIS = field_metadata("Rests on", refers_to=("Statement",))
MENTIONS = field_metadata("Mentions", refers_to=ACTORS)
PLACE = field_metadata("Place")
STATUS = field_metadata("Status")


def evidence_from(value: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return a sequence of anchors as a tuple."""
    return several(Evidence, value)


def disjoint(instance: object, field: str, other: str, what: str = "actor") -> None:
    """Check that two fields have nothing in common.

    Raises:
        FieldValueError: if they have something in common.
    """
    own, others = getattr(instance, field), getattr(instance, other)
    if not set(own).isdisjoint(others):
        common = set(own).intersection(others)
        refuse_field(
            instance, field, f"must not share any {what} with {other}", sorted(common)
        )


def not_itself(record: "Record", field: str) -> None:
    """Check that a field does not name the record that has it.

    Raises:
        FieldValueError: if it does.
    """
    value = getattr(record, field)
    if record.id == value or (type(value) is tuple and record.id in value):
        refuse_field(record, field, "must not name the record itself", value)


@attrs.frozen(
    kw_only=True, init=False, eq=False, field_transformer=name_fields_in_errors
)
class Record:
    """The fields that the four kinds of records share.

    Attributes:
        id: a slug, unique in the dataset.
        when: when it happened, happens or is to happen, as far as the source says.
        gist: what it is, in one line of the coder's own words.
        topics: slugs of its topics.
        evidence: the places that it rests on, at least one.
        same_as: ids of records of the same class that report the same event or
            utterance.
        codings: who or what coded it; empty if it was coded by hand here.
        notes: the coder's notes, in free text.
        variables: what a team codes beyond the model, each name once.
    """

    kind_label: ClassVar[str]
    """The name of the class in texts for readers."""

    def __init__(self, **_: object) -> None:
        """Refuse to make a record without a kind.

        Raises:
            TypeError: always.
        """
        raise TypeError("make a Statement, StateVisit, JointDeclaration or Allegation")

    __repr__ = short_repr

    id: str = attrs.field(
        validator=slug, metadata=field_metadata("Id", coders_own=True)
    )
    when: Period = attrs.field(metadata=field_metadata("When"))
    gist: str = attrs.field(
        validator=one_line, metadata=field_metadata("Gist", coders_own=True)
    )
    topics: tuple[str, ...] = attrs.field(
        default=(),
        converter=texts,
        validator=slugs,
        metadata=field_metadata("Topics", topics=True),
    )
    evidence: tuple[Evidence, ...] = attrs.field(
        converter=evidence_from,
        validator=Rules(at_least(1), distinct),
        metadata=field_metadata("Evidence", coders_own=True),
    )
    same_as: tuple[str, ...] = attrs.field(
        default=(),
        converter=texts,
        validator=slugs,
        metadata=field_metadata("Same as", refers_to=(OWN_CLASS,), coders_own=True),
    )
    codings: tuple[Coding, ...] = attrs.field(
        default=(),
        converter=codings_from,
        validator=distinct,
        metadata=field_metadata("Codings", coders_own=True),
    )
    notes: str | None = attrs.field(
        default=None,
        validator=spoken,
        metadata=field_metadata("Notes", coders_own=True),
    )
    variables: tuple[Variable, ...] = attrs.field(
        default=(),
        converter=variables_from,
        validator=distinct_names,
        metadata=field_metadata("Variables"),
    )

    def __attrs_post_init__(self) -> None:
        """Check that it is not marked as the same as itself."""
        # Empty in most records; this runs for each record that is read.
        if self.same_as:
            not_itself(self, "same_as")

    @property
    def coded(self) -> Coded:
        """How it was coded, according to its codings; by hand if it has none."""
        return method_of(self.codings)

    def __str__(self) -> str:
        """Return a card as text, with ids: `Dataset.card` shows the names."""
        # Only those who print need it.
        from diplomacy_events.model.text_card import text_card
        from diplomacy_events.model.wording import InWords

        return text_card(self, self.kind_label, InWords())

    def _repr_html_(self) -> str:
        """Return a card for a notebook, with ids: `Dataset.card` shows the names."""
        # Only notebooks need it.
        from diplomacy_events.card import card
        from diplomacy_events.model.wording import InWords

        return card(self, self.kind_label, InWords())

    def _repr_markdown_(self) -> str:
        """Return the card as Markdown."""
        from diplomacy_events.portable import markdown

        return markdown(self._repr_html_())

    def _repr_latex_(self) -> str:
        """Return the card as LaTeX, for a PDF."""
        from diplomacy_events.portable import latex

        return latex(self._repr_html_())
