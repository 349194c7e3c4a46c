"""The garbage collector, kept from searching what is being made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["uncollected"]


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause the garbage collector, which would search many new objects repeatedly.

    What was made meanwhile counts as old afterwards: it is searched when everything is,
    and not at once because there is so much of it.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        # To freeze objects and to release them puts them among the oldest, unseen.
        # What others have frozen is theirs to release.
        if not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        gc.enable()
