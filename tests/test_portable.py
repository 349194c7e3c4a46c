"""Notebook output as Markdown for GitHub and as LaTeX for a PDF."""

import re
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pkgutil import walk_packages

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

import diplomacy_events as package
from diplomacy_events import Dataset, Source, SourceText, State, load_article
from diplomacy_events.markup import isolate, tag
from diplomacy_events.portable import Portable, latex, markdown
from diplomacy_events.tex import to_tex

ARTICLE = load_article()
SHOWN = {
    "dataset": ARTICLE,
    "records": ARTICLE.allegations,
    "record": ARTICLE.visits.one(),
    "card": ARTICLE.card("us-alleges-lethal-support"),
    "counts": ARTICLE.allegations.count_by("accusers"),
    "picture": ARTICLE.timeline(),
    "history": ARTICLE.events["xi-visits-moscow"].history,
}
SIGNS = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1)


def read(text: str) -> str:
    """Return what a reader of Markdown sees, by the parser of another library."""
    parser = create_md_parser(MdParserConfig(), RendererHTML)
    html = parser.disable("math_inline", True).render(text)
    return re.sub("<[^>]*>", "", str(html))


def balanced(text: str) -> Iterator[str]:
    """Yield the environments that are not closed in order."""
    depth = [""]
    for kind, name in re.findall(r"\\(begin|end)\{(\w+)\}", text):
        if kind == "begin":
            depth.append(name)
        elif depth.pop() != name:
            yield name
    yield from depth[1:]


@pytest.mark.parametrize("output", SHOWN.values(), ids=list(SHOWN))
def test_outputs_of_a_notebook_are_portable(output: Portable) -> None:
    """Both have its words and no HTML, and LaTeX closes every environment."""
    for text in (output._repr_markdown_(), output._repr_latex_()):
        assert not re.search(r"</?(?:p|td|th|dd|dt|div|svg|style|li|bdi)\\?\b", text)
        assert len(text) > 40
        assert "--de-" not in text
    assert list(balanced(output._repr_latex_())) == []


def test_every_object_with_html_is_portable() -> None:
    """Each class with HTML output also has Markdown and LaTeX."""
    names = [one.name for one in walk_packages(package.__path__, "diplomacy_events.")]
    classes = {
        thing
        for name in names
        if not name.endswith("__main__")
        for thing in vars(import_module(name)).values()
        if isinstance(thing, type) and thing.__module__.startswith("diplomacy_events.")
    }
    shown = {cls for cls in classes if hasattr(cls, "_repr_html_")}
    assert {type(one) for one in SHOWN.values()} <= shown
    lacking = {
        f"{cls.__name__}.{way}"
        for cls in shown
        for way in ("_repr_markdown_", "_repr_latex_")
        if not hasattr(cls, way)
    }
    assert lacking == set()


def test_a_card_has_its_rows_and_words() -> None:
    """It has labels, values, lists and the words in their context."""
    text = SourceText.of(
        "She said: “50 % of it_all.” And left.", id="daily", publisher="Daily",
        published=date(2023, 3, 17), url="https://example.org/a%20b",
    )  # fmt: skip
    said = ARTICLE.statements["us-warns-of-lethal-support"]
    from attrs import evolve

    mine = evolve(said, evidence=[text.evidence("“50 % of it_all.”")])
    data = Dataset(sources=[text.source], actors=ARTICLE.actors, records=[mine])
    shown = data.card(mine.id, text)
    assert shown._repr_markdown_().startswith("Statement\n\n**The United States warns ")
    assert "- **When:** February 2023 (“last month”)\n" in shown._repr_markdown_()
    assert "> She said: **“50 % of it\\_all.”** And left." in shown._repr_markdown_()
    assert "\\item[{When}] \\mbox{} February 2023" in shown._repr_latex_()
    assert "\\textbf{“50 \\% of it\\_all.”}" in shown._repr_latex_()
    carried = ARTICLE.card("china-confirms-visit")
    assert "  1. carried by RIA Novosti\n" in carried._repr_markdown_()
    assert "\\item carried by RIA Novosti\n" in carried._repr_latex_()
    sources = data.sources
    assert "[untitled](<https://example.org/a%20b>)" in sources._repr_markdown_()
    assert r"\href{https://example.org/a\%20b}{untitled}" in sources._repr_latex_()


