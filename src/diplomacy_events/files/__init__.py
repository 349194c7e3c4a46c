"""Files and folders: replaced as a whole or not at all, and read as of one moment.

New content is first written beside the old, under a hidden name that readers ignore,
and takes its place in one step. A writer locks what it writes; the remains of a killed
writer have no lock, and the next writer of the same path removes them.
"""

from diplomacy_events.files.folder_reading import open_files
from diplomacy_events.files.folder_replacing import replace_folder
from diplomacy_events.files.replacing import replace

__all__ = ["open_files", "replace", "replace_folder"]
