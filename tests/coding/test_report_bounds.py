"""How far each rule of reports of speech goes."""

import pytest

from diplomacy_events.coding import reports

# A sentence, and the words of speech in it, each with its speaker.
READ: list[tuple[str, list[tuple[str, str | None]]]] = [
    # A noun of speech is not also a verb.
    ("In Tervo protests by the League.", [("protests", "the League")]),
    # What continues after a comma, or after "and", has the last known speaker.
    (
        "Lind denied it, warned of war, and left.",
        [("denied", "Lind"), ("warned", "Lind")],
    ),
    (
        "On Monday Lind denied it where it was said that he lied and warned of war.",
        [("denied", "Lind"), ("warned", "Lind")],
    ),
    # A participle follows a comma, and is followed by what belongs to it.
    ("The envoy left, encouraging the men.", [("encouraging", None)]),
    ("The envoy left, encouraging his men.", []),
    ("The envoy went on denying that it fell.", []),
    # What is called something stands before the quotation, with its article.
    ("Lind called the very long talks “dull.”", [("called", "Lind")]),
    ("Lind called the last very long talks “dull.”", []),
    ("Lind called friends by “phone.”", []),
    ("Lind observed the talks “live.”", []),
    # A verb at the end may do without what else must follow it.
    ("It rained, the radio reported.", [("reported", "the radio")]),
    ("It rained, the radio reported snow.", []),
    # A speaker after a verb is followed by the end, or by certain words.
    ("The song “Run!” supported Lind.", [("supported", "Lind")]),
    ("The song “Run!” supported Lind from May.", []),
    ("“No,” said Mira Sol yesterday.", [("said", "Mira Sol")]),
    ("“No,” said Mira Sol this Friday.", [("said", "Mira Sol")]),
    ("“No,” said Mira Sol again.", [("said", None)]),
    ("Its port, a ruin, fell, said Lind.", [("said", "Lind")]),
    # Silence takes a word for it, a negation and a modal.
    ("Lind would not say.", [("say", "Lind")]),
    ("Lind would not go.", []),
    ("Lind would say.", []),
    ("Lind may not say.", []),
    # What is also a noun has its subject right before it.
    ("claims by Lind", []),
    ("In May he claims victory.", [("claims", "he")]),
    ("The Soren claims of May are old.", []),
    ("In May his claims that it fell were old.", []),
    ("The envoys claim the port.", [("claim", "The envoys")]),
    ("The envoys claim that it fell.", [("claim", "The envoys")]),
    ("The envoys claim to know.", [("claim", "The envoys")]),
    ("The envoys claim it fell.", [("claim", "The envoys")]),
    ("The envoys claim victory.", []),
    ("Lind neither left nor denied it.", []),
    # Tokens beside a verb, and beyond the ends of a sentence.
    ("claims victory over it", []),
    ("reply", []),
    ("Monday reply", [("reply", None)]),
    ("Neither said so.", [("said", None)]),
    ("Italy denied it.", [("denied", "Italy")]),
    ("Friends of Italy denied it.", [("denied", "Friends of Italy")]),
    ("It fell, said Will Lind.", [("said", "Will Lind")]),
    ("Envoy Per denied it.", [("denied", "Envoy Per")]),
    # What comes before a name, and what a name begins with.
    ("It fell, and reportedly Lind denied it.", [("denied", "Lind")]),
    ("Italy and Osk denied it.", [("denied", "Italy and Osk")]),
    ("Both envoys denied it.", [("denied", "Both envoys")]),
    ("In May envoys denied it.", [("denied", "envoys")]),
    ("Familiar faces denied it.", [("denied", "faces")]),
    ("In May spokesman Tann denied it.", [("denied", "spokesman Tann")]),
    ("It fell, said army men", [("said", None)]),
    ("It fell, said army spokesman.", [("said", None)]),
    ("It fell, said J. Lind.", [("said", "J. Lind")]),
    ("It fell, said 3rd Army men.", [("said", "3rd Army men")]),
    ("Lind -- denied it.", [("denied", "Lind")]),
    # A speaker who follows begins as a name does, and may have a name put in.
    ("It fell, said old men.", [("said", None)]),
    ("It fell, said its leader in Tervo.", [("said", "its leader")]),
    ("It fell, said its leader,", [("said", "its leader")]),
    ("It fell, said its leader, Doina Serban", [("said", "Doina Serban")]),
    ("It fell, said its leader, Lind.", [("said", "Lind")]),
    ("It fell, said its leader, the Lion.", [("said", "its leader")]),
    ("It fell, said its leader, Lind learned.", [("said", "its leader")]),
    ("It fell, said a man of the port, Tervo.", [("said", "a man of the port")]),
    ("It fell, said President Lind, Caldon.", [("said", "President Lind")]),
    # So may one before the verb.
    ("Its envoy, Lind, denied it.", [("denied", "Lind")]),
    ("Its envoy, Lind too, denied it.", [("denied", "Its envoy")]),
    ("Its envoy, the Lion, denied it.", [("denied", "Its envoy")]),
    ("In May, Lind, has denied it.", [("denied", None)]),
    ("Lind denied it", [("denied", "Lind")]),
    # The opening of a sentence is a name whose end is clear.
    ("envoys left and denied it.", [("denied", None)]),
    ("Lind,, left and denied it.", [("denied", "Lind")]),
    ("At Tervo they left and denied it.", [("denied", None)]),
    ("In Tervo, a port, she left and denied it.", [("denied", None)]),
    ("Banks & Sons left and denied it.", [("denied", "Banks & Sons")]),
    # A relative clause counts only without another report.
    ("Lind, who has denied it, was quoted as saying so.", [("quoted", "Lind")]),
    # Who accuses comes soon after the verb.
    (
        "Belmoria was accused again and again late last May by Lind.",
        [("accused", "Lind")],
    ),
    (
        "Belmoria was accused again and again very late last May by Lind.",
        [("accused", None)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_how_far_a_rule_goes(text: str, expected: list[tuple[str, str | None]]) -> None:
    """On each side of its bounds is an example."""
    found = [
        (one.cue.words, one.speaker and one.speaker.words) for one in reports(text)
    ]
    assert found == expected


def test_only_so_many_words_beside_a_verb_are_passed_over() -> None:
    """Thirty are; nobody has a name among more."""

    def speaker(count: int) -> str:
        (report,) = reports(f"Officials {'also ' * count}said that it was signed.")
        return report.speaker.words if report.speaker else ""

    assert speaker(30) == "Officials"
    assert speaker(31) != "Officials"


def test_a_quotation_right_after_a_sentence_is_not_in_it() -> None:
    """In scripts without spaces, nothing stands between the two."""
    assert [one.quoted for one in reports("Lind said so。“No,” Sol said.")] == [
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("before", "after", "begin", "end"),
    [
        ("It fell, said ", ".", None, None),
        ("", " denied it.", 1, 15),
        ("", " left and denied it.", 0, 14),
    ],
)
def test_a_speaker_has_at_most_so_many_words(
    before: str, after: str, begin: int | None, end: int | None
) -> None:
    """Of longer names, only the words that are nearest are read, or none."""
    names = [f"Lind{number}" for number in range(15)]
    (found,) = reports(f"{before}{' '.join(names[:14])}{after}")
    assert found.speaker is not None
    assert found.speaker.words == " ".join(names[:14])
    (found,) = reports(f"{before}{' '.join(names)}{after}")
    words = None if begin is None else " ".join(names[begin:end])
    assert (found.speaker and found.speaker.words) == words
