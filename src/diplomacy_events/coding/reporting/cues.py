"""The words of a sentence that report speech, and their speakers."""

from collections.abc import Iterator
from typing import NamedTuple

from diplomacy_events.coding.passages import Passage
from diplomacy_events.coding.reporting.clauses import (
    DASHES,
    QUOTED,
    RELATIVE,
    Clauses,
)
from diplomacy_events.coding.reporting.lexicon import (
    BE,
    CITING,
    DETERMINERS,
    FORMS,
    MODALS,
    NOUN_PREPOSITIONS,
    NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    TIME_WORDS,
    WITHIN_NAMES,
    WORDS_AROUND,
    Form,
    words,
)

__all__ = ["Cue", "cues", "participles"]

# After these, a verb does not tell that somebody spoke.
HYPOTHETICAL = words("as if when once unless than whether nor")
# If the speaker comes after the verb, only these can follow the speaker.
ENDS = TIME_WORDS | {"", *DASHES} | words(", . ; : who in on at after during")
# Reported words after a participle begin with one of these, as in "claiming that".
OPENING = DETERMINERS | PRONOUNS
CALLING = words("call calls called")
# With these between them, the quoted words are not what something is called.
OTHERS = PREPOSITIONS | (WITHIN_NAMES - DETERMINERS)
CHARGES = words(
    "claim claims accusation accusations allegation allegations charge charges"
)
SAYING = words("say comment confirm respond answer speak")
AS_SAYING = ("as", "saying")


class Cue(NamedTuple):
    """A word that reports speech.

    Attributes:
        at: its place among the tokens of the sentence.
        act: the value of its most frequent act.
        speaker: the words that name the speaker, if they are where grammar puts them.
        aside: whether it is in a relative clause, as in "Lind, who backs it, left".
    """

    at: int
    act: str
    speaker: Passage | None
    aside: bool = False


def cues(clauses: Clauses) -> Iterator[Cue]:
    """Yield the finite verbs and the nouns of speech, each with its speaker."""
    last: Passage | None = None
    for at, token in enumerate(clauses.tokens):
        if token.capital:
            continue
        if token.word in NOUNS and clauses.word(at + 1) in NOUN_PREPOSITIONS:
            speaker, _ = clauses.following(at + 2)
            if speaker is not None:
                yield Cue(at, NOUNS[token.word], speaker)
        elif token.word in CITING and (quoted := _quoted(clauses, at)) is not None:
            yield Cue(at, "comment", quoted)
        elif (act := _act(clauses, at)) is not None:
            before = clauses.word(clauses.before_verb(at))
            if before in ("and", "but"):
                speaker = last or clauses.opening()
            else:
                speaker = _speaker(clauses, at) or (last if before == "," else None)
            last = speaker or last
            yield Cue(at, act, speaker, before in RELATIVE)


def _quoted(clauses: Clauses, at: int) -> Passage | None:
    """Return the speaker in "was quoted as saying" or "quoted Lind as saying"."""
    if clauses.word(at + 1) == "as":
        return clauses.subject(at)
    found, end = clauses.following(at + 1)
    return found if (clauses.word(end), clauses.word(end + 1)) == AS_SAYING else None


def participles(clauses: Clauses) -> Iterator[Cue]:
    """Yield the first participle of speech, as in "left, claiming that they won"."""
    for at, token in enumerate(clauses.tokens):
        for form in FORMS.get(token.word, ()):
            follows = clauses.word(at + 1)
            if form.finite or (form.follow and follows not in form.follow):
                continue
            if clauses.word(at - 1) == "," and follows in OPENING:
                yield Cue(at, form.act, None)
                return


def _act(clauses: Clauses, at: int) -> str | None:
    """Return the act of a finite verb of speech at a place, if one is there."""
    if _keeps_silent(clauses, at):
        return "decline-comment"
    for form in FORMS.get(clauses.word(at), ()):
        follows = clauses.word(at + 1)
        fits = not form.follow or follows in form.follow
        fits = fits or _is_last(clauses, at) or _is_beside_quote(clauses, at)
        fits = form.finite and (fits or _calls_names(clauses, at))
        if fits and _is_verb(clauses, at, form):
            if form.act == "refuse" and _is_of_charge(clauses, at):
                return "deny"
            return "demand" if _orders(clauses, at) else form.act
    return None


