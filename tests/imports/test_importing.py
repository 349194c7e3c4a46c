"""Importing by kind or by the start of a file, and from which files."""

import gzip
import os
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from diplomacy_events import FieldTypeError, FormatError, UnknownNameError
from diplomacy_events.imports import import_table, importers
from official_lists import VISITS, numbers, saved, trip, trips


@pytest.fixture
def visits(tmp_path: Path) -> Path:
    """Return a list of three visits."""
    return saved(tmp_path / "visits-1990.xml", VISITS)


def test_compressed_files_are_recognised_by_their_contents(
    tmp_path: Path, visits: Path
) -> None:
    """A gzip file and a zip archive give the same as the file, under its name."""
    plain = import_table(visits)
    packed = tmp_path / "visits-1990.xml.gz"
    packed.write_bytes(gzip.compress(visits.read_bytes()))
    assert import_table(packed).dataset == plain.dataset
    archive = tmp_path / "both.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.mkdir("lists")
        file.write(visits, "lists/visits-1990.xml")
    assert import_table(archive).dataset == plain.dataset
    assert import_table([str(archive)]).account == plain.account


def test_damaged_archives_are_refused(tmp_path: Path, visits: Path) -> None:
    """Whatever is wrong with an archive, our error names it."""
    bad = tmp_path / "bad.zip"
    bad.write_bytes(b"PK no archive")
    with pytest.raises(FormatError, match=r"bad\.zip: cannot be unpacked"):
        import_table(bad)
    with zipfile.ZipFile(bad, "w", zipfile.ZIP_BZIP2) as file:
        file.write(visits, "visits.xml")
    with pytest.raises(FormatError, match="neither stored nor deflated"):
        import_table(bad)
    with zipfile.ZipFile(bad, "w") as file:
        file.write(visits, "visits.xml")
    cut = tmp_path / "cut.xml.gz"
    cut.write_bytes(gzip.compress(visits.read_bytes())[:-20])
    with pytest.raises(FormatError, match=r"cut\.xml\.gz: not unpacked"):
        import_table(cut)


def test_only_so_much_is_unpacked(tmp_path: Path, visits: Path) -> None:
    """The limit is that of other formats, and can be set; an archive may lie."""
    packed, archive = tmp_path / "visits-1990.xml.gz", tmp_path / "visits.zip"
    data = visits.read_bytes()
    packed.write_bytes(gzip.compress(data))
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.write(visits, "visits.xml")
    lying, true = tmp_path / "lying.zip", len(data).to_bytes(4, "little")
    lying.write_bytes(archive.read_bytes().replace(true, bytes([1, 0, 0, 0])))
    for path in (packed, archive):
        assert import_table(path, unpacked_limit=len(data)).account.rows == 3
        problem = rf"{path.name}: not unpacked\n.* it unpacks to more than"
        with pytest.raises(FormatError, match=problem):
            import_table(path, unpacked_limit=len(data) - 1)
    with pytest.raises(FormatError, match=r"lying\.zip: cannot be unpacked"):
        import_table(lying, unpacked_limit=len(data) - 1)
    blank = tmp_path / "blank.csv.gz"
    blank.write_bytes(gzip.compress(b"a,b\n" + b"\n" * (1 << 17)))
    with zipfile.ZipFile(tmp_path / "blank.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("blank.csv", b"a,b\n" + b"\n" * (1 << 17))
    many: Any = {"of": lambda _: "left out", "publisher": "X"}
    for path in (blank, tmp_path / "blank.zip"):
        problem = rf"{path.name}.*: not unpacked\n.* more than 131072 lines; pass"
        with pytest.raises(FormatError, match=problem):
            import_table(path, **many)
        assert import_table(path, unpacked_limit=1 << 18, **many).account.rows == 0
    blank.write_bytes(gzip.compress(b"a,b\n" + b"\n" * ((1 << 17) - 1)))
    assert import_table(blank, **many).account.rows == 0
    assert import_table(visits, unpacked_limit=1).account.rows == 3
    packed.write_bytes(gzip.compress(data + b" " * (1 << 24)))
    with pytest.raises(FormatError, match="pass a higher unpacked_limit"):
        import_table(packed)
    with pytest.raises(FormatError, match="pass a higher unpacked_limit"):
        import_table(packed, of=lambda _: "left out", publisher="X")


def test_system_files_are_skipped(tmp_path: Path, visits: Path) -> None:
    """This holds in a folder and in an archive, even with backslashes in paths."""
    plain = import_table(visits)
    noise = (".DS_Store", "Thumbs.db", "._visits.xml", "__MACOSX/._visits.xml")
    folder, archive = tmp_path / "lists", tmp_path / "lists.zip"
    (folder / "__MACOSX").mkdir(parents=True)
    with zipfile.ZipFile(archive, "w") as file:
        for name in noise:
            (folder / name).write_bytes(b"x")
            file.writestr(f"lists/{name}", b"x")
        (folder / visits.name).write_bytes(visits.read_bytes())
        os.mkfifo(folder / "pipe")
        file.writestr(f"lists\\{visits.name}", visits.read_bytes())
    assert import_table(folder).account == plain.account
    assert import_table(archive).dataset == plain.dataset


def test_a_folder_with_links_is_refused(tmp_path: Path, visits: Path) -> None:
    """A folder from somebody else cannot reveal other files on the disk."""
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "a.xml").symlink_to(visits)
    with pytest.raises(
        FormatError, match=r"lists: cannot be read\n  'a.xml': a link, which"
    ):
        import_table(folder)
    (tmp_path / "link").symlink_to("visits-1990.xml")
    assert len(import_table(tmp_path / "link").dataset.records) == 3


