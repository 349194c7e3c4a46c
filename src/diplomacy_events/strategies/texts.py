"""Texts, and datasets coded from them."""

from collections.abc import Callable
from typing import Any

import attrs
from hypothesis import strategies as st

from diplomacy_events.coding import quotations
from diplomacy_events.coding.passages import storable
from diplomacy_events.dataset import Dataset
from diplomacy_events.folding import visible
from diplomacy_events.model.description import Field, fields
from diplomacy_events.model.period import Period
from diplomacy_events.model.sources import Evidence, Source, context_of, sha256_of
from diplomacy_events.strategies.datasets import datasets
from diplomacy_events.strategies.dice import Dice
from diplomacy_events.strategies.words import Draw

__all__ = ["Coded", "coded_texts"]

# Few words and many repetitions, so that the same words occur in several places.
PIECES = (
    *("President ", "Lind ", "said ", "that ", "the ", "talks ", "begin ", "begin. "),
    *(
        "“Yes,” ",
        "“Yes, we will.” ",
        "“new era” ",
        '"Of course" ',
        "'no', ",
        "« oui » ",
    ),
    *("on Friday ", "last month ", "early next week ", "2023 ", "March 2023 "),
    *("… ", "¶2 ", "3..9 ", " = ", "first … last ", "Über ", "U\u0308ber ", "U.S. "),
    *("他说：“会谈将于周五开始。” ", "會談", "会談が", "Переговоры начнутся. "),
    *("المحادثات ", "वार्ता ", "ไทย", "\n\n", "\n\n", "\n", "\r\n", " ", "\u00a0"),
    *("\t", "\u2028", "# ", "- ", "> ", ": ", "{", "["),
)
# Records must not contain control characters, so words with one could not be found.
OTHERS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=5)
TEXTS = st.lists(st.sampled_from(PIECES) | OTHERS, max_size=60)


@attrs.frozen(kw_only=True)
class Coded:
    """A text and the dataset that codes it.

    Attributes:
        text: the text.
        dataset: the dataset; each anchor, quote and phrase is in the text.
    """

    text: str
    dataset: Dataset


@st.composite
def coded_texts(draw: Draw) -> Coded:
    """Texts in several scripts, each with a dataset anchored in it.

    At least one source is that of the text; anchors in other sources are to the whole.
    """
    joined = "".join(draw(TEXTS))
    text = joined if visible(joined).strip() else f"{joined}Talks begin."
    dataset = draw(datasets())
    dice = Dice(draw)
    own = dice.choose(dataset.sources.ids)
    sources = [
        _of_text(one, text)
        if one.id == own or dice.yes()
        else attrs.evolve(one, length=None, sha256=None)
        for one in dataset.sources
    ]
    anchored = _Anchorer(dice, text, [one.id for one in sources if one.length])
    parts: dict[str, Any] = {
        name: [anchored.thing(one) for one in getattr(dataset, name)]
        for name in ("actors", "records")
    }
    whole = attrs.evolve(dataset, sources=sources, **parts)
    return Coded(text=text, dataset=whole)


def _of_text(source: Source, text: str) -> Source:
    return attrs.evolve(source, length=len(text), sha256=sha256_of(text))


class _Anchorer:
    """Replaces the words of a source in a dataset by words of a text."""

    def __init__(self, dice: Dice, text: str, own: list[str]) -> None:
        self._dice, self._text, self._own = dice, text, own
        self._quoted = [(one.start, one.end) for one in quotations(text).found]
        edges = [place for place, one in enumerate(text) if one.isspace()]
        self._edges = [0, *edges, *[place + 1 for place in edges], len(text)]

    def thing(self, thing: Any) -> Any:
        """Return a thing with anchors, quotes and phrases of the text."""
        changed = {}
        for field in fields(type(thing)):
            value = getattr(thing, field.name)
            change = self._change(field)
            if change is None or value is None:
                continue
            made = tuple(map(change, value)) if field.many else change(value)
            changed[field.name] = tuple(dict.fromkeys(made)) if field.many else made
        return attrs.evolve(thing, **changed)

    def _change(self, field: Field) -> Callable[[Any], Any] | None:
        if field.holds is Evidence:
            return self._evidence
        if field.holds is Period:
            return self._period
        if field.composite:
            return self.thing
        return self._words if field.name == "quotes" else None

    def _evidence(self, anchor: Evidence) -> Evidence:
        if anchor.source not in self._own or anchor.start is None:
            return Evidence(source=anchor.source)
        start, end = self._span()
        digest = sha256_of(self._text[start:end])
        context = context_of(self._text, start, end)
        return attrs.evolve(
            anchor, start=start, end=end, sha256=digest, context=context
        )

    def _period(self, period: Period) -> Period:
        if period.phrase is None:
            return period
        return attrs.evolve(period, phrase=self._words(period.phrase))

    def _words(self, _: str) -> str:
        start, end = self._span()
        words = storable(self._text[start:end]).strip()
        seen = next(one for one in storable(self._text) if visible(one).strip())
        return words if visible(words).strip() else seen

    def _span(self) -> tuple[int, int]:
        """Draw a span of the text: a quotation, whole words, or any."""
        if self._quoted and self._dice.yes():
            start, end = self._dice.choose(self._quoted)
            return (start, end) if self._dice.yes() else (start + 1, end - 1)
        edges = self._edges if self._dice.yes() else range(len(self._text) + 1)
        one, other = self._dice.choose(edges), self._dice.choose(edges)
        if one == other:
            return min(one, len(self._text) - 1), min(one, len(self._text) - 1) + 1
        return min(one, other), max(one, other)
