"""Directives: what they show, with every builder of Sphinx."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import attrs
import pytest
from projects import Project

from diplomacy_events import (
    Dataset,
    Evidence,
    Manner,
    Source,
    SourceText,
    load_article,
    write,
)
from diplomacy_events.sphinx.linked_views import card_of
from diplomacy_events.sphinx.rendering import render
from diplomacy_events.sphinx.shelf import Found

ARTICLE = load_article()
PAGES = {
    "cards": """
.. dipl:record:: xi-visits-moscow

   **Remarkable**, says the author.

.. dipl:record:: us-alleges-lethal-support
.. dipl:record:: us-warns-of-lethal-support
.. dipl:record:: economic-cooperation-declaration
.. dipl:record:: yury-ushakov
.. dipl:record:: russian-authorities
""",
    "asked": """
.. dipl:table:: Who accuses whom
   :type: allegation

.. dipl:timeline:: March
   :involving: China

.. dipl:quote:: us-warns-of-lethal-support

:ref:`dipl-records`
""",
}
SHOWN = (
    "Xi Jinping is to make a three-day state visit",
    "weighing whether to arm Russia for its war in Ukraine",
    "February 2023 (“last month”)",
    "denied",
    "“lethal support”",
    "Offices",
    "Foreign policy adviser of Kremlin",
    "Members",
    "Prosecutor General's Office of Russia",
)
FILES = {
    "html": "cards.html",
    "dirhtml": "cards/index.html",
    "singlehtml": "index.html",
    "text": "cards.txt",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project that uses every directive."""
    return Project.of(tmp_path, **PAGES)


def words(markup: str) -> str:
    """Return the text that a reader sees on a page, on one line."""
    return " ".join(re.sub("<[^>]*>", "", markup).split())


@pytest.mark.parametrize(("builder", "file"), FILES.items(), ids=list(FILES))
def test_pages_show_all_that_a_card_has(
    project: Project, builder: str, file: str
) -> None:
    """Who, when, how certain and the words are there, in pages and in plain text."""
    built = project.build(builder)
    assert built.warnings == ()
    page = words(built.text(file))
    for text in SHOWN:
        assert text in page
    assert "Remarkable" in page


def test_each_name_of_an_actor_is_on_its_card_once() -> None:
    """Styles of an apostrophe are for searching; other names are all there."""
    ministry: Any = ARTICLE.actors["foreign-ministry-of-china"]
    names = ("China's Foreign Ministry", "China’s Foreign Ministry", "Waijiaobu")
    card = card_of(Found(attrs.evolve(ministry, aliases=names), ARTICLE))
    assert "China's Foreign Ministry, Waijiaobu<" in card.replace("&#x27;", "'")


def test_books_are_well_formed(project: Project) -> None:
    """Each page of an EPUB is XHTML, with the picture and its table."""
    conf = "version = '1'\ncopyright = 'We'\nepub_basename = 'book'"
    built = project.build("epub", conf=conf)
    assert built.warnings == ()
    with ZipFile(Path(built.app.outdir, "book.epub")) as book:
        pages = {
            name: book.read(name).decode()
            for name in book.namelist()
            if name.endswith("html")
        }
    for page in pages.values():
        ET.fromstring(page)
    assert "<svg" in pages["asked.xhtml"]
    assert "“lethal support”" in words(pages["cards.xhtml"])


def test_manuals_show_all_that_a_card_has(project: Project) -> None:
    """A manual page has the same content, in troff."""
    conf = "man_pages = [('cards', 'cards', 'Cards', [], 1)]"
    built = project.build("man", conf=conf)
    assert built.warnings == ()
    page = built.text("cards.1")
    for text in (
        r"Xi Jinping is to make a three\-day state visit",
        "denied",
        "last month",
    ):
        assert text in page


def test_latex_has_links_and_tables(project: Project) -> None:
    """LaTeX has the table instead of the picture, and links that lead to labels."""
    conf = "latex_documents = [('index', 'book.tex', 'Book', 'We', 'manual')]"
    built = project.build("latex", conf=conf)
    assert built.warnings == ()
    book = built.text("book.tex")
    assert "<svg" not in book
    assert r"caption{Who accuses whom}" in book
    label = r"\detokenize{cards:dipl-us-alleges-lethal-support}"
    assert rf"\label{{{label}}}" in book
    assert rf"\hyperref[{label}]" in book


