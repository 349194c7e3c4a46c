"""Records in a JSON array, as one command hands them to the next."""

import json
from typing import Any

import pytest

from diplomacy_events import FormatError, dumps, load_article
from diplomacy_events.formats.json.record_array import records_in_array

FIRST, SECOND, *_ = json.loads(dumps(load_article()))["records"]


def test_records_are_read_in_order() -> None:
    """They are the records of the dataset, without the rest of it."""
    article = load_article()
    records = records_in_array(json.dumps([SECOND, FIRST]))
    assert list(records) == list(article.records[1::-1])


@pytest.mark.parametrize(
    ("values", "faults"),
    [
        ([FIRST, SECOND, FIRST], [f"$[2].id ({FIRST['id']}): occurs twice"]),
        (
            [5, {**FIRST, "x": 1}, SECOND],
            [
                "$[0]: expected an object, got 5",
                f"$[1].x ({FIRST['id']}): unknown key",
            ],
        ),
    ],
)
def test_all_faults_are_listed(values: list[Any], faults: list[str]) -> None:
    """Each has the number of its record."""
    with pytest.raises(FormatError, match="not a list of records") as caught:
        records_in_array(json.dumps(values))
    assert list(map(str, caught.value.faults)) == faults


def test_broken_json_is_refused() -> None:
    """The error says where it breaks off."""
    with pytest.raises(FormatError, match=r"not JSON: .* line 1, column 2"):
        records_in_array("[")
