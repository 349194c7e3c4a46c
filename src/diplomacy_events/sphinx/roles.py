"""The roles that cite a record, an actor or a source by its id."""

from docutils.nodes import Element, inline
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole

from diplomacy_events.sphinx.citing import note
from diplomacy_events.sphinx.complaints import warn
from diplomacy_events.sphinx.domain import ROLES, kind_of
from diplomacy_events.sphinx.shelf import Found, label, shelf

__all__ = ["CitingRole"]


class CitingRole(XRefRole):
    """A link to where a page shows a record, an actor or a source.

    Without a title of its own it reads as the gist of the record, as the name of the
    actor, or as the title of the source. An actor may be named as questions name it.
    """

    def __init__(self) -> None:
        super().__init__(innernodeclass=inline, warn_dangling=True)

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Note what the page cites, and return the text of the link and its target."""
        held = shelf(env).find(target)
        if held is None and refnode["reftype"] == "actor":
            # A name or an alias stays as the page has it.
            actor = shelf(env).actor(target)
            if isinstance(actor, Found):
                note(env, actor.thing.id)
                return title, actor.thing.id
        note(env, target)
        if held is None:
            return title, target
        if type(held.thing) not in ROLES[refnode["reftype"]]:
            kind = kind_of(held.thing)
            message = f"{target!r} is no {refnode['reftype']}: cite it as dipl:{kind}"
            warn("kind", message, refnode)
        if has_explicit_title:
            return title, target
        # A gist or a name is not the page's own text, whose marks may be set finely.
        refnode["support_smartquotes"] = False
        return label(held.thing), target
