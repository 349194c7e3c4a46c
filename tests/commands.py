"""The command line, and the console script in a shell, as people run it."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from diplomacy_events import (
    Dataset,
    Manner,
    Period,
    SourceText,
    SpeechAct,
    State,
    Statement,
    write,
)
from diplomacy_events.cli import main

SCRIPT = str(Path(sys.executable).parent / "diplomacy-events")
STREAMS = ("stdin", "stdout", "stderr")
Done = subprocess.CompletedProcess[str]
TEXT = (
    "“We will come in May,” Arendal told Bergen on Monday.\n"
    "The visit “is welcome,” Bergen said.\n"
)


def unwatched() -> dict[str, str]:
    """Return the environment for external programs, which coverage only slows down."""
    ours = os.environ.items()
    return {name: value for name, value in ours if not name.startswith("COVERAGE_")}


@pytest.fixture
def cli(tmp_path: Path) -> Callable[..., Done]:
    """Return a function that runs the command line in its own folder.

    A process costs more than most commands, so the function runs in this one. Streams
    and exit statuses of separate processes are tested in `tests/cli/test_cli_ends.py`.
    """

    def run(*arguments: str, stdin: str = "", **environment: str) -> Done:
        streams = {name: TextIOWrapper(BytesIO(), "utf-8") for name in STREAMS}
        streams["stdin"].buffer.write(stdin.encode())
        streams["stdin"].seek(0)
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(tmp_path)
            for name, value in environment.items():
                patch.setenv(name, value)
            for name, stream in streams.items():
                patch.setattr(sys, name, stream)
            status = main(arguments)
        printed = [_printed(streams[name]) for name in ("stdout", "stderr")]
        return subprocess.CompletedProcess(arguments, status, *printed)

    return run


def _printed(stream: TextIOWrapper) -> str:
    """Return the output on a stream, with line breaks as Python reads them."""
    stream.flush()
    stream.seek(0)
    return stream.read()


@pytest.fixture
def shell(tmp_path: Path) -> Callable[[str], Done]:
    """Return a function that runs a line of bash there, as people type it."""

    def run(line: str) -> Done:
        path = f"{Path(SCRIPT).parent}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            ["/bin/bash", "-c", line],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            encoding="utf-8",
            env={**unwatched(), "PATH": path},
        )

    return run


@pytest.fixture
def coded(tmp_path: Path) -> Dataset:
    """Save a dataset in the folder as communique.json with its text, and return it."""
    text = SourceText.of(
        TEXT,
        id="communique",
        publisher="Herald",
        title="A visit?",
        url="https://example.org/visit",
        published=date(2023, 3, 17),
    )
    states = [State(id=name.lower(), name=name) for name in ("Arendal", "Bergen")]
    promise = Statement(
        id="promise",
        when=Period.from_edtf("2023-03-13", phrase="on Monday"),
        gist="Arendal promises to come",
        speakers=("arendal",),
        audience=("bergen",),
        manner=Manner.DIRECT,
        act=SpeechAct.PROMISE,
        quotes=("We will come in May,",),
        evidence=(text.evidence(TEXT.split("\n", maxsplit=1)[0]),),
    )
    dataset = Dataset(
        title="A communiqué", sources=[text.source], actors=states, records=[promise]
    )
    write(dataset, tmp_path / "communique.json")
    (tmp_path / "communique.txt").write_bytes(TEXT.encode())
    return dataset
