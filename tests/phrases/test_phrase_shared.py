"""Examples kept outside the project: phrases and sentences with their readings.

They are in a table of four columns: the kind of example, the day of publication, the
words, and the expected result: a reading, `REFUSED`, `(none)`, or the phrases found
with their readings, `words=EDTF`, separated by semicolons.
"""

import csv
import os
import re
from datetime import date
from pathlib import Path

import pytest

from diplomacy_events.errors import PhraseError
from diplomacy_events.model.period import Period
from diplomacy_events.phrases import resolve
from diplomacy_events.phrases.finding import mentions

TABLE = Path(
    os.environ.get(
        "DIPLOMACY_EVENTS_TIMES",
        Path(__file__).parents[3] / "shared/data/time_examples.tsv",
    )
)
ROWS = (
    [
        tuple(row.values())
        for row in csv.DictReader(
            TABLE.read_text("utf-8").splitlines(),
            delimiter="\t",
            quoting=csv.QUOTE_NONE,
        )
    ]
    if TABLE.is_file()
    else []
)
PREPOSITION = re.compile(r"^(?:on|in|at)\s(?=the\s)")


def found(text: str, published: date) -> dict[str, str]:
    """Return the words found, each with its EDTF, or REFUSED."""
    return {
        PREPOSITION.sub("", one.words): one.period.edtf if one.period else "REFUSED"
        for one in mentions(text, published=published)
    }


def read(phrase: str, published: date) -> str:
    """Return the reading of a phrase, or REFUSED."""
    try:
        return resolve(phrase, published=published).edtf
    except PhraseError:
        return "REFUSED"


@pytest.mark.skipif(not ROWS, reason="the file of examples is missing")
@pytest.mark.parametrize(("kind", "day", "text", "wanted"), ROWS)
def test_each_example_is_read_as_wanted(
    kind: str, day: str, text: str, wanted: str
) -> None:
    """A phrase has its reading, and a sentence has its phrases."""
    published = date.fromisoformat(day)
    if wanted == "(none)":
        assert found(text, published) == {}
    elif wanted == "no day":
        assert all(len(edtf) < len(day) for edtf in found(text, published).values())
    elif "find" in wanted:
        assert len(found(text, published)) in (1, 2, 3)
        assert ("two" in wanted) == (len(found(text, published)) == 2)
    elif re.search(r"\w=[\dR\[]", wanted):
        told = found(text, published)
        for part in wanted.split("; "):
            words, _, readings = part.partition("=")
            if "nothing later" in readings:
                latest = Period.from_edtf(told[words]).latest
                assert latest is not None
                assert latest <= published
            else:
                assert told[words] in readings.split(" or "), kind
    else:
        assert read(text, published) == wanted.split(maxsplit=1)[0]
