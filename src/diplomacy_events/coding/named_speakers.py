"""The actor that a new sheet suggests for a speaker named in a text."""

import re
from typing import NamedTuple

from diplomacy_events.coding.reporting.lexicon import OFFICES, words
from diplomacy_events.folding import fold

__all__ = ["COURTESY", "Named", "named"]

BODIES = re.compile(
    r"\b(?:agency|alliance|army|assembly|association|bank|broadcaster|channel|commission|"
    r"committee|council|court|daily|department|embassy|government|institute|league|"
    r"magazine|ministry|nations|network|news|newspaper|office|organi[sz]ation|palace|"
    r"parliament|party|police|press|radio|senate|service|television|times|union|"
    r"university|weekly)\b",
    re.IGNORECASE,
)
# What may come before the name of a person, as in "French counterpart Ida Holm".
COURTESY = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Miss)\.?|(?:[\w-]+ )?counterpart) (?=[^\W\d_])"
)
THE = re.compile("^the ")
# Words after these say where somebody is, as in "officials at the ministry".
FOR = re.compile(r"\s(?:for|of)\s")
WHERE = re.compile(r"\s(?:at|from|in|near|with)\s")
ACRONYM = re.compile("[A-Z]{2,}")
GROUPS = words(
    "analysts authorities critics diplomats envoys experts lawmakers leaders ministers "
    "observers officials reporters residents sources witnesses"
)


class Named(NamedTuple):
    """Somebody, as a sheet writes them.

    Attributes:
        kind: the class, with the office of a person.
        name: the name, without the office.
        of: the state or body of a person with an office, or of a body.
    """

    kind: str
    name: str
    of: str = ""


def named(written: str) -> Named:
    """Return the likely class and name of a speaker named in a text.

    >>> named("Foreign Minister Dana Prell")
    Named(kind='Person, Foreign Minister', name='Dana Prell', of='')
    >>> named("President Alma Sorel of Belgarde")
    Named(kind='Person, President', name='Alma Sorel', of='Belgarde')
    >>> named("Rita Holm of the Northern Institute")
    Named(kind='Person', name='Rita Holm', of='')
    >>> named("Analysts").kind, named("European Union").kind
    ('Group', 'Organization')
    >>> named("KNA").kind, named("newspaper Glas").kind
    ('Organization', 'Organization')
    """
    written = COURTESY.sub("", written)
    before, _, body = written.rpartition(" of ")
    named_body = _capital(THE.sub("", body).split())
    holder = _office_holder(before.split()) if named_body else None
    if holder is not None:
        return holder._replace(of=THE.sub("", body))
    holder = _office_holder(written.split())
    if holder is not None:
        return holder
    who, of, body = written.partition(" of ")
    if of and _is_person(who.split()) and _capital(THE.sub("", body).split()[:1]):
        return Named("Person", who)
    noun = WHERE.split(written, maxsplit=1)[0]
    *_, last = noun.split()
    if _is_office(FOR.split(noun, maxsplit=1)[0].rsplit(maxsplit=1)[-1]):
        return Named("Person", written)
    if BODIES.search(noun) or ACRONYM.fullmatch(noun):
        owner, _, _ = noun.replace("’", "'").rpartition("'s ")
        return Named("Organization", written, owner)
    group = fold(last) in GROUPS or not last[0].isupper()
    return Named("Group" if group else "Person", written)


def _office_holder(parts: list[str]) -> Named | None:
    """Return the person whose name follows an office, if there is one."""
    offices = [at for at, one in enumerate(parts[:-1]) if _is_office(one)]
    if offices and _capital(parts[offices[-1] + 1 :]):
        last = offices[-1]
        owners = [at for at in range(last) if parts[at].endswith(("'s", "’s"))]
        owned = max(owners, default=-1) + 1
        office = " ".join(parts[owned : last + 1])
        owner = " ".join(parts[:owned])[:-2]
        return Named(f"Person, {office}", " ".join(parts[last + 1 :]), owner)
    return None


def _is_office(word: str) -> bool:
    """Return whether a word, or its last part after a hyphen, is an office."""
    return fold(word).rsplit("-")[-1] in OFFICES


def _is_person(words: list[str]) -> bool:
    """Return whether words are a name, and not an office or a body."""
    several = len(words) > 1 and _capital(words)
    return several and not _is_office(words[-1]) and not BODIES.search(" ".join(words))


def _capital(words: list[str]) -> bool:
    return all(one[0].isupper() for one in words)
