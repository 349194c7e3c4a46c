"""CSV: tables that spreadsheets and frictionless can open, without any loss."""

import csv
import gc
import json
import os
import re
import tempfile
import tracemalloc
import warnings
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from diplomacy_events import (
    Coding,
    Dataset,
    DiplomacyEventsError,
    FormatError,
    Manner,
    Period,
    State,
    VisitLevel,
    load_article,
    read,
)
from diplomacy_events.errors import Fault
from diplomacy_events.formats.converter import unstructure
from diplomacy_events.formats.csv.csv import FORMAT, dumps, loads, read_path, write_path
from diplomacy_events.formats.csv.csv_rows import locate_faults
from diplomacy_events.model.description import KINDS, fields
from diplomacy_events.strategies import datasets

ARTICLE = load_article()
Files = dict[str, bytes]


def unpacked(data: bytes) -> Files:
    """Return the files of an archive."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Files, kind: int = ZIP_DEFLATED) -> bytes:
    """Return an archive of files."""
    data = BytesIO()
    with ZipFile(data, "w", kind) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


FILES = unpacked(dumps(ARTICLE))
SAFE = unpacked(dumps(ARTICLE, spreadsheet_safe=True))


def table(files: Files, name: str) -> list[dict[str, str]]:
    """Return the rows of a table."""
    return list(csv.DictReader(StringIO(files[f"{name}.csv"].decode(), newline="")))


def refused(files: Files) -> FormatError:
    """Return the error that these files raise."""
    with pytest.raises(FormatError) as caught:
        loads(packed(files))
    return caught.value


def named(*names: str, quote: str = "A quote") -> Dataset:
    """Return a dataset of states with these names."""
    states = [State(id=f"s{index}", name=name) for index, name in enumerate(names)]
    article = attrs.evolve(ARTICLE, actors=[*ARTICLE.actors, *states])
    first = article.statements[0]
    quoted = attrs.evolve(first, quotes=(quote,), manner=Manner.DIRECT)
    rest = [record for record in article.records if record.id != first.id]
    return attrs.evolve(article, records=[quoted, *rest])


def gist_of(gist: str) -> Dataset:
    """Return the article with only its first statement, and this text as its gist."""
    first = attrs.evolve(ARTICLE.statements[0], gist=gist)
    return attrs.evolve(ARTICLE, records=[first])


NASTY = '=1+1,"a"\n\t\u2028;\'\N{GRINNING FACE}ש\u202e'


def test_lists_are_written_in_their_own_letters() -> None:
    """People read them in a spreadsheet."""
    state = State(id="s", name="S", aliases=["Русь"])
    files = unpacked(dumps(Dataset(title="Походы", actors=[state])))
    assert '"[""Русь""]"' in files["states.csv"].decode()
    assert '"title": "Походы",' in files["datapackage.json"].decode()


@settings(max_examples=40)
@given(datasets(), st.booleans())
@example(Dataset(), False)
@example(ARTICLE, True)
@example(named("=1", "'=1", "''", "'a", "-", "@x", "+1", "＝1", "1", "null"), True)
@example(named("=1", "'=1", "[]", "true", "x" * 200_000, quote=NASTY), False)
def test_a_written_dataset_reads_back_equal(dataset: Dataset, safe: bool) -> None:
    """A dataset comes back equal, phrases included, and is written the same again."""
    data = dumps(dataset, spreadsheet_safe=safe)
    again = loads(data)
    assert unstructure(again) == unstructure(dataset)
    assert dumps(again, spreadsheet_safe=safe) == data


def test_a_cell_has_no_limit_and_the_process_keeps_its_own() -> None:
    """A cell may exceed the limit of the csv module, whose limit stays as it was."""
    limit = csv.field_size_limit()
    assert loads(dumps(named("x" * (limit + 1)))).actors["s0"].name[limit:] == "x"
    assert csv.field_size_limit() == limit


def tables_of(cls: type, name: str) -> Iterator[str]:
    """Yield the files of a class, and of each of its repeated parts."""
    yield f"{name}.csv"
    for field in fields(cls):
        if field.many and field.composite:
            yield from tables_of(field.holds, f"{name}_{field.name}")


def test_the_tables_contain_each_class_and_part() -> None:
    """Each class and each repeated part has a table, and rows name their owners."""
    names = [name for kind in KINDS for name in tables_of(kind.cls, kind.plural)]
    assert sorted(FILES) == sorted(["datapackage.json", *names])
    assert {"visits_superseded.csv", "allegations_responses_evidence.csv"} < set(FILES)
    (visit,) = table(FILES, "visits")
    assert visit["when_edtf"] == "2023-03-20/2023-03-22"
    assert visit["invitation_channel"] == "video call"
    assert json.loads(visit["visitors"]) == ["xi-jinping"]
    assert table(FILES, "persons_roles")[0] == {
        "person": "xi-jinping",
        "position": "0",
        "title": "President",
        "of": "china",
        "when_edtf": "",
        "when_phrase": "",
        "when_anchor": "",
    }
    assert FILES["states.csv"].endswith(b"\r\n")
    described = json.loads(FILES["datapackage.json"])
    assert described["$schema"].startswith("https://datapackage.org/profiles/2.0/")
    assert (described["schema_version"], described["title"]) == (1, ARTICLE.title)
    assert described["licenses"] == [{"name": "CC0-1.0"}]
    keys = {
        resource["name"]: resource["schema"]["foreignKeys"]
        for resource in described["resources"]
    }
    response: dict[str, Any] = {"resource": "allegations_responses"}
    response |= {"fields": ["allegation", "position"]}
    assert keys["allegations_responses_evidence"] == [
        {"fields": ["allegation", "response"], "reference": response},
        {"fields": ["source"], "reference": {"resource": "sources", "fields": ["id"]}},
    ]


def checked(dataset: Dataset, safe: bool) -> Any:
    """Return the package of a dataset after frictionless has found no fault in it."""
    with warnings.catch_warnings():
        # On import, frictionless uses deprecated features of its own dependencies.
        warnings.simplefilter("ignore")
        from frictionless import Package, validate
    with tempfile.TemporaryDirectory() as folder:
        write_path(dataset, Path(folder) / "data", spreadsheet_safe=safe)
        path = f"{folder}/data/datapackage.json"
        report = validate(path)
        assert report.valid, report.flatten(["title", "fieldName", "note"])
        package: Any = Package(path)
        return {
            resource.name: [row.to_dict() for row in resource.read_rows()]
            for resource in package.resources
        }


@settings(max_examples=3)
@given(datasets(), st.booleans())
@example(ARTICLE, False)
@example(Dataset(licence="MIT AND CC0-1.0"), True)
@example(gist_of("'"), True)
@example(gist_of("'"), False)
@example(named("a;b;c", "x|y", '"', "\\", "null", quote=NASTY), False)
def test_frictionless_reads_it(dataset: Dataset, safe: bool) -> None:
    """The package is valid, and frictionless reads what was written."""
    rows = checked(dataset, safe)
    assert [row["id"] for row in rows["sources"]] == list(dataset.sources.ids)
    for row, statement in zip(rows["statements"], dataset.statements, strict=True):
        gist = statement.gist
        guarded = safe and gist.startswith(tuple("=+-@＝＋－＠'"))
        assert row["gist"] == (f"'{gist}" if guarded else gist)
        assert row["speakers"] == list(statement.speakers)
        assert (row["quotes"] or []) == list(statement.quotes)
        assert row["when_anchor"] == statement.when.anchor
    evidence = [
        (anchor.source, anchor.start, anchor.end)
        for statement in dataset.statements
        for anchor in statement.evidence
    ]
    assert evidence == [
        (row["source"], row["start"], row["end"]) for row in rows["statements_evidence"]
    ]


def test_frictionless_sees_a_broken_reference() -> None:
    """The foreign keys are declared, and frictionless reports a broken one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import validate
    with tempfile.TemporaryDirectory() as folder:
        for name, data in FILES.items():
            Path(folder, name).write_bytes(data)
        path = Path(folder, "statements_evidence.csv")
        path.write_bytes(path.read_bytes().replace(b"kremlin-announces", b"gremlin"))
        report = validate(f"{folder}/datapackage.json")
        (kind,) = {kind for (kind,) in report.flatten(["type"])}
        assert kind == "foreign-key"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "'"])
