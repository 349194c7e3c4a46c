"""Projects to build with Sphinx."""

import os
from pathlib import Path
from time import time_ns
from typing import Self

import attrs
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_colors

__all__ = ["Built", "Project"]

# Sphinx 7 gives the type of a warning only on request.
BASE = """extensions = ['diplomacy_events.sphinx']
show_warning_types = True
"""


@attrs.frozen
class Built:
    """The result of a build.

    Attributes:
        app: the application, after the build.
        read: the pages that were read.
        warnings: the warnings, with places in the project's folder.
    """

    app: SphinxTestApp
    read: tuple[str, ...]
    warnings: tuple[str, ...]

    def text(self, name: str) -> str:
        """Return a file of the output."""
        return Path(self.app.outdir, name).read_text(encoding="utf-8")


@attrs.frozen
class Project:
    """A Sphinx project in a folder, which can be built repeatedly."""

    folder: Path

    @classmethod
    def of(cls, folder: Path, **pages: str) -> Self:
        """Create a project of these pages, with an index of them all."""
        thing = cls(folder)
        thing.write(index=".. toctree::\n   :glob:\n\n   *", **pages)
        return thing

    def write(self, **pages: str) -> None:
        """Write pages, each with its name as the heading."""
        for name, text in pages.items():
            path = self.folder / f"{name}.rst"
            # After the last build, however long that took.
            now = max(path.stat().st_mtime_ns, time_ns()) if path.exists() else None
            path.write_text(f"{name}\n{'=' * len(name)}\n\n{text}\n", encoding="utf-8")
            if now is not None:
                # Two changes within a tick of the clock cannot be told apart.
                os.utime(path, ns=(now + 10**9, now + 10**9))

    def build(
        self, builder: str = "html", *, parallel: int = 0, conf: str = ""
    ) -> Built:
        """Build the pages that have changed."""
        path = self.folder / "conf.py"
        text = f"{BASE}{conf}\n"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
        read: list[str] = []
        app = SphinxTestApp(builder, srcdir=self.folder, parallel=parallel)
        app.connect("env-before-read-docs", lambda _, __, pages: read.extend(pages))
        try:
            app.build()
        finally:
            app.cleanup()
        lines = strip_colors(app.warning.getvalue()).splitlines()
        warnings = [line.replace(f"{self.folder}{os.sep}", "") for line in lines]
        return Built(app, tuple(sorted(read)), tuple(warnings))
