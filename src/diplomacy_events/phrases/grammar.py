"""The grammar: which words in which order mean what.

A production has a head, a body and an action. In a body, "<date>" is what the
productions with that head make, a word in small letters is a kind of word, and one in
capitals a kind of word that carries a value. "?" marks what may be left out, "|" parts
what may stand in one place. The action gets the values of the places that have one.
Where a phrase can be derived in two ways, the production that stands first wins.
"""

from collections.abc import Callable
from typing import Any

from diplomacy_events.phrases import distances as d
from diplomacy_events.phrases import meanings as m
from diplomacy_events.phrases import readings as r
from diplomacy_events.phrases import recurring as c
from diplomacy_events.phrases.readings import Reading
from diplomacy_events.phrases.spans import Length, Unit

__all__ = ["GRAMMAR", "Action"]

Action = Callable[..., Any]
Production = tuple[str, str, Action]
Pair = tuple[Reading, Reading]

PAST, FUTURE = -1, 1
A_YEAR = (1, Unit.YEAR)
A_WEEK = (1, Unit.WEEK)
A_QUARTER = (1, Unit.QUARTER)
THIS_YEAR = d.away(Unit.YEAR, 0)


def same(value: Any) -> Any:
    """Return what a part means as the meaning of the whole."""
    return value


def nothing(*_: Any) -> None:
    """Return no value: that the words stand there says it all."""


def constant(value: Any) -> Action:
    """Return an action that makes a value of words that carry none."""
    return lambda: value


def length(count: int, unit: Unit) -> Length:
    """Return a length."""
    return count, unit


def pair(first: Reading, last: Reading) -> Pair:
    """Return two readings that belong together."""
    return first, last


def days(month: int, first: int, last: int, year: Reading | None = None) -> Pair:
    """Return two days of one month, in one year if it is named."""
    low, high = c.month_day(month, first), c.month_day(month, last)
    if year is None:
        return low, high
    return r.in_year(low, year), r.in_year(high, year)


def pairs(head: str, joint: str) -> tuple[Production, ...]:
    """Return the productions of two dates with a joint between them."""
    return (
        (head, f"<date> {joint} <date>", pair),
        (head, f"MONTH <number> {joint} <number> of|in? <year>?", days),
        (
            head,
            f"<number> {joint} <number> of? MONTH of|in? <year>?",
            lambda first, last, month, year=None: days(month, first, last, year),
        ),
    )


# What a phrase as a whole says about when.
WHOLE: tuple[Production, ...] = (
    ("<phrase>", "in? <date>", m.within),
    ("<phrase>", "in? <vague>", m.vague),
    ("<phrase>", "from|beginning? <range> period|year?", lambda ends: m.through(*ends)),
    ("<phrase>", "in? <choice>", lambda ends: m.between(*ends)),
    ("<phrase>", "between <choice>|<range>", lambda ends: m.between(*ends)),
    ("<phrase>", "since in? <date>", m.since),
    ("<phrase>", "from|beginning in? <date>", m.starting),
    ("<phrase>", "until|through in? <date>", m.until),
    ("<phrase>", "by in? <date>", m.by),
    ("<phrase>", "soonest in? <date>", m.soonest),
    ("<phrase>", "before <hour> of? <date>", m.up_to),
    ("<phrase>", "before|just_before <part>", m.by),
    ("<phrase>", "before|just_before <date>", m.before),
    ("<phrase>", "after <hour> of? <date>", m.onward),
    ("<phrase>", "after|just_after <part>", m.onward),
    ("<phrase>", "after|just_after <date>", m.after),
    ("<phrase>", "more|over <length> <behind>", m.longer_ago),
    ("<phrase>", "onward <date>", m.onward),
    ("<phrase>", "over <date>", m.within),
    ("<phrase>", "sometime <phrase>", same),
    ("<phrase>", "<count> week <forth>? WEEKDAY", lambda *_: m.within(d.week_on)),
    *pairs("<range>", "to|through|until|dash"),
    *pairs("<choice>", "or|and"),
    ("<range>", "YEAR dash NUMBER|COUNT", r.years_from),
)

