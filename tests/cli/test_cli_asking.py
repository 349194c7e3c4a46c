"""Showing and filtering from the command line, and the function behind it."""

import json
import re
import shlex
import subprocess
from collections.abc import Callable
from inspect import signature
from pathlib import Path
from typing import Any

import pytest

from diplomacy_events import (
    Dataset,
    FieldTypeError,
    FieldValueError,
    JointDeclaration,
    StateVisit,
    UnknownFieldError,
    UnknownNameError,
    dumps,
    field,
    load_article,
    loads,
    read,
)
from diplomacy_events.cli.filter_options import filters
from diplomacy_events.dataset.ask import CHOICES, FILTERS, TYPES, ask
from diplomacy_events.views.digest import digest
from diplomacy_events.views.text import as_text

ARTICLE = load_article()
Done = subprocess.CompletedProcess[str]
Cli = Callable[..., Done]


def test_a_dataset_is_shown_from_a_file_or_the_input(cli: Cli) -> None:
    """The dataset is printed as text, or as JSON that can be read back."""
    data = dumps(ARTICLE)
    assert cli("show", "-", stdin=data).stdout == digest(ARTICLE)
    assert cli("show", "--all", "-", stdin=data).stdout == as_text(ARTICLE)
    lines = dumps(ARTICLE, format="jsonl")
    done = cli("show", "--json", "--format", "jsonl", "-", stdin=lines)
    assert loads(done.stdout) == ARTICLE


def test_a_screen_ends_with_commands_that_show_more(
    cli: Cli, shell: Cli, coded: Dataset, tmp_path: Path
) -> None:
    """Each command runs as written, for the article and for a file with any name."""
    (tmp_path / "a communique.json").write_text(dumps(coded), "utf-8")
    (tmp_path / "data").write_text(dumps(coded), "utf-8")
    named = ("show", "data", "--format", "json")
    for asked in ((), ("show", "a communique.json"), named):
        first, _, more = cli(*asked).stdout.partition("\n\nTo see more:\n")
        assert first.splitlines()[1].startswith("===")
        lines = [line.split("  ")[1] for line in more.splitlines()]
        assert len(lines) == 4
        for line in lines:
            done = shell(line)
            assert (done.returncode, done.stderr) == (0, "")
            assert done.stdout
    assert "To see more" not in cli("show", "-", stdin=dumps(coded)).stdout
    empty = cli("show", "-", stdin=dumps(Dataset())).stdout
    assert empty.endswith("\n\nNo records. Sources: 0.\n")


def test_all_records_and_one_record_exclude_each_other(cli: Cli) -> None:
    """With the id of a record, `all` cannot be given."""
    done = cli("show", "--all", "xi-visits-moscow")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--all prints every record: leave out the record's id" in done.stderr


def test_a_file_that_is_not_a_dataset_is_invalid(cli: Cli) -> None:
    """The command ends with status 1 and names the place of the fault."""
    done = cli("show", "-", stdin="{}")
    assert (done.returncode, done.stdout) == (1, "")
    assert "$.schema_version" in done.stderr


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("--type visit", {"xi-visits-moscow"}),
        (
            "--by Washington",
            {"us-warns-of-lethal-support", "us-alleges-lethal-support"},
        ),
        ("--by Russia --type visit --members", set()),
        ("--to Russia --type visit --members", {"xi-visits-moscow"}),
        ("--saying constructive", {"china-promises-constructive-role"}),
        ("--during 2023-03-21 --certainty definite --type visit", {"xi-visits-moscow"}),
        ("--about press-freedom --type allegation", {"paper-alleges-silencing"}),
    ],
)
def test_questions_narrow_each_other(
    cli: Cli, options: str, expected: set[str]
) -> None:
    """Each option is a filter; a record must match all of them."""
    done = cli("query", "--json", *options.split())
    assert (done.returncode, done.stderr) == (0, "")
    whole = {record["id"]: record for record in json.loads(dumps(ARTICLE))["records"]}
    values = json.loads(done.stdout)
    assert {record["id"] for record in values} >= expected
    assert bool(values) == bool(expected)
    assert all(whole[record["id"]] == record for record in values)


