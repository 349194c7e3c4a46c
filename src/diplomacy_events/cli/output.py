"""Where datasets go: to a file, a folder, or the standard output."""

from typing import TYPE_CHECKING

from diplomacy_events.cli.inputs import STDIN, must_fit, naming
from diplomacy_events.cli.printing import note, say_bytes, say_data

if TYPE_CHECKING:
    from diplomacy_events.dataset import Dataset

__all__ = ["write_or_print"]


def write_or_print(dataset: "Dataset", output: str, format: str | None) -> None:
    """Write a dataset, or print it, and tell on stderr what that leaves out.

    Args:
        dataset: the dataset.
        output: where to; a hyphen prints it.
        format: the name of its format; without it, that of the suffix, or JSON.

    Raises:
        DiplomacyEventsError: if the format is unknown or cannot hold it.
        UsageError: if the format cannot be printed, or has to be named.
        OSError: if it cannot be written.
    """
    from diplomacy_events.formats import dumps, write
    from diplomacy_events.formats.registry import format_of_name

    if output == STDIN:
        found = format_of_name(format or "json")
        must_fit(found, "dumps", "be printed; name a file or a folder as OUT")
        made = dumps(dataset, found.name)
        omitted = found.omitted(dataset)
        say_data(made) if isinstance(made, str) else say_bytes(made)
    else:
        with naming(format, "--to"):
            omitted = write(dataset, output, format)
    if omitted:
        note(f"left out ({len(omitted)}):")
        for one in omitted:
            note(f"  {one}")