def test_a_table_has_its_caption_its_head_and_its_rows() -> None:
    """GitHub can read all three, and the LaTeX table may run over several pages."""
    table = Dataset(actors=[State(id="a", name="A|B & C")]).actors
    assert table._repr_markdown_() == (
        "**Actors (1)**\n\n"
        "| Name | Kind | Also known as | Offices or members | Id |\n"
        "| --- | --- | --- | --- | --- |\n"
        r"| A\|B \& C | State |  |  | a |" + "\n"
    )
    lines = table._repr_latex_().splitlines()
    assert lines[0] == r"\textbf{Actors (1)}"
    assert lines[2].startswith(r"\begin{longtable}{p{0.176\linewidth}")
    assert r"A|B \& C & State &  &  & a \\" in lines
    assert lines[-1] == r"\end{longtable}"
    bare = "<table><thead><tr><th>Head</th></tr></thead></table>"
    assert markdown(bare) == "| Head |\n| --- |\n"
    assert latex(bare).startswith(r"\begin{longtable}")


@given(SIGNS)
@example("*a* _b_ `c` [d](e) <f> | g # ~h~ $i$ & \\")
@example("&amp; &lt;b&gt; --")
@example("- a")
@example("10. b")
@example("1) c")
@example("===")
@example("% a")
@example("5 %")
def test_no_sign_of_the_data_is_taken_for_markup(text: str) -> None:
    """A reader of the Markdown sees the text, as another library's parser shows."""
    line = " ".join(text.split())
    made = markdown(tag("p", isolate(line)))
    from html import unescape

    assert " ".join(unescape(read(made)).split()) == line.strip()


def test_no_text_is_a_label_of_myst() -> None:
    """Brackets with an equals sign after them would be one, and disappear."""
    parser = create_md_parser(MdParserConfig(), RendererHTML)
    assert "myst-target" in str(parser.render("(a)=\n"))
    text = str(parser.render(markdown(tag("p", "(a)="))))
    assert text == "<p>(a)=</p>\n"


HOSTILE = "https://e.org/a?b=1&lt;c&d=$e$>)<img/src=x/onerror=f()>|`[\\^{}%20#g"


@pytest.mark.parametrize("before", ["", "a!", "a \\", "[", "`"])
def test_an_address_ends_no_link(before: str) -> None:
    """Whatever the address, it stays one link, and the text before makes no image."""
    link = tag("a", "b", href=HOSTILE)
    parser = create_md_parser(MdParserConfig(), RendererHTML).disable(
        "math_inline", True
    )
    text = str(parser.render(markdown(tag("p", before, link, "|`"))))
    address = (
        "https://e.org/a?b=1&amp;lt;c&amp;d=$e$%3E)%3Cimg/src=x/onerror=f()"
        "%3E%7C%60%5B%5C%5E%7B%7D%20#g"
    )
    assert re.findall("<[a-z][^>]*>", text) == ["<p>", f'<a href="{address}">']
    cells = markdown(tag("table", tag("tr", tag("th", link))))
    assert cells.count("|") == 4


def test_an_address_is_not_a_command_of_latex() -> None:
    """Characters special to LaTeX are encoded, or escaped as hyperref requires."""
    text = latex(tag("p", tag("a", "b", href="https://e.org/\\a{%20}^^41?b&c#d")))
    assert text == (
        r"\href{https://e.org/\%5Ca\%7B\%20\%7D\%5E\%5E41?b\&c\#d}{b}" + "\n"
    )


@pytest.mark.parametrize("text", ["[a", "[a] b", "*b", "a -- b", "``a''"])
def test_no_text_is_an_option_of_latex(text: str) -> None:
    """At the start of an item or of a row, brackets and stars stay literal."""
    printed = to_tex(text).translate({ord(sign): f"{{{sign}}}" for sign in "[]*"})
    row = tag("tr", tag("td", text))
    assert rf"\item {printed}" in latex(tag("ul", tag("li", text))).splitlines()
    assert rf"{printed} \\" in latex(tag("table", row, row)).splitlines()


@given(SIGNS)
@example("[a] *b")
def test_no_sign_of_the_data_is_a_command_of_latex(text: str) -> None:
    """Apart from our own commands, no special character is left."""
    made = latex(tag("p", isolate(text)))
    name = r"\\text(?:backslash|asciicircum|asciitilde|braceleft|braceright)"
    known = rf"\\[&%$#_]|\{{(?:[\[\]*]|{name})?\}}"
    assert not re.search(r"[\\&%$#_{}~^\[\]*]", re.sub(known, "", made))


def test_invisible_elements_are_left_out() -> None:
    """Styles, drawings and the button of a closed table are left out."""
    source = Source(id="daily", publisher="Daily")
    data = Dataset(sources=[source], actors=ARTICLE.actors)
    html = data.timeline()._repr_html_()
    assert "<svg" in html
    assert "The same data as a table" in html
    text = data.timeline()._repr_markdown_()
    assert text.startswith("**Records (0)**")
