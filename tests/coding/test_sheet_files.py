"""Sheets in files, with their texts and shared actors beside them."""

import os
from pathlib import Path

import pytest

from diplomacy_events import (
    Fault,
    FormatError,
    MissingExtraError,
    extras,
    read_all,
    read_sheet,
)
from diplomacy_events.coding import compile
from diplomacy_events.coding.sheet.sheet_files import by_sheet_lines
from planted import SHEET, TEXT, changed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a sheet and its text."""
    (tmp_path / "article.txt").write_bytes(TEXT.encode())
    (tmp_path / "a.sheet").write_text(SHEET, encoding="utf-8")
    return tmp_path


def problems(path: Path) -> list[str]:
    """Return the faults of a sheet, which start with its file's name."""
    with pytest.raises(FormatError) as caught:
        read_sheet(path)
    assert caught.value.heading == f"{path}: not a valid sheet"
    return [str(fault) for fault in caught.value.faults]


def test_a_sheet_is_read_with_the_text_that_it_names(folder: Path) -> None:
    """A text passed by the caller takes precedence."""
    assert read_sheet(folder / "a.sheet") == compile(SHEET, TEXT)
    os.unlink(folder / "article.txt")
    assert read_sheet(folder / "a.sheet", TEXT) == compile(SHEET, TEXT)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("none.txt", "line 1, text: 'none.txt' cannot be read: No such file"),
        ("../article.txt", "line 1, text: '../article.txt' is outside the folder"),
        ("/etc/passwd", "line 1, text: '/etc/passwd' is outside the folder"),
        ("link.txt", "line 1, text: 'link.txt' is outside the folder"),
        ("latin.txt", "line 1, text: 'latin.txt': expected UTF-8, got b'\\xe9'"),
        ("a\0b", "line 1, text: expected the name of a file beside the sheet"),
        (".", "line 1, text: '.' cannot be read: Is a directory"),
        ("pipe.txt", "line 1, text: 'pipe.txt' cannot be read: Not a regular file"),
    ],
)
def test_a_text_is_read_from_the_folder_of_its_sheet_alone(
    folder: Path, name: str, problem: str
) -> None:
    """A sheet from somebody else cannot reveal other files on the disk."""
    (folder / "latin.txt").write_bytes(b"caf\xe9")
    os.symlink("/etc/passwd", folder / "link.txt")
    os.mkfifo(folder / "pipe.txt")
    sheet = changed(("article.txt", name))
    (folder / "a.sheet").write_text(sheet, encoding="utf-8")
    (told,) = problems(folder / "a.sheet")
    assert told.startswith(problem)


def test_a_misspelt_name_of_a_text_has_a_suggestion(folder: Path) -> None:
    """It is a file of the same folder, and not a sheet."""
    (folder / "more").mkdir()
    (folder / "more" / "korea-1.txt").write_text(TEXT, encoding="utf-8")
    (folder / "more" / "korea-1.sheet").write_text(SHEET, encoding="utf-8")
    for name, hint in (
        ("articel.txt", "; did you mean 'article.txt'?"),
        ("more/korea1.txt", "; did you mean 'more/korea-1.txt'?"),
        ("less/korea1.txt", "No such file or directory"),
    ):
        sheet = changed(("article.txt", name))
        (folder / "a.sheet").write_text(sheet, encoding="utf-8")
        (told,) = problems(folder / "a.sheet")
        assert told.endswith(hint)


