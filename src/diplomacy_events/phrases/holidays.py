"""Named days, with the date of each in a year."""

from collections.abc import Callable
from datetime import date

from dateutil.easter import easter
from dateutil.relativedelta import FR, MO, SU, TH, TU, relativedelta, weekday

__all__ = ["HOLIDAYS"]

HolidayDate = Callable[[int], date]


def _fixed_date(month: int, day: int) -> HolidayDate:
    return lambda year: date(year, month, day)


def _nth(month: int, nth: weekday, start: int = 1) -> HolidayDate:
    """Return the nth weekday of a month, counted from one of its days."""
    rule = relativedelta(weekday=nth)
    return lambda year: date(year, month, start) + rule


def _easter(shift: int) -> HolidayDate:
    rule = relativedelta(days=shift)
    return lambda year: easter(year) + rule


# Names that follow one rule in the whole English press. Others are left out: Mother's
# Day falls in March or in May, Black Monday in 1929 or in 1987.
HOLIDAYS: dict[str, HolidayDate] = {
    "new year's day": _fixed_date(1, 1),
    "new year's": _fixed_date(1, 1),
    "martin luther king day": _nth(1, MO(3)),
    "martin luther king jr. day": _nth(1, MO(3)),
    "groundhog day": _fixed_date(2, 2),
    "valentine's day": _fixed_date(2, 14),
    "presidents' day": _nth(2, MO(3)),
    "shrove tuesday": _easter(-47),
    "ash wednesday": _easter(-46),
    "international women's day": _fixed_date(3, 8),
    "st. patrick's day": _fixed_date(3, 17),
    "saint patrick's day": _fixed_date(3, 17),
    "palm sunday": _easter(-7),
    "maundy thursday": _easter(-3),
    "good friday": _easter(-2),
    "easter": _easter(0),
    "easter sunday": _easter(0),
    "easter monday": _easter(1),
    "april fools' day": _fixed_date(4, 1),
    "earth day": _fixed_date(4, 22),
    "may day": _fixed_date(5, 1),
    "victory day": _fixed_date(5, 9),
    "memorial day": _nth(5, MO(-1), start=31),
    "pentecost": _easter(49),
    "flag day": _fixed_date(6, 14),
    "independence day": _fixed_date(7, 4),
    "bastille day": _fixed_date(7, 14),
    "labor day": _nth(9, MO(1)),
    "columbus day": _nth(10, MO(2)),
    "halloween": _fixed_date(10, 31),
    "election day": _nth(11, TU(1), start=2),
    "veterans day": _fixed_date(11, 11),
    "armistice day": _fixed_date(11, 11),
    "remembrance sunday": _nth(11, SU(2)),
    "thanksgiving": _nth(11, TH(4)),
    "thanksgiving day": _nth(11, TH(4)),
    "black friday": _nth(11, FR(1), start=23),
    "christmas eve": _fixed_date(12, 24),
    "christmas": _fixed_date(12, 25),
    "christmas day": _fixed_date(12, 25),
    "boxing day": _fixed_date(12, 26),
    "new year's eve": _fixed_date(12, 31),
}
