"""JSON Lines: lossless, strict, streamed, and fast without being lax."""

import gc
import gzip
import json
import re
import sys
import time
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
import zstandard
from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events import (
    Dataset,
    DiplomacyEventsError,
    Fault,
    FormatError,
    Period,
    Source,
    State,
    dumps,
    iter_records,
    load_article,
    loads,
    read,
    write,
)
from diplomacy_events.formats import compression
from diplomacy_events.formats.converter import FaultyError, Member, structure
from diplomacy_events.formats.json import bulk, jsonl
from diplomacy_events.formats.strict_json import NotJsonError, parse
from diplomacy_events.strategies import datasets

ARTICLE = load_article()
LINES = dumps(ARTICLE, "jsonl").encode().split(b"\n")[:-1]
STATEMENT = next(
    i for i, line in enumerate(LINES) if b'"id":"kremlin-announces-visit"' in line
)


def told(dataset: Dataset) -> list[Any]:
    """Return everything in a dataset, including what equality ignores."""
    found: list[Any] = json.loads(dumps(dataset)).get("records", [])
    return found


@given(datasets())
@example(Dataset())
@example(ARTICLE)
def test_a_written_dataset_reads_back_equal(dataset: Dataset) -> None:
    """A dataset comes back equal, phrases included, and is written the same again."""
    text = dumps(dataset, "jsonl")
    again = loads(text, "jsonl")
    assert again == dataset == loads(text.encode(), "jsonl")
    assert told(again) == told(dataset)
    assert dumps(again, "jsonl") == text
    # An oracle that shares no code with the writer: the values of the JSON format.
    document = json.loads(dumps(dataset))
    header, *rest = (json.loads(line) for line in text.split("\n")[:-1])
    assert header.pop("type") == "Dataset"
    assert header.pop("lines") == len(rest)
    tagged = [{"type": "Source", **source} for source in document.pop("sources", [])]
    assert rest == [*tagged, *document.pop("actors", []), *document.pop("records", [])]
    assert header == document
    assert [list(line) for line in rest][: len(tagged)] == [list(t) for t in tagged]


def slow(line: bytes) -> Any:
    """Return what the diagnosing reader reads from a line, or `None`."""
    try:
        return structure(parse(line), Member)
    except (NotJsonError, FaultyError):
        return None


def shown(item: Any) -> str:
    """Return everything in an object, phrases included."""
    return f"{type(item)} {item!r}"


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(
        ["2023-03-17", "20230317", "2023?", "x-y", "X", " a", "a\nb", ""]
    ),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(datasets(), st.data())
def test_both_ways_agree_on_changed_values(dataset: Dataset, data: Any) -> None:
    """The fast and the diagnosing reader agree on any value in any place."""
    lines = dumps(dataset, "jsonl").split("\n")[1:-1]
    value = json.loads(data.draw(st.sampled_from(lines)))
    place = value
    key: Any = data.draw(st.sampled_from(sorted(value)))
    while isinstance(place[key], (dict, list)) and place[key]:
        if not data.draw(st.integers(0, 3)):
            break
        place = place[key]
        keys = sorted(place) if isinstance(place, dict) else range(len(place))
        key = data.draw(st.sampled_from(keys))
    match data.draw(st.sampled_from(["set", "drop", "add", "copy"])):
        case "set":
            place[key] = data.draw(json_values)
        case "drop":
            del place[key]
        case "add" if isinstance(place, dict):
            place[data.draw(st.text())] = data.draw(json_values)
        case "copy" if isinstance(place, list):
            place.append(place[key])
        case _:
            pass
    compact = data.draw(st.booleans())
    separators = (",", ":") if compact else (", ", ": ")
    line = json.dumps(value, ensure_ascii=compact, separators=separators)
    if not line.isascii() and any("\ud800" <= char <= "\udfff" for char in line):
        return
    agree(line.encode())


def agree(line: bytes) -> None:
    """Check that the diagnosing reader reads the same as the fast one."""
    fast, diagnosed = bulk.decode([line]), slow(line)
    if fast is not None:
        assert [shown(item) for item in fast] == [shown(diagnosed)]