def test_the_table_says_status_and_standing_in_words(cli: Cli) -> None:
    """No allegation is shown without its standing, and no plan without its status."""
    lines = cli("query", "--involving", "China").stdout.splitlines()
    assert re.split("  +", lines[0]) == [
        *("id", "type", "when"),
        *("status, standing, act", "who", "gist"),
    ]
    claim = next(line for line in lines if line.startswith("us-alleges"))
    assert claim.split()[:5] == [
        "us-alleges-lethal-support",
        *("Allegation", "February", "2023", "denied"),
    ]
    (visit,) = cli("query", "--type", "visit").stdout.splitlines()[1:]
    assert " confirmed " in visit


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("visit", "status"),
        ("declaration", "status"),
        ("allegation", "standing"),
        ("statement", "act"),
    ],
)
def test_a_column_is_named_for_its_contents(cli: Cli, kind: str, name: str) -> None:
    """If all records are of one kind, the headings name only what these have."""
    header = cli("query", "--type", kind).stdout.splitlines()[0]
    assert re.split("  +", header) == ["id", "type", "when", name, "who", "gist"]


def test_an_empty_answer_says_so(cli: Cli) -> None:
    """The message appears beside the empty table, not in it."""
    done = cli("query", "--saying", "no such words")
    assert (done.returncode, done.stdout) == (0, "")
    assert "no matching records" in done.stderr
    assert json.loads(cli("query", "--json", "--saying", "xyz").stdout) == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--by", "Bejing"], "did you mean 'Beijing'"),
        (["--about", "peas"], "no record has the topic 'peas'"),
        (["--type", "vist"], "did you mean 'visit'"),
        (["--during", "March"], "EDTF"),
        (["--during", "March"], "; a month is written 2023-03, and a span"),
        (["--during", "17-19 March 2023"], "did you mean '2023-03-17/2023-03-19'?\n"),
        (["--type", "visit", "--saying", "x"], "'quotes'; Statement has one\n"),
        (["--certainty", "definite"], "--certainty needs --during\n"),
        (["--certainty", "perhaps"], "invalid choice"),
        (["--forma"], "unrecognized arguments: --forma; did you mean '--format'"),
        (["--act", "denny"], "did you mean 'deny'?"),
        (["--sort", ""], "has a field ''"),
        (["my.csv"], "import_table(table, of=...) makes records of a table"),
        (["my.csv", "--format", "dyads"], "dyads cannot be read, only written\n"),
        (["my.ttl"], "turtle cannot be read, only written\n"),
        (["--formt=json"], "did you mean '--format'"),
        (["--quotes", "x"], "diplomacy-events query [-h]"),
        (["no-such-file.json"], "No such file"),
        (["no-such-file.xyz"], "; or name its format with --format)\n"),
        (
            ["--format", "parquet", "-"],
            "cannot be read from the standard input",
        ),
        (["--format", "jsn", "-"], "did you mean 'json'"),
    ],
)
def test_questions_that_cannot_be_asked_are_refused(
    cli: Cli, options: list[str], message: str
) -> None:
    """The command ends with status 2 and a line that says what is wrong."""
    done = cli("query", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_no_filter_returns_everything() -> None:
    """Without a filter, all records are found; each type gives its collection."""
    assert ask(ARTICLE) == ARTICLE.records
    for name, collection in TYPES.items():
        assert ask(ARTICLE, type=name) == getattr(ARTICLE, collection)


def test_each_question_is_the_method_of_its_name() -> None:
    """Several filters give the same result as the methods, one after the other."""
    found = ask(ARTICLE, by="Moscow", to="China", involving="China", members=True)
    one = ARTICLE.records.by("Moscow", members=True).to("China", members=True)
    assert found == one.involving("China", members=True)
    when = ask(ARTICLE, during="2023-03", certainty="definite", about="ukraine-war")
    plain = ARTICLE.records.during("2023-03", certainty="definite")
    assert set(when.ids) == set(plain.ids) & set(
        ARTICLE.records.about("ukraine-war").ids
    )


def test_ask_refuses_the_same_as_the_methods() -> None:
    """The errors are those of the methods; unknown types have an error of their own."""
    with pytest.raises(UnknownNameError, match="did you mean 'visit'"):
        ask(ARTICLE, type="visits")
    with pytest.raises(UnknownFieldError):
        ask(ARTICLE, type="visit", saying="peace")
    with pytest.raises(UnknownNameError):
        ask(ARTICLE, by="Nobody")


def test_a_certainty_needs_a_time() -> None:
    """A certainty without a time is refused; with one, it works as in the method."""
    for certainty in ("definite", "possible", "perhaps", ""):
        with pytest.raises(FieldValueError, match="needs during") as caught:
            ask(ARTICLE, certainty=certainty)  # type: ignore[arg-type]  # the error is the point
        assert (caught.value.field, caught.value.value) == ("ask.certainty", certainty)
    likely, sure = (
        ask(ARTICLE, during="2023-03-20", certainty="possible"),
        ask(ARTICLE, during="2023-03-20", certainty="definite"),
    )
    assert len(likely) > len(sure) > 0
    assert likely == ask(ARTICLE, during="2023-03-20")
    with pytest.raises(FieldValueError, match="'possible' or 'definite'"):
        ask(ARTICLE, during="2023", certainty="perhaps")  # type: ignore[arg-type]  # the error is the point
    with pytest.raises(FieldValueError, match="'possible' or 'definite'"):
        ask(ARTICLE, during="2023", certainty="")  # type: ignore[arg-type]  # the error is the point
    possible = ask(ARTICLE, during="2023-03-21", certainty="possible")
    assert possible == ask(ARTICLE, during="2023-03-21")
    assert len(possible) > len(ask(ARTICLE, during="2023-03-21", certainty="definite"))


def test_the_questions_are_the_arguments() -> None:
    """The exported names are the names of the arguments and of the options."""
    arguments = list(signature(ask).parameters)
    assert list(FILTERS) == [*arguments[1:-2], *CHOICES]
    assert arguments[-2:] == ["members", "choices"]
    assert set(filters()) == {*FILTERS, "members"}


def test_fields_with_a_vocabulary_are_questions(cli: Cli) -> None:
    """Each finds what the question about the field finds, where there is one."""
    statements = ARTICLE.statements
    assert ask(ARTICLE, act="deny") == statements.filter(field.act == "deny")
    either = statements.filter(field.act.is_in(["deny", "refuse"]))
    assert ask(ARTICLE, act=["deny", "refuse"]) == either
    assert len(ask(ARTICLE, by="China", act="deny", type="statement")) == 1
    planned = ask(ARTICLE, status=["planned", "confirmed"])
    assert {type(one) for one in planned} == {StateVisit, JointDeclaration}
    assert ask(ARTICLE, status=["planned"]) == ask(ARTICLE.records, status="planned")
    assert ask(ARTICLE, coded="hand") == ARTICLE.records
    assert ask(ARTICLE, act=None) == ask(ARTICLE, act=[]) == ARTICLE.records
    done = cli("query", "--act", "deny", "--act", "refuse", "--json")
    assert [one["id"] for one in json.loads(done.stdout)] == list(either.ids)
    done = cli("count", "--standing", "denied", "--key", "accused", "--csv")
    assert done.stdout == "accused,least,most\nChina,1,1\nThe Moscow Times,1,1\n"


def test_each_field_with_a_vocabulary_can_be_asked_about() -> None:
    """By every value that a record has, and it finds that record."""
    for name, kinds in CHOICES.items():
        classes = tuple(kind.cls for kind in kinds)
        having = [one for one in ARTICLE.records if isinstance(one, classes)]
        assert having
        for one in having:
            assert one in ask(ARTICLE, **{name: getattr(one, name)})


@pytest.mark.parametrize(
    ("asked", "error", "message"),
    [
        ({"act": "denny"}, UnknownNameError, "did you mean 'deny'"),
        ({"act": ""}, UnknownNameError, "cannot be ''"),
        ({"act": 5}, FieldTypeError, "expected SpeechAct, got 5"),
        ({"by": 5}, FieldTypeError, "got 5"),
        ({"act": "deny", "type": "visit"}, UnknownFieldError, "Statement has one"),
        ({"act": "deny", "standing": "denied"}, UnknownFieldError, "Allegation has"),
        ({"stand": "denied"}, UnknownFieldError, "did you mean 'standing'"),
        ({"place": "Moscow"}, UnknownFieldError, "no question is called 'place'"),
    ],
)
def test_choices_that_cannot_be_asked_for_are_refused(
    asked: dict[str, Any], error: type[Exception], message: str
) -> None:
    """The error says what there is instead."""
    with pytest.raises(error, match=message):
        ask(ARTICLE, **asked)


def test_a_question_asked_twice_asks_for_both(cli: Cli) -> None:
    """A record must have all named actors among those who act."""
    both = cli("query", "--by", "Xi", "--by", "Putin", "--json")
    found = [one["id"] for one in json.loads(both.stdout)]
    assert found == list(ARTICLE.records.by("Xi").by("Putin").ids)
    assert ask(ARTICLE, by=["Xi", "Putin"]).ids == tuple(found)
    assert len(found) < len(ask(ARTICLE, by="Xi")) + len(ask(ARTICLE, by="Putin"))
    reported = cli("query", "--published", "2023-03-17", "--json")
    assert len(json.loads(reported.stdout)) == len(ARTICLE.records.published("2023-03"))


def test_answers_are_sorted_and_cut(cli: Cli) -> None:
    """Any field can be the key, in ascending or descending order."""
    up = cli("query", "--sort", "id", "--limit", "2", "--json")
    down = cli("query", "--sort=-id", "--limit", "2", "--json")
    ids = sorted(ARTICLE.records.ids)
    assert [one["id"] for one in json.loads(up.stdout)] == ids[:2]
    assert [one["id"] for one in json.loads(down.stdout)] == ids[::-1][:2]
    done = cli("query", "--limit", "-3")
    assert done.returncode == 2
    assert cli("query", "--limit", "two").returncode == 2


def test_answers_are_printed_as_csv(cli: Cli) -> None:
    """The output is one flat table, whose first column is the id."""
    done = cli("query", "--type", "visit", "--csv")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("id,type,gist,when,earliest,latest,visitors,hosts,")
    assert lines[1].startswith("xi-visits-moscow,visit,")
    assert len(lines) == 2


def test_one_record_is_shown(cli: Cli) -> None:
    """The id selects it, from the article or from a file."""
    card = str(ARTICLE.card("xi-visits-moscow"))
    assert cli("show", "xi-visits-moscow").stdout == f"{card}\n"
    data = dumps(ARTICLE)
    assert cli("show", "-", "xi-visits-moscow", stdin=data).stdout == f"{card}\n"
    done = cli("show", "--json", "-", "xi-visits-moscow", stdin=data)
    assert json.loads(done.stdout)["id"] == "xi-visits-moscow"
    done = cli("show", "-", "xi-visit", stdin=data)
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean 'xi-visits-moscow'" in done.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("data.json Beijing", "query data.json --involving Beijing"),
        ("data.json 'Xi Jinping'", "query data.json --involving 'Xi Jinping'"),
        (
            "data.json moscow-times-appeal",
            "to cite it: diplomacy-events cite data.",
        ),
        ("china", "query --involving china"),
        ("xi-visit-moscow", "did you mean 'xi-visits-moscow'"),
        ("xi-visit-moscow", "there is no file 'xi-visit-moscow'; in the bundled"),
        ("data.json visit-xi", "no record here has the id 'visit-xi'"),
        ("--format json nothing", "No such file or directory: nothing"),
        ("folder/nothing", "No such file or directory: folder/nothing"),
        ("nothing.json", "No such file or directory: nothing.json"),
    ],
)
def test_an_id_that_is_not_a_record_is_explained(
    cli: Cli, tmp_path: Path, words: str, message: str
) -> None:
    """An actor has records to list, a source is cited, and a file may be missing."""
    (tmp_path / "data.json").write_text(dumps(ARTICLE), "utf-8")
    done = cli("show", *shlex.split(words))
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_a_missing_file_is_an_error_about_the_file(cli: Cli) -> None:
    """The error is about the file, not about formats."""
    done = cli("query", "denied")
    assert done.stderr == "diplomacy-events query: No such file or directory: denied\n"


