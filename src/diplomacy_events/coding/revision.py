"""A conversation with a language model that ends in a dataset, or in its faults."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from diplomacy_events.coding.model_instructions import instructions
from diplomacy_events.coding.passages import must_be
from diplomacy_events.coding.sheet import compiling
from diplomacy_events.dataset import Dataset
from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.formats.strict_json import NotJsonError, parse
from diplomacy_events.model.actors import Actor
from diplomacy_events.model.coding import Coding
from diplomacy_events.model.rules import refuse, short
from diplomacy_events.model.source_text import SourceText
from diplomacy_events.vocabulary import CodingMethod

__all__ = ["Ask", "Message", "revise"]

Message = dict[str, str]
"""One message: ``role`` ("system", "user" or "assistant") and ``content``."""
Ask = Callable[[list[Message]], str]
"""Gives a conversation to a model, and returns its answer."""

FENCE = re.compile(r"\s*```\w*\n(.*?)\n?```\s*", re.DOTALL)
MEND = (
    "The sheet is not valid. Correct each of these, change nothing else, and send the "
    "whole sheet again as JSON and nothing else:"
)


def revise(
    ask: Ask,
    text: SourceText,
    tries: int = 3,
    *,
    actors: Iterable[Actor] = (),
    coder: str = "language model",
) -> Dataset:
    """Have a language model code a text and correct its own faults.

    Each answer is compiled, and its faults are sent back. Words that are not in the
    text never get in. No compiler knows whether a record means what the text means:
    people have to read it.

    Args:
        ask: takes the conversation so far, as messages with ``role`` and ``content``,
            and returns the answer of the model: a sheet as JSON.
        text: the text with its source.
        tries: the most times to ask the model.
        actors: actors that the sheet may refer to without describing them.
        coder: the name of the model in the codings of the records, which show that a
            machine made them.

    Raises:
        FormatError: if the last answer has faults too; the error lists every `Fault`.
        FieldTypeError: if the text is not a text with its source, or an answer is not a
            string.
        FieldValueError: if tries is less than 1.

    >>> text = SourceText.of("“Yes,” Lind said.", id="x", publisher="Herald")
    >>> answers = ['{"statements": [{"id": "yes"', '''{
    ...   "actors": [{"type": "Person", "id": "lind", "name": "Lind"}],
    ...   "statements": [{"id": "yes", "gist": "Lind agrees", "speakers": ["lind"],
    ...                   "act": "accept", "when": "/", "quotes": ["Yes"]}]}''']
    >>> revise(lambda messages: answers.pop(0), text).statements.one().quotes
    ('Yes,',)
    """
    must_be(SourceText, text, of="revise", name="text")
    must_be(int, tries, of="revise", name="tries")
    if tries < 1:
        field = "revise.tries"
        refuse(field, "must be at least 1", tries, field=field)
    coding = Coding(coder=coder, how=CodingMethod.MACHINE)
    known = tuple(actors)
    messages: list[Message] = [
        {"role": "user", "content": instructions(text, actors=known)}
    ]
    while True:
        answer = ask(list(messages))
        must_be(str, answer, of="revise", name="the answer")
        tries -= 1
        try:
            made = compiling.compile(_values(answer), text, actors=known)
            return _with_coder(made, coding)
        except FormatError as error:
            if not tries:
                raise
            fault_list = "\n".join(f"- {fault}" for fault in error.faults)
        messages += [
            {"role": "assistant", "content": answer},
            {"role": "user", "content": f"{MEND}\n{fault_list}"},
        ]


def _with_coder(dataset: Dataset, coding: Coding) -> Dataset:
    """Return a dataset whose records name their coder."""
    changes: dict[str, Any] = {"codings": (coding,)}
    records = [attrs.evolve(record, **changes) for record in dataset.records]
    return attrs.evolve(dataset, records=records)


def _values(answer: str) -> Mapping[str, Any]:
    """Return the JSON values in an answer.

    Raises:
        FormatError: if there are none.
    """
    fenced = FENCE.fullmatch(answer)
    try:
        values = parse(fenced[1] if fenced else answer)
    except NotJsonError as error:
        fault = Fault("$", f"expected a sheet as one JSON object: {error}")
        raise FormatError("not a valid sheet", faults=(fault,)) from error
    if not isinstance(values, Mapping):
        fault = Fault("$", f"expected a sheet as one JSON object, got {short(values)}")
        raise FormatError("not a valid sheet", faults=(fault,))
    return values