def test_catalogues_of_messages_are_made(project: Project) -> None:
    """The author's own text can be translated."""
    built = project.build("gettext")
    assert built.warnings == ()
    assert "**Remarkable**, says the author." in built.text("cards.pot")


def test_a_card_links_to_what_it_rests_on(project: Project) -> None:
    """Names and statements in a card are links if they have a target."""
    page = project.build().text("cards.html")
    card = page[page.index("dipl-us-alleges-lethal-support") :]
    assert 'href="#dipl-us-warns-of-lethal-support"' in card
    assert 'href="https://www.wikidata.org/wiki/Q148"' in card


def test_a_card_links_to_its_source(tmp_path: Path) -> None:
    """The evidence links to the source's URL, or to its card once there is one."""
    source = attrs.evolve(ARTICLE.sources[0], url="https://example.org/news")
    project = Project.of(tmp_path, page=".. dipl:record:: xi-visits-moscow")
    assert "example.org" not in project.build().text("page.html")
    mine = attrs.evolve(ARTICLE, sources=[source, *ARTICLE.sources[1:]])
    write(mine, tmp_path / "mine.json")
    built = project.build(conf="diplomacy_events_datasets = 'mine.json'")
    assert built.warnings == ()
    assert 'href="https://example.org/news"' in built.text("page.html")
    project.write(other=f".. dipl:record:: {source.id}")
    built = project.build(conf="diplomacy_events_datasets = 'mine.json'")
    assert built.warnings == ()
    assert 'href="https://example.org/news"' in built.text("other.html")
    assert f'href="other.html#dipl-{source.id}"' in built.text("page.html")


def test_any_markup_of_the_views_is_rendered(project: Project) -> None:
    """Texts come before and between blocks, and unknown elements lose nothing."""
    env = project.build("text").app.env
    made = render("<p>a<i>b</i><blockquote>c</blockquote>d</p>", env)
    assert [node.astext() for node in made] == ["ab", "c", "d"]


@pytest.mark.parametrize(
    ("rows", "length", "breaks"),
    [(20, 1, False), (21, 1, True), (10, 11 * 24, False), (10, 11 * 24 + 1, True)],
)
def test_a_tall_table_continues_on_the_next_page(
    project: Project, rows: int, length: int, breaks: bool
) -> None:
    """LaTeX breaks a table of more than 20 lines; a line of a cell has 24 letters."""
    env = project.build("text").app.env
    cells = ["a" * length, *["b"] * (rows - 1)]
    body = "".join(f"<tr><td>c</td><td>{cell}</td></tr>" for cell in cells)
    (made,) = render(f"<table><tbody>{body}</tbody></table>", env)
    assert ("longtable" in made["classes"]) is breaks


def test_a_table_links_to_cards(project: Project) -> None:
    """Each row links to the card of its record; without a card it is text."""
    page = project.build().text("asked.html")
    table = page[page.index("<table") : page.index("</table>")]
    assert "Who accuses whom" in words(table)
    assert table.count("<tr") == 1 + len(ARTICLE.allegations)
    assert 'href="cards.html#dipl-us-alleges-lethal-support"' in table


def test_a_timeline_has_a_picture_and_a_table(project: Project) -> None:
    """The picture has a title; the table has a row for each record, and is closed."""
    page = project.build().text("asked.html")
    assert page.count("<details><summary>The same data as a table</summary>") == 1
    assert page.count("</details>") == 1
    picture = page[page.index("<svg") : page.index("</svg>") + 6]
    assert "March" in (ET.fromstring(picture).findtext("{*}title") or "")
    table = page[page.index("</svg>") :]
    assert table.count("<tr") == 1 + len(ARTICLE.records.involving("China"))


