"""What readers see: everything in Chromium, in light and dark."""

from typing import Literal

import attrs
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from diplomacy_events import Dataset, SourceText, load_article

WIDTH = 800
Mode = Literal["light", "dark"]
MODES: tuple[Mode, ...] = ("light", "dark")

BEYOND = """() => [...document.querySelectorAll('main *')]
    .filter(node => !['STYLE', 'DESC', 'TITLE'].includes(node.tagName.toUpperCase()))
    .filter(node => node.getBoundingClientRect().right > innerWidth + 0.5
        || node.scrollWidth > node.clientWidth + 1 && node.tagName === 'TD')
    .map(node => node.tagName + ' ' + node.textContent.slice(0, 40))"""
UNSEEN = """() => [...document.querySelectorAll('td, th, dt, summary, p, text')]
    .filter(node => node.textContent.trim())
    .filter(node => !node.closest('details:not([open])') || node.tagName === 'SUMMARY')
    .filter(node => !node.checkVisibility({opacityProperty: true})
        || getComputedStyle(node).visibility !== 'visible'
        || node.getBoundingClientRect().height < 8)
    .map(node => node.tagName + ' ' + node.textContent.slice(0, 40))"""
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


SHOWN: dict[str, str] = {
    "dataset": load_article()._repr_html_(),
    "records": load_article().records._repr_html_(),
    "actors": load_article().actors._repr_html_(),
    "empty": Dataset()._repr_html_() + Dataset().visits._repr_html_(),
    "visit": load_article().card("xi-visits-moscow").html,
    "claim": load_article().card("us-alleges-lethal-support").html,
    "words": sourced(),
    "bare": load_article().visits.one()._repr_html_(),
}


def opened(browser: Browser, html: str, mode: Mode, host: str = "") -> Page:
    """Return a page of a host with pieces of ours."""
    page = browser.new_page(color_scheme=mode, viewport={"width": WIDTH, "height": 600})
    page.set_content(
        "<!DOCTYPE html><html lang='en'><head><title>Test</title>"
        f"<meta name='color-scheme' content='light dark'><style>{host}</style></head>"
        f"<body><main><h1>Test</h1>{html}</main></body></html>"
    )
    return page


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", SHOWN)
def test_all_is_seen_by_everybody(browser: Browser, name: str, mode: Mode) -> None:
    """Nothing overflows or is invisible, and axe-core finds no fault."""
    page = opened(browser, SHOWN[name], mode)
    assert page.evaluate(BEYOND) == []
    assert page.evaluate(UNSEEN) == []
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate(BEYOND) == []
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.close()


def test_the_colours_are_the_hosts(browser: Browser) -> None:
    """Those of JupyterLab or VS Code are taken before those of the system."""
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


@pytest.mark.parametrize("mode", MODES)
def test_several_share_a_page(browser: Browser, mode: Mode) -> None:
    """All outputs on one page clash in nothing."""
    page = opened(browser, "".join(SHOWN.values()), mode)
    assert page.evaluate(BEYOND) == []
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.close()
