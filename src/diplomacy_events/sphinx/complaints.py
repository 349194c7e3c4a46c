"""Warnings of the extension, which ``suppress_warnings`` can silence by their type."""

from typing import Literal

from docutils.nodes import Node
from sphinx.util.logging import getLogger

__all__ = ["PROBLEM", "Subtype", "warn"]

PROBLEM = "dipl-problem"
"""The CSS class of error messages on a page."""

Subtype = Literal["data", "duplicate", "kind", "query", "unknown"]

LOGGER = getLogger(__name__)


def warn(
    subtype: Subtype,
    message: str,
    location: Node | str | tuple[str, int | None] | None = None,
) -> None:
    """Warn of a mistake on a page.

    Args:
        subtype: "unknown" for an unknown id or name, "duplicate" for an id with two
            places or two meanings, "kind" for a thing of the wrong kind, "query" for
            a filter that cannot be applied, and "data" for a file that cannot be read.
        message: what is wrong.
        location: where, as a node, a page, or a page and a line.
    """
    LOGGER.warning(message, type="dipl", subtype=subtype, location=location)
