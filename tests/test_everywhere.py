"""Every field of the model is shown, stored, queried and drawn everywhere.

The fields come from the description, so new ones are tested as well; the values are
those of the complete dataset, which has one in each field.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import diplomacy_events
from complete import FULL
from diplomacy_events import (
    Dataset,
    JointDeclaration,
    Period,
    Record,
    Source,
    StateVisit,
    coding,
    dumps,
    formats,
    json_schema,
    loads,
    read,
    strategies,
    write,
)
from diplomacy_events.arrow import schema
from diplomacy_events.coding.sheet.forms import key_of
from diplomacy_events.coding.sheet.schema import ELSEWHERE
from diplomacy_events.model.description import (
    CLASSES,
    SECTIONS,
    Field,
    asked_as,
    fields,
    kind_of,
    values_of,
)
from diplomacy_events.model.walk import Step, walk
from diplomacy_events.query.names import askable_fields
from diplomacy_events.sphinx.linked_views import card_of
from diplomacy_events.sphinx.shelf import Found

DOCS = Path(__file__).parents[1] / "docs"
SCHEMA = json_schema()["$defs"]
LOSSLESS = [one.name for one in formats() if one.lossless]
RECORDS = SECTIONS["records"].classes
ACTORS = SECTIONS["actors"].classes


def reached(classes: tuple[type, ...]) -> list[type]:
    """Return these classes, and those of their objects' parts."""
    found: list[type] = []
    waiting = list(classes)
    while waiting:
        cls = waiting.pop(0)
        if cls not in found:
            found.append(cls)
            waiting += [field.holds for field in fields(cls) if field.composite]
    return found


def every(*classes: type) -> pytest.MarkDecorator:
    """Run a test for each field of some classes, and of their parts."""
    pairs = [(cls, field) for cls in reached(classes) for field in fields(cls)]
    names = [f"{cls.__name__}.{field.name}" for cls, field in pairs]
    return pytest.mark.parametrize(("cls", "field"), pairs, ids=names)


def things(dataset: Dataset) -> Iterator[Any]:
    """Yield every object with an id in a dataset."""
    for name in SECTIONS:
        yield from getattr(dataset, name)


def filled(dataset: Dataset, cls: type, field: Field) -> Iterator[tuple[Any, Step]]:
    """Yield each place where a field differs from its default, with its object."""
    for thing in things(dataset):
        for step in walk(thing):
            held = step.field == field and type(step.owner) is cls
            if held and step.value != field.default and step.value is not None:
                yield thing, step


def one_filled(cls: type, field: Field) -> tuple[Any, Step]:
    """Return the first of those in the complete dataset."""
    return next(filled(FULL, cls, field))


@every(*CLASSES.values())
def test_the_json_schema_describes_it(cls: type, field: Field) -> None:
    """The schema has the field, with the description in the docstring."""
    said = SCHEMA[cls.__name__]["properties"][field.name]["description"]
    # A class describes its own fields, and not the inherited ones.
    docs = " ".join(" ".join(base.__doc__ or "" for base in cls.__mro__).split())
    docs = docs.replace("`", "")
    assert f"{field.name}: {said}" in docs


@cache
def kept(name: str) -> Dataset:
    """Return the complete dataset after a round trip through a format."""
    return loads(dumps(FULL, format=name), format=name)


STREAMED = ("json", "jsonl")


@pytest.mark.untraced
@pytest.mark.parametrize("name", STREAMED)
@every(*CLASSES.values())
def test_a_document_keeps_it(name: str, cls: type, field: Field) -> None:
    """Values come back, even those that comparisons ignore."""
    back = [step.value for _, step in filled(kept(name), cls, field)]
    assert back == [step.value for _, step in filled(FULL, cls, field)] != []


@pytest.mark.parametrize("name", [name for name in LOSSLESS if name not in STREAMED])
def test_a_file_keeps_every_field(name: str, tmp_path: Path) -> None:
    """The formats of several files keep it as well."""
    path = tmp_path / "kept"
    assert write(FULL, path, format=name) == ()
    back = read(path, format=name)
    for one, other in zip(things(back), things(FULL), strict=True):
        assert list(walk(one)) == list(walk(other))
        assert attrs.asdict(one) == attrs.asdict(other)


@pytest.mark.parametrize("cls", CLASSES.values())
def test_tables_have_a_column_for_it(cls: type) -> None:
    """Flat tables have one too, except for parts too deep for one cell."""
    names = {field.name for field in fields(cls)}
    assert names <= set(schema(cls).names)


@pytest.mark.parametrize("cls", CLASSES.values())
def test_questions_find_by_it(cls: type) -> None:
    """The value of a field finds its object."""
    for field in fields(cls):
        thing, step = one_filled(cls, field)
        assert field.name in askable_fields(cls)
        found = (
            section_of(thing).group_by(type)[cls].filter(question(field, step.value))
        )
        assert thing.id in found.ids, field.name


def section_of(thing: Any) -> Any:
    """Return the collection that contains an object and all of its class."""
    return getattr(FULL, kind_of(type(thing)).plural, None) or getattr(
        FULL, "actors" if isinstance(thing, ACTORS) else "sources"
    )


def question(field: Field, value: Any) -> Any:
    """Return a question that matches a value."""
    about = getattr(diplomacy_events.field, field.name)
    if field.period:
        return about.overlaps(value)
    if field.pairs or (field.many and not field.composite):
        return about.has(asked_as(value[0]))
    return ~about.is_none() if field.composite else about == value


