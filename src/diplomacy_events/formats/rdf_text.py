"""A document of linked data before it is a graph: its text, and rdflib kept quiet."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident

from diplomacy_events.errors import Fault, FormatError

__all__ = ["NOWHERE", "quiet", "text_of"]

# What a relative reference stands for: no place that anything could be fetched from.
NOWHERE = "https://nowhere.invalid/"


def text_of(data: str | bytes, what: str) -> str:
    """Return a document as text.

    Raises:
        FormatError: if it is not UTF-8.
        TypeError: if it is neither text nor bytes.
    """
    if isinstance(data, str):
        return data
    try:
        return bytes(memoryview(data)).decode()
    except UnicodeDecodeError as error:
        fault = Fault("$", f"not UTF-8: {error.reason} at byte {error.start}")
        raise FormatError(f"not {what}", faults=(fault,)) from error


class _Elsewhere(logging.Filter):
    def __init__(self) -> None:
        super().__init__()
        self.here = get_ident()

    def filter(self, record: logging.LogRecord) -> bool:
        return record.thread != self.here


@contextmanager
def quiet() -> Iterator[None]:
    """Keep rdflib from logging, in this thread, what our error will say."""
    logger, elsewhere = logging.getLogger("rdflib.term"), _Elsewhere()
    logger.addFilter(elsewhere)
    try:
        yield
    finally:
        logger.removeFilter(elsewhere)
