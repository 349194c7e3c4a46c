"""Warnings of the extension, which ``suppress_warnings`` can silence by their type."""

from typing import Literal

from docutils.nodes import Node
from sphinx.util.logging import getLogger

__all__ = ["PROBLEM", "Subtype", "warn"]

PROBLEM = "dipl-problem"
"""The class of what a page says where something is wrong."""

Subtype = Literal["data", "duplicate", "kind", "query", "unknown"]

LOGGER = getLogger(__name__)


def warn(
    subtype: Subtype,
    message: str,
    location: Node | str | tuple[str, int | None] | None = None,
) -> None:
    """Warn of what a page has wrong.

    Args:
        subtype: "unknown" for what nothing is called, "duplicate" for an id with two
            places or two meanings, "kind" for one of another kind than asked for,
            "query" for a question that cannot be answered, and "data" for a file that
            cannot be read.
        message: what is wrong.
        location: where, as a node, a page, or a page and a line.
    """
    LOGGER.warning(message, type="dipl", subtype=subtype, location=location)
