"""Writing datasets to a file, a folder, or the standard output."""

import os
from typing import TYPE_CHECKING

from diplomacy_events.cli.command import UsageError
from diplomacy_events.cli.inputs import STDIN, must_fit, naming, text_of
from diplomacy_events.cli.printing import note, say_bytes, say_data

if TYPE_CHECKING:
    from diplomacy_events.dataset import Dataset

__all__ = ["give_sheet", "in_one_folder", "write_new", "write_or_print"]


def write_or_print(dataset: "Dataset", output: str, format: str | None) -> None:
    """Write or print a dataset, and list on stderr what the format leaves out.

    Args:
        dataset: the dataset.
        output: the output file; a hyphen prints it.
        format: the name of the format (default: by suffix, else JSON).

    Raises:
        DiplomacyEventsError: if the format is unknown or cannot represent the dataset.
        UsageError: if the format cannot be printed, or must be named.
        OSError: if it cannot be written.
    """
    from diplomacy_events.formats import dumps, write
    from diplomacy_events.formats.registry import format_of_name

    if output == STDIN:
        chosen = format_of_name(format or "json")
        must_fit(chosen, "dumps", "be printed; name a file or a folder as OUT")
        data = dumps(dataset, chosen.name)
        omitted = chosen.omitted(dataset)
        say_data(data) if isinstance(data, str) else say_bytes(data)
    else:
        with naming(format, "--to"):
            omitted = write(dataset, output, format)
    if omitted:
        note(f"left out ({len(omitted)}):")
        for one in omitted:
            note(f"  {one}")


def give_sheet(dataset: "Dataset", output: str, text: str | None) -> None:
    """Write a dataset as a coding sheet, which names its text.

    Args:
        dataset: the dataset.
        output: the name of the sheet.
        text: the file of the text that the dataset was coded from.

    Raises:
        DiplomacyEventsError: if the dataset was not coded from that text.
        UsageError: if no text is named, or the sheet already exists.
        OSError: if the text cannot be read, or the sheet cannot be written.
    """
    from diplomacy_events.sheets import write_sheet

    if text is None:
        raise UsageError("a sheet needs its text: pass --text")
    beside = text != STDIN and in_one_folder(output, text)
    name = os.path.basename(text) if beside else None
    write_new({output: write_sheet(dataset, text_of(text), file=name)})
    if not beside:
        note(
            f"keep the text beside {output}, and name the file under 'text' in the "
            "sheet"
        )


def in_one_folder(*files: str) -> bool:
    """Return whether files are in one folder."""
    return len({os.path.realpath(os.path.dirname(file)) for file in files}) == 1


def write_new(texts: dict[str, str]) -> None:
    """Write new files, all of them or none.

    Raises:
        UsageError: if one already exists: a coder's work must not be lost.
        OSError: if one cannot be written.
    """
    from diplomacy_events.files import replace

    for file in texts:
        if os.path.lexists(file):
            way = "move it away first, or write to another file"
            raise UsageError(f"{file} already exists; {way}")
    written: list[str] = []
    for file, text in texts.items():
        try:
            replace(file, text.encode())
        except OSError:
            for half in written:
                os.unlink(half)
            raise
        written.append(file)
