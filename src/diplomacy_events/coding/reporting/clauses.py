"""The tokens of a sentence, and the names and nouns around a verb in it."""

import re
from typing import NamedTuple

from diplomacy_events.coding.passages import AFTER_STOPS, STOPS, Passage
from diplomacy_events.coding.reporting.lexicon import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    LEADING,
    OFFICES,
    PREPOSITIONS,
    PRONOUNS,
    QUALIFIERS,
    TIME_WORDS,
    WITHIN_NAMES,
    WORDS_AROUND,
)

__all__ = ["DASHES", "QUOTED", "RELATIVE", "Clauses", "Token"]

QUOTED = "\ufffc"
"""The character that replaces each character of a quotation."""

TOKEN = re.compile(
    rf"[^\W_]+(?:[’'.&/-]+[^\W_]+)*(?:[’'](?=\s)|(?<=\b[A-Z])\.)?|{QUOTED}+|[^\w\s]"
)
# The most words in the name of one speaker.
MOST_WORDS_OF_A_SPEAKER = 14
# How far back to look for the start of an insertion between commas.
MOST_TOKENS_INSERTED = 30
# The most auxiliaries, adverbs and times before a verb.
MOST_TOKENS_BEFORE_VERB = 30
DASHES = "—–-"
RELATIVE = ("who", "which", "that")
"""Words that refer to the name or noun before them."""


class Token(NamedTuple):
    """A word, a mark, or a quotation.

    Attributes:
        start: index of its first code point, in the text.
        end: index after its last code point.
        word: the token in small letters.
        capital: whether it begins with a capital letter or a digit.
    """

    start: int
    end: int
    word: str
    capital: bool

    @property
    def is_word(self) -> bool:
        """Whether it is neither a mark nor a quotation."""
        return self.word[0].isalnum()


