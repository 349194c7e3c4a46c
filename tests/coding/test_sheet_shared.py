"""Files of actors that several sheets share, and what several sheets say together."""

from pathlib import Path

import pytest

from diplomacy_events import Fault, FormatError, read_all, read_sheet
from planted import DENIAL, TEXT

SHEET = f"text: a.txt\nshared actors: team.actors\n{DENIAL}  at: ¶1\n"
SHEET = SHEET.replace("actors:\n  a: State; A\n", "", 1)
TEAM = """\
a: State; A
lind: Person, Prime Minister of a; Lind
"""


def faults(folder: Path, sheet: str, actors: str = TEAM) -> tuple[Fault, ...]:
    """Return the faults of a sheet with such shared actors."""
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "a.sheet").write_text(sheet, encoding="utf-8")
    (folder / "team.actors").write_text(actors, encoding="utf-8")
    try:
        read_sheet(folder / "a.sheet")
    except FormatError as error:
        return error.faults
    return ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "", []),
        ("of a;", "of b;", ["line 2, team.actors: lind (lind): expected an id of"]),
        ("  lind", "lind", []),
        ("\nlind", "\n lind", ["line 2, team.actors: lind: invalid indentation: exp"]),
        (TEAM, "- a\n", ["line 1, team.actors: - a: content must start with key"]),
        ("Lind", "\n", ["line 2, team.actors: name (lind): missing"]),
        ("Person, ", "Prson, ", ["line 2, team.actors: lind (lind): 'Prson' is not"]),
    ],
)
def test_shared_actors_are_checked_whether_a_sheet_names_them_or_not(
    tmp_path: Path, old: str, new: str, told: list[str]
) -> None:
    """Each fault has the line of the shared file."""
    found = faults(tmp_path, SHEET, TEAM.replace(old, new))
    assert [
        str(fault)[: len(one)] for fault, one in zip(found, told, strict=True)
    ] == told


def test_a_line_that_cannot_be_read_is_reported_beside_a_missing_text(
    tmp_path: Path,
) -> None:
    """The other lines show that the text is missing."""
    sheet = SHEET.replace("a.txt", "b.txt").replace("  act:", "  act")
    assert [fault.line for fault in faults(tmp_path, sheet)] == [8, 1]
    sheet = SHEET.replace("  act: deny", "  the text\n  act: denny")
    assert [fault.line for fault in faults(tmp_path, sheet)] == [8, 9]
    (fault,) = faults(tmp_path, "")
    assert fault.path == "text"


@pytest.mark.parametrize(
    ("titles", "title"), [(("One", "One"), "One"), (("One", "Two"), None)]
)
def test_sheets_together_have_the_title_that_all_of_them_have(
    tmp_path: Path, titles: tuple[str, str], title: str | None
) -> None:
    """If the titles differ, there is none."""
    for name, own in zip("ab", titles, strict=True):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
        sheet = f"dataset:\n  title: {own}\n{SHEET}".replace("a.txt", f"{name}.txt")
        sheet = sheet.replace("Statement s", f"Statement {name}-s")
        (tmp_path / f"{name}.sheet").write_text(sheet, encoding="utf-8")
    (tmp_path / "team.actors").write_text(TEAM, encoding="utf-8")
    assert read_all(tmp_path / "*.sheet").title == title
