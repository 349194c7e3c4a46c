"""Rows like those of PLOVER: one JSON object per line, with a class and a mode."""

import json

from diplomacy_events.dataset import Dataset
from diplomacy_events.formats.exports.coded_rows import (
    NOT_SAID,
    Code,
    CodedRow,
    call,
    coded_rows,
    lies_ahead,
    meeting,
    records_without_row,
)
from diplomacy_events.formats.format import Format, Omission
from diplomacy_events.model.record_kinds import (
    Allegation,
    JointDeclaration,
    Record,
    Statement,
    StateVisit,
)
from diplomacy_events.vocabulary import SpeechAct

__all__ = ["ACTS", "FORMAT"]

ACTS: dict[SpeechAct, Code] = {
    SpeechAct.ACCUSE: ("ACCUSE", "allege"),
    SpeechAct.CONDEMN: ("ACCUSE", "disapprove"),
    SpeechAct.DEMAND: ("DEMAND", ""),
    SpeechAct.REFUSE: ("REJECT", ""),
    SpeechAct.REQUEST: ("REQUEST", ""),
    SpeechAct.THREATEN: ("THREATEN", ""),
}
"""The class and mode of each act, if one means no more than the act."""
# In the manual, a coming meeting is an agreement, and only a past one is a meeting.
AHEAD: Code = ("AGREE", "")


def coding(record: Record) -> Code | str:
    """Return the class and mode of a record, or the reason for none."""
    if isinstance(record, Statement):
        return ACTS.get(record.act, f"PLOVER has no class for {record.act}")
    if isinstance(record, Allegation):
        return "ACCUSE", "allege"
    if not isinstance(record, JointDeclaration | StateVisit):
        return f"PLOVER has no class for {type(record).__name__}"
    ahead = lies_ahead(record)
    if ahead is None:
        return NOT_SAID
    if ahead:
        return AHEAD
    if isinstance(record, JointDeclaration):
        return "SUPPORT", ""
    if not meeting(record):
        return "CONSULT", "visit"
    return "CONSULT", "phone" if call(record) else ""


def dumps(dataset: Dataset) -> str:
    """Return the rows of all records, one object per line."""
    return "".join(
        f"{json.dumps(_row(row))}\n"
        for row in coded_rows(dataset, coding)
        if isinstance(row, CodedRow)
    )


def _row(row: CodedRow) -> dict[str, str]:
    event, mode = row.code
    columns = {
        "id": row.record.id,
        "date": row.day,
        "source": row.source,
        "target": row.target,
        "event": event,
        "mode": mode,
    }
    # PLOVER leaves out empty fields.
    return {name: value for name, value in columns.items() if value}


def omitted(dataset: Dataset) -> tuple[Omission, ...]:
    """List the records without a row, and the fields that a row leaves out."""
    return records_without_row(dataset, coding)


FORMAT = Format(
    name="plover",
    suffixes=(".plover.jsonl",),
    lossless=False,
    dumps=dumps,
    omitted=omitted,
)
