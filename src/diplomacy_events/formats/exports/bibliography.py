"""Rules of every bibliography for untitled sources and for the dataset."""

from diplomacy_events.dataset import Dataset
from diplomacy_events.formats.exports.omissions import omissions
from diplomacy_events.formats.format import Omission
from diplomacy_events.model.sources import Source
from diplomacy_events.model.wording import published_in_words
from diplomacy_events.slugs import to_slug

__all__ = ["key_of", "name_of", "note_of", "omitted", "title_of"]

CITED = frozenset(
    {"id", "publisher", "title", "url", "published", "language", "author", "accessed"}
)
REASON = "a citation has no place for it"


def title_of(source: Source) -> str:
    """Return the title of a source, or else its publisher and its day.

    Without a title, styles and reference managers stop or print nothing.

    >>> from datetime import date
    >>> title_of(Source(id="a", publisher="Daily")), title_of(
    ...     Source(id="a", publisher="Daily", published=date(2023, 3, 17)))
    ('Daily, undated', 'Daily, 17 March 2023')
    """
    return (
        source.title or f"{source.publisher}, {published_in_words(source) or 'undated'}"
    )


def name_of(dataset: Dataset) -> str | None:
    """Return the name to cite the dataset by: its title, or else its citation."""
    return dataset.title or (dataset.citation and " ".join(dataset.citation.split()))


def key_of(dataset: Dataset, name: str) -> str:
    """Return the key of a dataset of this name: its slug, if no source has that id."""
    key = to_slug(name)
    while key in dataset.sources:
        key = f"{key}-dataset"
    return key


def note_of(dataset: Dataset) -> str | None:
    """Return the citation of a dataset, unless it is used in place of a title."""
    return dataset.citation if dataset.title else None


def omitted(dataset: Dataset) -> tuple[Omission, ...]:
    """List the objects not cited, and the fields that a citation leaves out."""
    kept = {"title", "citation", "version"} if name_of(dataset) else ()
    return tuple(omissions(dataset, {Dataset: kept, Source: CITED}, REASON))
