"""How time and memory grow with each kind of input, in exponents: 1 is linear.

Run it as ``python benchmarks/fuzz.py grow [kind ...]``, with a part of the name for
each kind. Input doubles until it takes a quarter of a second of processor time. The
exponents are those of the last two doublings. Below 1, the cost does not depend on the
size; up to 1.2 it is linear, with overhead of caches and collections.
"""

import gc
import json
import math
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from diplomacy_events import (
    Dataset,
    DiplomacyEventsError,
    Evidence,
    Group,
    Manner,
    Period,
    Person,
    Source,
    SourceText,
    SpeechAct,
    Statement,
    dumps,
    loads,
)
from diplomacy_events.alike import FoldedText, composed
from diplomacy_events.coding import check, draft, paragraphs, quotations
from diplomacy_events.folding import fold
from diplomacy_events.monospace import wrap
from diplomacy_events.nearest import nearest

__all__ = ["KINDS", "report"]

Work = Callable[[], object]

ENOUGH = 0.25
"""The time, in seconds, at which input stops growing."""
LARGEST = 1 << 21
WHEN = Period.from_edtf("2023")
ADA = Person(id="ada", name="Ada")


def source_text(text: str) -> SourceText:
    """Return a text with its source."""
    return SourceText.of(text, id="daily", publisher="The Daily")


def said(id: str, anchor: Evidence, *quotes: str, **fields: Any) -> Statement:
    """Return a statement with an anchor as its evidence."""
    manner = Manner.DIRECT if quotes else Manner.INDIRECT
    given = {"speakers": ("ada",), "act": SpeechAct.ANNOUNCE, **fields}
    return Statement(
        id=id,
        when=WHEN,
        gist=id,
        manner=manner,
        quotes=quotes,
        evidence=(anchor,),
        **given,
    )


def span(start: int, end: int) -> Evidence:
    """Return an anchor in a source without a text."""
    return Evidence(source="daily", start=start, end=end, sha256="0" * 64)


def coding(prefix: str, anchors: Sequence[Evidence]) -> Dataset:
    """Return a coding with a statement for each anchor."""
    return Dataset(
        sources=[Source(id="daily", publisher="The Daily")],
        actors=[ADA],
        records=[said(f"{prefix}-{n}", anchor) for n, anchor in enumerate(anchors)],
    )


def agreement(count: int, step: int) -> Work:
    """Compare two codings whose spans start this far apart."""
    spans = [span(place * step, place * step + 9) for place in range(count)]
    one, other = coding("one", spans), coding("other", spans)
    return lambda: one.agreement(other)


def checking(count: int, *, apart: bool, quote: str = "Number") -> Work:
    """Check statements, each with a quotation, against their text."""
    lines = [f"“Number {number},” she said." for number in range(count)]
    text = source_text("\n".join(lines))
    whole, ends = text.between(0, len(text.text)), 0
    records = []
    for number, line in enumerate(lines):
        anchor = text.between(ends, ends + len(line)) if apart else whole
        records.append(said(f"n-{number}", anchor, f"{quote} {number}"))
        ends += len(line) + 1
    dataset = Dataset(sources=[text.source], actors=[ADA], records=records)
    return lambda: check(dataset, text)


