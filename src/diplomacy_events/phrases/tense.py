"""The direction of a sentence, by the verbs that govern a phrase.

A verb of the future governs the words after it up to a comma, a quotation mark, a verb
of saying, or a word that opens a clause. It also governs an "On Wednesday" that opens
its sentence. "Could" and "would" indicate neither past nor future.
"""

import re
from collections.abc import Sequence

from diplomacy_events.phrases.changed_plans import has_changed, leads_to_new_day
from diplomacy_events.phrases.lexicon import word_set

__all__ = ["Sentence", "sentence_around"]


MODALS = word_set("will 'll shall won't ’ll won’t")
# Followed by "to" or "for", these mean the future, unless the past comes before them.
TO_COME = word_set("is are am set going about scheduled slated expected poised bound")
TO_BE = word_set("is are now 's ’s also still")
INTENDING = word_set(
    "plan plans planning intend intends intending expect expects hope hopes hoping "
    "aim aims aiming prepare prepares preparing promise promises threaten threatens "
    "pledge pledges vow vows want wants"
)
ARRANGED = word_set("set due scheduled slated planned expected")
AT_ONCE = word_set("due scheduled slated planned expected")
JOINTS = word_set("to for")
OF_FUTURE = MODALS | AT_ONCE | JOINTS
PAST = word_set("was were been had being")
# Words that make the next word a noun: "the will", "announced plans".
BEFORE_NOUN = word_set(
    "the a an his her its their our my no any new free good ill political of with for "
    "announced unveiled have has had made drew under against at on this that these "
    "those last popular strong sheer"
)
# "A deal that will hold": after these, "will" is still a verb.
POINTING = word_set("this that these those")
# "The king's will" is a noun too.
BEFORE_WILL = (BEFORE_NOUN - POINTING) | {"'s", "’s"}
ARTICLES = word_set("the a an his her its their our my this these those")
CLAUSES = word_set(
    "that which who whom whose what where when while because although though if "
    "unless whether after before since until as than following despite how why"
)
SAYING = word_set(
    "said say says saying told tell tells telling announced announces reported "
    "reports added adds according asked asks stated states wrote writes confirmed "
    "warned claimed denied insisted"
)
# A participle after these has no tense of its own.
UNDECIDED = word_set(
    "be been being to could would may might can should must is are get"
)
BARRIERS = frozenset(',;:()[]"“”„«»—–') | {"--", "..."}
IRREGULAR = word_set(
    "met took made went came left gave held got won lost rose fell began became saw "
    "put sent struck shot did broke chose drew flew grew knew paid ran sold spent "
    "spoke stood threw told thought wrote brought bought caught fought found said "
    "born built taken given seen shown sworn written chosen spoken broken stolen drawn "
    "thrown"
)
# Words of other forms with the endings of the past.
NOT_PAST = word_set(
    "need feed speed proceed succeed exceed seed bleed breed indeed hundred red bed"
)
PREPOSITIONS = word_set("by on in at last from during against for with over near to")
# Words that report a record, or a first time in long; those with -est are superlatives,
# except for a few.
NOT_SUPERLATIVE = (
    "interest|protest|request|arrest|forest|guest|honest|invest|contest|suggest|harvest|"
    "northwest|southwest|midwest|budapest|bucharest|unrest|quest"
)
RECORD = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+th|only|"
    r"last time|most|least|worst|best|since|never|ever|not|has|have|had|hasn't|haven't|"
    rf"(?!(?:{NOT_SUPERLATIVE})\b)[a-z]{{2,}}est)\b"
)
# "No talks in two years" looks back as well.
LACK = re.compile(r"\bno(?:\s[\w-]+){1,3}\s\Z")
TOKEN = re.compile(
    r"\.\.\.|--|'ll|’ll|[A-Za-z](?:[\w-]|['’](?!ll|s\b))*|['’]s\b|[^\w\s]|\d+"
)
END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n\s*\n")
# "OSLO (Reuter) -- On Monday": the sentence begins after the dash.
DATELINE = re.compile(r"[A-Z]{3}[^.!?\n]{0,60}?(?:--|—)\s+")
# Other words that end with a full stop.
SHORT_FORM = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Prof|Rev|No|vs|Inc|Corp|"
    r"Co|Ltd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|"
    r"Thurs|Fri|Sat|Sun|Jr|Sr|a\.m|p\.m))\Z"
)
# How much of a sentence is searched on either side, so that no text takes long.
SENTENCE_CHARACTERS = 300
MOST_SENTENCE_WORDS = 30
# How many words may separate a day that opens a sentence from the verb.
MOST_SUBJECT_WORDS = 8


