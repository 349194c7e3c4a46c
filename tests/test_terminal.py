"""Printed text never controls a terminal or reverses a line."""

import json
import sys
from io import StringIO
from pathlib import Path
from typing import Any
from unicodedata import category

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events import Dataset, Period, load_article, loads, write
from diplomacy_events.cli import main
from diplomacy_events.cli.printing import note
from diplomacy_events.formats.format import Omission
from diplomacy_events.terminal import HARMLESS, escape_json, for_terminal

NASTY = "A\u202eb\u2066c\u200bd\ufeffe\U000e0041f"
CONTROLS = "\x00\x07\x1b[2J\x7f\x9b\r\x0b"


def obeyed(text: str) -> set[str]:
    """Return the characters of a text that control a terminal, or are invisible."""
    return {
        sign
        for sign in text
        if category(sign) in ("Cc", "Cf", "Cs") and sign not in f"{HARMLESS}\n\t"
    }


def spoilt(item: Any) -> Any:
    """Return an object after spoiling all its texts, and nothing else."""
    changes: dict[str, Any] = {}
    for field in attrs.fields(type(item)):
        value = getattr(item, field.name)
        if field.name in ("gist", "place", "title", "name", "publisher", "quotes"):
            many = isinstance(value, tuple)
            changes[field.name] = (NASTY,) if many and value else NASTY
        elif isinstance(value, Period) and not value.anchor:
            changes[field.name] = attrs.evolve(value, phrase=NASTY)
    return attrs.evolve(
        item, **{k: v for k, v in changes.items() if getattr(item, k) != ()}
    )


@pytest.fixture(scope="module")
def hostile() -> Dataset:
    """Return the article with nasty characters in every text."""
    article = load_article()
    words = dict.fromkeys(("title", "description", "licence", "citation"), NASTY)
    known: Any = article.actors
    actors = [
        attrs.evolve(actor, name=f"{actor.name}{NASTY}", aliases=()) for actor in known
    ]
    return attrs.evolve(
        article,
        **words,
        version=NASTY,
        sources=[*map(spoilt, article.sources)],
        actors=actors,
        records=[*map(spoilt, article.records)],
    )


@given(st.text())
@example(NASTY + CONTROLS + HARMLESS)
def test_control_characters_are_replaced(text: str) -> None:
    """Everything else, and the length, stay the same."""
    made = for_terminal(text)
    assert not obeyed(made)
    assert len(made) == len(text)
    for old, new in zip(text, made, strict=True):
        assert new == ("\ufffd" if obeyed(old) else old)


@given(st.text(st.characters(codec="utf-8")))
@example(NASTY + CONTROLS + HARMLESS)
def test_json_is_escaped_without_loss(text: str) -> None:
    """The output contains no such character, and reads as before."""
    made = escape_json(json.dumps([text], ensure_ascii=False))
    assert not obeyed(made)
    assert json.loads(made) == [text]


def test_every_object_prints_inert(hostile: Dataset) -> None:
    """This covers cards, grounds, reports, counts and everything else that prints."""
    other = attrs.evolve(hostile, title="B", records=hostile.records[:-1])
    allegation = hostile.allegations[0]
    printed: list[Any] = [
        *hostile.records,
        *map(hostile.rests_on, hostile.records.ids),
        *(hostile.card(id) for id in hostile.records.ids),
        *(event.history for event in hostile.events),
        hostile.allegations.count_by("accusers"),
        hostile.diff(other),
        hostile.agreement(load_article()),
        Omission(None, "", NASTY),
    ]
    for one in printed:
        assert not obeyed(str(one)), type(one)
        assert not obeyed(repr(one)), type(one)
    assert "\ufffd" in str(hostile.rests_on(allegation.id))
    assert "\ufffd" in str(allegation)
    assert "\ufffd" in str(printed[-1])


@pytest.mark.parametrize(
    "words",
    [
        "show FILE",
        "show FILE xi-visits-moscow",
        "show --json FILE",
        "show --json FILE xi-visits-moscow",
        "query FILE",
        "query --json FILE",
        "cite FILE",
        "cite --json FILE",
        "count FILE --key accusers --type allegation",
        "events FILE",
        "candidates FILE",
        "validate FILE",
        "diff FILE OTHER",
        "import FILE --kind own",
    ],
)
def test_every_command_prints_inert(
    words: str, hostile: Dataset, tmp_path: Path, capsys: Any
) -> None:
    """The output of every command, as text or as JSON, never controls a terminal."""
    write(hostile, tmp_path / "hostile.json")
    write(load_article(), tmp_path / "other.json")
    files = {"FILE": tmp_path / "hostile.json", "OTHER": tmp_path / "other.json"}
    main([str(files.get(word, word)) for word in words.split()])
    output = capsys.readouterr()
    assert not obeyed(output.out + output.err)
    assert output.out or output.err


@pytest.mark.parametrize(
    "words",
    [
        "show --{}",
        "query --type {}",
        "query --limit {}",
        "{}",
        "convert a.json b.json {}",
        "count --key {}",
        "resolve {} --published {}",
        "import a.csv --kind {}",
    ],
)
def test_complaints_about_arguments_are_inert(words: str, capsys: Any) -> None:
    """They repeat the arguments, without characters that control a terminal."""
    status = main([word.format(NASTY) for word in words.split()])
    output = capsys.readouterr()
    assert status == 2
    assert not obeyed(output.out + output.err)
    assert output.err.startswith(("usage: diplomacy-events", "diplomacy-events "))


class _Terminal(StringIO):
    """A standard output that claims to be a terminal."""

    def isatty(self) -> bool:
        """Return that it is one."""
        return True


@pytest.mark.parametrize(
    "words",
    [
        "query --csv",
        "cite --format bibtex",
        "convert - --to jsonl",
        "convert - --to csv-flat",
        "count --csv --type visit --key place",
        "timeline --output -",
    ],
)
def test_data_are_whole_in_files_and_inert_on_terminals(
    words: str,
    hostile: Dataset,
    tmp_path: Path,
    capsys: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A program that reads the output gets every character; a terminal does not."""
    write(hostile, tmp_path / "hostile.json")
    command, *rest = words.split()
    given = [command, str(tmp_path / "hostile.json"), *rest]
    main(given)
    assert NASTY in capsys.readouterr().out
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    main(given)
    assert "\ufffd" in terminal.getvalue()
    assert not obeyed(terminal.getvalue())


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("timeline", "--output timeline.svg"),
        ("matrix --row China", "--output matrix.svg"),
        ("annotate - --text a.txt", "--output annotate.html"),
    ],
)
def test_code_for_programs_does_not_fill_a_terminal(
    words: str, way: str, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture is refused, with how to save it, unless it is asked for."""
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    assert main(words.split()) == 2
    assert terminal.getvalue() == ""
    assert way in capsys.readouterr().err
    assert main(["timeline", "--output", "-"]) == 0
    assert "<svg" in terminal.getvalue()


def test_printed_json_reads_back(hostile: Dataset, tmp_path: Path, capsys: Any) -> None:
    """The output of `show --json` is the whole dataset, escaped."""
    write(hostile, tmp_path / "hostile.json")
    main(["show", "--json", str(tmp_path / "hostile.json")])
    assert loads(capsys.readouterr().out) == hostile


def test_names_in_errors_are_inert(capsys: Any) -> None:
    """An error repeats the name asked for, which may come from anywhere."""
    note(f"no actor {CONTROLS}{NASTY}")
    assert main(["show", f"{NASTY}.json"]) == 2
    assert not obeyed(capsys.readouterr().err)
