"""Read coding sheets, one or all of a folder, and write them."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diplomacy_events.dataset import Dataset
    from diplomacy_events.model.source_text import SourceText

__all__ = ["read_all", "read_sheet", "write_sheet"]

# The code for sheets is slow to import, and most programs do not read them.


def read_sheet(
    path: str | os.PathLike[str], text: "str | SourceText | None" = None
) -> "Dataset":
    """Return the dataset of a coding sheet and its text.

    Args:
        path: the sheet.
        text: its text (default: the file that the sheet names under ``text``).

    Raises:
        FormatError: if anything is wrong; it lists every `Fault`, by its line.
        FieldTypeError: if an argument is of another type.
        FieldValueError: if the text is empty, or cannot be the text of a source, or if
            a file cannot have this path.
        MissingExtraError: without the extra ``sheets``.
        OSError: if the sheet cannot be read.
    """
    from diplomacy_events.coding.sheet import sheet_files

    return sheet_files.read_sheet(path, text)


def read_all(pattern: str | os.PathLike[str]) -> "Dataset":
    """Return the coding sheets whose paths match a pattern, as one dataset.

    Each names its text, and may name a file of actors that it shares with others. An
    actor in several sheets must be the same in all of them.

    Args:
        pattern: such as ``articles/*.sheet``; ``**`` stands for any folders.

    Raises:
        FormatError: if anything is wrong in any of them, no path matches, or two sheets
            use the same id; it lists every `Fault`, by file and line.
        FieldTypeError: if the pattern is not a path.
        FieldValueError: if a text is empty, or cannot be the text of a source, or no
            file can have this path.
        MissingExtraError: without the extra ``sheets``.
        OSError: if a sheet cannot be read.
    """
    from diplomacy_events.coding.sheet import sheet_files

    return sheet_files.read_all(pattern)


def write_sheet(
    dataset: "Dataset", text: "str | SourceText", *, file: str | None = None
) -> str:
    """Return the coding sheet of a dataset, for a text.

    Fields that follow from others are left out, and anchors are written as the shortest
    words that are unambiguous.

    Args:
        dataset: a dataset of one text.
        text: the text.
        file: the file name of the text, to be named in the sheet.

    Raises:
        FormatError: if the dataset is not one of the text, or has words that are not in
            it; it lists every `Fault`.
        FieldTypeError: if an argument is of another type.
        MissingExtraError: without the extra ``sheets``.
    """
    from diplomacy_events.coding.sheet import from_dataset

    return from_dataset.write_sheet(dataset, text, file=file)