def test_cells_that_look_like_formulas_are_guarded(start: str) -> None:
    """A guarded cell starts with an apostrophe, which the reader removes."""
    dataset = named(f"{start}1")
    guarded = unpacked(dumps(dataset, spreadsheet_safe=True))
    assert table(guarded, "states")[-1]["name"] == f"'{start}1"
    assert json.loads(guarded["datapackage.json"])["spreadsheet_safe"] is True
    assert table(unpacked(dumps(dataset)), "states")[-1]["name"] == f"{start}1"


@given(datasets())
@settings(max_examples=10)
@example(named("=1"))
def test_no_guarded_cell_is_a_formula(dataset: Dataset) -> None:
    """No cell of a safe package starts the way a formula does."""
    for name, data in unpacked(dumps(dataset, spreadsheet_safe=True)).items():
        if name.endswith(".csv"):
            for row in csv.reader(StringIO(data.decode(), newline="")):
                assert not any(cell[:1] in set("=+-@\t\r\n") for cell in row if cell)


def test_the_order_of_rows_and_columns_is_free() -> None:
    """Sorting a table in a spreadsheet changes nothing: positions give the order."""
    files = dict(FILES)
    for name in FILES:
        if name.endswith(".csv"):
            head, *rows = csv.reader(StringIO(FILES[name].decode(), newline=""))
            order = range(len(head) - 1, -1, -1)
            text = StringIO(newline="")
            csv.writer(text, lineterminator="\n").writerows(
                [row[index] for index in order] for row in [head, *reversed(rows)]
            )
            files[name] = text.getvalue().encode()
    assert unstructure(loads(packed(files))) == unstructure(ARTICLE)


