"""Each word beside a phrase that changes its meaning, in a sentence of its own."""

from datetime import date

import pytest

from diplomacy_events.phrases.finding import mentions

NEWS = date(2024, 5, 17)  # a Friday

UNITS = (
    "tons tonnes barrels miles kilometres kilometers km metres meters m feet acres "
    "hectares dollars euros pounds yen rubles roubles yuan kilograms kg MW GW MHz"
)
MONTHS = (
    "January February March April June July August September October November December"
)
JOINING = "and or to through until till in of at on by a an the"
# A sentence, and words that each replace "{}" in it, so that it has no date.
NOT_DATES = [
    (
        "{} Jan, who left, is here.",
        (
            "Mr. Mrs. Ms. Miss Dr. Sir Dame Lord Lady Prof. Professor President "
            "Minister Ambassador Secretary Premier Chancellor Senator Sen. Rep. "
            "Governor Gov. General Gen. Colonel Col. Captain Capt. Major Maj. "
            "Lieutenant Lt. Sergeant Sgt. Judge Justice King Queen Prince Princess "
            "Pope Bishop Rev. Reverend Saint St. Envoy Commissioner Mayor Chairman "
            "Chairwoman Director Coach Uncle Aunt"
        ),
    ),
    ("{} Monday is here.", "Mr. Mrs. Ms. Miss Dr. Sir Lady Lord"),
    (
        "Sunday {} is here.",
        (
            "Times Telegraph Mirror Express Mail Herald Independent Tribune Star "
            "World Journal News Chronicle Review Gazette People Sport Live Agreement "
            "Accord Accords"
        ),
    ),
    ("{} Monday is here.", "Black Bloody Super Cyber Red Blue Giving Fat Man"),
    (
        "May {} it.",
        (
            "said says told tells has had have was is were will would could can "
            "cannot did does also and who whose wants insists thinks spoke took made "
            "gave won lost met went"
        ),
    ),
    ("A March {} Oslo fell.", "for on of against through to"),
    (
        "They saw {} 1999 again.",
        (
            "case resolution resolutions regulation regulations directive directives "
            "decree number no. nos section sections article articles flight room "
            "highway route channel page pages chapter paragraph iso iec document "
            "docket building boeing tel telephone phone fax ext extension call dial "
            "code zip box agenda vision horizon windows office standard standards rfc "
            "din en form order rule unit gate bus train line model lot protocol "
            "invoice ticket serial version item bill annex appendix petition file"
        ),
    ),
    (
        "They saw 1999 {} again.",
        (
            "people persons troops soldiers men women children civilians refugees "
            "migrants prisoners detainees workers employees students votes seats "
            "points jobs deaths cases dead wounded injured killed homes houses tons "
            "tonnes barrels miles kilometres kilometers km metres meters feet acres "
            "hectares shares dollars euros pounds yen rubles roubles yuan units "
            "copies vehicles tanks rounds delegates members families residents "
            "passengers victims fighters militants rebels police officers protesters "
            "demonstrators million billion trillion thousand hundred percent per "
            "degrees kilograms kg m MW GW MHz minutes seconds volunteers observers "
            "inspectors missiles rockets warheads drones aircraft planes ships "
            "villages pages bodies guests signatures hostages personnel staff "
            "patients voters participants"
        ),
    ),
    (
        "It had a {} of 1999 there.",
        (
            "total crowd population force group sum maximum minimum fleet staff "
            "capacity membership average garrison score"
        ),
    ),
    ("It had a total of {} 1999 there.", "about some nearly over"),
    (
        "It is a 1999-{} camp.",
        (
            "strong foot mile page member seat man bed acre hectare kilometre "
            "kilometer metre meter pound ton tonne room word point megawatt kilogram "
            "dollar euro odd"
        ),
    ),
    ("It fell in 1999 {} here.", "BC BCE %"),
    ("It fell at 1999 {} here.", "hours local&time"),
    ("It weighs a stone of 1999 {} here.", UNITS),
    ("It rose {} 1999 tonnes.", "of by to"),
    ("The Jan {} Oslo.", JOINING),
    ("Sat {} Oslo.", JOINING),
]
# The same, so that it has one.
DATES = [
    (
        "They saw the May Oslo {} there.",
        (
            "summit talks meeting vote election elections visit attack attacks deal "
            "accord session conference referendum agreement ceasefire truce protests "
            "bombing bombings raid declaration statement speech report"
        ),
    ),
    (
        "It fell {} March for Oslo.",
        (
            "in since until till by from during this last next early mid late through "
            "between every each end previous past coming following beginning starting "
            "back and or to of on around about before after over as than for said "
            "says"
        ),
    ),
    (
        "It fell {} March Oslo.",
        (
            "in since until till by from during this last next early mid late through "
            "between end previous past coming following beginning starting back"
        ),
    ),
    (
        "It fell at the {} of March Oslo time.",
        "end beginning start middle close month part half days weeks",
    ),
    ("In {} and May they left.", MONTHS),
    ("In May and {} they left.", MONTHS),
    ("Jan {} Feb", "and or to through until till"),
    ("Sat {} Sun", "and or to through until till"),
    (
        "It fell {} 1999 people left.",
        "in since of until till by from during to through before after",
    ),
]


@pytest.mark.parametrize(("sentence", "words"), NOT_DATES)
def test_words_around_a_number_make_it_no_date(sentence: str, words: str) -> None:
    """It is a name or a number beside the word."""
    for word in words.split():
        found = list(mentions(sentence.format(word.replace("&", " ")), published=NEWS))
        assert [one.words for one in found] == [], word


@pytest.mark.parametrize(("sentence", "words"), DATES)
def test_words_around_a_date_leave_it_a_date(sentence: str, words: str) -> None:
    """It looks like a name or a number without the word."""
    for word in words.split():
        found = list(mentions(sentence.format(word.replace("&", " ")), published=NEWS))
        assert [one.words for one in found] != [], word
