"""A growing dataset, compared with a model of plain dictionaries."""

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from diplomacy_events import (
    Certainty,
    Dataset,
    Evidence,
    IntegrityError,
    Manner,
    Period,
    Person,
    Source,
    SpeechAct,
    Statement,
    field,
)

DAYS = st.integers(1, 20).map(lambda day: date(2023, 3, day))
FEW = st.integers(0, 4)


def source(number: int, day: date | None) -> Source:
    """Return a source with this day."""
    return Source(id=f"source-{number}", publisher="Daily", published=day)


def person(number: int) -> Person:
    """Return a person."""
    return Person(id=f"person-{number}", name=f"Person {number}")


class GrowingDataset(RuleBasedStateMachine):
    """Adds, merges and filters, and records the expected content."""

    def __init__(self) -> None:
        super().__init__()
        self.dataset = Dataset()
        self.published: dict[str, date | None] = {}
        self.people: set[str] = set()
        self.said: dict[str, dict[str, Any]] = {}

    @rule(number=FEW, day=st.none() | DAYS)
    def add_source(self, number: int, day: date | None) -> None:
        """A new source is added, a known id is refused."""
        new = source(number, day)
        if new.id in self.published:
            with pytest.raises(IntegrityError):
                self.dataset.add(new)
            return
        self.dataset = self.dataset.add(new)
        self.published[new.id] = day

    @rule(number=FEW)
    def merge_person(self, number: int) -> None:
        """A person can be merged several times, and is there once."""
        self.dataset = self.dataset.merge(Dataset(actors=[person(number)]))
        self.people.add(f"person-{number}")

    @precondition(lambda self: self.published)
    @rule(number=st.integers(0, 30), who=FEW, day=DAYS, data=st.data())
    def add_statement(self, number: int, who: int, day: date, data: Any) -> None:
        """A statement with a known speaker and source is added, others are refused."""
        of = data.draw(st.sampled_from(sorted(self.published)))
        new = Statement(
            id=f"said-{number}",
            when=Period.from_edtf(day.isoformat()),
            gist="Somebody says something",
            speakers=(f"person-{who}",),
            manner=Manner.INDIRECT,
            act=SpeechAct.COMMENT,
            evidence=(Evidence(source=of),),
        )
        if new.id in self.said or f"person-{who}" not in self.people:
            with pytest.raises(IntegrityError):
                self.dataset.add(new)
            return
        self.dataset = self.dataset.add(new)
        self.said[new.id] = {"who": f"person-{who}", "day": day, "of": of}

    @precondition(lambda self: self.said)
    @rule()
    def merge_a_conflict(self) -> None:
        """A statement that differs is refused, and nothing changes."""
        first = self.dataset.statements[0]
        other = attrs.evolve(
            self.dataset,
            records=[
                attrs.evolve(first, gist="Another gist"),
                *self.dataset.records[1:],
            ],
        )
        with pytest.raises(IntegrityError, match="gist"):
            self.dataset.merge(other)

    @rule(who=FEW, day=DAYS)
    def filter(self, who: int, day: date) -> None:
        """Filters by speaker and day find what the model predicts."""
        name = f"person-{who}"
        if name not in self.people:
            return
        expected = [
            id
            for id, said in self.said.items()
            if said["who"] == name and said["day"] == day
        ]
        question = field.speakers.has(f"Person {who}") & field.when.overlaps(day)
        assert list(self.dataset.statements.filter(question).ids) == expected
        assert list(self.dataset.statements.by(name).during(day).ids) == expected

    @rule(day=DAYS)
    def as_of(self, day: date) -> None:
        """The dataset as of a day contains what its sources had reported by then."""
        known = {
            id
            for id, published in self.published.items()
            if published is not None and published <= day
        }
        then = self.dataset.as_of(day)
        assert set(then.sources.ids) == known
        assert list(then.records.ids) == [
            id for id, said in self.said.items() if said["of"] in known
        ]

    @invariant()
    def holds_what_the_book_says(self) -> None:
        """All ids are there, in the order in which they were added."""
        assert self.dataset.sources.ids == tuple(self.published)
        assert set(self.dataset.actors.ids) == self.people
        assert self.dataset.records.ids == tuple(self.said)
        for id, said in self.said.items():
            day = Period.from_edtf(said["day"].isoformat())
            assert self.dataset.records[id].when.within(day) is Certainty.YES


TestGrowingDataset = GrowingDataset.TestCase
TestGrowingDataset.settings = settings(
    max_examples=30, stateful_step_count=30, deadline=None
)
