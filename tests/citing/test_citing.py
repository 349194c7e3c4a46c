"""Roles: what they link to, and what they warn about."""

import re
from html import unescape
from pathlib import Path
from typing import cast

import pytest
from projects import Project

from diplomacy_events import Dataset, Source, State, load_article, write
from diplomacy_events.sphinx.domain import DiplomacyDomain
from diplomacy_events.sphinx.listing import RecordIndex

ARTICLE = load_article()
TITLE = "The Moscow Times, 17 March 2023"
HEADINGS = (
    "visit",
    "statement",
    "joint declaration",
    "allegation",
    "actor",
    "source",
)
IDS = {
    "visit": "xi-visits-moscow",
    "statement": "us-warns-of-lethal-support",
    "declaration": "economic-cooperation-declaration",
    "allegation": "us-alleges-lethal-support",
    "actor": "kremlin",
    "source": "moscow-times-2023-03-17",
}


@pytest.mark.parametrize("role", [*IDS, "record"])
def test_a_role_links_to_the_card(tmp_path: Path, role: str) -> None:
    """Each role links to the cited card, and has the right text."""
    id = IDS.get(role, IDS["visit"])
    project = Project.of(
        tmp_path,
        cards=f".. dipl:record:: {id}",
        cites=f"See :dipl:{role}:`{id}` and :dipl:{role}:`others <{id}>`.",
    )
    built = project.build()
    assert built.warnings == ()
    thing = ARTICLE[id]
    label = getattr(thing, "gist", getattr(thing, "name", TITLE))
    links = re.findall(
        rf'<a [^>]*href="cards.html#dipl-{id}"[^>]*><span[^>]*>(.*?)</span>',
        built.text("cites.html"),
    )
    assert links == [label, "others"]


def test_without_a_card_a_citation_is_text(tmp_path: Path) -> None:
    """A record shows its gist; an actor links to Wikidata, a source to its page."""
    source = Source(id="daily", publisher="Daily", url="https://example.org/news")
    write(Dataset(sources=[source]), tmp_path / "mine.json")
    cites = ":dipl:visit:`xi-visits-moscow` :dipl:actor:`xi-jinping`"
    project = Project.of(tmp_path, cites=f"{cites} :dipl:source:`daily`")
    built = project.build(conf="diplomacy_events_datasets = 'mine.json'")
    page = built.text("cites.html")
    assert built.warnings == ()
    assert ">Xi Jinping is to make a three-day state visit" in page
    assert 'href="https://www.wikidata.org/wiki/Q15031"' in page
    assert re.search(r'href="https://example.org/news"><span[^>]*>Daily</span>', page)


def test_an_actor_is_named_as_questions_name_it(tmp_path: Path) -> None:
    """A name or an alias links to the actor's card, and is shown as written."""
    project = Project.of(
        tmp_path,
        cards=".. dipl:record:: china",
        cites=":dipl:actor:`Beijing`, :dipl:actor:`they <China>`",
    )
    built = project.build()
    assert built.warnings == ()
    links = re.findall(
        r'<a [^>]*href="cards.html#dipl-china"[^>]*><span[^>]*>(.*?)</span>',
        built.text("cites.html"),
    )
    assert links == ["Beijing", "they"]
    project.write(cards="Nothing")
    assert "cites" in project.build().read


def test_a_name_of_several_actors_is_an_error(tmp_path: Path) -> None:
    """Both are listed, in the warning and on the page."""
    two = [State(id=id, name="Ruritania") for id in ("north", "south")]
    write(Dataset(actors=two), tmp_path / "mine.json")
    project = Project.of(tmp_path, page=":dipl:actor:`Ruritania`")
    built = project.build(conf="diplomacy_events_datasets = 'mine.json'")
    (warning,) = built.warnings
    assert "'Ruritania' may be any of 'north', 'south'" in warning
    assert "may be any of" in built.text("page.html")


