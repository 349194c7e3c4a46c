"""Libraries of extras, imported where they are used."""

from importlib import import_module
from typing import Any

from diplomacy_events.errors import MissingExtraError

__all__ = ["INSTALL", "import_extra", "is_failure"]

INSTALL = "pip install '.[{extra}]'"
"""The command that installs an extra, from a copy of the repository."""


def import_extra(module: str, *, extra: str) -> Any:
    """Return a module of a library that an extra of this package installs.

    Raises:
        MissingExtraError: if the library is not installed; it names the extra.
    """
    library = module.partition(".")[0]
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name != library:
            raise
        way = f"{INSTALL.format(extra=extra)}, in the folder of the repository"
        raise MissingExtraError(
            f"this needs the library {library}: {way}",
            name=library,
            extra=extra,
        ) from error


def is_failure(error: BaseException) -> bool:
    """Return whether other people's code failed, rather than was interrupted.

    Libraries written in Rust, such as polars, may fail with an error that is not an
    `Exception`.
    """
    panic = type(error).__name__ == "PanicException"
    return panic or isinstance(error, (Exception, SystemExit))
