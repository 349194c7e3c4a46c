"""Data that comes with the package: ready to load, offline."""

from functools import cache

from diplomacy_events.dataset import Dataset
from diplomacy_events.datasets.world import StateFacts, state, state_facts, states
from diplomacy_events.formats import loads

__all__ = ["StateFacts", "load_article", "state", "state_facts", "states"]

ARTICLE = "moscow-times-2023-03-17.json"
"""The file of the coded article, beside this module."""


@cache
def load_article() -> Dataset:
    """Return the coded article: Xi Jinping's announced state visit to Moscow.

    The Moscow Times reported it on 17 March 2023. The codebook in the documentation has
    the coding rules. The data are under CC0-1.0; the text of the article belongs to its
    publisher and is not included.

    >>> article = load_article()
    >>> print(article.visits.one().when)
    20–22 March 2023
    >>> article.allegations["us-alleges-lethal-support"].standing
    <Standing.DENIED: 'denied'>
    """
    # Slow to import, and not needed by users with their own data.
    from importlib.resources import files

    data = files("diplomacy_events.datasets").joinpath(ARTICLE)
    return loads(data.read_bytes())