@given(st.data())
def test_both_ways_agree_on_changed_bytes(data: Any) -> None:
    """The fast and the diagnosing reader agree on any change to the bytes of a line."""
    line = bytearray(data.draw(st.sampled_from(LINES[1:])))
    pieces = st.sampled_from(
        [
            b'"',
            b"\\",
            b"{",
            b"}",
            b",",
            b":",
            b" :",
            b'"x":1,',
            b'"id":"a",',
            b"\t",
            b"",
        ]
    )
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(line)))
        stop = min(len(line), start + data.draw(st.integers(0, 4)))
        line[start:stop] = data.draw(pieces | st.binary(max_size=3))
    agree(bytes(line).replace(b"\n", b" "))


def test_the_fast_way_is_taken() -> None:
    """Lines that this package wrote never need the diagnosing reader."""
    assert bulk.decode(LINES[1:]) == [
        *ARTICLE.sources,
        *ARTICLE.actors,
        *ARTICLE.records,
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"id":', b'"x":1,"id":'),
        (b'"id":', b'"x" :1,"id":'),
        (b'"id":', b'"x"\t:1,"id":'),
        (b'"id":', b'"x"\r:1,"id":'),
        (b'"id":', b'"x\\\\":1,"id":'),
        (b'"id":', b'"id":"a","id":'),
        (b'"type":"Statement",', b'"type":"Statement","type":"Statement",'),
        (b'"edtf":', b'"x":{"y":1},"edtf":'),
        (b'"edtf":', b'"edtf":"2023","edtf":'),
        (b'"when":', b'"topics":[],"when":'),
        (b'"when":', b'"\\u0077hen":{"edtf":"2023"},"when":'),
    ],
)
def test_no_key_is_skipped(old: bytes, new: bytes) -> None:
    """The fast reader never accepts unknown or repeated keys, wherever they are."""
    line = LINES[STATEMENT]
    assert old in line
    changed = line.replace(old, new, 1)
    assert bulk.decode([changed]) is None
    assert bulk.decode([line, changed]) is None


def test_a_line_of_one_object_is_checked_too() -> None:
    """Its repeated key is noticed, and spaces send no line to the slow reader."""
    plain = b'{"type": "State", "id": "land", "name": "Land"}'
    assert bulk.decode([plain]) == [State(id="land", name="Land")]
    assert bulk.decode([plain.replace(b'"id"', b'"id": "x", "id"')]) is None


def with_line(
    edit: Callable[[dict[str, Any]], object], *, at: int = STATEMENT
) -> bytes:
    """Return the article with one line changed."""
    value = json.loads(LINES[at])
    edit(value)
    lines = [*LINES[:at], json.dumps(value).encode(), *LINES[at + 1 :]]
    return b"\n".join(lines) + b"\n"


def refused(data: str | bytes) -> tuple[Fault, ...]:
    """Return the faults that reading the data reports."""
    with pytest.raises(FormatError) as caught:
        loads(data, "jsonl")
    return caught.value.faults


NUMBER = STATEMENT + 1
OWNER = f" ({json.loads(LINES[STATEMENT])['id']})"


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        (lambda v: v.update(x=1), f"$.x{OWNER}: unknown key"),
        (lambda v: v.update(gist=5), f"$.gist{OWNER}: expected str, got 5"),
        (lambda v: v.update(gist="a\u2028b"), f"$.gist{OWNER}: must be one line"),
        (
            lambda v: v["when"].update(edtf="2023-13"),
            f"$.when{OWNER}: cannot be read as EDTF",
        ),
        (lambda v: v["when"].update(edtf="2024/2023"), "a reversed interval"),
        (lambda v: v.update(speakers=["nobody"]), f"$.speakers[0]{OWNER}: expected an"),
        (
            lambda v: v["evidence"][0].update(end=2**63),
            f"$.evidence[0]{OWNER}: Evidenc",
        ),
        (lambda v: v["evidence"][0].update(end=2**70), f"$.evidence[0]{OWNER}: Evi"),
        (
            lambda v: v["evidence"][0].update(end=99_999),
            f"$.evidence[0].end{OWNER}: 99",
        ),
        (
            lambda v: v.update(type="Robot"),
            "expected an object whose type is Source or",
        ),
        (lambda v: v.update(gist="\ud800"), f"$.gist{OWNER}: must be text that UTF-8"),
        (
            lambda v: v.update(gist=float("nan")),
            "expected str, got NaN, which JSON does",
        ),
        (
            lambda v: v.update(id="putin-invites-xi"),
            "'putin-invites-xi' is already used",
        ),
    ],
)
def test_each_fault_has_its_line(edit: Callable[[Any], Any], fault: str) -> None:
    """A fault is reported with its line, its path and its owner."""
    shown = [str(found) for found in refused(with_line(edit))]
    assert any(fault in text for text in shown)
    lines = {found.line for found in refused(with_line(edit)) if fault in str(found)}
    assert len(lines) == 1