class Sentence:
    """The words before and after a phrase in its sentence.

    Attributes:
        left: the text before it.
        first: its first word.
        before: the words and signs before it.
        after: those after it.
    """

    def __init__(self, before: str, first: str, after: str) -> None:
        self.left = before
        self.first = first
        self.before: Sequence[str] = TOKEN.findall(before)[-MOST_SENTENCE_WORDS:]
        self.after: Sequence[str] = TOKEN.findall(after)[:MOST_SENTENCE_WORDS]

    @property
    def will(self) -> bool:
        """Whether a verb of the future before the phrase governs it."""
        return self._governor() is not None

    @property
    def undone(self) -> bool:
        """Whether the sentence says that the plan has changed, or is an earlier one.

        "The visit, originally planned for May" and "the talks due in May were moved" do
        not show whether that May is past or ahead.
        """
        if leads_to_new_day(self.left) or leads_to_new_day(f"{self.left}{self.first} "):
            return True
        at = self._governor()
        words = [word.lower() for word in self.before]
        # "Due" governs by itself, "planned" with the word after it.
        if at is not None and words[at] in JOINTS:
            at -= 1
        if not at or words[at] not in ARRANGED or words[at - 1] in TO_BE:
            return False
        return has_changed(words[:at], [word.lower() for word in self.after])

    def _governor(self) -> int | None:
        """Return the place of the verb of the future that governs the phrase."""
        words = self.before
        at = len(words) - 1
        while at >= 0:
            if self._place_between_commas(at):
                at -= 1
                while words[at] != ",":
                    at -= 1
            elif _ends_clause(words, at):
                return None
            elif _is_future(words, at):
                return at
            at -= 1
        return None

    def _place_between_commas(self, at: int) -> bool:
        """Return whether a comma closes a name that is set off: "Oslo, Norway, on"."""
        words = self.before
        if words[at] != ",":
            return False
        low = at - 1
        while low >= 0 and at - low <= 3 and words[low][0].isupper():
            low -= 1
        return low >= 0 and low < at - 1 and words[low] == ","

    @property
    def will_follow(self) -> bool:
        """Whether a verb of the future follows the phrase that opens the sentence."""
        if self.before or not self.after:
            return False
        words = self.after[1:] if self.after[:1] == [","] else self.after
        for at, word in enumerate(words[: MOST_SUBJECT_WORDS + 1]):
            if _is_future(words, at):
                return True
            plain = word.lower()
            if _ends_clause(words, at) or plain in IRREGULAR or plain in PAST:
                return False
            if _is_participle(word):
                return False
        return False

    @property
    def will_directly(self) -> bool:
        """Whether "will" comes right after: "Monday will bring talks"."""
        return bool(self.after) and self.after[0].lower() in MODALS

    @property
    def was(self) -> bool:
        """Whether a verb of the past comes directly before or after the phrase."""
        words = self.before
        if not words:
            return _is_past(self.after, 0) and not self.will_follow
        past = _is_past(words, len(words) - 1) or (
            bool(self.after) and words[-1].isalpha() and _is_past(self.after, 0)
        )
        return past and not self.will

    @property
    def record(self) -> bool:
        """Whether it reports a record, such as a first or a lowest."""
        left = self.left.lower()
        return not self.will and bool(RECORD.search(left) or LACK.search(left))


def _ends_clause(words: Sequence[str], at: int) -> bool:
    """Return whether a word cuts the words after it off from the words before."""
    word = words[at].lower()
    if word in BARRIERS or word in CLAUSES or word in SAYING:
        return True
    # "An appeal filed Monday": a participle after its noun means the past.
    if not _is_participle(words[at]) or at == 0 or word in ARRANGED:
        return False
    follows = words[at + 1].lower() if at + 1 < len(words) else ""
    before = words[at - 1].lower()
    return (not follows or follows in PREPOSITIONS) and not (
        before in {"be", "and", "or", "get"}
        or before.endswith("ly")
        or before in ARTICLES
    )


def _is_participle(word: str) -> bool:
    """Return whether a word has the form of the past and is not a name."""
    return word.endswith("ed") and word.islower() and word not in NOT_PAST


def _is_past(words: Sequence[str], at: int) -> bool:
    """Return whether a verb of the past is at a place."""
    if at >= len(words):
        return False
    word = words[at].lower()
    before = words[at - 1].lower() if at else ""
    if before in UNDECIDED or word in ARRANGED:
        return False
    return word in IRREGULAR or _is_participle(words[at])


def _is_future(words: Sequence[str], at: int) -> bool:
    """Return whether a verb of the future is at a place."""
    word = words[at].lower()
    if word not in OF_FUTURE:
        return False
    before = words[at - 1].lower() if at else ""
    if word in MODALS:
        return word != "will" or before not in BEFORE_WILL
    if PAST.intersection(one.lower() for one in words[max(0, at - 3) : at]):
        return False
    if word in JOINTS:
        return bool(at) and _is_arranged(words, at, word, before)
    return at + 1 == len(words) or words[at + 1].lower() not in JOINTS


def _is_arranged(words: Sequence[str], at: int, word: str, before: str) -> bool:
    earlier = words[at - 2].lower() if at > 1 else ""
    following = words[at + 1].lower() if at + 1 < len(words) else ""
    if word == "for":
        return before in ARRANGED
    if following in ARTICLES | {"blame"} or not following[:1].isalpha():
        return False
    if before in INTENDING:
        return earlier not in BEFORE_NOUN
    if before == "due":
        return earlier in TO_BE or earlier.endswith(("'re", "’re"))
    return before in TO_COME


def sentence_around(text: str, start: int, end: int) -> Sentence:
    """Return the sentence around a phrase of a text, without the phrase."""
    low = max(0, start - SENTENCE_CHARACTERS)
    for match in END.finditer(text, low, start + 2):
        if match.end() <= start and not SHORT_FORM.search(
            text, max(0, match.start() - 6), match.start()
        ):
            low = match.end()
    dateline = DATELINE.match(text, low, start)
    low = dateline.end() if dateline else low
    last = min(len(text), end + SENTENCE_CHARACTERS)
    high = next(
        (
            match.start()
            for match in END.finditer(text, end, last)
            if not SHORT_FORM.search(text, max(0, match.start() - 6), match.start())
        ),
        last,
    )
    # "Set for Monday": the preposition belongs to the verb as well.
    verb = "for " if text[start : start + 4].lower() == "for " else ""
    before = text[low:start].lstrip(" \n\t\"“‘'")
    first = text[start:end].split(maxsplit=1)[0]
    return Sentence(f"{before}{verb}", first, text[end:high])
