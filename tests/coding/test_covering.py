"""Reports of speech that need no statement, because another record covers them."""

from typing import Any

import pytest

from diplomacy_events import (
    Allegation,
    Dataset,
    Evidence,
    Group,
    JointDeclaration,
    Organization,
    Period,
    Person,
    Record,
    Role,
    SourceText,
    State,
    Statement,
    StateVisit,
)
from diplomacy_events.coding import check

ACTORS = [
    State(id="arvandia", name="Arvandia", aliases=["Lindhaven"]),
    State(id="belmoria", name="Belmoria"),
    State(id="caldonia", name="Caldonia"),
    State(id="france", name="France", code="FRA"),
    Person(
        id="lind", name="Maren Lind", roles=[Role(title="President", of="arvandia")]
    ),
    Person(id="aaby", name="Nils Aaby", roles=[Role(title="Envoy", of="arvandia")]),
    Person(id="sol", name="Mira Sol"),
    Organization(
        id="port", name="Port Authority of the Strait", aliases=["the Authority"]
    ),
    Organization(id="bank", name="Bank of Caldonia"),
    Group(id="skippers", name="the skippers"),
]
COMMON: dict[str, Any] = {"gist": "It", "when": Period.from_edtf("/")}


def declaration(text: SourceText, *parties: str, **fields: Any) -> Record:
    """Return a declaration whose evidence is a text."""
    given: dict[str, Any] = {
        "id": "pact",
        "parties": parties or ("arvandia", "belmoria"),
        "status": "occurred",
        "evidence": [text.evidence(text.text)],
    }
    return JointDeclaration(**COMMON | given | fields)


def visit(text: SourceText, **fields: Any) -> Record:
    """Return a visit whose evidence is a text."""
    given: dict[str, Any] = {
        "id": "tour",
        "visitors": ["lind"],
        "hosts": ["belmoria"],
        "status": "planned",
        "evidence": [text.evidence(text.text)],
    }
    return StateVisit(**COMMON | given | fields)


def source_of(words: str) -> SourceText:
    """Return a text of an example newspaper."""
    return SourceText.of(words, id="example", publisher="Example")


def reasons(text: SourceText, *records: Record) -> list[str]:
    """Return why the sentences of a text are alarms."""
    dataset = Dataset(sources=[text.source], actors=ACTORS, records=records)
    found = check(dataset, text).sentences
    return [reason for one in found for reason in one.reason.split(", ")]


def covers(words: str, *parties: str, **fields: Any) -> bool:
    """Return whether a declaration covers the report in a sentence."""
    text = source_of(words)
    charge = Allegation(
        id="charge", accusers=["arvandia"], accused=["belmoria"], conduct="it",
        evidence=[text.evidence(words)], **COMMON,
    )  # fmt: skip
    assert "report" in reasons(text, charge)
    return "report" not in reasons(text, declaration(text, *parties, **fields))


@pytest.mark.parametrize(
    "words",
    [
        "The two countries agreed to open the docks.",
        "They also agreed to share the docks.",
        "On Monday the two agreed to share the docks.",
        "Both of the two agreed to share the docks.",
        "Neighbours agreed to share the docks.",
        "Belmoria agreed with Arvandia to share the docks.",
        "Belmoria agrees to share the docks.",
        "Lindhaven agreed to share the docks.",
        "President Maren Lind of Arvandia agreed to share the docks.",
        "Lind agreed to share the docks.",
        "On Monday Tann of Arvandia agreed to share the docks.",
        "The foreign ministers agreed to share the docks.",
        "Belmoria’s government agreed to share the docks.",
        "Lind and her Belmorian counterpart agreed to share the docks.",
        "Foreign ministers Nils Aaby and Oda Kastner agreed to share the docks.",
    ],
)
def test_those_who_agree_need_only_the_document(words: str) -> None:
    """They are its parties or speak for them, or the sentence does not name them."""
    assert covers(words)


@pytest.mark.parametrize(
    "words",
    [
        "Caldonia agreed to share the docks.",
        "Arvandia and Caldonia agreed to share the docks.",
        "Mira Sol agreed to share the docks.",
        "Tann agreed to share the docks.",
        "Analysts agreed that it would fail.",
        "Analysts in Arvandia and Belmoria agreed that it would fail.",
        "The port agreed to share the docks.",
        "Western leaders agreed to share the docks.",
        "The skippers agreed to share the docks.",
        "Kosovar envoys agreed to share the docks.",
        "Lind accepted the docks.",
        "They promised to share the docks.",
    ],
)
def test_others_who_agree_need_a_statement(words: str) -> None:
    """So do those whose words do not express agreement."""
    assert not covers(words)


@pytest.mark.parametrize(
    ("words", "covered"),
    [
        ("Both sides promised to publish the text.", True),
        ("The two promised to publish the text.", True),
        ("Arvandia and Belmoria promised to publish the text.", True),
        ("Lind and the Belmorian envoy of Belmoria promised to publish it.", True),
        ("Ministers of Arvandia and Belmoria promised to publish the text.", True),
        ("The trade ministers of Arvandia and Belmoria promised it.", True),
        ("They promised to publish the text.", False),
        ("Belmoria promised to publish the text.", False),
        ("Lind and Arvandia promised to publish the text.", False),
        ("Arvandia, Belmoria and Caldonia promised to publish the text.", False),
        ("Arvandia and Caldonia promised to publish the text.", False),
        ("Two diplomats from Arvandia and Belmoria promised to leave.", False),
    ],
)
def test_what_the_parties_say_together_is_in_the_document(
    words: str, covered: bool
) -> None:
    """Two or more of them speak, and nobody else; the verb does not matter."""
    assert covers(words) is covered


