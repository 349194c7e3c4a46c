"""A dataset at a glance: what it holds, its licence, and how to cite it."""

from collections import Counter
from collections.abc import Iterator

from diplomacy_events.markup import Markup, html_table, isolate, page, tag
from diplomacy_events.model.record_kinds import RECORD_KINDS
from diplomacy_events.views.holdings import Holdings
from diplomacy_events.views.tables import sources_table

__all__ = ["overview"]

ABOUT = {"licence": "Licence", "citation": "Cite as", "version": "Version"}


def overview(dataset: Holdings, *, sources: bool = True) -> Markup:
    """Return what a dataset holds, its sources, its licence and how to cite it.

    Args:
        dataset: the dataset.
        sources: whether to list the sources.
    """
    listed = tuple(dataset.sources) if sources else ()
    title, description = dataset.title or "Untitled dataset", dataset.description
    return page(
        tag("p", tag("strong", isolate(title)), class_="title"),
        tag("p", isolate(description)) if description else None,
        html_table("Contents", ("Kind", "Count"), _counts(dataset)),
        sources_table(listed) if listed else None,
        tag("dl", *_about(dataset)),
    )


def _counts(dataset: Holdings) -> Iterator[tuple[str, str]]:
    kinds = Counter(type(record) for record in dataset.records)
    for kind in RECORD_KINDS:
        yield kind.labels, str(kinds[kind.cls])
    yield "Actors", str(sum(1 for _ in dataset.actors))
    yield "Sources", str(sum(1 for _ in dataset.sources))


def _about(dataset: Holdings) -> Iterator[Markup]:
    """Yield what the dataset says of itself, and what it leaves open."""
    for field, label in ABOUT.items():
        yield tag("dt", label)
        yield tag("dd", isolate(getattr(dataset, field) or "not stated"))
