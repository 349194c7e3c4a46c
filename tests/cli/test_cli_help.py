"""The help: what it says of each command is true, and the reference agrees."""

import re
import subprocess
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

from diplomacy_events import Dataset, write
from diplomacy_events.cli.command import STATUSES, Command
from diplomacy_events.cli.commands import COMMANDS
from diplomacy_events.cli.filter_options import filters

Cli = Callable[..., subprocess.CompletedProcess[str]]
REFERENCE = Path(__file__).parents[2] / "docs/reference/cli.md"
each_command = pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.name)


@each_command
def test_every_example_runs(
    cli: Cli, shell: Cli, coded: Dataset, tmp_path: Path, command: Command
) -> None:
    """The example in the help runs as written, and prints or writes something.

    The two files of a comparison are different ones.
    """
    (tmp_path / "article.txt").write_text("“Yes,” she said on Monday.", "utf-8")
    reply = evolve(coded.statements[0], id="reply", gist="Bergen replies")
    others = {
        "reply": evolve(coded, records=[reply]),
        "revised": evolve(coded, records=[*coded.records, reply]),
        "ann": coded,
        "ben": evolve(coded, records=[reply]),
    }
    for name, dataset in others.items():
        write(dataset, tmp_path / f"{name}.json")
    files = [word for word in command.example.split() if word.endswith(".json")]
    assert len(files) == len(set(files))
    shown = cli(command.name, "--help").stdout
    assert f"example:\n  {command.example}\n" in shown
    before = set(tmp_path.iterdir())
    done = shell(command.example)
    assert done.returncode == (1 if command.name == "diff" else 0), done.stderr
    assert done.stdout or set(tmp_path.iterdir()) > before
    assert len(coded.records) == 1


def test_the_help_lists_every_command_and_the_exit_statuses(cli: Cli) -> None:
    """The help goes to the standard output, and the command ends with 0."""
    done = cli("--help", COLUMNS="200")
    assert (done.returncode, done.stderr) == (0, "")
    for command in COMMANDS:
        line = f"^    {command.name} +{re.escape(command.help)}$"
        assert re.search(line, done.stdout, re.MULTILINE)
        assert " ".join(STATUSES.split()) in " ".join(
            cli(command.name, "--help").stdout.split()
        )


def sections() -> dict[str, str]:
    """Return the section of the reference for each command."""
    text = REFERENCE.read_text("utf-8")
    found = re.split(r"^## `(\w+)`$", text, flags=re.MULTILINE)[1:]
    return dict(zip(found[::2], found[1::2], strict=True))


def test_the_reference_has_a_section_for_each_command() -> None:
    """The sections are in the order of the help."""
    assert list(sections()) == [command.name for command in COMMANDS]


@each_command
def test_the_reference_says_what_the_help_says(command: Command) -> None:
    """A section has the sentence, the example, and every argument with its meaning.

    The page marks options as code, which the help cannot.
    """
    parser = ArgumentParser(add_help=False)
    command.arguments(parser)
    section = sections()[command.name]
    assert command.help in " ".join(section.replace("`", "").split())
    assert f"$ {command.example}\n" in section
    meant = {
        action.option_strings[0] if action.option_strings else str(action.metavar): str(
            action.help
        )
        for action in parser._actions
    }
    matches = re.findall(r"^\| `([^`]+)` \| (.*) \|$", section, re.MULTILINE)
    rows = {name: cell.replace("`", "") for name, cell in matches}
    if "[filters](#filters)" in section:
        rows |= {f"--{name}": meaning for name, meaning in filters().items()}
    assert rows == meant
    assert all(action.help for action in parser._actions)


def test_the_reference_says_how_commands_end() -> None:
    """The exit statuses are the same as in the help."""
    assert STATUSES.partition(": ")[2] in " ".join(REFERENCE.read_text("utf-8").split())
