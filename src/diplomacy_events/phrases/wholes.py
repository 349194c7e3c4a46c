"""The part of the grammar for whole phrases: bounds, ranges, choices, lists."""

from collections.abc import Callable

from diplomacy_events.phrases import (
    distances,
    from_now,
    meanings,
    readings,
    recurring,
    side_by_side,
)
from diplomacy_events.phrases.actions import (
    Action,
    Pair,
    Production,
    days,
    flatten_list,
    look_within,
    monthdays,
    nothing,
    outer,
    pair,
    rising,
    rising_days,
    same,
)

__all__ = ["LISTS", "VAGUE", "WHOLE"]

PAST, NEITHER, FUTURE = -1, 0, 1


def productions_of_days(
    head: str, joint: str, days: Callable[..., Pair]
) -> tuple[Production, ...]:
    """Return the productions of two days of a month with a word that joins them.

    Args:
        head: what they form.
        joint: the word.
        days: what makes them of a month, two numbers, and a year if it is given.
    """
    return (
        (head, f"MONTH <number> {joint} <number> of|in? <year>?", days),
        (
            head,
            f"<number> {joint} <number> of? MONTH of|in? <year>?",
            lambda first, last, month, year=None: days(month, first, last, year),
        ),
    )


def in_a_row(
    item: str, kind: str, action: Action, closing: str, closing_action: Action
) -> tuple[Production, ...]:
    """Return the productions of a list of dates of one kind.

    The last of them may name the year or week of all: "May, June and July 2019".
    """
    row, last = item.replace(">", "s>"), item.replace(">", "_of>")
    return (
        ("<list>", row, same),
        (row, f"{item} {item} and|or {item}|{last}", flatten_list),
        (row, f"{item} {row}", flatten_list),
        (item, kind, action),
        (last, closing, closing_action),
    )


# The meaning of a phrase as a whole.
WHOLE: tuple[Production, ...] = (
    ("<phrase>", "in? <date>", meanings.within),
    ("<phrase>", "in? <vague>", meanings.vague),
    (
        "<phrase>",
        "from|beginning|in? <range> period|year?",
        lambda ends: meanings.through(*ends),
    ),
    ("<phrase>", "in? <choice>", lambda ends: side_by_side.between(*ends)),
    ("<phrase>", "in? <list>", side_by_side.among),
    ("<phrase>", "between <days>|<choice>|<range>", lambda ends: meanings.amid(*ends)),
    *productions_of_days("<days>", "and", rising_days),
    ("<phrase>", "since in? <date>", meanings.since),
    ("<phrase>", "since in? <range>", lambda ends: meanings.since(ends[0])),
    ("<phrase>", "from|beginning in? <date>", meanings.starting),
    ("<phrase>", "until|through in? <date>", meanings.until),
    ("<phrase>", "until|through in? <range>", lambda ends: meanings.until(ends[1])),
    ("<phrase>", "by in? <date>", meanings.by),
    ("<phrase>", "by in? <range>", lambda ends: meanings.by(ends[1])),
    ("<phrase>", "soonest in? <date>", meanings.soonest),
    ("<phrase>", "before <hour> of? <date>", meanings.up_to),
    ("<phrase>", "before|just_before <part>", meanings.by),
    ("<phrase>", "before|just_before|pre <date>", meanings.before),
    ("<phrase>", "after <hour> of? <date>", meanings.onward),
    ("<phrase>", "after|just_after <part>", meanings.onward),
    ("<phrase>", "after|just_after|post <date>", meanings.after),
    (
        "<phrase>",
        "before|just_before <range>",
        lambda ends: meanings.before(meanings.lasting(*ends)),
    ),
    (
        "<phrase>",
        "after|just_after <range>",
        lambda ends: meanings.after(meanings.lasting(*ends)),
    ),
    (
        "<phrase>",
        "before|just_before <choice>",
        lambda ends: meanings.before(side_by_side.beside(1, *ends)),
    ),
    (
        "<phrase>",
        "after|just_after <choice>",
        lambda ends: meanings.after(side_by_side.beside(0, *ends)),
    ),
    ("<phrase>", "aftermath <date>", meanings.onward),
    (
        "<phrase>",
        "aftermath <range>|<choice>",
        lambda ends: meanings.onward(side_by_side.beside(0, *ends)),
    ),
    ("<phrase>", "onward <date>", meanings.onward),
    ("<phrase>", "from|beginning in? <date> onwards", meanings.starting),
    ("<phrase>", "in? <date> onwards", meanings.starting),
    ("<phrase>", "in? <date> or_later", meanings.onward),
    ("<phrase>", "in? <date> or_earlier", meanings.up_to),
    ("<phrase>", "over <date>", meanings.within),
    ("<phrase>", "sometime|to_date <phrase>", same),
    ("<phrase>", "from|beginning|since? in? <date> <to_now>", from_now.to_date),
    ("<to_now>", "to_date", nothing),
    ("<to_now>", "to|through|until|dash now|present", nothing),
    ("<phrase>", "between now and <date>", from_now.between_now_and),
    ("<phrase>", "from_now to|through|until in? <date>", from_now.from_now_to),
    (
        "<phrase>",
        "<count> week <forth>? WEEKDAY",
        lambda *_: meanings.within(distances.week_on),
    ),
    (
        "<phrase>",
        "<count>? hours <behind>|<ahead>",
        lambda *_: meanings.within(distances.of_clock()),
    ),
    *productions_of_days("<range>", "to|through|until|dash", rising_days),
    ("<range>", "<date> to|through|until|dash <date>", pair),
    ("<range>", "<hour> of|from? <range>", same),
    ("<choice>", "<hour> of|from? <choice>", same),
    ("<range>", "<years>", same),
    ("<range>", "<years> to|through|until <years>", outer),
    ("<years>", "YEAR dash NUMBER|COUNT", readings.years_from),
    (
        "<choice>",
        "this <unit> or|and <forth>",
        lambda unit: distances.side_by_side(unit, 0, 1),
    ),
    (
        "<choice>",
        "this <unit> or|and <back>",
        lambda unit: distances.side_by_side(unit, 0, -1),
    ),
    (
        "<choice>",
        "<back> <unit> or|and this",
        lambda unit: distances.side_by_side(unit, -1, 0),
    ),
    (
        "<choice>",
        "<back> <unit> or|and <unit> before",
        lambda unit, _: distances.side_by_side(unit, -1, -2),
    ),
    (
        "<choice>",
        "<forth> <unit> or|and <unit> after",
        lambda unit, _: distances.side_by_side(unit, 1, 2),
    ),
    ("<choice>", "<years> or|and <years>", outer),
    *productions_of_days("<choice>", "or|and", days),
    ("<choice>", "<date> or|and <date>", pair),
)

