"""The life of an event as a picture."""

from datetime import date

import pytest

from diplomacy_events import Period, load_article
from diplomacy_events.views.history import ReportRow, history

REPORTS: list[ReportRow] = [
    (date(2031, 3, 3), "The Herald", "planned", Period.from_edtf("2031-04")),
    (
        date(2031, 3, 10),
        "Northern Post",
        "occurred",
        Period.from_edtf("2031-04-05/2031-04-07"),
    ),
    (date(2031, 4, 2), "Wire", "cancelled", Period.from_edtf("2031-05")),
    (None, "Rumour", "expected", Period.from_edtf("/")),
]


def test_each_report_has_a_row_and_a_mark() -> None:
    """A row has the source, its dates, and the status on the day of the report."""
    picture = history("Lind visits Belmoria", REPORTS)
    for _, source, status, when in REPORTS:
        for text in (source, str(when)):
            assert f">{text}</text>" in picture.body
        assert f">{status}" in picture.body
        assert f"<bdi>{source}</bdi>" in picture.table
    assert picture.body.count("<circle") == 3
    assert picture.body.count('class="full"') == 1
    assert picture.body.count('class="struck"') == 1
    assert ">expected, undated</text>" in picture.body
    assert ">3 March 2031<" in picture.table
    assert ">undated<" in picture.table


def test_a_history_without_days_has_no_axis() -> None:
    """The reports are shown all the same."""
    picture = history("Something", REPORTS[3:])
    assert "<circle" not in picture.body
    assert ">Rumour</text>" in picture.body


def test_the_first_of_many_reports_are_drawn() -> None:
    """The table has more, and says how many it omits."""
    picture = history("Something", [REPORTS[0]] * 1_001)
    assert ">The first 100 of 1001 reports; the table has more.</text>" in picture.body
    assert picture.body.count("<circle") == 100
    assert picture.table.count("<bdi>The Herald</bdi>") == 1_000
    assert "and 1 more" in picture.table
    assert "The first" not in history("Something", REPORTS).body


def test_the_days_of_the_event_are_on_the_axis() -> None:
    """A bar shows what each report gives: filled if the event took place."""
    one = history("Something", REPORTS[:1])
    assert ">7 Apr</text>" in one.body
    assert one.body.count('class="dashed"') == 1
    assert "<path" not in one.body
    whole = history("Something", REPORTS)
    assert whole.body.count('class="certain"') == 1
    assert whole.body.count('class="dashed"') == 2
    assert "<rect" not in history("Something", REPORTS[3:]).body
    unknown = (date(2031, 3, 3), "Rumour", "expected", Period.from_edtf("/"))
    assert "<rect" not in history("Something", [unknown]).body


@pytest.mark.parametrize("when", ["2031-04/", "/2031-04", "2031/2041"])
def test_long_and_endless_periods_have_an_arrow(when: str) -> None:
    """The days beyond the picture are not lost."""
    reports: list[ReportRow] = [
        (date(2031, 3, 3), "The Herald", "planned", Period.from_edtf(when))
    ]
    body = history("Something", reports).body
    assert "<path" in body


@pytest.mark.parametrize("title", [None, "As three papers have it"])
def test_an_event_draws_itself(title: str | None) -> None:
    """The default title is the gist of the record that was published first."""
    event = load_article().events["xi-visits-moscow"]
    picture = event.history.picture(title=title)
    assert picture.title == (title or event.records[0].gist)
    assert ">confirmed</text>" in picture.body
    assert ">20–22 March 2023</text>" in picture.body
    assert "<svg" in event.history._repr_html_()
