"""The words around a phrase in its text, and what they imply for the phrase."""

import re

from diplomacy_events.phrases.fragments import must_be_whole
from diplomacy_events.phrases.lexicon import word_set
from diplomacy_events.phrases.now import Now, Toward, UnreadError
from diplomacy_events.phrases.tense import sentence_around

__all__ = ["look_from", "names_event"]


# The verb decides the direction of words of these kinds.
WEEKDAYS = frozenset({"WEEKDAY", "weekend"})
YEARLY = frozenset({"MONTH", "HOLIDAY", "SEASON"})
QUARTERS = frozenset({"QUARTER", "quarter"})
OF_RESULTS = frozenset({"ORDINAL", "QUARTER"})
DURING = re.compile(r"during\b|throughout\b", re.IGNORECASE)
NUMBERS = frozenset({"NUMBER", "ORDINAL"})
# Words before the name of an event that give its day.
NAMES = frozenset(
    {"MONTH", "NUMBER", "ORDINAL", "YEAR", "SHORTYEAR", "WEEKDAY", "DATE", "HOLIDAY"}
    | {"SEASON", "DAYTIME", "dash", "to", "through", "and", "or"}
)
SET = frozenset({"YEAR", "SHORTYEAR", "YEARMONTH", "DATE"})
LENGTHS = frozenset({"UNITS", "day", "week", "month", "year", "decade", "century"})
BESIDE = frozenset({"after", "before", "just_after", "just_before"})
FROM_EVENT = frozenset({"after", "before", "aftermath"})
# Words after a phrase that begin another part of the sentence and do not name an event.
JOINTS = word_set(
    "and or but nor so yet in on at with for to by from of as that which who when "
    "while because if than then was were is are has have had will would could can may "
    "might do does did said says also not he she it they we i you there where whose "
    "into onto over under about between among during through until since amid against "
    "near despite without within upon toward towards up down out off back again still "
    "already even however meanwhile later earlier before after plus via"
)
DETERMINERS = word_set("the a an his her its their our my this these those some any")
SUBJECTS = word_set("he she it they we i you there")
ARTICLES = re.compile(r"\b(?:the|its|their)\s", re.IGNORECASE)
POSSESSIVE = re.compile(r"(?<=[a-z])['’]s\b|(?<=s)['’](?=\s)")
# "Jan. 20's inauguration".
OF_DAY = re.compile(r"['’]s\b")
NEXT = re.compile(r"\s+[\"“‘']?([A-Za-z][\w'’-]*)")


def names_event(text: str, start: int, end: int, kinds: tuple[str, ...]) -> bool:
    """Return whether a date gives the day of an event: "the May 3 accord"."""
    if kinds[-1] in NUMBERS and OF_DAY.match(text, end):
        return True
    if POSSESSIVE.match(text, end) or POSSESSIVE.search(text, max(start, end - 2), end):
        return True
    if not NAMES.issuperset(kinds[1:]) or not NAMES.intersection(kinds):
        return False
    match = NEXT.match(text, end) if ARTICLES.search(text, start, end) else None
    if match is None or not match[1][0].islower() or match[1].endswith(("ed", "ly")):
        return False
    return match[1] not in JOINTS and match[1] not in DETERMINERS


def look_from(now: Now, text: str, start: int, end: int, kinds: tuple[str, ...]) -> Now:
    """Return the point of view of a phrase at its place in a text.

    Raises:
        UnreadError: if it counts from something without a known day.
    """
    must_be_whole(text, start, end, kinds)
    if _from_event(text, end, kinds):
        raise UnreadError("it counts from an event on an unknown day")
    here = now
    if kinds[0] in BESIDE and names_event(text, start, end, kinds):
        here = here._replace(event=True)
    if SET.intersection(kinds):
        return here
    if WEEKDAYS.intersection(kinds):
        return _by_verbs(here, text, start, end, weekly=True)
    if YEARLY.intersection(kinds) and not names_event(text, start, end, kinds):
        bare = NUMBERS.isdisjoint(kinds)
        return _by_verbs(here, text, start, end, weekly=False, bare=bare)
    bare = kinds[0] in OF_RESULTS and not DURING.match(text, start)
    if QUARTERS.intersection(kinds) and not bare:
        # Results "for the third quarter" will be published after it.
        return _by_verbs(here, text, start, end, weekly=False, bare=False)
    if kinds[0] == "in" and LENGTHS.intersection(kinds):
        return here._replace(record=sentence_around(text, start, end).record)
    return here


def _by_verbs(
    now: Now, text: str, start: int, end: int, *, weekly: bool, bare: bool = True
) -> Now:
    """Return the direction of words by the verbs of their sentence.

    Args:
        now: the point of view.
        text: the text.
        start: where the words begin.
        end: where they end.
        weekly: whether they name a day of the week.
        bare: whether they name a month without a day; such months are announced as
            well as remembered.
    """
    sentence = sentence_around(text, start, end)
    now = now._replace(undone=sentence.undone)
    opens = weekly and text.startswith(("On ", "on "), start)
    if (
        sentence.will
        or (weekly and sentence.will_directly)
        or (opens and not POSSESSIVE.match(text, end) and sentence.will_follow)
    ):
        return now._replace(will=True)
    if bare and now.toward is Toward.NEWS and sentence.was:
        return now.looking(Toward.BACK)
    return now


def _from_event(text: str, end: int, kinds: tuple[str, ...]) -> bool:
    """Return whether a length counts from an event named after it."""
    match = NEXT.match(text, end)
    if match is None:
        return False
    word = match[1].lower()
    if kinds[-1] in {"earlier", "later"}:
        return word == "than"
    if kinds[0] == "within" and word == "of":
        return True
    if kinds[-1] not in FROM_EVENT:
        return False
    return word in SUBJECTS or word not in JOINTS
