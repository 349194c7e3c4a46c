"""The domain ``dipl``: where pages show records and actors, and what they cite."""

from collections.abc import Iterable, Iterator, Set
from typing import Any, ClassVar, NamedTuple

from docutils.nodes import Element, document, reference
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from diplomacy_events.model.actors import ACTOR_TYPES
from diplomacy_events.model.record_kinds import RECORD_KINDS, RECORD_TYPES
from diplomacy_events.model.sources import Source

__all__ = ["KINDS", "ROLES", "DiplomacyDomain", "Place", "kind_of"]

KINDS: dict[str, tuple[type, ...]] = {
    **{kind.singular: (kind.cls,) for kind in RECORD_KINDS},
    "actor": ACTOR_TYPES,
    "source": (Source,),
}

LABELLED = ("any", "myst", "ref")
"""The types of references that lead to labels."""
ROLES = {**KINDS, "record": RECORD_TYPES}


def kind_of(thing: object) -> str:
    """Return the object type of a record, an actor or a source in the domain."""
    return next(kind for kind, classes in KINDS.items() if type(thing) in classes)


class Place(NamedTuple):
    """Where a page shows a record or an actor.

    Attributes:
        docname: the page.
        node_id: the anchor in the page.
        kind: the type of object, one of `KINDS`.
        label: the text of a link without a title of its own.
    """

    docname: str
    node_id: str
    kind: str
    label: str


class DiplomacyDomain(Domain):
    """Diplomatic events: the records of datasets, and the actors in them.

    Its data are three dictionaries: ``shown`` has the places of each id, by page,
    ``cited`` the ids that each page cites, and ``labels`` those that are labels too.

    Attributes:
        before: where each id was shown before the pages of this build were read.
    """

    name = "dipl"
    label = "Diplomatic events"
    object_types: ClassVar[dict[str, ObjType]] = {
        **{
            kind.singular: ObjType(kind.label.lower(), kind.singular, "record")
            for kind in RECORD_KINDS
        },
        "actor": ObjType("actor", "actor"),
        "source": ObjType("source", "source"),
    }
    initial_data: ClassVar[dict[str, object]] = {"shown": {}, "cited": {}, "labels": {}}
    data_version = 2

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.before: dict[str, Place] = {}

    @property
    def shown(self) -> dict[str, dict[str, Place]]:
        """The places of each id that pages show, by page."""
        shown: dict[str, dict[str, Place]] = self.data["shown"]
        return shown

    @property
    def cited(self) -> dict[str, set[str]]:
        """The ids that each page cites."""
        cited: dict[str, set[str]] = self.data["cited"]
        return cited

    def place(self, id: str) -> Place | None:
        """Return where an id is shown: in the first of its pages."""
        places = self.shown.get(id)
        return places[min(places)] if places else None

    def places(self) -> Iterator[tuple[str, Place]]:
        """Yield each id that is shown, with its place."""
        for id, places in self.shown.items():
            yield id, places[min(places)]

    def note_place(self, id: str, place: Place) -> bool:
        """Note that a page shows something, and return whether it is new there."""
        places = self.shown.setdefault(id, {})
        return places.setdefault(place.docname, place) is place

    def note_citation(self, docname: str, id: str) -> None:
        """Note that a page cites an id."""
        self.cited.setdefault(docname, set()).add(id)

    def citing(self, ids: Set[str]) -> set[str]:
        """Return the pages that cite any of these ids."""
        return {page for page, cited in self.cited.items() if cited & ids}

    def process_doc(
        self, env: BuildEnvironment, docname: str, document: document
    ) -> None:
        """Note the labels that a page refers to; some may be ours."""
        for node in document.findall(pending_xref):
            if node.get("reftype") in LABELLED:
                self.note_citation(docname, str(node.get("reftarget")))

    def relabel(self, std: StandardDomain) -> list[str]:
        """Make a label of each id that is shown, and return the ids already in use.

        Labels from earlier builds are replaced.
        """
        labels: dict[str, tuple[str, str]] = self.data["labels"]
        for id, place in list(labels.items()):
            if std.anonlabels.get(id) == place:
                std.anonlabels.pop(id)
                std.labels.pop(id, None)
        labels.clear()
        taken = []
        for id, (docname, node_id, _, label) in self.places():
            if id in std.anonlabels:
                taken.append(id)
            else:
                std.note_hyperlink_target(id, docname, node_id, label)
                labels[id] = docname, node_id
        return taken

    def clear_doc(self, docname: str) -> None:
        """Forget what a page shows and cites."""
        self.cited.pop(docname, None)
        for id, places in list(self.shown.items()):
            places.pop(docname, None)
            if not places:
                del self.shown[id]

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Add what another process has read from some pages."""
        for docname in docnames & otherdata["cited"].keys():
            self.cited[docname] = otherdata["cited"][docname]
        for id, places in otherdata["shown"].items():
            for docname in docnames & places.keys():
                self.note_place(id, places[docname])

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> reference | None:
        """Return the link from a role to the place of its target, if it has one."""
        place = self.place(target)
        if place is None:
            return None
        docname, node_id, kind, _ = place
        title = f"{self.object_types[kind].lname} {target}"
        return make_refnode(builder, fromdocname, docname, node_id, contnode, title)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, reference]]:
        """Leave the role ``any`` to the label that each place has as well."""
        return []

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Yield what other projects find in the inventory."""
        for id, (docname, node_id, kind, label) in self.places():
            yield id, label, kind, docname, node_id, 1