# Days, months, quarters and years by their name or number.
NAMES: tuple[Production, ...] = (
    ("<date>", "<day>|<year>|<recurring>", same),
    ("<date>", "<yearly> of|in? <year>", r.in_year),
    ("<date>", "<year> <yearly>", lambda year, yearly: r.in_year(yearly, year)),
    ("<date>", "year <yearly>", lambda yearly: r.in_year(yearly, THIS_YEAR)),
    ("<date>", "ORDINAL", c.day_of_month),
    ("<date>", "DECADE|OFYEAR", r.decade),
    ("<date>", "OFYEAR <yearly>", lambda n, yearly: r.in_year(yearly, r.year(n))),
    ("<date>", "ORDINAL century", r.century),
    ("<date>", "YEARMONTH", lambda both: r.in_year(c.month(both[1]), r.year(both[0]))),
    ("<date>", "MONTH dash? <digits>", lambda n, year: r.in_year(c.month(n), year)),
    ("<digits>", "COUNT", r.short_year),
    ("<day>", "<dated>", same),
    ("<day>", "<dated> of|in? <year>", r.in_year),
    ("<day>", "<dated> <hour> <year>", r.in_year),
    ("<day>", "DATE", r.in_figures),
    (
        "<day>",
        "NUMBER dash MONTH dash <year>|<digits>",
        lambda number, month, year: r.in_year(c.month_day(month, number), year),
    ),
    ("<day>", "WEEKDAY <day>", r.dated),
    ("<day>", "WEEKDAY ORDINAL", lambda name, n: r.dated(name, c.day_of_month(n))),
    ("<dated>", "MONTH <number>", c.month_day),
    ("<dated>", "<number> of? MONTH", lambda number, month: c.month_day(month, number)),
    ("<number>", "NUMBER|ORDINAL", same),
    ("<yearly>", "<dated>", same),
    ("<yearly>", "MONTH", c.month),
    ("<yearly>", "month of MONTH", c.month),
    ("<yearly>", "SEASON", c.season),
    ("<yearly>", "HOLIDAY", c.holiday),
    ("<yearly>", "QUARTER", c.quarter),
    ("<yearly>", "HALF", c.half_year),
    ("<yearly>", "ORDINAL quarter", c.quarter),
    ("<yearly>", "MONTH quarter", c.quarter_to),
    ("<date>", "MONTH <year> quarter", lambda n, y: r.in_year(c.quarter_to(n), y)),
    ("<yearly>", "MONTH to|through|dash MONTH period", c.months_to),
    ("<yearly>", "MONTH to|through|dash MONTH quarter", c.quarter_of),
    ("<yearly>", "ORDINAL half", c.half_year),
    ("<yearly>", "latter half", constant(c.half_year(2))),
    ("<yearly>", "ORDINAL <lengths>", c.first_months),
    ("<recurring>", "<yearly>", same),
    ("<recurring>", "WEEKDAY", c.weekday),
    ("<recurring>", "weekend", c.weekend),
    ("<year>", "year? of? YEAR", r.year),
    ("<year>", "YEAR year", r.year),
    ("<year>", "SHORTYEAR", r.short_year),
    ("<year>", "this|present year", constant(THIS_YEAR)),
    ("<year>", "<year_back>", constant(d.away(Unit.YEAR, -1))),
    ("<year>", "<forth> year", constant(d.away(Unit.YEAR, 1))),
    ("<year_back>", "<back> year", nothing),
    ("<year_back>", "a? year <behind>", nothing),
)

# Dates that are told by their distance from now, or from another date.
DISTANCES: tuple[Production, ...] = (
    ("<date>", "TODAY", lambda count: d.away(Unit.DAY, count)),
    ("<date>", "<unit>", d.bare_unit),
    ("<date>", "this|present <unit>", lambda unit: d.away(unit, 0)),
    ("<date>", "<back>|latest|just_ended <unit>", lambda unit: d.away(unit, -1)),
    ("<date>", "<unit> just_ended", lambda unit: d.away(unit, -1)),
    ("<date>", "<forth> <unit>", lambda unit: d.away(unit, 1)),
    ("<date>", "<unit> before last", lambda unit: d.away(unit, -2)),
    ("<date>", "<unit> after next", lambda unit: d.away(unit, 2)),
    ("<date>", "this <recurring>", lambda recurring: recurring.current),
    ("<date>", "<back> <recurring>", lambda recurring: recurring.previous),
    ("<date>", "<forth> <recurring>", lambda recurring: recurring.following),
    ("<date>", "this? past <recurring>", lambda recurring: recurring.previous),
    ("<date>", "this? coming <recurring>", lambda recurring: recurring.following),
    ("<date>", "same? <year_back> <reported>", d.compared),
    ("<date>", "same <reported> of|in? <year_back>", d.compared),
    ("<date>", "<reported> <year_back>", d.compared),
    ("<date>", "same? YEAR <reported>", lambda year, unit: d.compared(unit, year)),
    ("<date>", "same <reported> of|in? YEAR", d.compared),
    ("<date>", "same <unit>", d.back_in_text),
    ("<date>", "<year> period", d.back_in_text),
    ("<reported>", "week", constant(Unit.WEEK)),
    ("<reported>", "month", constant(Unit.MONTH)),
    ("<reported>", "quarter", constant(Unit.QUARTER)),
    ("<date>", "<length> <behind>", lambda length: d.offset(length, PAST)),
    ("<date>", "<length> <ahead>", lambda length: d.offset(length, FUTURE)),
    ("<date>", "in <length> time?", lambda length: d.offset(length, FUTURE)),
    ("<date>", "<length> before <date>", lambda n, date: d.offset(n, PAST, date)),
    ("<date>", "<length> after <date>", lambda n, date: d.offset(n, FUTURE, date)),
    ("<date>", "<length> ago <base>", lambda n, base: d.ago(n, PAST, base)),
    ("<date>", "<length> from <base>", lambda n, base: d.ago(n, FUTURE, base)),
    ("<date>", "<length> ago WEEKDAY", lambda n, name: d.weeks_from(n, PAST, name)),
    ("<date>", "<length> from WEEKDAY", lambda n, name: d.weeks_from(n, FUTURE, name)),
    ("<date>", "WEEKDAY week", lambda name: d.weeks_from(A_WEEK, FUTURE, name)),
    ("<date>", "TODAY week", d.week_from),
    ("<date>", "WEEKDAY last", lambda name: c.weekday(name).previous),
    ("<date>", "WEEKDAY next", lambda name: c.weekday(name).following),
    (
        "<date>",
        "WEEKDAY before last",
        lambda name: d.ago(A_WEEK, PAST, c.weekday(name).previous),
    ),
    ("<date>", "<count> or|to <lengths> <behind>", lambda a, n: d.apart(a, n, PAST)),
    ("<date>", "<count> or|to <lengths> <ahead>", lambda a, n: d.apart(a, n, FUTURE)),
    ("<date>", "a <unit> or <count> <behind>", lambda u, n: d.apart(1, (n, u), PAST)),
    ("<date>", "a <unit> or <count> <ahead>", lambda u, n: d.apart(1, (n, u), FUTURE)),
    ("<date>", "in <count> or|to <lengths>", lambda a, n: d.apart(a, n, FUTURE)),
    ("<date>", "over|within? in? <past> <lengths>", lambda n: d.stretch(n, PAST)),
    ("<date>", "over|within? in? <coming> <lengths>", lambda n: d.stretch(n, FUTURE)),
    ("<date>", "over|within? in? this? past <one>", lambda n: d.stretch(n, PAST)),
    ("<date>", "over|within? in? this? coming <one>", lambda n: d.stretch(n, FUTURE)),
    ("<date>", "over|within <past> <one>", lambda n: d.stretch(n, PAST)),
    ("<date>", "over|within <coming> <one>", lambda n: d.stretch(n, FUTURE)),
    ("<date>", "within <length>", lambda n: d.stretch(n, FUTURE)),
    ("<date>", "in less <length>", lambda n: d.stretch(n, FUTURE)),
    ("<date>", "less <length> <behind>", lambda n: d.stretch(n, PAST)),
    ("<base>", "TODAY", lambda count: d.away(Unit.DAY, count)),
    ("<base>", "MONTH", c.month),
    ("<base>", "<dated>", same),
    ("<base>", "this <unit>", lambda unit: d.away(unit, 0)),
)