FOR_BOTH = (
    "allies capitals countries delegations envoys governments leaders ministers "
    "nations neighbors neighbours parties powers presidents sides signatories states"
)


@pytest.mark.parametrize("noun", FOR_BOTH.split())
def test_each_noun_for_both_stands_for_the_parties(noun: str) -> None:
    """The noun is enough; the sentence does not name them."""
    assert covers(f"The two {noun} agreed to share the docks.")


@pytest.mark.parametrize("noun", ["delegation", "government", "ministry", "side"])
def test_each_noun_of_a_body_speaks_for_a_party(noun: str) -> None:
    """The party is named before it."""
    assert covers(f"The Arvandia {noun} agreed to share the docks.")


def test_a_name_may_have_several_words() -> None:
    """The longest name counts, with or without an article, whatever its capitals."""
    for name in ("The Port Authority of the Strait", "The Authority", "Authority"):
        words = f"{name} agreed to share the docks."
        assert covers(words, "port", "belmoria")
        assert not covers(words, "arvandia", "belmoria")
    words = "The Bank of Caldonia agreed to pay for the docks."
    assert covers(words, "bank", "belmoria")
    assert not covers(words, "caldonia", "belmoria")


def test_those_who_sign_agree_too() -> None:
    """Nothing has to show that they belong to a party."""
    words = "Mira Sol agreed to share the docks."
    assert covers(words, signatories=["sol"])
    both = "Mira Sol and Arvandia promised to share the docks."
    assert not covers(both, signatories=["sol"])


def test_the_people_of_a_known_state_are_its_own() -> None:
    """If a state has its code, the table of states has the words."""
    words = "French and Belmorian delegations agreed to share the docks."
    assert covers(words, "france", "belmoria")
    assert not covers(words, "arvandia", "belmoria")


def test_those_who_agree_to_meet_need_only_the_visit() -> None:
    """This covers visitors and hosts; whatever else they say needs a statement."""
    for words, told in (
        ("Lind agreed to come in May.", False),
        ("Arvandia agreed to come in May.", False),
        ("Belmoria agreed to a second meeting.", False),
        ("Aaby agreed to come in May.", True),
        ("Lind accepted it.", True),
        ("Both sides promised to publish it.", True),
    ):
        text = source_of(words)
        assert ("report" in reasons(text, visit(text))) is told, words


def test_only_what_rests_on_the_sentence_covers_it() -> None:
    """Evidence in another sentence or source does not, nor does a whole source."""
    words = "It rained. They agreed to share the docks."
    text = source_of(words)
    other = SourceText.of(f"{words} {words}", id="other", publisher="X")
    last = "They agreed to share the docks."
    first = text.evidence("It rained.")
    for at, told in (
        (text.evidence(last), False),
        (first, True),
        (Evidence(source="example"), True),
        (other.between(0, len(words)), True),
    ):
        record = declaration(text, evidence=[*dict.fromkeys([first, at])])
        dataset = Dataset(
            sources=[text.source, other.source], actors=ACTORS, records=[record]
        )
        found = [one.reason for one in check(dataset, text).sentences]
        assert ("report" in found) is told


def test_each_other_report_needs_its_statement() -> None:
    """A sentence may say that two agreed, and that a third objects."""
    words = "The two sides agreed to share the docks, but Mira Sol denied it."
    text = source_of(words)
    pact = declaration(text)
    said = Statement(
        id="said", speakers=["sol"], act="deny", manner="indirect",
        evidence=[text.evidence("Mira Sol denied it.")], **COMMON,
    )  # fmt: skip
    assert reasons(text, pact) == ["report"]
    assert "report" not in reasons(text, pact, said)
    assert "report" in reasons(text, said)
    carried = source_of("They agreed on the spot, her office said.")
    assert reasons(carried, declaration(carried)) == []
    within = source_of("Lind said on Monday that the two sides agreed to meet.")
    assert reasons(within, declaration(within)) == ["report"]
    draft = source_of("It is open, according to a draft.")
    assert reasons(draft, declaration(draft)) == []
    office = source_of("Her office said that they had agreed to meet in private.")
    assert reasons(office, declaration(office)) == ["report"]


@pytest.mark.parametrize(
    ("after", "told"), [("in a note", False), ("in a short note", True)]
)
def test_a_carrier_at_the_end_needs_no_statement(after: str, told: bool) -> None:
    """It is at the end if at most three words follow the verb."""
    text = source_of(f"Lind accepted it, Mira Sol said {after}.")
    said = Statement(
        id="said", speakers=["lind"], act="accept", manner="indirect",
        evidence=[text.evidence(text.text)], **COMMON,
    )  # fmt: skip
    assert ("report" in reasons(text, said)) is told
