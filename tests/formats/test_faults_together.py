"""All faults of a file are reported together, each with its place."""

import json
from pathlib import Path

import pytest

from diplomacy_events import FormatError, load_article, read, write
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
