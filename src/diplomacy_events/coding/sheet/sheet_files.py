"""Sheets in files, alone or a folder of them, with the texts and actors beside them."""

import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from glob import glob
from itertools import islice
from typing import Any

from diplomacy_events.coding.sheet.compiling import HEADING, Compiled, compile_tree
from diplomacy_events.coding.sheet.declaring import Declared, read_actors
from diplomacy_events.coding.sheet.known import Known
from diplomacy_events.coding.sheet.layout import shape_of_sheets
from diplomacy_events.coding.sheet.nodes import Node, Tree
from diplomacy_events.coding.sheet.places import Places
from diplomacy_events.coding.sheet.sections import ACTORS, SHARED, TEXT, Sections
from diplomacy_events.coding.sheet.text_tree import tree_of_text
from diplomacy_events.coding.sheet.values import FAULTY, Values
from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.files.folder_reading import open_regular
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.description import header
from diplomacy_events.model.source_text import SourceText
from diplomacy_events.nearest import FEW_NAMES, did_you_mean, nearest
from diplomacy_events.paths import must_be_path

__all__ = ["by_sheet_lines", "read_all", "read_sheet", "read_sheets", "text_file"]

SUFFIX = ".sheet"
# The path of a record in a dataset, which the author of a sheet never sees.
OF_RECORD = re.compile(r"^\$\.records\[\d+\]\.")

File = str | os.PathLike[str]


def read_sheet(path: File, text: str | SourceText | None = None) -> Dataset:
    """Return the dataset of a sheet; see `diplomacy_events.read_sheet`."""
    must_be_path(path)
    return _read(path, text, {}).dataset


def read_all(pattern: File) -> Dataset:
    """Return the dataset of several sheets; see `diplomacy_events.read_all`.

    Raises:
        FormatError: if anything is wrong.
    """
    must_be_path(pattern)
    found = sorted(glob(os.fspath(pattern), recursive=True))
    if not found:
        raise FormatError(f"no file matches {os.fspath(pattern)!r}")
    # Opening a pipe among them would block.
    others = [Fault(file, "not a file") for file in found if not os.path.isfile(file)]
    if others:
        heading = f"not all files that match {os.fspath(pattern)!r} are sheets"
        raise FormatError.of_first(heading, others)
    return read_sheets(found)


def read_sheets(files: Iterable[str]) -> Dataset:
    """Return the dataset of several sheets, given by their paths.

    Raises:
        FormatError: if anything is wrong in any of them.
    """
    faults: list[Fault] = []
    read: dict[str, Compiled] = {}
    for file in files:
        elsewhere: dict[Fault, Fault] = {}
        try:
            read[file] = _read(file, None, elsewhere)
        except FormatError as error:
            faults += [elsewhere.get(one) or _in(file, one) for one in error.faults]
    parts = _together(read, faults)
    if faults:
        # Sheets that share a file share its faults.
        unique = tuple(dict.fromkeys(faults))
        raise FormatError(HEADING.replace("sheet", "folder of sheets"), faults=unique)
    return Dataset(**parts)


def _in(file: str, fault: Fault) -> Fault:
    return fault._replace(path=f"{file}: {fault.path}")


def _together(read: Mapping[str, Compiled], faults: list[Fault]) -> dict[str, Any]:
    """Return the objects of several sheets, and report ids that occur twice."""
    first: dict[str, tuple[str, Any]] = {}
    parts: dict[str, list[Any]] = {"sources": [], "actors": [], "records": []}
    for file, made in read.items():
        for name, held in parts.items():
            for one in getattr(made.dataset, name):
                other, known = first.setdefault(one.id, (file, one))
                if known is one:
                    held.append(one)
                elif not (isinstance(one, Actor) and one == known):
                    line = read[other].lines.get(one.id)
                    where = f"line {line} of {other}" if line else other
                    differs = " and differs there" if isinstance(one, Actor) else ""
                    problem = f"id {one.id!r} is already used by {where}{differs}"
                    fault = Fault("id", problem, one.id, made.lines.get(one.id))
                    faults.append(_in(file, fault))
    about = {}
    for field in header(Dataset):
        said = {getattr(made.dataset, field.name) for made in read.values()}
        about[field.name] = said.pop() if len(said) == 1 else None
    return {**about, **parts}


def text_file(path: File) -> str:
    """Return the path of the text that a valid sheet names.

    Raises:
        OSError: if the sheet cannot be read.
        FormatError: if it is not in UTF-8.
    """
    name = Sections(tree_of_text(_decoded(path)).root).top[TEXT].value
    return os.path.join(os.path.dirname(path), name.strip())


