"""Labels: a field has one label everywhere, and the glossary lists it."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from tables import all_tables, with_parts

from complete import FULL
from diplomacy_events import load_article
from diplomacy_events.model.description import CLASSES, derived_fields, fields

CELLS = [line[2:-2].split(" | ") for line in all_tables()["labels"].splitlines()[2:]]
LABELS = {label.lower() for label, _ in CELLS}
# These differ between classes: the title of an office and of a text, the code of a
# state and of a scheme.
TWO_MEANINGS = {"title": {"Office", "Title"}, "code": {"Code", "ISO code"}}


def parts(label: str) -> list[str]:
    """Return the labels that a column heading combines."""
    return re.split(", | or ", label)


def labels_of(markup: str) -> Iterator[str]:
    """Yield the labels beside or above the values in a piece of a page."""
    whole = ElementTree.fromstring(f"<div>{markup}</div>")
    for element in whole.iter():
        if element.tag == "dt" or element.get("scope") == "col":
            yield from parts("".join(element.itertext()).lower())


def labels_in(text: str) -> Iterator[str]:
    """Yield the labels before the values in a text."""
    for label in re.findall(r"^  (\S(?:.*?\S)?) {2,}\S", text, re.MULTILINE):
        yield label.strip()


def test_every_label_is_in_the_glossary() -> None:
    """This holds for cards with and without names, texts, tables and pictures."""
    for dataset in (FULL, load_article()):
        shown = [dataset._repr_html_(), dataset.timeline().table]
        kinds = ("visits", "statements", "actors", "sources", "records")
        shown += [getattr(dataset, kind)._repr_html_() for kind in kinds]
        for record in dataset.records:
            card = dataset.card(record.id)
            shown += [card.html, record._repr_html_()]
            assert set(labels_in(card.text)) <= LABELS
        for event in dataset.events:
            shown.append(event.history.picture().table)
        for markup in shown:
            assert set(labels_of(markup)) <= LABELS


def test_a_name_has_one_label() -> None:
    """Fields with the same name have the same label in every class."""
    found: dict[str, set[str]] = {}
    for cls in with_parts(CLASSES.values()):
        for field in (*fields(cls), *derived_fields(cls)):
            found.setdefault(field.name, set()).add(field.label)
    several = {name: labels for name, labels in found.items() if len(labels) > 1}
    assert several == TWO_MEANINGS
