"""How editors and downloads turn one version of a text into another."""

from collections.abc import Callable, Iterator, Mapping

from diplomacy_events.alike import composed, decomposed
from diplomacy_events.folding import ALIKE
from diplomacy_events.model.sources import Source, sha256_of

__all__ = ["version_of"]

QUOTATION_MARKS = {code: mark for code, mark in ALIKE.items() if mark != "-"}
SPACES = dict.fromkeys(map(ord, "\xa0\u2007\u2009\u202f"), " ")


def _line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n")


def _trim_line_ends(text: str) -> str:
    """Return a text without spaces at the ends of lines."""
    return "\n".join(map(_trimmed_line, text.split("\n")))


def _trimmed_line(line: str) -> str:
    words = line.removesuffix("\r")
    return words.rstrip(" \t") + line[len(words) :]


# At most one of each group is done, in this order. The slowest comes first, since each
# is repeated for every choice in the groups before it.
GROUPS: tuple[Mapping[str, Callable[[str], str]], ...] = (
    {"composed (Unicode NFC)": composed, "decomposed (Unicode NFD)": decomposed},
    {"without spaces at the ends of lines": _trim_line_ends},
    {"with straight quotation marks": lambda text: text.translate(QUOTATION_MARKS)},
    {"with plain spaces": lambda text: text.translate(SPACES)},
    {
        "without its byte order mark": lambda text: text.removeprefix("\ufeff"),
        "with a byte order mark": lambda text: f"\ufeff{text}",
    },
    {
        "without the line break at its end": lambda text: text.rstrip("\r\n"),
        "with a line break at its end": lambda text: f"{text}\n",
    },
    {
        "with line feeds only": _line_feeds,
        "with carriage returns": lambda text: _line_feeds(text).replace("\n", "\r\n"),
    },
)


def version_of(text: str, sources: Mapping[str, Source]) -> str:
    """Return the changes that make a text that of a source, and the source's id.

    The result lists the fewest changes that suffice; it is "" if none do.

    Args:
        text: the text.
        sources: the candidate sources, by their digests.
    """
    lengths = {source.length for source in sources.values()}
    ways = [
        (slips, sources[digest].id)
        for slips, undone in _possible_versions(text, GROUPS)
        if len(undone) in lengths and (digest := sha256_of(undone)) in sources
    ]
    if not ways:
        return ""
    slips, id = min(ways, key=lambda way: len(way[0]))
    return f"; {' and '.join(slips)} it is the text of {id!r}"


def _possible_versions(
    text: str, groups: tuple[Mapping[str, Callable[[str], str]], ...]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield possible versions of a text, with the changes that lead to them."""
    if not groups:
        yield (), text
        return
    yield from _possible_versions(text, groups[1:])
    for slip, undo in groups[0].items():
        undone = undo(text)
        if undone != text:
            for slips, version in _possible_versions(undone, groups[1:]):
                yield (slip, *slips), version
