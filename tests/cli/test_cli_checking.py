"""Checking, converting, comparing, citing, resolving and drafting from a shell."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from diplomacy_events import (
    Dataset,
    Source,
    dumps,
    json_schema,
    load_article,
    loads,
    read,
    read_sheet,
    write,
)
from diplomacy_events.cli.citing import _reference
from diplomacy_events.coding import check

Cli = Callable[..., subprocess.CompletedProcess[str]]
ARTICLE = load_article()
ARTICLES = Path(__file__).parents[1] / "articles"


def test_a_valid_dataset_is_reported_as_valid(cli: Cli, coded: Dataset) -> None:
    """The command prints its counts, and no more without a text to check against."""
    done = cli("validate", "communique.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "communique.json: a valid dataset; 1 source, 2 actors, 1 record\n"
    )
    assert json.loads(cli("validate", "--json", "-", stdin=dumps(coded)).stdout) == {
        "valid": True,
        "faults": [],
        "texts": [],
    }


def test_every_fault_is_reported_with_its_place(
    cli: Cli, coded: Dataset, tmp_path: Path
) -> None:
    """All faults appear at once, on the standard output, with status 1."""
    assert coded
    file = tmp_path / "communique.json"
    broken = json.loads(file.read_text("utf-8"))
    broken["records"][0]["speakers"] = ["nobody"]
    broken["records"][0]["act"] = "promised"
    broken["sources"][0]["publisher"] = ""
    file.write_text(json.dumps(broken), "utf-8")
    done = cli("validate", "communique.json")
    assert (done.returncode, done.stderr) == (1, "")
    assert "$.records[0].act (promise): " in done.stdout
    assert "$.sources[0].publisher" in done.stdout
    values = json.loads(cli("validate", "--json", "communique.json").stdout)
    assert (values["valid"], len(values["faults"])) == (False, 2)
    assert values["problem"].startswith("communique.json: not a valid dataset")


def test_a_text_shows_what_is_missing(cli: Cli, coded: Dataset) -> None:
    """A paragraph without a record and an unused quotation are not faults."""
    assert coded
    done = cli("validate", "communique.json", "--text", "communique.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[1:] == [
        "communique.txt: the text of communique",
        "  paragraphs without a record (1):",
        "    54:90 The visit “is welcome,” Bergen said.",
        "  sentences that may need a record (1):",
        "    visit, 0:53 “We will come in May,” Arendal told Bergen on Monday.",
        "  quotations not used (1):",
        "    64:77 is welcome,",
    ]
    done = cli("validate", "--json", "communique.json", "--text", "communique.txt")
    (text,) = json.loads(done.stdout)["texts"]
    assert (text["file"], text["sources"]) == ("communique.txt", ["communique"])
    assert [one["start"] for one in text["paragraphs_without_record"]] == [54]
    assert [one["reason"] for one in text["sentences_without_record"]] == ["visit"]
    assert text["read_otherwise"] == []
    assert [one["words"] for one in text["quotations_not_used"]] == ["is welcome,"]
    assert text["unpaired_marks"] == []


def test_a_coding_that_differs_from_its_text_is_faulty(
    cli: Cli, coded: Dataset, tmp_path: Path
) -> None:
    """A quote missing from the evidence, or another text, is a fault with its place."""
    (record,) = coded.statements
    changed = attrs.evolve(record, quotes=("We will come in June,",))
    write(attrs.evolve(coded, records=[changed]), tmp_path / "communique.json")
    done = cli("validate", "communique.json", "--text", "communique.txt")
    assert done.returncode == 1
    assert "$.records[0].quotes[0] (promise): " in done.stdout
    done = cli("validate", "communique.json", "--text", "-", stdin="Another.")
    assert done.returncode == 1
    assert "-:" not in done.stdout
    assert "$.sources: no source has this text" in done.stdout


def test_a_text_has_to_be_utf_8(cli: Cli, coded: Dataset, tmp_path: Path) -> None:
    """The error names the first byte that is not UTF-8."""
    assert coded
    (tmp_path / "latin.txt").write_bytes("Stra\u00dfe".encode("latin-1"))
    done = cli("validate", "communique.json", "--text", "latin.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        "byte 4: expected UTF-8, got b'\\xdf' in line 1; save the file as UTF-8"
        in done.stderr
    )


def test_converting_lists_what_is_left_out(
    cli: Cli, coded: Dataset, tmp_path: Path
) -> None:
    """The list goes to the standard error, so that the dataset can be piped."""
    done = cli("convert", "communique.json", "communique.ics")
    assert (done.returncode, done.stdout) == (0, "")
    assert "left out (" in done.stderr
    assert (tmp_path / "communique.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    done = cli("convert", "communique.json", "-", "--to", "jsonl")
    assert done.stderr == ""
    assert loads(done.stdout, format="jsonl") == coded
    done = cli("convert", "-", "again.jsonl", "--from", "jsonl", stdin=done.stdout)
    assert done.returncode == 0
    assert read(tmp_path / "again.jsonl") == coded
    assert cli("convert", "again.jsonl", "-").stdout == dumps(coded)


def test_a_format_of_bytes_is_printed_as_it_is(
    cli: Cli, shell: Cli, coded: Dataset, tmp_path: Path
) -> None:
    """An archive reaches the next command intact."""
    shell("diplomacy-events convert communique.json - --to csv > made.csv.zip")
    assert read(tmp_path / "made.csv.zip") == coded
    done = cli("convert", "communique.json", "-", "--to", "parquet")
    assert (done.returncode, done.stdout) == (2, "")
    assert "parquet cannot be printed; name a file or a folder as OUT" in done.stderr
    done = cli("convert", "communique.json", "-", "--to", "jsn")
    assert done.returncode == 2
    assert "did you mean 'json'" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["convert", "communique.xyz", "-"], "; or name its format with --from)\n"),
        (["convert", "communique.json", "x.xyz"], "; or name its format with --to)\n"),
        (["diff", "communique.xyz", "-"], "; or name its format with --format)\n"),
        (["cite", "communique.xyz"], ".bib"),
        (["validate", "a.TXT"], "not a dataset; to start a sheet from it: di"),
        (
            ["cite", "page.html"],
            "to start a sheet from it: diplomacy-events new page.h",
        ),
        (["convert", "communique.json", "x.txt"], "no format has the suffix"),
        (["validate", "x.y"], ".plover.jsonl (.sheet for a sheet; or name its"),
        (["convert", "communique.json", "x.csvv"], "did you mean '.csv'"),
        (["show", "x.ics"], "the format ics cannot be read, only written\n"),
        (["validate", "x.ics"], "the format ics cannot be read, only written\n"),
    ],
)
def test_messages_name_the_options_of_the_command(
    cli: Cli, coded: Dataset, arguments: list[str], message: str
) -> None:
    """They do not name arguments and functions of Python."""
    assert coded
    done = cli(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "format=" not in done.stderr


def test_differences_are_listed(cli: Cli, coded: Dataset, tmp_path: Path) -> None:
    """No rows and status 0 if equal; a row for each difference and 1 otherwise."""
    done = cli("diff", "communique.json", "-", stdin=dumps(coded), COLUMNS="80")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    (record,) = coded.statements
    moved = attrs.evolve(record, gist="Arendal will come")
    write(attrs.evolve(coded, records=[moved]), tmp_path / "other.json")
    done = cli("diff", "communique.json", "other.json")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines()[1].split()[:4] == [
        *("changed", "promise", "gist", "'Arendal"),
    ]
    values = json.loads(cli("diff", "--json", "communique.json", "other.json").stdout)
    assert values == {
        "added": [],
        "removed": [],
        "changed": [
            {
                "id": "promise",
                "field": "gist",
                "before": record.gist,
                "after": moved.gist,
            }
        ],
        "reordered": False,
    }


@pytest.mark.parametrize(
    "arguments", [["diff", "-", "-"], ["validate", "-", "--text", "-"]]
)
def test_the_input_is_read_once(cli: Cli, arguments: list[str]) -> None:
    """The standard input cannot be given for two files."""
    done = cli(*arguments, stdin=dumps(ARTICLE))
    assert (done.returncode, done.stdout) == (2, "")
    assert "only one file can come from the standard input" in done.stderr


def test_the_schema_is_that_of_the_package(cli: Cli) -> None:
    """It is JSON, and the same as the library returns."""
    assert json.loads(cli("schema").stdout) == json_schema()


def test_a_timeline_is_printed_or_saved(
    cli: Cli, coded: Dataset, tmp_path: Path
) -> None:
    """It is SVG on the standard output, or the format of the file's suffix."""
    assert cli("timeline", "communique.json").stdout == coded.timeline().standalone
    done = cli("timeline", "--output", "article.html")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert ARTICLE.timeline().svg in (tmp_path / "article.html").read_text("utf-8")
    done = cli("timeline", "--output", "article.jpg")
    assert done.returncode == 2
    assert "must be one of .svg" in done.stderr


