"""Flat tables: one plain value in each cell, for pandas, polars and spreadsheets."""

from datetime import date
from io import BytesIO, StringIO
from typing import Any

import attrs
import pandas as pd
import polars as pl
import pytest
from hypothesis import given

from complete import FULL
from diplomacy_events import (
    Dataset,
    Evidence,
    FieldTypeError,
    JointDeclaration,
    Records,
    Source,
    State,
    Statement,
    StateVisit,
    UnknownFieldError,
    Variable,
    load_article,
)
from diplomacy_events.dataset.names import Names
from diplomacy_events.strategies import datasets

ARTICLE = load_article()
ALLEGATIONS = ARTICLE.allegations


def test_the_columns_are_in_an_order_for_readers() -> None:
    """Type and time come first, then the actors; the publication comes last."""
    names = list(ARTICLE.to_pandas().columns)
    assert names[:12] == [
        "id", "type", "gist", "when", "earliest", "latest",
        "by", "to", "via", "status", "standing", "act",
    ]  # fmt: skip
    assert names[-9:-4] == [
        "topics",
        "sources",
        "published_first",
        "published_last",
        "when_phrase",
    ]
    kind = list(ALLEGATIONS.to_pandas(flat=True).columns)
    assert kind[6:9] == ["accusers", "accused", "standing"]
    assert list(ARTICLE.to_polars().columns) == names
    actors = [column.name for column in ARTICLE.actors.flat()]
    assert actors[:3] == ["id", "type", "name"]
    both = [*ARTICLE.visits, *ARTICLE.declarations]
    two = Records(both, kinds=(StateVisit, JointDeclaration))
    assert [column.name for column in two.flat()][6:8] == ["by", "to"]


@pytest.mark.parametrize("flat", [True, False])
def test_a_dataset_takes_the_arguments_of_its_records(flat: bool) -> None:
    """A dataset is flat by default; its arguments work as those of its records do."""
    pandas = ARTICLE.to_pandas(flat=flat)
    assert pandas.equals(ARTICLE.records.to_pandas(flat=flat))
    assert pandas.equals(ARTICLE.to_pandas()) is flat
    polars = ARTICLE.to_polars(flat=flat)
    assert polars.equals(ARTICLE.records.to_polars(flat=flat))
    named = ARTICLE.to_polars(flat=flat, names=True)
    assert named.equals(ARTICLE.records.to_polars(flat=flat, names=True))
    assert ("speakers_names" in named.columns) is not flat


def test_a_dataset_gives_no_value_a_row_in_frames_that_are_not_flat() -> None:
    """The call is refused, as for its records."""
    for make in (ARTICLE.to_pandas, ARTICLE.to_polars):
        with pytest.raises(FieldTypeError, match="pass flat=True"):
            make(flat=False, explode="by")


def test_actors_are_called_by_name_or_id() -> None:
    """Several names are joined; two actors with the same name are shown by ids."""
    visits = ARTICLE.visits
    assert visits.to_pandas(flat=True)["visitors"].tolist() == ["Xi Jinping"]
    plain = visits.to_pandas(flat=True, names=False)
    assert plain["visitors"].tolist() == ["xi-jinping"]
    for names, called in ((True, "Xi Jinping"), (False, "xi-jinping")):
        frame = visits.to_polars(flat=True, names=names)
        assert frame["visitors"].to_list() == [called]
    assert "Xi Jinping" in [column.values[0] for column in visits.flat()]
    (answer, *_) = ALLEGATIONS.to_polars(flat=True)["responses"].to_list()
    assert "China" in answer
    assert "Response(" not in answer
    mentions = ARTICLE.records.filter(lambda one: one.id == "kremlin-outlines-talks")
    assert mentions.to_polars(flat=True)["mentions"].to_list() == [
        "Xi Jinping; Vladimir Putin; Russia; China"
    ]
    two = Names([State(id="a", name="X"), State(id="b", name="X")], ())
    columns = Records(visits, names=two).flat()
    assert all(column.name != "published_first" for column in columns)
    twice = Dataset(
        sources=FULL.sources,
        actors=[State(id="a-1", name="X"), State(id="a-2", name="X")],
    )
    assert twice.records.flat()[0].values == []


def test_sources_are_listed_with_the_first_and_last_day() -> None:
    """All are in one cell, and undated ones have no day."""
    days = {"b": date(2031, 2, 1), "n": None, "a": date(2031, 1, 1), "c": None}
    sources = [
        Source(id=id, publisher=f"The {id}", published=day) for id, day in days.items()
    ]
    evidence = [Evidence(source=id) for id in ("n", "b", "a")]
    visit = attrs.evolve(ARTICLE.visits[0], basis=(), evidence=evidence)
    undated = attrs.evolve(visit, id="undated", evidence=[Evidence(source="c")])
    whole = Dataset(sources=sources, actors=ARTICLE.actors, records=[visit, undated])
    columns = {column.name: column.values for column in whole.records.flat()}
    assert columns["sources"] == ["The n; The b; The a", "The c"]
    assert columns["published_first"] == [date(2031, 1, 1), None]
    assert columns["published_last"] == [date(2031, 2, 1), None]
    assert columns["topics"] == ["; ".join(visit.topics) or None] * 2
    no_topics = attrs.evolve(visit, topics=())
    alone = attrs.evolve(whole, records=[no_topics])
    cells = {column.name: column.values for column in alone.records.flat()}
    assert cells["topics"] == [None]
    exploded = whole.records.flat(explode="sources")
    listed = {column.name: column.values for column in exploded}
    assert listed["sources"] == ["The n", "The b", "The a", "The c"]