def test_a_sheet_that_names_no_text_needs_one(folder: Path) -> None:
    """The error names the missing key."""
    (folder / "a.sheet").write_text(
        changed(("text: article.txt\n", "")), encoding="utf-8"
    )
    assert problems(folder / "a.sheet") == [
        "line 1, text: missing: the name of a file beside the sheet"
    ]
    (folder / "a.sheet").write_text("text:\n  - a\n", encoding="utf-8")
    assert problems(folder / "a.sheet") == [
        "line 1, text: expected the name of a file beside the sheet"
    ]


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        # The line of the key cannot be read.
        (changed(("text: article.txt", "text article.txt")), "expected 'key: value'"),
        (changed(("text: article.txt", "text:article.txt")), "expected 'key: value'"),
        # The key is misspelt.
        (changed(("text: article.txt", "txt: article.txt")), "did you mean 'text'?"),
        # Nothing is a sheet.
        ("hello", "expected 'key: value'"),
        ("{", ""),
        ("a:\n" + "".join(f"{' ' * at}a:\n" for at in range(1, 1200)), "too deeply"),
    ],
)
def test_a_text_that_is_meant_is_not_missing(
    folder: Path, sheet: str, told: str
) -> None:
    """The fault that hides its key is the only one."""
    (folder / "a.sheet").write_text(sheet, encoding="utf-8")
    (problem,) = problems(folder / "a.sheet")
    assert told in problem


def test_bytes_that_are_no_text_are_reported_by_their_line(folder: Path) -> None:
    """A sheet must be UTF-8."""
    (folder / "a.sheet").write_bytes(b"text: a\ntitle: caf\xe9\n")
    assert problems(folder / "a.sheet") == [
        "line 2, sheet: expected UTF-8, got b'\\xe9'"
    ]
    (folder / "a.sheet").write_bytes(b"\n\xe9")
    (problem,) = problems(folder / "a.sheet")
    assert problem.startswith("line 2, sheet: expected UTF-8")


ACTORS = """\
arvandia: State; Arvandia
belmoria: State CHN; Belmoria
lind: Person, Prime Minister of belmoria, Envoy of CHN; Teo Lind; Lind
unused: Person; Somebody
office: Organization of FRA; Office of the President
"""
OWN = SHEET[SHEET.index("actors:") : SHEET.index("Statement not-coming")]


def test_shared_actors_are_taken_in_as_they_are_referred_to(folder: Path) -> None:
    """The actors that they refer to come too, and no others."""
    (folder / "a.sheet").write_text(
        changed((OWN, "shared actors: team.actors\n\n")), encoding="utf-8"
    )
    (folder / "team.actors").write_text(ACTORS, encoding="utf-8")
    made = read_sheet(folder / "a.sheet")
    assert set(made.actors.ids) == {"arvandia", "belmoria", "lind", "office", "france"}


def test_slips_in_shared_actors_are_reported_with_the_file(folder: Path) -> None:
    """They are listed line by line, together with those of the sheet."""
    (folder / "a.sheet").write_text(
        changed((OWN, "shared actors: team.actors\n\n"), ("act: refuse", "act: refus")),
        encoding="utf-8",
    )
    (folder / "team.actors").write_text(
        ACTORS.replace("lind: Person", "lind: Prson") + "broken\n", encoding="utf-8"
    )
    told = problems(folder / "a.sheet")
    assert told[0].startswith("line 3, team.actors: lind (lind): 'Prson' is not one of")
    assert [one.split(": ")[0] for one in told[1:]] == [
        "line 6, team.actors",
        "line 10, act (not-coming)",
    ]
    (folder / "team.actors").unlink()
    (gone,) = problems(folder / "a.sheet")
    assert gone.startswith("line 5, shared actors: 'team.actors' cannot be read")


def test_times_of_shared_actors_are_dates(folder: Path) -> None:
    """They have no text, in which words for a time could be."""
    (folder / "a.sheet").write_text(
        changed((OWN, "shared actors: team.actors\n\n")), encoding="utf-8"
    )
    role = "  roles:\n    -\n      title: Envoy\n      when: {}\n"
    reck = "\nreck:\n  type: Person\n  name: Reck\n"
    for when in ("last year", "-"):
        written = f"{ACTORS}{reck}{role.format(when)}"
        (folder / "team.actors").write_text(written, encoding="utf-8")
        (told,) = problems(folder / "a.sheet")
        assert told.startswith("line 13, team.actors: roles[0], when (reck): ")
    written = f"{ACTORS}{reck}{role.format('2023')}"
    (folder / "team.actors").write_text(written, encoding="utf-8")
    assert read_sheet(folder / "a.sheet")


