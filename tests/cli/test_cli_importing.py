"""The command that imports tables."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from coded_tables import event, mention, table
from diplomacy_events import Dataset, State, loads, read, write
from diplomacy_events.imports import importers

Cli = Callable[..., subprocess.CompletedProcess[str]]
TRIP = (
    "<trip who='poe-ada'><id>1</id><role>president</role><name>Ada Poe</name>"
    "<start-date>1995-05-06</start-date><end-date>1995-05-06</end-date>"
    "<country id='canada'>Canada</country></trip>"
)
ROWS = ("<trips>", TRIP, "<trip/>", "</trips>")


def test_a_table_is_imported(cli: Cli, tmp_path: Path) -> None:
    """The dataset goes to a file, the account to the standard error."""
    (tmp_path / "trips.xml").write_text("".join(ROWS[:2] + ROWS[3:]))
    done = cli("import", "trips.xml", "trips.json")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[:2] == ["rows           1", "taken: visits  1"]
    assert read(tmp_path / "trips.json").visits.ids == ("trip-1",)


def test_faulty_rows_end_with_1(cli: Cli, tmp_path: Path) -> None:
    """No file is written; if faults are collected, everything else is written."""
    (tmp_path / "trips.xml").write_text("\n".join(ROWS))
    done = cli("import", "trips.xml", "-")
    assert (done.returncode, done.stdout) == (1, "")
    assert "line 3, <trip>: <id>: must occur exactly once" in done.stderr
    done = cli("import", "--collect", "trips.xml", "-")
    assert done.returncode == 1
    assert len(loads(done.stdout).visits) == 1
    assert "  line 3, <trip>: <id>: must occur exactly once" in done.stderr
    done = cli("import", "--collect", "--json", "--kind=historian", "trips.xml", "-")
    assert json.loads(done.stderr)["faulty"] == {"unreadable": 1}


def test_a_table_and_a_place_are_needed(cli: Cli) -> None:
    """Too few arguments are wrong usage; so is an unknown kind."""
    assert cli("import", "trips.xml").returncode == 2
    assert "name the table and the output file" in cli("import").stderr
    done = cli("import", "--kind", "gossip", "commands.py", "-")
    assert done.returncode == 2


def test_the_kinds_are_listed(cli: Cli) -> None:
    """Each is listed with its licence, if known."""
    lines = cli("import", "--list").stdout.splitlines()[1:]
    assert [line.split()[0] for line in lines] == [one.name for one in importers()]


def test_options_are_handed_to_the_importer(cli: Cli, tmp_path: Path) -> None:
    """Each option goes to an importer that knows it; another one refuses it by name."""
    rows = [event(id=1), event(id=2, code2="AFR")]
    (tmp_path / "day.CSV").write_text(table(*rows))
    (tmp_path / "m.CSV").write_text(table(mention(1), mention(2)))
    mine = Dataset(actors=[State(id="us", name="US", code="USA")])
    write(mine, tmp_path / "mine.json")
    options = [
        "--between=any",
        "--days=coded",
        "--mentions=m.CSV",
        "--actors=mine.json",
    ]
    done = cli("import", *options, "day.CSV", "-")
    assert done.returncode == 0, done.stderr
    records = loads(done.stdout).statements
    assert [one.when.edtf for one in records] == ["2017-01-01?"] * 2
    assert records["gdelt-1"].speakers == ("us",)
    assert [len(one.evidence) for one in records] == [3, 3]
    (tmp_path / "talks.CSV").write_text(table(event(code="046")))
    assert not loads(cli("import", "talks.CSV", "-").stdout).records.ids
    done = cli("import", "--meetings", "talks.CSV", "-")
    assert loads(done.stdout).visits.one().form == "meeting"
    (tmp_path / "trips.xml").write_text("<trips></trips>")
    done = cli("import", "--days=coded", "trips.xml", "-")
    assert done.returncode == 2
    assert "the importer historian has no option 'days'" in done.stderr