def test_a_timeline_has_an_open_table_when_asked(tmp_path: Path) -> None:
    """With the option it appears below the picture."""
    text = ".. dipl:timeline::\n   :type: visit\n   :table:"
    built = Project.of(tmp_path, page=text).build()
    assert built.warnings == ()
    page = built.text("page.html")
    assert "<svg" in page
    assert "<table" in page
    assert "<details" not in page


def test_a_whole_dataset_is_shown(tmp_path: Path) -> None:
    """The page has its description, and a place for each record, actor and source."""
    project = Project.of(
        tmp_path,
        all=".. dipl:dataset:: article\n   :class: wide\n   :name: mine",
        page="See :dipl:source:`moscow-times-2023-03-17` and :dipl:actor:`Beijing`.",
    )
    built = project.build()
    assert built.warnings == ()
    page = built.text("all.html")
    for thing in (*ARTICLE.records, *ARTICLE.actors, *ARTICLE.sources):
        assert f'id="dipl-{thing.id}"' in page
    assert 'class="dipl-dataset wide' in page
    assert 'id="mine"' in page
    text = words(page)
    for said in (ARTICLE.title, "CC0-1.0", "Statements 21", "The Moscow Times"):
        assert str(said) in text
    cites = built.text("page.html")
    assert 'href="all.html#dipl-moscow-times-2023-03-17"' in cites
    assert 'href="all.html#dipl-china"' in cites


def test_a_dataset_can_be_asked(tmp_path: Path) -> None:
    """With a filter, only the matching records and their sources are shown."""
    asked = ".. dipl:dataset::\n   :type: visit\n   :no-index:"
    nothing = ".. dipl:dataset::\n   :saying: tea"
    built = Project.of(tmp_path, a=asked, b=nothing).build("text")
    assert built.warnings == ()
    page = words(built.text("a.txt"))
    assert page.count("Xi Jinping is to make a three-day state visit") == 1
    assert "Statements" not in page
    assert "Actors" not in page
    assert "Sources" in page
    assert "No matching records." in built.text("b.txt")


def test_an_event_is_shown_with_its_history(tmp_path: Path) -> None:
    """It shows what each source reported, links to records, and contradictions."""
    said = ARTICLE.statements["us-warns-of-lethal-support"]
    later = Source(id="later", publisher="Later", published=date(2023, 4, 1))
    visit = ARTICLE.visits.one()
    other = attrs.evolve(
        visit,
        id="visit-again",
        gist="The visit is off",
        place="Beijing",
        evidence=[Evidence(source="later")],
        same_as=[visit.id],
        basis=(),
    )
    mine = attrs.evolve(
        ARTICLE,
        sources=[*ARTICLE.sources, later],
        records=[*ARTICLE.records, other],
    )
    write(mine, tmp_path / "mine.json")
    text = f".. dipl:event:: visit-again\n\n.. dipl:event:: {said.id}"
    project = Project.of(tmp_path, cards=".. dipl:record:: visit-again", page=text)
    built = project.build(conf="diplomacy_events_datasets = 'mine.json'")
    assert built.warnings == ()
    page = built.text("page.html")
    assert page.count("<svg") == 2
    assert page.count('class="dipl-event') == 2
    assert 'href="cards.html#dipl-visit-again"' in page
    shown = words(page)
    assert shown.count("Where the records disagree") == 1
    assert "place: Moscow, Russia (xi-visits-moscow) against Beijing" in shown


def test_cards_have_a_frame(project: Project) -> None:
    """The style sheet is among the files of the pages, and every page links to it."""
    built = project.build()
    assert "diplomacy-events.css" in built.text("cards.html")
    assert ".dipl-record" in built.text("_static/diplomacy-events.css")


