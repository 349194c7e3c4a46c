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
    """A link to the place where a page shows a record, an actor or a source.

    Without a title of its own, the link text is the gist of the record, the name of the
    actor, or the title of the source. An actor may be given by id, name or alias.
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
        found = shelf(env).find(target)
        if found is None and refnode["reftype"] == "actor":
            # A name or an alias stays as the page writes it.
            actor = shelf(env).actor(target)
            if isinstance(actor, Found):
                note(env, actor.thing.id)
                return title, actor.thing.id
        note(env, target)
        if found is None:
            return title, target
        if type(found.thing) not in ROLES[refnode["reftype"]]:
            kind = kind_of(found.thing)
            wanted = refnode["reftype"]
            a = "an" if wanted[0] in "aeiou" else "a"
            message = f"{target!r} is not {a} {wanted}: cite it as dipl:{kind}"
            warn("kind", message, refnode)
        if has_explicit_title:
            return title, target
        # Smart quotes apply to the page's own text, not to a gist or a name.
        refnode["support_smartquotes"] = False
        return label(found.thing), target
