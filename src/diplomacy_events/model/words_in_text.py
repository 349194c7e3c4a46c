"""The places where words occur in a text, and the order in which places are tried."""

from collections.abc import Iterator

__all__ = ["occurrences", "outwards"]


def outwards(middle: int, last: int) -> Iterator[int]:
    """Yield the places from 0 to the last, those nearest to the middle first.

    The middle is one of them; there are none if the last is less than 0.
    """
    for distance in range(last + 1):
        if distance and distance <= middle:
            yield middle - distance
        if middle + distance <= last:
            yield middle + distance


def occurrences(words: str, text: str) -> Iterator[int]:
    """Yield every place where words occur in a text, including overlaps."""
    if not words:
        return
    place, period = text.find(words), 0
    while place >= 0:
        yield place
        after = place + len(words)
        if period and text.startswith(words[-period:], after):
            # The occurrences overlap, so only a short part is new.
            place += period
            continue
        place, before = text.find(words, place + 1), place
        if not period and 0 <= place < before + len(words):
            period = _period(words)


def _period(words: str) -> int:
    """Return the smallest distance at which words can overlap themselves.

    By the prefix function of Knuth, Morris and Pratt (1977), in one run.
    """
    borders = [0] * len(words)
    for place in range(1, len(words)):
        border = borders[place - 1]
        while border and words[place] != words[border]:
            border = borders[border - 1]
        borders[place] = border + (words[place] == words[border])
    return len(words) - borders[-1]
