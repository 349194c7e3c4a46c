"""Files and folders that are not datasets, and what may be done with them."""

import os
import re
from shlex import quote

__all__ = ["other_file", "other_folder"]

SHEET_TOP = re.compile(rb"(?:publisher|text|actors|shared actors):(?:\s|$)")
"""A line that coding sheets have near their top."""
TOP_BYTES = 1000
RENAMED = (".txt", ".yaml", ".yml")
"""Suffixes that editors and people give to sheets."""


def other_folder(folder: str, format: str | None) -> str:
    """Return what is wrong with a folder in place of a dataset, and what to do.

    Args:
        folder: the folder.
        format: the name of the format, if given.
    """
    names = sorted(os.listdir(folder))
    if not names:
        return f"{folder} is an empty folder, not a dataset"
    sheets = [name for name in names if name.endswith(".sheet")]
    if sheets:
        shown = quote(folder) + "/*.sheet" if folder != os.curdir else "*.sheet"
        way = f"to read its sheets together: diplomacy-events merge {shown}"
    elif any(name.endswith(".csv") for name in names):
        way = "if it is a dataset in CSV, pass --format csv"
    else:
        way = "name a file in it"
    what = "a folder" if format is None else f"a folder, which {format} cannot be"
    return f"{folder} is {what}; {way}"


def other_file(file: str) -> str | None:
    """Return what is wrong with a file that seems to be a sheet with another suffix.

    Raises:
        OSError: if it cannot be read.
    """
    stem, suffix = os.path.splitext(file)
    if suffix.lower() not in RENAMED or not os.path.isfile(file):
        return None
    right = stem if stem.lower().endswith(".sheet") else f"{stem}.sheet"
    if right != stem:
        with open(file, "rb") as opened:
            lines = opened.read(TOP_BYTES).splitlines()
        if suffix.lower() == ".txt" or not any(map(SHEET_TOP.match, lines)):
            return None
    return f"{file} seems to be a coding sheet: rename it to {right}"
