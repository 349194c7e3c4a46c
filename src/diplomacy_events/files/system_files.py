"""Files that systems and programs leave in folders and archives."""

__all__ = ["is_passed_over", "is_system_file"]

# In lowercase, as Windows ignores case.
NAMES = frozenset(
    [
        ".ds_store",
        ".localized",
        ".directory",
        "__macosx",
        "desktop.ini",
        "ehthumbs.db",
        "icon\r",
        "thumbs.db",
    ]
)
RESOURCE_FORK = "._"
LOCK = "~$"


def is_system_file(name: str) -> bool:
    """Return whether a system makes files of this name by itself.

    >>> [is_system_file(name) for name in (".DS_Store", "Thumbs.db", ".gitignore")]
    [True, True, False]
    """
    return name.lower() in NAMES or name.startswith(RESOURCE_FORK)


def is_passed_over(name: str) -> bool:
    """Return whether a reader skips a file: a hidden file, a lock, or a system's file.

    >>> [is_passed_over(name) for name in (".gitignore", "~$states.csv", "states.csv")]
    [True, True, False]
    """
    return name.startswith((".", LOCK)) or is_system_file(name)
