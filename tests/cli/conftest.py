"""The console script, run as people run it: in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SCRIPT = str(Path(sys.executable).parent / "diplomacy-events")
Done = subprocess.CompletedProcess[str]
Cli = Callable[..., Done]


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """Return a function that runs the script in an empty folder."""

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