# Several dates of one kind; the period goes from the first to the last.
LISTS: tuple[Production, ...] = (
    ("<list>", "MONTH <numbers> of|in? <year>?", monthdays),
    (
        "<list>",
        "<numbers> of? MONTH of|in? <year>?",
        lambda numbers, month, year=None: monthdays(month, numbers, year),
    ),
    ("<list>", "<hour> of? <list>", same),
    ("<numbers>", "<some> and|or <some>", flatten_list),
    ("<numbers>", "<some> <numbers>", flatten_list),
    ("<some>", "<number>", same),
    ("<some>", "<number> to|through|dash <number>", rising),
    *in_a_row(
        *("<weekday>", "WEEKDAY", recurring.weekday),
        *("WEEKDAY of? <week>", readings.weekday_within),
    ),
    *in_a_row(
        *("<month>", "MONTH", recurring.month),
        *("<month> of|in? <year>", readings.in_year),
    ),
    *in_a_row(
        *("<named>", "<dated>", same),
        *("<named> of|in? <year>", readings.in_year),
    ),
    *in_a_row(
        *("<quarter>", "QUARTER", recurring.quarter),
        *("<quarter> of|in? <year>", readings.in_year),
    ),
)

# Words for a time without bounds.
VAGUE: tuple[Production, ...] = (
    ("<vague>", "VAGUE", same),
    (
        "<vague>",
        "earlier|later|from_now|sometime|to_date|present",
        look_within(NEITHER),
    ),
    ("<vague>", "now", look_within(NEITHER)),
    ("<vague>", "until now", look_within(PAST)),
    ("<vague>", "<halved> ago", look_within(PAST)),
    ("<vague>", "<halved> earlier|before|previous|<ahead>", look_within(NEITHER)),
    ("<halved>", "half a? <unit>", nothing),
    ("<halved>", "a? half|quarter <unit>", nothing),
    ("<halved>", "a? quarter of a <unit>", nothing),
    ("<halved>", "<count> UNITS of a <unit>", nothing),
    ("<halved>", "<count> and a? half UNITS", nothing),
    ("<halved>", "<length> and a? half", nothing),
    ("<vague>", "past", look_within(PAST)),
    ("<vague>", "over|within|about <vague>", same),
    ("<vague>", "<indefinite>", look_within(NEITHER)),
    ("<vague>", "<indefinite> ago", look_within(PAST)),
    ("<vague>", "<indefinite> ahead", look_within(FUTURE)),
    ("<vague>", "<indefinite> earlier|before|previous|<ahead>", look_within(NEITHER)),
    ("<vague>", "<indefinite> aftermath", look_within(NEITHER)),
    ("<vague>", "recent|<past> <many>? UNITS", look_within(PAST)),
    ("<vague>", "<coming> <many>? UNITS", look_within(FUTURE)),
    ("<vague>", "recent <unit>", look_within(PAST)),
    ("<indefinite>", "<many>? UNITS", nothing),
    ("<indefinite>", "<many> <unit>", nothing),
    ("<many>", "a? few of?", nothing),
    ("<many>", "some", nothing),
)
