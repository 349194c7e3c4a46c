"""The console script, run as people run it: in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
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

SCRIPT = str(Path(sys.executable).parent / "diplomacy-events")
Done = subprocess.CompletedProcess[str]
TEXT = (
    "“We will come in May,” Arendal told Bergen on Monday.\n"
    "The visit “is welcome,” Bergen said.\n"
)


@pytest.fixture
def cli(tmp_path: Path) -> Callable[..., Done]:
    """Return a function that runs the script in a folder of its own."""

    def run(*arguments: str, stdin: str = "", **environment: str) -> Done:
        return subprocess.run(
            [SCRIPT, *arguments],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            encoding="utf-8",
            env={**os.environ, **environment},
            input=stdin,
        )

    return run


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
            env={**os.environ, "PATH": path},
        )

    return run


@pytest.fixture
def coded(tmp_path: Path) -> Dataset:
    """Return a dataset, which stands in the folder as communique.json with its text."""
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