class Clauses:
    """A sentence, in tokens."""

    def __init__(self, sentence: Passage, masked: str) -> None:
        self.sentence = sentence
        self.tokens = [
            Token(
                sentence.start + found.start(),
                sentence.start + found.end(),
                found.group().lower(),
                found.group()[0].isupper() or found.group()[0].isdigit(),
            )
            for found in TOKEN.finditer(masked)
        ]

    def word(self, at: int) -> str:
        """Return the word at a place in small letters; "" beyond the ends."""
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def next_words(self, at: int, count: int) -> list[str]:
        """Return some words after a place in small letters; "" beyond the end."""
        return [self.word(place) for place in range(at + 1, at + 1 + count)]

    def ends_quote(self, at: int) -> bool:
        """Return whether a quotation ends at a place, with a comma or as a sentence."""
        if self.word(at) == ",":
            return self.word(at - 1)[:1] == QUOTED
        if self.word(at)[:1] != QUOTED:
            return False
        first = self.sentence.start
        start, end, *_ = self.tokens[at]
        words = self.sentence.words[start - first : end - first]
        return words.rstrip(AFTER_STOPS)[-1:] in (",", *STOPS)

    def before_verb(self, verb: int) -> int:
        """Return the place before a verb, its auxiliaries, adverbs and times."""
        at = verb - 1
        first = max(verb - MOST_TOKENS_BEFORE_VERB, 0)
        while at >= first and self._beside_verb(at):
            at -= 1
            if self.word(at) in ("on", "in", "late"):
                at -= self.word(at + 1) in TIME_WORDS
        return at

    def subject(self, verb: int) -> Passage | None:
        """Return the subject of a verb, from the words before it."""
        at = self.before_verb(verb)
        if self.word(at) in RELATIVE:
            return self._name_ending(at - 1 - (self.word(at - 1) == ","))
        if self.word(at) not in (",", ")", *DASHES):
            return self._name_ending(at)
        opening = {")": "("}.get(self.word(at), self.word(at))
        for place in range(at - 1, at - MOST_TOKENS_INSERTED, -1):
            if self.word(place) == opening:
                return self._apart(place, at)
        return None

    def opening(self) -> Passage | None:
        """Return the name or noun that opens a sentence, if its end is clear."""
        _, end = self.following(0)
        if self.word(end) == ",":
            for place in range(end + 1, end + MOST_TOKENS_INSERTED):
                if self.word(place) == ",":
                    return self._apart(end, place)
            return None
        end = 0
        # This ends at a verb of speech at the latest.
        while end < MOST_WORDS_OF_A_SPEAKER and self._named(end):
            end += 1
        small = DETERMINERS | WORDS_AROUND
        named = end and self._begins(0) and self.word(end - 1) not in small
        return self._words(0, end) if named else None

    def _named(self, at: int) -> bool:
        token = self.tokens[at]
        return token.capital or token.word in WITHIN_NAMES

    def following(self, at: int) -> tuple[Passage | None, int]:
        """Return the name or noun that begins at a place, and the place after it."""
        end = at
        while (
            end < len(self.tokens)
            and end - at < MOST_WORDS_OF_A_SPEAKER
            and self._goes_on(end)
        ):
            # "Accused by her of lying": a deed belongs to the verb.
            if self.word(end) in ("of", "for") and self.word(end + 1).endswith("ing"):
                break
            end += 1
        while end > at and self._hangs(end - 1):
            end -= 1
        if end == at or not self._begins(at):
            return None, at
        return self._words(at, end), end

    def speaker_after(self, at: int) -> tuple[Passage | None, int]:
        """Return who is named at a place after a verb, and the place after it.

        That is the name put in after an office, as in "said its leader, Doina Serban".
        """
        found, end = self.following(at)
        if self.word(end) != ",":
            return found, end
        last = end + 1
        while last < len(self.tokens) and self._named(last):
            last += 1
        office = any(
            self.word(place) in OFFICES and not self.tokens[place].capital
            for place in range(at, end)
        )
        named = last > end + 1 and self.tokens[end + 1].capital
        if office and named and not self.word(last).isalpha():
            return self._words(end + 1, last), last
        return found, end

    def _apart(self, opening: int, closing: int) -> Passage | None:
        """Return the subject of words that continue after an insertion.

        It is the inserted name, as in "its leader, Doina Serban, said", or else the
        name or noun before the insertion.
        """
        inserted = self.tokens[opening + 1 : closing]
        before = self._name_ending(opening - 1)
        named = all(self._named(at) for at in range(opening + 1, closing))
        if before is not None and inserted and named and inserted[0].capital:
            return self._words(opening + 1, closing)
        return before

    def _name_ending(self, at: int) -> Passage | None:
        """Return the longest name or noun that ends at a place.

        A noun keeps what a preposition adds to it, as in "a diplomat in Caldon", unless
        a preposition comes first, as in "On Monday Caldonia".
        """
        if self.word(at) in PRONOUNS:
            return self._words(at, at + 1)
        start = at
        after_preposition: int | None = None
        while start >= 0 and at - start < MOST_WORDS_OF_A_SPEAKER:
            if self.word(start) in PREPOSITIONS:
                after_preposition = after_preposition or start + 1
            elif not self._goes_on(start):
                break
            start -= 1
        start = self._led(start + 1, at)
        if after_preposition is not None and not self._begins(start):
            start = self._led(after_preposition, at)
        if start > at or not self._begins(start):
            return None
        return self._words(start, at + 1)

    def _led(self, start: int, at: int) -> int:
        """Return where a name begins, after words that are not part of it."""
        while start <= at and self._leads(start):
            start += 1
        return start

    def _beside_verb(self, at: int) -> bool:
        token = self.tokens[at]
        return (
            token.word in AUXILIARIES
            or token.word in ADVERBS
            or token.word in TIME_WORDS
            or token.word in ("not", "neither")
            or (token.word.endswith("ly") and not token.capital)
        )

    def _goes_on(self, at: int) -> bool:
        token = self.tokens[at]
        if token.word in WITHIN_NAMES:
            return True
        if not token.is_word:
            return False
        # The first word of a sentence always has a capital.
        return (token.capital and at > 0) or token.word not in WORDS_AROUND

    def _leads(self, at: int) -> bool:
        """Return whether a word may come before a name without being part of it."""
        token = self.tokens[at]
        if token.word in DETERMINERS:
            return False
        return (
            token.word in LEADING
            or token.word.isdigit()
            or token.word in ADVERBS
            or token.word in TIME_WORDS
            or (token.word.endswith("ly") and not token.capital)
        )

    def _hangs(self, at: int) -> bool:
        """Return whether the last word of a name is not part of it."""
        word = self.word(at)
        return word in WITHIN_NAMES or word in TIME_WORDS or word in ADVERBS

    def _begins(self, at: int) -> bool:
        """Return whether a name, a pronoun or a noun can begin at a place."""
        token = self.tokens[at]
        return token.word not in PREPOSITIONS and (
            token.capital
            or token.word in DETERMINERS
            or token.word in PRONOUNS
            or token.word in QUALIFIERS
            or token.word.endswith("s")
            or self._entitled(at)
        )

    def _entitled(self, at: int) -> bool:
        """Return whether a name with an office, which needs no article, begins here."""
        end = at
        while self.word(end).isalpha() and not self.tokens[end].capital:
            end += 1
        return (
            end < len(self.tokens)
            and self.tokens[end].capital
            and self.word(end - 1) in OFFICES
        )

    def _words(self, start: int, end: int) -> Passage:
        first, last = self.tokens[start].start, self.tokens[end - 1].end
        at = self.sentence.start
        return Passage(first, last, self.sentence.words[first - at : last - at])
