"""Ids of things named in tables: different names get different slugs."""

from diplomacy_events.slugs import digest, to_slug

__all__ = ["Identifiers", "to_slug"]


class Identifiers:
    """Ids in use, each for one text only."""

    def __init__(self) -> None:
        self._of: dict[str, str] = {}
        self._in_use: set[str] = set()

    def of(self, text: str) -> str:
        """Return the id of a text: its slug, with a digest if the slug is in use."""
        if text not in self._of:
            slug = to_slug(text)
            if slug in self._in_use:
                slug = f"{slug}-{digest(text)}"
            self._in_use.add(slug)
            self._of[text] = slug
        return self._of[text]
