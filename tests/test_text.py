"""The text for a terminal."""

import re
import textwrap
from datetime import date
from typing import Any
from unicodedata import category

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

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
from diplomacy_events.monospace import Lines, wrap
from diplomacy_events.strategies import datasets
from diplomacy_events.views.text import as_text


def _columns(line: str) -> int:
    """Count what a terminal gives a place of its own: no marks, joiners or hints."""
    return sum(category(sign) not in ("Mn", "Me", "Cf") for sign in line)


@given(datasets())
@example(Dataset())
@example(load_article())
@example(Dataset(sources=[Source(id="a", publisher="\xad" * 90 + "b")]))
def test_it_fits_and_names_every_record(dataset: Dataset) -> None:
    """No line is longer than 80 columns, and every record stands there with its id."""
    text = as_text(dataset)
    assert max(map(_columns, text.split("\n"))) <= 80
    found = re.findall(r"^  id {16}(\S+)$", text, re.MULTILINE)
    assert sorted(found) == sorted(dataset.records.ids)


def test_it_tells_who_when_how_sure_and_where() -> None:
    """A reader finds each of these for the visit and for an allegation."""
    words = " ".join(as_text(load_article()).split())
    for expected in (
        "when 20–22 March 2023 (“On March 20-22, 2023”)",
        "who Xi Jinping, visiting Vladimir Putin",
        "status confirmed",
        "expected earlier some day 1 April–10 May 2023 (“in April or early May”)",
        "invited by Vladimir Putin; invited Xi Jinping; channel video call; when 30",
        "evidence moscow-times-2023-03-17, characters 0–185, 186–386,",
        "who United States, against China",
        "standing denied",
        "responses answered by China; answer denial; when some day by 17 March 2023",
        "reported via RIA Novosti",
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
    places = [text.index(f"  id                {id}\n") for id in ids]
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
  when              2023
  who               Ada, visiting Bo
  level             unspecified
  status            expected
  invitation        invited by Bo; invited Ada
  evidence          daily, the whole of it
  id                ada-visits-bo
"""
    )


@given(st.text("ab c,-", max_size=400), st.sampled_from(["", "* ", "  evidence"]))
@example("a" * 66 + " " + "b" * 100, "  evidence")
@example("a" * 90 + " b", "")
def test_lines_are_those_of_the_standard_library(text: str, label: str) -> None:
    """Where every letter takes one column, lines are broken as `textwrap` does it."""
    indent = 14 if len(label) > 2 else len(label)
    expected = textwrap.wrap(
        " ".join(text.split()), 80, initial_indent=label.ljust(indent),
        subsequent_indent=" " * indent, break_on_hyphens=False,
    )  # fmt: skip
    assert wrap(text, label, indent) == expected


@given(st.text("中国外交部 ab한국어あ", max_size=300))
@example("中" * 100)
@example("a" + "中" * 100)
def test_wide_letters_count_as_two(text: str) -> None:
    """Lines of Chinese, Japanese and Korean fit on a terminal too, and lose nothing."""
    lines = wrap(text, "  evidence", 14)
    assert all(cell_len(line) <= 80 for line in lines)
    kept = "".join("".join(line[14:] for line in lines).split())
    assert kept == "".join(text.split())


class Counted(str):
    """A word that counts how many of its characters are taken out of it."""

    __slots__ = ()
    touched = 0

    def __getitem__(self, key: Any) -> str:
        """Count, and return the characters at a place or in a stretch."""
        part = str.__getitem__(self, key)
        Counted.touched += len(part)
        return part


@pytest.mark.parametrize("letter", ["a", "é", "中", "e\u0301"])
def test_a_long_word_is_cut_once(letter: str) -> None:
    """The work grows as the word does: what is left of it is not copied each time."""
    work = []
    for count in (1_000, 10_000):
        Counted.touched = 0
        lines = Lines("", "", 80)
        lines.add(Counted(letter * count))
        assert "".join(lines.ended()) == letter * count
        work.append(Counted.touched)
    assert 1_000 <= work[0] < work[1] < 11 * work[0]


@pytest.mark.parametrize("most", [-1, 0, 1, 2, 3])
def test_a_line_holds_one_sign_at_least(most: int) -> None:
    """Where there is no room at all, words go beyond it, and come to an end."""
    assert wrap("ab 中", "  ", 2, most)[:2] == ["  a", "  b"]
    assert wrap("ab 中", "  ", 2, most)[2:] == ["  中"]


def test_a_printed_record_counts_wide_letters_as_two() -> None:
    """A record by itself is laid out in columns as a dataset is."""
    visit = attrs.evolve(load_article().visits.one(), gist="\u4f1a\u8ac7" * 60)
    lines = str(visit).split("\n")
    assert 70 < max(map(cell_len, lines)) <= 80
    assert "".join(lines).count("\u4f1a\u8ac7") > 50


def test_accents_take_no_column() -> None:
    """A letter and its accents stay together, in the column of the letter."""
    assert wrap("e\u0301" * 81) == ["e\u0301" * 80, "e\u0301"]


def test_a_title_is_underlined_in_full() -> None:
    """The line beneath is as wide as the title is on the terminal."""
    title, line = as_text(Dataset(title="中国"))[:7].split("\n")
    assert (title, line) == ("中国", "====")


OBEYED = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff\x1b\x9b"


@pytest.mark.parametrize("sign", OBEYED)
def test_a_terminal_obeys_nothing_of_the_data(sign: str) -> None:
    """What would turn the direction of all that follows is replaced, not obeyed."""
    assert wrap(f"a{sign}b") == ["a\ufffdb"]


def test_what_words_are_written_with_is_kept() -> None:
    """Joiners, marks, and the spaces that hold a number together."""
    for text in ("می\u200cخواهم", "a\xadb", "5\xa0000", "1\u202f000", "a\u200eb"):
        assert wrap(text) == [text]
    assert wrap("a\u2028b\tc\u3000d") == ["a b c d"]


def test_nothing_of_a_dataset_is_obeyed() -> None:
    """Whatever a field holds passes through there, names and titles too."""
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
        "  source            daily",
        "",
        "* The Other",
        "  source            other",
    ]
