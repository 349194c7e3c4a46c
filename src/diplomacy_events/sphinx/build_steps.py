"""What the extension does at each step of a build."""

from collections.abc import Set
from pathlib import Path
from typing import cast

from docutils.nodes import Element, Text, inline, reference
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment

from diplomacy_events.sphinx.complaints import PROBLEM, warn
from diplomacy_events.sphinx.domain import ROLES, DiplomacyDomain
from diplomacy_events.sphinx.shelf import open_shelf

__all__ = ["connect"]

AFTER_INTERSPHINX = 900


def connect(app: Sphinx) -> None:
    """Connect all steps to an application."""
    app.connect("builder-inited", add_style)
    app.connect("env-get-outdated", pages_to_read)
    app.connect("env-updated", pages_to_write)
    app.connect("env-check-consistency", warn_of_faults)
    app.connect("missing-reference", link_elsewhere, priority=AFTER_INTERSPHINX)
    app.connect("warn-missing-reference", accept_without_place)


def add_style(app: Sphinx) -> None:
    """Have the style sheet of cards copied to the built pages."""
    app.config.html_static_path.append(str(Path(__file__).with_name("static")))


def pages_to_read(
    _: Sphinx,
    env: BuildEnvironment,
    added: Set[str],
    changed: Set[str],
    removed: Set[str],
) -> list[str]:
    """Return the pages to read again: those that cite what a changed page showed.

    What it showed may now be on another page, or gone.
    """
    domain = _domain(env)
    domain.before = dict(domain.places())
    gone = changed | removed
    ids = {id for id, places in domain.shown.items() if gone & places.keys()}
    return sorted(domain.citing(ids) - gone - added)


def pages_to_write(_: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages to write again: those that cite something that has moved."""
    domain = _domain(env)
    for id in domain.relabel(cast(StandardDomain, env.get_domain("std"))):
        message = f"{id!r} is already a label of a page, which keeps it"
        warn("duplicate", message, domain.shown[id][min(domain.shown[id])].docname)
    after = dict(domain.places())
    different = set(after.items()) ^ set(domain.before.items())
    return sorted(domain.citing({id for id, _ in different}))


def warn_of_faults(_: Sphinx, env: BuildEnvironment) -> None:
    """Warn of files that cannot be read, and of ids with two meanings or two places."""
    found = open_shelf(env)
    for message in found.unreadable:
        warn("data", message)
    for id, path in found.clashes:
        message = f"{id!r} of {path} means something else in an earlier dataset"
        warn("duplicate", message)
    for id, places in _domain(env).shown.items():
        first, *others = sorted(places)
        for docname in others:
            warn("duplicate", f"{id!r} is already shown in {first!r}", docname)


def link_elsewhere(
    _: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: Element
) -> reference | inline | None:
    """Return a link to Wikidata or to a source, for an id that no page shows.

    An unknown id is reported on the page and as a warning.
    """
    if node.get("refdomain") != "dipl":
        return None
    on_shelf, id = open_shelf(env).shelf, node["reftarget"]
    found = on_shelf.find(id)
    if found is None:
        message = on_shelf.unknown(id, ROLES[node["reftype"]])
        warn("unknown", message, node)
        return inline("", "", contnode, Text(f" [{message}]"), classes=[PROBLEM])
    wikidata = getattr(found.thing, "wikidata", None)
    url = f"https://www.wikidata.org/wiki/{wikidata}" if wikidata else None
    url = url or getattr(found.thing, "url", None)
    if url is None:
        return None
    return reference("", "", contnode, internal=False, refuri=url)


def accept_without_place(
    app: Sphinx, domain: Domain | None, node: pending_xref
) -> bool | None:
    """Accept an id that no page shows: it stays plain text."""
    del app, node
    return True if domain is not None and domain.name == "dipl" else None


def _domain(env: BuildEnvironment) -> DiplomacyDomain:
    return cast(DiplomacyDomain, env.get_domain("dipl"))