def swapped(name: str, old: str, new: str, files: Files = FILES) -> Files:
    """Return the files after one text in one of them was replaced once."""
    data = files[name].decode()
    assert old in data
    return {**files, name: data.replace(old, new, 1).encode()}


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        (
            swapped("states.csv", "position,id", "place,id"),
            (
                "line 1, states.csv:place: unknown column\n"
                "  line 1, states.csv:position: missing column"
            ),
        ),
        (
            swapped("states.csv", "name,aliases", "name,name"),
            (
                "line 1, states.csv:aliases: missing column\n"
                "  line 1, states.csv:name: column repeated"
            ),
        ),
        (
            swapped("states.csv", "Russia,", "Russia,,"),
            "line 2, states.csv: expected 7 cells, got 8",
        ),
        (
            swapped("states.csv", "\r\n", "\r\n\r\n"),
            "line 2, states.csv: expected 7 cells, got 0",
        ),
        ({**FILES, "states.csv": b""}, "states.csv: ends in the middle of a line"),
        (
            {**FILES, "states.csv": FILES["states.csv"][:-2]},
            "states.csv: ends in the middle of a line",
        ),
        ({**FILES, "states.csv": b"\n"}, "line 1, states.csv:id: missing column"),
        (
            {**FILES, "states.csv": FILES["states.csv"].replace(b"China", b"\xff", 1)},
            "line 3, states.csv: not UTF-8: invalid start byte at byte",
        ),
        (
            swapped("states.csv", "Russia,", '"Russia"x,'),
            "line 2, states.csv: not CSV: ',' expected after '\"'",
        ),
        (
            {**FILES, "states.csv": b'"position"x\r\n'},
            "line 1, states.csv: not CSV:",
        ),
        (
            swapped("states.csv", "Russia,", '"Russia,'),
            "line 2, states.csv: not CSV:",
        ),
        (
            swapped("states.csv", ",Q159,", ",159,"),
            "line 2, states.csv:wikidata (russia): must be a Wikidata",
        ),
        (
            swapped("states.csv", ",russia,", ",,"),
            "line 2, states.csv:id: missing",
        ),
        (
            swapped("states.csv", "3,russia", "03,russia"),
            "line 2, states.csv:position (russia): expected an integer, got '03'",
        ),
        (
            swapped("states.csv", "3,russia", "03,"),
            "line 2, states.csv:position: expected an integer, got '03'",
        ),
        (
            swapped("states.csv", "3,russia", "4,russia"),
            (
                "line 3, states.csv:position (china): 4 is already used by states.csv, "
                "line 2"
            ),
        ),
        (
            swapped("persons.csv", "0,xi-jinping", "99,xi-jinping"),
            "line 3, persons.csv:position (vladimir-putin): position 0 is missing",
        ),
        (
            swapped("persons_roles.csv", "xi-jinping", "xi"),
            "line 2, persons_roles.csv:person: 'xi' is not in any matching row",
        ),
        (
            swapped("allegations_responses_evidence.csv", ",0,0,", ",7,0,"),
            "'7' is not in any matching row of allegations_responses.csv",
        ),
        (
            swapped("statements_evidence.csv", ",0,185,", ",0,+185,"),
            (
                "line 2, statements_evidence.csv:end (kremlin-announces-visit): "
                "expected int, got '+185'"
            ),
        ),
        (
            swapped("statements_evidence.csv", ",0,185,", f",0,{'9' * 5000},"),
            (
                "line 2, statements_evidence.csv:end (kremlin-announces-visit): "
                "expected int, got '999"
            ),
        ),
        (
            swapped("statements_evidence.csv", ",0,185,", ",0,9999,"),
            (
                "line 2, statements_evidence.csv:end (kremlin-announces-visit): 9999 "
                "is past the end"
            ),
        ),
        (
            swapped("visits.csv", '"[""xi-jinping""]"', "xi-jinping"),
            (
                "visits.csv:visitors (xi-visits-moscow): expected an array, got "
                "'xi-jinping', which is not valid JSON"
            ),
        ),
        (
            swapped("visits.csv", '"[""xi-jinping""]"', "[" * 100_000),
            "which is not valid JSON",
        ),
        (
            swapped("visits.csv", '"[""xi-jinping""]"', "[5]"),
            "line 2, visits.csv:visitors[0] (xi-visits-moscow): expected str, got 5",
        ),
        (
            swapped("visits.csv", '"[""xi-jinping""]"', '"[""xi""]"'),
            "line 2, visits.csv:visitors[0] (xi-visits-moscow): expected an id of",
        ),
        (
            swapped("visits.csv", "2023-03-20/2023-03-22", "2023-13"),
            (
                "line 2, visits.csv:when (xi-visits-moscow): cannot be read as EDTF: "
                "month 13"
            ),
        ),
        (
            swapped("visits.csv", ',2023-03-17,"Xi', ',20230317,"Xi'),
            "line 2, visits.csv:when_anchor (xi-visits-moscow): expected a date as",
        ),
        (
            swapped("visits.csv", "confirmed", "Confirmed"),
            "line 2, visits.csv:status (xi-visits-moscow): expected one of",
        ),
        (
            swapped("visits.csv", "video call", "video call ", SAFE),
            "visits.csv:invitation_channel (xi-visits-moscow): must be",
        ),
        (
            swapped("states.csv", "Russia,", "'Russia,", SAFE),
            "line 2, states.csv:name (russia): an apostrophe at the start that",
        ),
        ({**FILES, "notes.txt": b""}, "'notes.txt': unknown file"),
        ({**FILES, "../states.csv": b""}, "'../states.csv': unknown file"),
        ({**FILES, "/etc/passwd": b""}, "'/etc/passwd': unknown file"),
        ({**FILES, "states/": b""}, "'states/': unknown file"),
        ({**FILES, "a/states.csv": b""}, "'a/states.csv': unknown file"),
        ({**FILES, "./states.csv": b""}, "states.csv: occurs twice"),
        ({**FILES, ".\\states.csv": b""}, "states.csv: occurs twice"),
        ({f"../{name}": data for name, data in FILES.items()}, "'../states.csv': unkn"),
        ({f"..\\{name}": data for name, data in FILES.items()}, "'../states.csv': unk"),
        ({f"/{name}": data for name, data in FILES.items()}, "'/states.csv': unknown"),
        ({f"C:\\{name}": data for name, data in FILES.items()}, "'C:/states.csv': unk"),
        ({f"a/b/{name}": data for name, data in FILES.items()}, "'b/states.csv': unkn"),
        ({".DS_Store": b""}, "datapackage.json: missing"),
        (
            {name: data for name, data in FILES.items() if name != "states.csv"},
            "states.csv: missing",
        ),
        ({**FILES, "datapackage.json": b"{"}, "datapackage.json: not JSON"),
        ({**FILES, "datapackage.json": b"\xff"}, "datapackage.json: not JSON"),
        ({**FILES, "datapackage.json": b"[" * 100_000}, "datapackage.json: not JSON"),
        ({**FILES, "datapackage.json": b"[]"}, "expected an object, got []"),
        (
            swapped("datapackage.json", "{", '{"title": "x",'),
            "datapackage.json: not JSON: an object repeats a key",
        ),
        (
            swapped("datapackage.json", '"schema_version": 1', '"schema_version": NaN'),
            "NaN, which JSON does not have",
        ),
        (
            swapped("datapackage.json", '"schema_version": 1', '"schema_version": 2'),
            "datapackage.json:$.schema_version: expected a version up to 1, got 2",
        ),
        (
            swapped("datapackage.json", '"version": "1.1.0"', '"version": 1'),
            "datapackage.json:$.version: expected str, got 1",
        ),
        (
            swapped("datapackage.json", '"path": "states.csv"', '"path": "x.csv"'),
            "datapackage.json:$.resources[3].path: expected 'states.csv', got 'x.csv'",
        ),
        (
            swapped("datapackage.json", '"required": true', '"required": 1'),
            "constraints.required: expected True, got 1",
        ),
        (
            swapped("datapackage.json", '"encoding"', '"coding"'),
            (
                "datapackage.json:$.resources[0].encoding: missing\n"
                "  datapackage.json:$.resources[0]['coding']: unknown key"
            ),
        ),
        (
            swapped("datapackage.json", '"spreadsheet_safe": false', '"x": false'),
            "datapackage.json:$.spreadsheet_safe: missing",
        ),
        (
            swapped(
                "datapackage.json", '"spreadsheet_safe": false', '"spreadsheet_safe": 0'
            ),
            "datapackage.json:$.spreadsheet_safe: expected False, got 0",
        ),
    ],
)
def test_each_fault_is_named(files: Files, fault: str) -> None:
    """An error names the file, line and column."""
    assert fault in str(refused(files))


