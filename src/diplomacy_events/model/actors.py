"""Who acts and speaks: persons, states, organizations, groups and parties."""

from collections.abc import Sequence

import attrs

from diplomacy_events.model.converters import name_fields_in_errors, several, texts
from diplomacy_events.model.metadata import Kind, field_metadata
from diplomacy_events.model.period import Period
from diplomacy_events.model.rules import (
    distinct,
    iso_3166_1_alpha_3,
    lines,
    one_line,
    slug,
    slugs,
    wikidata_id,
)
from diplomacy_events.model.short_repr import short_repr

__all__ = [
    "ACTOR_KINDS",
    "ACTOR_TYPES",
    "Actor",
    "Group",
    "Organization",
    "Party",
    "Person",
    "Role",
    "State",
]

MEMBERS = field_metadata(
    "Members",
    refers_to=("Person", "State", "Organization", "Group", "Party"),
    one_way=True,
)


@attrs.frozen(
    kw_only=True, init=False, eq=False, field_transformer=name_fields_in_errors
)
class Actor:
    """What the kinds of actors share.

    Attributes:
        id: a slug, unique in the dataset.
        name: the name to show.
        aliases: other names it goes by in the sources, metonyms included: Beijing,
            the Kremlin.
        wikidata: its item in Wikidata, such as ``Q159``, where that is certain.
        anonymous: whether the sources leave it unnamed, as in "two officials".
    """

    def __init__(self, **_: object) -> None:
        """Refuse to make what is of no kind.

        Raises:
            TypeError: always.
        """
        raise TypeError("make a Person, State, Organization, Group or Party")

    __repr__ = short_repr

    id: str = attrs.field(validator=slug, metadata=field_metadata("Id"))
    name: str = attrs.field(validator=one_line, metadata=field_metadata("Name"))
    aliases: tuple[str, ...] = attrs.field(
        default=(),
        converter=texts,
        validator=lines,
        metadata=field_metadata("Also known as"),
    )
    wikidata: str | None = attrs.field(
        default=None, validator=wikidata_id, metadata=field_metadata("Wikidata")
    )
    anonymous: bool = attrs.field(default=False, metadata=field_metadata("Anonymous"))


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=name_fields_in_errors)
class Role:
    """An office that a person holds, as the sources name it.

    Attributes:
        title: the office, such as "President".
        of: id of the state or organization that it is an office of.
        when: the period for which it is held, if the sources tell: former, acting and
            elect are said so.
    """

    __repr__ = short_repr

    title: str = attrs.field(validator=one_line, metadata=field_metadata("Office"))
    of: str | None = attrs.field(
        default=None,
        validator=slug,
        metadata=field_metadata("Of", refers_to=("State", "Organization")),
    )
    when: Period | None = attrs.field(default=None, metadata=field_metadata("When"))


def _roles(value: Sequence[Role]) -> tuple[Role, ...]:
    return several(Role, value)


@attrs.frozen(kw_only=True, repr=False, field_transformer=name_fields_in_errors)
class Person(Actor):
    """A human being.

    Attributes:
        roles: the offices held, as far as the sources name them.

    >>> Person(id="yury-ushakov", name="Yury Ushakov", aliases=("Ushakov",)).aliases
    ('Ushakov',)
    """

    roles: tuple[Role, ...] = attrs.field(
        default=(),
        converter=_roles,
        validator=distinct,
        metadata=field_metadata("Offices"),
    )


@attrs.frozen(kw_only=True, repr=False, field_transformer=name_fields_in_errors)
class State(Actor):
    """A state.

    Attributes:
        code: its ISO 3166-1 alpha-3 code, such as ``RUS``. The form is checked, not
            whether the code is assigned.
    """

    code: str | None = attrs.field(
        default=None, validator=iso_3166_1_alpha_3, metadata=field_metadata("ISO code")
    )


@attrs.frozen(kw_only=True, repr=False, field_transformer=name_fields_in_errors)
class Organization(Actor):
    """A body that acts as one: a ministry, a news agency, a company.

    Attributes:
        state: id of the state that it is a body of, if it is one.
        members: ids of those who belong to it, such as the states of an alliance, as
            far as the sources name them.
    """

    state: str | None = attrs.field(
        default=None,
        validator=slug,
        metadata=field_metadata("Of", refers_to=("State",)),
    )
    members: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=slugs, metadata=MEMBERS
    )


@attrs.frozen(kw_only=True, repr=False, field_transformer=name_fields_in_errors)
class Group(Actor):
    """Several who are spoken of together: "Western officials".

    Attributes:
        members: ids of those who are known to belong to it, if any are named.
    """

    members: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=slugs, metadata=MEMBERS
    )


@attrs.frozen(kw_only=True, repr=False, field_transformer=name_fields_in_errors)
class Party(Actor):
    """Somebody of whom it is not told whether it is a person or a body.

    A third of the names in machine-coded tables are of this kind.

    Attributes:
        state: id of the state that it belongs to, if that is told.
    """

    state: str | None = attrs.field(
        default=None,
        validator=slug,
        metadata=field_metadata("Of", refers_to=("State",)),
    )


ACTOR_KINDS = (
    Kind(Person, "person", "persons", "Person"),
    Kind(State, "state", "states", "State"),
    Kind(Organization, "organization", "organizations", "Organization"),
    Kind(Group, "group", "groups", "Group"),
    Kind(Party, "party", "parties", "Party"),
)
"""The kinds of actors."""

ACTOR_TYPES = tuple([kind.cls for kind in ACTOR_KINDS])