def _two(folder: Path, *changes: tuple[str, str]) -> None:
    (folder / "b.txt").write_bytes(TEXT.encode())
    new = changed(("article.txt", "b.txt"), *changes)
    for id in (
        "not-coming",
        "lind-regrets",
        "belmoria-accuses",
        "lind-visits",
        "collision",
    ):
        new = new.replace(id, f"{id}-b")
    (folder / "b.sheet").write_text(new, encoding="utf-8")


def test_a_folder_of_sheets_is_one_dataset(folder: Path) -> None:
    """Values on which all sheets agree are kept, and each actor is there once."""
    _two(folder)
    made = read_all(folder / "*.sheet")
    assert len(made.sources) == 2
    assert len(made.records) == 10
    assert len(made.actors) == 4
    assert made.title is None


def test_the_faults_of_a_shared_file_are_listed_once(folder: Path) -> None:
    """They have the place of the file, and those of each sheet are listed too."""
    shared = (OWN, "shared actors: team.actors\n\n")
    again = (OWN, "shared actors: ./team.actors\n\n")
    slip = ("act: refuse", "act: refus")
    (folder / "a.sheet").write_text(changed(shared, slip), encoding="utf-8")
    _two(folder, again, slip)
    wrong = ACTORS.replace("lind: Person", "lind: Prson") + "broken\n"
    (folder / "team.actors").write_text(wrong, encoding="utf-8")
    with pytest.raises(FormatError) as caught:
        read_all(folder / "*.sheet")
    team = folder / "team.actors"
    assert [(one.path, one.line) for one in caught.value.faults] == [
        (f"{team}: lind", 3),
        (f"{team}: broken", 6),
        (f"{folder / 'a.sheet'}: act", 10),
        (f"{folder / 'b.sheet'}: act", 10),
    ]


def test_a_shared_file_that_is_missing_is_listed_once(folder: Path) -> None:
    """It has its own place and a suggestion, and is no text that one sheet misses."""
    shared = (OWN, "shared actors: taem.actors\n\n")
    (folder / "a.sheet").write_text(changed(shared), encoding="utf-8")
    _two(folder, shared)
    (folder / "team.actors").write_text(ACTORS, encoding="utf-8")
    with pytest.raises(FormatError) as caught:
        read_all(folder / "*.sheet")
    (fault,) = caught.value.faults
    assert fault.path == str(folder / "taem.actors")
    reason = "cannot be read: No such file or directory"
    assert fault.problem == f"{reason}; did you mean 'team.actors'?"
    (folder / "b.txt").unlink()
    with pytest.raises(FormatError) as caught:
        read_all(folder / "*.sheet")
    assert [one.path for one in caught.value.faults] == [
        f"{folder / 'taem.actors'}",
        f"{folder / 'b.sheet'}: text",
    ]


def test_two_shared_files_of_one_name_have_their_own_faults(folder: Path) -> None:
    """Each is in the folder of its sheet, and a sheet of the folder above names it."""
    under = folder / "under"
    under.mkdir()
    sheet = changed((OWN, "shared actors: team.actors\n\n"))
    for at in (folder, under):
        (at / "article.txt").write_bytes(TEXT.encode())
        (at / "a.sheet").write_text(sheet, encoding="utf-8")
        (at / "team.actors").write_text(ACTORS + "broken\n", encoding="utf-8")
    _two(folder, (OWN, "shared actors: under/../under/team.actors \n\n"))
    with pytest.raises(FormatError) as caught:
        read_all(folder / "**" / "*.sheet")
    assert [one.path for one in caught.value.faults] == [
        f"{folder / 'team.actors'}: broken",
        f"{under / 'team.actors'}: broken",
    ]


