"""Paths that a user gives: what cannot be one is refused, whoever opens it."""

from collections.abc import Callable
from typing import Any

import pytest

from diplomacy_events import (
    Dataset,
    FieldTypeError,
    FieldValueError,
    SourceText,
    iter_records,
    load_article,
    read,
    read_all,
    read_sheet,
    scan,
    write,
)
from diplomacy_events.coding import extract
from diplomacy_events.formats.registry import BUILT_IN
from diplomacy_events.imports import import_table

ARTICLE = load_article()
TEXT = SourceText.of("A text.", id="a", publisher="Daily")
PATHS: list[tuple[Any, type[Exception], str]] = [
    (None, FieldTypeError, "expected str or os.PathLike of str, got NoneType"),
    (5, FieldTypeError, "got int"),
    (b"a.jsonl", FieldTypeError, "got bytes"),
    (["a.jsonl"], FieldTypeError, "got list"),
    ("a\0.jsonl", FieldValueError, "a path that the system can encode"),
    ("\ud800.jsonl", FieldValueError, "a path that the system can encode"),
]
each_path = pytest.mark.parametrize(("path", "kind", "problem"), PATHS)


@pytest.mark.parametrize("name", [None, *BUILT_IN])
@each_path
def test_invalid_paths_are_refused(
    name: str | None, path: Any, kind: type[Exception], problem: str
) -> None:
    """In every format, our error names the argument."""
    for ask in (
        lambda: read(path, name),
        lambda: write(ARTICLE, path, name),
        lambda: iter_records(path, name),
    ):
        with pytest.raises(kind, match=f"^path: .*{problem}"):
            ask()


@pytest.mark.parametrize(
    "opens",
    [
        scan,
        read_sheet,
        read_all,
        extract,
        ARTICLE.timeline().save,
        Dataset(sources=[TEXT.source]).annotated(TEXT).save,
    ],
    ids=lambda opens: opens.__qualname__,
)
@each_path
def test_all_functions_refuse_the_same_paths(
    opens: Callable[[Any], object], path: Any, kind: type[Exception], problem: str
) -> None:
    """Sheets, texts, tables and pictures have the same paths as datasets."""
    with pytest.raises(kind, match=f"^path: .*{problem}"):
        opens(path)


@pytest.mark.parametrize(
    ("path", "kind", "problem"),
    [case for case in PATHS if not isinstance(case[0], list)],
)
def test_importers_refuse_the_same(
    path: Any, kind: type[Exception], problem: str
) -> None:
    """Importers refuse them too, alone or among several paths."""
    for given in (path, [path]):
        with pytest.raises(kind, match=f"^path: .*{problem}"):
            import_table(given)
