"""Many tables at once: parts that scan opens as one dataset."""

import json
import os
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from coded_tables import event, table
from diplomacy_events import FormatError, State, field, scan
from diplomacy_events.imports import import_table, import_tables
from diplomacy_events.model.schema_version import KEY, SCHEMA_VERSION
from official_lists import numbers, saved, trip, trips


@pytest.fixture
def days(tmp_path: Path) -> Path:
    """Create a folder with two days of events."""
    folder = tmp_path / "gdelt"
    folder.mkdir()
    rows = [event(id=1), event(id=2, code="042"), event(id=3, code="190")]
    saved(folder / "1.CSV", table(*rows))
    later: dict[str, Any] = {"added": "20170102000000", "day": "20170102"}
    rows = [event(id=4, **later), event(id=5, code="112", code2="JPN", **later)]
    saved(folder / "2.CSV", table(*rows, "faulty"))
    return folder


@pytest.mark.parametrize("jobs", [1, 2])
def test_parts_answer_as_one(days: Path, tmp_path: Path, jobs: int) -> None:
    """A question to all parts has the same answer as in one dataset."""
    target = tmp_path / "gdelt.parquet"
    account = import_tables(f"{days}/*.CSV", target, jobs=jobs, on_error="collect")
    assert account.rows == 6
    assert numbers(account) == (4, 0, 1, 1)
    assert account.of(3, "1.CSV").kind == "left out"
    assert len(account.faults) == 1
    opened = scan(target)
    whole = import_table(days, on_error="collect").dataset
    assert set(opened.statements.ids) == {"gdelt-1", "gdelt-4"}
    assert opened.visits.records().one() == whole.visits.one()
    by_china = field.mentions.has("China")
    assert set(opened.statements.filter(by_china).ids) == set(
        whole.statements.filter(by_china).ids
    )
    names = sorted(file.name for file in target.iterdir())
    assert "states.parquet" in names
    assert "sources.parquet" in names
    assert sorted(file.name for file in (target / "visits").iterdir()) == [
        "part-000000.parquet",
        "part-000001.parquet",
    ]
    for file in target.rglob("*.parquet"):
        about = json.loads(pq.read_schema(file).metadata[KEY])
        assert about == {"schema_version": SCHEMA_VERSION}


def test_a_pipe_among_tables_blocks_nobody(days: Path, tmp_path: Path) -> None:
    """The error names it; folders of tables may be among the tables."""
    os.mkfifo(days / "3.CSV")
    with pytest.raises(FormatError, match=r"not all of .* are tables") as caught:
        import_tables(days / "*.CSV", tmp_path / "x.parquet", "gdelt")
    (fault,) = caught.value.faults
    assert fault == (str(days / "3.CSV"), "neither a file nor a folder", None, None)


def test_a_folder_is_replaced_whole_or_not_at_all(days: Path, tmp_path: Path) -> None:
    """A faulty table leaves the old folder; one with other files is left alone."""
    target = tmp_path / "gdelt.parquet"
    paths = [days / "1.CSV"]
    import_tables(paths, target)
    with pytest.raises(FormatError, match="faulty rows"):
        import_tables([*paths, days / "2.CSV"], target)
    assert scan(target).statements.count() == 1
    import_tables(paths, target, actors=[State(id="us", name="US", code="USA")])
    assert scan(target).statements.records().one().speakers == ("us",)
    mine = saved(target / "visits" / "part-x.parquet", "mine")
    with pytest.raises(FormatError, match=r"visits/part-x.parquet'\]: unknown file"):
        import_tables(paths, target)
    assert mine.read_text() == "mine"


def test_tables_that_contradict_each_other_are_refused(
    days: Path, tmp_path: Path
) -> None:
    """The same row is in two tables, or an actor is described in two ways."""
    target: Any = tmp_path / "x.parquet"
    other = saved(tmp_path / "again.CSV", table(event(id=1)))
    with pytest.raises(FormatError, match=r"1\.CSV also has the record 'gdelt-1'"):
        import_tables([days / "1.CSV", other], target)
    lists = [
        saved(tmp_path / "a.xml", trips(trip(1))),
        saved(tmp_path / "b.xml", trips(trip(2, name="Ada B. Poe"))),
    ]
    with pytest.raises(FormatError, match="describes 'poe-ada' differently"):
        import_tables(lists, target)
    with pytest.raises(FormatError, match="no table matches"):
        import_tables(f"{tmp_path}/*.tsv", target)
    assert not target.exists()
