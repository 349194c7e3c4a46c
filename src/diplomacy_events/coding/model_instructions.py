"""Instructions for a language model: the rules, the vocabularies, the text."""

import inspect
import re
from collections.abc import Iterable, Iterator

from diplomacy_events.codebook import as_text
from diplomacy_events.coding.passages import must_be, paragraphs
from diplomacy_events.coding.sheet.forms import key_of
from diplomacy_events.coding.sheet.schema import ELSEWHERE
from diplomacy_events.model.actors import ACTOR_KINDS, Actor
from diplomacy_events.model.description import Field, fields
from diplomacy_events.model.metadata import Kind
from diplomacy_events.model.period import Period
from diplomacy_events.model.record_kinds import RECORD_KINDS
from diplomacy_events.model.source_text import SourceText
from diplomacy_events.model.sources import Evidence
from diplomacy_events.vocabulary import Vocabulary

__all__ = ["instructions"]

RULES = """\
Code the text below as a sheet: one JSON object in the form of the schema. The sheet is
compiled against the text, and words that are not in the text are refused.

- Code only what the text says, nothing that you know from elsewhere. Use null where the
  text does not say.
- "at" contains the evidence of a record, in words copied exactly from the text: all of
  the words, or the first and last of a passage as "first words … last words". If they
  occur several times, put the paragraph before them: "¶3 exact words". A whole
  paragraph is "¶3". Never paraphrase there; never correct spelling or quotation marks.
- "quotes" contains the first words of each quotation, without its marks; each is
  completed to the closing mark. Without "at", the evidence of a statement is the
  sentences of its quotes, and that of another record is the evidence of its "basis".
- "when" contains the phrase of the text, such as "on Friday", which is read relative to
  the day of publication. Add " (ahead)" if it means the days to come. If the text has
  no phrase, write EDTF, such as "2024-03-14" or "[..2024-03-14]" for "by then". If the
  phrase says less than the text does, write both: "on Friday = 2024-03-15". For a
  statement, null means by the day of publication.
- Null in "manner" means the manner that follows from the quotes.
- Ids are slugs: lowercase letters and digits, separated by single hyphens. Every actor
  that a record names must be among the actors, or be a state, given by its ISO 3166-1
  alpha-3 code, such as "CHN".
- "gist" is one line in your own words; "topics" are slugs.
- The person quoted is a speaker; whoever carried the words, such as a news agency, goes
  under "via".
- A plan is not an occurrence: the status goes no further than the text does.
- An accusation is an allegation, and its denial is a response to it. Also code the
  statement that made the accusation, and name it under "basis".
"""
ATTRIBUTE = re.compile(r"^    (\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)


def instructions(text: SourceText, *, actors: Iterable[Actor] = ()) -> str:
    """Return instructions for a language model that codes a text as a sheet.

    They contain the rules, the kinds of records with their keys, the members of each
    vocabulary with their definitions, and the text with numbered paragraphs. Send
    `sheet_schema` with them, if the provider accepts a schema.

    Args:
        text: the text with its source.
        actors: actors that the sheet may refer to without describing them.

    Raises:
        FieldTypeError: if the argument is not a text with its source.

    >>> from datetime import date
    >>> text = SourceText.of("“Yes,” she said.", id="x", publisher="Herald",
    ...                      published=date(2024, 4, 5))
    >>> print(instructions(text)[-67:], end="")
    # The text, published by Herald on 2024-04-05
    <BLANKLINE>
    ¶1 “Yes,” she said.
    """
    must_be(SourceText, text, of="instructions", name="text")
    return "\n".join(_parts(text, tuple(actors))).rstrip() + "\n"


def _parts(text: SourceText, actors: tuple[Actor, ...]) -> Iterator[str]:
    yield f"# The task\n\n{RULES}"
    yield '# Actors, under "actors", each with its "type"\n'
    for kind in ACTOR_KINDS:
        yield from _kind(kind, kind.cls.__name__)
    yield "# Records\n"
    for kind in RECORD_KINDS:
        yield from _kind(kind, f'{kind.label}, under "{kind.plural}"')
    yield f"# Vocabularies\n\n{as_text(_vocabularies())}\n"
    if actors:
        yield "# Known actors: write their ids and do not describe them\n"
        for one in actors:
            yield f"- {one.id}: {'; '.join((one.name, *one.aliases))}"
        yield ""
    day = f"on {text.source.published}" if text.source.published else "undated"
    yield f"# The text, published by {text.source.publisher} {day}\n"
    for number, paragraph in enumerate(paragraphs(text.text), 1):
        yield f"¶{number} {paragraph.words}\n"


def _kind(kind: Kind, heading: str) -> Iterator[str]:
    yield f"## {heading}\n\n{_summary(kind.cls)}\n"
    yield from _keys(kind.cls, "")
    yield ""


def _keys(cls: type, indent: str) -> Iterator[str]:
    """Yield a line for each key of a class and of its parts."""
    for field in fields(cls):
        if field.name in ELSEWHERE:
            continue
        yield f"{indent}- {key_of(field)}: {_field_description(cls, field)}"
        if field.composite and field.holds not in (Period, Evidence):
            yield from _keys(field.holds, f"{indent}  ")


def _summary(cls: type) -> str:
    """Return the first line of the docstring of a class."""
    return (inspect.getdoc(cls) or cls.__name__).partition("\n")[0]


def _field_description(cls: type, field: Field) -> str:
    """Return the description of a field in the docstring of a class or its bases."""
    for owner in cls.__mro__:
        for name, description in ATTRIBUTE.findall(
            inspect.cleandoc(owner.__doc__ or "")
        ):
            if name == field.name:
                return " ".join(description.split())
    return field.label


def _vocabularies() -> list[type[Vocabulary]]:
    """Return the vocabularies that a sheet uses."""
    found: dict[type[Vocabulary], None] = {}

    def add(cls: type) -> None:
        for field in fields(cls):
            if field.choice:
                found[field.holds] = None
            elif field.composite and field.name not in ELSEWHERE:
                add(field.holds)

    for kind in RECORD_KINDS:
        add(kind.cls)
    return list(found)
