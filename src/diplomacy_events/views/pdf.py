"""SVG as PDF."""

from diplomacy_events.errors import MissingExtraError
from diplomacy_events.extras import import_extra

__all__ = ["pdf"]


def pdf(svg: str) -> bytes:
    """Return a picture as one page of PDF, in shapes and letters that can be scaled.

    Args:
        svg: the picture, in colours that need no host.

    Raises:
        MissingExtraError: without the extra ``pictures``, or without cairo, a library
            that the system has to have.
    """
    try:
        library = import_extra("cairosvg", extra="pictures")
    except OSError as error:
        message = "PDF needs the library cairo (libcairo2 in Debian)"
        raise MissingExtraError(message, name="cairo", extra="pictures") from error
    return bytes(library.svg2pdf(bytestring=svg.encode()))
