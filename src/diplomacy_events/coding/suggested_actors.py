"""The actors that a new sheet suggests: states, and those who speak in a text."""

import re
from collections.abc import Mapping

from diplomacy_events.coding.named_speakers import COURTESY, named
from diplomacy_events.coding.passages import Passage, one_line
from diplomacy_events.coding.reporting.lexicon import PRONOUNS
from diplomacy_events.datasets.world import state_facts
from diplomacy_events.folding import fold

__all__ = ["SuggestedActors"]

ORGANIZATION = "Organization"
LEADING = re.compile(r"^(?:the|a|an|its|his|her|their|both)\s+", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
AND = re.compile(r",\s+(?:and\s+)?|\s+and\s+")


class SuggestedActors:
    """The actors that a new sheet suggests.

    Args:
        text: the text.
        publisher: the name of its publisher, which is an organization.

    Attributes:
        written: the line of each, as the sheet writes it, by id: first the states that
            the text names, then each actor asked for.
    """

    def __init__(self, text: str, publisher: str) -> None:
        self.written: dict[str, str] = {}
        self._text = text
        self._publisher = fold(LEADING.sub("", publisher))
        self._names: dict[str, str] = {}
        self._states()

    def _states(self) -> None:
        """Find the states that the text names; of nested names, the longest."""
        known: dict[str, str] = {}
        for id, facts in state_facts().items():
            if facts.kind != "former" and facts.alpha_3 is not None:
                state = facts.state
                names = [LEADING.sub("", one) for one in (state.name, *state.aliases)]
                known |= {fold(one): id for one in (*names, *facts.demonyms)}
        most = max(len(one.split()) for one in known)
        words = WORD.findall(self._text)
        start = 0
        while start < len(words):
            size, id = _longest(words[start : start + most], known)
            start += size
            if id:
                self.written[id] = f"State {state_facts()[id].alpha_3}"
                self._names |= {one: id for one, of in known.items() if of == id}

    def id_of(self, named: Passage | None) -> str:
        """Return the id of an actor, if one is named, or the ids of several."""
        return self._id_of(named.words) if named else ""

    def _id_of(self, written: str) -> str:
        """Return the id of a named actor, or the ids of several, new ones if needed."""
        name = LEADING.sub("", one_line(written))
        key = fold(name)
        if key in PRONOUNS or not any(letter.isupper() for letter in name):
            return ""
        if key not in self._names and (ids := self._several(name)):
            return ", ".join(ids)
        if key not in self._names:
            self._names[key] = self._new_id(name)
        return self._names[key]

    def _several(self, name: str) -> list[str]:
        """Return the ids of the actors in a list of names, none if it is not a list."""
        parts = [LEADING.sub("", one) for one in AND.split(name)]
        if len(parts) < 2 or not all(map(self._is_actor, parts)):
            return []
        ids = [self._id_of(one) for one in parts]
        return list(dict.fromkeys(ids)) if all(ids) else []

    def _id_by_last_name(self, key: str, last: str) -> str:
        """Return the id of the person with a last name, or the body with an acronym."""
        kinds = ("Person", ORGANIZATION) if last.isupper() else "Person"
        for name, id in self._names.items():
            known = self.written.get(id, "")
            # After "of" is somebody else.
            named_so = name.endswith(f" {key}") and not name.endswith(f" of {key}")
            if named_so and known.startswith(kinds):
                self.written[id] += f"; {last}"
                return id
        return ""

    def _is_actor(self, name: str) -> bool:
        """Return whether a part of a list names an actor, and not half of an office."""
        if COURTESY.match(name) or named(name).kind.startswith("Person, "):
            return True
        return fold(name) in self._names or self._has_people(name)

    def _new_id(self, name: str) -> str:
        """Return the id of a new actor, or "" if the name cannot become an id."""
        kind, name, of = named(name)
        body = kind == "Person" and self._has_people(name)
        if body or fold(name) == self._publisher:
            kind = ORGANIZATION
        kind = self._with_body(kind, of)
        if kind == "Person" and (introduced := self._introduced(name)):
            self._id_of(introduced)
        known = self._names.get(fold(name)) or self._id_by_last_name(fold(name), name)
        if known:
            self._names[fold(name)] = known
            return known
        id = re.sub("[^a-z0-9]+", "-", fold(name).replace("'", "")).strip("-")
        if not id:
            return ""
        self._names[fold(name)] = id
        self.written.setdefault(id, f"{kind}; {name}")
        return id

    def _introduced(self, last: str) -> str:
        """Return the office and full name that a text gives somebody, if only one."""
        if not last.isalpha():
            return ""
        office = re.compile(rf"(?:\b[A-Z][\w'’-]+ ){{2,}}{last}\b")
        found = {named(words).name: words for words in office.findall(self._text)}
        if len(found) != 1:
            return ""
        (words,) = found.values()
        return words if named(words).kind.startswith("Person, ") else ""

    def _has_people(self, name: str) -> bool:
        """Return whether the text has somebody "of" this name of one word."""
        of = rf"\b[A-Z]\w+\sof\s{re.escape(name)}\b"
        return name.isalpha() and re.search(of, self._text) is not None

    def _with_body(self, kind: str, of: str) -> str:
        """Return the class and any office with the id of the state or body.

        The state may be in the office too, as in "Chinese Foreign Minister".
        """
        person, comma, office = kind.partition(", ")
        if not comma:
            id = self._names.get(fold(of), "")
            state = self.written.get(id, "").startswith("State")
            return f"{kind} of {id}" if state else kind
        first, _, rest = office.partition(" ")
        for name, left in ((of, office), (first, rest)):
            id = self._names.get(fold(name), "")
            if (
                left
                and AND.search(office) is None
                and self.written.get(id, "").startswith(("State", ORGANIZATION))
            ):
                return f"{person}, {left} of {id}"
        return kind


def _longest(words: list[str], known: Mapping[str, str]) -> tuple[int, str]:
    """Return the length of the longest name at the start of the words, and its id."""
    if words[0][0].isupper():
        for size in range(len(words), 0, -1):
            name = fold(" ".join(words[:size]))
            for spelt in (name.removesuffix("."), re.sub("'s$", "", name)):
                if spelt in known:
                    return size, known[spelt]
    return 1, ""