def test_a_file_in_another_encoding_is_listed_once(folder: Path) -> None:
    """A shared file, or a text, is at fault at the line of the first wrong byte."""
    shared = (OWN, "shared actors: ./team.actors \n\n")
    (folder / "a.sheet").write_text(changed(shared), encoding="utf-8")
    _two(folder, shared)
    (folder / "team.actors").write_bytes(b"a: State; A\n# \xe9\n")
    with pytest.raises(FormatError) as caught:
        read_all(folder / "*.sheet")
    told = f"line 2, {folder / 'team.actors'}: expected UTF-8, got b'\\xe9'"
    assert [str(one) for one in caught.value.faults] == [told]
    (folder / "b.txt").write_bytes(b"\xe9")
    with pytest.raises(FormatError) as caught:
        read_all(folder / "*.sheet")
    assert [str(one) for one in caught.value.faults] == [
        told,
        f"line 1, {folder / 'b.txt'}: expected UTF-8, got b'\\xe9'",
    ]


def test_a_pipe_among_sheets_holds_nobody_up(folder: Path) -> None:
    """Every match of a pattern must be a file."""
    os.mkfifo(folder / "b.sheet")
    with pytest.raises(FormatError, match="not all files that match") as caught:
        read_all(folder / "*.sheet")
    assert caught.value.faults == (Fault(str(folder / "b.sheet"), "not a file"),)


def test_an_id_of_two_sheets_names_both_lines(folder: Path) -> None:
    """So does an actor described in two ways; all faults are reported at once."""
    _two(folder, ("Teo Lind; Lind", "Theo Lind; Lind"))
    sheet = (folder / "b.sheet").read_text(encoding="utf-8")
    sheet = sheet.replace("lind-visits-b", "lind-visits").replace(
        "act: refuse", "act: refus"
    )
    (folder / "b.sheet").write_text(
        sheet.replace("refus\n", "refuse\n"), encoding="utf-8"
    )
    with pytest.raises(FormatError) as caught:
        read_all(str(folder / "*.sheet"))
    told = {str(fault) for fault in caught.value.faults}
    taken = "is already used by line"
    a, b = folder / "a.sheet", folder / "b.sheet"
    assert told == {
        f"line 8, {b}: id (lind): id 'lind' {taken} 8 of {a} and differs there",
        f"line 32, {b}: id (lind-visits): id 'lind-visits' {taken} 32 of {a}",
    }
    (folder / "b.sheet").write_text(sheet, encoding="utf-8")
    with pytest.raises(FormatError) as caught:
        read_all(folder / "*.sheet")
    (fault,) = caught.value.faults
    assert isinstance(fault, Fault)
    assert fault.path == f"{b}: act"


def test_one_source_in_two_sheets_is_reported(folder: Path) -> None:
    """A text is coded in one sheet; the fault gives the lines of its id or its text."""
    _two(folder, ("publisher", "id: article-2024-04-05\npublisher"))
    with pytest.raises(FormatError) as caught:
        read_all(folder / "*.sheet")
    (fault,) = caught.value.faults
    id, a, b = "article-2024-04-05", folder / "a.sheet", folder / "b.sheet"
    assert str(fault) == (
        f"line 2, {b}: id ({id}): id {id!r} is already used by line 1 of {a}"
    )


def test_faults_of_the_dataset_are_reported_by_the_lines_of_the_sheet(
    folder: Path,
) -> None:
    """Faults of records and actors get their lines; other faults keep their place."""
    faults = [
        Fault("$.sources", "no source has this text"),
        Fault("$.records[3].when.phrase", "does not stand there", "lind-visits"),
    ]
    assert list(map(str, by_sheet_lines(folder / "a.sheet", faults))) == [
        "$.sources: no source has this text",
        "line 32, when.phrase (lind-visits): does not stand there",
    ]


def test_no_sheet_is_no_dataset(tmp_path: Path) -> None:
    """A pattern without matches is most likely a mistake."""
    with pytest.raises(FormatError, match="no file matches"):
        read_all(tmp_path / "*.sheet")


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """NestedText needs a library; JSON does not."""

    def missing(module: str) -> None:
        raise ModuleNotFoundError(module, name=module)

    monkeypatch.setattr(extras, "import_module", missing)
    with pytest.raises(MissingExtraError, match=r"\.\[sheets\]"):
        compile(SHEET, TEXT)
    assert compile('{"publisher": "X"}', TEXT).records.ids == ()
