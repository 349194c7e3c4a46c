"""Links to the pages that show records, resolved once all pages are read."""

from typing import cast

from docutils.nodes import Node, inline
from sphinx.addnodes import pending_xref
from sphinx.environment import BuildEnvironment

from diplomacy_events.sphinx.domain import DiplomacyDomain

__all__ = ["link_to", "note"]


def note(env: BuildEnvironment, id: str) -> None:
    """Note that the page being read cites something."""
    cast(DiplomacyDomain, env.get_domain("dipl")).note_citation(env.docname, id)


def link_to(env: BuildEnvironment, kind: str, id: str, *text: Node) -> pending_xref:
    """Return a link for a view; if no page shows its target, it stays plain text."""
    note(env, id)
    return pending_xref(
        "",
        inline("", "", *text),
        refdomain="dipl",
        reftype=kind,
        reftarget=id,
        refdoc=env.docname,
        refexplicit=True,
    )