def test_a_quote_says_who_and_how(tmp_path: Path) -> None:
    """A quote has its words, speakers, reporters and time."""
    text = ".. dipl:quote:: china-promises-constructive-role"
    built = Project.of(tmp_path, page=text).build("text")
    statement = ARTICLE.statements["china-promises-constructive-role"]
    page = words(built.text("page.txt"))
    assert built.warnings == ()
    for quote in statement.quotes:
        assert f"“{quote}”" in page
    assert "-- Foreign Ministry of China, carried by RIA Novosti, " in page
    assert str(statement.when) in page


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        (
            ".. dipl:table::\n   :by: Bejing",
            "no actor is called 'Bejing'; did you mean 'Beijing'? [dipl.unknown]",
        ),
        (
            ".. dipl:table::\n   :during: soon",
            (
                "cannot be read as EDTF: not a date, at position 0 of 'soon'; "
                "a month is written 2023-03, and a span 2023-03-01/2023-03-15 "
                "[dipl.query]"
            ),
        ),
        (
            ".. dipl:timeline::\n   :type: visit\n   :saying: peace",
            "StateVisit has no field 'quotes'; Statement has one [dipl.query]",
        ),
        (
            ".. dipl:table::\n   :certainty: definite",
            r".*certainty.* \[dipl.query\]",
        ),
        (
            ".. dipl:table::\n   :dataset: other",
            "no dataset is called 'other'; known: article [dipl.unknown]",
        ),
        (".. dipl:table::\n   :type: feast", r".*'feast'.* \[dipl.unknown\]"),
        (
            ".. dipl:quote:: xi-visits-moscow",
            "'xi-visits-moscow' is a visit, which cannot be shown here [dipl.kind]",
        ),
        (".. dipl:quote:: nobody", "nothing has the id 'nobody' [dipl.unknown]"),
        (
            ".. dipl:event:: china",
            "'china' is an actor, which cannot be shown here [dipl.kind]",
        ),
        (".. dipl:event:: nobody", "nothing has the id 'nobody' [dipl.unknown]"),
        (
            ".. dipl:dataset:: other",
            "no dataset is called 'other'; known: article [dipl.unknown]",
        ),
    ],
)
def test_questions_without_an_answer_are_warned_of(
    tmp_path: Path, text: str, warning: str
) -> None:
    """A question that cannot be answered gives a typed warning with its line."""
    built = Project.of(tmp_path, page=text).build("text")
    (line,) = built.warnings
    place, _, message = line.partition(": WARNING: ")
    assert place == "page.rst:4"
    assert message == warning or re.fullmatch(warning, message)
    # The page says it too.
    assert message.rpartition(" [")[0] in words(built.text("page.txt"))


WORDS = "Lind said no.\n\n“It rained,” she said."
ANNOTATED = """
.. dipl:annotated:: daily
   :text: daily.txt
   :class: mine
"""


def annotated(folder: Path, page: str = ANNOTATED, words: str = WORDS) -> Project:
    """Return a project with a text, a dataset of it, and a page that shows both."""
    project = Project.of(folder, page=page)
    text = SourceText.of(WORDS, id="daily", publisher="The Daily")
    changed = attrs.evolve(
        ARTICLE.statements["paper-refuses-silence"],
        evidence=[text.evidence("Lind said no.")],
    )
    mine = Dataset(sources=[text.source], actors=ARTICLE.actors, records=[changed])
    write(mine, folder / "mine.json")
    (folder / "daily.txt").write_bytes(words.encode())
    return project


OWN = "diplomacy_events_datasets = 'mine.json'"


def test_a_text_is_shown_with_its_records(tmp_path: Path) -> None:
    """HTML has marks, text has none; the page is read again when the text changes."""
    project = annotated(tmp_path)
    built = project.build(conf=OWN)
    assert built.warnings == ()
    page = built.text("page.html")
    assert '<mark class="kind statement">Lind said no.</mark>' in page
    assert page.count("“It rained,” she said.") == 1
    assert 'class="dipl-annotated mine' in page
    plain = project.build("text", conf=OWN).text("page.txt")
    assert "Lind said no." in plain
    assert "“It rained,” she said." in plain
    (tmp_path / "daily.txt").write_text("Another", "utf-8")
    (line,) = project.build(conf=OWN).warnings
    assert "no source has this text" in line