def test_all_faults_are_listed() -> None:
    """One error lists the faults of every table."""
    files = swapped("states.csv", "Russia,", "Russia,,")
    files = swapped("visits.csv", "position,", "spot,", files)
    found = [fault.path for fault in refused(files).faults]
    assert found == ["states.csv", "visits.csv:spot", "visits.csv:position"]


def test_a_gap_between_positions_is_one_fault() -> None:
    """The rows behind it are not at fault as well."""
    files = swapped("persons.csv", "0,xi-jinping", "99,xi-jinping")
    (fault,) = refused(files).faults
    assert "position 0 is missing" in fault.problem


def redescribed(edit: Callable[[dict[str, Any]], object]) -> Files:
    """Return the files after an edit of the descriptor."""
    values = json.loads(FILES["datapackage.json"])
    edit(values)
    return {**FILES, "datapackage.json": json.dumps(values).encode()}


def backwards(value: Any) -> Any:
    """Return a value with the keys of all objects in reverse order."""
    if isinstance(value, dict):
        return {key: backwards(value[key]) for key in reversed(value)}
    return [backwards(item) for item in value] if isinstance(value, list) else value


def test_the_order_of_keys_in_the_descriptor_is_free() -> None:
    """Other programs may write it again in their own order."""
    found = backwards(json.loads(FILES["datapackage.json"]))
    files = {**FILES, "datapackage.json": json.dumps(found).encode()}
    assert loads(packed(files)) == ARTICLE


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (
            lambda values: values["resources"][0].update(schema="x"),
            r"resources\[0\].schema: expected \{.*, got 'x'",
        ),
        (
            lambda values: values["resources"][0].update(encoding={}),
            r"resources\[0\].encoding: expected 'utf-8', got \{\}",
        ),
        (
            lambda values: values["resources"][2]["schema"]["primaryKey"].pop(),
            r"resources\[2\].schema.primaryKey: expected \['person', 'position'\]",
        ),
        (
            lambda values: values.update({f"x{n}": n for n in range(101)}),
            "only the first 100 faults are listed",
        ),
    ],
)
def test_the_descriptor_is_checked(
    edit: Callable[[dict[str, Any]], object], problem: str
) -> None:
    """Values of other types, shorter keys of a table and many faults are reported."""
    with pytest.raises(FormatError, match=problem):
        loads(packed(redescribed(edit)))