def test_all_faults_are_listed() -> None:
    """One error lists faults of rules, types, keys and references, with places."""

    def edit(value: dict[str, Any]) -> None:
        value.update(gist=" ", act="shout", x=1, speakers=["A", "a", "a"])

    lines = with_line(edit).split(b"\n")
    lines[-2] = lines[-2].replace(b'"mentions":["', b'"mentions":["nobody","')
    lines[3] = lines[3].replace(b'"name":', b'"nam":')
    error = refused(b"\n".join(lines))
    assert [(fault.line, fault.path) for fault in error] == [
        (4, "$.name"),
        (4, "$.nam"),
        (NUMBER, "$.gist"),
        (NUMBER, "$.speakers"),
        (NUMBER, "$.act"),
        (NUMBER, "$.x"),
    ] + [(fault.line, "$.mentions[0]") for fault in error[6:]]


def test_faults_do_not_cause_other_faults() -> None:
    """An object that refers to a faulty one is not itself at fault."""
    at = next(i for i, line in enumerate(LINES) if b'"id":"vladimir-putin"' in line)
    (fault,) = refused(with_line(lambda value: value.update(name=5), at=at))
    assert (fault.line, fault.path) == (at + 1, "$.name")
    (fault,) = refused(with_line(lambda value: value.update(id=5), at=at))
    assert fault.path == "$.id"
    three = [*LINES[:at], b"5", LINES[at].replace(b'"name"', b'"nam"'), b"{}"]
    error = refused(b"\n".join([*three, *LINES[at + 1 :]]))
    assert {fault.line for fault in error} == {1, at + 1, at + 2, at + 3}
    broken = [*LINES[:at], LINES[at][:-9], *LINES[at + 1 :]]
    (fault,) = refused(b"\n".join(broken))
    assert fault.line == at + 1
    assert "not JSON" in fault.problem


def test_deep_nesting_is_refused_everywhere(tmp_path: Path) -> None:
    """A deep value under an unknown key gives our error, with either reader."""
    deep = b'{"type":"State","id":"a","name":"b","zz":' + b"[" * 2000 + b"]" * 2000
    data = b'{"type":"Dataset","schema_version":1}\n' + deep + b"}"
    (fault,) = refused(data)
    assert (fault.line, "nested more than 64 levels deep" in fault.problem) == (2, True)
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    records = iter_records(path, on_error="collect")
    assert list(records) == []
    assert records.faults == [fault]


def test_a_fault_has_one_place() -> None:
    """The message gives the line of the file, and the column within that line."""
    (fault,) = refused(b"\n".join([*LINES[:2], b'{"type":"Source",}', *LINES[3:]]))
    assert fault.line == 3
    assert fault.problem.endswith("at column 18")


def test_faults_are_not_counted_past_where_reading_ends() -> None:
    """References to lines that were not read do not count as faults."""
    good = LINES[STATEMENT]
    lines = [b'{"type":"Dataset","schema_version":1}', *[good] * 2_000]
    lines += [b'{"type":"Source"}'] * 300 + LINES[1:]
    with pytest.raises(FormatError, match="only the first 100 faults are listed"):
        loads(b"\n".join(lines), "jsonl")


