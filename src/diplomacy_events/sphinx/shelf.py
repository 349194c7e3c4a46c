"""The datasets that the pages of a Sphinx project cite from."""

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from sphinx.environment import BuildEnvironment

from diplomacy_events import datasets as bundled
from diplomacy_events.dataset import Dataset
from diplomacy_events.datasets import ARTICLE, load_article
from diplomacy_events.errors import (
    AmbiguousNameError,
    DiplomacyEventsError,
    UnknownNameError,
)
from diplomacy_events.formats import read
from diplomacy_events.model.actors import ACTOR_TYPES, Actor
from diplomacy_events.model.record_kinds import Record
from diplomacy_events.model.sources import Source
from diplomacy_events.nearest import did_you_mean, nearest
from diplomacy_events.views.cards import title_of

__all__ = [
    "Found",
    "Opened",
    "Shelf",
    "Thing",
    "label",
    "note_shelf",
    "open_shelf",
    "shelf",
]

ARTICLE_NAME = "article"
BUNDLED = Path(bundled.__file__).with_name(ARTICLE)


Thing = Record | Actor | Source
"""What can be cited."""


class Found(NamedTuple):
    """A thing that can be cited, and the dataset it belongs to."""

    thing: Thing
    dataset: Dataset


def label(thing: Thing) -> str:
    """Return the text of a link to a record, an actor or a source."""
    if isinstance(thing, Source):
        return title_of(thing)
    return thing.gist if isinstance(thing, Record) else thing.name


class Shelf:
    """What can be cited: the records, actors and sources of several datasets.

    Args:
        datasets: the datasets by name. If several have the same id, the first one's
            is cited.

    Attributes:
        datasets: the datasets.
    """

    def __init__(self, datasets: Mapping[str, Dataset]) -> None:
        self.datasets = datasets
        self._things: dict[str, Found] = {}
        for dataset in datasets.values():
            for thing in (*dataset.records, *dataset.actors, *dataset.sources):
                self._things.setdefault(thing.id, Found(thing, dataset))

    def find(self, id: str) -> Found | None:
        """Return the thing with an id, or nothing."""
        return self._things.get(id)

    def clashes(self, dataset: Dataset) -> list[str]:
        """Return the ids of a dataset that mean something else on the shelf."""
        things = (*dataset.records, *dataset.actors, *dataset.sources)
        return [
            thing.id
            for thing in things
            if (found := self.find(thing.id)) and found.thing != thing
        ]

    def actor(self, name: str) -> Found | str:
        """Return the actor with an id, a name or an alias, or what is wrong.

        The first dataset that knows the name decides.
        """
        problems = []
        for dataset in self.datasets.values():
            try:
                return Found(dataset.actor(name), dataset)
            except AmbiguousNameError as error:
                return str(error)
            except UnknownNameError as error:
                problems.append(error)
        # An error with a suggestion is the most helpful.
        return str(max(problems, key=lambda problem: len(problem.suggestions)))

    def unknown(self, id: str, kinds: tuple[type, ...]) -> str:
        """Return what is wrong with an id that is unknown in some classes.

        For actors, the id may also be a name.
        """
        if kinds == ACTOR_TYPES:
            return str(self.actor(id))
        all_found = self._things.items()
        known = [key for key, found in all_found if type(found.thing) in kinds]
        return f"nothing has the id {id!r}{did_you_mean(nearest(id, known))}"


class Opened(NamedTuple):
    """The shelf of a project, and what is wrong with its files.

    Attributes:
        shelf: the datasets to cite from: the project's own, followed by the bundled
            article unless it is one of them.
        asked: the datasets to search if a page does not name one: the project's own,
            or the article if there are none.
        unreadable: a message for each file that is not a dataset.
        clashes: each id with more than one meaning, and the dataset it is in.
    """

    shelf: Shelf
    asked: tuple[str, ...]
    unreadable: tuple[str, ...]
    clashes: tuple[tuple[str, str], ...]


def shelf(env: BuildEnvironment) -> Shelf:
    """Return what the page being read can cite."""
    return note_shelf(env).shelf


def note_shelf(env: BuildEnvironment) -> Opened:
    """Return the shelf, and have the page read again when its files change."""
    for path in (BUNDLED, *_paths(env).values()):
        for file in _files(path):
            env.note_dependency(os.fspath(file))
    return open_shelf(env)


def open_shelf(env: BuildEnvironment) -> Opened:
    """Return the shelf of a project, with its files as they are now."""
    paths = _paths(env)
    states = tuple(_state(file) for path in paths.values() for file in _files(path))
    return _read_files(tuple(paths.items()), states)


def _paths(env: BuildEnvironment) -> dict[str, Path]:
    """Return the configured datasets; paths are relative to the source directory."""
    given = env.config.diplomacy_events_datasets
    names = [given] if isinstance(given, str) else given
    return {
        str(name): BUNDLED if name == ARTICLE_NAME else Path(env.srcdir, str(name))
        for name in names
    }


def _files(path: Path) -> list[Path]:
    """Return the files of a dataset, which is a folder in some formats."""
    return sorted(path.iterdir()) if path.is_dir() else [path]


def _state(file: Path) -> tuple[str, int, int]:
    try:
        stat = file.stat()
    except OSError:
        return file.name, 0, 0
    return file.name, stat.st_mtime_ns, stat.st_size


@lru_cache(maxsize=1)
def _read_files(
    paths: tuple[tuple[str, Path], ...], _: tuple[tuple[str, int, int], ...]
) -> Opened:
    """Read the files, once for each state of them."""
    datasets: dict[str, Dataset] = {}
    unreadable, clashes = [], []
    for name, path in paths:
        try:
            dataset = load_article() if path == BUNDLED else read(path)
        except (DiplomacyEventsError, OSError) as error:
            unreadable.append(str(error))
        else:
            clashes += [(id, name) for id in Shelf(datasets).clashes(dataset)]
            datasets[name] = dataset
    asked = tuple(datasets) or (ARTICLE_NAME,)
    # The article is always available, but the project's own data take precedence.
    whole = Shelf({**datasets, ARTICLE_NAME: load_article()})
    return Opened(whole, asked, tuple(unreadable), tuple(clashes))
