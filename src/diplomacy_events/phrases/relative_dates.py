"""The part of the grammar for dates given by their distance from another date."""

from diplomacy_events.phrases import (
    distances,
    from_now,
    meanings,
    readings,
    recurring,
    referring,
)
from diplomacy_events.phrases.actions import (
    Production,
    constant,
    length,
    nothing,
    same,
    spread,
)
from diplomacy_events.phrases.spans import Unit

__all__ = ["DISTANCES", "STRETCHES"]

PAST, FUTURE = -1, 1
A_WEEK = (1, Unit.WEEK)

# Dates given by their distance from now, or from another date.
DISTANCES: tuple[Production, ...] = (
    ("<date>", "TODAY", lambda count: distances.away(Unit.DAY, count)),
    ("<date>", "<unit>", distances.bare_unit),
    ("<date>", "this|present <unit>", lambda unit: distances.away(unit, 0)),
    ("<date>", "last|latest|just_ended <unit>", lambda unit: distances.away(unit, -1)),
    ("<date>", "next <unit>", lambda unit: distances.away(unit, 1)),
    ("<date>", "previous <unit>", lambda unit: referring.in_text(unit, -1)),
    ("<date>", "following <unit>", lambda unit: referring.in_text(unit, 1)),
    ("<date>", "<that> <unit>", referring.in_text),
    (
        "<date>",
        "previous WEEKDAY",
        lambda n: referring.last_in_text(recurring.weekday(n)),
    ),
    (
        "<date>",
        "following WEEKDAY",
        lambda n: referring.next_in_text(recurring.weekday(n)),
    ),
    ("<that>", "that same?", nothing),
    ("<date>", "<unit> just_ended", lambda unit: distances.away(unit, -1)),
    ("<date>", "<unit> before last", lambda unit: distances.away(unit, -2)),
    ("<date>", "<unit> after next", lambda unit: distances.away(unit, 2)),
    ("<date>", "this <recurring>", lambda recurring: recurring.current),
    ("<date>", "<back> <recurring>", lambda recurring: recurring.previous),
    ("<date>", "<forth> <recurring>", lambda recurring: recurring.following),
    ("<date>", "this? past <recurring>", lambda recurring: recurring.previous),
    ("<date>", "this? coming <recurring>", lambda recurring: recurring.following),
    ("<date>", "same? <year_back> <reported>", distances.compared_unit),
    ("<date>", "same <reported> of|in? <year_back>", distances.compared_unit),
    ("<date>", "<reported> <year_back>", distances.compared_unit),
    (
        "<date>",
        "same? YEAR <reported>",
        lambda year, unit: distances.compared_unit(unit, year),
    ),
    ("<date>", "same <reported> of|in? YEAR", distances.compared_unit),
    ("<date>", "same <unit>", referring.in_text),
    ("<date>", "<year> period", referring.back_in_text),
    ("<date>", "same period of|in? <year>", referring.back_in_text),
    ("<reported>", "week", constant(Unit.WEEK)),
    ("<reported>", "month", constant(Unit.MONTH)),
    ("<reported>", "quarter", constant(Unit.QUARTER)),
    ("<date>", "<length> <behind>", lambda n: distances.offset(n, PAST)),
    ("<date>", "<length> <ahead>", lambda n: distances.offset(n, FUTURE)),
    ("<date>", "in more|over|about? <length> time?", distances.ahead),
    ("<date>", "over|within? in? <past> <hours>", lambda n: distances.stretch(n, PAST)),
    (
        "<date>",
        "over|within? in? <coming> <hours>",
        lambda n: distances.stretch(n, FUTURE),
    ),
    ("<date>", "within <hours>", lambda n: distances.stretch(n, FUTURE)),
    ("<date>", "in less <hours>", lambda n: distances.stretch(n, FUTURE)),
    ("<hours>", "<count> hours", distances.hours),
    (
        "<date>",
        "weekend after|aftermath <date>",
        lambda date: readings.holding(Unit.WEEKEND, readings.weekday_from(1, 5, date)),
    ),
    (
        "<date>",
        "<length> before <date>",
        lambda n, date: distances.offset(n, PAST, date),
    ),
    (
        "<date>",
        "<length> after|aftermath <date>",
        lambda n, date: distances.offset(n, FUTURE, date),
    ),
    ("<date>", "<length> aftermath", referring.from_event),
    ("<date>", "<length> ago <base>", lambda n, base: distances.ago(n, PAST, base)),
    ("<date>", "<length> from <base>", lambda n, base: distances.ago(n, FUTURE, base)),
    (
        "<date>",
        "<length> ago WEEKDAY",
        lambda n, name: distances.weeks_from(n, PAST, name),
    ),
    (
        "<date>",
        "<length> from WEEKDAY",
        lambda n, name: distances.weeks_from(n, FUTURE, name),
    ),
    ("<date>", "WEEKDAY week", lambda name: distances.weeks_from(A_WEEK, FUTURE, name)),
    ("<date>", "TODAY week", distances.week_from),
    ("<date>", "WEEKDAY last", lambda name: recurring.weekday(name).previous),
    ("<date>", "WEEKDAY next", lambda name: recurring.weekday(name).following),
    (
        "<date>",
        "WEEKDAY before last",
        lambda name: distances.ago(A_WEEK, PAST, recurring.weekday(name).previous),
    ),
    ("<date>", "<spread> <behind>", lambda n: distances.either_distance(n, PAST)),
    ("<date>", "<spread> <ahead>", lambda n: distances.either_distance(n, FUTURE)),
    ("<date>", "in <spread>", lambda n: distances.either_distance(n, FUTURE)),
    (
        "<date>",
        "between <count> and <lengths> <behind>",
        lambda low, high: distances.either_distance(spread(low, high), PAST),
    ),
    (
        "<date>",
        "<spread> before <date>",
        lambda n, date: distances.either_distance(n, PAST, date),
    ),
    (
        "<date>",
        "<spread> after|aftermath <date>",
        lambda n, date: distances.either_distance(n, FUTURE, date),
    ),
    (
        "<date>",
        "over|within? in? <past> <spread>",
        lambda n: distances.stretch(n[1], PAST),
    ),
    (
        "<date>",
        "over|within? in? <coming> <spread>",
        lambda n: distances.stretch(n[1], FUTURE),
    ),
    ("<date>", "within <spread>", lambda n: distances.stretch(n[1], FUTURE)),
    ("<date>", "less <spread> <behind>", lambda n: distances.stretch(n[1], PAST)),
    ("<spread>", "<count> or|to|dash <lengths>", spread),
    (
        "<spread>",
        "a <unit> or <count>",
        lambda unit, count: spread(1, length(count, unit)),
    ),
    (
        "<date>",
        "over|within? in? <past> <lengths>",
        lambda n: distances.stretch(n, PAST),
    ),
    (
        "<date>",
        "over|within? in? <coming> <lengths>",
        lambda n: distances.stretch(n, FUTURE),
    ),
    (
        "<date>",
        "over|within? in? this? past <one>",
        lambda n: distances.stretch(n, PAST),
    ),
    (
        "<date>",
        "over|within? in? this? coming <one>",
        lambda n: distances.stretch(n, FUTURE),
    ),
    ("<date>", "over|within <past> <one>", lambda n: distances.stretch(n, PAST)),
    ("<date>", "over|within <coming> <one>", lambda n: distances.stretch(n, FUTURE)),
    ("<date>", "within <length>", lambda n: distances.stretch(n, FUTURE)),
    ("<date>", "in less <length>", lambda n: distances.stretch(n, FUTURE)),
    ("<date>", "less <length> <behind>", lambda n: distances.stretch(n, PAST)),
    ("<base>", "TODAY", lambda count: distances.away(Unit.DAY, count)),
    ("<base>", "MONTH", recurring.month),
    ("<base>", "<dated>", same),
    ("<base>", "this <unit>", lambda unit: distances.away(unit, 0)),
    ("<base>", "<back> <unit>", lambda unit: distances.away(unit, -1)),
    ("<base>", "<forth> <unit>", lambda unit: distances.away(unit, 1)),
    ("<date>", "<length> ago in? <yearly>", distances.ago_in),
    ("<date>", "<length> ago|from <other_weekday>", distances.another_weekday),
    ("<date>", "<indefinite> ago WEEKDAY", distances.another_weekday),
    ("<other_weekday>", "this|<back>|<forth> WEEKDAY", nothing),
    ("<other_weekday>", "WEEKDAY <dated>", nothing),
    (
        "<date>",
        "WEEKDAY after|aftermath <date>",
        lambda name, date: readings.weekday_from(1, name, date),
    ),
    (
        "<date>",
        "WEEKDAY before <date>",
        lambda name, date: readings.weekday_from(-1, name, date),
    ),
    (
        "<date>",
        "ORDINAL WEEKDAY after|aftermath <date>",
        readings.weekday_from,
    ),
    (
        "<date>",
        "ORDINAL WEEKDAY before <date>",
        lambda n, name, date: readings.weekday_from(-abs(n), name, date),
    ),
    (
        "<date>",
        "last WEEKDAY before <date>",
        lambda name, date: readings.weekday_from(-1, name, date),
    ),
)

# Lengths counted from another date, with no day given: "within a week after May 9".
STRETCHES: tuple[Production, ...] = (
    (
        "<phrase>",
        "in|over|within|less <length> after|aftermath <date>",
        lambda n, date: meanings.within(distances.stretch(n, FUTURE, date)),
    ),
    (
        "<phrase>",
        "within|less <length> from|since <date>",
        lambda n, date: meanings.within(distances.stretch(n, FUTURE, date)),
    ),
    (
        "<phrase>",
        "in|over|within|less <length> before <date>",
        lambda n, date: meanings.within(distances.stretch(n, PAST, date)),
    ),
    (
        "<phrase>",
        "more|over <length> after|aftermath <date>",
        lambda n, date: from_now.longer_than(n, FUTURE, date),
    ),
    (
        "<phrase>",
        "more|over <length> before <date>",
        lambda n, date: from_now.longer_than(n, PAST, date),
    ),
    (
        "<phrase>",
        "more|over <length> <behind>",
        lambda n: from_now.longer_than(n, PAST),
    ),
    (
        "<phrase>",
        "more|over <spread> <behind>",
        lambda n: from_now.longer_than(n[0], PAST),
    ),
)
