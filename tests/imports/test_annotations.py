"""Label Studio and brat: datasets survive a round trip; words decide places."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events import (
    Dataset,
    Evidence,
    EvidenceError,
    FormatError,
    IntegrityError,
    Organization,
    Period,
    Person,
    Source,
    SourceText,
    State,
    Statement,
    StateVisit,
)
from diplomacy_events.imports import (
    Import,
    import_table,
    label_studio_config,
    label_studio_tasks,
    write_brat,
)
from diplomacy_events.imports.annotations.offsets import Claim, Offsets
from official_lists import numbers, saved

WORDS = (
    "😀 Arvandia’s leader will come, the ministry said on Monday.\n"
    "“We 🤝 welcome it,” Belmoria\nreplied.\n"
)
TEXT = SourceText.of(WORDS, id="talks", publisher="Herald", published=date(2024, 5, 3))
OTHER = SourceText.of("Talks end.", id="other", publisher="Herald")
ACTORS = (
    State(id="arvandia", name="Arvandia"),
    State(id="belmoria", name="Belmoria"),
    Organization(id="ministry", name="Ministry", aliases=["ministry"]),
    Person(id="unnamed", name="Nobody Here"),
)


def coded() -> Dataset:
    """Return a coding of the text, with fields that the tool shows and others."""
    visit = StateVisit(
        id="visit",
        when=Period.from_edtf("2024-05", phrase="soon", anchor=date(2024, 5, 3)),
        gist="Arvandia is to visit",
        visitors=["arvandia", "unnamed"],
        hosts=["belmoria"],
        status="planned",
        superseded=[Period.from_edtf("2024-04")],
        topics=["talks"],
        basis=["said"],
        evidence=[
            Evidence(source="rumour"),
            TEXT.evidence("Arvandia’s leader will come"),
            TEXT.evidence("Belmoria\nreplied"),
            OTHER.evidence("Talks"),
        ],
    )
    said = Statement(
        id="said",
        when=Period.from_edtf("/"),
        gist="Belmoria welcomes the visit",
        speakers=["belmoria"],
        mentions=["arvandia"],
        manner="mixed",
        act="praise",
        quotes=["We 🤝 welcome it,"],
        evidence=[TEXT.evidence("“We 🤝 welcome it,” Belmoria\nreplied.")],
    )
    hidden = Statement(
        id="hidden",
        when=Period.from_edtf("/"),
        gist="Rests on no stretch",
        speakers=["unnamed"],
        manner="indirect",
        act="comment",
        evidence=[Evidence(source="rumour")],
    )
    return Dataset(
        title="Talks",
        licence="CC0-1.0",
        sources=[TEXT.source, OTHER.source, Source(id="rumour", publisher="X")],
        actors=ACTORS,
        records=[visit, hidden, said],
    )


def units(text: str, place: int) -> int:
    """Convert an offset to UTF-16 units."""
    return len(text[:place].encode("utf-16-le")) // 2


def exported(tasks: list[dict[str, Any]], *, utf16: bool = False) -> str:
    """Return the tasks as Label Studio exports them after somebody saved each."""
    values = json.loads(json.dumps(tasks))
    for number, task in enumerate(values, start=1):
        result = task.pop("predictions")[0]["result"]
        for item in result:
            value = item.get("value", {})
            for edge in ("start", "end"):
                if utf16 and edge in value:
                    value[edge] = units(task["data"]["text"], value[edge])
        task |= {
            "id": number,
            "annotations": [
                {
                    "id": number,
                    "completed_by": {"email": "ann@example.org"},
                    "result": result,
                },
                {"completed_by": 2, "was_cancelled": True, "result": []},
            ],
        }
    return json.dumps(values)


@pytest.fixture
def back(tmp_path: Path) -> Callable[..., Import]:
    """Return a function that imports an export of Label Studio."""

    def run(text: str, **options: Any) -> Import:
        return import_table(saved(tmp_path / "export.json", text), **options)

    return run


def edited(change: Callable[[list[dict[str, Any]]], Any]) -> str:
    """Return the export of the coding after changing its results."""
    values = json.loads(exported(label_studio_tasks(coded(), TEXT, OTHER)))
    for task in values:
        if task["data"]["text"] == WORDS:
            change(task["annotations"][0]["result"])
    return json.dumps(values)


@pytest.mark.parametrize("utf16", [False, True])
@pytest.mark.parametrize("hints", [False, True])
def test_a_dataset_comes_back_equal_from_label_studio(
    back: Callable[..., Import], utf16: bool, hints: bool
) -> None:
    """Offsets may be in either unit, with characters that take two units."""
    tasks = label_studio_tasks(coded(), TEXT, OTHER, hints=hints)
    read_back = back(exported(tasks, utf16=utf16))
    assert read_back.dataset == coded()
    account = read_back.account
    assert account.counts()["taken"] == {"statements": 1, "visits": 1}
    assert account.rows == sum(numbers(account))
    assert (
        "a passage that belongs to no record" in account.counts()["left out"]
    ) == hints


GISTS = st.text("x😀", min_size=1, max_size=4)
PIECES = st.text(st.sampled_from("ab 😀🤝é\u2028"), min_size=1, max_size=12)


@example(["a", "a", "😀", "a", "a"], [(3, "x")], True)
@given(
    st.lists(PIECES, min_size=2, max_size=6),
    st.lists(
        st.tuples(st.integers(0, 5), st.text("x😀", min_size=1, max_size=4)), max_size=4
    ),
    st.booleans(),
)
def test_any_text_comes_back_equal(
    tmp_path_factory: pytest.TempPathFactory,
    pieces: list[str],
    records: list[tuple[int, str]],
    utf16: bool,
) -> None:
    """The records may be anywhere in the text."""
    text = SourceText.of("".join(pieces), id="t", publisher="X")
    starts = [len("".join(pieces[:place])) for place in range(len(pieces) + 1)]
    made = []
    for number, (place, gist) in enumerate(records):
        at = place % len(pieces)
        made.append(
            Statement(
                id=f"r{number}",
                when=Period.from_edtf("/"),
                gist=gist,
                speakers=["arvandia"],
                manner="indirect",
                act="comment",
                evidence=[text.between(starts[at], starts[at + 1])],
            )
        )
    dataset = Dataset(sources=[text.source], actors=ACTORS, records=made)
    tasks = label_studio_tasks(dataset, text)
    path = tmp_path_factory.mktemp("ls") / "e.json"
    path.write_text(exported(tasks, utf16=utf16))
    assert import_table(path).dataset == dataset


def test_edits_are_taken(back: Callable[..., Import]) -> None:
    """A choice, a text, a place, a removed actor and a deleted record are read."""

    def change(result: list[dict[str, Any]]) -> None:
        for item in list(result):
            name, value = item.get("from_name"), item.get("value", {})
            if name == "StateVisit-status":
                value["choices"] = ["confirmed"]
            elif name == "StateVisit-when":
                value["text"] = ["2024-06"]
            elif item.get("id") == "visit" and item["type"] == "labels":
                value |= {"start": 2, "end": 12, "text": "Arvandia’s"}
            elif (
                item.get("id") == "visit.evidence.2"
                or item.get("id") == "visit.visitors.arvandia"
            ):
                result.remove(item)

    read_back = back(edited(change))
    visit = read_back.dataset.visits["visit"]
    assert visit.status == "confirmed"
    assert (visit.when.edtf, visit.when.phrase) == ("2024-06", None)
    assert visit.visitors == ("unnamed",)
    assert [TEXT.read(one) for one in visit.evidence if one.source == "talks"] == [
        "Arvandia’s"
    ]
    assert read_back.account["a link that does not concern a record"].kind == "left out"

    def delete(result: list[dict[str, Any]]) -> None:
        result[:] = [one for one in result if not str(one.get("id")).startswith("said")]

    with pytest.raises(IntegrityError, match="'said' is unknown"):
        back(edited(delete))

    def delete_visit(result: list[dict[str, Any]]) -> None:
        gone = ("visit", "visit.")
        result[:] = [one for one in result if not str(one.get("id")).startswith(gone)]

    assert back(edited(delete_visit)).dataset.records.ids == ("hidden", "said")


def region(start: int, end: int, label: str, /, **more: Any) -> dict[str, Any]:
    """Return a labelled region."""
    value = {"start": start, "end": end, "text": WORDS[start:end], "labels": [label]}
    return {
        "id": more.pop("id", label),
        "type": "labels",
        "from_name": "record",
        "value": value | more,
    }


def said(id: str, name: str, **value: Any) -> dict[str, Any]:
    """Return a choice or a text that an annotator added to a region."""
    return {
        "id": id,
        "from_name": name,
        "type": "x",
        "value": {"start": 0, "end": 1} | value,
    }


NEW = [
    region(2, 28, "Statement", id="Xy1"),
    said("Xy1", "Statement-act", choices=["announce"]),
    said("Xy1", "Statement-manner", choices=["indirect"]),
    said("Xy1", "Statement-gist", text=["A visit is announced"]),
    said("Xy1", "Statement-when", text="2024-05"),
    region(2, 10, "speakers", id="who"),
    region(31, 43, "evidence", id="more"),
    {"type": "relation", "from_id": "Xy1", "to_id": "who"},
    {"type": "relation", "from_id": "Xy1", "to_id": "more"},
]


def project(*results: Any, **task: Any) -> str:
    """Return the export of a project that was not set up by this package."""
    annotations = [{"completed_by": 7, "result": list(results)}]
    return json.dumps([{"data": {"text": WORDS}, "annotations": annotations} | task])


def test_a_foreign_project_is_read(back: Callable[..., Import]) -> None:
    """Actors are found by their names; each text becomes a source."""
    read_back = back(project(*NEW), actors=ACTORS, publisher="Herald")
    assert numbers(read_back.account) == (1, 4, 0, 0)
    (record,) = read_back.dataset.statements
    assert (record.id, record.speakers, record.act) == (
        "xy1",
        ("arvandia",),
        "announce",
    )
    assert record.when.edtf == "2024-05"
    assert [(one.coder, one.how) for one in record.codings] == [("7", "hand")]
    assert len(record.evidence) == 2
    (source,) = read_back.dataset.sources
    assert (source.id, source.publisher) == ("export-1", "Herald")


FAULTY = [
    (region(0, 5, "Statement", text="Other"), "'Other' is not at 0:5"),
    (region(0, 5, "Statement", text=None), "None is not at 0:5"),
    (region(0, 500, "Statement"), "is not at 0:500"),
    (region(0, 5, "Statement", start="0"), "expected offsets, got '0' and 5"),
    (region(0, 5, "Statement", labels=["a", "b"]), "expected one label"),
    (said("x", "Statement-gist", text=[5]), "expected choices or texts, got [5]"),
    (said("x", "Statement-gist", text=["a"]), "expected a label"),
    (region(2, 10, "Statement"), "(statement): Statement.when: missing"),
    ({"type": "labels"}, "expected a result"),
    (5, "expected a result, got 5"),
]


@pytest.mark.parametrize(("item", "problem"), FAULTY)
def test_faulty_results_are_named(
    back: Callable[..., Import], item: Any, problem: str
) -> None:
    """Words missing from the text, and anything unreadable, are reported."""
    with pytest.raises(FormatError, match="faulty rows"):
        back(project(*NEW, item), actors=ACTORS)
    read_back = back(project(*NEW, item), actors=ACTORS, on_error="collect")
    assert numbers(read_back.account)[0] == 1
    assert read_back.account.faulty == 1
    assert problem in str(read_back.account.faults[0])


def test_an_unknown_actor_is_a_fault(back: Callable[..., Import]) -> None:
    """The fault says what to do."""
    read_back = back(project(*NEW), on_error="collect")
    assert (
        "no actor is called 'Arvandia'; pass actors"
        in read_back.account.faults[0].problem
    )


def test_rows_that_are_not_records_are_left_out(back: Callable[..., Import]) -> None:
    """These are values about a whole text, and a task without annotations."""
    whole = {"id": "z", "type": "choices", "value": {"choices": ["good"]}}
    loose = {"type": "relation", "from_id": "who", "to_id": "Xy1"}
    read_back = back(project(*NEW, whole, loose), actors=ACTORS)
    assert numbers(read_back.account) == (1, 4, 2, 0)
    read_back = back(project(annotations=[]))
    assert read_back.account.counts()["left out"] == {"a task without an annotation": 1}
    read_back = back(project(data={}), kind="label-studio", on_error="collect")
    assert read_back.account.faults[0].problem == "expected a task with a text"
    assert back("[]", kind="label-studio").account.rows == 0


def test_one_coder_is_chosen(back: Callable[..., Import]) -> None:
    """The caller names an annotator; predictions count only on request."""
    both = [
        {"completed_by": 7, "result": NEW},
        {"completed_by": {"id": 8}, "result": []},
    ]
    with pytest.raises(FormatError, match="task 1 has annotations by 7, 8; choose"):
        back(project(annotations=both), actors=ACTORS)
    for coder, taken in (("7", 1), ("8", 0), ("9", 0)):
        read_back = back(project(annotations=both), actors=ACTORS, coder=coder)
        assert read_back.account.taken == taken
    tasks = json.dumps(label_studio_tasks(coded(), TEXT, OTHER))
    assert len(back(tasks, kind="label-studio").dataset.records) == 0
    assert back(tasks, predictions=True).dataset == coded()
    bare = project(annotations=[], predictions=[5])
    assert back(bare, predictions=True).account.left_out == 1


def test_a_missing_source_is_made(tmp_path: Path) -> None:
    """The dataset of its text may be in another task, or missing."""
    tasks = json.loads(exported(label_studio_tasks(coded(), TEXT, OTHER)))
    tasks[1]["data"]["diplomacy_events"]["source"] = "unknown"
    path = saved(tmp_path / "e.json", json.dumps(tasks))
    assert "e-2" in import_table(path).dataset.sources
    write_brat(coded(), tmp_path, TEXT, OTHER)
    path.unlink()
    saved(tmp_path / "other.beside.json", '{"source": "unknown"}')
    assert import_table(tmp_path).dataset == coded()


def test_other_files_are_refused(back: Callable[..., Import]) -> None:
    """Invalid JSON, anything but a list, and a changed text are refused."""
    with pytest.raises(FormatError, match="not JSON"):
        back("[", kind="label-studio")
    with pytest.raises(FormatError, match="expected a list of tasks"):
        back("{}", kind="label-studio")
    went = exported(label_studio_tasks(coded(), TEXT))
    for broken in ('"CC0-1.0", "licence": "x"', "NaN"):
        with pytest.raises(
            FormatError, match="the dataset beside the text is not JSON"
        ):
            back(went.replace('"CC0-1.0"', broken))
    changed = went.replace("Monday", "Tuesday")
    with pytest.raises(EvidenceError, match="not the text of source 'talks'"):
        back(changed)


def test_offsets_count_what_the_words_say() -> None:
    """They may count code points or UTF-16 units; if both fit, the file decides."""
    text = "😀 ab ab ab"
    points = Offsets(text, [])
    assert points.place(Claim(2, 4, "ab")) == (2, 4)
    assert points.place(Claim(3, 5, "ab")) == (2, 4)
    assert points.place(Claim(2, 4, "xy")) is None
    assert points.place(Claim(2, 4, None)) is None
    sure = Offsets("ab ab", [])
    assert sure.place(Claim(0, 2, None)) == (0, 2)
    text = "😀aaaa"
    assert Offsets(text, []).place(Claim(2, 3, "a")) is None
    assert Offsets(text, [Claim(5, 6, "a")]).place(Claim(2, 3, "a")) == (1, 2)
    assert Offsets(text, [Claim(1, 2, "a")]).place(Claim(2, 3, "a")) == (2, 3)
    known = [Claim(3, 4, "a", before=(2, 3))]
    assert Offsets(text, known).place(Claim(2, 3, "a")) == (1, 2)


def test_the_configuration_is_xml() -> None:
    """It has a control for every choice and every text of each record."""
    root = ElementTree.fromstring(label_studio_config())
    names = {one.get("name") for one in root.iter() if one.get("name")}
    assert {"record", "part", "hint", "text", "Statement-act", "part-actor"} <= names
    levels = root.find(".//Choices[@name='StateVisit-level']")
    assert levels is not None
    assert "state" in [one.get("value") for one in levels]


def test_a_dataset_comes_back_equal_from_brat(tmp_path: Path) -> None:
    """Passages may cross two lines, and fields that brat does not show survive."""
    write_brat(coded(), tmp_path, TEXT, OTHER)
    result = import_table(tmp_path)
    assert result.dataset == coded()
    assert result.account.rows == sum(numbers(result.account))
    assert result.account.of(1, "talks.ann").into == "visit"
    configuration = (tmp_path / "annotation.conf").read_text()
    assert "speakers\tArg1:" in configuration
    assert "\nact\tArg:" in configuration


LINES = (
    "T1\tStatement 0 1;2 28\t😀 Arvandia’s leader will com\n",
    "T2\tspeakers 2 10\tArvandia\n",
    "T3\tevidence 31 43\tthe ministry\n",
    "E1\tStatement:T1 speakers:T2\n",
    "R1\tevidence Arg1:E1 Arg2:T3\n",
    "A1\tact E1 announce\n",
    "A2\tmanner T1 indirect\n",
    "#1\tAnnotatorNotes T1\tA visit is announced\n",
    '#2\tAnnotatorNotes T1\t{"when": "2024-05"}\n',
    "A3\tNegation T1\n",
    "*\tEquiv T2 T3\n",
    "N1\tReference T2 Wikipedia:5\tArvandia\n",
)


def collection(folder: Path, *lines: str) -> Path:
    """Write a collection of one text that was not made by this package."""
    saved(folder / "talks.txt", WORDS)
    saved(folder / "talks.ann", "".join(lines))
    return folder


def test_a_foreign_collection_is_read(tmp_path: Path) -> None:
    """Events, attributes and notes are read; a span in two pieces becomes two."""
    result = import_table(collection(tmp_path, *LINES), actors=ACTORS, publisher="H")
    assert numbers(result.account) == (1, 8, 3, 0)
    (record,) = result.dataset.statements
    assert (record.speakers, record.act) == (("arvandia",), "announce")
    assert record.gist == "A visit is announced"
    assert [(one.start, one.end) for one in record.evidence] == [
        (0, 1),
        (31, 43),
        (2, 28),
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("T9\tevidence 0 5\tOther\n", "T9: 'Other' is not at 0:5"),
        ("#9\tNotes T1\t{x\n", "a note that is not JSON"),
        ("\n", "expected a line of brat annotations, got ''"),
    ],
)
def test_faulty_lines_of_brat_are_named(
    tmp_path: Path, line: str, problem: str
) -> None:
    """The error gives their number; the others are imported."""
    folder = collection(tmp_path, *LINES, line)
    result = import_table(folder, actors=ACTORS, on_error="collect")
    assert numbers(result.account)[3] == 1
    (fault,) = result.account.faults
    assert fault.line == len(LINES) + 1
    assert problem in str(fault)


def test_a_faulty_record_of_brat_is_named_at_the_line_of_its_words(
    tmp_path: Path,
) -> None:
    """The fault names its field there; nothing of the record is imported."""
    lines = [line.replace("act E1 announce", "act E1 shout") for line in LINES]
    result = import_table(
        collection(tmp_path, *lines), actors=ACTORS, on_error="collect"
    )
    assert len(result.dataset.records) == 0
    (fault,) = result.account.faults
    assert (fault.line, fault.path) == (1, "Statement.act")


def test_a_collection_needs_its_files(tmp_path: Path) -> None:
    """They are the annotations, their texts, and a readable file beside them."""
    words = saved(tmp_path / "a.txt", "Words")
    with pytest.raises(FormatError, match="no brat annotations"):
        import_table(tmp_path, "brat")
    words.unlink()
    ann = saved(tmp_path / "b.ann", "*\tEquiv T1 T2")
    with pytest.raises(FormatError, match=r"no b\.txt beside it"):
        import_table(ann)
    saved(tmp_path / "b.txt", "Words")
    assert import_table(tmp_path).account.left_out == 1
    for text, problem in (("{", "not JSON"), ("[]", "expected an object")):
        saved(tmp_path / "b.beside.json", text)
        with pytest.raises(FormatError, match=problem):
            import_table(tmp_path)


def places(caught: Import) -> list[tuple[str, str | None, int | None]]:
    """Return the path, the id and the line of each fault."""
    return [(one.path, one.id, one.line) for one in caught.account.faults]


def test_all_faulty_results_are_reported_by_their_json_paths(
    back: Callable[..., Import],
) -> None:
    """The paths are those in the file, where lines mean nothing."""
    unread = {**region(0, 5, "Statement", text="Other"), "id": "odd"}
    undated = region(2, 10, "Statement")
    alone = said("alone", "Statement-gist", text=["a"])
    later = said("Xy2", "Statement-gist", text=[5])
    last = {**region(2, 10, "Statement"), "id": "Xy2"}
    two = json.loads(project(5, unread, *NEW, undated, alone, last, later))
    skipped = [5, {"was_cancelled": True}]
    two[0]["annotations"] = [*skipped, *two[0]["annotations"]]
    first = "$[1].annotations[2].result"
    rows = json.dumps([{}, *two])
    caught = back(rows, kind="label-studio", actors=ACTORS, on_error="collect")
    # Several fields of the last are missing.
    assert list(dict.fromkeys(places(caught))) == [
        ("$[0]", None, None),
        (f"{first}[0]", None, None),
        (f"{first}[{len(NEW) + 5}]", "Xy2", None),
        (f"{first}[1]", "odd", None),
        (f"{first}[{len(NEW) + 3}]", "alone", None),
        (f"{first}[{len(NEW) + 2}]", "statement", None),
    ]
    assert str(caught.account.faults[5]) == (
        f"{first}[{len(NEW) + 2}] (statement): Statement.when: missing"
    )
    assert caught.account.of(1).kind == caught.account.of(2).kind == "faulty"


def test_faulty_predictions_are_reported_by_their_json_paths(
    back: Callable[..., Import],
) -> None:
    """They are in a list of their own."""
    task = project(annotations=[], predictions=[5, {"result": [6]}])
    caught = back(task, predictions=True, on_error="collect")
    assert places(caught) == [("$[0].predictions[1].result[0]", None, None)]


def test_the_first_line_of_brat_is_1_and_all_faulty_ones_are_reported(
    tmp_path: Path,
) -> None:
    """The lines are those of the file of annotations."""
    with pytest.raises(FormatError) as caught:
        import_table(collection(tmp_path, "x\n", "y\n", *LINES), actors=ACTORS)
    assert [fault.line for fault in caught.value.faults] == [1, 2]