def test_no_more_faults_are_listed_than_are_read() -> None:
    """An error lists the first hundred faults, and says that there are more."""
    bad = [b'{"type":"Statement","id":"a"}'] * 5_000
    with pytest.raises(
        FormatError, match="only the first 100 faults are listed"
    ) as caught:
        loads(b"\n".join([b'{"type":"Dataset","schema_version":1}', *bad]), "jsonl")
    assert len(caught.value.faults) == 100


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "line 1, $: expected an object whose type"),
        (b"[]", "line 1, $: expected an object whose type"),
        (
            b'{"type":"State","schema_version":1}',
            "line 1, $: expected an object whose type",
        ),
        (b'{"type":"Dataset"}', "line 1, $.schema_version: expected a version"),
        (
            b'{"type":"Dataset","schema_version":2}',
            "$.schema_version: expected a version up to 1, got 2",
        ),
        (b'{"type":"Dataset","schema_version":1,"x":1}', "line 1, $.x: unknown key"),
        (b'{"type":"Dataset","schema_version":1,"lines":"1"}', "expected int, got '1'"),
        (b'{"type":"Dataset","schema_version":1,"lines":1}', "expected 1 lines after"),
        (b'{"type":"Dataset","schema_version":1}\n\n', "line 2, $: expected an object"),
        (b'{"type":"Dataset","schema_version":1}\n[]', "line 2, $: expected an object"),
        (
            b'{"type":"Dataset","schema_version":1}\n\xff',
            "line 2, $: expected an objec",
        ),
        (
            b'{"type":"Dataset","schema_version":1}\n' + b"[" * 70 + b"]" * 70,
            "levels deep",
        ),
        ("\ud800", "a lone surrogate"),
    ],
)
def test_broken_files_of_lines_are_refused(data: str | bytes, problem: str) -> None:
    """Broken, truncated and foreign files are refused, with the position."""
    assert problem in "\n".join(map(str, refused(data)))


@given(st.integers(0, len(LINES) - 1))
def test_a_file_that_is_cut_is_refused(keep: int) -> None:
    """The header gives the number of lines."""
    assert refused(b"\n".join(LINES[:keep]))


def test_lines_end_at_line_feeds_alone() -> None:
    """A text may contain other characters that Python treats as line ends."""
    period = Period(edtf="2023", phrase="a\u2028b\u2029c")
    records: list[Any] = list(ARTICLE.records)
    records = [attrs.evolve(record, when=period) for record in records]
    dataset = attrs.evolve(ARTICLE, records=records)
    text = dumps(dataset, "jsonl")
    assert "\u2028" in text
    assert told(loads(text, "jsonl")) == told(dataset)
    assert loads(text.replace("\n", "\r\n"), "jsonl") == dataset


def test_lines_may_come_in_any_order() -> None:
    """Only the header must come first; its number of lines may be missing."""
    header = LINES[0].replace(f'"lines":{len(LINES) - 1},'.encode(), b"")
    assert header != LINES[0]
    again = loads(b"\n".join([header, *reversed(LINES[1:])]), "jsonl")
    assert set(again.records) == set(ARTICLE.records)


@pytest.mark.parametrize("enabled", [True, False])
def test_the_garbage_collector_is_left_as_it_was(enabled: bool) -> None:
    """It is paused while reading or writing, and restored even after a failure."""
    try:
        (gc.enable if enabled else gc.disable)()
        loads(dumps(ARTICLE, "jsonl"), "jsonl")
        assert gc.isenabled() == enabled
        refused(b"")
        assert gc.isenabled() == enabled
    finally:
        gc.enable()


def test_periods_of_the_same_time_keep_their_words() -> None:
    """Equal periods are one object in memory only if their words are equal too."""
    words = [("May", "2023-05-01"), ("this month", "2023-05-01"), ("May", "2023-05-02")]
    lines: list[bytes] = []
    for phrase, anchor in words:
        when = {"edtf": "2023-05", "phrase": phrase, "anchor": anchor}
        line = {**json.loads(LINES[STATEMENT]), "when": when, "id": f"s-{len(lines)}"}
        lines.append(json.dumps(line).encode())
    found: list[Any] = bulk.decode(lines) or []
    assert [(r.when.phrase, str(r.when.anchor)) for r in found] == words


