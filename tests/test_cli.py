"""The command line, run as people run it."""

import os
import subprocess
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from diplomacy_events import load_article, loads
from diplomacy_events.cli import main
from diplomacy_events.views.text import as_text

SCRIPT = Path(sys.executable).parent / "diplomacy-events"


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own."""
    return subprocess.run(
        command, capture_output=True, check=False, env={**os.environ, **environment}
    )


@pytest.mark.parametrize(
    "command",
    [[sys.executable, "-m", "diplomacy_events"], [str(SCRIPT)]],
    ids=["module", "script"],
)
def test_the_article_is_printed(command: list[str]) -> None:
    """Both commands print the whole of the article, as UTF-8 whatever the locale."""
    done = run(*command, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == as_text(load_article())


def test_the_json_reads_back() -> None:
    """What --json prints is the dataset."""
    done = run(sys.executable, "-m", "diplomacy_events", "--json")
    assert loads(done.stdout) == load_article()


def test_wrong_usage_is_refused() -> None:
    """An unknown option ends with status 2 and says how it is used."""
    done = run(sys.executable, "-m", "diplomacy_events", "--jsn")
    assert done.returncode == 2
    assert b"usage: diplomacy-events" in done.stderr


def test_a_reader_who_has_seen_enough_ends_it_quietly() -> None:
    """A broken pipe is no error."""
    command = f"{sys.executable} -m diplomacy_events | true; exit ${{PIPESTATUS[0]}}"
    done = run("bash", "-c", command)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_command_can_be_called(capsys: pytest.CaptureFixture[str]) -> None:
    """From Python it prints to the standard output and returns the status."""
    assert main([]) == 0
    assert capsys.readouterr().out == as_text(load_article())
    assert main(["--json"]) == 0
    assert loads(capsys.readouterr().out) == load_article()
    with redirect_stdout(StringIO()) as printed:
        main([])
    assert printed.getvalue() == as_text(load_article())
