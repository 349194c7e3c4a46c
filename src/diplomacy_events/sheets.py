"""Coding sheets: read from files, all of a folder at once, and written."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diplomacy_events.dataset import Dataset
    from diplomacy_events.model.source_text import SourceText

__all__ = ["read_all", "read_sheet", "write_sheet"]

# What compiles sheets is slow to import, and most programs read no sheet.


def read_sheet(
    path: str | os.PathLike[str], text: "str | SourceText | None" = None
) -> "Dataset":
    """Return the dataset that a coding sheet and its text make.

    Args:
        path: the sheet.
        text: its text; without it, that of the file which the sheet names under
            ``text``, beside it.

    Raises:
        FormatError: if anything is wrong; it lists every `Fault`, by its line.
        FieldTypeError: if an argument is of another type.
        FieldValueError: if the text is empty, or no text of a source.
        MissingExtraError: without the extra ``sheets``.
        OSError: if the sheet cannot be read.
    """
    from diplomacy_events.coding.sheet import sheet_files

    return sheet_files.read_sheet(path, text)


def read_all(pattern: str | os.PathLike[str]) -> "Dataset":
    """Return what all the coding sheets make whose paths fit a pattern, as one dataset.

    Each names its text, and may name the file of the actors that it shares with others.
    An actor that several sheets describe must be the same in all of them.

    Args:
        pattern: such as ``articles/*.sheet``; ``**`` stands for any folders.

    Raises:
        FormatError: if anything is wrong in any of them, if no path fits, or if two
            have a thing with the same id; it lists every `Fault`, by file and line.
        FieldTypeError: if the pattern is no path.
        FieldValueError: if a text is empty, or no text of a source.
        MissingExtraError: without the extra ``sheets``.
        OSError: if a sheet cannot be read.
    """
    from diplomacy_events.coding.sheet import sheet_files

    return sheet_files.read_all(pattern)


def write_sheet(
    dataset: "Dataset", text: "str | SourceText", *, file: str | None = None
) -> str:
    """Return a coding sheet that makes a dataset together with its text.

    What follows from the rest is left out, and anchors are written in the shortest
    words that stand for them alone.

    Args:
        dataset: a dataset of one text.
        text: the text.
        file: the name of its file, for the sheet to name.

    Raises:
        FormatError: if the dataset is none of the text, or holds words that do not
            stand in it; it lists every `Fault`.
        FieldTypeError: if an argument is of another type.
        MissingExtraError: without the extra ``sheets``.
    """
    from diplomacy_events.coding.sheet import from_dataset

    return from_dataset.write_sheet(dataset, text, file=file)
