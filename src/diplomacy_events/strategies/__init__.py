"""Hypothesis strategies for every class of the model, and for whole datasets.

They need the extra ``hypothesis``.

Strategies for classes that refer to others take the ids to refer to; without them, ids
are made up. `datasets` makes whole datasets whose parts fit together.
"""

# ruff: noqa: E402  # the library comes first, since everything else needs it
from diplomacy_events.extras import import_extra

# The error says what to install, not only what is missing.
import_extra("hypothesis", extra="hypothesis")

from diplomacy_events.strategies.actors import (
    actors,
    groups,
    organizations,
    parties,
    persons,
    roles,
    states,
)
from diplomacy_events.strategies.datasets import datasets
from diplomacy_events.strategies.evidence import evidence
from diplomacy_events.strategies.faults import Planted, faulty_datasets
from diplomacy_events.strategies.predicates import predicates
from diplomacy_events.strategies.records import (
    allegations,
    invitations,
    joint_declarations,
    records,
    responses,
    state_visits,
    statements,
)
from diplomacy_events.strategies.sources import source_texts, sources
from diplomacy_events.strategies.texts import Coded, coded_texts
from diplomacy_events.strategies.time import edtf_texts, periods
from diplomacy_events.strategies.words import slugs

__all__ = [
    "Coded",
    "Planted",
    "actors",
    "allegations",
    "coded_texts",
    "datasets",
    "edtf_texts",
    "evidence",
    "faulty_datasets",
    "groups",
    "invitations",
    "joint_declarations",
    "organizations",
    "parties",
    "periods",
    "persons",
    "predicates",
    "records",
    "responses",
    "roles",
    "slugs",
    "source_texts",
    "sources",
    "state_visits",
    "statements",
    "states",
]