@pytest.mark.parametrize(
    ("page", "words", "warning"),
    [
        (ANNOTATED.replace("daily\n", "dialy\n"), WORDS, "did you mean 'daily'?"),
        (ANNOTATED.replace("daily.txt", "none.txt"), WORDS, "none.txt: "),
        (".. dipl:annotated:: daily", WORDS, "the text has no file: name one"),
        (ANNOTATED, f"{WORDS} ", "no source has this text, whose SHA-256 is"),
    ],
)
def test_a_text_that_cannot_be_shown_is_warned_of(
    tmp_path: Path, page: str, words: str, warning: str
) -> None:
    """An unknown id, a missing file and another text each give a warning."""
    (line,) = annotated(tmp_path, page, words).build(conf=OWN).warnings
    assert warning in line
    assert "[dipl." in line


def test_an_empty_answer_is_reported(tmp_path: Path) -> None:
    """An empty answer is a sentence, and not a mistake."""
    text = ".. dipl:table::\n   :saying: tea\n\n.. dipl:timeline::\n   :saying: tea"
    built = Project.of(tmp_path, page=text).build("text")
    assert built.warnings == ()
    assert built.text("page.txt").count("No matching records.") == 2


def test_a_quote_needs_words(tmp_path: Path) -> None:
    """A statement in indirect speech has no quotes, and a warning says so."""
    (first, *_) = [one for one in ARTICLE.statements if one.manner is Manner.INDIRECT]
    built = Project.of(tmp_path, page=f".. dipl:quote:: {first.id}").build()
    assert built.warnings == (
        f"page.rst:4: WARNING: {first.id!r} has no quoted words [dipl.kind]",
    )


def test_several_datasets_are_asked(tmp_path: Path) -> None:
    """A project's own datasets are searched, or the named one."""
    visit = attrs.evolve(ARTICLE.visits.one(), id="my-visit", gist="My own", basis=())
    mine = attrs.evolve(ARTICLE, records=[visit])
    write(mine, tmp_path / "mine.json")
    text = """
.. dipl:table:: All
   :type: visit

.. dipl:table:: The article's
   :type: visit
   :dataset: article
"""
    project = Project.of(tmp_path, page=text)

    def rows(conf: str) -> list[int]:
        built = project.build(conf=conf)
        assert built.warnings == ()
        tables = re.findall("<table.*?</table>", built.text("page.html"), re.DOTALL)
        return [table.count("<tr") - 1 for table in tables]

    assert rows("") == [1, 1]
    assert rows("diplomacy_events_datasets = ['mine.json']") == [1, 1]
    assert rows("diplomacy_events_datasets = ['mine.json', 'article']") == [2, 1]


def test_the_command_of_sphinx_builds_with_warnings_as_errors(project: Project) -> None:
    """The command succeeds, with several processes."""
    project.build()
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-nW",
        "-j2",
        "-q",
        "-b",
        "dirhtml",
        ".",
        "out",
    ]
    done = subprocess.run(
        command, cwd=project.folder, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_words_are_shown_as_they_are(tmp_path: Path) -> None:
    """Markup in quotes and gists stays literal; that of the page does not."""
    said = ARTICLE.statements["us-warns-of-lethal-support"]
    words = "it's -- so..."
    other = attrs.evolve(said, quotes=(words,), gist=f"They say {words}")
    mine = [other if one is said else one for one in ARTICLE.records]
    write(attrs.evolve(ARTICLE, records=mine), tmp_path / "mine.json")
    page = f"""
.. dipl:quote:: {said.id}

.. dipl:record:: {said.id}

   Mine -- own

.. dipl:table::
   :saying: so

:dipl:statement:`{said.id}`
"""
    project = Project.of(tmp_path, page=page)
    built = project.build(conf="diplomacy_events_datasets = ['mine.json']")
    assert built.warnings == ()
    text = built.text("page.html")
    assert "Mine – own" in text
    matches = re.findall(r"it.{1,8}s -- so\.\.\.", text)
    assert len(matches) >= 5
    assert "–" not in text.replace("Mine – own", "").replace("2443–2560", "")


def test_cards_and_tables_can_be_styled_and_named(project: Project) -> None:
    """The user's own classes and names are applied."""
    text = """
.. dipl:table::
   :type: visit
   :class: wide
   :name: my-table

.. dipl:record:: kremlin
   :class: wide
"""
    project.write(asked=text)
    page = project.build().text("asked.html")
    assert page.count("wide") == 2
    assert 'id="my-table"' in page
