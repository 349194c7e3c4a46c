"""Phrases in their sentences: how verbs, events, names and dates change them."""

from datetime import date

import pytest

from diplomacy_events.errors import FieldValueError, PhraseError
from diplomacy_events.phrases import resolve
from diplomacy_events.phrases.finding import mentions, within
from diplomacy_events.phrases.interpretation import beginning
from diplomacy_events.phrases.tense import sentence_around
from diplomacy_events.phrases.tokens import tokenise

NEWS = date(2024, 5, 17)  # a Friday

Found = dict[str, str]


def found(text: str) -> Found:
    """Return the words found, each with its EDTF, or "" if it cannot be read."""
    return {
        one.words: one.period.edtf if one.period else ""
        for one in mentions(text, published=NEWS)
    }


def check(table: dict[str, Found]) -> None:
    """Compare a whole table, so that one failure shows every wrong reading."""
    assert {text: found(text) for text in table} == table


MONDAY, PAST_MONDAY = "2024-05-20", "2024-05-13"


def test_a_verb_of_the_future_looks_ahead() -> None:
    """With a verb about the future in its clause, a weekday is the next one."""
    check(
        {
            text: {words: MONDAY}
            for text, words in {
                "The envoys will meet in Oslo on Monday.": "on Monday",
                "They'll sign it Monday.": "Monday",
                "The sides are to sign it Monday.": "Monday",
                "He plans to visit Oslo, Norway, on Monday.": "on Monday",
                "He is going to speak Monday.": "Monday",
                "Talks are set for Monday.": "for Monday",
                "The ruling is due Monday.": "Monday",
                "The envoys are due in Oslo on Monday.": "on Monday",
                "They are due to meet on Monday.": "on Monday",
                "The hearing, scheduled for Monday, is open.": "for Monday",
                "The vote is scheduled Monday.": "Monday",
                "He said he will go to Rome on Monday.": "on Monday",
                "She will tour the wounded city on Monday.": "on Monday",
                "The text will be signed and published on Monday.": "on Monday",
                "Monday will be decisive.": "Monday",
                "On Monday the king plans to receive him.": "On Monday",
                "On Monday, the king will receive him.": "On Monday",
                "It fell. Mr. Lee will go Monday.": "Monday",
                "OSLO (X) -- On Monday the king will receive him.": "On Monday",
                "Talks will proceed on Monday.": "on Monday",
                "The bank plans to close on Monday.": "on Monday",
                "The bank plans to close Monday.": "Monday",
                "He read a text that will be signed on Monday.": "on Monday",
                "They met and will meet again Monday.": "Monday",
                "It fell. On Monday the king plans to receive him.": "On Monday",
            }.items()
        }
    )


def test_a_verb_of_the_future_does_not_move_all_words() -> None:
    """It does not decide the year of a quarter, nor words that look back by themselves.

    In a list, the first months look back from the last.
    """
    check(
        {
            f"They will meet {words}.": {words: edtf}
            for words, edtf in {
                "on the last Friday of the fourth quarter": "2023-12-29",
                "since Monday": "2024-05-13/..",
                "in April, May and June": "[2024-04-01..2024-06-30]",
            }.items()
        }
    )


