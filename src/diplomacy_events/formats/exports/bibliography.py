"""What every bibliography says of a source without a title, and of the dataset."""

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
    """Return the title of a source; if it has none, its publisher and its day.

    Styles and reference managers break off, or print nothing, where a title is missing.

    >>> from datetime import date
    >>> title_of(Source(id="a", publisher="Daily")), title_of(
    ...     Source(id="a", publisher="Daily", published=date(2023, 3, 17)))
    ('Daily, undated', 'Daily, 17 March 2023')
    """
    return (
        source.title or f"{source.publisher}, {published_in_words(source) or 'undated'}"
    )


def name_of(dataset: Dataset) -> str | None:
    """Return what the dataset is cited as: its title, or else the words to cite it."""
    return dataset.title or (dataset.citation and " ".join(dataset.citation.split()))


def key_of(dataset: Dataset, name: str) -> str:
    """Return the key of a dataset of this name: its slug, which no source has as id."""
    key = to_slug(name)
    while key in dataset.sources:
        key = f"{key}-dataset"
    return key


def note_of(dataset: Dataset) -> str | None:
    """Return the words to cite a dataset, if its title does not stand for them."""
    return dataset.citation if dataset.title else None


def omitted(dataset: Dataset) -> tuple[Omission, ...]:
    """List what is neither the dataset nor a source, and what of them is not cited."""
    kept = {"title", "citation", "version"} if name_of(dataset) else ()
    return tuple(omissions(dataset, {Dataset: kept, Source: CITED}, REASON))
