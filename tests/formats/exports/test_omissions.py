"""Each export lists exactly what it does not keep: all other fields are in the file."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from complete import FULL
from diplomacy_events import formats
from diplomacy_events.formats.json_values import to_values

FORMATS = {format.name: format for format in formats()}


def listed(name: str) -> dict[str, str]:
    """Return the fields that a format leaves out, with the reason, without counts."""
    found = [one for one in FORMATS[name].omitted(FULL) if one.id is None]
    return {one.field or "": one.reason.partition(" (in ")[0] for one in found}


def paths(value: Any, path: str) -> Iterator[str]:
    """Yield the paths of the values in plain JSON, without positions in lists."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from paths(item, f"{path}.{key}")
    elif isinstance(value, list):
        for item in value:
            yield from paths(item, path)
    else:
        yield path


@cache
def stated() -> set[str]:
    """Return every field that has a value, under the class of its object."""
    values = to_values(FULL)
    found = {f"Source.{key}" for one in values.pop("sources") for key in one}
    for thing in [*values.pop("actors"), *values.pop("records")]:
        found |= set(paths(thing, thing.pop("type")))
    return found | values.keys() - {"schema_version"}


def kept(name: str) -> set[str]:
    """Return the fields with a value that a format does not list as left out."""
    out = listed(name)
    return {
        path
        for path in stated()
        if not any(f"{path}.".startswith(f"{one}.") for one in out)
    }


def under(classes: str, names: str) -> set[str]:
    """Return the names of fields of some classes."""
    return {f"{cls}.{name}" for cls in classes.split() for name in names.split()}


CITED = "id publisher title url published language author accessed"
ACTORS = "State Organization Person Group Party"
RECORDS = "Statement StateVisit JointDeclaration Allegation"
IN_EVENTS = under("StateVisit JointDeclaration", "id when.edtf gist topics place")


@pytest.mark.parametrize(
    ("name", "due"),
    [
        ("ics", {"title"} | IN_EVENTS),
        ("bibtex", {"title", "citation", "version"} | under("Source", CITED)),
        ("csl-json", {"title", "citation", "version"} | under("Source", CITED)),
        ("dyads", set()),
        ("plover", set()),
    ],
)
def test_every_other_field_is_kept(name: str, due: set[str]) -> None:
    """No field is lost without being listed, and none that is kept is listed."""
    assert kept(name) == due & stated()
    assert len(due) == len(due & stated())


def test_flat_tables_keep_what_fits_a_cell() -> None:
    """Of parts, they keep the time and the phrase of a period; others become words."""
    table = {
        one for one in kept("csv-flat") if one.split(".")[0] not in RECORDS.split()
    }
    assert table == under(ACTORS, "name") | under("Source", "publisher published")
    times = {one for one in kept("csv-flat") if "." in one.partition(".")[2]}
    assert times == {
        *under(RECORDS, "when.edtf when.phrase"),
        *under("Statement", "deadline.edtf deadline.phrase"),
        *under("JointDeclaration", "horizon.edtf horizon.phrase"),
    }
    book = {one.partition(".")[0] for one in kept("xlsx")}
    assert book >= {"title", "description", "licence", "citation", "version"}


ROLES = {
    "Statement": "when act speakers audience mentions",
    "StateVisit": "when status form visitors hosts",
    "JointDeclaration": "when status form parties",
    "Allegation": "when accusers accused mentions",
    "State": "code",
    "Organization": "state",
    "Party": "state",
    "Person": "roles",
}


@pytest.mark.parametrize("name", ["dyads", "plover"])
def test_rows_keep_a_part_of_some_fields(name: str) -> None:
    """Those of the day, the countries or the code are listed as kept in part."""
    part = "a row only has the country of each side, the code and the first day"
    found = {field for field, reason in listed(name).items() if reason == part}
    due = [under(cls, names) for cls, names in ROLES.items()]
    assert found == set().union(*due)


def test_a_calendar_keeps_a_part_of_the_status() -> None:
    """Its three statuses are the reason."""
    why = "a calendar has three statuses, not 9"
    found = {field for field, reason in listed("ics").items() if reason == why}
    assert found == under("StateVisit JointDeclaration", "status")