def test_without_a_future_verb_the_last_day_is_meant() -> None:
    """The verb is in another clause or quotation, or another verb is nearer."""
    check(
        {
            text: {words: PAST_MONDAY}
            for text, words in {
                "The envoys met in Oslo on Monday.": "on Monday",
                "They could meet on Monday.": "on Monday",
                "He would meet them on Monday.": "on Monday",
                "The minister, who will go, said Monday that it holds.": "Monday",
                "The deal, which will hold, was made Monday.": "Monday",
                "“We will not yield” was heard Monday.": "Monday",
                "The court will hear an appeal filed Monday.": "Monday",
                "The will of the people was clear on Monday.": "on Monday",
                "The delay is due to the rain of Monday.": "Monday",
                "The delay was due to rain on Monday.": "on Monday",
                "The king announced plans to resign on Monday.": "on Monday",
                "It was expected to pass on Monday.": "on Monday",
                "They dropped those plans to leave by Oslo on Monday.": "on Monday",
                "He is to the right of where he was Monday.": "Monday",
                "Monday's ruling will be appealed.": "Monday",
                "On Monday he said that he will go.": "On Monday",
                "On Monday the king met those who will go.": "On Monday",
                "On Monday troops arrived who will stay.": "On Monday",
                "On Monday the envoys were tired.": "On Monday",
                "He will go. Monday he was there.": "Monday",
                "Rain is to blame for what fell Monday.": "Monday",
                "On Monday": "On Monday",
                "To Monday": "Monday",
            }.items()
        }
    )


def test_the_verb_of_a_month_counts_as_well() -> None:
    """An event that will be in November is ahead, one signed in August is past."""
    check(
        {
            "Elections will be held in November.": {"in November": "2024-11"},
            "The war began in November.": {"in November": "2023-11"},
            "It was signed in August.": {"in August": "2023-08"},
            "It expires in August.": {"in August": "2024-08"},
            "It will be signed in August.": {"in August": "2024-08"},
            "He will mark the November attack.": {"the November": "2023-11"},
            "They met on June 3.": {"on June 3": "2024-06-03"},
        }
    )


def test_a_past_verb_excludes_tomorrow() -> None:
    """With a verb in the past tense, tomorrow's weekday means the last one."""
    check(
        {
            "Talks open Saturday.": {"Saturday": "2024-05-18"},
            "Officials said Saturday that it holds.": {"Saturday": "2024-05-11"},
            "Protests erupted on Saturday.": {"on Saturday": "2024-05-11"},
            "The firm on Saturday delivered it.": {"on Saturday": "2024-05-11"},
            "On Saturday died the king.": {"On Saturday": "2024-05-11"},
            "It is to be signed Saturday.": {"Saturday": "2024-05-18"},
            "The talks expected Saturday matter.": {"Saturday": "2024-05-18"},
        }
    )


def test_a_sentence_without_an_end_is_looked_at_nearby() -> None:
    """However long the sentence is, at most a few hundred characters count."""
    text = "will " * 10_000
    sentence = sentence_around(text, 25_000, 25_004)
    assert 0 < len(sentence.left) <= 300
    assert 0 < len(sentence.after) <= 60
    assert sentence_around("It fell. A b c", 9, 10).left == ""


def test_ambiguous_phrases_have_both_readings() -> None:
    """The other reading is available, whichever one the sentence favours."""
    (past,) = mentions("They met on Monday.", published=NEWS)
    (ahead,) = mentions("They will meet on Monday.", published=NEWS)
    assert past.period == ahead.other
    assert past.other == ahead.period
    for words, either in {
        "over the weekend": ["[2024-05-11..2024-05-12]", "[2024-05-18..2024-05-19]"],
        "in March": ["2024-03", "2025-03"],
        "at Easter": ["2024-03-31", "2025-04-20"],
        "in the winter": ["2023-24", "2024-24"],
        "on the 3rd": ["2024-05-03", "2024-06-03"],
        "in the third quarter": [
            "[2023-07-01..2023-09-30]",
            "[2024-07-01..2024-09-30]",
        ],
        "in Q3": ["[2023-07-01..2023-09-30]", "[2024-07-01..2024-09-30]"],
        "in 2H": ["[2023-07-01..2023-12-31]", "[2024-07-01..2024-12-31]"],
        "on Friday the 13th": ["2023-10-13", "2024-09-13"],
        "on Friday, May 17": ["2024-05-17"],
    }.items():
        (one,) = mentions(f"They met {words}.", published=NEWS)
        found = [it.edtf for it in (one.period, one.other) if it is not None]
        assert sorted(found) == either, words
    for text in ("in 2023", "yesterday", "since Monday", "every Friday"):
        (only,) = mentions(text, published=NEWS)
        assert only.other is None
    (last,) = mentions("on Monday", published=date.max)
    assert last.other is None


