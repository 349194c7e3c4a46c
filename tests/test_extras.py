"""Libraries that come with an extra."""

import subprocess
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


def test_strategies_without_their_library_name_the_extra() -> None:
    """The import of the strategies says what to install, whatever is imported."""
    for name in ("strategies", "strategies.actors"):
        code = (
            "import sys\nsys.modules['hypothesis'] = None\n"
            "from diplomacy_events import MissingExtraError\n"
            f"try:\n    import diplomacy_events.{name}\n"
            "except MissingExtraError as error:\n    print(error)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, text=True
        )
        assert "pip install 'diplomacy-events[hypothesis]'" in done.stdout
