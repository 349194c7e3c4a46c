"""What holds of every sheet: it is written back, and any bytes are read or refused."""

from hypothesis import given

from diplomacy_events import dumps, write_sheet
from diplomacy_events.coding import compile
from diplomacy_events.strategies import Coded, coded_texts


@given(coded_texts())
def test_what_is_written_as_a_sheet_is_read_as_the_same(coded: Coded) -> None:
    """Compiling what `write_sheet` writes gives the dataset, to the last detail."""
    sheet = write_sheet(coded.dataset, coded.text)
    assert dumps(compile(sheet, coded.text)) == dumps(coded.dataset)
