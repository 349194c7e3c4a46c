"""The codebook: what each member of the vocabularies means."""

import inspect
from collections.abc import Iterator, Sequence
from textwrap import fill
from typing import Any

from diplomacy_events.vocabulary import (
    CLOSE_ACTS,
    VOCABULARIES,
    SpeechAct,
    Vocabulary,
)

__all__ = ["as_data", "as_text", "heading", "paragraphs_of"]

INDENT = "    "


def heading(vocabulary: type[Vocabulary]) -> str:
    """Return what a vocabulary is about, in one line.

    >>> from diplomacy_events.vocabulary import Manner
    >>> heading(Manner)
    'How a source renders what was said.'
    """
    return paragraphs_of(vocabulary)[0]


def paragraphs_of(vocabulary: type[Vocabulary]) -> list[str]:
    """Return the description of a vocabulary, one text for each paragraph."""
    paragraphs = inspect.cleandoc(vocabulary.__doc__ or "").split("\n\n")
    return [" ".join(paragraph.split()) for paragraph in paragraphs]


def as_data(vocabularies: Sequence[type[Vocabulary]] = VOCABULARIES) -> dict[str, Any]:
    """Return vocabularies by name, as plain values for JSON.

    >>> from diplomacy_events.vocabulary import Qualifier
    >>> as_data([Qualifier])["Qualifier"]["members"][2]["definition"]
    'The source gives an approximate date.'
    """
    return {vocabulary.__name__: _data(vocabulary) for vocabulary in vocabularies}


def _data(vocabulary: type[Vocabulary]) -> dict[str, object]:
    found: dict[str, object] = {
        "meaning": " ".join(paragraphs_of(vocabulary)),
        "members": [
            {
                "value": member.value,
                "definition": member.definition,
                "example": member.example,
            }
            for member in vocabulary
        ],
    }
    if vocabulary is SpeechAct:
        found["close"] = [
            {"acts": [act.value for act in close.acts], "rule": close.rule}
            for close in CLOSE_ACTS
        ]
    return found


def as_text(
    vocabularies: Sequence[type[Vocabulary]] = VOCABULARIES, width: int = 79
) -> str:
    """Return vocabularies as text for people to read.

    >>> from diplomacy_events.vocabulary import Manner
    >>> print(as_text([Manner])[:144])
    Manner: How a source renders what was said.
    <BLANKLINE>
      direct
        Whole sentences are in quotation marks.
        Example: “We will sign in May,” said Lind.
    """
    return "\n\n".join(
        part for vocabulary in vocabularies for part in _parts(vocabulary, width)
    )


def _parts(vocabulary: type[Vocabulary], width: int) -> Iterator[str]:
    first, *others = paragraphs_of(vocabulary)
    yield fill(f"{vocabulary.__name__}: {first}", width)
    for paragraph in others:
        yield fill(paragraph, width)
    for member in vocabulary:
        yield "\n".join(
            (
                f"  {member.value or '(empty)'}",
                _indent(member.definition, width),
                _indent(f"Example: {member.example}", width),
            )
        )
    if vocabulary is SpeechAct:
        for close in CLOSE_ACTS:
            acts = " or ".join(act.value for act in close.acts)
            yield f"  {acts}?\n{_indent(close.rule, width)}"


def _indent(text: str, width: int) -> str:
    return fill(
        text,
        width,
        initial_indent=INDENT,
        subsequent_indent=INDENT,
        break_on_hyphens=False,
    )
