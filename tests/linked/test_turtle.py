"""Turtle: laid out to be read, and refused with the line."""

import pytest

from diplomacy_events import Dataset, FormatError, Statement, load_article
from diplomacy_events.formats.turtle import dumps, loads


def test_nodes_stand_in_the_order_of_the_dataset() -> None:
    """A reader finds sources, actors and records as the dataset has them."""
    article = load_article()
    names = [line[3:] for line in dumps(article).splitlines() if line[:3] == "id:"]
    ids = [*article.sources.ids, *article.actors.ids, *article.records.ids]
    assert [name for name in names if name in ids] == ids


def test_a_text_keeps_every_character() -> None:
    """Quotes, breaks, backslashes and what lies beyond the basic plane come back."""
    text = "a \"b\" \\n c\td\n'e' \u2028 \U0001f54a <f> #g"
    assert loads(dumps(Dataset(description=text))).description == text


def test_long_lists_have_a_line_for_each_item() -> None:
    """A short list stays on its line, so that changes show item by item."""
    article = load_article()
    announced = article["kremlin-announces-visit"]
    assert isinstance(announced, Statement)
    text = dumps(article)
    assert "    dipl:speakers ( id:kremlin ) ;\n" in text
    assert "\n        id:kremlin-announces-visit.evidence.2\n" in text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("@prefix a: <urn:a:> .\na:b a:c .", "at line 2"),
        ("<urn:a> <urn:b> 'x", "not Turtle: "),
        ("{ <urn:a> <urn:b> <urn:c> } => {} .", "not Turtle: "),
        ("<urn:a> <urn:b> " + "[ <urn:b> " * 50_000, "nested too deeply"),
        (f"<urn:a> <urn:b> {'1' * 5_000} .", "not Turtle: "),
        (b"\xff", "not UTF-8: invalid start byte at byte 0"),
        ("", "expected one node of type dipl:Dataset, got 0"),
    ],
)
def test_what_is_no_document_is_refused(text: str | bytes, problem: str) -> None:
    """Broken and foreign Turtle is refused, with the line."""
    with pytest.raises(FormatError) as caught:
        loads(text)
    assert problem in str(caught.value)