def test_deep_nesting_ahead_of_the_type_is_refused() -> None:
    """The fast reader searches all of an object for its type."""
    deep = b"[" * 20_000 + b"]" * 20_000
    line = b'{"zz":' + deep + b',"type":"State","id":"a","name":"b"}'
    assert bulk.decode([line]) is None


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_a_faulty_description_hides_no_other_fault(name: str) -> None:
    """It has no id, so no unknown id may be its own."""
    text = str(dumps(ARTICLE, name)).replace('"title"', '"tittle"', 1)
    text = re.sub(r'("speakers": ?\[\s*)"[^"]+"', r'\1"nobody"', text, count=1)
    with pytest.raises(FormatError) as caught:
        loads(text, name)
    (first, second) = caught.value.faults
    assert (first.path, second.path[-12:]) == ("$.tittle", ".speakers[0]")


@pytest.mark.parametrize("name", ["a.jsonl", "a.JSONL", "a.jsonl.gz", "a.jsonl.zst"])
def test_files_are_packed_by_their_names(tmp_path: Path, name: str) -> None:
    """The suffix decides; what is written is read, whole or streamed, and stable."""
    path = tmp_path / name
    assert write(ARTICLE, path) == ()
    first = path.read_bytes()
    assert read(path) == ARTICLE
    assert list(iter_records(path)) == list(ARTICLE.records)
    write(read(path), path)
    assert path.read_bytes() == first
    assert (first[:1] == b"{") == (name.lower() == "a.jsonl")


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst"])
def test_bad_archives_are_refused(tmp_path: Path, name: str) -> None:
    """Truncated, corrupt, empty and oversized archives are refused with our error."""
    path = tmp_path / name
    write(ARTICLE, path)
    whole = path.read_bytes()
    for data, problem in [
        (whole[:-3], "cut short"),
        (whole[: len(whole) // 2], "cut short"),
        (whole[:100] + bytes([whole[100] ^ 255]) + whole[101:], "not "),
        (b"", "cut short"),
        (b"{}", "corrupt"),
        (zlib.compress(b"{}"), "corrupt"),
        (whole + b"junk", "corrupt"),
    ]:
        path.write_bytes(data)
        with pytest.raises(FormatError, match=problem):
            read(path)
    path.write_bytes(whole + whole)
    with pytest.raises(FormatError, match="Dataset"):
        read(path)
    path.write_bytes(whole)
    with pytest.raises(FormatError, match="more than 1000 bytes; pass a higher"):
        read(path, unpacked_limit=1000)
    with pytest.raises(FormatError, match="more than 1000 bytes"):
        list(iter_records(path, unpacked_limit=1000))


def test_an_archive_has_a_checksum(tmp_path: Path) -> None:
    """A flipped bit is noticed in .zst as it is in .gz (RFC 8878, 3.1.1)."""
    write(ARTICLE, tmp_path / "a.jsonl.zst")
    frame = zstandard.get_frame_parameters((tmp_path / "a.jsonl.zst").read_bytes())
    assert frame.has_checksum


def test_bombs_are_not_unpacked(tmp_path: Path) -> None:
    """A small file that would fill the memory is refused before it does."""
    zeros = b" " * 1_000_000
    gzipped = gzip.compress(zeros) * 50
    squeezed = zstandard.ZstdCompressor().compress(zeros) * 50
    for name, data in (("a.jsonl.gz", gzipped), ("a.jsonl.zst", squeezed)):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(FormatError, match="unpacks to more than"):
            read(path, unpacked_limit=10_000_000)


def test_a_line_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stream keeps at most one line in memory, so the length of a line is limited."""
    monkeypatch.setattr(jsonl, "MOST_LINE_BYTES", 1_000)
    monkeypatch.setattr(jsonl, "BYTES_AT_ONCE", 100)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b" " * 2_000)
    with pytest.raises(FormatError, match="a line of more than 1000 bytes"):
        next(iter_records(path))
    path.write_bytes(b" " * 1_000)
    with pytest.raises(FormatError, match="expected an object whose type"):
        next(iter_records(path))


@pytest.mark.parametrize("block", [1, 7, 1_000])
def test_blocks_may_end_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    """The place where a block of the file ends makes no difference."""
    monkeypatch.setattr(jsonl, "BYTES_AT_ONCE", block)
    path = tmp_path / "a.jsonl"
    write(ARTICLE, path)
    assert read(path) == ARTICLE


def test_faults_are_collected(tmp_path: Path) -> None:
    """Good records are returned, and the faults of the others with their lines."""
    path = tmp_path / "a.jsonl"
    lines = with_line(lambda value: value.update(x=1)).split(b"\n")[:-2]
    path.write_bytes(b"\n".join(lines) + b"\n")
    records = iter_records(path, on_error="collect")
    kept = list(records)
    good = {record.id for record in kept}
    missing = [record.id for record in ARTICLE.records if record.id not in good]
    assert len(missing) == 2
    assert [(fault.line, fault.path) for fault in records.faults] == [
        (NUMBER, "$.x"),
        (1, "$.lines"),
    ]
    with pytest.raises(FormatError, match=r"a\.jsonl: not a valid dataset") as caught:
        list(iter_records(path))
    assert [fault.line for fault in caught.value.faults] == [NUMBER]


def test_records_ahead_of_a_fault_come_first(tmp_path: Path) -> None:
    """Records before the first faulty line are yielded, then the error is raised."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join([*LINES[:-2], b"{}", LINES[-1], b"5"]))
    records = iter_records(path)
    kept = [next(records) for _ in ARTICLE.records[:-2]]
    assert kept == list(ARTICLE.records[:-2])
    with pytest.raises(FormatError) as caught:
        next(records)
    assert caught.value.faults[0].line == len(LINES) - 1
    faulty = LINES[0].replace(b'"title"', b'"tittle"')
    path.write_bytes(b"\n".join([faulty, *LINES[-3:]]))
    with pytest.raises(FormatError, match="tittle"):
        next(iter_records(path))


def test_empty_parts_of_an_archive_cost_nothing(tmp_path: Path) -> None:
    """Many empty parts in a row take time in proportion to their number."""
    path = tmp_path / "a.jsonl.gz"
    empty = gzip.compress(b"", mtime=0)
    whole = gzip.compress(dumps(ARTICLE, "jsonl").encode())
    spent = []
    for count in (4_000, 32_000):
        path.write_bytes(empty * count + whole)
        start = time.process_time()
        assert read(path) == ARTICLE
        spent.append(time.process_time() - start)
    assert spent[1] < spent[0] * 24


@pytest.mark.untraced
def test_streams_stay_flat(tmp_path: Path) -> None:
    """Reading record by record takes no more memory for a longer file."""
    path = tmp_path / "a.jsonl"
    header = b'{"type":"Dataset","schema_version":1}\n'
    line = LINES[STATEMENT] + b"\n"
    peaks = []
    for count in (3_000, 9_000):
        path.write_bytes(header + line * count)
        tracemalloc.start()
        assert sum(1 for _ in iter_records(path)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.2


@given(st.data())
def test_any_bytes_are_a_dataset_or_refused(data: Any) -> None:
    """Any change to a valid file is read, or refused with our error."""
    name = data.draw(st.sampled_from(["json", "jsonl"]))
    whole = bytearray(dumps(ARTICLE, name).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(whole)))
        stop = start + data.draw(st.integers(0, 40))
        whole[start:stop] = data.draw(st.binary(max_size=20))
    try:
        assert isinstance(loads(bytes(whole), name), Dataset)
    except DiplomacyEventsError as error:
        assert isinstance(error, FormatError)  # noqa: PT017  # either is right
        assert error.faults  # noqa: PT017  # valid bytes may be drawn too


def test_zstd_needs_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library, the error names the extra."""
    if sys.version_info >= (3, 14):
        pytest.skip("this Python includes its own library")
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(DiplomacyEventsError, match=r"pip install '\.\[zstd\]'"):
        compression.pack(b"", "zst")


def test_a_source_has_a_tag_in_lines_alone() -> None:
    """In the JSON format, the section already identifies sources."""
    assert isinstance(slow(LINES[1]), Source)
    assert "type" not in json.loads(dumps(ARTICLE))["sources"][0]