def test_a_table_that_is_cut_off_is_refused() -> None:
    """Each table must have as many rows as the descriptor states, if it states them."""
    cut = FILES["statements_evidence.csv"].rsplit(b"\r\n", 2)[0] + b"\r\n"
    for name, data in FILES.items():
        lines = data.split(b"\r\n")
        if name.endswith(".csv") and len(lines) > 2:
            refused({**FILES, name: b"\r\n".join([*lines[:-2], b""])})
    quotes = FILES["persons_roles.csv"].rsplit(b"\r\n", 2)[0] + b"\r\n"
    (fault,) = refused({**FILES, "persons_roles.csv": quotes}).faults
    assert str(fault) == (
        "persons_roles.csv: expected 3 rows, as datapackage.json says, found 2"
    )
    described = json.loads(FILES["datapackage.json"])
    for said in (True, "3", 4, 3.0):
        described["resources"][2]["rows"] = said
        changed = {**FILES, "datapackage.json": json.dumps(described).encode()}
        (fault,) = refused(changed).faults
        assert f"persons_roles.csv: expected {said!r} rows, as" in str(fault)
        assert str(fault).endswith(" found 3")
    for resource in described["resources"]:
        del resource["rows"]
    free = {**FILES, "datapackage.json": json.dumps(described).encode()}
    assert loads(packed(free)) == ARTICLE
    kept = loads(packed({**free, "persons_roles.csv": quotes}))
    assert kept.actors["yury-ushakov"] != ARTICLE.actors["yury-ushakov"]
    with pytest.raises(
        FormatError, match=r"statements_evidence.csv: expected \d+ rows"
    ):
        loads(packed({**FILES, "statements_evidence.csv": cut}))
    described["resources"] = 5
    refused({**FILES, "datapackage.json": json.dumps(described).encode()})


def test_a_table_without_a_description_is_refused() -> None:
    """Its columns may be those of a later version, so it is not read, nor ignored."""
    described = json.loads(FILES["datapackage.json"])
    resources = [one for one in described["resources"] if one["name"] != "states"]
    data = json.dumps(described | {"resources": resources}).encode()
    (fault,) = refused({**FILES, "datapackage.json": data}).faults
    assert str(fault) == "states.csv: not a table that datapackage.json names"


def test_numbers_have_one_form() -> None:
    """Other forms, which Python reads as numbers, are refused with their place."""
    coding = Coding(coder="a", how="machine", confidence=0.125)
    first = attrs.evolve(ARTICLE.statements[0], codings=[coding])
    files = unpacked(dumps(attrs.evolve(ARTICLE, records=[first])))
    name = "statements_codings.csv"

    def having(cell: str) -> Files:
        return {**files, name: files[name].replace(b"0.125", cell.encode())}

    for cell in ("1", "0.5", "5e-1", "1E-05"):
        again = loads(packed(having(cell))).statements[0].codings[0]
        assert again.confidence == float(cell)
    for cell in ("nan", "inf", "1_0", " 1", ".5", "1.", "x"):
        (fault,) = refused(having(cell)).faults
        assert fault.path == f"{name}:confidence"
        assert fault.problem == f"expected a number, got {cell!r}"


def test_no_more_faults_are_listed_than_are_read() -> None:
    """An error lists the first hundred faults, and says that there are more."""
    many = named(*(f"name {number}" for number in range(200)))
    files = unpacked(dumps(many))
    files["states.csv"] = files["states.csv"].replace(b"name ", b" ")
    error = refused(files)
    assert len(error.faults) == 100
    assert "only the first 100 faults are listed" in str(error)


def test_line_breaks_in_cells_count_as_lines() -> None:
    """A row's line is where it starts, even after cells with line breaks."""
    first, second = ARTICLE.statements[:2]
    when = Period.from_edtf("2023-03-17", phrase="this\nvery\nFriday")
    rest = [record for record in ARTICLE.records if record.id != first.id]
    records = [attrs.evolve(first, when=when), *rest]
    files = unpacked(dumps(attrs.evolve(ARTICLE, records=records)))
    row = f",{second.id},"
    files = swapped(
        "statements.csv", f"{row}{second.when.edtf}", f"{row}2023-13", files
    )
    lines = files["statements.csv"].decode().split("\n")
    (line,) = (number for number, text in enumerate(lines, 1) if row in text)
    (fault,) = refused(files).faults
    assert (line, fault.line) == (5, 5)