def locating(count: int) -> Work:
    """Search for words that do not occur."""
    anchor = source_text("Nothing of it stands there any more.").between(0, 36)
    text = source_text("so it goes on, " * (count // 15 + 1))
    return lambda: text.locate(anchor)


def anchoring(text: str, words: str) -> Work:
    """Anchor words in a text."""
    there = source_text(text)
    return lambda: there.evidence(words)


def drafting(text: str) -> Work:
    """Draft a text as plain values."""
    there = source_text(text)
    return lambda: draft(there).to_values()


def reading(text: str, format: str) -> Work:
    """Read a dataset from memory."""
    return lambda: loads(text, format=format)


def dangling(count: int) -> Work:
    """Build a dataset whose records name missing actors."""
    actors = [Person(id=f"person-{n}", name="X") for n in range(count)]
    source = Source(id="daily", publisher="The Daily")
    records = [
        said(f"n-{n}", span(0, 9), speakers=(f"persn-{n}",)) for n in range(count)
    ]
    return lambda: Dataset(sources=[source], actors=actors, records=records)


def circle(count: int) -> Work:
    """Build a dataset of groups, each a member of the next."""
    groups = [
        Group(id=f"g-{n}", name="X", members=(f"g-{(n + 1) % count}",))
        for n in range(count)
    ]
    return lambda: Dataset(actors=groups)


MARKS = "\u0301\u0323"
FIRST_LINE = dumps(Dataset(), "jsonl")

KINDS: dict[str, Callable[[int], Work]] = {
    "fold: letters": lambda n: lambda: fold("a" * n),
    "fold: combining marks": lambda n: lambda: fold("e" + MARKS * n),
    "alike: combining marks": lambda n: lambda: composed("e" + MARKS * n),
    "alike: a text": lambda n: lambda: FoldedText("Zürich so " * n).find("zurich now"),
    "nearest: many names": lambda n: (
        lambda: nearest("a" * 40, [f"{'a' * 36}{i}" for i in range(n)], most=n)
    ),
    "nearest: long names": lambda n: lambda: nearest("a" * n, ["a" * n + "b"] * 99),
    "quotations: nested": lambda n: lambda: quotations("“a " * n + "”" * n),
    "quotations: left open": lambda n: lambda: quotations("“a " * n),
    "quotations: mixed marks": lambda n: lambda: quotations('“a" ' * n),
    "quotations: apostrophes": lambda n: lambda: quotations("‚xs’ b x’y " * n),
    "paragraphs: blank lines": lambda n: lambda: paragraphs("\n \n" * n + "a"),
    "draft: quotations": lambda n: drafting("“Yes,” she said.\n" * n),
    "draft: form feeds": lambda n: drafting("“Yes\x0c” \r" * n),
    "check: each in its place": lambda n: checking(n, apart=True),
    "check: all in one place": lambda n: checking(n, apart=False),
    "check: quotes in capitals": lambda n: checking(n, apart=True, quote="NUMBER"),
    "evidence: words that overlap": lambda n: anchoring("a" * 2 * n, "a" * n),
    "evidence: words in capitals": lambda n: anchoring(
        "so it is, " * n, "SO IT IS NOT"
    ),
    "locate: words that are gone": locating,
    "agreement: apart": lambda n: agreement(n, 10),
    "agreement: each with three": lambda n: agreement(n, 4),
    "agreement: all in one place": lambda n: agreement(n, 0),
    "text: one long word": lambda n: lambda: wrap("a" * n),
    "text: one long wide word": lambda n: lambda: wrap("中" * n),
    "dataset: dangling references": dangling,
    "dataset: groups in a circle": circle,
    "json: faulty records": lambda n: reading(
        json.dumps({"schema_version": 1, "records": [5] * n}), "json"
    ),
    "json: unknown keys": lambda n: reading(
        json.dumps({f"x{i}": 1 for i in range(n)}), "json"
    ),
    "jsonl: faulty lines": lambda n: reading(FIRST_LINE + "5\n" * n, "jsonl"),
    "jsonl: blank lines": lambda n: reading(FIRST_LINE + "\n" * n, "jsonl"),
}
"""Functions that process input of a size, by name."""


def report(asked: Sequence[str]) -> None:
    """Print how each kind of input grows, or those whose names contain the argument."""
    print(f"{'kind':32}{'size':>10}{'seconds':>9}{'MB':>8}{'time':>7}{'memory':>8}")
    for name, made in KINDS.items():
        if not asked or any(part in name for part in asked):
            sizes = list(_timed(made))
            (earlier, begun), (size, seconds) = sizes[max(-3, -len(sizes))], sizes[-1]
            memory = _memory(made(size))
            times, bytes_ = (
                math.log(last / first) / math.log(size / earlier)
                for first, last in (
                    (begun, seconds),
                    (_memory(made(earlier)), memory),
                )
            )
            print(
                f"{name:32}{size:10}{seconds:9.3f}{memory / 1e6:8.1f}"
                f"{times:7.2f}{bytes_:8.2f}",
                flush=True,
            )


def _timed(made: Callable[[int], Work]) -> Iterator[tuple[int, float]]:
    """Yield sizes with the seconds that each takes."""
    size, seconds = 64, 0.0
    while seconds < ENOUGH and size <= LARGEST:
        work = made(size)
        seconds = min(_seconds(work) for _ in range(2))
        yield size, seconds
        size *= 2


def _memory(work: Work) -> int:
    """Return the peak number of bytes in use, without the input."""
    tracemalloc.start()
    _run(work)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def _seconds(work: Work) -> float:
    gc.collect()
    begun = time.process_time()
    _run(work)
    return time.process_time() - begun


def _run(work: Work) -> None:
    # A refusal must come in time, too.
    with suppress(DiplomacyEventsError):
        work()
