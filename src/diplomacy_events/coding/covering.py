"""Reports of speech that a declaration or a visit covers.

Agreeing is a deed, and the record of the document or the meeting covers it. What the
parties of a document say together where it is described is part of the document. Any
other speech is an utterance, and needs a statement, even if it is an accusation.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from diplomacy_events.coding.passages import Passage
from diplomacy_events.coding.reporting import Report
from diplomacy_events.coding.reporting.lexicon import (
    DETERMINERS,
    FORMS,
    OFFICES,
    PREPOSITIONS,
    PRONOUNS,
    WITHIN_NAMES,
    words,
)
from diplomacy_events.coding.stretches import touching
from diplomacy_events.dataset import Dataset
from diplomacy_events.datasets.world import state_facts
from diplomacy_events.folding import fold
from diplomacy_events.integrity import Sides
from diplomacy_events.model.actors import Actor, Person, State
from diplomacy_events.model.record_kinds import (
    JointDeclaration,
    Record,
    StateVisit,
)

__all__ = ["Covering"]

ARTICLE = re.compile("^the ")
WORD = re.compile(r"[^\W_]+(?:[.'’&-]+[^\W_]+)*")
SMALL = DETERMINERS | PREPOSITIONS | WITHIN_NAMES
# Those who agree, without their names, as in "the two countries".
JOINTLY = words(
    "allies capitals countries delegations envoys governments leaders ministers "
    "nations neighbors neighbours parties powers presidents sides signatories states"
)
# Nouns of those who act for an actor, unlike "analysts in Caldonia".
OFFICIAL = OFFICES | JOINTLY | words("counterpart delegation government ministry side")


class _Role(NamedTuple):
    """Actors in one role of a record.

    Attributes:
        actors: their ids.
        agree: whether each agrees according to the record; otherwise the record covers
            whatever two of them say together.
    """

    actors: tuple[str, ...]
    agree: bool


class Covering:
    """The records of a dataset that cover reports of speech, other than statements.

    Args:
        dataset: the dataset.
        sources: the ids of the sources that have the text.
    """

    def __init__(self, dataset: Dataset, sources: Iterable[str]) -> None:
        here = frozenset(sources)
        self._roles = [
            (at.start, at.end, role)
            for record in dataset.records
            for role in _roles(record)
            for at in record.evidence
            if at.source in here and at.start is not None and at.end is not None
        ]
        actors = tuple(dataset.actors) if self._roles else ()
        self._sides = Sides({actor.id: actor for actor in actors})
        self._ids: dict[str, set[str]] = {}
        for actor in actors:
            for name in _names(actor):
                self._ids.setdefault(name, set()).add(actor.id)

    def of(self, found: Sequence[Report]) -> Iterator[Report]:
        """Yield the covered ones of some reports, given in the order of the text."""
        for report, roles in touching(found, self._roles):
            if any(self._plays(report, role) for role in roles):
                yield report

    def _plays(self, report: Report, role: _Role) -> bool:
        """Return whether a report is of what actors do in a role."""
        if report.speaker is None or (role.agree and not _is_of_agreeing(report)):
            return False
        named, others = self._named(_words(report.speaker, report.start))
        nouns = [one for one in others if one not in SMALL]
        if not named:
            return _is_joint(nouns) or (role.agree and _is_pronoun(report, nouns))
        official = [one for one in nouns if one.islower()][-1:]
        if not OFFICIAL.issuperset(official):
            return False
        fits = all(self._related(ids, role.actors) for ids in named)
        each = [any(self._related(ids, [one]) for ids in named) for one in role.actors]
        return fits and (role.agree or sum(each) > 1)

    def _named(self, parts: Sequence[str]) -> tuple[list[set[str]], list[str]]:
        """Return the ids of each actor named in words, and the other words.

        Actors may share a name.
        """
        named: list[set[str]] = []
        others: list[str] = []
        plain = _plain(parts)
        start = 0
        while start < len(parts):
            size = len(parts) - start
            while size and " ".join(plain[start : start + size]) not in self._ids:
                size -= 1
            if size:
                named.append(self._ids[" ".join(plain[start : start + size])])
            else:
                others.append(parts[start])
            start += size or 1
        return named, others

    def _related(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """Return whether some actors are others, belong to them, or have them."""
        some, others = frozenset(some), frozenset(others)
        return not (
            self._sides.above(some).isdisjoint(others)
            and self._sides.above(others).isdisjoint(some)
        )


def _roles(record: Record) -> Iterator[_Role]:
    """Yield the roles in a record whose actors need no statement."""
    if isinstance(record, JointDeclaration):
        yield _Role((*record.parties, *record.signatories), agree=True)
        yield _Role(record.parties, agree=False)
    elif isinstance(record, StateVisit):
        yield _Role((*record.visitors, *record.hosts), agree=True)


def _names(actor: Actor) -> Iterator[str]:
    """Yield the words that name an actor, as they are compared."""
    written = [actor.name, *actor.aliases]
    if isinstance(actor, State) and actor.code is not None:
        facts = (one for one in state_facts().values() if one.alpha_3 == actor.code)
        written += [word for one in facts for word in one.demonyms]
    if isinstance(actor, Person):
        written.append(actor.name.split()[-1])
    for name in written:
        yield ARTICLE.sub("", " ".join(_plain(WORD.findall(name))))


def _plain(parts: Iterable[str]) -> list[str]:
    """Return words as they are compared, without the ending of a possessive."""
    return [fold(one).removesuffix("'s") for one in parts]


def _is_of_agreeing(report: Report) -> bool:
    """Return whether somebody agrees, with others or to something."""
    return report.cue.words.startswith("agree")


def _words(speaker: Passage, start: int) -> list[str]:
    """Return the words that name a speaker.

    A noun at the start of a sentence, as in "Analysts in Caldonia", gets a small
    letter; a name, an office or another word before the noun keeps its capital.

    Args:
        speaker: the words.
        start: where the sentence begins.
    """
    first, *others = WORD.findall(speaker.words)
    alone = not others or others[0] in SMALL or first.lower() in SMALL
    return [first.lower() if alone and speaker.start == start else first, *others]


def _is_pronoun(report: Report, nouns: Sequence[str]) -> bool:
    """Return whether the speaker is a pronoun, and nobody else speaks before it."""
    before = report.words[: report.cue.start - report.start].split()
    return PRONOUNS.issuperset(nouns) and FORMS.keys().isdisjoint(before)


def _is_joint(nouns: Sequence[str]) -> bool:
    """Return whether words without a name are like "the two countries" or "both"."""
    return all(map(str.islower, nouns)) and JOINTLY.issuperset(nouns[-1:])
