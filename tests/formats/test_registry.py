"""Reading and writing files by name and by suffix."""

import os
import re
import stat
import subprocess
import sys
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from diplomacy_events import (
    Dataset,
    FieldTypeError,
    FieldValueError,
    FormatError,
    RecordStream,
    Source,
    UnknownNameError,
    dumps,
    formats,
    iter_records,
    load_article,
    loads,
    read,
    scan,
    write,
)
from diplomacy_events.formats.format import Format
from diplomacy_events.formats.registry import BUILT_IN, format_of_path

Ways = dict[str, Callable[[], object]]


def test_json_declares_what_it_can_do() -> None:
    """The JSON format is read, written and lossless, in one document."""
    json = formats()[0]
    assert (json.name, json.suffixes) == ("json", (".json",))
    assert repr(json) == "Format(name='json', suffixes=('.json',), lossless=True)"
    assert (json.reads, json.writes, json.lossless, json.streams) == (
        True,
        True,
        True,
        False,
    )


@pytest.mark.parametrize(("name", "format"), [("a.json", None), ("a.data", "json")])
def test_a_file_is_written_and_read(
    tmp_path: Path, name: str, format: str | None
) -> None:
    """A file is written and read by suffix or by name, and no other file is left."""
    path = tmp_path / name
    write(load_article(), path, format)
    assert read(path, format) == load_article()
    assert read(str(path), "json") == load_article()
    assert path.read_text(encoding="utf-8") == dumps(load_article())
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


def test_unknown_formats_are_refused(tmp_path: Path) -> None:
    """The error lists the known formats and suggests the nearest."""
    with pytest.raises(UnknownNameError, match="did you mean 'json'") as caught:
        loads("{}", format="jsn")
    assert caught.value.suggestions == ("json", "jsonl", "jsonld")
    with pytest.raises(UnknownNameError, match=r"no format has the suffix of 'a\.txt'"):
        read(tmp_path / "a.txt")
    with pytest.raises(UnknownNameError, match=r"known suffixes: \.json"):
        write(load_article(), tmp_path / "a")
    for name, suggestions in (
        ("a.csl", (".csl.json",)),
        ("a.jsn", (".json", ".jsonl")),
        ("csv", (".csv",)),
    ):
        with pytest.raises(UnknownNameError, match="did you mean") as caught:
            write(load_article(), tmp_path / name)
        assert caught.value.suggestions[: len(suggestions)] == suggestions
    assert list(tmp_path.iterdir()) == []


def test_a_faulty_file_is_named(tmp_path: Path) -> None:
    """The error names the file and lists its faults."""
    path = tmp_path / "bad.json"
    path.write_text('{"schema_version": 1, "x": 2}', encoding="utf-8")
    with pytest.raises(FormatError, match=r"bad\.json: not a valid dataset") as caught:
        read(path)
    assert [fault.path for fault in caught.value.faults] == ["$.x"]


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    """Errors of the system are passed on."""
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "missing.json")


@pytest.mark.parametrize("name", [5, b"json", ["json"], {}])
def test_a_name_that_is_not_text_is_unknown(name: Any) -> None:
    """It is refused like any other unknown name."""
    with pytest.raises(UnknownNameError, match="no format is called"):
        loads("{}", name)


def test_a_missing_folder_is_named_by_the_file(tmp_path: Path) -> None:
    """The error names the file that was to be written, not a temporary one."""
    path = tmp_path / "missing" / "a.json"
    with pytest.raises(FileNotFoundError) as caught:
        write(load_article(), path)
    assert caught.value.filename == str(path)


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    """A pipe or another special file stays what it is, and receives the data."""
    path = tmp_path / "pipe.json"
    os.mkfifo(path)
    with ThreadPoolExecutor() as threads:
        data = threads.submit(path.read_bytes)
        write(load_article(), path)
        assert loads(data.result()) == load_article()
    assert path.is_fifo()


