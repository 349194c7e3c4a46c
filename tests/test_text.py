"""The text for a terminal."""

import re
from datetime import date
from typing import Any
from unicodedata import category

import attrs
import pytest
from hypothesis import example, given, settings

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
from diplomacy_events.model.description import fields, playing
from diplomacy_events.monospace import wrap
from diplomacy_events.strategies import datasets
from diplomacy_events.views.text import as_text, record_text


def _columns(line: str) -> int:
    """Count the characters that take a column: no marks, joiners or hints."""
    return sum(category(sign) not in ("Mn", "Me", "Cf") for sign in line)


@given(datasets())
@example(Dataset())
@example(load_article())
@example(Dataset(sources=[Source(id="a", publisher="\xad" * 90 + "b")]))
def test_it_fits_and_names_every_record(dataset: Dataset) -> None:
    """No line is longer than 80 columns, and every record has its id."""
    text = as_text(dataset)
    assert max(map(_columns, text.split("\n"))) <= 80
    matches = re.findall(r"^  id {16}(\S+)$", text, re.MULTILINE)
    assert sorted(matches) == sorted(dataset.records.ids)


def test_it_says_who_when_how_sure_and_where() -> None:
    """A reader finds each of these for the visit and for an allegation."""
    words = " ".join(as_text(load_article()).split())
    for expected in (
        "when 20–22 March 2023 (“On March 20-22, 2023”)",
        "who Xi Jinping, visiting Vladimir Putin",
        "status confirmed",
        (
            "expected earlier one day between 1 April and 10 May 2023 "
            "(“in April or early May”)"
        ),
        "invited by Vladimir Putin; invited Xi Jinping; channel video call; when 30",
        "evidence moscow-times-2023-03-17, characters 0–185, 186–386,",
        "who United States, against China",
        "standing denied",
        "responses answered by China; answer denial; when by 17 March 2023",
        "reported via RIA Novosti",
        "silent on ukraine-war, chinese-mediation",
    ):
        assert expected in words


def test_records_are_in_order_of_time() -> None:
    """Within a type, earlier records come first, and undated ones last."""
    text = as_text(load_article())
    ids = (
        "putin-invites-xi",
        "us-warns-of-lethal-support",
        "kremlin-announces-visit",
        "paper-asks-for-support",
    )
    places = [text.index(f"  id                {id}\n") for id in ids]
    assert places == sorted(places)


def test_unknown_details_are_not_shown() -> None:
    """A visit with few known details takes few lines."""
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
  when              2023
  who               Ada, visiting Bo
  status            expected
  level             unspecified
  invitation        invited by Bo; invited Ada
  evidence          daily, the whole text
  id                ada-visits-bo
"""
    )


def test_a_title_is_underlined_in_full() -> None:
    """The line below is as wide as the title is on the terminal."""
    title, line = as_text(Dataset(title="中国"))[:7].split("\n")
    assert (title, line) == ("中国", "====")


OBEYED = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff\x1b\x9b"


@pytest.mark.parametrize("sign", OBEYED)
def test_a_terminal_obeys_nothing_of_the_data(sign: str) -> None:
    """Characters that would reverse the text after them are replaced."""
    assert wrap(f"a{sign}b") == ["a\ufffdb"]


def test_characters_of_words_are_kept() -> None:
    """Joiners, marks, and the spaces within a number are kept."""
    for text in ("می\u200cخواهم", "a\xadb", "5\xa0000", "1\u202f000", "a\u200eb"):
        assert wrap(text) == [text]
    assert wrap("a\u2028b\tc\u3000d") == ["a b c d"]


def test_terminals_obey_nothing_in_a_dataset() -> None:
    """Every text is cleaned, including names and titles."""
    nasty = "Ada\u202eoB\u2066"
    visit = load_article().visits.one()
    dataset = Dataset(
        title=nasty, description=nasty, licence=nasty,
        sources=[Source(id=visit.evidence[0].source, publisher=nasty)],
        actors=[
            Person(id=id, name=nasty) for id in (*visit.visitors, *visit.hosts)
        ],
        records=[StateVisit(
            id="visit", gist=nasty, place=nasty,
            when=Period.from_edtf("2023", phrase=nasty),
            visitors=visit.visitors, hosts=visit.hosts, status=EventStatus.PLANNED,
            evidence=(Evidence(source=visit.evidence[0].source),),
        )],
    )  # fmt: skip
    for text in (as_text(dataset), str(dataset.card("visit"))):
        assert "\ufffd" in text
        assert not {"\u202e", "\u2066"} & set(text)


def test_a_dataset_without_records_shows_its_sources() -> None:
    """A new coding has only a source, and shows it."""
    day = date(2023, 3, 17)
    one = Source(id="daily", publisher="The Daily", title="A visit?", published=day)
    text = as_text(Dataset(sources=[one, Source(id="other", publisher="The Other")]))
    assert text.splitlines()[2:] == [
        "",
        "Sources (2)",
        "-----------",
        "",
        "* A visit?, The Daily, 17 March 2023",
        "  source            daily",
        "",
        "* The Other",
        "  source            other",
    ]


def _rows(lines: list[str], left_out: set[str]) -> list[tuple[str, str]]:
    """Return the labels and values of a record, below its gist of one line."""
    rows: list[tuple[str, str]] = []
    for line in lines[1:]:
        label, value = line[:20].strip(), line[20:]
        if label:
            rows.append((label, value))
        else:
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {value}")
    return [row for row in rows if row[0] not in left_out]


@given(datasets())
@settings(max_examples=30)
def test_a_record_reads_the_same_alone_and_in_its_dataset(dataset: Dataset) -> None:
    """Without names, only the row of who acts differs: alone, each part has a row."""
    each: Any
    for each in dataset.records:
        record = attrs.evolve(each, gist="It happened")
        parts = [playing(type(record), part) for part in ("by", "to")]
        labels = {
            field.label.lower() for field in fields(type(record)) if field.name in parts
        }
        alone = _rows(str(record).split("\n"), labels)
        within = _rows(record_text(record, {}).rstrip("\n").split("\n"), {"who"})
        assert alone == within
