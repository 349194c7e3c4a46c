"""What readers see: every view in Chromium, in light and dark."""

import re
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, NamedTuple

import attrs
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from diplomacy_events import (
    Allegation,
    Dataset,
    Evidence,
    Group,
    Manner,
    Period,
    Records,
    Source,
    SourceText,
    SpeechAct,
    Statement,
    StateVisit,
    load_article,
)
from diplomacy_events.views.measure import width

WIDTH, NARROW = 800, 360
Mode = Literal["light", "dark"]
MODES: tuple[Mode, ...] = ("light", "dark")

BEYOND = """() => [...document.querySelectorAll('main *')]
    .filter(node => !['STYLE', 'DESC', 'TITLE'].includes(node.tagName.toUpperCase()))
    .filter(node => node.getBoundingClientRect().right > innerWidth + 0.5
        || node.scrollWidth > node.clientWidth + 1 && node.tagName === 'TD')
    .map(node => node.tagName + ' ' + node.textContent.slice(0, 40))"""
UNSEEN = """() => [...document.querySelectorAll('td, th, dt, summary, p, text')]
    .filter(node => node.textContent.trim())
    .filter(node => !(node.tagName === 'SUMMARY' ? node.parentNode.parentNode : node)
        .closest('details:not([open])'))
    .filter(node => !node.checkVisibility({opacityProperty: true})
        || getComputedStyle(node).visibility !== 'visible'
        || node.getBoundingClientRect().height < 8)
    .map(node => node.tagName + ' ' + node.textContent.slice(0, 40))"""
TEXTS = """() => [...document.querySelectorAll('text')].map(node => ({
    text: node.textContent,
    size: parseFloat(node.getAttribute('font-size')),
    bold: node.hasAttribute('font-weight'),
    width: node.getComputedTextLength(),
    slanted: node.hasAttribute('transform'),
    box: (({left, top, right, bottom}) => [left, top, right, bottom])(
        node.getBoundingClientRect())}))"""
PLOT = """() => (({left, top, right, bottom}) => [left, top, right, bottom])(
    document.querySelector('svg').getBoundingClientRect())"""
OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true)"
SIDEWAYS = """() => document.documentElement.scrollWidth - innerWidth"""
COLOURS = """() => [...document.querySelectorAll('.diplomacy-events')].map(node => {
    const {color, backgroundColor} = getComputedStyle(node)
    return color + ' ' + backgroundColor})"""


def sourced() -> str:
    """Return a card with the words of its source."""
    text = SourceText.of(
        "“We will come,” President Ada Example said. " * 5,
        id="moscow-times-appeal",
        publisher="Daily",
    )
    article = load_article()
    record = article.statements["paper-refuses-silence"]
    anchor = text.evidence("“We will come,”", occurrence=3)
    changed = Dataset(
        sources=[text.source],
        actors=article.actors,
        records=[attrs.evolve(record, evidence=(anchor,))],
    )
    return changed.card("paper-refuses-silence", text).html


class Alarm(NamedTuple):
    """A passage to look at."""

    start: int
    end: int
    reason: str


def annotated() -> str:
    """Return a text with overlapping marks, in two writing directions."""
    text = SourceText.of(
        "“We will come,” President Ada Example said. قال الرئيس إنه سيأتي\n" * 3,
        id="daily",
        publisher="Daily",
    )
    article = load_article()
    places = [(0, 44), (10, 60), (20, 30), (70, 140)]
    kinds = (*article.statements[:2], *article.visits, *article.allegations[:1])
    records = [
        attrs.evolve(record, evidence=[text.between(*place)], **UNTIED[type(record)])
        for record, place in zip(kinds, places, strict=True)
    ]
    dataset = Dataset(sources=[text.source], actors=article.actors, records=records)
    alarms = [Alarm(5, 25, "no record"), Alarm(150, 160, "report")]
    return dataset.annotated(text, alarms).html


