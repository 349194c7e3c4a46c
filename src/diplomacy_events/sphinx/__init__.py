"""A Sphinx extension that cites records: list it in ``extensions`` of ``conf.py``."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup"]


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Add the domain ``dipl`` to a Sphinx application."""
    # Sphinx is an extra; whoever calls this has it installed.
    from importlib.metadata import version

    from diplomacy_events.sphinx import build_steps, directives, domain, roles
    from diplomacy_events.sphinx.listing import RecordIndex

    kinds = [list, tuple, str]
    app.add_config_value("diplomacy_events_datasets", [], "env", types=kinds)
    # After an upgrade, pages are read again.
    release = version("diplomacy-events")
    app.add_config_value("diplomacy_events_release", release, "env", types=[str])
    app.add_domain(domain.DiplomacyDomain)
    for name in domain.ROLES:
        app.add_role_to_domain("dipl", name, roles.CitingRole())
    for name, directive in directives.DIRECTIVES.items():
        app.add_directive_to_domain("dipl", name, directive)
    app.add_index_to_domain("dipl", RecordIndex)
    app.add_css_file("diplomacy-events.css")
    build_steps.connect(app)
    return {
        "env_version": domain.DiplomacyDomain.data_version,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
