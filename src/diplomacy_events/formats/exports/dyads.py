"""Dyads: date, source, target and CAMEO code, as in tables of event data."""

import csv
import io

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

HEADER = ("date", "source", "target", "cameo")
ACTS = {
    SpeechAct.ACCUSE: "112",
    SpeechAct.APOLOGIZE: "055",
    SpeechAct.CONDEMN: "111",
    SpeechAct.CONDOLE: "018",
    SpeechAct.DECLINE_COMMENT: "011",
    SpeechAct.DEMAND: "100",
    SpeechAct.DENY: "016",
    SpeechAct.PRAISE: "051",
    SpeechAct.PROTEST: "114",
    SpeechAct.RECOGNIZE: "054",
    SpeechAct.REFUSE: "120",
    SpeechAct.REQUEST: "020",
    SpeechAct.THREATEN: "130",
}
"""The code of each act, if one means no more than the act."""
# Code 036 is the stated intent to meet, whether or not the meeting happens.
INTENT, VISIT, MEETING, CALL, SIGNED, ACCUSED = "036", "042", "040", "041", "057", "112"


def coding(record: Record) -> Code | str:
    """Return the code of a record, or the reason for none."""
    if isinstance(record, Statement):
        code = ACTS.get(record.act)
        return (code, "") if code else f"CAMEO has no code for {record.act}"
    if isinstance(record, Allegation):
        return ACCUSED, ""
    if isinstance(record, StateVisit):
        ahead = lies_ahead(record)
        if ahead is None:
            return NOT_SAID
        if ahead:
            return INTENT, ""
        if meeting(record):
            return (CALL if call(record) else MEETING), ""
        return VISIT, ""
    if not isinstance(record, JointDeclaration):
        return f"CAMEO has no code for {type(record).__name__}"
    signed = lies_ahead(record)
    return (SIGNED, "") if signed is False else NOT_SAID


def dumps(dataset: Dataset) -> str:
    """Return the dyads of all records as CSV, with a header."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(HEADER)
    for row in coded_rows(dataset, coding):
        if isinstance(row, CodedRow):
            rows.writerow([row.day, row.source, row.target, row.code[0]])
    return written.getvalue()


def omitted(dataset: Dataset) -> tuple[Omission, ...]:
    """List the records without a dyad, and the fields that a dyad leaves out."""
    return records_without_row(dataset, coding)


FORMAT = Format(
    name="dyads",
    suffixes=(".dyads.csv",),
    lossless=False,
    dumps=dumps,
    omitted=omitted,
)
