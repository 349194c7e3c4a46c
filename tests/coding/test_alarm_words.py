"""Each word of an event, in a sentence that only this word makes an alarm."""

import pytest

from diplomacy_events.coding.alarms import alarms, is_heading
from diplomacy_events.coding.passages import Passage

# All of these events have records here, so that to mention one is not enough.
COVERED = "The trip led to an accusation and a treaty."
KINDS = ("StateVisit", "Allegation", "JointDeclaration")

# A sentence, and words separated by "|" that each replace "{}" in it.
VISITS = [
    (
        "Lind {} fly home in May.",
        (
            "will|would|is|are|was|were|due|plan|plans|planned|expected|could|may|might|"
            "set|agreed|want|wants|hope|hopes|intend|intends"
        ),
    ),
    (
        "Lind might {} there in May.",
        "visit|travel|go|fly|come|head|arrive|pay|host|receive|welcome|hold|attend",
    ),
    ("Lind might go along {} dusk.", "to|in|at|for"),
    ("Lind might go on a short {}.", "visit|trip|summit|tour"),
    ("They {} soon visit Caldon.", "will|would|to|could|may"),
    (
        "Lind {} Caldon.",
        "visited|visits|visiting|traveled to|travelled to|arrived in|flew to",
    ),
    ("They {} Mira Sol in May.", "hosted|received|welcomed"),
    ("They hosted Mira Sol {} dusk.", "in|at|for"),
    ("They recall a trip {} Caldon.", "to|of|by|with|at|between"),
    ("They recall {} old trip to Caldon.", "a|an"),
    (
        "Lind {} Caldon.",
        (
            "left for|leaves for|departed for|departs for|returns from|returned from|"
            "lands in|landed in|lands at|landed at|arrives in|"
            "arrives at|goes to|went to|flies to|travels to"
        ),
    ),
    ("Lind was {} in Caldon.", "due|expected|awaited"),
    ("They {} the envoy.", "receives|received|hosts|hosted"),
    ("They hosted {} envoy.", "the|a|an|his|her|its|their"),
    (
        "They hosted the {}.",
        (
            "president|minister|premier|chancellor|king|queen|ambassador|envoy|delegation|"
            "leader|counterpart|secretary"
        ),
    ),
    ("They {} Sol.", "met|meet|meets|met with"),
    ("They met {} counterpart.", "his|her|its|their"),
    ("The talks {} planned.", "are|is|were|will be"),
    ("The talks are {} anew.", "planned|set|due|scheduled|expected|to start"),
]
CHARGES = [
    ("They {} Lind.", "accuse|accuses|accused|accusing"),
    ("They {} Lind.", "allege|alleges|alleged|alleging"),
    ("They {} Lind.", "blame|blames|blamed|blaming"),
    ("They {} that it fell.", "charges|charged|charging"),
    ("They charged {} theft.", "Lind with|old Mira Sol with"),
    ("They {} Lind responsible.", "hold|holds|held|holding"),
    ("They hold Lind {}.", "responsible|accountable"),
    ("Lind {} suspected of theft.", "is|are|was|were|been"),
    ("They {} Lind.", "faults|faulted|implicates|implicated"),
    ("Lind was behind {} raid.", "the|this|that"),
    (
        "Lind was behind the {}.",
        (
            "attack|cyberattack|hack|raid|leak|plot|killing|murder|explosion|blast|bombing|"
            "poisoning|sabotage|raids"
        ),
    ),
    (
        "They {} the claim.",
        "deny|denies|denied|reject|rejects|rejected|dismiss|dismisses|dismissed",
    ),
    ("They deny {} claim.", "the|such|those|these|all"),
    ("They deny the {}.", "claim|accusation|allegation|charge|claims"),
]
SIGNINGS = [
    (
        "They {} the pact.",
        (
            "sign|signs|signed|signing|conclude|concludes|concluded|concluding|initialed|"
            "initialled|adopt|adopts|adopted|adopting|reach|reaches|reached|reaching|"
            "strike|strikes|struck|seal|seals|sealed|renew|renews|renewed|ratifies|"
            "ratified|join|joins|joined"
        ),
    ),
    (
        "They struck the {}.",
        (
            "agreement|declaration|treaty|memorandum|accord|pact|deal|communique|"
            "communiqué|protocol|convention|contract|charter|document|statement|text|"
            "roadmap|road map|ceasefire|truce|armistice|understanding|pacts"
        ),
    ),
    ("The pact {} signed.", "was|were|is|are|be|been"),
    (
        "The pact was {}.",
        "signed|concluded|adopted|initialled|sealed|renewed|ratified|approved",
    ),
    (
        "The pact {} effect.",
        "take|takes|took|enter|enters|entered|come|comes|came",
    ),
    ("The pact took {}.", "effect|hold|into force|into effect"),
    ("They {} their names to it.", "put|puts"),
    ("They put {} name to it.", "his|her|its|their"),
]
# The same for sentences that only mention an event.
MENTIONS = [
    ("The {} was short.", "visit|trip|summit|journey", "visit"),
    ("His stay in {} was short.", "Caldon", "visit"),
    ("They {} by phone.", "spoke|speak|speaks|talked", "visit"),
    ("They spoke by {}.", "phone|telephone", "visit"),
    ("The {} was short.", "accusation|allegation", "accusation"),
    ("The {} theft was short.", "charge of|charges of|charge that", "accusation"),
    ("The {} was short.", "sign|signed|signing|signature", "signing"),
    ("The {} was short.", "agreement|treaty", "signing"),
]
CASES = [
    *((*row, "visit") for row in VISITS),
    *((*row, "accusation") for row in CHARGES),
    *((*row, "signing") for row in SIGNINGS),
]
MONTHS = (
    "January February March April May June July August September October November "
    "December"
)