def test_omitted_members_are_counted(cli: Cli) -> None:
    """Who asks for a state hears of records of its bodies, whatever the command."""
    alone, whole = (ask(ARTICLE, by="China", members=one) for one in (False, True))
    more = f"{len(whole) - len(alone)} more with --members"
    for command in ("query", "count", "matrix"):
        assert more in cli(command, "--by", "China").stderr
        assert cli(command, "--by", "China", "--members").stderr == ""
        assert cli(command, "--by", "Ushakov").stderr == ""
        assert cli(command, "--type", "statement").stderr == ""


def test_files_may_come_before_and_after_an_option(cli: Cli, tmp_path: Path) -> None:
    """Wherever a command takes several; elsewhere, one too many is refused."""
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(dumps(ARTICLE), "utf-8")
    words = ("merge", "a.json", "--prefer", "self", "b.json", "-")
    done = cli(*words, stdin=dumps(ARTICLE))
    assert loads(done.stdout) == ARTICLE
    done = cli("import", "a.json", "--kind", "gdelt", "out.json")
    assert "a.json: " in done.stderr
    done = cli("check", "a.json", "--json", "b.json", "--jsn")
    assert (done.returncode, done.stdout) == (2, "")
    assert "unrecognized arguments: b.json --jsn; did you mean '--json'" in done.stderr
    done = cli("show", "a.json", "xi-visits-moscow", "b.json")
    assert "unrecognized arguments: b.json\n" in done.stderr


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("qurey", "did you mean 'query'? (diplomacy-events --help lists all)"),
        ("a b.json", "to show the file: diplomacy-events show 'a b.json'"),
        ("Beijing", "Beijing: there is no such command (diplomacy-events"),
    ],
)
def test_an_unknown_command_suggests_the_nearest(
    cli: Cli, tmp_path: Path, word: str, message: str
) -> None:
    """A file alone has a command that shows it."""
    (tmp_path / "a b.json").write_text(dumps(ARTICLE), "utf-8")
    done = cli(word)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_answers_can_be_asked_further(cli: Cli) -> None:
    """Records printed as JSON can be drawn, counted and filtered again."""
    found = cli("query", "--by", "China", "--json").stdout
    assert "<svg" in cli("timeline", "-", stdin=found).stdout
    more = cli("query", "--type", "statement", "--json", "-", stdin=found)
    ids = [one["id"] for one in json.loads(more.stdout)]
    assert ids == list(ARTICLE.statements.by("China").ids)
    assert "statement" in cli("count", "--key", "type", "-", stdin=found).stdout
    twice = json.dumps(json.loads(found) * 2)
    done = cli("count", "-", stdin=twice)
    assert done.returncode == 1
    assert "occurs twice" in done.stderr
    done = cli("count", "-", stdin='[{"type": "Statement"}, 5]')
    assert done.returncode == 1
    assert "$[0]" in done.stderr
    assert "$[1]" in done.stderr
    assert cli("count", "-", stdin="[").returncode == 1
    lines = dumps(ARTICLE, format="jsonl")
    assert cli("count", "--format", "jsonl", "-", stdin=lines).returncode == 0