def test_a_text_is_annotated(cli: Cli, coded: Dataset, tmp_path: Path) -> None:
    """The output has its records and possible omissions; another text is a fault."""
    text = (tmp_path / "communique.txt").read_text("utf-8")
    page = coded.annotated(text, check(coded, text).alarms).page
    words = ["annotate", "communique.json", "--text", "communique.txt"]
    assert cli(*words).stdout == page
    assert "! no record" in page
    done = cli(*words, "--output", "communique.html")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "communique.html").read_text("utf-8") == page
    (tmp_path / "communique.txt").write_text("Another.", "utf-8")
    done = cli(*words)
    assert (done.returncode, done.stdout) == (1, "")
    assert "no source has this text" in done.stderr
    assert cli(*words[:3], "-", "--output", "x.txt").returncode == 1


def test_a_dataset_and_its_sources_are_cited(cli: Cli, coded: Dataset) -> None:
    """The citation is text, or a format of reference managers."""
    assert coded
    done = cli("cite", "communique.json")
    assert done.stdout == (
        "A communiqué\n\nSources:\n"
        "  A visit? (2023, March 17). Herald. https://example.org/visit\n"
    )
    lines = cli("cite").stdout.splitlines()
    assert lines[0] == ARTICLE.citation
    assert lines[3:] == [
        "  The Moscow Times. (2023, March 17).",
        "  The Moscow Times. (n.d.).",
    ]
    for option in ("--json", "--format=csl-json"):
        items = json.loads(cli("cite", "communique.json", option).stdout)
        assert [item["title"] for item in items] == ["A communiqué", "A visit?"]
    done = cli("cite", "-", "--format", "bibtex", stdin=dumps(coded))
    assert done.stdout == dumps(coded, format="bibtex")
    empty = cli("cite", "-", stdin=dumps(Dataset()))
    assert empty.stdout == "This dataset does not say how to cite it.\n"


def test_a_title_keeps_its_own_mark() -> None:
    """A full stop is added only if the title does not end with a mark."""
    source = Source(id="x", publisher="X", title="Peace")
    assert _reference(source) == "Peace. (n.d.). X."


def test_an_author_comes_first() -> None:
    """The order is that of APA style."""
    source = Source(id="x", publisher="X", title="Peace", author="Ada Penn")
    assert _reference(source) == "Ada Penn. (n.d.). Peace. X."


def test_a_phrase_is_read(cli: Cli) -> None:
    """The reading is English and EDTF, or JSON with the bounds."""
    asked = ("resolve", "in August or early September", "--published", "2023-03-17")
    assert cli(*asked, "--future").stdout == (
        "one day between 1 August and 10 September 2023\n[2023-08-01..2023-09-10]\n"
    )
    assert json.loads(cli(*asked, "--json").stdout) == {
        "phrase": "in August or early September",
        "published": "2023-03-17",
        "edtf": "[2022-08-01..2022-09-10]",
        "reading": "one day between 1 August and 10 September 2022",
        "earliest": "2022-08-01",
        "latest": "2022-09-10",
    }
    will = ("--context", "They will meet in August or early September.")
    assert cli(*asked, *will).stdout.endswith("\n[2023-08-01..2023-09-10]\n")
    values = json.loads(
        cli("resolve", "until 2030", "--published", "2023-03-17", "--json").stdout
    )
    assert (values["earliest"], values["latest"]) == (None, "2030-12-31")


