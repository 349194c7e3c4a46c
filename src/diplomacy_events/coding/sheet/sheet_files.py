"""Sheets in files, alone or a folder of them, with the texts and actors beside them."""

import os
import re
from collections.abc import Iterable, Mapping
from glob import glob
from typing import Any

from diplomacy_events.coding.sheet.compiling import HEADING, Compiled, compile_tree
from diplomacy_events.coding.sheet.named_files import NamedFiles, decoded, placed
from diplomacy_events.coding.sheet.nodes import Tree
from diplomacy_events.coding.sheet.sections import SHARED, TEXT, Sections
from diplomacy_events.coding.sheet.text_tree import tree_of_text
from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.description import header
from diplomacy_events.model.source_text import SourceText
from diplomacy_events.paths import must_be_path

__all__ = ["by_sheet_lines", "read_all", "read_sheet", "read_sheets", "text_file"]

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
            faults += [elsewhere.get(one) or placed(file, one) for one in error.faults]
    parts = _together(read, faults)
    if faults:
        # Sheets that share a file share its faults.
        unique = tuple(dict.fromkeys(faults))
        raise FormatError(HEADING.replace("sheet", "folder of sheets"), faults=unique)
    return Dataset(**parts)


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
                    faults.append(placed(file, fault))
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
        elsewhere: takes up faults of the files that it names; see `NamedFiles`.

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
        return decoded(file.read())


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
        elsewhere: takes up faults of the files that it names; see `NamedFiles`.

    Raises:
        FormatError: if anything is wrong.
    """
    if tree.faults and not tree.root.value:
        # Nothing could be read, so there is nothing more to report.
        raise FormatError(HEADING, faults=tree.faults)
    sections = Sections(tree.root, tree.lost)
    top, faults = sections.top, list(tree.faults)
    files = NamedFiles(folder, elsewhere)
    if text is None:
        if TEXT not in top and TEXT in sections.meant:
            # The key is there but wrong, which has been reported.
            raise FormatError(HEADING, faults=(*faults, *sections.faults))
        if TEXT not in top:
            missing = tree.root._replace(path=(TEXT,))
            problem = "missing: the name of a file beside the sheet"
            raise FormatError(HEADING, faults=(*faults, missing.fault(problem)))
        text = files.text(top[TEXT])
        if text is None:
            raise FormatError(HEADING, faults=(*faults, *files.faults))
    actors: list[Actor] = []
    lost = tree.lost
    if SHARED in top:
        shared = files.shared_actors(top[SHARED])
        if shared is None:
            # It may describe actors that the sheet names.
            raise FormatError(HEADING, faults=(*faults, *files.faults))
        actors = shared.actors
        lost |= shared.lost
    faults += files.faults
    return compile_tree(tree._replace(faults=tuple(faults), lost=lost), text, actors)
