"""The text for a terminal."""

import re
from datetime import date

from hypothesis import example, given

from diplomacy_events import (
    Dataset,
    EventStatus,
    Evidence,
    Invitation,
    Period,
    Person,
    Source,
    StateVisit,
    load_article,
)
from diplomacy_events.strategies import datasets
from diplomacy_events.views.text import as_text


@given(datasets())
@example(Dataset())
@example(load_article())
def test_it_fits_and_names_every_record(dataset: Dataset) -> None:
    """No line is longer than 80 columns, and every record stands there with its id."""
    text = as_text(dataset)
    assert max(map(len, text.split("\n"))) <= 80
    found = re.findall(r"^  id {10}(\S+)$", text, re.MULTILINE)
    assert sorted(found) == sorted(dataset.records.ids)


def test_it_tells_who_when_how_sure_and_where() -> None:
    """A reader finds each of these for the visit and for an allegation."""
    words = " ".join(as_text(load_article()).split())
    for expected in (
        "when 20–22 March 2023 (“On March 20-22, 2023”)",
        "who Xi Jinping, visiting Vladimir Putin",
        "status confirmed",
        "earlier expected for some day 1 April–10 May 2023 (“in April or early May”)",
        "invited Xi Jinping, by Vladimir Putin, by video call, 30 December 2022",
        "evidence moscow-times-2023-03-17, characters 0–185, 186–386,",
        "who United States, against China",
        "standing denied",
        "response denial by China, some day by 17 March 2023",
        "via RIA Novosti",
        "silent on ukraine-war, chinese-mediation",
    ):
        assert expected in words


def test_records_stand_in_order_of_time() -> None:
    """Within a type, the earlier comes first, and what is undated last."""
    text = as_text(load_article())
    ids = (
        "putin-invites-xi",
        "us-warns-of-lethal-support",
        "kremlin-announces-visit",
        "paper-asks-for-support",
    )
    places = [text.index(f"  id          {id}\n") for id in ids]
    assert places == sorted(places)


def test_what_is_not_known_is_not_shown() -> None:
    """A visit of which little is known takes few lines."""
    visit = StateVisit(
        id="ada-visits-bo",
        when=Period.from_edtf("2023"),
        gist="Ada visits Bo",
        evidence=(Evidence(source="daily"),),
        visitors=("ada",),
        hosts=("bo",),
        status=EventStatus.EXPECTED,
        invitation=Invitation(by=("bo",), to=("ada",)),
    )
    dataset = Dataset(
        sources=[Source(id="daily", publisher="Daily")],
        actors=[Person(id="ada", name="Ada"), Person(id="bo", name="Bo")],
        records=[visit],
    )
    assert (
        as_text(dataset)
        == """\
Untitled dataset
================

Visits (1)
----------

* Ada visits Bo
  when        2023
  who         Ada, visiting Bo
  level       unspecified
  status      expected
  invited     Ada, by Bo
  evidence    daily, the whole of it
  id          ada-visits-bo
"""
    )


def test_a_dataset_without_records_shows_its_sources() -> None:
    """A new coding holds a source alone, and says which."""
    day = date(2023, 3, 17)
    one = Source(id="daily", publisher="The Daily", title="A visit?", published=day)
    text = as_text(Dataset(sources=[one, Source(id="other", publisher="The Other")]))
    assert text.splitlines()[2:] == [
        "",
        "Sources (2)",
        "-----------",
        "",
        "* A visit?, The Daily, 17 March 2023",
        "  source      daily",
        "",
        "* The Other",
        "  source      other",
    ]
