"""The articles that rows name: sources that only the coder has read."""

from hashlib import sha256
from urllib.parse import urlsplit

from diplomacy_events.imports.identifiers import to_slug
from diplomacy_events.model.rules import one_line, web_address
from diplomacy_events.model.sources import Source

__all__ = ["article"]

MONITORING = "BBC Monitoring"
NOT_STATED = "not stated"
DIGEST_DIGITS = 12


def article(named: str, publisher: str = "") -> Source | None:
    """Return the source that a row names by a URL or a citation.

    Args:
        named: the address, or what stands in its place.
        publisher: who published it, if the row says so; else the host of the address.

    >>> article("https://news.example.org/a").publisher
    'news.example.org'
    >>> article("Interfax, Moscow, 31 Dec 16 - BBC Monitoring").publisher
    'BBC Monitoring'
    >>> article(" ")
    """
    digest = sha256(named.encode()).hexdigest()[:DIGEST_DIGITS]
    if web_address.hold([named]):
        host = _host(named) or NOT_STATED
        id = f"{to_slug(host)}-{digest}"
        return Source(id=id, publisher=publisher or host, url=named)
    if not one_line.hold([named]):
        return None
    name = publisher or (MONITORING if MONITORING in named else NOT_STATED)
    return Source(id=f"{to_slug(name)}-{digest}", publisher=name, title=named)


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        # Such as an address with half a bracket.
        return ""
