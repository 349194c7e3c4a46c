"""The datasets that the pages of a Sphinx project cite from."""

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from sphinx.environment import BuildEnvironment

from diplomacy_events.dataset import Dataset
from diplomacy_events.datasets import load_article
from diplomacy_events.errors import DiplomacyEventsError
from diplomacy_events.formats import read
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.records import Record
from diplomacy_events.nearest import did_you_mean, nearest

__all__ = ["Held", "Opened", "Shelf", "label", "opened", "shelf"]

BUNDLED = "article"


class Held(NamedTuple):
    """A record or an actor, and the dataset that it is of."""

    thing: Record | Actor
    dataset: Dataset


def label(thing: Record | Actor) -> str:
    """Return what a link to a record or an actor reads."""
    return thing.gist if isinstance(thing, Record) else thing.name


class Shelf:
    """What can be cited: the records and the actors of several datasets.

    Args:
        datasets: the datasets by what they are called. Where several have an id, the
            first one's is cited.

    Attributes:
        datasets: the datasets.
    """

    def __init__(self, datasets: Mapping[str, Dataset]) -> None:
        self.datasets = datasets
        self._held: dict[str, Held] = {}
        for dataset in datasets.values():
            for thing in (*dataset.records, *dataset.actors):
                self._held.setdefault(thing.id, Held(thing, dataset))

    def find(self, id: str) -> Held | None:
        """Return what has an id, or nothing."""
        return self._held.get(id)

    def clashes(self, dataset: Dataset) -> list[str]:
        """Return the ids of a dataset that mean something else on the shelf."""
        things = (*dataset.records, *dataset.actors)
        return [
            thing.id
            for thing in things
            if (held := self.find(thing.id)) and held.thing != thing
        ]

    def suggestion(self, id: str, kinds: tuple[type, ...]) -> str:
        """Return the end of a message on an unknown id: the nearest of some classes."""
        known = [key for key, held in self._held.items() if type(held.thing) in kinds]
        return did_you_mean(nearest(id, known))


class Opened(NamedTuple):
    """The shelf of a project, and what is wrong with its files.

    Attributes:
        shelf: what can be cited.
        unreadable: a message for each file that holds no dataset.
        clashes: each id that means different things, with the dataset it is in.
    """

    shelf: Shelf
    unreadable: tuple[str, ...]
    clashes: tuple[tuple[str, str], ...]


def shelf(env: BuildEnvironment) -> Shelf:
    """Return what the page that is being read can cite.

    The page is read again when one of the files changes.
    """
    for path in _paths(env).values():
        for file in _files(path):
            env.note_dependency(os.fspath(file))
    return opened(env).shelf


def opened(env: BuildEnvironment) -> Opened:
    """Return the shelf of a project, as its files are now."""
    paths = _paths(env)
    states = tuple(_state(file) for path in paths.values() for file in _files(path))
    return _opened(tuple(paths.items()), states)


def _paths(env: BuildEnvironment) -> dict[str, Path]:
    """Return what the configuration names; paths count from the source directory."""
    names = env.config.diplomacy_events_datasets
    return {str(name): Path(env.srcdir, name) for name in names}


def _files(path: Path) -> list[Path]:
    """Return the files of a dataset, which in some formats is a folder."""
    return [path, *sorted(path.iterdir())] if path.is_dir() else [path]


def _state(file: Path) -> tuple[int, int]:
    try:
        stat = file.stat()
    except OSError:
        return (0, 0)
    return stat.st_mtime_ns, stat.st_size


@lru_cache(maxsize=1)
def _opened(
    paths: tuple[tuple[str, Path], ...], _: tuple[tuple[int, int], ...]
) -> Opened:
    """Read the files, once for each state that they are in."""
    on_shelf = Shelf({BUNDLED: load_article()})
    unreadable, clashes = [], []
    for name, path in paths:
        try:
            dataset = read(path)
        except (DiplomacyEventsError, OSError) as error:
            unreadable.append(str(error))
        else:
            clashes += [(id, name) for id in on_shelf.clashes(dataset)]
            on_shelf = Shelf({**on_shelf.datasets, name: dataset})
    return Opened(on_shelf, tuple(unreadable), tuple(clashes))