def test_a_default_of_a_vocabulary_is_spelled_out() -> None:
    """An analyst sees that a level is unspecified, without knowing the default."""
    visits = [attrs.evolve(ARTICLE.visits.one(), level=VisitLevel.UNSPECIFIED)]
    rest = [record for record in ARTICLE.records if record.id != visits[0].id]
    dataset = attrs.evolve(ARTICLE, records=[*rest, *visits])
    (visit,) = table(unpacked(dumps(dataset)), "visits")
    assert visit["level"] == "unspecified"


def test_a_fault_of_the_whole_keeps_its_place() -> None:
    """A fault outside any row is reported by its JSON path."""
    files = swapped("states.csv", ",russia,", ",xi-jinping,")
    assert "id 'xi-jinping' is already used by $.actors[0]" in str(refused(files))
    fault = Fault("$.title", "of the whole")
    assert tuple(locate_faults([fault], {})) == (fault,)


def test_an_empty_cell_is_a_missing_value() -> None:
    """An empty cell takes the default; an empty text in a list is refused."""
    files = swapped("visits.csv", "video call", '""')
    assert loads(packed(files)).visits.one().invitation.channel is None  # type: ignore[union-attr]  # there is an invitation
    files = swapped("visits.csv", ",state,confirmed,", ",,confirmed,")
    assert loads(packed(files)).visits.one().level == "unspecified"
    files = swapped("visits.csv", '"[""xi-jinping""]"', '"[""""]"')
    assert "visitors" in str(refused(files))


def repeated() -> bytes:
    """Return an archive that contains one file twice."""
    data = BytesIO()
    with ZipFile(data, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, content in [*FILES.items(), *FILES.items()]:
            archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "not a readable zip archive"),
        (dumps(ARTICLE)[:-30], "not a readable zip archive"),
        (
            packed(FILES).replace(b"\x4b\x01\x02", b"\x4b\x01\x03"),
            "not a readable zip archive",
        ),
        (repeated(), "states.csv: occurs twice"),
        ("text", "expected the bytes of a zip archive, got text"),
    ],
)
def test_broken_archives_are_refused(data: bytes | str, problem: str) -> None:
    """Broken and ambiguous archives are refused."""
    with pytest.raises(FormatError, match=problem):
        loads(data)


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    """The size is checked during unpacking, against a limit that can be raised."""
    data = dumps(ARTICLE)
    size = sum(map(len, FILES.values()))
    (tmp_path / "a.zip").write_bytes(data)
    assert read(tmp_path / "a.zip", unpacked_limit=size) == ARTICLE
    with pytest.raises(FormatError, match=f"unpacks to more than {size - 1} bytes"):
        read(tmp_path / "a.zip", unpacked_limit=size - 1)


def test_an_archive_of_blank_lines_is_refused_at_once() -> None:
    """A few bytes can unpack to very many rows: reading stops after enough faults."""
    blank = {**FILES, "visits.csv": FILES["visits.csv"] + b"\r\n" * 2**22}
    with pytest.raises(
        FormatError, match="only the first 100 faults are listed"
    ) as caught:
        loads(packed(blank))
    assert len(caught.value.faults) == 100
    bomb = {**FILES, "visits.csv": b"\r\n" * 2**24}
    with pytest.raises(FormatError, match="unpacks to more than 16777216 bytes"):
        loads(packed(bomb))


def test_very_many_unknown_files_are_not_all_listed() -> None:
    """An error lists only some unknown files: names in an archive cost nothing."""
    strange = {**FILES, **{f"x{number}.csv": b"" for number in range(101)}}
    with pytest.raises(FormatError, match="only the first 100 faults") as caught:
        loads(packed(strange))
    assert len(caught.value.faults) == 100


@given(st.binary())
def test_any_bytes_are_refused(data: bytes) -> None:
    """Bytes that are not an archive raise our error."""
    with pytest.raises(FormatError):
        loads(data)


@given(st.data())
def test_any_change_of_bytes_is_loaded_or_refused(data: st.DataObject) -> None:
    """A package with a few changed bytes is read, or refused with our error."""
    files = dict(data.draw(st.sampled_from([FILES, SAFE])))
    if data.draw(st.booleans()):
        name = data.draw(st.sampled_from(sorted(files)))
        content, change = files[name], data.draw(st.binary(max_size=6))
        at = data.draw(st.integers(0, len(content)))
        files[name] = (
            content[:at] + change + content[at + data.draw(st.integers(0, 6)) :]
        )
        archive = packed(files)
    else:
        content = packed(files)
        at = data.draw(st.integers(0, len(content) - 1))
        archive = content[:at] + data.draw(st.binary(min_size=1, max_size=4))
        archive += content[len(archive) :]
    try:
        dataset = loads(archive)
    except DiplomacyEventsError:
        return
    assert unstructure(loads(dumps(dataset))) == unstructure(dataset)


