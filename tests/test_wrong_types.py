"""Arguments of another type: an error of ours says so, whatever they are."""

from collections.abc import Callable
from typing import Any

import pytest

from diplomacy_events import (
    DiplomacyEventsError,
    FieldTypeError,
    FormatError,
    Records,
    SourceText,
    iter_records,
    load_article,
    read,
    scan,
)
from diplomacy_events.dataset.ask import ask
from diplomacy_events.imports import import_table

ARTICLE = load_article()
COUNTS = ARTICLE.records.count_by("month")
TEXT = SourceText.of("One text, and one more.", id="a", publisher="Daily")
WRONG = {
    "number": 5,
    "truth": True,
    "fraction": 1.5,
    "bytes": b"x",
    "object": object(),
    "list": ["x", 5],
    "dictionary": {"x": 5},
    "more than Python prints": 10**5000,
}
TAKES_TEXT: dict[str, Callable[[Any], object]] = {
    "topic": ARTICLE.records.about,
    "id": ARTICLE.__getitem__,
    "actor": ARTICLE.actor,
    "column": lambda wrong: ARTICLE.to_pandas(explode=wrong),
    "words": TEXT.evidence,
    "title of a timeline": lambda wrong: ARTICLE.timeline(title=wrong),
    "title of columns": lambda wrong: ARTICLE.timeline(by="month", title=wrong),
    "title of counts": lambda wrong: COUNTS.picture(title=wrong),
    "title of a matrix": lambda wrong: ARTICLE.matrix(title=wrong),
    "engine": lambda wrong: scan("a.parquet", wrong),
    "format": lambda wrong: read("a.json", wrong),
    "on_error": lambda wrong: iter_records("a.jsonl", on_error=wrong),
    "kind of table": lambda wrong: import_table(__file__, wrong),
    "type of record": lambda wrong: ask(ARTICLE, type=wrong),
}
TAKES_SEVERAL: dict[str, Callable[[Any], object]] = {
    "rows": lambda wrong: ARTICLE.matrix(rows=wrong),
    "columns": lambda wrong: ARTICLE.matrix(columns=wrong),
    "pairs": ARTICLE.unite,
    "items": Records,
}


@pytest.mark.parametrize("what", TAKES_TEXT)
@pytest.mark.parametrize("wrong", WRONG)
def test_other_types_than_text_are_refused(what: str, wrong: str) -> None:
    """No method of the value is missed, and no list is looked up."""
    with pytest.raises(DiplomacyEventsError):
        TAKES_TEXT[what](WRONG[wrong])


@pytest.mark.parametrize("what", TAKES_SEVERAL)
@pytest.mark.parametrize("wrong", [5, True, 1.5, object, ARTICLE])
def test_other_types_than_collections_are_refused(what: str, wrong: Any) -> None:
    """The error says what the items should be."""
    with pytest.raises(FieldTypeError, match=r"expected .*, got "):
        TAKES_SEVERAL[what](wrong)


def test_one_name_is_not_several() -> None:
    """A single name is not read letter by letter."""
    with pytest.raises(FieldTypeError, match=r"such as \['China'\], got 'Beijing'"):
        ARTICLE.matrix(rows="Beijing")


@pytest.mark.parametrize("wrong", ["1", 1.5, True, [], b"2"])
def test_places_in_a_text_are_whole_numbers(wrong: Any) -> None:
    """This applies to both ends of a span, and to the occurrence of words."""
    said = r"SourceText, \w+: expected int, got "
    for span in ((wrong, 3), (0, wrong)):
        with pytest.raises(FieldTypeError, match=said):
            TEXT.between(*span)
    with pytest.raises(FieldTypeError, match=said):
        TEXT.evidence("ne", occurrence=wrong)
    assert TEXT.evidence("ne", occurrence=1) == TEXT.between(1, 3)


@pytest.mark.parametrize("key", [None, 1.5, b"x", ["x"], {}])
def test_an_event_has_an_id_or_a_position(key: Any) -> None:
    """The error is that of every id."""
    with pytest.raises(FieldTypeError, match="expected an id, got "):
        ARTICLE.events[key]


@pytest.mark.parametrize("none", [[], ()])
def test_no_table_cannot_be_imported(none: Any) -> None:
    """An empty list of paths is not an empty table."""
    with pytest.raises(FormatError, match="expected one or more tables, got none"):
        import_table(none)