# The fields of records that refer to other records, which are missing here.
UNTIED: dict[type, dict[str, Any]] = {
    Allegation: {"basis": (), "responses": ()},
    StateVisit: {"basis": ()},
    Statement: {},
}
LONG = (
    "Prosecutor General’s Office for the Widest Words Whatever WWWWWWWWWWWWWWWWWWWW",
    "中华人民共和国外交部发言人办公室新闻司第一处中华人民共和国外交部发言人办公室",
    "وزارة الخارجية والتعاون الدولي في الجمهورية العربية المتحدة الشقيقة الكبرى",
    "ЩЩЩЩЩЩЩЩЩЩ ЖЖЖЖЖЖЖЖЖЖЖЖЖ ЮЮЮЮЮЮЮЮЮЮЮЮЮЮЮЮ ШШШШШШШШ",
    "e\u0301" * 60,
    "😀" * 30,
)


def lengthy() -> Dataset:
    """Return a dataset of long names and gists in many scripts, with any times."""
    times = (
        *("2023-03-10", "2023-03-05/2023-03", "2023", "/2023-03-10", "2023-03-10/.."),
        *("../2023-03-10", "../..", "1990", "2023-03-10~", "[2023-03-01..2023-03-20]"),
    )
    actors = [Group(id=f"group-{n}", name=name) for n, name in enumerate(LONG)]
    ids = tuple([actor.id for actor in actors])
    said = [
        Statement(
            id=f"said-{n}", when=Period.from_edtf(when), gist=LONG[n % len(LONG)],
            speakers=(ids[n % len(LONG)],), manner=Manner.INDIRECT,
            mentions=ids[: n + 1], act=SpeechAct.COMMENT,
            evidence=(Evidence(source="daily"),),
        )
        for n, when in enumerate(times)
    ]  # fmt: skip
    source = Source(id="daily", publisher="Daily")
    return Dataset(title=LONG[2], sources=[source], actors=actors, records=said)


FURO = Path(str(files("furo")), "theme/furo/static/styles/furo.css")
PICTURES = {
    "timeline": load_article().timeline(),
    "matrix": load_article().matrix(),
    "long timeline": lengthy().timeline(),
    "long matrix": lengthy().matrix(),
    "empty timeline": Dataset().timeline(),
}
SHOWN: dict[str, str] = {
    "dataset": load_article()._repr_html_(),
    "records": load_article().records._repr_html_(),
    "actors": load_article().actors._repr_html_(),
    "empty": Dataset()._repr_html_() + Dataset().visits._repr_html_(),
    "visit": load_article().card("xi-visits-moscow").html,
    "claim": load_article().card("us-alleges-lethal-support").html,
    "words": sourced(),
    "annotated": annotated(),
    "bare": load_article().visits.one()._repr_html_(),
    **{name: picture.html for name, picture in PICTURES.items()},
}


def opened(
    browser: Browser,
    html: str,
    mode: Mode,
    host: str = "",
    theme: str = "auto",
    wide: int = WIDTH,
) -> Page:
    """Return a host's page that contains our views."""
    page = browser.new_page(color_scheme=mode, viewport={"width": wide, "height": 600})
    page.set_content(
        "<!DOCTYPE html><html lang='en'><head><title>Test</title>"
        f"<meta name='color-scheme' content='light dark'><style>{host}</style></head>"
        f"<body data-theme='{theme}'><main><h1>Test</h1>{html}</main></body></html>"
    )
    return page


@pytest.mark.parametrize("name", SHOWN)
def test_everything_is_visible_and_accessible(browser: Browser, name: str) -> None:
    """Nothing overflows or is invisible, and axe-core finds no fault, at any size."""
    page, axe = opened(browser, SHOWN[name], "light"), Axe()
    assert page.evaluate(BEYOND) == []
    assert page.evaluate(UNSEEN) == []
    page.evaluate(OPEN_ALL)
    assert page.evaluate(BEYOND) == []
    report = axe.run(page)
    assert report.violations_count == 0, report.generate_report()
    # In the dark, the colours differ and nothing else.
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(UNSEEN) == []
    contrast = "async () => (await axe.run({runOnly: ['color-contrast']})).violations"
    assert page.evaluate(contrast) == []
    # On a narrow screen, boxes scroll.
    page.set_viewport_size({"width": NARROW, "height": 600})
    check_narrow(page)
    report = axe.run(page)
    assert report.violations_count == 0, report.generate_report()
    page.close()


