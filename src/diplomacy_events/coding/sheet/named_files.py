"""The files that a sheet names: its text, and the actors that it shares."""

import os
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from diplomacy_events.coding.sheet.compiling import HEADING
from diplomacy_events.coding.sheet.declaring import Declared, read_actors
from diplomacy_events.coding.sheet.known import Known
from diplomacy_events.coding.sheet.layout import shape_of_sheets
from diplomacy_events.coding.sheet.node_faults import FAULTY
from diplomacy_events.coding.sheet.nodes import Node
from diplomacy_events.coding.sheet.places import Places
from diplomacy_events.coding.sheet.sections import ACTORS, Sections
from diplomacy_events.coding.sheet.text_tree import tree_of_text
from diplomacy_events.coding.sheet.values import Values
from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.files.folder_reading import open_regular
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.source_text import SourceText
from diplomacy_events.nearest import FEW_NAMES, did_you_mean, nearest

__all__ = ["NamedFiles", "SharedActors", "decoded", "placed"]

SUFFIX = ".sheet"


class SharedActors(NamedTuple):
    """The actors of a shared file, and possible ids of those that are faulty."""

    actors: list[Actor]
    lost: frozenset[str]


class NamedFiles:
    """The files that a sheet names, which must be in its folder.

    Attributes:
        faults: what is wrong with them, as it is listed for the sheet.
        elsewhere: those of the faults that a folder of sheets lists once, each with the
            same fault at its own place.
    """

    def __init__(self, folder: str, elsewhere: dict[Fault, Fault]) -> None:
        self.faults: list[Fault] = []
        self.elsewhere = elsewhere
        self._folder = folder

    def text(self, node: Node) -> str | None:
        """Return the text in a file, or report why it cannot be read."""
        try:
            return self._read(node)
        except OSError as error:
            self._report_unreadable(node, error)
            return None

    def shared_actors(self, node: Node) -> SharedActors | None:
        """Return the actors in a file, or report why it cannot be read."""
        try:
            written = self._read(node)
        except OSError as error:
            listed, problem = self._report_unreadable(node, error)
            # Other sheets may name it too.
            self.elsewhere[listed] = Fault(self._place(node), problem)
            return None
        if written is None:
            return None
        made, faults = _shared(written)
        for one in faults:
            listed = placed(node.value.strip(), one)
            self.faults.append(listed)
            self.elsewhere[listed] = placed(self._place(node), one)
        return made

    def _read(self, node: Node) -> str | None:
        """Return what is in a file, or report why nothing can be.

        Raises:
            OSError: if the file cannot be read.
        """
        name = node.value
        if not isinstance(name, str) or "\0" in name:
            problem = "expected the name of a file beside the sheet"
            self.faults.append(node.fault(problem))
            return None
        file, home = self._file(name), os.path.realpath(self._folder)
        if os.path.commonpath([home, file]) != home:
            problem = f"{name!r} is outside the folder of the sheet"
            self.faults.append(node.fault(problem))
            return None
        try:
            # A sheet must not make its reader wait for a pipe.
            with open_regular(file) as opened:
                return decoded(opened.read())
        except FormatError as error:
            (found,) = error.faults
            listed = node.fault(f"{name!r}: {found.problem}")
            self.faults.append(listed)
            self.elsewhere[listed] = found._replace(path=self._place(node))
        return None

    def _report_unreadable(self, node: Node, error: OSError) -> tuple[Fault, str]:
        """Report that a file cannot be read; return the fault, and why."""
        name = node.value
        hint = _other_files(name.strip(), self._file(name))
        problem = f"cannot be read: {error.strerror}{hint}"
        listed = node.fault(f"{name!r} {problem}")
        self.faults.append(listed)
        return listed, problem

    def _file(self, name: str) -> str:
        """Return the real path of a file."""
        return os.path.realpath(os.path.join(self._folder, name.strip()))

    def _place(self, node: Node) -> str:
        """Return the path of a file for messages."""
        return os.path.join(self._folder, os.path.normpath(node.value.strip()))


def placed(file: str, fault: Fault) -> Fault:
    """Return a fault with the file that it is in."""
    return fault._replace(path=f"{file}: {fault.path}")


def decoded(data: bytes) -> str:
    """Return bytes as text.

    Raises:
        FormatError: if they are not UTF-8.
    """
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        problem = f"expected UTF-8, got {data[error.start : error.start + 1]!r}"
        line = data.count(b"\n", 0, error.start) + 1
        fault = Fault("sheet", problem, line=line)
        raise FormatError(HEADING, faults=(fault,)) from error


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


def _shared(written: str) -> tuple[SharedActors, list[Fault]]:
    """Return the actors of a shared file, and its faults."""
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
    found += values.wrong_ids.faults(declared.nodes, None, unread=False)
    wrong = {section.id for section in actors} - {one.id for one in made}
    lost = tree.lost | wrong | values.wrong_ids.ids
    return SharedActors([*made, *known.added], lost), found
