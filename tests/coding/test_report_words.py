"""Every word that reveals a report of speech matters by itself."""

import pytest

from diplomacy_events.coding import reports

Report = tuple[str, str | None, str | None]

# Words of one kind, a sentence to read each in, and the result: the word of speech, the
# speaker, and the reporter. The word itself replaces "{}".
READ: list[tuple[str, str, list[Report]]] = [
    (
        (
            "again already also always even far first further herself himself itself "
            "just long never now often since so soon still themselves then yet had has "
            "have ago april august december february friday january june last march "
            "monday next november october saturday september sunday thursday tonight "
            "tuesday wednesday"
        ),
        "Lind {} denied it.",
        [("denied", "Lind", None)],
    ),
    (
        (
            "a all an another any both each eight every few five four her his its many "
            "my nine no one other our seven several six some ten that the their these "
            "this those three two your can cannot could did do does may might must n't "
            "shall should to will won't would as if once than unless when whether"
        ),
        "Lind {} denied it.",
        [],
    ),
    (("at from on with and"), "Lind {} denied it.", [("denied", "Lind {}", None)]),
    (("he it she they we you"), "Lind {} denied it.", [("denied", "{}", None)]),
    (
        (
            "about adding after against although amid among because before between by "
            "called despite during following given how including into or over per seen "
            "there though through toward towards under until upon via what where while "
            "whom whose why within without are be been being is was were"
        ),
        "Lind {} denied it.",
        [("denied", None, None)],
    ),
    (
        (
            "all both once & al an bin da de den der di dos du el for ibn la le "
            "of "
            "the van von"
        ),
        "It fell, said Lind {}.",
        [("said", None, None)],
    ),
    (
        (
            "Jointly For However Instead Meanwhile Of Close Familiar Near Outside July "
            "But"
        ),
        "{} denied it.",
        [("denied", None, None)],
    ),
    (
        ("are be been being is was were"),
        "It fell and {} warned, Lind said.",
        [("warned", "It", None), ("said", "Lind", None)],
    ),
    (
        (
            "And Are Be Been Being Can Could Did Do Does Had Has Have Is Might Must "
            "N't "
            "Not Shall Should Than That Unless Was Were Whether Which Will Would"
        ),
        "{} envoy said so.",
        [("said", None, None)],
    ),
    (("whereas"), "In May, {} denied it.", [("denied", None, None)]),
    (
        ("foreign local national official regional senior state western"),
        "In May, {} denied it.",
        [("denied", "{}", None)],
    ),
    (("to"), "It fell {} Lind said so.", [("said", "It fell {} Lind", None)]),
    (
        ("as if may nor since so when yet"),
        "It fell {} Lind said so.",
        [("said", "Lind", None)],
    ),
    (("who"), "It fell, {} envoy said.", [("said", "{} envoy", None)]),
    (
        ("earlier later today yesterday"),
        "The envoy left on {} said so.",
        [("said", "The envoy left", None)],
    ),
    (
        ("at on , . : ; after during"),
        "It fell, said Lind {} Caldon.",
        [("said", "Lind", None)],
    ),
    (("from to with"), "It fell, said Lind {} Caldon.", [("said", None, None)]),
    (("cited"), "Belpress {} Soren as saying no.", [("{}", "Soren", "Belpress")]),
    (("citing quoted quoting"), "It fell, {} Lind said so.", [("said", "Lind", None)]),
    (("by from"), "It drew protests {} Lind.", [("protests", "Lind", None)]),
    (
        (
            "all an another any both each eight every few five four he her his it its "
            "many my nine no one other our seven several she six some ten that the "
            "their these it they this those three two we who you your"
        ),
        "The envoy, claiming {} left.",
        [("claiming", None, None)],
    ),
    (
        ("answer comment confirm respond say speak"),
        "Lind would not {}.",
        [("{}", "Lind", None)],
    ),
    (
        (
            "afp agencies agency anadolu ansa ap axios bbc bloomberg broadcaster "
            "broadcasters channel chronicle cnn daily dpa efe gazette guardian herald "
            "interfax journal kcna kyodo magazine media network newspaper newspapers "
            "novosti npr observer outlet outlets politico post radio reports reuters "
            "tabloid tass telegraph television times tribune tv website weekly wire "
            "xinhua yonhap belpress tervonews"
        ),
        "It fell, according to the {}.",
        [("according", None, "the {}")],
    ),
    (
        (
            "communique data document documents draft estimates figures note plan "
            "plans "
            "readout release report schedule statement statements transcript"
        ),
        "It fell, according to the {}.",
        [("according", None, None)],
    ),
    (
        (
            "aired broadcast carried cited obtained published quoted relayed released "
            "reported reviewed seen"
        ),
        "Remarks {} by Belpress, Lind said so.",
        [("said", "Lind", "Belpress")],
    ),
]
# Verbs of speech in the past, by their act, with the words that must follow.
VERBS = {
    "comment": (
        "said told added:that|,|in|it|he|she|they|to|the noted tweeted "
        "posted:on|that indicated:that lamented boasted implied:that "
        "observed:that remarked explained stated:that|in|on argued described "
        "stressed emphasized emphasised underlined underscored reiterated "
        "insisted contended asserted claimed maintained:that pointed:out|to "
        "mentioned recalled:that|how predicted quipped joked estimated:that "
        "wondered wrote:that|in|on replied responded:that|to|with|by "
        "answered:that|, reported:that|on|, opined assessed:that believed:that|"
        "the|it testified affirmed reaffirmed countered:that retorted exclaimed "
        "specified:that interjected signalled:that|the|its|his concluded:that "
        "clarified elaborated expressed voiced "
        "characterized characterised likened spoke:of|about hinted "
        "signaled:that|the|its|his speculated repeated:that|the|his|her|its|"
        "their agreed:with|that called:it|him|her|them|this|such"
    ),
    "announce": (
        "announced declared revealed:that|the|a|how disclosed informed "
        "notified unveiled proclaimed"
    ),
    "confirm": ("confirmed acknowledged admitted conceded verified corroborated"),
    "deny": (
        "denied dismissed:the|as|such|all|any|it|claims|reports|talk|"
        "suggestions|fears|concerns|accusations|allegations|criticism|rumours|"
        "rumors|speculation refuted rebutted disputed"
    ),
    "accuse": ("accused alleged blamed charged:that|with implicated"),
    "condemn": (
        "condemned criticized criticised denounced deplored decried slammed "
        "blasted lambasted lambasted censured rebuked castigated"
    ),
    "warn": ("warned cautioned:that|against"),
    "threaten": ("threatened:to|that|with|retaliation|a|the|war|sanctions"),
    "demand": ("demanded instructed"),
    "urge": (
        "urged called:on|for|upon appealed:to|for|on exhorted implored "
        "encouraged:the|both|all"
    ),
    "request": ("requested asked pleaded begged sought:permission|talks"),
    "invite": ("invited"),
    "propose": ("proposed suggested:that|a|an|the|to|it recommended advised"),
    "offer": ("offered:to|a|an|its|his|her|their|no|the"),
    "accept": ("accepted agreed:to|on|in consented"),
    "refuse": ("refused rejected ruled:out declined rebuffed spurned withheld:comment"),
    "promise": (
        "promised pledged vowed swore:to|that assured guaranteed undertook:to "
        "committed:to|itself|its"
    ),
    "praise": (
        "praised hailed lauded applauded commended touted welcomed:the|a|an|it|"
        "his|her|its|their"
    ),
    "thank": ("thanked"),
    "congratulate": ("congratulated"),
    "support": (
        "endorsed backed:the|a|its|his|her|their supported:the|a|its|his|her|their"
    ),
    "doubt": ("doubted questioned:the|whether|its|his|her|their|why"),
    "protest": (
        "protested complained objected:to|that summoned:the|its|his|a|an lodged:a|an"
    ),
    "apologize": ("apologized apologised"),
    "retract": ("retracted recanted withdrew:the|its|his|her|their"),
    "recognize": ("recognized:the|its|his recognised:the|its|his"),
    "designate": ("designated labeled:the|a|it|him branded:the|a|it|him"),
}
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
# Each verb with its forms, and a word that follows.
IRREGULAR = (
    "say/says/said/said/saying:so",
    "tell/tells/told/told/telling:so",
    "write/writes/wrote/written/writing:that",
    "speak/speaks/spoke/spoken/speaking:of",
    "seek/seeks/sought/sought/seeking:permission",
    "withhold/withholds/withheld/withheld/withholding:comment",
    "swear/swears/swore/sworn/swearing:to",
    "undertake/undertakes/undertook/undertaken/undertaking:to",
    "withdraw/withdraws/withdrew/withdrawn/withdrawing:the",
)
# Also nouns: before "that" or another word.
NOUNS_AS_WELL = {
    "that": (
        "advise answer blame blast censure charge claim decline demand dispute doubt "
        "estimate guarantee hail hint joke note object pledge praise promise protest "
        "quip rebuke remark reply report request retort signal slam state stress tout "
        "voice vow"
    ),
    "to": "appeal",
    "on": "call",
    "the": "back brand label question support",
    "a": "offer",
    "out": "point rule",
}


