"""Laws of every sheet: it survives a round trip, and any bytes are read or refused."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomacy_events import (
    Dataset,
    DiplomacyEventsError,
    dumps,
    load_article,
    read_all,
    read_sheet,
    write_sheet,
)
from diplomacy_events.coding import compile
from diplomacy_events.strategies import Coded, coded_texts
from planted import ARTICLES, SHEET, TEXT

SHEETS = sorted(ARTICLES.glob("*.sheet"))
LINES = SHEET.splitlines(keepends=True)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                (
                    *("statements", "actors", "id", "type", "at", "quotes", "when"),
                    *("publisher", "sources", "dataset", "responses", "act", "visits"),
                )
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@pytest.mark.traced
@given(coded_texts())
def test_what_is_written_as_a_sheet_is_read_as_the_same(coded: Coded) -> None:
    """Compiling the output of `write_sheet` gives the dataset, in every detail."""
    sheet = write_sheet(coded.dataset, coded.text)
    assert dumps(compile(sheet, coded.text)) == dumps(coded.dataset)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_coded_article_is_written_and_read_again(path: Path) -> None:
    """The sheets of the invented articles are valid, and match their texts."""
    text = path.with_suffix(".txt").read_bytes().decode()
    dataset = read_sheet(path)
    assert len(dataset.records) >= 15
    assert dumps(compile(write_sheet(dataset, text), text)) == dumps(dataset)


def test_all_articles_make_one_dataset() -> None:
    """A folder of sheets with shared actors is read at once."""
    dataset = read_all(ARTICLES / "*.sheet")
    assert len(dataset.sources) == len(SHEETS) == 4
    assert [actor.id for actor in dataset.actors].count("lind") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("We will sign on Friday", "Lind said: “We will sign on Friday.”"),
        ("Мы подпишем", "Линд сказал: «Мы подпишем в пятницу»."),
        ("我们周五签署", "林德说：“我们周五签署。”"),
        ("金曜日に署名する", "リンド氏は「金曜日に署名する」と述べた。"),
        ("سنوقع يوم الجمعة", "قال ليند: «سنوقع يوم الجمعة»."),
        ("हम शुक्रवार को", "लिंड ने कहा: “हम शुक्रवार को हस्ताक्षर करेंगे।”"),
    ],
)
def test_words_are_exact_in_every_script(words: str, said: str) -> None:
    """An anchor is exactly the words, in scripts with and without spaces."""
    sheet = f"""
publisher: X
published: 2024-04-05
actors:
  lind: Person; Lind
Statement said:
  gist: Lind will sign
  speakers: lind
  act: announce
  at: {words}
"""
    for text in (said, f"«x» {said}\n\ny {said[:3]}"):
        (anchor,) = compile(sheet, text).statements.one().evidence
        assert text[anchor.start : anchor.end] == words
    changed = words[:-1] + chr(ord(words[-1]) + 1)
    with pytest.raises(DiplomacyEventsError, match="is not in the text"):
        compile(sheet.replace(words, changed), said)


@given(st.data())
def test_any_text_is_a_sheet_or_is_refused(data: st.DataObject) -> None:
    """Lines in any order, with any of them broken, give a dataset or our error."""
    pieces = st.sampled_from(LINES) | st.text(max_size=20).map(lambda one: f"{one}\n")
    sheet = "".join(data.draw(st.lists(pieces, max_size=40)))
    text = data.draw(st.just(TEXT) | st.text(max_size=40))
    _compiled(sheet, text)


@given(JSON, st.just(TEXT) | st.text(max_size=40))
def test_any_values_are_a_sheet_or_are_refused(values: Any, text: str) -> None:
    """Any JSON gives a dataset or our error."""
    _compiled(values if isinstance(values, dict) else {"statements": values}, text)


@given(st.binary(max_size=200) | st.sampled_from(LINES).map(str.encode))
def test_any_bytes_in_a_file_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """So does any file, whatever its encoding."""
    file = tmp_path_factory.getbasetemp() / "any.sheet"
    file.write_bytes(data)
    with suppress(DiplomacyEventsError):
        assert isinstance(read_sheet(file, TEXT), Dataset)


def _compiled(sheet: Any, text: str) -> None:
    with suppress(DiplomacyEventsError):
        dataset = compile(sheet, text)
        assert dumps(compile(write_sheet(dataset, text), text)) == dumps(dataset)


# The publisher owns the text, so it is not here. An owner of a copy can name the file.
ARTICLE = Path(
    os.environ.get(
        "DIPLOMACY_EVENTS_ARTICLE",
        Path(__file__).parents[3] / "shared/article/moscow-times-2023-03-17.txt",
    )
)


@pytest.mark.skipif(
    not ARTICLE.is_file(), reason="the publisher owns the text, so it is not here"
)
def test_the_bundled_article_is_written_and_read_again() -> None:
    """Anybody with its text can write it as a sheet."""
    text = ARTICLE.read_bytes().decode()
    sheet = write_sheet(load_article(), text)
    assert dumps(compile(sheet, text)) == dumps(load_article())
