"""Laws of every phrase, and oracles that share no code with the reader."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events.errors import PhraseError
from diplomacy_events.model.period import Period
from diplomacy_events.phrases import resolve
from diplomacy_events.phrases.lexicon import LEXICON

DAY = timedelta(days=1)
SIMPLE = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ONES = SIMPLE + [
    f"{ten}-{one}" if one != "zero" else ten for ten in TENS for one in SIMPLE[:10]
]
NAMES = list(calendar.day_name)
MONTHS = list(calendar.month_name)[1:]

dates = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
words = st.sampled_from(
    [
        *LEXICON,
        "1989",
        "20",
        "'89",
        "21st",
        "1980s",
        "3/20/23",
        "2023-03-20",
        "Q3",
        "9 am",
    ]
)
PHRASES = """
Friday|last Friday|next Friday|this Friday|March 20|March 20, 2023|the 21st|last week|
next month|early next week|the third quarter|mid-1980s|two weeks ago|a year earlier|
April or early May|between March and June|until 2030|since February|by Friday|year-end|
before 2025|within two months|this winter|Sunday, March 19|Christmas|the weekend|soon
""".replace("\n", "").split("|")
phrases = st.sampled_from(PHRASES)


def attempt(phrase: str, published: date, *, future: bool = False) -> Period | None:
    """Return the period, or `None` if the phrase is refused."""
    try:
        return resolve(phrase, published=published, future=future)
    except PhraseError:
        return None


@given(st.text(), dates, st.booleans())
@example("\ud800", date(2023, 3, 17), False)
@example("٣ days ago", date(2023, 3, 17), False)
@example("İ", date(2023, 3, 17), False)
@example("1" * 5000, date(2023, 3, 17), False)
@example("a" * 10**6, date(2023, 3, 17), False)
def test_any_text_is_read_or_refused(text: str, published: date, future: bool) -> None:
    """Any text gives a period or a `PhraseError`."""
    attempt(text, published, future=future)


@given(st.lists(words, min_size=1, max_size=9), dates, st.booleans())
def test_any_words_are_read_or_refused(
    chosen: list[str], published: date, future: bool
) -> None:
    """So do known words in any order, and bounds are in order."""
    phrase = " ".join(chosen)
    period = attempt(phrase, published, future=future)
    if period is not None:
        assert (period.phrase, period.anchor) == (phrase, published)
        assert Period.from_edtf(period.edtf) == period


@given(
    phrases, dates, st.sampled_from(["  {} ", "{}.", "({})", "“{}”", "{},", "\t{}\n"])
)
def test_case_space_and_punctuation_mean_nothing(
    phrase: str, published: date, form: str
) -> None:
    """A phrase keeps its reading in any case, and between quotes or brackets."""
    plain = attempt(phrase, published)
    for variant in (phrase.upper(), phrase.title(), phrase.replace(" ", "   ")):
        assert attempt(form.format(variant), published) == plain


@given(
    st.sampled_from(["Friday", "March 20", "March", "the third quarter", "1989"]),
    dates,
    st.sampled_from(["on", "in", "during", "at", "the", "for", "as of", "in the"]),
)
def test_a_plain_preposition_means_nothing(
    phrase: str, published: date, opener: str
) -> None:
    """A Friday has the same reading with and without "on" before it."""
    assert attempt(f"{opener} {phrase}", published) == attempt(phrase, published)


def enumerated(published: date, way: int, skip: int, weekday: int) -> date:
    """Walk the days one by one to the first one with this weekday."""
    at = published + skip * way * DAY
    while at.isoweekday() != weekday + 1:
        at += way * DAY
    return at


@given(dates, st.integers(0, 6))
def test_weekdays_are_found_by_walking(published: date, weekday: int) -> None:
    """A bare weekday is tomorrow, today or the last; last and next exclude today."""
    name = NAMES[weekday]
    expected = {
        (name, False): enumerated(published, -1, -1, weekday),
        (name, True): enumerated(published, 1, 0, weekday),
        (f"last {name}", False): enumerated(published, -1, 1, weekday),
        (f"next {name}", False): enumerated(published, 1, 1, weekday),
        (f"by {name}", False): enumerated(published, 1, 0, weekday),
    }
    for (phrase, future), day in expected.items():
        assert resolve(phrase, published=published, future=future).latest == day
    this = resolve(f"this {name}", published=published).earliest
    assert this is not None
    assert this.isocalendar()[:2] == published.isocalendar()[:2]
    assert this.isoweekday() == weekday + 1


@given(dates, st.integers(-60, 60))
def test_weeks_are_iso_weeks(published: date, count: int) -> None:
    """A week that is N weeks away is the ISO week of the day 7 * N days away."""
    direction = "ago" if count < 0 else "later"
    period = resolve(f"{abs(count)} weeks {direction}", published=published)
    year, week, _ = (published + count * 7 * DAY).isocalendar()
    assert period.earliest == date.fromisocalendar(year, week, 1)
    assert period.latest == date.fromisocalendar(year, week, 7)


@given(dates, st.integers(1, 12))
def test_months_are_the_nearest_on_their_side(published: date, month: int) -> None:
    """A bare month is up to 4 ahead, else past; with `future` it is never past."""
    name = MONTHS[month - 1]
    past = resolve(name, published=published)
    coming = resolve(name, published=published, future=True)
    assert past.earliest is not None
    assert coming.latest is not None
    assert past.earliest.month == coming.latest.month == month
    ahead = 12 * (past.earliest.year - published.year) + month - published.month
    assert -8 <= ahead <= 4
    assert timedelta() <= coming.latest - published < timedelta(days=366 + 31)
    assert past.earliest.day == 1
    assert (coming.latest + DAY).day == 1


@given(dates, dates)
def test_a_full_date_is_that_date_whenever_published(
    day: date, published: date
) -> None:
    """A date with a year does not depend on the day of publication."""
    month = MONTHS[day.month - 1]
    for phrase in (
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month[:3]}. {day.year}",
        f"the {day.day}th of {month}, {day.year}",
        f"{NAMES[day.weekday()]}, {month} {day.day}, {day.year}",
        f"{day.month}/{day.day}/{day.year}",
        day.isoformat(),
        day.strftime("%Y%m%d"),
    ):
        read = resolve(phrase, published=published, order="month first")
        assert read.edtf == day.isoformat()


@given(dates, dates, st.sampled_from("/-"))
def test_ambiguous_numeric_dates_are_read_only_with_an_order(
    day: date, published: date, sign: str
) -> None:
    """Without an order, days up to 12 are refused unless day and month are equal."""
    figures = f"{day.day}{sign}{day.month}{sign}{day.year}"
    plain = attempt(figures, published)
    read = resolve(figures, published=published, order="day first")
    assert read.edtf == day.isoformat()
    if day.day > 12 or day.day == day.month:
        assert plain == read
    else:
        assert plain is None
        swapped = resolve(figures, published=published, order="month first")
        assert swapped.edtf == f"{day.year}-{day.day:02}-{day.month:02}"
    named = f"{NAMES[day.weekday()]}, {figures}"
    outcome = attempt(named, published)
    assert outcome in (None, read)


@given(dates, dates)
def test_a_date_without_its_year_is_near(day: date, published: date) -> None:
    """It lies at most 8 months back or 4 ahead, or is a 29th of February."""
    phrase = f"{MONTHS[day.month - 1]} {day.day}"
    read = resolve(phrase, published=published).earliest
    assert read is not None
    assert (read.month, read.day) == (day.month, day.day)
    if (day.month, day.day) != (2, 29):
        assert timedelta(days=-248) <= read - published <= timedelta(days=124)
    coming = resolve(phrase, published=published, future=True).earliest
    assert coming is not None
    assert coming >= published


@given(dates, st.integers(1, 40), st.sampled_from(["day", "week", "month", "year"]))
def test_an_offset_is_as_wide_as_its_unit(
    published: date, count: int, unit: str
) -> None:
    """No offset is narrower than its unit."""
    widest = {"day": 1, "week": 7, "month": 31, "year": 366}[unit]
    narrowest = {"day": 1, "week": 7, "month": 28, "year": 365}[unit]
    for phrase in (f"{count} {unit}s ago", f"{count} {unit}s later"):
        period = resolve(phrase, published=published)
        assert period.earliest is not None
        assert period.latest is not None
        width = (period.latest - period.earliest).days + 1
        assert narrowest <= width <= widest


@given(dates, st.sampled_from(["last week", "last month", "last year", "March 2023"]))
def test_the_parts_of_a_unit_cover_it(published: date, unit: str) -> None:
    """Early starts with the unit, late ends with it, and no day is between them."""
    whole = resolve(unit, published=published)
    early, mid, late = (
        resolve(f"{edge} {unit}", published=published)
        for edge in ("early", "mid", "late")
    )
    assert early.earliest == whole.earliest
    assert late.latest == whole.latest
    for low, high in ((early, mid), (mid, late)):
        assert low.latest is not None
        assert high.earliest is not None
        assert high.earliest <= low.latest + DAY


@given(phrases, dates)
def test_hedging_never_narrows(phrase: str, published: date) -> None:
    """With "about" before it, a phrase keeps its bounds."""
    plain = attempt(phrase, published)
    hedged = attempt(f"about {phrase}", published)
    if plain is not None and hedged is not None:
        assert hedged.earliest == plain.earliest
        assert hedged.latest == plain.latest


@given(
    dates, st.sampled_from(["this week", "this year", "last month", "March", "2023"])
)
def test_earlier_and_later_meet_at_publication(published: date, unit: str) -> None:
    """Each keeps one bound; the other is the day of publication if it lies within."""
    whole = resolve(unit, published=published)
    earlier, later = (
        resolve(f"{word} {unit}", published=published) for word in ("earlier", "later")
    )
    assert earlier.earliest == whole.earliest
    assert later.latest == whole.latest
    assert whole.earliest is not None
    assert whole.latest is not None
    if whole.earliest <= published <= whole.latest:
        assert earlier.latest == later.earliest == published
    else:
        assert earlier == later == whole


@given(dates, st.integers(1900, 2099))
def test_years_in_words_are_those_in_figures(published: date, year: int) -> None:
    """Each year of two centuries is read from its spoken form."""
    century, rest = divmod(year, 100)
    if rest == 0:
        said = "nineteen hundred" if century == 19 else "two thousand"
    elif rest < 10:
        said = ("nineteen oh " if century == 19 else "two thousand and ") + ONES[rest]
    else:
        said = f"{ONES[century]} {ONES[rest]}"
    assert resolve(said, published=published).edtf == str(year)
    assert resolve(f"March {said}", published=published).edtf == f"{year}-03"


@pytest.mark.parametrize("phrase", PHRASES)
def test_each_phrase_of_the_laws_is_read(phrase: str) -> None:
    """The laws above are about phrases that have a reading."""
    published = date(2023, 3, 17)
    assert resolve(phrase, published=published).phrase == phrase
