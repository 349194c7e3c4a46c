"""The source and the carrier that a sentence names apart from its verbs."""

import re

from diplomacy_events.coding.passages import Passage
from diplomacy_events.coding.reporting.clauses import Clauses
from diplomacy_events.coding.reporting.lexicon import CITING, MEDIA, words

__all__ = ["is_media", "named_sources"]

CARRYING = words(
    "carried quoted cited reported published aired broadcast released relayed seen "
    "obtained reviewed"
)
# Words "according to" these come from somebody else, or from nobody.
PAPERS = words(
    "statement statements report transcript readout schedule plan plans "
    "document documents draft estimates data figures note release communique"
)
OF_WHOM = re.compile(r"\s(?:for|of)\s")
MEDIA_ENDINGS = ("press", "news")


def named_sources(clauses: Clauses) -> tuple[Passage | None, Passage | None]:
    """Return the source and the carrier that are named apart from verbs."""
    source: Passage | None = None
    carrier: Passage | None = None
    for at, token in enumerate(clauses.tokens):
        follows = clauses.word(at + 1)
        if token.word == "according" and follows == "to":
            found, _ = clauses.following(at + 2)
            if is_media(found):
                carrier = carrier or found
            elif found is not None and not _is_paper(found):
                source = source or found
        elif (token.word in CARRYING and follows == "by") or (
            token.word == "interview" and follows in ("with", "to")
        ):
            found, _ = clauses.following(at + 2)
            if token.word != "interview" or is_media(found):
                carrier = carrier or found
        elif token.word == "told":
            found, _ = clauses.following(at + 1)
            carrier = carrier or (found if is_media(found) else None)
        elif token.word in CITING:
            found, _ = clauses.following(at + 1)
            telling = clauses.subject(at)
            if token.word in ("citing", "quoting", "quoted"):
                source = source or found
            carrier = carrier or (telling if is_media(telling) else None)
    return source, carrier


def _is_paper(found: Passage) -> bool:
    """Return whether words name a written thing and not a person."""
    thing = OF_WHOM.split(found.words.lower())[0]
    return not PAPERS.isdisjoint(thing.split())


def is_media(found: Passage | None) -> bool:
    """Return whether words name a carrier of news."""
    written = [] if found is None else found.words.split()
    named = [word.strip(".,’'").lower() for word in written]
    if "conference" in named:
        return False
    return any(word in MEDIA or word.endswith(MEDIA_ENDINGS) for word in named)
