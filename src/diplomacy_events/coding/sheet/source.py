"""The source of a sheet: its text, and its description in the sheet."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import attrs

from diplomacy_events.coding.sheet.known import Known
from diplomacy_events.coding.sheet.node_faults import FAULTY
from diplomacy_events.coding.sheet.nodes import Node
from diplomacy_events.coding.sheet.places import Places
from diplomacy_events.coding.sheet.sections import SOURCE_KEYS, TEXT, Section, Sections
from diplomacy_events.coding.sheet.values import Values
from diplomacy_events.errors import Fault
from diplomacy_events.model.description import fields
from diplomacy_events.model.source_text import SourceText
from diplomacy_events.model.sources import Source

__all__ = ["NO_TEXT", "Main", "read_source", "read_sources", "source_id"]

NO_TEXT = "none"
DAY = "published"
OF_TEXT = ("length", "sha256")


def source_id(file: str, published: object) -> str:
    """Return the id of a source whose sheet does not give one.

    It is made from the file's name and the day, so it seldom clashes with an actor's.
    """
    stem = re.sub(r"\.[^.]*$", "", file).lower()
    words = re.sub("[^a-z0-9]+", "-", stem).strip("-") or "article"
    return f"{words}-{published or 'text'}"


class Main(NamedTuple):
    """The text of a sheet, and whether the top of the sheet describes its source.

    Attributes:
        text: the text with its source, or with a substitute source to read the rest.
        in_dataset: whether the source belongs to the dataset.
    """

    text: SourceText
    in_dataset: bool


def read_source(
    sections: Sections, text: str | SourceText, faults: list[Fault]
) -> Main:
    """Return the source that the top of a sheet describes, with its text."""
    given = text.source if isinstance(text, SourceText) else None
    words = text.text if isinstance(text, SourceText) else text
    # This one supplies missing and wrong values.
    stand_in = SourceText.of(words, id="text", publisher="unknown").source
    places = Places(SourceText(source=stand_in, text=words))
    values = Values(places, Known((), ()), faults)
    about = _about(sections, values)
    if given is not None:
        _must_agree(about, given, sections, values)
        return Main(SourceText(source=given, text=words), in_dataset=True)
    if not about and sections.sources:
        return Main(places.source, in_dataset=False)
    for name in OF_TEXT:
        if about.pop(name, FAULTY) not in (getattr(stand_in, name), FAULTY):
            problem = f"the text has changed: its {name} is {getattr(stand_in, name)!r}"
            values.wrong(sections.top[name], problem)
    if "publisher" not in about and "publisher" not in sections.meant:
        values.wrong(sections.root._replace(path=("publisher",)), "missing")
    if about.get(DAY) is FAULTY or DAY in sections.meant:
        # Any day will do to find phrases that cannot be read on any day.
        about[DAY] = date(2000, 1, 1)
    right = {name: value for name, value in about.items() if value is not FAULTY}
    if "id" not in right:
        file = sections.top.get(TEXT, Node("")).value
        name = file if isinstance(file, str) else ""
        right["id"] = source_id(name, right.get("published"))
    source = attrs.evolve(stand_in, **right)
    return Main(SourceText(source=source, text=words), in_dataset=True)


def _must_agree(
    about: Mapping[str, object], given: Source, sections: Sections, values: Values
) -> None:
    """Report each difference between a sheet and the source of its text."""
    for name, value in about.items():
        known = getattr(given, name)
        if value not in (known, FAULTY):
            problem = f"expected {known!r}, as in the source of the text, got {value!r}"
            values.wrong(sections.top[name], problem)


def _about(sections: Sections, values: Values) -> dict[str, Any]:
    """Return the description of the source at the top of a sheet."""
    described = {field.name: field for field in fields(Source)}
    return {
        name: values.value(described[name], sections.top[name])
        for name in SOURCE_KEYS
        if name in sections.top
    }


def read_sources(sections: Sections, values: Values, main: Main) -> list[Source]:
    """Return the sources of a sheet, beginning with the one described at the top.

    Anchors are in the first source that has the text, unless they name another.
    """
    found = [main.text.source] if main.in_dataset else []
    values.texts = {source.id: True for source in found}
    for section in sections.sources:
        values.holder = section.id
        if section.id in values.texts:
            values.wrong(section.node, "id is already used by another source")
            continue
        made, own = _further(section, values)
        values.texts[section.id] = own
        if made is not FAULTY:
            found.append(made)
    values.holder = None
    values.source = next((id for id, own in values.texts.items() if own), "")
    for one in found:
        if one.id == values.source:
            values.published = one.published
    return found


def _further(section: Section, values: Values) -> tuple[Any, bool]:
    """Return another source, and whether it has the text."""
    node, main = section.node, values.places.source.source
    if not isinstance(node.value, dict):
        return values.thing(Source, node), True
    text = node.value.get(TEXT, Node(""))
    own = text.value != NO_TEXT
    if own and not text.empty:
        way = "without it, the source has the text of the sheet"
        values.wrong(text, f"expected {NO_TEXT!r} ({way}), got {text.got}")
    keys = {key: one for key, one in node.value.items() if key != TEXT}
    given: dict[str, Any] = {"id": section.id}
    if own:
        given |= {name: getattr(main, name) for name in OF_TEXT}
    return values.thing(Source, node._replace(value=keys), given), own
