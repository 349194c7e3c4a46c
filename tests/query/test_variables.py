"""Questions about a team's own variables, and about forms of the same name."""

from pathlib import Path
from typing import Literal

import attrs
import pytest

from diplomacy_events import (
    FieldTypeError,
    FieldValueError,
    UnknownNameError,
    Variable,
    field,
    load_article,
    scan,
    write,
)
from diplomacy_events.query.meaning import meaning
from diplomacy_events.query.predicates import Predicate

ARTICLE = load_article()
FIRST, SECOND, *OTHERS = ARTICLE.statements
HOSTILE, CALM = (
    Variable(name="tone", value="hostile"),
    Variable(name="tone", value="calm"),
)
LONG = Variable(name="length", value="long=er")
DATASET = attrs.evolve(
    ARTICLE,
    records=[
        attrs.evolve(FIRST, variables=[HOSTILE, LONG], notes="To be “looked” at"),
        attrs.evolve(SECOND, variables=[CALM]),
        *OTHERS,
        *ARTICLE.visits,
        *ARTICLE.declarations,
        *ARTICLE.allegations,
    ],
)
QUESTIONS: list[tuple[Predicate, list[str]]] = [
    (field.variables.has("tone=hostile"), [FIRST.id]),
    (field.variables.has(CALM), [SECOND.id]),  # type: ignore[arg-type]  # accepted too
    (field.variables.has("length=long=er"), [FIRST.id]),
    (field.variables.has("tone=warm"), []),
    (field.variables.has_any(["tone=calm", "tone=hostile"]), [FIRST.id, SECOND.id]),
    (field.variables.has_any([]), []),
    (~field.variables.is_none(), [FIRST.id, SECOND.id]),
    (field.notes.contains("looked"), [FIRST.id]),
    (field.notes.contains("l..ked"), []),
    ((field.coded == "hand") & field.variables.has("tone=calm"), [SECOND.id]),
    (field.coded == "machine", []),
]


@pytest.mark.parametrize(("question", "ids"), QUESTIONS, ids=repr)
def test_variables_and_notes_can_be_asked_about(
    question: Predicate, ids: list[str]
) -> None:
    """Index and loop give the same answer."""
    assert list(DATASET.statements.filter(question).ids) == ids
    asked = meaning(question)
    assert [one.id for one in DATASET.statements if asked(one)] == ids


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_engines_answer_alike(
    engine: Literal["duckdb", "polars"], tmp_path: Path
) -> None:
    """The pairs of names and values are a column in the files."""
    path = tmp_path / "coded.parquet"
    write(DATASET, path)
    opened = scan(path, engine=engine)
    for question, ids in QUESTIONS:
        rows = opened.statements.filter(question).records()
        assert sorted(one.id for one in rows) == sorted(ids)


def test_other_values_than_pairs_are_refused() -> None:
    """A single name or a value of another type is not a variable."""
    with pytest.raises(FieldValueError, match="must be text as name=value; got 'tone'"):
        field.variables.has("tone")
    with pytest.raises(FieldTypeError, match="expected a Variable, or text as name="):
        field.variables.has(5)  # type: ignore[arg-type]  # that is the point
    with pytest.raises(FieldTypeError, match="does not answer contains"):
        field.variables.contains("hostile")


def test_forms_of_meetings_and_documents_share_a_name() -> None:
    """Each has its own words; a word of neither is refused."""
    assert ARTICLE.declarations.filter(field.form == "declaration").one()
    assert ARTICLE.visits.filter(field.form == "visit").one()
    assert not ARTICLE.visits.filter(field.form == "treaty")
    with pytest.raises(
        UnknownNameError, match=r"field\.form cannot be 'bal'; it is one of"
    ):
        field.form == "bal"  # noqa: B015  # the comparison is refused
