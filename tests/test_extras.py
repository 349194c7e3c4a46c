"""Libraries that come with an extra."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from diplomacy_events import MissingExtraError, Records, Statement, load_article, write
from diplomacy_events.extras import import_extra
from diplomacy_events.frames.engines import collect, lazy

ROOT = Path(__file__).parents[1]
EXTRAS: dict[str, list[str]] = tomllib.loads((ROOT / "pyproject.toml").read_text())[
    "project"
]["optional-dependencies"]


def libraries(extra: str) -> Iterator[str]:
    """Yield the names of the libraries in an extra, and of the extras it includes."""
    for line in EXTRAS[extra]:
        within = re.fullmatch(r"diplomacy-events\[([\w,-]+)\]", line)
        if within is None:
            yield re.split(r"[<>=\[; ]", line)[0]
            continue
        for name in within[1].split(","):
            yield from libraries(name)


def asked() -> Iterator[tuple[str, str]]:
    """Yield each library that the package may import, with its extra."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    ast.Name("import_extra"),
                    [ast.Constant(str(module))],
                    [ast.keyword("extra", ast.Constant(str(extra)))],
                ):
                    yield module.split(".")[0], extra


@pytest.mark.parametrize(("module", "extra"), sorted(set(asked())))
def test_a_library_comes_with_the_extra_that_is_named(module: str, extra: str) -> None:
    """The command in the error installs the library."""
    assert module.replace("_", "-") in set(libraries(extra))


STATEMENTS: Records[Statement] = load_article().statements


@pytest.mark.parametrize(
    ("library", "ask"),
    [
        ("pyarrow", lambda _: collect(lambda: lazy(STATEMENTS))),
        ("narwhals", lambda _: lazy(STATEMENTS)),
        ("pyarrow", lambda _: STATEMENTS.to_arrow()),
        ("pyarrow", lambda path: write(load_article(), path / "no" / "x.parquet")),
    ],
    ids=["to collect", "to open", "to convert", "to write"],
)
def test_each_import_of_an_extra_comes_first(
    library: str,
    ask: Callable[[Path], object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The check comes before anything is made, read or written."""

    def without(module: str) -> object:
        if module.split(".", maxsplit=1)[0] == library:
            raise ModuleNotFoundError(name=library)
        return import_module(module)

    monkeypatch.setattr("diplomacy_events.extras.import_module", without)
    with pytest.raises(MissingExtraError, match=r"\[frames\]"):
        ask(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_library_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library, the error says what to install."""
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(MissingExtraError, match=r"install .*frames") as caught:
        import_extra("polars", extra="frames")
    assert (caught.value.name, caught.value.extra) == ("polars", "frames")
    assert caught.value.name == "polars"


def test_an_installed_library_is_imported() -> None:
    """A library, or a module of one, is imported."""
    assert import_extra("json.decoder", extra="frames").JSONDecoder


def test_a_broken_library_raises_its_own_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A missing dependency of a library is not mistaken for the library."""
    monkeypatch.setitem(sys.modules, "json.decoder", None)
    with pytest.raises(ModuleNotFoundError, match=r"json\.decoder") as caught:
        import_extra("json.decoder", extra="frames")
    assert not isinstance(caught.value, MissingExtraError)


def test_strategies_without_their_library_name_the_extra() -> None:
    """Importing the strategies, in any form, says what to install."""
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
        assert "pip install '.[hypothesis]'" in done.stdout
