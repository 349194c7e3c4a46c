"""Which days a picture shows, and how it labels them."""

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events import Period
from diplomacy_events.strategies import periods
from diplomacy_events.views.axis import Axis, span
from diplomacy_events.views.measure import width

FIRST, LAST = date.min.toordinal(), date.max.toordinal()


def days(*texts: str) -> tuple[str, str] | None:
    """Return the days shown for these periods."""
    part = span(Period.from_edtf(text).bounds for text in texts)
    if part is None:
        return None
    first, last = map(date.fromordinal, part)
    return str(first), str(last)


def test_bounded_periods_are_visible() -> None:
    """The days are from the first to the last, with a small margin."""
    assert days("2023-03-10", "2023-04-20") == ("2023-03-09", "2023-04-21")
    assert days("2023-03-10", "[..2023-04-20]") == ("2023-03-09", "2023-04-21")
    assert days("2023-03-17") == ("2023-03-14", "2023-03-20")


def test_unbounded_periods_add_no_days() -> None:
    """An unknown time, an unbounded one, and no periods at all add no days."""
    assert days() is None
    assert days("../..", "/..") is None
    assert days("../..", "2023-03-17") == days("2023-03-17")


def test_coarse_periods_do_not_crush_fine_ones() -> None:
    """Among days, a decade is cut off, but days that lie far apart are not."""
    fine = days("2023-03-10", "2023-04-20")
    assert days("2023-03-10", "2023-04-20", "202X", "2023") == fine
    assert days("2023-03-10", "2023-04-20", "[1900-01-01..]") == fine
    assert days("1950-01-01", "2023-01-01", "198X") == ("1948-03-06", "2024-10-28")
    assert days("202X") == ("2019-10-02", "2030-04-01")


@given(st.lists(periods(), max_size=5))
@example([Period.from_edtf("0001-01-01")])
@example([Period.from_edtf("9999-12-31")])
def test_the_days_are_days(some: list[Period]) -> None:
    """The days shown are within the calendar, and at least a week."""
    part = span(period.bounds for period in some)
    if part is not None:
        assert part[0] >= FIRST
        assert part[0] + 6 <= part[1] <= LAST


@given(st.integers(FIRST, LAST - 7), st.integers(6, 4_000_000))
@example(FIRST, LAST)
@example(LAST - 7, 6)
@example(date(2023, 2, 27).toordinal(), 8)
def test_ticks_have_room(first: int, length: int) -> None:
    """At least one tick is drawn; none overlaps the next or leaves the picture."""
    axis = Axis(first, min(first + length, LAST), 300, 726)
    ticks = axis.ticks(11.5)
    ends = [300.0]
    for tick in ticks:
        assert ends[-1] <= axis.place(tick.day) <= 726
        ends.append(
            axis.place(tick.day) + max(width(tick.name, 11.5), width(tick.year, 11.5))
        )
    assert ends[-1] <= 750
    assert any(tick.name for tick in ticks)


def test_ticks_say_the_year_once() -> None:
    """Days and months have labels, with the year wherever it changes."""

    def named(first: date, last: date) -> list[tuple[str, str]]:
        axis = Axis(first.toordinal(), last.toordinal(), 300, 750)
        return [(tick.name, tick.year) for tick in axis.ticks(11.5)]

    assert named(date(2022, 12, 10), date(2023, 2, 10)) == [
        ("12 Dec", "2022"), ("26 Dec", ""), ("9 Jan", "2023"), ("23 Jan", ""),
        ("6 Feb", ""),
    ]  # fmt: skip
    assert named(date(2022, 12, 1), date(2023, 5, 2))[:2] == [
        ("Dec", "2022"), ("Jan", "2023"),
    ]  # fmt: skip
    assert named(date(1990, 5, 1), date(2023, 5, 2))[0] == ("1995", "")
    assert named(date(1, 1, 1), date(1100, 1, 1))[0] == ("AD 200", "")


def test_an_axis_without_room_has_one_tick() -> None:
    """At least the first day has a label; the calendar's last month ends the list."""
    (only,) = Axis(738_000, 738_010, 0, 5).ticks(11.5)
    assert only == (738_000, "29 Jul", "2021")
    last = Axis(LAST - 300, LAST, 0, 450).ticks(11.5)
    assert [tick.name for tick in last][-2:] == ["Nov", "Dec"]
