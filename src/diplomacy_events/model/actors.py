"""Actors: persons, states, organizations, groups and parties."""

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
    """The fields that all kinds of actors share.

    Attributes:
        id: a slug, unique in the dataset.
        name: the name to show.
        aliases: other names in the sources, including metonyms: Beijing, the Kremlin.
        wikidata: its item in Wikidata, such as ``Q159``, if that is certain.
        anonymous: whether the sources do not name it, as in "two officials".
    """

    def __init__(self, **_: object) -> None:
        """Refuse to make an actor without a kind.

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
        of: id of the state or organization that the office belongs to.
        when: the period of the office, if the sources give one, as for former, acting
            and elect officials.
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
        roles: the person's offices, as far as the sources name them.

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
        code: its ISO 3166-1 alpha-3 code, such as ``RUS``. Only the form is checked,
            not whether the code is assigned.
    """

    code: str | None = attrs.field(
        default=None, validator=iso_3166_1_alpha_3, metadata=field_metadata("ISO code")
    )


@attrs.frozen(kw_only=True, repr=False, field_transformer=name_fields_in_errors)
class Organization(Actor):
    """A body that acts as one: a ministry, a news agency, a company.

    Attributes:
        state: id of the state that it belongs to, if it is a body of a state.
        members: ids of its members, such as the states of an alliance, as far as the
            sources name them.
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
    """Several actors that are mentioned together: "Western officials".

    Attributes:
        members: ids of its known members, if any are named.
    """

    members: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=slugs, metadata=MEMBERS
    )


@attrs.frozen(kw_only=True, repr=False, field_transformer=name_fields_in_errors)
class Party(Actor):
    """An actor that may be a person or a body; the source does not say which.

    A third of the names in machine-coded tables are of this kind.

    Attributes:
        state: id of the state that it belongs to, if that is known.
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