@given(st.data())
def test_any_cell_is_loaded_or_refused(data: st.DataObject) -> None:
    """A cell may contain any text: it is read exactly, or refused with its line."""
    name = data.draw(st.sampled_from(sorted(set(FILES) - {"datapackage.json"})))
    rows = list(csv.reader(StringIO(FILES[name].decode(), newline="")))
    row = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, len(rows[0]) - 1))
    others = st.sampled_from(["", "0", "null", "[]", "true", rows[-1][column]])
    rows[row][column] = data.draw(others | st.text(st.characters(codec="utf-8")))
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    try:
        dataset = loads(packed({**FILES, name: text.getvalue().encode()}))
    except FormatError as error:
        assert error.faults  # noqa: PT017  # a valid cell may be drawn too
        return
    assert unstructure(loads(dumps(dataset))) == unstructure(dataset)


def test_an_interrupt_of_packing_stays_an_interrupt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An archive that is left halfway through an entry does not complain instead."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(zlib, "compressobj", interrupt)
    with pytest.raises(KeyboardInterrupt):
        dumps(ARTICLE)
    gc.collect()  # warns of a faulty finalizer


def test_a_folder_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """The new tables replace the old ones, and no other file is left next to them."""
    path = tmp_path / "data"
    write_path(Dataset(), path, spreadsheet_safe=True)
    assert read_path(path) == Dataset()
    write_path(ARTICLE, path)
    assert unstructure(read_path(path)) == unstructure(ARTICLE)
    assert {file.name: file.read_bytes() for file in path.iterdir()} == FILES
    assert os.listdir(tmp_path) == ["data"]


def test_an_archive_is_written_by_its_suffix(tmp_path: Path) -> None:
    """A path that ends in .zip becomes an archive, with the same bytes every time."""
    path = tmp_path / "article.csv.zip"
    write_path(ARTICLE, path, spreadsheet_safe=True)
    assert path.read_bytes() == dumps(ARTICLE, spreadsheet_safe=True)
    assert unstructure(read_path(path)) == unstructure(ARTICLE)


def test_a_folder_of_other_files_is_not_replaced(tmp_path: Path) -> None:
    """A folder that is not a data package is neither replaced nor read."""
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(FormatError, match=r"cannot be replaced\n  .*thesis.tex"):
        write_path(ARTICLE, tmp_path)
    assert os.listdir(tmp_path) == ["thesis.tex"]
    with pytest.raises(FormatError, match="unknown file"):
        read_path(tmp_path)


NOISE = (".DS_Store", "._states.csv", "Thumbs.db", "desktop.ini", "__MACOSX/._x")


def test_system_files_are_not_read(tmp_path: Path) -> None:
    """System files in a folder are ignored, and survive when it is written again."""
    path = tmp_path / "data"
    write_path(Dataset(), path)
    (path / "__MACOSX").mkdir()
    for name in NOISE:
        (path / name).write_text("x")
    assert read_path(path) == Dataset()
    write_path(ARTICLE, path)
    assert read_path(path) == ARTICLE
    assert [(path / name).read_text() for name in NOISE] == ["x"] * len(NOISE)


@pytest.mark.parametrize(
    "top", ["", "article/", "article\\", "./", "./article/", "ä b/"]
)
def test_archives_are_read_as_people_make_them(top: str) -> None:
    """An archive may have a top folder, backslashes, and files that systems add."""
    made = {top: b"", **{f"{top}{name}": data for name, data in FILES.items()}}
    noise = {f"{top}{name}": b"x" for name in (*NOISE, ".git/config", "~$states.csv")}
    mac = {"__MACOSX/": b"", f"__MACOSX/{top}._states.csv": b"x", ".DS_Store": b"x"}
    made = {name: data for name, data in (made | noise | mac).items() if name}
    assert loads(packed(made)) == ARTICLE


@pytest.mark.parametrize("name", [".~lock.states.csv#", ".gitignore"])
def test_hidden_files_are_not_read(tmp_path: Path, name: str) -> None:
    """Hidden files are ignored, but a folder with them is not replaced unless asked."""
    path = tmp_path / "data"
    write_path(ARTICLE, path)
    (path / name).write_text("x")
    assert read_path(path) == ARTICLE
    with pytest.raises(FormatError, match=f"{re.escape(ascii(name))}.: unknown file"):
        write_path(Dataset(), path)
    assert read_path(path) == ARTICLE


