"""All faults of a file are reported together, each with its place."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from diplomacy_events import (
    Dataset,
    FormatError,
    Person,
    Role,
    State,
    load_article,
    read,
    scan,
    write,
)
from diplomacy_events.arrow import objects, table
from diplomacy_events.coding import compile

Places = list[tuple[int | None, str]]
ARTICLE = load_article()


def places(path: Path, format: str | None = None) -> Places:
    """Return the line and the path of each fault of a file."""
    with pytest.raises(FormatError) as caught:
        read(path, format=format)
    return [(fault.line, fault.path) for fault in caught.value.faults]


def test_json(tmp_path: Path) -> None:
    """Two members of one list, at the top and inside a record."""
    path = tmp_path / "a.json"
    write(ARTICLE, path)
    data = json.loads(path.read_text("utf-8"))
    data["actors"][:2] = 5, 6
    data["records"][0]["evidence"] = [7, 8]
    path.write_text(json.dumps(data), "utf-8")
    assert places(path) == [
        (None, "$.actors[0]"),
        (None, "$.actors[1]"),
        (None, "$.records[0].evidence[0]"),
        (None, "$.records[0].evidence[1]"),
    ]


def test_json_lines(tmp_path: Path) -> None:
    """The first line is 1, and every faulty line is reported."""
    path = tmp_path / "a.jsonl"
    write(ARTICLE, path)
    first, _, _, *rest = path.read_text("utf-8").split("\n")
    first = first.replace("{", '{"a":1,"b":2,', 1)
    path.write_text("\n".join([first, "5", "6", *rest]), "utf-8")
    assert places(path)[:4] == [(1, "$.a"), (1, "$.b"), (2, "$"), (3, "$")]


def test_csv(tmp_path: Path) -> None:
    """The header is line 1, and so the first row is line 2."""
    path = tmp_path / "a"
    write(ARTICLE, path, format="csv")
    table = path / "states.csv"
    head, *rows = table.read_text("utf-8").split("\n")
    rows[:2] = (f"x{row}" for row in rows[:2])
    table.write_text("\n".join([head, *rows]), "utf-8", newline="")
    assert places(path, "csv")[:2] == [
        (2, "states.csv:position"),
        (3, "states.csv:position"),
    ]
    table.write_text("\n".join([f"a,b,{head}", *rows]), "utf-8", newline="")
    assert places(path, "csv")[:2] == [(1, "states.csv:a"), (1, "states.csv:b")]


def test_a_sheet() -> None:
    """The first line is 1, and both members of a list are reported."""
    sheet = (
        "publsher: The Estuary\npublisher: The Estuary\npublished: 2024-04-05\n"
        "actors:\n  a: State; A\n"
        "Statement s:\n  gist: x\n  speakers:\n    - b\n    - c\n  act: deny\n"
        "  at: ¶1\n"
    )
    with pytest.raises(FormatError) as caught:
        compile(sheet, "Lind denied it.")
    assert [fault.line for fault in caught.value.faults] == [1, 9, 10]


def as_text(path: Path, old: str, new: str) -> None:
    """Replace words in a file."""
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def in_json(dataset: Dataset, folder: Path) -> None:
    """Read bad names from JSON."""
    path = folder / "a.json"
    write(dataset, path)
    as_text(path, '"name": "S', '"name": " S')
    read(path)


def in_one_list(dataset: Dataset, folder: Path) -> None:
    """Read one person with badly named roles."""
    roles = [Role(title=f"Envoy {one.name}") for one in dataset.actors]
    path = folder / "a.json"
    write(Dataset(actors=[Person(id="one", name="One", roles=roles)]), path)
    as_text(path, '"Envoy', '" Envoy')
    read(path)


def in_json_lines(dataset: Dataset, folder: Path) -> None:
    """Read bad names from JSON Lines."""
    path = folder / "a.jsonl"
    write(dataset, path)
    as_text(path, '"name":"S', '"name":" S')
    read(path)


def in_csv(dataset: Dataset, folder: Path) -> None:
    """Read bad names from CSV."""
    write(dataset, folder / "a", format="csv")
    as_text(folder / "a" / "states.csv", ",S", ", S")
    read(folder / "a", format="csv")


def in_csv_cells(dataset: Dataset, folder: Path) -> None:
    """Read rows of CSV with a cell too many."""
    write(dataset, folder / "a", format="csv")
    as_text(folder / "a" / "states.csv", ",S", ",,S")
    read(folder / "a", format="csv")


def badly_named(given: pa.Table) -> pa.Table:
    """Return a table with bad names."""
    field = given.schema.field("name")
    place = given.schema.names.index("name")
    names = pa.array([f" {name}" for name in given["name"].to_pylist()], field.type)
    return given.set_column(place, field, names)


def in_parquet(dataset: Dataset, folder: Path) -> None:
    """Read bad names from Parquet."""
    write(dataset, folder / "a.parquet")
    path = folder / "a.parquet" / "states.parquet"
    pq.write_table(badly_named(pq.read_table(path)), path)
    read(folder / "a.parquet")


def in_arrow(dataset: Dataset, _: Path) -> None:
    """Read bad names from Arrow."""
    objects(badly_named(table(tuple(dataset.actors), (State,))), (State,))


def in_scans(dataset: Dataset, folder: Path) -> None:
    """Scan two tables with the same ids."""
    write(dataset, folder / "a.parquet")
    path = folder / "a.parquet" / "states.parquet"
    pq.write_table(pa.concat_tables([pq.read_table(path)] * 2), path)
    _ = scan(folder / "a.parquet", verify=True).statements


READERS: list[Callable[[Dataset, Path], Any]] = [
    *(in_json, in_one_list, in_json_lines, in_csv, in_csv_cells),
    *(in_parquet, in_arrow, in_scans),
]


@pytest.mark.parametrize("reader", READERS)
def test_a_list_of_faults_says_if_it_is_cut(
    reader: Callable[[Dataset, Path], Any], tmp_path: Path
) -> None:
    """A hundred faults are all listed; of one more, the heading says so."""
    for count, cut in ((100, False), (101, True)):
        states = [State(id=f"s{index}", name=f"S{index}") for index in range(count)]
        with pytest.raises(FormatError) as caught:
            reader(Dataset(actors=states), tmp_path)
        assert len(caught.value.faults) == 100
        assert ("only the first 100" in caught.value.heading) == cut
