"""Files and folders: replaced as a whole or not at all, and read as of one moment.

What is new is first written beside the old, under a hidden name that no reader asks
for, and takes its place in one step. A writer holds a lock on what it writes; what a
killed one leaves has none, and is swept away by the next that writes the same path.
"""

from diplomacy_events.files.folder_reading import open_files
from diplomacy_events.files.folder_replacing import replace_folder
from diplomacy_events.files.replacing import replace

__all__ = ["open_files", "replace", "replace_folder"]