def test_two_files_of_one_name_are_refused(tmp_path: Path, visits: Path) -> None:
    """One would be read twice and the other not at all."""
    archive = tmp_path / "lists.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.write(visits, "lists/visits.xml")
        file.writestr("lists\\visits.xml", b"x")
    with pytest.raises(
        FormatError, match=r"cannot be read\n  'lists/visits.xml': there twice"
    ):
        import_table(archive)


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    """A missing path is refused by the system, a value that is no path by us."""
    with pytest.raises(FormatError, match="no files in it"):
        import_table(tmp_path)
    with pytest.raises(FileNotFoundError):
        import_table(tmp_path / "missing.xml")
    no_path: Any = 5
    with pytest.raises(FieldTypeError, match=r"path: expected str or os\.PathLike"):
        import_table(no_path)


def test_an_unrecognised_table_is_refused(tmp_path: Path, visits: Path) -> None:
    """With or without a kind, the error says what to do."""
    other = saved(tmp_path / "other.xml", "<other/>" * 5_000)
    with pytest.raises(FormatError, match="no importer recognises it; give its kind"):
        import_table(other)
    with pytest.raises(UnknownNameError, match="did you mean 'historian'"):
        import_table(visits, "historians")
    with pytest.raises(UnknownNameError, match="expected 'raise' or 'collect'"):
        import_table(visits, on_error="ignore")  # type: ignore[arg-type]  # refused
    with pytest.raises(UnknownNameError, match="no option 'actor'; did you mean 'act"):
        import_table(visits, actor="red")


PLUG_IN = """
from diplomacy_events import Dataset
from diplomacy_events.imports import Account, Import, Importer

def read(tables, *, on_error, title="X"):
    made = Dataset(title=title)
    return Import(dataset=made, account=Account(rows=0, entries=()))

def importer(name):
    return Importer(
        name=name, title="a test", recognises=lambda name, head: b"<visit" in head,
        read=read,
    )

def fail(*_, **__):
    raise KeyError("id")

mine = importer("mine")
broken = Importer(name="broken", title="a test", recognises=fail, read=fail)
historian = importer("historian")
"""


def plugged(folder: Path, monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Install a plug-in with importers of these names."""
    info = folder / "an_importer-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: an-importer\n")
    lines = [f"{name} = an_importer:{name}" for name in names]
    text = "\n".join(["[diplomacy_events.importers]", *lines])
    (info / "entry_points.txt").write_text(text)
    (folder / "an_importer.py").write_text(PLUG_IN)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, "an_importer", raising=False)


def test_plug_ins_add_importers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One is found by name and by the files it recognises; of two, a name decides."""
    plugged(tmp_path, monkeypatch, "mine")
    folder = tmp_path / "lists"
    folder.mkdir()
    visits = saved(folder / "visits.xml", VISITS)
    assert importers()[-1].name == "mine"
    assert import_table(visits, "mine", title="Y").dataset.title == "Y"
    with pytest.raises(FormatError, match="recognised by historian and mine"):
        import_table(visits)
    other = saved(folder / "other.xml", "<visit>")
    assert import_table(other).dataset.title == "X"
    rows = saved(folder / "trips.xml", trips(trip(1)))
    with pytest.raises(FormatError, match="tables of several kinds: mine, historian"):
        import_table([other, rows])
    assert numbers(import_table(rows).account) == (1, 0, 0, 0)


def test_a_plug_in_that_fails_disturbs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others still recognise a table; if it is asked to read, the error names it."""
    plugged(tmp_path, monkeypatch, "broken")
    visits = saved(tmp_path / "visits.xml", VISITS)
    said = "the importer broken of an_importer:broken failed: KeyError: 'id'"
    with pytest.warns(UserWarning, match=said):
        assert import_table(visits).dataset.records
    with pytest.raises(FormatError, match=said) as caught:
        import_table(visits, "broken")
    assert isinstance(caught.value.__cause__, KeyError)


def test_bad_plug_ins_disturb_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broken plug-in is reported; a built-in importer cannot be replaced."""
    plugged(tmp_path, monkeypatch, "gone", "historian")
    with pytest.warns(UserWarning, match="an_importer") as warned:
        assert importers()[-1].name != "gone"
    assert {str(one.message).partition(" of ")[0] for one in warned} == {
        "the importer gone",
        "the importer historian",
    }
    with (
        pytest.raises(FormatError, match="gone of an_importer:gone cannot be loaded"),
        pytest.warns(UserWarning, match="is hidden by the built-in .* of that name"),
    ):
        import_table(saved(tmp_path / "a", ""), "gone")