def as_excel(data: bytes, delimiter: str = ",") -> bytes:
    """Return a table the way Excel saves it."""
    rows = csv.reader(StringIO(data.decode(), newline=""))
    text = StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def test_tables_are_read_as_excel_saves_them() -> None:
    """A byte order mark is not read as part of the first column's name."""
    for files in (FILES, SAFE):
        tables = {name: as_excel(data) for name, data in files.items() if "csv" in name}
        assert loads(packed({**files, **tables})) == ARTICLE


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda data: as_excel(data, ";"),
            "line 1, states.csv: its cells are separated by semicolons (';'); save it",
        ),
        (
            lambda data: as_excel(data, "\t"),
            "line 1, states.csv: its cells are separated by tabs ('\\t'); save it with",
        ),
        (
            lambda data: as_excel(data, "|")[3:],
            "line 1, states.csv: its cells are separated by vertical bars ('|'); save",
        ),
        (
            lambda data: b'"position";"id"\r\n"0";"x"\r\n' + data,
            "line 1, states.csv: its cells are separated by semicolons (';')",
        ),
        (
            lambda data: b"sep=;\r\n" + as_excel(data, ";"),
            "line 1, states.csv: begins with the line 'sep=;', which only Excel",
        ),
        (
            lambda data: b"sep=,\r\n" + data,
            "line 1, states.csv: begins with the line 'sep=,', which only Excel",
        ),
        (
            lambda data: data.decode().replace(",", "\t").encode("utf-16"),
            "line 1, states.csv: in UTF-16; save it as UTF-8 ('CSV UTF-8' in",
        ),
        (
            lambda data: as_excel(data).replace(b"China", b"Chin\xe4"),
            "line 3, states.csv: not UTF-8: invalid continuation byte at byte 112;",
        ),
        (
            lambda data: as_excel(data).rstrip(),
            "states.csv: ends in the middle of a line",
        ),
    ],
)
def test_other_forms_of_a_table_are_refused_by_name(change: Any, message: str) -> None:
    """Each unsupported form gives one fault, which says what to do."""
    (fault,) = refused({**FILES, "states.csv": change(FILES["states.csv"])}).faults
    assert str(fault).startswith(message)


def test_one_known_column_is_no_other_form() -> None:
    """The other columns are missing; no separator was in their place."""
    problems = {
        one.problem for one in refused(FILES | {"states.csv": b"id\r\n"}).faults
    }
    assert problems == {"missing column"}
    (first, *_) = refused(FILES | {"states.csv": b"x;y\r\n"}).faults
    assert str(first) == "line 1, states.csv:x;y: unknown column"


@pytest.mark.parametrize(
    ("licence", "named"),
    [("CC0-1.0", [{"name": "CC0-1.0"}]), ("CC0-1.0 OR MIT", None), (None, None)],
)
def test_a_licence_is_named_if_it_is_one_identifier(
    licence: str | None, named: object
) -> None:
    """A data package has no place for an expression of several."""
    data = unpacked(dumps(Dataset(licence=licence)))["datapackage.json"]
    assert json.loads(data).get("licenses") == named


def test_csv_beyond_the_rfc_is_read() -> None:
    """A quote in an unquoted cell is literal; any line break ends a row."""
    again = loads(packed(swapped("states.csv", "Russia,", 'Rus"sia,')))
    assert again.actors["russia"].name == 'Rus"sia'
    for end in (b"\n", b"\r"):
        table = FILES["states.csv"].replace(b"\r\n", end)
        assert loads(packed({**FILES, "states.csv": table})) == ARTICLE


@pytest.mark.parametrize("kind", [ZIP_BZIP2, ZIP_LZMA])
def test_only_stored_and_deflated_entries_are_unpacked(kind: int) -> None:
    """Other compression methods, which cannot be unpacked in pieces, are refused."""
    with pytest.raises(FormatError, match=r"datapackage\.json: neither stored"):
        loads(packed(FILES, kind))
    assert loads(packed(FILES, ZIP_STORED)) == ARTICLE


def test_a_false_size_is_not_believed() -> None:
    """A table that understates its size takes no more memory than it states."""
    data = bytearray(packed({**FILES, "states.csv": bytes(50_000_000)}))
    entry = data.rindex(b"states.csv") - 46
    assert data[entry : entry + 4] == b"PK\x01\x02"
    data[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    tracemalloc.start()
    with pytest.raises(FormatError, match="not a readable zip archive: Bad CRC"):
        loads(bytes(data))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_folder_that_cannot_be_filled_is_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If writing fails halfway, the old tables stay and nothing else is left."""
    path = tmp_path / "data"
    write_path(ARTICLE, path)

    def full(file: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device", file, len(data))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        write_path(Dataset(), path)
    assert {file.name: file.read_bytes() for file in path.iterdir()} == FILES
    assert os.listdir(tmp_path) == ["data"]


def test_the_format_declares_its_abilities() -> None:
    """The format is lossless, writes a folder or an archive, and leaves nothing out."""
    assert (FORMAT.name, FORMAT.suffixes) == ("csv", (".csv.zip", ".zip"))
    assert (FORMAT.lossless, FORMAT.omitted(ARTICLE)) == (True, ())


def test_the_files_of_an_archive_can_be_read_by_their_owner_and_others() -> None:
    """Archives do not record the file permissions and times of the machine."""
    with ZipFile(BytesIO(dumps(ARTICLE))) as archive:
        for entry in archive.infolist():
            assert entry.external_attr >> 16 == 0o644
            assert entry.create_system == 3  # Only Unix has these permissions.
            assert entry.compress_type == ZIP_DEFLATED
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
