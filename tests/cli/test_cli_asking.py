"""Showing and asking from the command line, and the function behind it."""

import json
import subprocess
from collections.abc import Callable
from inspect import signature

import pytest

from diplomacy_events import (
    FieldValueError,
    UnknownFieldError,
    UnknownNameError,
    dumps,
    load_article,
    loads,
)
from diplomacy_events.cli.asking import MEANT
from diplomacy_events.dataset.ask import QUESTIONS, TYPES, ask
from diplomacy_events.views.text import as_text

ARTICLE = load_article()
Cli = Callable[..., subprocess.CompletedProcess[str]]


def test_a_dataset_is_shown_from_a_file_or_the_input(cli: Cli) -> None:
    """As text, and as JSON that reads back."""
    data = dumps(ARTICLE)
    assert cli("show", "-", stdin=data).stdout == as_text(ARTICLE)
    lines = dumps(ARTICLE, format="jsonl")
    done = cli("show", "--json", "--format", "jsonl", "-", stdin=lines)
    assert loads(done.stdout) == ARTICLE


def test_a_file_that_is_no_dataset_is_invalid(cli: Cli) -> None:
    """That ends with status 1, and the place of the fault."""
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
    """Each option is a question; a record has to answer to all of them."""
    done = cli("query", "--json", *options.split())
    assert (done.returncode, done.stderr) == (0, "")
    whole = {record["id"]: record for record in json.loads(dumps(ARTICLE))["records"]}
    found = json.loads(done.stdout)
    assert {record["id"] for record in found} >= expected
    assert bool(found) == bool(expected)
    assert all(whole[record["id"]] == record for record in found)


def test_the_table_says_status_and_standing_in_words(cli: Cli) -> None:
    """An allegation is never shown without its standing, nor a plan without status."""
    lines = cli("query", "--involving", "China").stdout.splitlines()
    assert lines[0].split() == ["id", "type", "when", "status", "gist"]
    claim = next(line for line in lines if line.startswith("us-alleges"))
    assert claim.split()[:5] == [
        "us-alleges-lethal-support",
        *("Allegation", "February", "2023", "denied"),
    ]
    (visit,) = cli("query", "--type", "visit").stdout.splitlines()[1:]
    assert " confirmed " in visit


def test_an_empty_answer_says_so(cli: Cli) -> None:
    """That nothing answers is told beside the empty table, not in it."""
    done = cli("query", "--saying", "no such words")
    assert (done.returncode, done.stdout) == (0, "")
    assert "no record answers" in done.stderr
    assert json.loads(cli("query", "--json", "--saying", "xyz").stdout) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--by", "Bejing"], "did you mean 'Beijing'"),
        (["--about", "peas"], "no record has the topic 'peas'"),
        (["--type", "vist"], "did you mean 'visit'"),
        (["--during", "March"], "EDTF"),
        (["--type", "visit", "--saying", "x"], "StateVisit has no field 'quotes'"),
        (["--certainty", "definite"], "certainty: says how during is meant"),
        (["--certainty", "perhaps"], "invalid choice"),
        (["--form"], "unrecognized"),
        (["no-such-file.json"], "No such file"),
        (["no-such-file.xyz"], "(or name its format with --format)\n"),
        (
            ["--format", "parquet", "-"],
            "cannot be read from the standard input",
        ),
        (["--format", "jsn", "-"], "did you mean 'json'"),
    ],
)
def test_questions_that_cannot_be_asked_are_refused(
    cli: Cli, options: list[str], said: str
) -> None:
    """They end with status 2 and a line that says what is wrong."""
    done = cli("query", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_asking_nothing_gives_everything() -> None:
    """Without a question, all records are the answer; each type is its collection."""
    assert ask(ARTICLE) == ARTICLE.records
    for name, collection in TYPES.items():
        assert ask(ARTICLE, type=name) == getattr(ARTICLE, collection)


def test_each_question_is_the_method_of_its_name() -> None:
    """What is asked together is what the methods give one after the other."""
    found = ask(ARTICLE, by="Moscow", to="China", involving="China", members=True)
    one = ARTICLE.records.by("Moscow", members=True).to("China", members=True)
    assert found == one.involving("China", members=True)
    when = ask(ARTICLE, during="2023-03", certainty="definite", about="ukraine-war")
    plain = ARTICLE.records.during("2023-03", certainty="definite")
    assert set(when.ids) == set(plain.ids) & set(
        ARTICLE.records.about("ukraine-war").ids
    )


def test_what_cannot_be_asked_is_refused() -> None:
    """The errors are those of the methods, and one of its own for types."""
    with pytest.raises(UnknownNameError, match="did you mean 'visit'"):
        ask(ARTICLE, type="visits")
    with pytest.raises(UnknownFieldError):
        ask(ARTICLE, type="visit", saying="peace")
    with pytest.raises(UnknownNameError):
        ask(ARTICLE, by="Nobody")


def test_certainty_is_asked_about_a_time() -> None:
    """Without a time it means nothing; with one it is that of the method."""
    for certainty in ("definite", "possible", "perhaps", ""):
        with pytest.raises(FieldValueError, match="says how during is meant") as caught:
            ask(ARTICLE, certainty=certainty)  # type: ignore[arg-type]  # what is wrong is the point
        assert (caught.value.field, caught.value.value) == ("ask.certainty", certainty)
    with pytest.raises(FieldValueError, match="'possible' or 'definite'"):
        ask(ARTICLE, during="2023", certainty="perhaps")  # type: ignore[arg-type]  # what is wrong is the point
    with pytest.raises(FieldValueError, match="'possible' or 'definite'"):
        ask(ARTICLE, during="2023", certainty="")  # type: ignore[arg-type]  # what is wrong is the point
    possible = ask(ARTICLE, during="2023-03-21", certainty="possible")
    assert possible == ask(ARTICLE, during="2023-03-21")
    assert len(possible) > len(ask(ARTICLE, during="2023-03-21", certainty="definite"))


def test_the_questions_are_the_arguments() -> None:
    """The names that are exported are those of the arguments, and of the options."""
    arguments = list(signature(ask).parameters)
    assert list(QUESTIONS) == arguments[1:-1]
    assert arguments[-1] == "members"
    assert set(QUESTIONS) == set(MEANT)