def test_records_are_counted(cli: Cli, tmp_path: Path) -> None:
    """They are counted by month by default, as text, as CSV or as a picture."""
    data = dumps(ARTICLE)
    assert (
        cli("count", "-", stdin=data).stdout == f"{ARTICLE.records.count_by('month')}\n"
    )
    options = ["--key", "year", "--key", "by", "--time", "published", "--once"]
    done = cli("count", *options, "--within", "2023", "--csv")
    due = ARTICLE.records.count_by(
        "year", "by", time="published", during="2023", once=True
    )
    assert done.stdout.splitlines() == due.to_csv(names=True).splitlines()
    look = ["--title", "Mine", "--width", "400", "--output", "made.svg"]
    assert cli("count", "--key", "type", *look).returncode == 0
    made = (tmp_path / "made.svg").read_text("utf-8")
    due_picture = ARTICLE.records.count_by("type").picture(title="Mine", width=400)
    assert made == due_picture.standalone


def test_events_are_listed(cli: Cli, tmp_path: Path) -> None:
    """Events of several records are listed, or one with history and contradictions."""
    done = cli("events", "-", stdin=dumps(ARTICLE))
    assert (done.returncode, done.stdout) == (0, "")
    assert "no two records" in done.stderr
    pair = ("new-era-declaration", "economic-cooperation-declaration")
    united = ARTICLE.unite([pair])
    listed = cli("events", "-", stdin=dumps(united)).stdout.splitlines()
    assert listed[0].split() == ["event", "records", "status", "disagreements", "gist"]
    assert listed[1].split()[:3] == [pair[0], "2", "planned"]
    one = cli("events", "-", "--id", pair[1], stdin=dumps(united)).stdout
    assert f"<Event {pair[0]!r}: 2 records>" in one
    assert "sources disagree:" in one
    drawn = cli("events", "--id", "xi-visits-moscow", "--output", "life.svg")
    assert (drawn.returncode, drawn.stdout) == (0, "")
    assert "confirmed" in (tmp_path / "life.svg").read_text("utf-8")
    assert "sources disagree" not in cli("events", "--id", "xi-visits-moscow").stdout