def by_sheet_lines(path: File, faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return faults of the dataset of a valid sheet, with the lines of their objects.

    Raises:
        OSError: if the sheet cannot be read.
        FormatError: if it is not in UTF-8.
    """
    sections = Sections(tree_of_text(_decoded(path)).root)
    lines = {one.id: one.node.line for one in (*sections.records, *sections.actors)}
    return tuple(
        [
            fault
            if fault.id not in lines
            else fault._replace(
                path=OF_RECORD.sub("", fault.path), line=lines[fault.id]
            )
            for fault in faults
        ]
    )


def _read(
    path: File, text: str | SourceText | None, elsewhere: dict[Fault, Fault]
) -> Compiled:
    """Compile a sheet; the heading of an error names the sheet.

    Args:
        path: the sheet.
        text: its text, unless it must be read from a file.
        elsewhere: takes up the faults of the files that the sheet names, as they are
            listed for the sheet, each with the same fault at its own place.

    Raises:
        FormatError: if anything is wrong.
        OSError: if the sheet cannot be read.
    """
    try:
        tree = tree_of_text(_decoded(path))
        return _read_tree(tree, os.path.dirname(path), text, elsewhere)
    except FormatError as error:
        heading = f"{os.fspath(path)}: {error.heading}"
        raise FormatError(heading, faults=error.faults) from error


def _decoded(path: File) -> str:
    with open(path, "rb") as file:
        return _text_of(file.read())


def _text_of(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        problem = f"expected UTF-8, got {data[error.start : error.start + 1]!r}"
        line = data.count(b"\n", 0, error.start) + 1
        fault = Fault("sheet", problem, line=line)
        raise FormatError(HEADING, faults=(fault,)) from error


def _read_tree(
    tree: Tree,
    folder: str,
    text: str | SourceText | None,
    elsewhere: dict[Fault, Fault],
) -> Compiled:
    """Compile a sheet with the files that it names.

    Args:
        tree: the sheet.
        folder: its folder.
        text: its text, unless it must be read from a file.
        elsewhere: takes up the faults of the files that it names; see `_read`.

    Raises:
        FormatError: if anything is wrong.
    """
    if tree.faults and not tree.root.value:
        # Nothing could be read, so there is nothing more to report.
        raise FormatError(HEADING, faults=tree.faults)
    sections = Sections(tree.root)
    top, faults = sections.top, list(tree.faults)
    if text is None:
        if TEXT not in top and TEXT in tree.lost | sections.meant:
            # The key is there but wrong, which has been reported.
            raise FormatError(HEADING, faults=(*faults, *sections.faults))
        text = _beside(top.get(TEXT), TEXT, tree, folder, faults, elsewhere)
        if text is None:
            raise FormatError(HEADING, faults=tuple(faults))
    actors: list[Actor] = []
    lost = tree.lost
    if SHARED in top:
        written = _beside(top[SHARED], SHARED, tree, folder, faults, elsewhere)
        if written is None:
            # It may describe actors that the sheet names.
            raise FormatError(HEADING, faults=tuple(faults))
        actors, found_there, wrong = _shared(written)
        name = str(top[SHARED].value).strip()
        place = _place(folder, name)
        elsewhere |= {_in(name, one): _in(place, one) for one in found_there}
        faults += elsewhere
        lost |= wrong
    return compile_tree(tree._replace(faults=tuple(faults), lost=lost), text, actors)


def _beside(
    node: Node | None,
    key: str,
    tree: Tree,
    folder: str,
    faults: list[Fault],
    elsewhere: dict[Fault, Fault],
) -> str | None:
    """Return the text of a file that a sheet names; it must be in the same folder."""
    if node is None:
        missing = tree.root._replace(path=(key,))
        faults.append(missing.fault("missing: the name of a file beside the sheet"))
        return None
    name = node.value
    if not isinstance(name, str) or "\0" in name:
        faults.append(node.fault("expected the name of a file beside the sheet"))
        return None
    home = os.path.realpath(folder)
    file = os.path.realpath(os.path.join(home, name.strip()))
    if os.path.commonpath([home, file]) != home:
        faults.append(node.fault(f"{name!r} is outside the folder of the sheet"))
        return None
    try:
        # A sheet must not make its reader wait for a pipe.
        with open_regular(file) as opened:
            return _text_of(opened.read())
    except FormatError as error:
        (found,) = error.faults
        listed = node.fault(f"{name!r}: {found.problem}")
        faults.append(listed)
        elsewhere[listed] = found._replace(path=_place(folder, name.strip()))
    except OSError as error:
        problem = f"{name!r} cannot be read: {error.strerror}"
        faults.append(node.fault(f"{problem}{_other_files(name.strip(), file)}"))
    return None


def _place(folder: str, name: str) -> str:
    """Return the path of a file that a sheet names."""
    return os.path.join(folder, os.path.normpath(name))


def _other_files(name: str, file: str) -> str:
    """Return the end of a message, with the files that a wrong name may mean."""
    if os.path.exists(file):
        return ""
    some: list[str] = []
    with suppress(OSError), os.scandir(os.path.dirname(file)) as entries:
        some = [one.name for one in islice(entries, FEW_NAMES) if one.is_file()]
    others = sorted([one for one in some if not one.endswith(SUFFIX)])
    near = nearest(os.path.basename(file), others)
    folder = os.path.dirname(name)
    return did_you_mean(tuple([os.path.join(folder, one) for one in near]))


def _shared(written: str) -> tuple[list[Actor], list[Fault], frozenset[str]]:
    """Return the actors of a shared file, its faults, and the ids of faulty actors."""
    tree = tree_of_text(written, shape_of_sheets().keys[ACTORS])
    found = list(tree.faults)
    known = Known((), tree.lost)
    some = SourceText.of("-", id="text", publisher="unknown")
    values = Values(Places(some), known, found)
    values.damaged = tree.damaged
    declared = Declared(known, found, tree.damaged)
    actors = Sections(Node({ACTORS: tree.root})).actors
    own = declared.declare(actors)
    made = [one for one in read_actors(own, values) if one is not FAULTY]
    values.report_undated(tree.root)
    found += values.wrong_ids.faults(declared.nodes, None, unread=False)
    wrong = {section.id for section in actors} - {one.id for one in made}
    return [*made, *known.added], found, tree.lost | wrong | values.wrong_ids.ids