# Parts of a date, dates within another, and dates that are hedged.
PARTS: tuple[Production, ...] = (
    ("<part>", "EDGE of|in? <whole>", r.edge),
    ("<part>", "beginning of <whole>", lambda whole: r.edge(0, whole)),
    ("<part>", "EDGE to|or|and|dash EDGE of|in? <whole>", r.edges),
    ("<part>", "<whole> EDGE", lambda whole, third: r.edge(third, whole)),
    ("<part>", "year EDGE <year>", r.edge),
    ("<date>", "<part>", same),
    ("<date>", "earlier|later|sometime of|in? <whole>", same),
    ("<date>", "<date> sometime", same),
    ("<whole>", "day", constant(d.away(Unit.DAY, 0))),
    ("<whole>", "month", constant(d.away(Unit.MONTH, 0))),
    ("<whole>", "quarter", constant(d.away(Unit.QUARTER, 0))),
    ("<whole>", "<date>", same),
    ("<date>", "<nth> half of|in <whole>", r.half_of),
    ("<date>", "<nth> <unit> of|in <whole>", r.nth),
    ("<date>", "<nth> <lengths> of|in <whole>", r.nth_run),
    ("<date>", "<nth> WEEKDAY of|in <whole>", r.nth_weekday),
    ("<date>", "ORDINAL of <whole>", r.day_within),
    ("<nth>", "ORDINAL", same),
    ("<nth>", "last", constant(-1)),
    ("<nth>", "latter", constant(2)),
    ("<date>", "WEEKDAY of? <week>", r.weekday_within),
    ("<date>", "<week> WEEKDAY", lambda week, name: r.weekday_within(name, week)),
    ("<week>", "this? week", constant(d.away(Unit.WEEK, 0))),
    ("<week>", "<back> week", constant(d.away(Unit.WEEK, -1))),
    ("<week>", "<forth> week", constant(d.away(Unit.WEEK, 1))),
    ("<date>", "week of <day>", lambda day: r.holding(Unit.WEEK, day)),
    ("<date>", "weekend of <day>", lambda day: r.holding(Unit.WEEKEND, day)),
    ("<date>", "<length> period? ended|ending|just_ended in? <date>", d.ended),
    ("<date>", "<length> period? to|through in? <close>", d.ended),
    (
        "<date>",
        "ORDINAL quarter ended|ending in? <date>",
        lambda _, named: d.ended(A_QUARTER, named),
    ),
    ("<date>", "<length> period? beginning in? <date>", d.begun),
    ("<close>", "<day>", same),
    ("<close>", "MONTH", c.month),
    ("<close>", "MONTH of? <year>", lambda n, year: r.in_year(c.month(n), year)),
    ("<date>", "rest of <whole>", d.rest),
    ("<date>", "<date> before|after? <hour>", same),
    ("<date>", "<hour> of? <date>", same),
    ("<hour>", "about|just_before|just_after? DAYTIME", nothing),
    ("<date>", "this DAYTIME", constant(d.away(Unit.DAY, 0))),
    ("<date>", "<back> DAYTIME", constant(d.away(Unit.DAY, -1))),
    ("<date>", "DAYTIME before", constant(d.away(Unit.DAY, -1))),
    ("<date>", "DAYTIME before last", constant(d.away(Unit.DAY, -2))),
    ("<date>", "<forth> DAYTIME", constant(d.away(Unit.DAY, 1))),
    ("<date>", "about <date>", r.about),
    ("<date>", "some <length> <behind>", lambda n: r.about(d.offset(n, PAST))),
)

# Lengths of time, and the words that say which way they lead.
LENGTHS: tuple[Production, ...] = (
    ("<length>", "<count> <unit>", length),
    ("<length>", "a? <one>", same),
    ("<one>", "<unit>", lambda unit: length(1, unit)),
    ("<length>", "<lengths>", same),
    ("<one>", "fortnight", constant((2, Unit.WEEK))),
    ("<lengths>", "<count> UNITS", length),
    ("<count>", "NUMBER|COUNT", same),
    ("<count>", "a", constant(1)),
    ("<unit>", "day", constant(Unit.DAY)),
    ("<unit>", "week", constant(Unit.WEEK)),
    ("<unit>", "weekend", constant(Unit.WEEKEND)),
    ("<unit>", "month", constant(Unit.MONTH)),
    ("<unit>", "quarter", constant(Unit.QUARTER)),
    ("<unit>", "year", constant(Unit.YEAR)),
    ("<unit>", "decade", constant(Unit.DECADE)),
    ("<unit>", "century", constant(Unit.CENTURY)),
    ("<behind>", "ago|earlier|before|previous", nothing),
    ("<ahead>", "later|after", nothing),
    ("<back>", "last|previous", nothing),
    ("<forth>", "next|following", nothing),
    ("<past>", "this? past|last|previous", nothing),
    ("<coming>", "coming|next|following", nothing),
)

# Words that name no time that has bounds.
VAGUE: tuple[Production, ...] = (
    ("<vague>", "VAGUE|earlier|later|sometime|past|present", nothing),
    ("<vague>", "<indefinite>", nothing),
    ("<vague>", "<indefinite> <behind>|<ahead>|ahead", nothing),
    ("<vague>", "over|within|about <vague>", nothing),
    ("<indefinite>", "<many>? UNITS", nothing),
    ("<indefinite>", "recent|<past>|<coming> <many>? UNITS", nothing),
    ("<indefinite>", "recent|<many> <unit>", nothing),
    ("<many>", "a? few of?", nothing),
    ("<many>", "some", nothing),
)

GRAMMAR = WHOLE + NAMES + DISTANCES + PARTS + LENGTHS + VAGUE