def _is_of_charge(clauses: Clauses, at: int) -> bool:
    """Return whether the object of a verb is a charge, as in "rejected the claim"."""
    for word in clauses.next_words(at, 3):
        if word in CHARGES:
            return True
        if word in WORDS_AROUND or not word.isalpha():
            break
    return False


def _calls_names(clauses: Clauses, at: int) -> bool:
    """Return whether a verb is like that in "she called the plan a “farce”"."""
    if clauses.word(at) not in CALLING or _chain(clauses, at) & BE:
        return False
    following = clauses.next_words(at, 5)
    quoted = next((one for one in following if one[:1] == QUOTED), None)
    between = following[: following.index(quoted)] if quoted else []
    named = len(between) > 1 and between[0] in DETERMINERS
    return named and OTHERS.isdisjoint(between) and "," not in between


def _is_last(clauses: Clauses, at: int) -> bool:
    """Return whether a verb ends a sentence, as in "it failed, the radio reported"."""
    if clauses.word(at + 1) not in ("", "."):
        return False
    speaker = clauses.subject(at)
    if speaker is None:
        return False
    starts = [token.start for token in clauses.tokens]
    return clauses.word(starts.index(speaker.start) - 1)[:1] in (",", QUOTED)


def _is_beside_quote(clauses: Clauses, at: int) -> bool:
    """Return whether a speaker follows, as in "“It failed,” added Lind"."""
    if not clauses.ends_quote(at - 1):
        return False
    speaker, end = clauses.speaker_after(at + 1)
    return speaker is not None and clauses.word(end) in ENDS


def _keeps_silent(clauses: Clauses, at: int) -> bool:
    """Return whether somebody "declined to comment", or "would not say"."""
    if clauses.word(at) in ("declined", "refused"):
        return clauses.word(at + 2) in SAYING
    chain = _chain(clauses, at)
    return (
        clauses.word(at) in SAYING
        and not chain.isdisjoint(("not", "neither"))
        and clauses.word(clauses.before_verb(at)) in ("would", "could", "did")
    )


def _orders(clauses: Clauses, at: int) -> bool:
    """Return whether the sentence orders somebody to do something."""
    if clauses.word(at) not in ("told", "tells", "tell"):
        return False
    after = clauses.next_words(at, 7)
    until = [after.index(word) for word in ("that", ",") if word in after]
    return "to" in after[: min(until, default=len(after))]


def _is_verb(clauses: Clauses, at: int, form: Form) -> bool:
    """Return whether a form reports speech, judging by the words around it."""
    before, follows = clauses.word(at - 1), clauses.word(at + 1)
    chain = _chain(clauses, at)
    if chain & MODALS or before in HYPOTHETICAL:
        return False
    if form.past:
        if before in DETERMINERS or before.endswith(("'s", "’s", "s’")):
            return follows in ("that", "to") and before not in ("the", "a", "an")
        # "A plan proposed by her" is about a plan; "responded by leaving" does not.
        passive = follows == "by" and follows not in form.follow
        return not passive or bool(chain & BE)
    if not form.noun:
        return before not in DETERMINERS
    capital = at > 0 and clauses.tokens[at - 1].capital
    named = capital and before not in DETERMINERS
    named = named and not before.endswith(("'s", "’s", "’", "'"))
    if before in PRONOUNS or (named and follows != "of"):
        return True
    plural = before.endswith("s") and before not in DETERMINERS
    return plural and (follows in DETERMINERS or follows in ("to", *PRONOUNS))


def _chain(clauses: Clauses, at: int) -> set[str]:
    """Return the auxiliaries, adverbs and modals right before a verb."""
    first = clauses.before_verb(at)
    return {clauses.word(place) for place in range(first, at)}


def _speaker(clauses: Clauses, at: int) -> Passage | None:
    """Return who speaks, by the words before a verb, or after it."""
    chain = _chain(clauses, at)
    if chain & BE:
        # Who was told, accused or asked does not speak.
        following = clauses.next_words(at, 7)
        if "by" not in following:
            return None
        return clauses.following(at + 2 + following.index("by"))[0]
    modal = clauses.before_verb(at)
    if clauses.word(modal) in MODALS:
        return clauses.subject(modal)
    before = clauses.word(at - 1)
    if before in (",", *DASHES) or before[:1] == QUOTED:
        after, end = clauses.speaker_after(at + 1)
        if after is not None and clauses.word(end) in ENDS:
            found = clauses.subject(at)
            named = before == "," and clauses.tokens[at + 1].capital
            if found is None or named:
                return after
    return clauses.subject(at)
