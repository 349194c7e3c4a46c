"""Libraries that come with an extra."""

import sys

import pytest

from diplomacy_events import MissingExtraError
from diplomacy_events.extras import import_extra


def test_a_missing_library_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library, the error says what to install."""
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(MissingExtraError, match=r"install .*frames") as caught:
        import_extra("polars", extra="frames")
    assert (caught.value.name, caught.value.extra) == ("polars", "frames")
    assert caught.value.name == "polars"


def test_a_library_that_is_there_is_given() -> None:
    """A library, or a module of one, is imported."""
    assert import_extra("json.decoder", extra="frames").JSONDecoder


def test_a_library_that_is_broken_says_so_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What a library itself lacks is not taken for the library."""
    monkeypatch.setitem(sys.modules, "json.decoder", None)
    with pytest.raises(ModuleNotFoundError, match=r"json\.decoder") as caught:
        import_extra("json.decoder", extra="frames")
    assert not isinstance(caught.value, MissingExtraError)
