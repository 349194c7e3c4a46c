"""Runs the notebooks: ``python docs/run_notebooks.py`` writes what they show.

A test compares what is written with what a run gives, so that no output grows old.
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
"""A cell that takes more seconds is stuck."""


def executed(path: Path, env: Mapping[str, str] | None = None) -> NotebookNode:
    """Return a notebook with what its cells show, without what no two runs share.

    Args:
        path: the notebook.
        env: the environment of its kernel, if not that of this process.
    """
    notebook: NotebookNode = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    # What a cell prints comes in pieces, as fast as they happen to be sent.
    NotebookClient(
        notebook, timeout=PATIENCE, resources={}, coalesce_streams=True
    ).execute(**({} if env is None else {"env": dict(env)}))
    for cell in notebook.cells:
        # When each cell ran.
        cell.metadata.pop("execution", None)
    # Which Python it was.
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