def test_a_type_may_be_named_as_the_table_names_it(cli: Cli) -> None:
    """The table has the names of classes."""
    done = cli("query", "--type", "StateVisit")
    assert done.stdout == cli("query", "--type", "visit").stdout != ""


def test_candidates_are_listed(cli: Cli) -> None:
    """The list gives their reasons, the most likely first."""
    found = ARTICLE.candidates()
    done = cli("candidates", "--limit", "1")
    assert done.stdout.splitlines()[1].split()[:4] == [
        "1",
        found[0].one,
        found[0].other,
        str(found[0].points),
    ]
    every = json.loads(cli("candidates", "--json", "--window", "31").stdout)
    assert [one["points"] for one in every] == [one.points for one in found]
    assert every[0]["reasons"] == list(found[0].reasons)
    visit = dumps(load_article().__class__())
    done = cli("candidates", "-", stdin=visit)
    assert (done.returncode, done.stdout) == (0, "")
    assert "no two records seem to report" in done.stderr


def test_candidates_are_united_by_their_numbers(cli: Cli, tmp_path: Path) -> None:
    """The numbers are those of the whole list; nothing else changes."""
    found = ARTICLE.candidates()
    done = cli("candidates", "--unite", "2, 1", "--output", "united.json")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    united = ARTICLE.unite([found[1], found[0]])
    assert read(tmp_path / "united.json") == united
    done = cli("candidates", "--unite", "1", "--output", "-")
    assert loads(done.stdout) == ARTICLE.unite(found[:1])


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ("--unite 0 --output x.json", "there is no pair 0: there are"),
        ("--unite 1,999 --output x.json", "there is no pair 999: there are"),
        ("--unite one --output x.json", "expected a whole number, 0 or more, got 'one"),
        ("--unite 1", "--unite and --output go together: pass --output too"),
        ("--output x.json", "--unite and --output go together: pass --unite too"),
    ],
)
def test_wrong_numbers_of_candidates_are_refused(
    cli: Cli, tmp_path: Path, options: str, problem: str
) -> None:
    """Nothing is written."""
    done = cli("candidates", *options.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert problem in done.stderr
    assert not (tmp_path / "x.json").exists()


def test_formats_are_listed(cli: Cli) -> None:
    """The list gives the abilities of each."""
    lines = cli("formats").stdout.splitlines()
    assert lines[0].split() == ["format", "suffixes", "reads", "writes", "lossless"]
    assert lines[1].split() == ["json", ".json", "yes", "yes", "yes"]
    values = json.loads(cli("formats", "--json").stdout)
    assert {"xlsx", "csv-flat"} <= {one["format"] for one in values}


def test_options_control_pictures(cli: Cli) -> None:
    """The options of the command line work like the arguments in Python."""
    options = "--each month --group actor --title Mine --width 400 --limit 2"
    done = cli("timeline", *options.split(), "--type", "statement")
    due = ARTICLE.statements.timeline(
        by="month", group="actor", title="Mine", width=400, limit=2
    )
    assert done.stdout == due.standalone
    done = cli("timeline", "--label", "id", "--order", "id", "--undated")
    title = f"Timeline of {ARTICLE.title}"
    due = ARTICLE.records.timeline(label="id", order="id", undated=True, title=title)
    assert done.stdout == due.standalone
    done = cli("matrix", "--row", "China", "--column", "Russia", "--title", "Two")
    due = ARTICLE.matrix(rows=["China"], columns=["Russia"], title="Two")
    assert done.stdout == due.standalone


def test_an_option_says_which_values_a_merger_keeps(
    cli: Cli, shell: Callable[[str], Done], tmp_path: Path
) -> None:
    """Without a choice, a difference is refused; Python warns of each choice."""
    data = json.loads(dumps(ARTICLE))
    (tmp_path / "one.json").write_text(json.dumps(data), "utf-8")
    data["records"][0]["gist"] = "Another gist"
    (tmp_path / "two.json").write_text(json.dumps(data), "utf-8")
    assert cli("merge", "one.json", "two.json").returncode == 1
    done = shell("diplomacy-events merge one.json two.json --prefer other")
    assert done.returncode == 0
    assert loads(done.stdout).records[0].gist == "Another gist"
    assert "1 difference was decided for 'other'" in done.stderr
