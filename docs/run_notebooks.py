"""Run the notebooks: ``python docs/run_notebooks.py`` writes their outputs.

A test compares the outputs with those of a run, so that none is out of date.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

__all__ = ["NOTEBOOKS", "executed"]

NOTEBOOKS = sorted((Path(__file__).parent / "notebooks").glob("*.ipynb"))
PATIENCE = 120
"""The limit for a cell, in seconds; a slower one is stuck."""


def executed(path: Path, env: Mapping[str, str] | None = None) -> NotebookNode:
    """Return a notebook with its outputs, without anything that differs between runs.

    Args:
        path: the notebook.
        env: the environment of its kernel, if not that of this process.
    """
    notebook: NotebookNode = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    # The output of a cell arrives in pieces, whose sizes vary.
    NotebookClient(
        notebook, timeout=PATIENCE, resources={}, coalesce_streams=True
    ).execute(**({} if env is None else {"env": dict(env)}))
    for cell in notebook.cells:
        # The times when each cell ran.
        cell.metadata.pop("execution", None)
    # The version of Python.
    notebook.metadata = _lasting(notebook.metadata)
    return notebook


def _lasting(metadata: Any) -> NotebookNode:
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    assert metadata["kernelspec"]["name"] == kernel["name"]  # noqa: S101
    lasting = {"kernelspec": kernel, "language_info": {"name": "python"}}
    made: NotebookNode = nbformat.from_dict(lasting)
    return made


if __name__ == "__main__":
    for one in NOTEBOOKS:
        nbformat.write(executed(one), one)