def test_a_period_with_one_end_is_no_date_to_count_from() -> None:
    """The following year is that after a year, not after a time without an end."""
    check(
        {
            f"{words} they met. The following year they left.": {
                words: edtf,
                "The following year": "",
            }
            for words, edtf in {"Since 2021": "2021/..", "Until 2021": "/2021"}.items()
        }
        | {
            "In 2021 they met. The following year they left.": {
                "In 2021": "2021",
                "The following year": "2022",
            }
        }
    )


def test_a_context_decides_the_reading_of_resolve() -> None:
    """The sentence is passed in along with the phrase."""
    context = "On Monday the envoys spoke, and they will meet again on Tuesday."
    for phrase, reading in {"Monday": PAST_MONDAY, "on Tuesday": "2024-05-21"}.items():
        read = resolve(phrase, published=NEWS, context=context)
        assert (read.edtf, read.phrase) == (reading, phrase)
    text = "He left on June 3, 2019; the following year he was back, and June 3, 2019"
    read = resolve("the following year", published=NEWS, context=text)
    assert read.edtf == "2020"
    assert resolve("June 3, 2019", published=NEWS, context=text).edtf == "2019-06-03"
    # Without the phrase, these words are not a time.
    march = resolve("march", published=NEWS, context="The march began.")
    assert march.edtf == "2024-03"


@pytest.mark.parametrize(
    ("phrase", "context", "reason"),
    [
        ("Monday", "They met on Tuesday.", "it is not in its context"),
        ("May 1", "They met on May 12.", "it is not in its context"),
        (
            "Monday",
            "They met Monday. They will meet Monday.",
            "it occurs twice in its context, with different meanings",
        ),
        ("two days after", "two days after the vote", "counts from an event"),
        (
            "the following year",
            "the following year",
            "refers to something earlier in the text",
        ),
    ],
)
def test_a_context_that_does_not_fit_is_refused(
    phrase: str, context: str, reason: str
) -> None:
    """The error says why."""
    with pytest.raises(PhraseError, match=reason):
        resolve(phrase, published=NEWS, context=context)


def test_the_ways_of_a_context_are_in_its_order() -> None:
    """Each occurs once, so that the error does not depend on the hash seed."""
    kinds = tokenise("Monday").kinds
    now = beginning("resolve", published="2023-03-17", future=False, order=None)
    past, coming = "They met on Monday.", "They will meet on Monday."
    ways = within(f"{past} {past} {coming}", "Monday", kinds, now)
    assert [way.will for way in ways] == [False, False, True]
    ways = within(f"{coming} {past}", "Monday", kinds, now)
    assert [way.will for way in ways] == [True, False]


def test_the_day_of_publication_may_be_text() -> None:
    """It must be ISO 8601, and a day that does not exist is refused."""
    assert resolve("today", published="2024-05-17") == resolve("today", published=NEWS)
    assert resolve("today", published="2024-05-17").anchor == NEWS
    for wrong in ("17.5.2024", "20240517", "2024-02-30", ""):
        with pytest.raises(FieldValueError, match="expected a day such as 2023-03-17"):
            resolve("today", published=wrong)
    with pytest.raises(FieldValueError, match="'day first' or 'month first'"):
        mentions("today", published=NEWS, order="year first")  # type: ignore[arg-type]  # the error is the point


def test_numeric_dates_are_read_in_the_given_order() -> None:
    """With dots the day comes first, unless an order is given."""
    text = "10/04/2023, 05.06.2023, 25/04/2023, 03/03/2023"
    for order, readings in {
        "day first": ["2023-04-10", "2023-06-05", "2023-04-25", "2023-03-03"],
        "month first": ["2023-10-04", "2023-05-06", "2023-04-25", "2023-03-03"],
        None: [None, "2023-06-05", "2023-04-25", "2023-03-03"],
    }.items():
        read = mentions(text, published=NEWS, order=order)  # type: ignore[arg-type]  # a key of the table
        assert [one.period and one.period.edtf for one in read] == readings


def test_a_length_may_be_counted_from_an_event() -> None:
    """It is found, but cannot be read relative to publication."""
    check(
        {
            "It broke two days after the ceremony.": {"two days after": ""},
            "One year after it left, talks stalled.": {"One year after": ""},
            "He went a week before leaving.": {"a week before": ""},
            "The night after the raid he left.": {"The night after": ""},
            "The day after the vote he left.": {"The day after": ""},
            "It came days after the raid.": {"days after": ""},
            "It ended within two days of the vote.": {"within two days": ""},
            "It ended two days earlier than planned.": {"two days earlier": ""},
            "He left the day before.": {"the day before": "2024-05-16"},
            "The week before, he was there.": {
                "The week before": "[2024-05-06..2024-05-12]"
            },
            "He left two days earlier.": {"two days earlier": "2024-05-15"},
            "It lasted day after day.": {},
            "A month following the blast it reopened.": {"A month following": ""},
            "In the days following the vote he left.": {"In the days following": ""},
            "He left two days following Tuesday's vote.": {
                "two days following Tuesday": "2024-05-16"
            },
        }
    )


def test_a_date_may_name_an_event() -> None:
    """After the event means from its day on, before it means up to its day."""
    check(
        {
            "They left after Wednesday's vote.": {"after Wednesday": "[2024-05-15..]"},
            "They left after Wednesday.": {"after Wednesday": "[2024-05-16..]"},
            "It came ahead of Tuesday’s summit.": {
                "ahead of Tuesday": "[..2024-05-14]"
            },
            "Trade resumed following the May 3 accord.": {
                "following the May 3": "[2024-05-03..]"
            },
            "He quit following Tuesday's vote.": {
                "following Tuesday": "[2024-05-14..]"
            },
            "It fell after the March 2022 election.": {
                "after the March 2022": "[2022-03-01..]"
            },
            "He left after the March talks.": {"after the March": "[2024-03-01..]"},
            "After the May 3 he was gone.": {"After the May 3": "[2024-05-04..]"},
            "He left after the May 3-5 accord.": {
                "after the May 3-5": "[2024-05-03..]"
            },
            "He left after May 3-5.": {"after May 3-5": "[2024-05-06..]"},
            "He left before May 3-5.": {"before May 3-5": "[..2024-05-02]"},
            "It came ahead of the May 3 to 5 talks.": {
                "ahead of the May 3 to 5": "[..2024-05-05]"
            },
            "He left after the May 3 and 4 talks.": {
                "after the May 3 and 4": "[2024-05-03..]"
            },
            "He left following the May 3 or 4 talks.": {
                "following the May 3 or 4": "[2024-05-03..]"
            },
            "He left after May 3 or 4.": {"after May 3 or 4": "[2024-05-04..]"},
            "He left before May 3 or 4.": {"before May 3 or 4": "[..2024-05-03]"},
            "He left after Monday or Friday of last week.": {
                "after Monday or Friday of last week": "[2024-05-07..]"
            },
            "Aid fell from Monday's peak.": {"Monday": PAST_MONDAY},
            "A row over the May 3 accord.": {"the May 3": "2024-05-03"},
            "He was hit by Monday's quake.": {"Monday": PAST_MONDAY},
            "It holds since Monday's vote.": {"since Monday": "2024-05-13/.."},
            "By the end of the year the envoys": {
                "By the end of the year": "[..2024-12-31]"
            },
        }
    )


