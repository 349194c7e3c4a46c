"""All filters at once: each is the method of its name."""

from typing import Any

import pytest

from diplomacy_events import (
    FieldTypeError,
    FieldValueError,
    UnknownFieldError,
    UnknownNameError,
    load_article,
)
from diplomacy_events.dataset.ask import ask

ARTICLE = load_article()
RECORDS = ARTICLE.records


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({}, RECORDS.ids),
        ({"by": "Washington"}, RECORDS.by("Washington").ids),
        ({"to": "Xi"}, RECORDS.to("Xi").ids),
        ({"via": "RIA Novosti"}, RECORDS.via("RIA Novosti").ids),
        ({"involving": "Kremlin"}, RECORDS.involving("Kremlin").ids),
        (
            {"involving": ["Kremlin", "Xi"]},
            RECORDS.involving("Kremlin").involving("Xi").ids,
        ),
        ({"about": "ukraine-war"}, RECORDS.about("ukraine-war").ids),
        ({"saying": "lethal"}, RECORDS.saying("lethal").ids),
        ({"during": "2023-03-21"}, RECORDS.during("2023-03-21").ids),
        (
            {"during": "2023-03", "certainty": "definite"},
            RECORDS.during("2023-03", certainty="definite").ids,
        ),
        ({"published": "2023-03-17"}, RECORDS.published("2023-03-17").ids),
        ({"by": "China", "members": True}, RECORDS.by("China", members=True).ids),
        ({"act": "deny"}, ARTICLE.statements.group_by("act")["deny"].ids),
        (
            {"type": "visit", "status": ["confirmed", "planned"]},
            ARTICLE.visits.ids,
        ),
    ],
)
def test_each_filter_is_the_method_of_its_name(
    filters: dict[str, Any], ids: tuple[str, ...]
) -> None:
    """A dataset and its records give the same."""
    assert ids
    assert ask(ARTICLE, **filters).ids == ids
    assert ask(RECORDS, **filters).ids == ids


def test_filters_leave_something_out() -> None:
    """The examples above would show nothing if both sides were the whole."""
    some = RECORDS.during("2023-03", certainty="definite").ids
    possible = RECORDS.during("2023-03", certainty="possible").ids
    members = RECORDS.by("China", members=True).ids
    counts = [map(len, pair) for pair in ((some, possible), (possible, RECORDS.ids))]
    assert all(few < many for few, many in counts)
    assert len(RECORDS.by("China").ids) < len(members) < len(RECORDS)


@pytest.mark.parametrize(
    "kind", ["visits", "statements", "declarations", "allegations"]
)
def test_a_type_gives_the_records_of_one_kind(kind: str) -> None:
    """Of a dataset, these are the collection of that name."""
    whole = getattr(ARTICLE, kind)
    assert ask(ARTICLE, type=kind[:-1]) is whole
    loose = ask(RECORDS, type=kind[:-1])
    assert (loose.ids, loose.kinds) == (whole.ids, whole.kinds)
    assert ask(ARTICLE, type=kind[:-1], by=[]).ids == whole.ids


def test_records_without_the_field_are_left_out() -> None:
    """Only visits and documents have a status."""
    found = ask(ARTICLE, status=["planned", "confirmed", "unknown", "occurred"])
    assert {type(one).__name__ for one in found} <= {"StateVisit", "JointDeclaration"}
    assert {kind.__name__ for kind in found.kinds} == {
        "StateVisit",
        "JointDeclaration",
    }


@pytest.mark.parametrize(
    ("misspelt", "nearest"),
    [
        ("typ", "type"),
        ("bye", "by"),
        ("too", "to"),
        ("vai", "via"),
        ("abuot", "about"),
        ("involve", "involving"),
        ("durring", "during"),
        ("certain", "certainty"),
        ("publishd", "published"),
        ("sayin", "saying"),
        ("statu", "status"),
    ],
)
def test_a_misspelt_filter_is_suggested(misspelt: str, nearest: str) -> None:
    """Each filter is known."""
    wrong: dict[str, Any] = {misspelt: "x"}
    with pytest.raises(UnknownFieldError, match=f"called '{misspelt}'") as caught:
        ask(ARTICLE, **wrong)
    assert nearest in caught.value.suggestions


def test_meaningless_filters_are_refused() -> None:
    """The error says what is wrong with them."""
    wrong: Any = 5
    with pytest.raises(FieldTypeError, match="an id, a name or an alias, got 5"):
        ask(ARTICLE, by=wrong)
    with pytest.raises(FieldValueError, match="certainty: needs during"):
        ask(ARTICLE, certainty="definite")
    with pytest.raises(UnknownNameError, match="did you mean 'visit'"):
        ask(ARTICLE, type="visits")
    with pytest.raises(UnknownFieldError, match=r"^Statement has no field 'status'"):
        ask(ARTICLE, type="statement", status="planned")
    with pytest.raises(UnknownFieldError, match=r"^StateVisit has no field 'act'"):
        ask(ARTICLE, status="planned", act="deny")