def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    """A replaced file keeps its mode; a new one gets the usual mode."""
    path = tmp_path / "a.json"
    umask = os.umask(0o027)
    try:
        write(load_article(), path)
    finally:
        os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.chmod(0o604)
    write(load_article(), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


def test_a_link_is_followed(tmp_path: Path) -> None:
    """A link stays a link, and its target is replaced."""
    target = tmp_path / "folder" / "target.json"
    target.parent.mkdir()
    link = tmp_path / "link.json"
    link.symlink_to(target)
    write(load_article(), link)
    assert link.is_symlink()
    assert read(target) == load_article()


def test_the_old_file_survives_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the new file cannot be put in place, only the old one is left."""
    path = tmp_path / "a.json"
    path.write_text("old", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError("no")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="no"):
        write(load_article(), path)
    assert path.read_text(encoding="utf-8") == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.json"]


def test_every_built_in_format_matches_the_table() -> None:
    """Names, suffixes and modules in the table are those of the formats."""
    made = {format.name: format.suffixes for format in formats()}
    assert made == {name: ends for name, (_, ends) in BUILT_IN.items()}
    assert " ".join(made) == (
        "json jsonl csv parquet jsonld turtle ics graphml xlsx csv-flat csl-json "
        "bibtex dyads plover"
    )


@pytest.mark.parametrize("name", ["json", "jsonl", "jsonld", "turtle", "csl-json"])
def test_texts_are_written_in_their_own_letters(name: str) -> None:
    """People can read them in an editor."""
    source = Source(id="a", publisher="Дневник")
    text = dumps(Dataset(title="Походы", sources=[source]), name)
    assert isinstance(text, str)
    assert '"Походы"' in text
    assert '"Дневник"' in text


@pytest.mark.parametrize("name", [name for name in BUILT_IN if name != "parquet"])
def test_each_format_of_one_document_is_written(tmp_path: Path, name: str) -> None:
    """Chosen by suffix; lossless formats are read back, others may omit fields."""
    (chosen,) = (format for format in formats() if format.name == name)
    path = tmp_path / f"article{chosen.suffixes[0].upper()}"
    omitted = write(load_article(), path)
    data = dumps(load_article(), format=name)
    assert path.read_bytes() == (data.encode() if isinstance(data, str) else data)
    if chosen.lossless:
        assert omitted == ()
        assert read(path) == load_article()
        return
    assert bool(omitted) == (name not in ("jsonld", "turtle"))
    assert all(str(omission) for omission in omitted)
    with pytest.raises(FormatError, match="cannot be read"):
        read(path)


def test_a_format_of_a_folder_is_written(tmp_path: Path) -> None:
    """Parquet is a folder, read whole or record by record, and cannot be a text."""
    path = tmp_path / "article.parquet"
    assert write(load_article(), path) == ()
    assert read(path) == load_article()
    assert sorted(record.id for record in iter_records(path)) == sorted(
        load_article().records.ids
    )
    assert scan(path).statements.count() == len(load_article().statements)
    with pytest.raises(FormatError, match="cannot be written to memory"):
        dumps(load_article(), format="parquet")
    with pytest.raises(FormatError, match="cannot be read from memory"):
        loads("", format="parquet")
    with pytest.raises(FormatError, match="cannot collect faults"):
        iter_records(path, on_error="collect")


def test_faults_are_listed_once(tmp_path: Path) -> None:
    """An error names the file once, and no chained error lists the faults again."""
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"type":"Dataset","schema_version":1}\n{}\n')
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    for path, ways in (
        (bad, (read, lambda path: list(iter_records(path)))),
        (broken, (read,)),
    ):
        for way in ways:
            with pytest.raises(FormatError, match=re.escape(str(path))) as caught:
                way(path)
            shown = "".join(traceback.format_exception(caught.value))
            assert shown.count("FormatError: ") == 1
            assert shown.count(str(caught.value.faults[0])) == 1
    # Other causes, such as the parser's message, are still there.
    assert "NotJsonError: not JSON" in shown


@pytest.mark.parametrize("name", ["a.sheet", "folder/A.SHEET"])
def test_a_sheet_has_functions_of_its_own(tmp_path: Path, name: str) -> None:
    """No other suffix is suggested for it."""
    way = "read a sheet with read_sheet, and write it with write_sheet$"
    with pytest.raises(UnknownNameError, match=way):
        read(tmp_path / name)
    with pytest.raises(UnknownNameError, match=way):
        write(Dataset(), tmp_path / name)


def plugged(
    folder: Path, monkeypatch: pytest.MonkeyPatch, points: dict[str, str], code: str
) -> None:
    """Install a plug-in the way pip does, in a folder of its own."""
    info = folder / "plug_in-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: plug-in\nVersion: 1\n")
    lines = [f"{name} = {value}" for name, value in points.items()]
    text = "\n".join(["[diplomacy_events.formats]", *lines])
    (info / "entry_points.txt").write_text(text)
    (folder / "a_plug_in.py").write_text(code)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, "a_plug_in", raising=False)


PLUG_IN = """
from diplomacy_events import Dataset
from diplomacy_events.formats.format import Format, Omission
left = (Omission("a", "gist", "no place"),)
upper = Format(
    name="upper", suffixes=(".UP".lower(), ".more.json.up"), lossless=False,
    dumps=lambda dataset, word="X": f"{word}{len(dataset.records)}".encode(),
    omitted=lambda dataset: left,
)
folder = Format(
    name="folder", suffixes=(".folder",), lossless=True,
    write_path=lambda dataset, path: path.mkdir(),
    read_path=lambda path: Dataset(title=path.name),
    iter_path=lambda path: iter(()),
)
nothing = Format(name="nothing", suffixes=(".nothing",), lossless=False)
number = 5
"""


def test_plug_ins_add_formats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A third-party format is found by name and suffix, and works."""
    points = {"upper": "a_plug_in:upper", "folder": "a_plug_in:folder"}
    plugged(tmp_path, monkeypatch, points, PLUG_IN)
    assert [format.name for format in formats()][-2:] == ["upper", "folder"]
    with pytest.raises(UnknownNameError, match="plover, upper, folder; did you mean"):
        dumps(load_article(), "uper")
    (left,) = write(load_article(), tmp_path / "a.Up", word="Y")
    assert (tmp_path / "a.Up").read_bytes() == b"Y" + str(
        len(load_article().records)
    ).encode()
    assert str(left) == "a.gist: no place"
    assert isinstance(dumps(load_article(), "upper"), bytes)
    with pytest.raises(
        FormatError, match="upper cannot be read; it can only be written"
    ):
        read(tmp_path / "a.up")
    with pytest.raises(FormatError, match="cannot be read from memory"):
        loads("", "upper")
    write(load_article(), tmp_path / "a.folder")
    assert read(str(tmp_path / "a.folder") + "/").title == "a.folder"
    with iter_records(tmp_path / "a.folder") as records:
        assert list(records) == []
    with pytest.raises(
        FormatError, match="collect faults; it can only be written, read and"
    ):
        iter_records(tmp_path / "a.folder", on_error="collect")
    with pytest.raises(FormatError, match="cannot be written to memory"):
        dumps(load_article(), "folder")


def test_bad_plug_ins_break_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Broken plug-ins are reported on request, and do not hide a built-in format."""
    points = {
        "gone": "a_plug_in:gone",
        "number": "a_plug_in:number",
        "nothing": "a_plug_in:nothing",
    }
    plugged(tmp_path, monkeypatch, points, PLUG_IN)
    assert loads(dumps(load_article())) == load_article()
    with pytest.raises(FormatError, match="gone of a_plug_in:gone cannot be loaded"):
        dumps(load_article(), "gone")
    with pytest.raises(FormatError, match="is not a Format, but of class int"):
        dumps(load_article(), "number")
    with pytest.raises(
        FormatError, match="cannot be written; it can neither be read nor written"
    ):
        write(load_article(), tmp_path / "a", "nothing")
    with pytest.raises(
        FormatError, match="cannot be read; it can neither be read nor written"
    ):
        read(tmp_path / "a", "nothing")
    with pytest.warns(UserWarning, match="(gone|number) of a_plug_in") as warned:
        assert formats()[-1].name == "nothing"
    assert len(warned) == 2


@pytest.mark.parametrize("verb", ["loads", "read_path"])
def test_a_plug_in_reads_a_dataset_or_fails(
    verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a plug-in returns, the reader gets a dataset or an error."""
    code = (
        "from diplomacy_events.formats.format import Format\n"
        f"odd = Format(name='odd', suffixes=('.odd',), lossless=False,\n"
        f"             {verb}=lambda given: 5)\n"
    )
    plugged(tmp_path, monkeypatch, {"odd": "a_plug_in:odd"}, code)
    (tmp_path / "a.odd").write_text("x")
    problem = "the format odd returned int instead of a dataset"
    with pytest.raises(FormatError, match=problem):
        read(tmp_path / "a.odd")
    with pytest.raises(FormatError, match=problem if verb == "loads" else "memory"):
        loads("x", "odd")


def test_a_plug_in_writes_text_or_bytes_or_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever writes gets a file or an error, whatever a plug-in makes."""
    code = (
        "from diplomacy_events.formats.format import Format\n"
        "odd = Format(name='odd', suffixes=('.odd',), lossless=False,\n"
        "             dumps=lambda dataset: None)\n"
    )
    plugged(tmp_path, monkeypatch, {"odd": "a_plug_in:odd"}, code)
    problem = "the format odd gave NoneType in place of text or bytes"
    with pytest.raises(FormatError, match=problem):
        dumps(load_article(), "odd")
    with pytest.raises(FormatError, match=problem):
        write(load_article(), tmp_path / "a.odd")
    assert not (tmp_path / "a.odd").exists()


FAILING = """
from diplomacy_events.formats.format import Format

class PanicException(BaseException):
    pass

def fail(*_, **options):
    raise {error}

def records(path):
    yield from ()
    fail()

odd = Format(
    name="odd", suffixes=(".odd",), lossless=False, dumps=fail, loads=fail,
    read_path=fail, iter_path=records, omitted=fail,
)
lines = Format(name="lines", suffixes=(".lines",), lossless=False,
               dumps=lambda dataset: "", omitted=fail)
"""


each_verb = pytest.mark.parametrize(
    "verb", ["dumps", "loads", "read_path", "iter_path", "omitted"]
)


@pytest.fixture
def failing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Ways]:
    """Give ways to make each function of a plug-in fail, with any error."""

    def ways(error: str) -> Ways:
        points = {"odd": "a_plug_in:odd", "lines": "a_plug_in:lines"}
        plugged(tmp_path, monkeypatch, points, FAILING.format(error=error))
        path = tmp_path / "a.odd"
        path.write_text("x")
        return {
            "dumps": lambda: dumps(load_article(), "odd"),
            "loads": lambda: loads("x", "odd"),
            "read_path": lambda: read(path),
            "iter_path": lambda: list(iter_records(path)),
            "omitted": lambda: write(load_article(), tmp_path / "a.lines"),
        }

    return ways


@pytest.mark.parametrize(
    ("error", "message"),
    [
        ("ValueError('no header')", "failed: ValueError: no header"),
        ("KeyError('id')", "failed: KeyError: 'id'"),
        ("TypeError('not that')", "failed: TypeError: not that"),
        ("RecursionError", "failed: RecursionError$"),
        ("SystemExit(3)", "failed: SystemExit: 3"),
        ("PanicException('out of range')", "failed: PanicException: out of range"),
    ],
)
@pytest.mark.parametrize(
    "verb", ["dumps", "loads", "read_path", "iter_path", "omitted"]
)
def test_a_plug_in_that_fails_is_named(
    verb: str, error: str, message: str, failing: Callable[[str], Ways]
) -> None:
    """The error is ours, says which plug-in failed, and has its error as the cause."""
    with pytest.raises(FormatError, match=rf"of a_plug_in:\w+ {message}") as caught:
        failing(error)[verb]()
    assert type(caught.value.__cause__).__name__ == re.split(r"\W", error)[0]


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("KeyboardInterrupt", KeyboardInterrupt),
        ("MemoryError", MemoryError),
        ("FileNotFoundError(2, 'no', 'a')", FileNotFoundError),
        ("__import__('diplomacy_events').FieldTypeError('what')", FieldTypeError),
    ],
)
@pytest.mark.parametrize(
    "verb", ["dumps", "loads", "read_path", "iter_path", "omitted"]
)
def test_other_errors_than_mistakes_of_a_plug_in_pass(
    verb: str,
    error: str,
    kind: type[BaseException],
    failing: Callable[[str], Ways],
) -> None:
    """These are interruptions, a full memory, unreadable files, and our own errors."""
    with pytest.raises(kind) as caught:
        failing(error)[verb]()
    assert caught.value.__cause__ is None


def test_an_unknown_option_of_a_plug_in_is_a_type_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for a format of ours: the caller is wrong, not the plug-in."""
    plugged(tmp_path, monkeypatch, {"upper": "a_plug_in:upper"}, PLUG_IN)
    with pytest.raises(TypeError, match="unexpected keyword argument 'words'"):
        dumps(load_article(), "upper", words="X")


GEO = """
from diplomacy_events.formats.format import Format
geo, far, same = (
    Format(name=name, suffixes=(end,), lossless=False, dumps=lambda dataset: name)
    for name, end in (
        ("geo", ".geo.json"), ("far", ".far.geo.json"), ("same", ".json")
    )
)
"""


def test_the_longest_suffix_counts_whoever_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plug-in's suffix may end in one of ours; one as long as ours is ignored."""
    points = {name: f"a_plug_in:{name}" for name in ("geo", "far", "same")}
    plugged(tmp_path, monkeypatch, points, GEO)
    called = {
        "a.json": "json",
        "a.b.json": "json",
        "a.geo.json": "geo",
        "A.GEO.JSON": "geo",
        "a.far.geo.json": "far",
        ".geo.json": "geo",
        "geo.json": "json",
        "a.csv.zip": "csv",
    }
    for name, format in called.items():
        assert format_of_path(tmp_path / name, None).name == format, name


def test_a_plug_in_that_ends_the_program_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plug-in that calls `sys.exit` on loading is reported as not loadable."""
    points = {"geo": "a_plug_in:geo"}
    plugged(tmp_path, monkeypatch, points, "import sys\nsys.exit()")
    with pytest.raises(FormatError, match="geo cannot be loaded: SystemExit"):
        dumps(load_article(), "geo")
    with pytest.warns(UserWarning, match="geo cannot be loaded"):
        assert "geo" not in [format.name for format in formats()]


def test_loading_a_plug_in_can_be_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An interrupt is not a mistake of the plug-in."""
    points = {"geo": "a_plug_in:geo"}
    plugged(tmp_path, monkeypatch, points, "raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        dumps(load_article(), "geo")


def test_our_own_formats_cannot_be_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plug-in with the name of a built-in format is ignored, with a warning."""
    plugged(tmp_path, monkeypatch, {"json": "a_plug_in:upper"}, PLUG_IN)
    with pytest.warns(UserWarning, match="json of a_plug_in:upper is hidden"):
        assert "upper" not in [format.name for format in formats()]
    assert loads(dumps(load_article(), "json"), "json") == load_article()


def test_a_plug_in_goes_by_one_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A format whose name differs from its entry point is refused."""
    plugged(tmp_path, monkeypatch, {"other": "a_plug_in:upper"}, PLUG_IN)
    with pytest.raises(FormatError, match=r"other of .* calls itself upper"):
        dumps(load_article(), "other")


@pytest.mark.parametrize(
    "suffixes", [".a", [".a"], (".A",), ("a",), ("",), (".",), (5,)]
)
def test_suffixes_are_small_and_have_a_dot(suffixes: Any) -> None:
    """A suffix that no file name could have, or every one has, is refused."""
    with pytest.raises(FieldValueError, match="must be a tuple of lowercase suffixes"):
        Format(name="a", suffixes=suffixes, lossless=False)


@pytest.mark.parametrize("name", list(BUILT_IN))
@pytest.mark.parametrize("what", [load_article().visits, None])
def test_datasets_alone_are_written(tmp_path: Path, name: str, what: Any) -> None:
    """A collection of records lacks sources and actors, so it is not a dataset."""
    for ask in (
        lambda: dumps(what, name),
        lambda: write(what, tmp_path / "a", name),
    ):
        with pytest.raises(FieldTypeError, match=r"(dumps|write): expected a Dataset"):
            ask()
    assert list(tmp_path.iterdir()) == []


def test_a_stream_can_be_closed(tmp_path: Path) -> None:
    """The file is closed when the block ends; faults are collected in one way only."""
    path = tmp_path / "a.jsonl"
    write(load_article(), path)
    with iter_records(path) as records:
        assert next(records) == load_article().records[0]
    assert list(records) == []
    with pytest.raises(TypeError, match="on_error='collect'"):
        iter_records(path, faults=[])


@pytest.mark.parametrize("data", [bytearray(b"{}"), memoryview(b"{}"), 5, None])
def test_data_are_text_or_bytes(data: Any) -> None:
    """Anything else is refused, with an error of ours that is a TypeError."""
    with pytest.raises(FieldTypeError, match="expected str or bytes, got"):
        loads(data)


def test_records_come_one_by_one_from_formats_that_can(tmp_path: Path) -> None:
    """In other formats, the error says what to do instead."""
    write(load_article(), tmp_path / "a.json")
    with pytest.raises(
        FormatError, match="record by record; it can only be written and read"
    ):
        iter_records(tmp_path / "a.json")
    with pytest.raises(UnknownNameError, match="expected 'raise' or 'collect'"):
        iter_records(tmp_path / "a.jsonl", on_error="ignore")  # type: ignore[arg-type]  # the point
    with pytest.raises(FileNotFoundError):
        next(iter_records(tmp_path / "missing.jsonl"))


def test_reading_json_imports_no_other_format() -> None:
    """The reader for a suffix is found without importing any other format."""
    code = (
        "import diplomacy_events as d, sys; d.loads(d.dumps(d.load_article()));"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    assert "msgspec" not in done.stdout.split()


def test_a_dot_is_no_beginning_of_a_suffix() -> None:
    """The path of the present folder suggests no format."""
    with pytest.raises(UnknownNameError) as caught:
        read(".")
    assert caught.value.suggestions == ()
    assert "did you mean" not in str(caught.value)


def test_a_stream_without_anything_to_close_can_be_closed() -> None:
    """Any iterator of records will do."""
    stream = RecordStream("x", iter(()), [])
    stream.close()
    assert list(stream) == []