def check_narrow(page: Page) -> None:
    """Check that a page is no wider than its screen, and that text keeps its size."""
    assert page.evaluate(SIDEWAYS) <= 0
    for svg in page.locator("svg").all():
        assert svg.evaluate("node => node.getBoundingClientRect().width") == 720
        assert svg.evaluate("node => node.getScreenCTM().a") == pytest.approx(
            1, abs=0.01
        )


def test_the_colours_are_the_hosts(browser: Browser) -> None:
    """The colours of JupyterLab or VS Code take precedence over those of the system."""
    html = load_article()._repr_html_()
    hosts = {
        "": "rgb(27, 27, 27) rgb(255, 255, 255)",
        ":root{--jp-content-font-color1:#eee;--jp-layout-color0:#111}": (
            "rgb(238, 238, 238) rgb(17, 17, 17)"
        ),
        ":root{--vscode-editor-foreground:#ddd;--vscode-editor-background:#222}": (
            "rgb(221, 221, 221) rgb(34, 34, 34)"
        ),
    }
    for host, colours in hosts.items():
        page = opened(browser, html, "light", host)
        assert page.evaluate(COLOURS) == [colours]
        page.close()
    page = opened(browser, html, "dark")
    assert page.evaluate(COLOURS) == ["rgb(230, 230, 230) rgb(18, 18, 18)"]
    page.close()


def test_a_picture_of_sphinx_is_not_wider_than_its_page(browser: Browser) -> None:
    """The output of the directive scrolls in its box on a page of Furo."""
    documented = f'<div style="overflow-x: auto">{PICTURES["timeline"].svg}</div>'
    host = f"{FURO.read_text('utf-8')} main{{padding:1em}}"
    page = opened(browser, documented, "light", host, wide=NARROW)
    check_narrow(page)
    page.close()


def test_one_long_word_widens_no_page(browser: Browser) -> None:
    """The word is broken, or scrolls in its box."""
    word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 5
    article = load_article()
    changed = Dataset(
        title=word, description=word, citation=word, sources=article.sources,
        actors=article.actors, records=article.records,
    )  # fmt: skip
    visit = attrs.evolve(article.visits.one(), gist=word, place=word)
    html = changed._repr_html_() + visit._repr_html_() + Records([visit])._repr_html_()
    page = opened(browser, html, "light", wide=NARROW)
    assert page.evaluate(SIDEWAYS) <= 0
    page.close()


@pytest.mark.parametrize(("theme", "mode"), [("dark", "light"), ("light", "dark")])
def test_the_switch_of_furo_is_followed(
    browser: Browser, theme: str, mode: Mode
) -> None:
    """The reader's switch changes the pictures together with the page."""
    html = PICTURES["timeline"].html
    page = opened(browser, html, mode, FURO.read_text("utf-8"), theme)
    style = "getComputedStyle(document.body)"
    foreground, background = page.evaluate(f"[{style}.color, {style}.backgroundColor]")
    assert page.evaluate(COLOURS) == [f"{foreground} {background}"]
    fill = "node => getComputedStyle(node).fill"
    assert page.locator("svg text").first.evaluate(fill) == foreground
    assert page.locator("svg .ground").evaluate(fill) == background
    assert (int(background.partition("(")[2].partition(",")[0]) < 128) == (
        theme == "dark"
    )
    page.close()


@pytest.mark.parametrize("name", ["timeline", "matrix"])
def test_paper_is_light_and_shows_all(
    browser: Browser, tmp_path: Path, name: str
) -> None:
    """A picture fits on the first page, in the colours of paper."""
    PICTURES[name].save(tmp_path / "x.html")
    page = browser.new_page(color_scheme="dark")
    page.goto((tmp_path / "x.html").as_uri())
    made = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", made)) == 1
    # An A4 sheet with margins of one centimetre, at 96 dots per inch.
    page.set_viewport_size({"width": 718, "height": 1047})
    page.emulate_media(media="print", color_scheme="dark")
    left, top, right, bottom = page.evaluate(PLOT)
    assert 0 <= left < right <= 718
    assert 0 <= top < bottom <= 1047
    assert page.evaluate(COLOURS) == ["rgb(27, 27, 27) rgb(255, 255, 255)"]
    page.close()


@pytest.mark.parametrize("mode", MODES)
def test_several_share_a_page(browser: Browser, mode: Mode) -> None:
    """Several views on one page do not interfere."""
    page = opened(browser, "".join(SHOWN.values()), mode)
    assert page.evaluate(BEYOND) == []
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.close()


@pytest.mark.parametrize("name", PICTURES)
def test_no_label_is_clipped_or_covered(browser: Browser, name: str) -> None:
    """In a real font, texts are as wide as measured, stay inside, never overlap."""
    page = opened(browser, PICTURES[name].html, "light")
    left, top, right, bottom = page.evaluate(PLOT)
    texts = page.evaluate(TEXTS)
    assert texts
    for text in texts:
        assert text["width"] <= width(text["text"], text["size"]) * (
            1.1 if text["bold"] else 1
        )
        box = text["box"]
        assert left <= box[0] <= box[2] <= right
        assert top <= box[1] <= box[3] <= bottom
    level = [text["box"] for text in texts if not text["slanted"]]
    for place, one in enumerate(level):
        for other in level[place + 1 :]:
            beside = one[2] <= other[0] or other[2] <= one[0]
            assert beside or one[3] <= other[1] + 3 or other[3] <= one[1] + 3
    page.close()


@pytest.mark.parametrize("mode", MODES)
def test_a_saved_page_needs_no_host(
    browser: Browser, tmp_path: Path, mode: Mode
) -> None:
    """The saved page of a picture, opened from its file, has no fault."""
    PICTURES["matrix"].save(tmp_path / "matrix.html")
    page = browser.new_page(color_scheme=mode, viewport={"width": WIDTH, "height": 600})
    page.goto((tmp_path / "matrix.html").as_uri())
    assert page.evaluate(BEYOND) == []
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.close()


@pytest.mark.parametrize("mode", MODES)
def test_a_saved_drawing_needs_no_host(
    browser: Browser, tmp_path: Path, mode: Mode
) -> None:
    """An SVG opened by itself is dark on light, as in every other program."""
    PICTURES["matrix"].save(tmp_path / "matrix.svg")
    page = browser.new_page(color_scheme=mode, viewport={"width": WIDTH, "height": 600})
    page.goto((tmp_path / "matrix.svg").as_uri())
    fill = "node => getComputedStyle(node).fill"
    ground = page.locator("rect").first.evaluate(fill)
    text = page.locator("text").first.evaluate(fill)
    assert (ground, text) == ("rgb(255, 255, 255)", "rgb(27, 27, 27)")
    page.close()


def test_an_annotated_text_needs_no_mouse_and_no_script(browser: Browser) -> None:
    """Each number can be reached by keyboard, and opens its card or links to it."""
    page = browser.new_page()
    article = load_article()
    text = SourceText.of("We will come. We will stay.", id="daily", publisher="Daily")
    places = [text.evidence("We will come."), text.evidence("We will stay.")]
    record = attrs.evolve(article.statements[0], evidence=places)
    dataset = Dataset(sources=[text.source], actors=article.actors, records=[record])
    page.set_content(dataset.annotated(text).page)
    number, link = page.locator("details.ref > summary"), page.locator("a.ref")
    card = page.locator(".record")
    assert not card.is_visible()
    page.keyboard.press("Tab")
    assert number.evaluate("node => node === document.activeElement")
    page.keyboard.press("Enter")
    assert card.is_visible()
    page.keyboard.press("Enter")
    assert not card.is_visible()
    page.keyboard.press("Tab")
    assert link.evaluate("node => node === document.activeElement")
    page.keyboard.press("Enter")
    assert card.is_visible()
    assert page.locator("script").count() == 0
    page.close()