# Digests are for machines, and an anchor is shown by the words at its place.
UNSHOWN = {"Evidence.sha256", "Evidence.context", "Period.anchor"}


def shown_as(step: Step, text: str) -> bool:
    """Return whether a text shows the value of a field."""
    return all(one_of(step, item, text) for item in values_of(step.value))


def one_of(step: Step, item: Any, text: str) -> bool:
    """Return whether a text shows one value: as it is, by its name, or in words."""
    words = [str(item)]
    if step.field.refers_to:
        target: Any = FULL[item]
        words += [getattr(target, name, "\0") for name in ("name", "gist", "publisher")]
    if type(step.owner) is Period:
        words.append(str(step.owner))
    if item is True:
        words = [f"{step.field.label} yes"]
    return any(" ".join(word.split()) in text for word in words)


def leaves(thing: Any) -> Iterator[Step]:
    """Yield the values shown of an object: its plain fields, and those of its parts."""
    for step in walk(thing):
        name = f"{type(step.owner).__name__}.{step.field.name}"
        if not step.field.composite and name not in UNSHOWN:
            yield step


WAYS: dict[str, Callable[[Any], str]] = {
    "card": lambda thing: FULL.card(thing).html,
    "card as text": lambda thing: FULL.card(thing).text,
    "record alone": lambda thing: thing._repr_html_(),
    "print": str,
    "Sphinx": lambda thing: card_of(Found(thing, FULL)),
}


def readable(text: str) -> str:
    """Return the text that a reader sees of a text or of markup, on one line."""
    return " ".join(unescape(re.sub("<[^>]*>", " ", text)).split())


@cache
def seen(way: str, thing: Any) -> str:
    """Return what a reader sees of an object in one kind of view."""
    return readable(WAYS[way](thing))


@pytest.mark.untraced
@pytest.mark.parametrize("way", WAYS)
@every(*RECORDS)
def test_people_see_it(way: str, cls: type, field: Field) -> None:
    """Each record with a value in the field shows the value."""
    name = f"{cls.__name__}.{field.name}"
    if name in UNSHOWN or field.composite:
        # A part with fields of its own is shown by these fields.
        return
    there = [one for one in filled(FULL, cls, field) if isinstance(one[0], Record)]
    assert there
    for thing, step in there:
        assert shown_as(step, seen(way, thing)), (thing.id, step.path)


@pytest.mark.parametrize("way", ["record alone", "print"])
@pytest.mark.parametrize("kind", [StateVisit, JointDeclaration])
def test_a_usual_form_is_not_shown(way: str, kind: type) -> None:
    """A visit in person, and a document of no particular form, say nothing of it."""
    (one, *_) = [record for record in FULL.records if type(record) is kind]
    usual: dict[str, Any] = {"form": attrs.fields_dict(kind)["form"].default}
    assert re.search(r"\bForm\b", WAYS[way](attrs.evolve(one, **usual))) is None


@every(*ACTORS)
def test_pages_show_every_field_of_an_actor(cls: type, field: Field) -> None:
    """The card of an actor shows all of its fields, except the id."""
    if f"{cls.__name__}.{field.name}" in UNSHOWN or field.composite:
        return
    there = [one for one in filled(FULL, cls, field) if isinstance(one[0], ACTORS)]
    for thing, step in there:
        if field.name != "id":
            assert shown_as(step, seen("Sphinx", thing)), (thing.id, step.path)


@pytest.mark.untraced
def test_strategies_draw_every_field() -> None:
    """Some dataset differs from the default in each field: every law is tried on it."""
    drawn: set[tuple[type, str]] = set()

    @settings(max_examples=400, database=None, derandomize=True)
    @given(strategies.datasets())
    def draw(dataset: Dataset) -> None:
        drawn.update(
            (type(step.owner), step.field.name)
            for thing in things(dataset)
            for step in walk(thing)
            if step.value is not None and step.value != step.field.default
        )

    draw()
    assert drawn == {
        (cls, field.name)
        for cls in reached(tuple(CLASSES.values()))
        for field in fields(cls)
    }


@pytest.mark.parametrize("cls", reached(tuple(CLASSES.values())))
def test_the_docs_describe_its_class(cls: type) -> None:
    """The reference lists the class with its members, including inherited ones."""
    told = (DOCS / "reference" / "model.md").read_text("utf-8")
    told += (DOCS / "reference" / "time.md").read_text("utf-8")
    listed = f".. autoclass:: {cls.__name__}\n   :members:\n"
    assert listed in told
    if cls in (*RECORDS, *ACTORS):
        assert f"{listed}   :inherited-members:\n" in told


@pytest.mark.parametrize("cls", CLASSES.values())
def test_the_sheet_of_a_model_has_a_key_for_it(cls: type) -> None:
    """Only computed fields, and those that a model must not fill in, have none."""
    made = coding.sheet_schema()["properties"]
    if cls is Source:
        keys, left_out = made, {"id", "length", "sha256"}
    elif cls in ACTORS:
        keys, left_out = made["actors"]["items"]["properties"], set()
    else:
        keys = made[kind_of(cls).plural]["items"]["properties"]
        left_out = set(ELSEWHERE)
    names = {key_of(field) for field in fields(cls) if field.name not in left_out}
    assert names <= set(keys)
