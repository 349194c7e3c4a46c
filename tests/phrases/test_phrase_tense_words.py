"""Each word that turns a sentence back or ahead, in a sentence of its own."""

from datetime import date

import pytest

from diplomacy_events.phrases.finding import mentions

NEWS = date(2024, 5, 17)  # a Friday

AHEAD = "2024-05-20"
BACK = "2024-05-13"
NOUNS = (
    "the|a|an|his|her|its|their|our|my|no|any|new|free|good|ill|political|of|with|for|"
    "announced|unveiled|have|has|had|made|drew|under|against|at|on|last|popular|strong|"
    "sheer"
)
# A sentence, words separated by "|" that each replace "{}" in it, and its last date.
MONDAYS = [
    ("They{} go Monday.", " will|'ll| shall| won't|’ll| won’t", AHEAD),
    (
        "The envoys {} to go Monday.",
        (
            "is|are|am|set|going|about|scheduled|slated|expected|poised|bound|is due|"
            "are due|now due|'s due|’s due|also due|still due"
        ),
        AHEAD,
    ),
    ("They{} due to go Monday.", "'re|’re", AHEAD),
    (
        "They {} to go Monday.",
        (
            "plan|plans|planning|intend|intends|intending|expect|expects|hope|hopes|"
            "hoping|aim|aims|aiming|prepare|prepares|preparing|promise|promises|"
            "threaten|threatens|pledge|pledges|vow|vows|want|wants"
        ),
        AHEAD,
    ),
    ("Talks {} for Monday.", "set|due|scheduled|slated|planned|expected", AHEAD),
    ("It is {} Monday.", "due|scheduled|slated|planned|expected", AHEAD),
    ("It {} expected to pass Monday.", "was|were|been|had|being", BACK),
    ("It fell by {} plans to go Monday.", f"{NOUNS}|this|that|these|those", BACK),
    ("It fell, they {} will on Monday.", NOUNS, BACK),
    ("The king{} will was read Monday.", "'s|’s", BACK),
    ("A deal {} will hold Monday.", "this|that|these|those", AHEAD),
    (
        "It is to {} north Monday.",
        "the|a|an|his|her|its|their|our|my|this|these|those|blame",
        BACK,
    ),
    (
        "It is to go {} tired Monday.",
        "the|a|an|his|her|its|their|our|my|this|these|those|be|and|or|get|newly",
        AHEAD,
    ),
    (
        "They will go {} it is there Monday.",
        (
            "that|which|who|whom|whose|what|where|when|while|because|although|though|if|"
            "unless|whether|after|before|since|until|as|than|following|despite|how|why"
        ),
        BACK,
    ),
    (
        "They will hear Sol {} it Monday.",
        (
            "said|say|says|saying|told|tell|tells|telling|announced|announces|reported|"
            "reports|added|adds|according|asked|asks|stated|states|wrote|writes|"
            "confirmed|warned|claimed|denied|insisted"
        ),
        BACK,
    ),
    (
        "They will go{} it is there Monday.",
        ',|;|:| (|)| [|]| "|"| “|”| „| «|»|—| –| --| ...',
        BACK,
    ),
    (
        "The court will hear an appeal filed {} Oslo Monday.",
        "by|on|in|at|last|from|during|against|for|with|over|near|to",
        BACK,
    ),
    (
        "They will see {}. Lee go Monday.",
        (
            "Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Prof|Rev|No|vs|Inc|Corp|Co|Ltd|"
            "Jr|Sr|U.S|U.N|U.K|a.m|p.m|A|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|"
            "Dec|Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun"
        ),
        AHEAD,
    ),
    ("They will go{}Monday it fell.", "\n\n|. ", BACK),
    ("OSLO (X) {} On Monday the king will go.", "--|—", AHEAD),
]
JULYS = [
    (
        "They {} in July.",
        (
            "met|took|made|went|came|left|gave|held|got|won|lost|rose|fell|began|became|"
            "saw|put|sent|struck|shot|did|broke|chose|drew|flew|grew|knew|led|paid|ran|"
            "sold|spent|spoke|stood|threw|told|thought|wrote|brought|bought|caught|"
            "fought|found|said|opened|were born|were built|were taken|were given|"
            "were seen|were shown|were sworn|were written|were chosen|were spoken|"
            "were broken|were stolen|were drawn|were thrown"
        ),
        "2023-07",
    ),
    (
        "They {} in July.",
        (
            "need|feed|speed|proceed|succeed|exceed|seed|bleed|breed|indeed|hundred|red|"
            "bed|go|set|due|scheduled|slated|planned|expected"
        ),
        "2024-07",
    ),
    (
        "They {} opened in July.",
        "be|been|being|to|could|would|may|might|can|should|must|is|are|get",
        "2024-07",
    ),
]
YEARS = [
    (
        "It saw no {} in five years.",
        "talks|new talks|new high-level talks",
        "[2019-05-17..2024-05-17]",
    ),
    ("It saw no {} in five years.", "one, but it opens", "2029"),
    (
        "It is {} there in five years.",
        (
            "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|25th|only|"
            "last time|most|least|worst|best|since|never|ever|not|has|have|had|hasn't|"
            "haven't|lowest|highest"
        ),
        "[2019-05-17..2024-05-17]",
    ),
    (
        "It is {} there in five years.",
        (
            "interest|protest|request|west|test|rest|east|arrest|forest|guest|honest|"
            "invest|contest|suggest|harvest|northwest|southwest|northeast|southeast|"
            "midwest|budapest|bucharest|unrest|quest"
        ),
        "2029",
    ),
]


@pytest.mark.parametrize(("sentence", "words", "expected"), [*MONDAYS, *JULYS, *YEARS])
def test_each_word_changes_the_direction_of_its_sentence(
    sentence: str, words: str, expected: str
) -> None:
    """In the same place, all words of a list have the same effect."""
    for word in words.split("|"):
        *_, last = mentions(sentence.format(word), published=NEWS)
        assert last.period is not None, word
        assert last.period.edtf == expected, word
