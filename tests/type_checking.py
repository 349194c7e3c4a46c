"""The strict type checker, run as users run it."""

import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import packages_distributions
from pathlib import Path

# The types of the model use these alone; other libraries are skipped to save time.
NEEDED = {"attr", "attrs", "dateutil", "diplomacy_events", "typing_extensions"}


def check_types(
    files: Sequence[Path | str], folder: Path, environment: dict[str, str]
) -> tuple[int, str]:
    """Return the exit status of mypy on some files, and its messages."""
    others = [name for name in packages_distributions() if name not in NEEDED]
    skipped = ",".join(f"{name}.*" for name in sorted(others) if name.isidentifier())
    config = folder / "mypy.ini"
    config.write_text(
        f"[mypy]\n[mypy-{skipped}]\nfollow_imports = skip\n"
        "follow_imports_for_stubs = True\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent"),
            *("--config-file", str(config), "--cache-dir", str(folder / "cache")),
            *("--no-color-output", *map(str, files)),
        ],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr
