"""The words that report speech: verbs by act, nouns, and small words.

A regular verb is written once, in its base form; the rules of spelling make its other
forms. An irregular verb is written with all its forms, joined by "/": base, third
person, past, past participle, and the form in -ing. If a verb is not always a verb of
speech, a colon and the words that must follow it come next, joined by "|".
"""

from collections.abc import Iterator
from typing import NamedTuple

__all__ = [
    "ACT_VALUES",
    "ADVERBS",
    "AUXILIARIES",
    "BE",
    "CITING",
    "DETERMINERS",
    "FORMS",
    "LEADING",
    "MEDIA",
    "MODALS",
    "NOUNS",
    "NOUN_PREPOSITIONS",
    "PREPOSITIONS",
    "PRONOUNS",
    "QUALIFIERS",
    "TIME_WORDS",
    "WITHIN_NAMES",
    "WORDS_AROUND",
    "Form",
    "words",
]


def words(written: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(written.split())


# Verbs, by the value of the act that they most often report.
VERBS = {
    "comment": (
        "say/says/said/said/saying tell/tells/told/told/telling "
        "add:that|,|in|it|he|she|they|to|the note tweet post:on|that indicate:that "
        "lament boast imply:that observe:that remark explain "
        "state:that|in|on|it|he|she|they argue "
        "describe stress emphasize emphasise underline underscore reiterate insist "
        "contend assert claim maintain:that point:out|to mention recall:that|how "
        "predict quip* joke estimate:that wonder "
        "write/writes/wrote/written/writing:that|in|on reply respond:that|to|with|by "
        "answer:that|, report:that|on|, opine assess:that believe:that|the|it testify "
        "conclude:that clarify elaborate express voice characterize characterise liken "
        "affirm reaffirm counter:that retort exclaim specify:that interject "
        "speak/speaks/spoke/spoken/speaking:of|about hint signal:that|the|its|his "
        "signal*:that|the|its|his speculate repeat:that|the|his|her|its|their "
        "agree:with|that "
        "call:it|him|her|them|this|such "
        "make/makes/made/made/making:clear|plain "
        "echo:the|that|this|his|her|their|its react:to|with|angrily|coolly "
        "reserve:the"
    ),
    "announce": (
        "announce declare reveal:that|the|a|how disclose inform notify unveil proclaim"
    ),
    "confirm": "confirm acknowledge admit* concede verify corroborate",
    "deny": (
        "deny dismiss:the|as|such|all|any|it|claims|reports|talk|suggestions|fears|"
        "concerns|accusations|allegations|criticism|rumours|rumors|speculation "
        "refute rebut* dispute"
    ),
    "accuse": "accuse allege blame charge:that|with implicate",
    "condemn": (
        "condemn criticize criticise denounce deplore decry slam* blast lambast "
        "lambaste censure rebuke castigate"
    ),
    "warn": "warn caution:that|against",
    "threaten": "threaten:to|that|with|retaliation|a|the|war|sanctions",
    "demand": "demand instruct",
    "urge": (
        "urge call:on|for|upon appeal:to|for|on exhort implore encourage:the|both|all"
    ),
    "request": (
        "request ask plead beg* seek/seeks/sought/sought/seeking:permission|talks"
    ),
    "invite": "invite",
    "propose": "propose suggest:that|a|an|the|to|it recommend advise",
    "offer": "offer:to|a|an|its|his|her|their|no|the",
    "accept": "accept agree:to|on|in consent",
    "refuse": (
        "refuse reject rule:out decline rebuff spurn "
        "withhold/withholds/withheld/withheld/withholding:comment"
    ),
    "promise": (
        "promise pledge vow swear/swears/swore/sworn/swearing:to|that assure guarantee "
        "undertake/undertakes/undertook/undertaken/undertaking:to "
        "commit*:to|itself|its"
    ),
    "praise": (
        "praise hail laud applaud commend tout welcome:the|a|an|it|his|her|its|their"
    ),
    "thank": "thank",
    "congratulate": "congratulate",
    "support": "endorse back:the|a|its|his|her|their support:the|a|its|his|her|their",
    "doubt": "doubt question:the|whether|its|his|her|their|why",
    "protest": "protest complain object:to|that summon:the|its|his|a|an lodge:a|an",
    "apologize": "apologize apologise",
    "retract": (
        "retract recant "
        "withdraw/withdraws/withdrew/withdrawn/withdrawing:the|its|his|her|their"
    ),
    "recognize": "recognize:the|its|his recognise:the|its|his",
    "designate": "designate label:the|a|it|him brand:the|a|it|him",
}
# Verbs whose base forms and forms in -s are also nouns.
ALSO_NOUNS = words(
    "note remark state stress claim point estimate reply answer report voice signal "
    "dispute charge blame rebuke censure blast demand call appeal request offer "
    "promise pledge vow praise hail doubt question protest object support back label "
    "brand rule decline joke quip hint slam tout guarantee advise retort"
)
NOUNS = {
    "skepticism": "doubt",
    "scepticism": "doubt",
    "doubts": "doubt",
    "criticism": "condemn",
    "condemnation": "condemn",
    "outrage": "condemn",
    "praise": "praise",
    "applause": "praise",
    "protests": "protest",
    "accusations": "accuse",
    "allegations": "accuse",
    "denials": "deny",
    "warnings": "warn",
    "threats": "threaten",
    "calls": "urge",
    "demands": "demand",
    "condolences": "condole",
    "congratulations": "congratulate",
    "assurances": "promise",
}
"""Nouns of speech, each with its act; the speaker follows one of a few prepositions."""

NOUN_PREPOSITIONS = frozenset({"by", "from"})
BE = words("is are was were be been being")
AUXILIARIES = BE | words("has have had")
MODALS = words(
    "to will would shall should can could may might must did do does cannot n't won't"
)
ADVERBS = words(
    "also again since then now never often just still first yet once already even so "
    "both all jointly himself herself itself themselves further soon always long far"
)
PRONOUNS = words("he she it they we i you who")
DETERMINERS = words(
    "the a an this that these those its his her their our my your no some any each "
    "every several many few both all another other one two three four five six seven "
    "eight nine ten"
)
LEADING = words(
    "and but or while as when though although because if after before meanwhile "
    "however instead nor what where whereas until for of"
)
"""Words that may come before a name without being part of it."""

QUALIFIERS = words("local state national foreign regional official senior western")
"""Words that a noun without an article may begin with, as in "local radio"."""

OFFICES = words(
    "president minister premier chancellor secretary ambassador envoy governor general "
    "king queen prince princess chairman chairwoman chief leader spokesman spokeswoman "
    "spokesperson"
)
"""The words that come before the name of a person."""

WITHIN_NAMES = words(
    "of for and the a an de la le du al el bin ibn von van der den da dos di &"
)
PREPOSITIONS = words("in at on with from to familiar close near outside")
"""Prepositions that may add something to a noun, as in "a diplomat in Caldon"."""

WORDS_AROUND = words(
    "that which whom whose where when while after before as if because since until "
    "though although unless whether than on in at by from with to into over under "
    "about against during through between among amid despite without within toward "
    "towards upon per via but or nor so yet how why what not n't is are was were be "
    "been being has have had will would shall should can could may might must did do "
    "does said says told there including following saying adding given seen called"
)
"""Words that end a name, or a noun with its additions."""

TIME_WORDS = words(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight "
    "earlier later last this next ago january february march april may june july "
    "august september october november december"
)
CITING = frozenset({"citing", "quoting", "quoted", "cited"})
"""Words that are followed by the name of the source of words."""

MEDIA = words(
    "agency agencies newspaper newspapers daily weekly broadcaster broadcasters "
    "television tv radio channel media magazine website outlet outlets "
    "reports network wire tabloid journal herald times post gazette tribune telegraph "
    "guardian observer chronicle reuters afp ap tass interfax novosti xinhua kcna "
    "kyodo yonhap bloomberg bbc cnn npr anadolu ansa efe dpa politico axios"
)
"""Words that show that a name is that of a carrier, in small letters."""


class Form(NamedTuple):
    """One form of a verb of speech.

    Attributes:
        act: the value of its act.
        follow: the words that may follow it; empty if any word may.
        past: whether it is a past form, or a past participle.
        finite: whether it can be the verb of a clause: all but the form in -ing.
        noun: whether it is also a noun.
    """

    act: str
    follow: frozenset[str]
    past: bool = False
    finite: bool = True
    noun: bool = False


ACT_VALUES = frozenset({*VERBS, *NOUNS.values(), "decline-comment"})
"""The acts of the table, by value."""


def _spelt(verb: str) -> tuple[str, str, str, str, str]:
    """Return the five forms of a verb."""
    if "/" in verb:
        base, third, past, participle, ing = verb.split("/")
        return base, third, past, participle, ing
    base = verb.removesuffix("*")
    if base.endswith("e"):
        return base, f"{base}s", f"{base}d", f"{base}d", f"{base[:-1]}ing"
    if base.endswith("y") and base[-2] not in "aeiou":
        stem = f"{base[:-1]}i"
        return base, f"{stem}es", f"{stem}ed", f"{stem}ed", f"{base}ing"
    stem = base + base[-1] if verb.endswith("*") else base
    third = f"{base}es" if base.endswith(("s", "sh", "ch", "x")) else f"{base}s"
    return base, third, f"{stem}ed", f"{stem}ed", f"{stem}ing"


def _forms() -> Iterator[tuple[str, Form]]:
    for act, verbs in VERBS.items():
        for entry in verbs.split():
            verb, _, follow = entry.partition(":")
            base, third, past, participle, ing = _spelt(verb)
            after = words(follow.replace("|", " "))
            noun = base in ALSO_NOUNS
            for form in (base, third):
                yield form, Form(act, after, noun=noun)
            for form in (past, participle):
                yield form, Form(act, after, past=True)
            yield ing, Form(act, after, finite=False)


FORMS: dict[str, tuple[Form, ...]] = {}
"""The possible meanings of each form of each verb; a verb may have several acts."""

for _word, _form in _forms():
    FORMS[_word] = (*[one for one in FORMS.get(_word, ()) if one != _form], _form)
