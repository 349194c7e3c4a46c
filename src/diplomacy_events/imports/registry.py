"""All importers, found by name or by the beginning of a file."""

from collections.abc import Sequence

from diplomacy_events.errors import FormatError
from diplomacy_events.imports.importer import Importer
from diplomacy_events.imports.tables import Table
from diplomacy_events.model.rules import short
from diplomacy_events.nearest import unknown_name_error
from diplomacy_events.plug_ins import PlugIns, warn

__all__ = ["importer_of", "importer_of_name", "importers"]

# Each built-in importer, and its module.
BUILT_IN = {
    "historian": "historian.historian",
    "gdelt": "gdelt.gdelt",
    "icews": "named.icews",
    "polecat": "named.polecat",
    "plover": "named.plover",
    "label-studio": "annotations.label_studio",
    "brat": "annotations.brat",
}
PLUG_INS = PlugIns("diplomacy_events.importers", "importer", Importer, BUILT_IN)


def importers() -> tuple[Importer, ...]:
    """Return all importers, including those of plug-ins.

    A plug-in that cannot be loaded is left out with a warning.

    >>> [importer.name for importer in importers()]
    ['historian', 'gdelt', 'icews', 'polecat', 'plover', 'label-studio', 'brat']
    """
    return (*map(_built_in, BUILT_IN), *PLUG_INS.all())


def importer_of_name(name: str) -> Importer:
    """Return the importer with a name.

    Raises:
        UnknownNameError: if there is none; it suggests the nearest names.
        FormatError: if it belongs to a plug-in that cannot be loaded.
    """
    if name in list(BUILT_IN):
        return _built_in(name)
    points = PLUG_INS.points()
    if name in list(points):
        return PLUG_INS.load(points[name])
    known = [*BUILT_IN, *points]
    there = f"the importers are {', '.join(known)}"
    problem = f"no importer is called {short(name)}; {there}"
    raise unknown_name_error(problem, name, known)


def importer_of(tables: Sequence[Table]) -> Importer:
    """Return the importer that recognises all files of a table.

    Raises:
        FormatError: if none does, or several do.
        OSError: if a file cannot be read.
    """
    known = importers()
    kinds: dict[str, Importer] = {}
    for table in tables:
        head = table.head()
        fitting = [one for one in known if _recognises(one, table.name, head)]
        if len(fitting) != 1:
            names = [one.name for one in fitting or known]
            problem = (
                f"recognised by {' and '.join(names)}; give its kind"
                if fitting
                else f"no importer recognises it; give its kind: {', '.join(names)}"
            )
            raise FormatError(f"{table.place}: {problem}")
        kinds[fitting[0].name] = fitting[0]
    if len(kinds) > 1:
        raise FormatError(f"tables of several kinds: {', '.join(kinds)}")
    return next(iter(kinds.values()))


def _recognises(importer: Importer, name: str, head: bytes) -> bool:
    """Return whether an importer recognises a file; warn if that of a plug-in fails."""
    try:
        return importer.recognises(name, head)
    except FormatError as error:
        warn(str(error))
        return False


def _built_in(name: str) -> Importer:
    from importlib import import_module

    module = import_module(f"diplomacy_events.imports.{BUILT_IN[name]}")
    importer: Importer = module.IMPORTER
    return importer