def test_each_variable_has_a_column() -> None:
    """Columns are in order of appearance, empty for records without the variable."""
    one, two, *others = ARTICLE.statements
    coded = [
        attrs.evolve(one, variables=[Variable(name="tone", value="calm")]),
        attrs.evolve(
            two,
            variables=[
                Variable(name="length", value="long"),
                Variable(name="tone", value="hostile"),
            ],
        ),
        *others,
    ]
    frame = Records(coded, kinds=(Statement,)).to_polars(flat=True)
    assert frame["variables_tone"].to_list()[:3] == ["calm", "hostile", None]
    assert frame["variables_length"].to_list()[:3] == [None, "long", None]
    assert (
        frame.columns[-5:]
        == [
            *("variables_tone", "variables_length"),
            *("same_as", "notes", "coded", "codings"),
        ][-5:]
    )
    assert "variables" not in frame.columns
    plain = ARTICLE.to_pandas().columns
    assert not [name for name in plain if name.startswith("variables")]


def test_each_of_several_values_has_a_row_on_request() -> None:
    """Each value has a row, and so does a record without a value."""
    exploded = ARTICLE.statements.to_pandas(flat=True, explode="mentions", names=False)
    due = [
        (one.id, actor)
        for one in ARTICLE.statements
        for actor in one.mentions or (None,)
    ]
    found = exploded[["id", "mentions"]].astype(object)
    assert (
        list(found.where(found.notna(), None).itertuples(index=False, name=None)) == due
    )
    every = ARTICLE.to_polars(explode="by")
    assert every.filter(pl.col("by").is_null()).is_empty()


@pytest.mark.parametrize(
    ("explode", "error", "words"),
    [
        ("accusrs", UnknownFieldError, "accusers"),
        (
            "gist",
            FieldTypeError,
            "gist has at most one value; columns with several: accusers",
        ),
    ],
)
def test_only_columns_of_several_values_are_exploded(
    explode: str, error: type, words: str
) -> None:
    """The error suggests the nearest column, or lists those with several values."""
    with pytest.raises(error, match=words):
        ALLEGATIONS.to_pandas(flat=True, explode=explode)


def test_only_flat_frames_are_exploded() -> None:
    """Other frames keep lists as they are."""
    frames: Any = ALLEGATIONS
    for make in (frames.to_pandas, frames.to_polars):
        with pytest.raises(FieldTypeError, match="pass flat=True"):
            make(explode="accusers")


def test_pandas_works_with_plain_types() -> None:
    """Months, grouping by time, duplicates, and round trips through files work."""
    frame = ARTICLE.to_pandas()
    assert {str(kind) for kind in frame.dtypes} == {"string", "datetime64[s]"}
    assert str(frame["earliest"].dt.to_period("M")[0]) == "2023-03"
    dated = frame.dropna(subset=["earliest"]).set_index("earliest")
    assert dated.resample("MS")["id"].count().sum() == len(dated)
    assert len(frame.groupby(pd.Grouper(key="latest", freq="YS"))) > 0
    assert len(frame.drop_duplicates()) == len(ARTICLE.records)
    assert len(pd.read_json(StringIO(frame.to_json(date_format="iso")))) == len(frame)
    for write, read in (
        ("to_parquet", pd.read_parquet),
        ("to_feather", pd.read_feather),
    ):
        kept = BytesIO()
        getattr(frame, write)(kept)
        back = read(BytesIO(kept.getvalue()))
        assert back["id"].tolist() == frame["id"].tolist()
        assert back["earliest"].equals(frame["earliest"].astype(back["earliest"].dtype))
    frame.to_excel(BytesIO(), engine="xlsxwriter")


def test_numbers_and_all_dates_are_kept() -> None:
    """Ancient dates too, which are out of range for nanoseconds."""
    sources = FULL.sources.to_pandas(flat=True)
    assert str(sources["length"].dtype) == "Int64"
    assert str(sources["published"].dtype) == "datetime64[s]"
    polars = FULL.sources.to_polars(flat=True)
    assert polars.schema["length"] == pl.Int64
    assert polars.schema["published"] == pl.Date
    days = [one.published for one in FULL.sources]
    assert polars["published"].to_list() == days
    far = FULL.records.filter(lambda one: (one.when.earliest or date.max).year < 2030)
    assert far.to_polars(flat=True)["earliest"].to_list() == [
        one.when.earliest for one in far
    ]


@given(datasets())
def test_every_dataset_has_flat_tables(whole: Dataset) -> None:
    """Each item has a row, in order, and no cell has a list."""
    for things in (whole.records, whole.actors, whole.sources):
        columns = things.flat()
        assert columns[0].values == list(things.ids)
        for column in columns:
            assert {type(value) for value in column.values} <= {
                column.holds,
                type(None),
            }
