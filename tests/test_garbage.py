"""The garbage collector while much is made."""

import gc

from diplomacy_events.garbage import uncollected


def test_the_collector_is_left_as_it_was() -> None:
    """It is paused, and runs afterwards only where it ran before."""
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_was_made_is_old_and_not_frozen() -> None:
    """It is not searched with what is new, and found when all is searched."""
    with uncollected():
        made: list[object] = [[] for _ in range(1_000)]
    oldest = {id(item) for item in gc.get_objects(generation=2)}
    assert {id(item) for item in made} <= oldest
    assert gc.get_freeze_count() == 0


def test_what_others_have_frozen_stays_frozen() -> None:
    """A process that has frozen its objects keeps them so."""
    gc.freeze()
    try:
        with uncollected():
            pass
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
