"""Markup, with every text escaped."""

from xml.etree import ElementTree

import html5lib
from hypothesis import example, given
from hypothesis import strategies as st

from diplomacy_events.markup import Markup, html_table, isolate, page, tag


@given(st.text())
@example("<script>alert('&')</script>\x00\ufffe")
def test_text_stays_text(text: str) -> None:
    """Whatever the text, XML reads one element that contains it, and nothing else."""
    root = ElementTree.fromstring(tag("p", text, title=text))
    assert (root.tag, list(root)) == ("p", [])
    for kept in (root.text or "", root.get("title", "")):
        assert len(kept) <= len(text)
        assert set("".join(kept.split())) <= {*text, "\ufffd"}


def test_elements_contain_elements() -> None:
    """Markup is not escaped again, and `None` is left out."""
    made = tag("p", tag("b", "a < b"), None, Markup("<i>c</i>"), class_="x", id=None)
    assert made == '<p class="x"><b>a &lt; b</b><i>c</i></p>'
    assert isolate("a") == "<bdi>a</bdi>"


def test_numbers_are_short() -> None:
    """They have at most two decimals, and no trailing zeros."""
    shown = tag("rect", x=1.0, y=0.125, stroke_width=1 / 3, z=100)
    assert shown == '<rect x="1" y="0.12" stroke-width="0.33" z="100"></rect>'


def test_a_table_says_what_its_headers_are_of() -> None:
    """Each column and row has a header with a scope, and the table has a caption."""
    root = ElementTree.fromstring(
        html_table("Sums", ("A", "B"), [("1", "2"), ("3", None)])
    )
    assert root.get("aria-label") == root.findtext(".//caption") == "Sums"
    assert [cell.get("scope") for cell in root.iter("th")] == ["col"] * 2 + ["row"] * 2
    assert [cell.text for cell in root.iter("td")] == ["2", None]


def test_a_page_has_its_style() -> None:
    """A part of a page is one element, well-formed as HTML and as XML."""
    made = page("text", tag("p", "more"))
    assert len(ElementTree.fromstring(made)) == 2
    html5lib.HTMLParser(strict=True).parseFragment(made)