def test_the_first_in_years_looks_back() -> None:
    """The first in five years does not lie five years ahead."""
    five = "[2019-05-17..2024-05-17]"
    check(
        {
            "It is the first visit in five years.": {"in five years": five},
            "Exports are the lowest in five years.": {"in five years": five},
            "They have not met in more than five years.": {
                "in more than five years": five
            },
            "There were no talks in five years.": {"in five years": five},
            "No date was set, but it opens in five years.": {"in five years": "2029"},
            "It opens in five years.": {"in five years": "2029"},
            "A request to return in five years.": {"in five years": "2029"},
            "The first base will open in five years.": {"in five years": "2029"},
        }
    )


def test_a_reference_counts_from_the_last_date() -> None:
    """Without an earlier date, or with one that is too wide, it cannot be read."""
    check(
        {
            "In March 2019 he left. The following month he was back.": {
                "In March 2019": "2019-03",
                "The following month": "2019-04",
            },
            "He left on June 3, 2019, and the previous Friday she did.": {
                "on June 3, 2019": "2019-06-03",
                "the previous Friday": "2019-05-31",
            },
            "On June 3, 2019 he left, and the following Friday she did.": {
                "On June 3, 2019": "2019-06-03",
                "the following Friday": "2019-06-07",
            },
            "He was born in 1950. That year it began; that week it": {
                "in 1950": "1950",
                "That year": "1950",
                "that week": "",
            },
            "The previous year, that same month, in the same week": {
                "The previous year": "",
                "that same month": "",
                "in the same week": "",
            },
            "the following Tuesday": {"the following Tuesday": "2024-05-21"},
            "Last week they met. The following Tuesday he left.": {
                "Last week": "[2024-05-06..2024-05-12]",
                "The following Tuesday": "2024-05-14",
            },
            "In 2019 they met. The following Tuesday, the previous Monday": {
                "In 2019": "2019",
                "The following Tuesday": "",
                "the previous Monday": "",
            },
            "He said that week-long talks failed.": {},
        }
    )


def test_the_longest_readable_phrase_is_found() -> None:
    """If the grammar goes too far, a shorter phrase is taken."""
    check(
        {
            "He was charged last year in the October 2022 raid.": {
                "last year": "2023",
                "the October 2022": "2022-10",
            },
            "He was there last week in the 2021 trial.": {
                "last week": "[2024-05-06..2024-05-12]",
                "the 2021": "2021",
            },
            "It came early in the 2021 race, at the end of the 2020 race.": {
                "early in the 2021": "[2021-01-01..2021-04-30]",
                "at the end of the 2020": "[2020-09-01..2020-12-31]",
            },
            "It came in the last week in 2021, in the summer of the year 2020.": {
                "in the last week in 2021": "[2021-12-27..2022-01-02]",
                "in the summer of the year 2020": "2020-22",
            },
            "It rose over Thursday's closing price.": {"Thursday": "2024-05-16"},
            "It was extended by 60 days from May 18.": {"from May 18": "2024-05-18/.."},
            "It shut for two weeks from Monday.": {"from Monday": "2024-05-13/.."},
            "10 days from today": {"10 days from today": "2024-05-27"},
            "She spoke earlier in the day before leaving.": {
                "earlier in the day": "2024-05-17"
            },
            "They met on Tuesday the first time.": {"on Tuesday": "2024-05-14"},
            "They met on Wednesday for the first time.": {"on Wednesday": "2024-05-15"},
            "on Tuesday the fourteenth, he": {
                "on Tuesday the fourteenth": "2024-05-14"
            },
            "on Tuesday the 14th": {"on Tuesday the 14th": "2024-05-14"},
            "It will end the day at the end of the day.": {
                "at the end of the day": "2024-05-17"
            },
            "A large fall at the start of 2020": {
                "at the start of 2020": "[2020-01-01..2020-04-30]"
            },
            "He wrote in fall 2020.": {"in fall 2020": "2020-23"},
            "Talks, which began in late April, go on.": {
                "in late April": "[2024-04-21..2024-04-30]"
            },
            "In the nine months profit fell; in nine months it": {
                "in nine months": "2025-02"
            },
            "It was so in the past, but not in past.": {
                "in the past": "[..2024-05-17]"
            },
            "the latest 12 months": {
                "the latest 12 months": "[2023-05-17..2024-05-17]"
            },
            "on 15\nMay 2024": {"on 15\nMay 2024": "2024-05-15"},
            "late early May": {"early May": "[2024-05-01..2024-05-10]"},
        }
    )