def test_ambiguous_numeric_dates_need_an_order(cli: Cli, tmp_path: Path) -> None:
    """The order given applies to a phrase, and to the times of a new coding."""
    asked = ("resolve", "10/04/2023", "--published", "2023-03-17")
    refused = cli(*asked)
    assert refused.returncode == 1
    assert "2023-04-10 or 2023-10-04" in refused.stderr
    for order, day in {"day-first": "2023-04-10", "month-first": "2023-10-04"}.items():
        assert cli(*asked, "--order", order).stdout.endswith(f"\n{day}\n")
        new = ("new", "-", "--publisher", "X", "--output", order, "--order", order)
        cli(*new, "--published", "2023-03-17", stdin="He left on 10/04/2023, she said.")
        sheet = (tmp_path / order).read_text("utf-8")
        assert f"on 10/04/2023 ({day})" in sheet
    assert cli(*asked, "--order", "year-first").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (
            ["that year", "--published", "2023-03-17"],
            1,
            "refers to something earlier in the text",
        ),
        (["today", "--published", "17 March"], 2, "expected a day such as 2023-03-17"),
        (["today", "--published", "20230317"], 2, "expected a day such as 2023-03-17"),
        (["today"], 2, "required: --published"),
    ],
)
def test_unreadable_phrases_and_days_are_refused(
    cli: Cli, arguments: list[str], status: int, message: str
) -> None:
    """A phrase that cannot be read ends with 1, a wrong day with 2."""
    done = cli("resolve", *arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert message in done.stderr


def test_a_new_coding_is_ready_to_be_filled_in(
    cli: Cli, coded: Dataset, tmp_path: Path
) -> None:
    """The sheet is valid and has everything found; it never overwrites a file."""
    text = tmp_path / "An Article.txt"
    text.write_bytes((tmp_path / "communique.txt").read_bytes())
    about = ["--publisher", "Herald", "--title", "A visit?"]
    asked = ["new", text.name, *about, "--published", "2023-03-17"]
    done = cli(*asked, "--url", "https://example.org/visit")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "An Article.sheet: a sheet to fill in; it is already valid\n"
    (source,) = read_sheet(tmp_path / "An Article.sheet").sources
    assert attrs.evolve(source, id="communique") == coded.sources.one()
    assert source.id == "an-article-2023-03-17"
    sheet = (tmp_path / "An Article.sheet").read_text("utf-8")
    assert "#   quotes: We will come" in sheet
    assert "#   quotes: is welcome," in sheet
    checked = cli("validate", "An Article.sheet")
    assert checked.returncode == 0
    assert "An Article.sheet: a valid dataset; 1 source, 0 actors" in checked.stdout
    assert "quotations not used (2):" in checked.stdout
    again = cli(*asked)
    assert again.returncode == 2
    assert "An Article.sheet already exists; move it away first, or" in again.stderr


def test_a_new_coding_of_the_input_needs_a_name(cli: Cli, tmp_path: Path) -> None:
    """Without a name it cannot be saved; without a date no time is read."""
    asked = ["new", "-", "--publisher", "Herald"]
    done = cli(*asked, stdin="On Monday.")
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert "needs --output" in done.stderr
    done = cli(*asked, "--output", "Ü.sheet", stdin="On Monday.")
    assert done.returncode == 0
    assert "pass --published" in done.stderr
    assert "keep the text beside Ü.sheet" in done.stderr
    assert read_sheet(tmp_path / "Ü.sheet", "On Monday.").sources.ids == (
        "article-text",
    )
    done = cli(*asked, "--output", "other", "--id", "A b", stdin="On Monday.")
    assert done.returncode == 2
    assert "must be a slug" in done.stderr


def test_a_new_coding_that_cannot_be_written_is_named(cli: Cli, tmp_path: Path) -> None:
    """The error says that the folder does not exist."""
    done = cli(
        "new", "-", "--publisher", "X", "--output", "no/x.sheet", stdin="Monday."
    )
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert done.stderr.endswith("no/x.sheet\n")


def test_a_new_coding_is_not_printed(cli: Cli, tmp_path: Path) -> None:
    """The output is a file, not the standard output."""
    done = cli("new", "-", "--publisher", "X", "--output", "-", stdin="On Monday.")
    assert (done.returncode, done.stdout, list(tmp_path.iterdir())) == (2, "", [])
    assert "--output must name a file" in done.stderr


def test_a_sheet_is_a_dataset_to_every_command(cli: Cli, tmp_path: Path) -> None:
    """It is read with the text that it names, or with another one given."""
    for name in ("summit.txt", "summit.sheet", "agreement.txt", "agreement.sheet"):
        (tmp_path / name).write_bytes((ARTICLES / name).read_bytes())
    (tmp_path / "shared.actors").write_bytes((ARTICLES / "shared.actors").read_bytes())
    done = cli("convert", "summit.sheet", "summit.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert read(tmp_path / "summit.json") == read_sheet(ARTICLES / "summit.sheet")
    assert "Four presidents are to meet" in cli("show", "summit.sheet").stdout
    done = cli("merge", "summit.sheet", "agreement.sheet", "--output", "both.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(read(tmp_path / "both.json").sources) == 2
    done = cli("merge", "both.json", "summit.sheet")
    assert loads(done.stdout) == read(tmp_path / "both.json")
    (tmp_path / "copy.sheet").write_bytes((tmp_path / "summit.sheet").read_bytes())
    done = cli("merge", "summit.sheet", "copy.sheet")
    assert done.returncode == 1
    assert "is already used by line 8 of summit.sheet" in done.stderr
    (tmp_path / "moved.txt").write_bytes((tmp_path / "summit.txt").read_bytes())
    (tmp_path / "summit.txt").unlink()
    done = cli("validate", "summit.sheet")
    assert done.returncode == 1
    assert "line 1, text: 'summit.txt' cannot be read" in done.stdout
    done = cli("validate", "summit.sheet", "--text", "moved.txt")
    assert done.returncode == 0
    (tmp_path / "bare.sheet").write_text("publisher: X\n", "utf-8")
    assert cli("validate", "bare.sheet", "--text", "moved.txt").returncode == 0


def test_a_file_that_is_not_replaced_is_named(cli: Cli, coded: Dataset) -> None:
    """The error does not name the hidden temporary file."""
    assert coded
    name = "x" * 256 + ".json"
    done = cli("convert", "communique.json", name)
    assert done.returncode == 2
    assert ".diplomacy-events" not in done.stderr
    assert done.stderr.endswith(f"{name}\n")


def test_control_characters_of_a_text_are_escaped(cli: Cli, tmp_path: Path) -> None:
    """Control characters of an article are escaped, as text and as JSON."""
    (tmp_path / "x.txt").write_text("“\x9b2J \x1b[2J \x7f” it ”", "utf-8")
    cli("new", "x.txt", "--publisher", "X")
    for option in ([], ["--json"]):
        done = cli("validate", "x.sheet", *option)
        assert done.returncode == 0
        assert not {"\x1b", "\x9b", "\x7f"} & set(done.stdout)
    (quotation,) = json.loads(done.stdout)["texts"][0]["quotations_not_used"]
    assert quotation["words"] == "\x9b2J \x1b[2J \x7f"
    assert "\x9b" not in (tmp_path / "x.sheet").read_text("utf-8")


@pytest.mark.parametrize("json_option", [(), ("--json",)])
def test_a_missing_file_does_not_hide_what_is_found_in_others(
    cli: Cli, tmp_path: Path, json_option: tuple[str, ...]
) -> None:
    """It is named beside them, and the status is that of a file that cannot be read."""
    for suffix in ("sheet", "txt"):
        name = f"summit.{suffix}"
        (tmp_path / name).write_bytes((ARTICLES / name).read_bytes())
    (tmp_path / "shared.actors").write_bytes((ARTICLES / "shared.actors").read_bytes())
    done = cli("check", "none.sheet", "summit.sheet", *json_option)
    missing = "No such file or directory: none.sheet"
    assert (done.returncode, done.stderr.strip()) == (
        2,
        f"diplomacy-events check: {missing}",
    )
    if not json_option:
        assert done.stdout.startswith("summit.sheet: the text of summit-2024-05-29\n")
        return
    none, summit = json.loads(done.stdout)
    assert none == {
        "file": "none.sheet",
        "valid": False,
        "problem": missing,
        "faults": [],
        "texts": [],
    }
    assert (summit["file"], summit["valid"]) == ("summit.sheet", True)
