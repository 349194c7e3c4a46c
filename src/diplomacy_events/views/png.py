"""SVG as PNG."""

from diplomacy_events.errors import MissingExtraError
from diplomacy_events.extras import import_extra
from diplomacy_events.views.shapes import FONTS

__all__ = ["png"]

DOTS_PER_PIXEL = 2
"""The dots per pixel, in each direction."""
# Pictures with and without a letter, which show whether a font is installed.
PROBE = "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='20'>{}</svg>"
LETTER = f"<text y='15' font-family='{FONTS}'>x</text>"


def png(svg: str) -> bytes:
    """Return a picture as PNG, on white.

    Args:
        svg: the picture, in colours that need no host.

    Raises:
        MissingExtraError: without the extra ``pictures``, or without any font, as the
            picture would then lack all its words.
    """
    drawn = import_extra("resvg_py", extra="pictures").svg_to_bytes

    def made(text: str, zoom: float) -> bytes:
        return bytes(drawn(svg_string=text, background="#ffffff", zoom=zoom))

    if made(PROBE.format(LETTER), 1) == made(PROBE.format(""), 1):
        message = "PNG needs a font, such as DejaVu Sans (fonts-dejavu-core in Debian)"
        raise MissingExtraError(message, name="fonts", extra="pictures")
    return made(svg, DOTS_PER_PIXEL)