def test_lists_are_whole_and_full_dates_are_two() -> None:
    """A list is one period, from its first date to its last."""
    check(
        {
            "on June 3, 4 and 5": {"on June 3, 4 and 5": "[2024-06-03..2024-06-05]"},
            "on June 3, 4, and 5": {"on June 3, 4, and 5": "[2024-06-03..2024-06-05]"},
            "on 3, 4 or 5 June 2023": {
                "on 3, 4 or 5 June 2023": "[2023-06-03..2023-06-05]"
            },
            "on Monday, Wednesday and Thursday": {
                "on Monday, Wednesday and Thursday": "[2024-05-13..2024-05-16]"
            },
            "in May, June and July": {
                "in May, June and July": "[2024-05-01..2024-07-31]"
            },
            "May 3, June 4 and July 5": {
                "May 3, June 4 and July 5": "[2024-05-03..2024-07-05]"
            },
            "in June, July and August 2019": {
                "in June, July and August 2019": "2019-22"
            },
            "in November, December and January 2020": {
                "in November, December and January 2020": "[2019-11-01..2020-01-31]"
            },
            "May 3, June 4 and July 5, 2019": {
                "May 3, June 4 and July 5, 2019": "[2019-05-03..2019-07-05]"
            },
            "in Q1, Q2 or Q3 of 2020": {
                "in Q1, Q2 or Q3 of 2020": "[2020-01-01..2020-09-30]"
            },
            "on Monday, Tuesday and Friday of last week": {
                "on Monday, Tuesday and Friday of last week": "[2024-05-06..2024-05-10]"
            },
            "They met in April, May and June.": {
                "in April, May and June": "[2023-04-01..2023-06-30]"
            },
            "They met in May or June.": {"in May or June": "[2023-05-01..2023-06-30]"},
            "in January and November": {
                "in January and November": "[2023-11-01..2024-01-31]"
            },
            "They met on Friday and Monday.": {
                "on Friday and Monday": "[2024-05-13..2024-05-17]"
            },
            "before 2030-31": {"before 2030-31": "[..2029-12-31]"},
            "after 2019-20": {"after 2019-20": "[2021-01-01..]"},
            "from 2019-20 to 2021-22": {"from 2019-20 to 2021-22": "2019/2022"},
            "between 2019-20 and 2021-22": {
                "between 2019-20 and 2021-22": "[2019-01-01..2022-12-31]"
            },
            "the 20th and 21st of April": {
                "the 20th and 21st of April": "[2024-04-20..2024-04-21]"
            },
            "from the 2nd to the 3rd of May": {
                "from the 2nd to the 3rd of May": "2024-05-02/2024-05-03"
            },
            "on March 3, 2019 and May 4, 2021": {
                "on March 3, 2019": "2019-03-03",
                "May 4, 2021": "2021-05-04",
            },
            "on March 3, 2019, and on May 4": {
                "on March 3, 2019": "2019-03-03",
                "on May 4": "2024-05-04",
            },
            "in 2008 and 2009": {"in 2008": "2008", "2009": "2009"},
            "between 2008 and 2009": {
                "between 2008 and 2009": "[2008-01-01..2009-12-31]"
            },
        }
    )