@pytest.mark.parametrize(("words", "sentence", "expected"), READ)
def test_every_word_has_its_part(
    words: str, sentence: str, expected: list[Report]
) -> None:
    """In the same place, all words of a kind have the same effect."""
    for word in words.split():
        wanted = [tuple(one and one.format(word) for one in row) for row in expected]
        found = [
            (
                one.cue.words,
                one.speaker and one.speaker.words,
                one.carrier and one.carrier.words,
            )
            for one in reports(sentence.format(word))
        ]
        assert found == wanted, word


@pytest.mark.parametrize(("act", "verbs"), VERBS.items())
def test_every_verb_of_speech_tells_of_its_act(act: str, verbs: str) -> None:
    """The act is found with each of the words that may follow it."""
    for entry in verbs.split():
        verb, _, follows = entry.partition(":")
        for follow in follows.split("|") if follows else ("so",):
            space = "" if follow == "," else " "
            (found,) = reports(f"Lind {verb}{space}{follow} the port fell.")
            assert (found.cue.words, found.act) == (verb, act), (verb, follow)


@pytest.mark.parametrize(("noun", "act"), NOUNS.items())
def test_every_noun_of_speech_tells_of_its_act(noun: str, act: str) -> None:
    """The speaker follows a preposition."""
    (found,) = reports(f"It met with {noun} from Lind.")
    assert (found.cue.words, found.act) == (noun, act)


@pytest.mark.parametrize("entry", IRREGULAR)
def test_every_irregular_verb_has_its_forms(entry: str) -> None:
    """They are found in the present and the past, after "has", and as a participle."""
    forms, follow = entry.split(":")
    base, third, past, participle, ing = forms.split("/")
    for told in (
        f"They {base}",
        f"Lind {third}",
        f"Lind {past}",
        f"Lind has {participle}",
    ):
        (found,) = reports(f"{told} {follow} the port fell.")
        assert found.cue.words == told.split()[-1]
    opening = {"so": "that"}.get(follow, follow)
    if opening in {"that", "the"}:
        (found,) = reports(f"The envoy left, {ing} {opening} port fell.")
        assert found.cue.words == ing


@pytest.mark.parametrize(("follow", "verbs"), NOUNS_AS_WELL.items())
def test_what_is_a_noun_as_well_is_none_after_a_noun(follow: str, verbs: str) -> None:
    """After a pronoun it is a verb."""
    for verb in verbs.split():
        assert reports(f"The envoy {verb} {follow} it fell.") == (), verb
        (found,) = reports(f"They {verb} {follow} the port fell.")
        assert found.cue.words == verb
