"""Days as text, in the only form that this package writes."""

from datetime import date

__all__ = ["iso_day"]


def iso_day(text: str) -> date | None:
    """Return the day that a text names, such as 2023-03-17, or `None`.

    >>> iso_day("2023-03-17"), iso_day("20230317")
    (datetime.date(2023, 3, 17), None)
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    # Python reads basic and week forms of ISO 8601, too.
    return day if day.isoformat() == text else None