@pytest.mark.parametrize(
    "text",
    [
        "The Czech envoy, Jan Novak, met April Glaspie and August Berger.",
        "Theresa May spoke, and May's government fell. May resigned.",
        "Mrs May praised it; Mr Sunday and Dr. Friday did not. May won.",
        "The Sun Line ferry, Sat Nav, Wed Wilson and the Sun newspaper.",
        "The Sunday Times, the Friday Herald and the Monday Club of Oslo.",
        "Russia Today, USA Today and the Today programme.",
        "The October Revolution, Black September and Bloody Sunday.",
        "The Prague Spring and the Winter Olympics; March for Life.",
        "The Good Friday Agreement.",
        "Call 090-1234-5678, 555 2012 or +1 202-555-1998.",
        "Resolution 1973, Regulation (EU) 2022/2065, ISO 9001:2015, S/RES/2015.",
        "The index closed at 1987.4 points, and No. 1984 won.",
        "It cost 1,999 dollars. Some 2000 people and 1950 soldiers came.",
        "A crowd of 2000, a 1500-strong force, a COVID-2019 test.",
        "Call +44 2079 460 2012; a weight of 2000 kg; at 1930 hours, within 1990 %.",
        "Mar-a-Lago, the Sun and the Moon; Jan and Anna; Sat in parliament.",
        "Two thousand soldiers fought in two thousand villages.",
        "the 21st floor and 20 others",
        "they work on the 3rd and 4th floors",
        "they met on the 3rd, 4th and 5th",
        "He lives in Mar del Plata, Jan van Eyck in Dec Alpha; case 2021-07.",
        "May, who resigned, was born in 1500 BC.",
    ],
)
def test_names_and_numbers_are_not_dates(text: str) -> None:
    """Their neighbours and capitals decide."""
    assert found(text) == {}


def test_dates_beside_names_and_numbers_are_found() -> None:
    """A word belongs to a name only if no time word is before it."""
    check(
        {
            "In March President Lee left.": {"In March": "2024-03"},
            "By the end of August Russia held it.": {
                "By the end of August": "[..2024-08-31]"
            },
            "On Sunday Israel struck.": {"On Sunday": "2024-05-12"},
            "in the June NATO talks": {"in the June": "2024-06"},
            "At the June Oslo talks": {"At the June": "2024-06"},
            "at the Friday Oslo talks": {"at the Friday": "2024-05-17"},
            "March of 2023 was wet.": {"March of 2023": "2023-03"},
            "Black Friday 2023": {"Black Friday 2023": "2023-11-24"},
            "said Theresa May on May 3": {"on May 3": "2024-05-03"},
            "Sun. May 12; on Sun, Mon.": {
                "Sun. May 12": "2024-05-12",
                "on Sun": "2024-05-12",
                "Mon": PAST_MONDAY,
            },
            "Today, mid-1989 and 2020-based": {
                "Today": "2024-05-17",
                "mid-1989": "[1989-05-01..1989-08-31]",
                "2020": "2020",
            },
            "in 2020 people stayed; in two thousand and one he went": {
                "in 2020": "2020",
                "in two thousand and one": "2001",
            },
            "It freed 20 of the May detainees.": {"the May": "2024-05"},
            "It freed 20 of May's detainees.": {"May": "2024-05"},
            "House 1 on December 2013.": {"on December 2013": "2013-12"},
            "on May 3 at noon": {"on May 3 at noon": "2024-05-03"},
            "they met on the 3rd and 4th": {
                "on the 3rd and 4th": "[2024-05-03..2024-05-04]"
            },
            "they met from the 3rd to 5th": {
                "from the 3rd to 5th": "2024-05-03/2024-05-05"
            },
            "on the 21st, he met her by the 22nd": {
                "on the 21st": "2024-05-21",
                "by the 22nd": "[..2024-05-22]",
            },
            "by 2012\nJanuary 23, 2013": {
                "by 2012": "[..2012-12-31]",
                "January 23, 2013": "2013-01-23",
            },
            "Monday\n\nMarch 3": {"Monday": PAST_MONDAY, "March 3": "2024-03-03"},
        }
    )
