"""A dataset on one screen."""

from collections import Counter

import attrs
from hypothesis import example, given
from rich.cells import cell_len

from diplomacy_events import (
    Dataset,
    EventStatus,
    Evidence,
    Invitation,
    Period,
    Source,
    State,
    Statement,
    StateVisit,
    load_article,
)
from diplomacy_events.model.record_kinds import RECORD_KINDS
from diplomacy_events.strategies import datasets
from diplomacy_events.views.digest import digest

ARTICLE = load_article()


@given(datasets())
@example(Dataset())
@example(Dataset(title="中国" * 30))
@example(ARTICLE)
def test_it_fits_80_columns_and_counts_what_is_left_out(dataset: Dataset) -> None:
    """Every kind of record in the dataset has a heading with its count."""
    text = digest(dataset)
    lines = text.split("\n")
    assert max(map(cell_len, lines)) <= 80
    counts = Counter(type(record) for record in dataset.records)
    for kind in RECORD_KINDS:
        heading = f"{kind.labels} ({counts[kind.cls]})"
        assert (heading in lines) == bool(counts[kind.cls])


def test_the_article_has_the_most_important_facts() -> None:
    """It has the visit and its history, declarations, allegations with standing."""
    words = " ".join(digest(ARTICLE).split())
    for expected in (
        "Vladimir Putin confirmed: 20–22 March 2023 (“On March 20-22, 2023”)",
        "(“in April or early May”)",
        "invited by: Vladimir Putin, 30 December 2022 (“on Dec. 30, 2022”)",
        "relations are entering a new era planned: ",
        "China denies it denied: February 2023 (“last month”)",
        "Statements (21) by Yury Ushakov 4, ",
        "and 5 more",
    ):
        assert expected in words
    for record in ARTICLE.records:
        assert (record.gist in words) == (not isinstance(record, Statement))


def test_a_kind_with_many_records_is_shortened_with_a_note() -> None:
    """The first five in order of time are listed, and the number of others is given."""
    source = Source(id="daily", publisher="Daily")
    states = [State(id=name, name=name.title()) for name in ("arendal", "bergen")]
    visits = [
        StateVisit(
            id=f"visit-{day}",
            when=Period.from_edtf(f"2023-05-0{day}"),
            gist=f"The visit of day {day}",
            evidence=[Evidence(source="daily")],
            visitors=["arendal"],
            hosts=["bergen"],
            status=EventStatus.PLANNED,
        )
        for day in range(7, 0, -1)
    ]
    # An invitation may name the host without a day.
    asked = Invitation(by=["bergen"], to=["arendal"])
    visits[-1] = attrs.evolve(visits[-1], invitation=asked)
    text = digest(Dataset(sources=[source], actors=states, records=visits))
    assert [f"day {day}" in text for day in range(1, 8)] == [True] * 5 + [False] * 2
    assert "\n  … and 2 more\n" in text
    assert "\n  invited by: Bergen\n" in text


def test_without_records_the_sources_are_counted() -> None:
    """There are no records to list, and the page says so."""
    one = Dataset(sources=[Source(id="daily", publisher="Daily")])
    assert digest(one).endswith("\n\nNo records. Sources: 1.\n")
    assert digest(one).startswith("Untitled dataset\n====")
