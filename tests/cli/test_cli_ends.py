"""How the command line starts and ends, whatever its environment."""

import os
import pty
import signal
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from importlib.metadata import version
from io import StringIO
from pathlib import Path

import pytest

from diplomacy_events import Dataset, State, dumps, load_article, loads, write
from diplomacy_events.cli import main
from diplomacy_events.cli.printing import note, print_table, say
from diplomacy_events.views.digest import digest

ONE = Dataset(actors=[State(id="arendal", name="Arendal")])
SCRIPT = str(Path(sys.executable).parent / "diplomacy-events")


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command in its own process."""
    return subprocess.run(
        command, capture_output=True, check=False, env={**os.environ, **environment}
    )


def shell(line: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of bash in which $CLI stands for the script."""
    return run("bash", "-c", line, CLI=SCRIPT)


@pytest.mark.parametrize(
    "command",
    [[sys.executable, "-m", "diplomacy_events"], [SCRIPT]],
    ids=["module", "script"],
)
@pytest.mark.parametrize(
    "environment",
    [{"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}, {"LC_ALL": "C"}],
    ids=["ascii", "C"],
)
def test_the_article_is_printed(
    command: list[str], environment: dict[str, str]
) -> None:
    """Both commands print the article on a screen, as UTF-8 in any locale."""
    done = run(*command, **environment)
    assert (done.returncode, done.stderr) == (0, b"")
    printed = done.stdout.decode()
    assert printed.startswith(digest(load_article()))
    assert printed.count("\n") <= 40


def test_wrong_usage_is_refused() -> None:
    """An unknown option ends with status 2 and shows the usage."""
    done = run(SCRIPT, "--jsn")
    assert done.returncode == 2
    assert b"usage: diplomacy-events" in done.stderr


def test_the_version_is_that_of_the_package() -> None:
    """It is the installed version."""
    assert run(SCRIPT, "--version").stdout.decode().strip() == version(
        "diplomacy-events"
    )


@pytest.mark.parametrize("command", ["", "--help", "query", "query --json"])
def test_a_closed_pipe_ends_the_command_quietly(command: str) -> None:
    """A broken pipe is not an error."""
    for reader in ("true", "head -1"):
        done = shell(f"$CLI {command} | {reader}; exit ${{PIPESTATUS[0]}}")
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("command", ["validate", "validate --json", "diff other.json"])
def test_a_broken_pipe_keeps_the_exit_status(tmp_path: Path, command: str) -> None:
    """With a broken pipe, the output is lost, and the command keeps its exit status."""
    (tmp_path / "bad.json").write_text("{}" if "validate" in command else dumps(ONE))
    (tmp_path / "other.json").write_text(dumps(Dataset()))
    piped = f"(sleep 1; $CLI {command} bad.json) | :; exit ${{PIPESTATUS[0]}}"
    done = shell(f"cd {tmp_path}; {piped}")
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize("format", ["json", "csv"])
def test_a_dataset_without_a_reader_is_not_an_error(format: str) -> None:
    """Text or bytes can be lost without any message."""
    done = shell(
        f"$CLI show --json | (sleep 1; $CLI convert - - --to {format}) | :; "
        "exit ${PIPESTATUS[1]}"
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("buffered", ["", "1"])
@pytest.mark.parametrize("command", ["", "--help", "query"])
def test_a_full_disk_is_reported(command: str, buffered: str) -> None:
    """If writing fails, the command ends with status 2 and one line that says why."""
    done = shell(f"PYTHONUNBUFFERED={buffered} $CLI {command} >/dev/full")
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"No space left on device" in done.stderr


def test_closed_streams_are_reported() -> None:
    """Without an output or an input, nothing is lost silently."""
    done = shell("$CLI show --json | $CLI convert - - --to csv >&-")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"standard output is closed" in done.stderr
    done = shell("$CLI >&-")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"standard output is closed" in done.stderr
    done = shell("$CLI show - <&-")
    assert done.returncode == 2
    assert b"standard input" in done.stderr


def test_without_a_place_for_errors_the_status_tells() -> None:
    """If the standard error is closed or full, no traceback appears."""
    for place in ("2>&-", "2>/dev/full"):
        done = shell(f"$CLI show no-such.json {place}")
        assert (done.returncode, done.stdout) == (2, b"")


@pytest.mark.parametrize("delay", [0.2, 0.4])
def test_an_interrupt_while_it_waits_is_quiet(delay: float) -> None:
    """Ctrl-C ends a command that waits for its input with 130, and no output."""
    with subprocess.Popen(
        [SCRIPT, "show", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONFAULTHANDLER": ""},
    ) as process:
        assert process.stdin
        # The command reads all of its input before it ends, so it runs until then.
        process.stdin.write(b"[" * (1 << 20))
        process.stdin.flush()
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_an_interrupt_during_the_imports_is_quiet() -> None:
    """Slow imports can be interrupted as well."""
    code = (
        "import builtins, sys\n"
        "from diplomacy_events.cli import main\n"
        "real = builtins.__import__\n"
        "def imported(name, *rest):\n"
        "    if name.startswith('argparse'):\n"
        "        raise KeyboardInterrupt\n"
        "    return real(name, *rest)\n"
        "builtins.__import__ = imported\n"
        "sys.exit(main())\n"
    )
    done = run(sys.executable, "-c", code)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_the_command_can_be_called(capsys: pytest.CaptureFixture[str]) -> None:
    """From Python it prints to the standard output and returns the status."""
    assert main([]) == 0
    screen = capsys.readouterr().out
    assert screen.startswith(digest(load_article()))
    assert main(["--json"]) == 0
    assert loads(capsys.readouterr().out) == load_article()
    with redirect_stdout(StringIO()) as printed:
        main([])
    assert printed.getvalue() == screen


def test_without_streams_nothing_breaks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A process without streams gets a message, or carries on."""
    with redirect_stderr(StringIO()) as told:
        note("a caller hears this")
    assert told.getvalue() == "a caller hears this\n"
    monkeypatch.setattr(sys, "stderr", None)
    note("nobody hears this")
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(OSError, match="standard output is closed"):
        say("nobody hears this")
    with pytest.raises(OSError, match="standard output is closed"):
        print_table(("a",), [])
    assert capsys.readouterr() == ("", "")


COLUMNS = ["id", "type", "when", "status, standing, act", "who", "gist"]


def on_a_terminal(*command: str, **environment: str) -> str:
    """Return what a command prints on a terminal, with 120 columns by default."""
    mother, child = pty.openpty()
    environment = {
        **os.environ,
        "COLUMNS": "120",
        "TERM": "xterm-256color",
        **environment,
    }
    with subprocess.Popen(command, stdout=child, stderr=child, env=environment) as one:
        os.close(child)
        printed = b""
        try:
            while part := os.read(mother, 1 << 16):
                printed += part
        except OSError:
            # Linux reports the end of a terminal in this way.
            pass
        assert one.wait() == 0
    os.close(mother)
    return printed.decode().replace("\r", "")


def test_on_a_wide_terminal_tables_are_drawn() -> None:
    """With rich, a table has a line below its header, and ids stay whole."""
    printed = on_a_terminal(SCRIPT, "query", "--by", "Washington")
    assert "───" in printed
    assert "us-warns-of-lethal-support " in printed


@pytest.mark.parametrize("command", ["show", "query", "formats", "--help"])
def test_no_table_and_no_help_is_coloured(command: str) -> None:
    """On a colour terminal, the output contains no control codes."""
    printed = on_a_terminal(SCRIPT, command)
    assert printed.strip()
    assert not {"\x1b", "\ufffd"} & set(printed)


@pytest.mark.parametrize("columns", [120, 160])
def test_a_drawn_table_has_all_its_columns(columns: int) -> None:
    """However long the ids are, none is cut and no column is left out."""
    printed = on_a_terminal(SCRIPT, "query", COLUMNS=str(columns))
    # The longest name takes two lines if space is short.
    header = printed.partition("───")[0].split()
    assert sorted(header) == sorted(" ".join(COLUMNS).split())
    assert all(f" {id} " in printed for id in load_article().records.ids)
    assert len(printed.splitlines()) < 8 * len(load_article().records)


@pytest.mark.parametrize("columns", [40, 50, 80, 119])
def test_on_a_narrow_terminal_each_row_is_a_block(columns: int) -> None:
    """The id has its own line; everything else is below it, and nothing is cut."""
    records = load_article().records
    lines = on_a_terminal(SCRIPT, "query", COLUMNS=str(columns)).splitlines()
    heads = [line for line in lines if not line.startswith(" ")]
    assert heads == list(records.ids)
    assert all(len(line) <= columns for line in lines if line.startswith(" "))
    assert len(lines) < 10 * len(records)
    words = " ".join(" ".join(lines).split())
    for record in records:
        assert f"{record.id} {type(record).__name__}, " in words
        assert record.gist in words
    (visit,) = load_article().visits
    who = "Xi Jinping, visiting Vladimir Putin"
    assert f"StateVisit, {visit.when}, confirmed, {who} {visit.gist}" in words


@pytest.mark.parametrize(("columns", "blocks"), [(40, True), (80, False)])
def test_a_result_that_does_not_fit_a_terminal_is_in_blocks(
    tmp_path: Path, columns: int, blocks: bool
) -> None:
    """Nothing is cut, and a table that fits stays a table."""
    words = "Nobody has coded the first of these sentences so far.\n\nNor this one.\n"
    (tmp_path / "a.txt").write_text(words, encoding="utf-8")
    (tmp_path / "a.sheet").write_text("text: a.txt\npublisher: X\n", encoding="utf-8")
    sheet = str(tmp_path / "a.sheet")
    lines = on_a_terminal(SCRIPT, "check", sheet, COLUMNS=str(columns)).splitlines()
    at = 1 + lines.index(f"{sheet}: the text of a-text")
    if not blocks:
        assert lines[at].split() == ["finding", "place", "id", "words"]
        return
    assert lines[at : at + 2] == ["no record", "  0:53"]
    assert all(len(line) <= columns for line in lines[at:])
    assert "Nobody has coded the first of these" in " ".join(lines)


def test_each_of_several_tables_has_its_own_form(tmp_path: Path) -> None:
    """Those that fit stay tables; each is below its title."""
    article = load_article()
    write(article, tmp_path / "a.json")
    other = loads(dumps(article, format="json").replace('"deny"', '"refuse"'))
    write(other, tmp_path / "b.json")
    files = [str(tmp_path / name) for name in ("a.json", "b.json")]
    printed = on_a_terminal(SCRIPT, "agreement", *files, COLUMNS="60")
    assert printed.startswith("Records\nStateVisit\n  1, 0, 0, 1.000, 1.000\n  1.000\n")
    assert printed.endswith(
        "Disagreements\n"
        "id                           field  first  second\n"
        "china-denies-lethal-support  act    deny   refuse\n"
        "paper-rejects-accusation     act    deny   refuse\n"
    )


def test_a_warning_is_printed_as_other_messages_are(tmp_path: Path) -> None:
    """It shows no line of our code, and nothing moves the terminal."""
    info = tmp_path / "plug_in-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: plug-in\nVersion: 1\n")
    points = "[diplomacy_events.formats]\nbroken = a_plug_in:it\n"
    (info / "entry_points.txt").write_text(points)
    (tmp_path / "a_plug_in.py").write_text("raise ValueError('no \\x1b[2J')\n")
    path = os.pathsep.join([str(tmp_path), *sys.path])
    done = run(SCRIPT, "formats", PYTHONPATH=path)
    assert done.returncode == 0
    problem = "the format broken of a_plug_in:it cannot be loaded: no \ufffd[2J"
    assert done.stderr.decode() == f"diplomacy-events: {problem}\n"


def test_a_narrow_terminal_is_recognised() -> None:
    """The terminal gives the width if the environment does not."""
    code = (
        "import fcntl, os, struct, sys, termios\n"
        "fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 80, 0, 0))\n"
        "os.environ.pop('COLUMNS')\n"
        f"os.execv({SCRIPT!r}, [{SCRIPT!r}, 'query', '--by', 'Washington'])"
    )
    printed = on_a_terminal(sys.executable, "-c", code)
    assert "us-warns-of-lethal-support\n  Statement" in printed


@pytest.mark.parametrize("columns", ["80", "120"])
def test_on_a_terminal_the_encoding_is_utf_8(columns: str) -> None:
    """A terminal with another encoding does not cause a traceback."""
    printed = on_a_terminal(
        SCRIPT, "query", PYTHONIOENCODING="latin-1", COLUMNS=columns
    )
    assert "Traceback" not in printed
    assert "xi-visits-moscow" in printed
    assert ("───" in printed) == (columns == "120")


def test_on_a_terminal_without_rich_tables_are_plain(tmp_path: Path) -> None:
    """Without rich, a wide terminal gets the same output as a file."""
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.modules['rich'] = None")
    path = f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    question = (SCRIPT, "query", "--by", "Washington")
    printed = on_a_terminal(*question, PYTHONPATH=path)
    assert printed == run(*question).stdout.decode()