def reasons(sentence: str) -> set[str]:
    """Return the events that a sentence reports in full."""
    spans = {kind: [(0, len(COVERED))] for kind in KINDS}
    found = alarms(f"{COVERED} {sentence}", spans, ())
    return {one.reason for one in found if one.start} - {"report"}


@pytest.mark.parametrize(("sentence", "words", "reason"), CASES)
def test_each_word_of_an_event_raises_an_alarm(
    sentence: str, words: str, reason: str
) -> None:
    """The sentence reports the event by this word alone."""
    for word in words.split("|"):
        assert reasons(sentence.format(word)) == {reason}, word


@pytest.mark.parametrize(("sentence", "words", "reason"), MENTIONS)
def test_each_word_that_mentions_an_event_raises_an_alarm(
    sentence: str, words: str, reason: str
) -> None:
    """It does so only if the text has no record of the kind."""
    for word in words.split("|"):
        found = {one.reason for one in alarms(sentence.format(word), {}, ())}
        assert found - {"report"} == {reason}, word
        assert reasons(sentence.format(word)) == set(), word


def test_a_month_is_not_a_place() -> None:
    """Being in Caldon is a visit; being in March is not."""
    assert reasons("Lind will be in Caldon.") == {"visit"}
    found = {month: reasons(f"Lind will be in {month}.") for month in MONTHS.split()}
    assert found == {month: set() for month in MONTHS.split()}


@pytest.mark.parametrize(
    "noun",
    [
        "attack",
        "plot",
        "offence",
        "offense",
        "crime",
        "abuse",
        "violation",
        "attacks",
    ],
)
def test_an_alleged_deed_is_not_an_accusation(noun: str) -> None:
    """The sentence does not say who alleges it."""
    assert reasons(f"The alleged {noun} was short.") == set()


@pytest.mark.parametrize(
    "between",
    [
        ", ",
        "; ",
        ": ",
        " — ",
        " – ",
        " and ",
        " but ",
        " while ",
        " though ",
        " although ",
        " whereas ",
    ],
)
def test_each_joint_separates_two_reports(between: str) -> None:
    """One statement is not enough for both."""
    text = f"Lind denied it{between}Soren praised it."
    two, one = {"Statement": [(0, 4), (5, 9)]}, {"Statement": [(0, 4)]}
    assert [found.reason for found in alarms(text, one, ())] == ["report"]
    assert list(alarms(text, two, ())) == []


@pytest.mark.parametrize(
    "month",
    [
        *MONTHS.split(),
        "Jan",
        "Feb",
        "Sep",
        "Sept",
        "Dec",
    ],
)
def test_each_month_makes_a_date_line(month: str) -> None:
    """The day may come before or after the month."""
    for words in (f"Oslo, 3 {month}", f"Oslo, {month} 3"):
        assert is_heading(Passage(0, len(words), words), first=False), words


@pytest.mark.parametrize(
    "words",
    [
        "By Mira Sol",
        "Published at noon",
        "Updated at noon",
        "Posted at noon",
        "Last seen at noon",
        "Oslo, 2023-05-03",
        "Oslo, 3.5.2023",
        "Oslo, 3/5/23",
    ],
)
def test_each_opening_makes_a_date_line_or_byline(words: str) -> None:
    """With a full stop, or without the opening, the line is a sentence."""
    assert is_heading(Passage(0, len(words), words), first=False)
    assert not is_heading(Passage(0, len(words) + 1, f"{words}."), first=False)
