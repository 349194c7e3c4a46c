"""Records in a JSON array, without their dataset."""

from typing import Any, NoReturn

from diplomacy_events.dataset import Records
from diplomacy_events.errors import Fault, FormatError
from diplomacy_events.formats.converter import FaultyError, structure
from diplomacy_events.formats.strict_json import NotJsonError, parse
from diplomacy_events.model.record import Record

__all__ = ["records_in_array"]


def records_in_array(data: str | bytes) -> "Records[Record]":
    """Return the records in an array; the names of actors are not known.

    Raises:
        FormatError: if it is not an array of records without repeated ids.
    """
    try:
        values = parse(data)
    except NotJsonError as error:
        raise FormatError(f"not JSON: {error}") from error
    made: dict[str, Any] = {}
    faults = []
    for index, value in enumerate(values):
        try:
            record: Any = structure(value, Record)
        except FaultyError as error:
            faults += [
                fault._replace(path=f"$[{index}]{fault.path}") for fault in error.faults
            ]
            continue
        if record.id in made:
            faults.append(Fault(f"$[{index}].id", "occurs twice", record.id))
        made[record.id] = record
    if faults:
        _refuse(faults)
    return Records(made.values())


def _refuse(faults: list[Fault]) -> NoReturn:
    raise FormatError.of_first("not a list of records", faults)