@pytest.mark.parametrize(
    ("text", "warning", "kind"),
    [
        (
            ":dipl:visit:`xi-visits-mosco`",
            "nothing has the id 'xi-visits-mosco'; did you mean 'xi-visits-moscow'?",
            "unknown",
        ),
        (":dipl:actor:`zzz`", "no actor is called 'zzz'", "unknown"),
        (
            ":dipl:actor:`Bejing`",
            "no actor is called 'Bejing'; did you mean 'Beijing'?",
            "unknown",
        ),
        (":dipl:source:`zzz`", "nothing has the id 'zzz'", "unknown"),
        (
            ":dipl:visit:`us-alleges-lethal-support`",
            "'us-alleges-lethal-support' is not a visit: cite it as dipl:allegation",
            "kind",
        ),
        (
            ":dipl:record:`xi-jinping`",
            "'xi-jinping' is not a record: cite it as dipl:actor",
            "kind",
        ),
        (
            ".. dipl:record:: xi-visit-moscow",
            "nothing has the id 'xi-visit-moscow'; did you mean 'xi-visits-moscow'?",
            "unknown",
        ),
        (
            ".. dipl:record:: kremlin\n.. dipl:record:: kremlin",
            "'kremlin' is already shown on this page",
            "duplicate",
        ),
    ],
)
def test_warnings_name_the_place_of_a_mistake(
    tmp_path: Path, text: str, warning: str, kind: str
) -> None:
    """A mistake in a page gives a typed warning with its line, and can be silenced.

    The page also says what is unknown.
    """
    project = Project.of(tmp_path, page=text)
    built = project.build()
    (line,) = built.warnings
    if kind == "unknown":
        page = unescape(built.text("page.html"))
        assert 'class="dipl-problem"' in page
        assert warning in page.replace("’", "'").replace("‘", "'")
    place, _, message = line.partition(": WARNING: ")
    assert message == f"{warning} [dipl.{kind}]"
    assert re.fullmatch(r"page\.rst:[45]", place)
    assert project.build(conf=f"suppress_warnings = ['dipl.{kind}']").warnings == ()


def test_two_pages_with_one_card_are_a_mistake(tmp_path: Path) -> None:
    """The first page keeps the links, and the other gets a warning."""
    card = ".. dipl:record:: kremlin"
    project = Project.of(tmp_path, a=card, b=card, c=":dipl:actor:`kremlin`")
    built = project.build()
    assert built.warnings == (
        "b.rst: WARNING: 'kremlin' is already shown in 'a' [dipl.duplicate]",
    )
    assert 'href="a.html#dipl-kremlin"' in built.text("c.html")


def test_a_card_outside_the_index_can_be_repeated(tmp_path: Path) -> None:
    """With no-index a card can be shown again, without a mistake."""
    card = ".. dipl:record:: kremlin"
    again = f"{card}\n   :no-index:"
    project = Project.of(tmp_path, a=again, b=card, c=":dipl:actor:`kremlin`")
    built = project.build()
    assert built.warnings == ()
    assert 'href="b.html#dipl-kremlin"' in built.text("c.html")


def test_the_index_lists_what_is_shown(tmp_path: Path) -> None:
    """The index of records has a heading for each type, and links to each card."""
    cards = "\n".join(f".. dipl:record:: {id}" for id in IDS.values())
    project = Project.of(tmp_path, cards=cards, page=":ref:`dipl-records`")
    built = project.build()
    assert built.warnings == ()
    index = built.text("dipl-records.html")
    assert all(f">{heading}s<" in index for heading in HEADINGS)
    assert 'href="dipl-records.html"' in built.text("page.html")
    for id in IDS.values():
        assert f'href="cards.html#dipl-{id}"' in index
    domain = cast(DiplomacyDomain, built.app.env.get_domain("dipl"))
    some, _ = RecordIndex(domain).generate(["page"])
    assert some == []


def test_others_warn_of_their_own(tmp_path: Path) -> None:
    """Another domain warns about its own missing references."""
    project = Project.of(tmp_path, page=":py:class:`nothing.Here`")
    (warning,) = project.build(conf="nitpicky = True").warnings
    assert warning.endswith("reference target not found: nothing.Here [ref.class]")
