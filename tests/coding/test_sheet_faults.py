"""Every mistake in a sheet is reported at its line, and nothing else is."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commands import unwatched
from diplomacy_events import FormatError, Source, read_sheet
from diplomacy_events.coding import compile
from diplomacy_events.coding.sheet.text_tree import tree_of_text
from diplomacy_events.coding.sheet.wrong_ids import MOST_HINTS
from diplomacy_events.model.description import fields
from planted import DENIAL, SHEET, TEXT, changed, faults

HERE = Path(__file__).parent
ARTICLES = HERE.parent / "articles"


def test_the_sheet_in_which_slips_are_planted_is_good() -> None:
    """Without a mistake, nothing is reported."""
    assert compile(SHEET, TEXT).records.ids[0] == "not-coming"


SLIPS = [
    # Keys.
    ("  speakers: office", "  speakrs: office", "did you mean 'speakers'?"),
    ("publisher: The", "publsher: The", "did you mean 'publisher' or 'published'?"),
    ("published: 2024-04-05", "publishd: 2024-04-05", "did you mean 'published'"),
    ("  speakers: office", "  speakrs: ofice", "did you mean 'speakers'?"),
    ("  responses:", "  respones:", "did you mean 'responses'?"),
    ("  speakers: office", "  colour: blue\n  speakers: office", "known: when, gist"),
    ("actors:", "actor:", "unknown key 'actor'; did you mean 'actors'"),
    ("publisher: The", "publisher The", "expected 'key: value'"),
    ("published: 2024-04-05", "published 2024-04-05", "expected 'key: value'"),
    ("publisher: The", "xyzzy: 1\npublisher: The", "unknown key 'xyzzy'; known: text"),
    # Sections.
    ("Statement not-coming", "Statment not-coming", "did you mean 'Statement'"),
    ("Statement belmoria-accuses", "Statment belmoria-accuses", "'Statement'"),
    ("Statement not-coming", "Speech not-coming", "as in 'Statement some-id'"),
    ("Statement not-coming", "Speech not-coming", "the kinds are StateVisit, Joint"),
    ("Statement not-coming", "Statement not coming", "write 'Statement not-coming'"),
    ("Statement not-coming", "Statement", "'Statement' has no id; a section starts"),
    ("StateVisit lind-visits", "Visit lind visits", "write 'Visit lind-visits'"),
    (
        "StateVisit lind-visits",
        "StateVisit lind",
        "id 'lind' is already used by line 8",
    ),
    ("Statement not-coming", "Statement Not-Coming", "must be a slug"),
    # Vocabularies, days and ids.
    ("  act: invite", "  act: invit", "did you mean 'invite'?"),
    ("  act: invite", "  act: invite # ?", "put a comment on its own line"),
    ("  status: planned", "  status: plannd", "did you mean 'planned'?"),
    ("2024-04-05", "2024-04-31", "'2024-04-31', with day 31, which 2024-04 does not"),
    ("2024-04-05", "2024-13-05", "expected a day as YYYY-MM-DD, got '2024-13-05', wi"),
    ("2024-04-05", "20240405", "expected a day as YYYY-MM-DD"),
    ("2024-04-05", "2024-04", "expected a day as YYYY-MM-DD, got '2024-04'"),
    ("  speakers: office", "  speakers: ofice", "did you mean 'office'?"),
    ("  speakers: lind", "  speakers: Teo Lind", "did you mean 'lind'?"),
    ("  speakers: office", "  speakers: not-coming", "has class Statement"),
    ("  basis: belmoria-accuses", "  basis: belmoria-accusses", "'belmoria-accuses'?"),
    ("  speakers: office", "  speakers: office # ?", "put a comment on its own line"),
    ("  speakers: office", "  speakers: lind and x", "; put commas between ids"),
    ("  mentions: arvandia", "  mentions: QQQ", "no state is called 'QQQ'"),
    ("  mentions: arvandia", "  mentions: united-states", "is unknown; write 'USA'"),
    ("  mentions: arvandia", "  mentions: North Korea", "is unknown; write 'PRK'"),
    ("  mentions: arvandia", "  mentions: kosovo", "; declare it, or correct it"),
    ("  mentions: arvandia", "  mentions: antarctic", "; declare it, or correct it"),
    ("  topics: visit, talks", "  topics: visit, Talks", "must be a slug"),
    ("  topics: visit, talks", "  topics: visit, visit", "'visit' is repeated"),
    # Actors.
    ("State; Arvandia", "Sate; Arvandia", "'Sate' is not one of Person, State"),
    ("State; Arvandia", "State", "missing"),
    ("State; Arvandia", "; Arvandia", "expected Person or State"),
    ("State; Arvandia", "\n    name: Arvandia", "expected Person or State"),
    ("State; Arvandia", "Arvandia", "the class comes first, as in 'Person; Name'"),
    ("State; Arvandia", "State Arvandia", "before its name, as in 'State; Arvandia'"),
    (
        "Organization of arvandia",
        "Organization of arvandya",
        "did you mean 'arvandia'?",
    ),
    (
        "Organization of arvandia",
        "Organization, head",
        "Organization cannot have ', head'",
    ),
    ("Organization of arvandia", "Organization ARV", "Organization cannot have 'ARV'"),
    ("Prime Minister of belmoria", "Prime Minister of finance", "'of finance' is part"),
    ("State; Belmoria", "State Bel; Belmoria", "must have the form of an ISO 3166-1"),
    # Words.
    (
        "Arvandia will not …",
        "Arvandia will now …",
        "the nearest words, in ¶1: 'Arvandia will",
    ),
    ("… on Friday.", "… on Thursday.", "the nearest words, in ¶1: 'on Friday'"),
    ("Arvandia will not … on Friday.", "Arvandia", "occurs 3 times, in ¶1, ¶3"),
    ("Arvandia will not … on Friday.", "Belmoria", "before them, as in '¶3 …'"),
    ("Arvandia will not … on Friday.", "¶9", "no paragraph 9; the last is ¶4"),
    ("Arvandia will not … on Friday.", "¶2 on Friday", "is not in ¶2"),
    ("Arvandia will not … on Friday.", "7..7", "there are no words at 7..7"),
    (
        "Arvandia will not … on Friday.",
        "on Friday. … Arvandia will",
        "does not come after",
    ),
    ("Arvandia rejects it.", "arvandia rejects", "except for capital letters"),
    ("  quotes: We regret it, and", "  quotes: We regret", "occurs 2 times, in ¶2"),
    (
        "  quotes: We regret it, and",
        "  quotes: We regrets it",
        "the nearest words, in ¶2",
    ),
    ("  quotes: We regret it, and", "  quotes: our invitation", "begins 'We regret it"),
    ("  quotes: We regret it, and", "  quotes: new er", "part of 'new era'"),
    (
        "  quotes: We regret it, and",
        "  quotes: Lind said",
        "does not begin a quotation",
    ),
    # Time.
    ("  when: on Friday", "  when: on Fryday", "the nearest words, in ¶1: 'on Friday'"),
    ("  when: on Friday", "  when: Belmoria", "write what it means"),
    (
        "  when: on Friday",
        "  when: 2024-13",
        "in the text, and cannot be read as EDTF: month",
    ),
    ("  when: on Friday", "  when: 5 April 2024", "in EDTF it is 2024-04-05"),
    ("  when: on Friday", "  when: 3 April", "in EDTF it is 2024-04-03"),
    ("  when: on Friday", "  when: 5/4/2024", "cannot be read as EDTF"),
    ("  when: on Friday", "  when: on Friday = 2024-13", "month 13"),
    ("  when: on Friday", "  when: Fryday = 2024-04", "did you mean 'Friday'?"),
    ("  when: next week (ahead)", "  when: 2024 (ahead)", "is not in the text"),
    # Lines.
    ("  speakers: office", "  speakers office", "expected 'key: value'"),
    ("  speakers: office", "   speakers: office", "must line up"),
    ("  speakers: office", " speakers: office", "must line up"),
    ("  speakers: office", "speakers: office", "must line up"),
    ("  speakers: office", "\tspeakers: office", "indent with spaces"),
    ("  act: invite", "  - act: invite", "'key: value', like the lines before"),
    ("  quotes: We regret it, and", "  act: deny", "duplicate key: act; write it once"),
    ("  gist: Lind is", "gist: Lind is", "must line up"),
    ("  gist: Lind is", "    gist: Lind is", "must line up"),
    ("  at: Lind will", "at: Lind will", "must line up"),
    ("  belmoria: State", "  belmoria State", "expected 'key: value'"),
    ("Statement not-coming:", "Statement not-coming", "expected 'key: value'"),
    ("Statement belmoria-accuses:", "Statement belmoria-accuses =", "'key: value'"),
    ("  when: next week (ahead)", "  when next week (ahead)", "expected 'key: value'"),
    # Responses.
    ("denial by arvandia", "denail by arvandia", "did you mean 'denial'?"),
    ("denial by arvandia", "denial by arvandya", "did you mean 'arvandia'?"),
    (
        "      at: Arvandia rejects",
        "      at Arvandia rejects",
        "expected 'key: value'",
    ),
    (
        "  responses:\n    denial by arvandia:\n      at: Arvandia rejects it.",
        "  responses: x",
        "expected keys, each on its own indented line, got 'x'",
    ),
    ("denial by arvandia", "", "such as 'denial by some-actor'"),
    ("  speakers: office", "  speakers:\n    a: b", "expected text, got keys"),
    ("denial by arvandia", "arvandia denies", "such as 'denial by some-actor'"),
    # Lists where keys belong, numbers and further sources.
    (
        "Statement not-coming:",
        "Statement s:\n  - x\nStatement not-coming:",
        "got a list",
    ),
    (
        "publisher: The",
        "length: 1_000\npublisher: The",
        "expected a number, got '1_000'",
    ),
    ("publisher: The", f"length: {'9' * 5000}\npublisher: The", "expected a number"),
    # Rules between fields.
    ("  visitors: lind", "  visitors: arvandia", "must not share any actor with hosts"),
    ("  quotes: We regret it, and", "  manner: direct\n  at: ¶2", "need quotes"),
]


@pytest.mark.parametrize(("old", "new", "problem"), SLIPS)
def test_a_slip_is_reported_at_its_line_and_alone(
    old: str, new: str, problem: str
) -> None:
    """One fault is on the line of the slip, and says how to correct it."""
    found = faults(changed((old, new)))
    line = SHEET[: SHEET.index(old)].count("\n") + 1
    assert [fault.line for fault in found] == [line], list(map(str, found))
    assert problem in found[0].problem


LIND = """
publisher: The Estuary
published: 2024-04-05
actors:
  lind: Person; Lind
Statement lind-speaks:
  gist: Lind speaks
  speakers: lind
  act: comment
"""
"""A sheet with one statement, to which tests add the other keys."""


def test_the_nearest_words_are_those_that_are_spelt_most_alike() -> None:
    """If several passages have as many common words, it is not simply the first."""
    text = "Lind goes on Tuesday. He left on Monday. They met on Wednesday."
    sheet = LIND + "  when: on Wendesday\n  at: They met on Wednesday.\n"
    with pytest.raises(FormatError) as caught:
        compile(sheet, text)
    (fault,) = caught.value.faults
    assert fault.problem.endswith("the nearest words, in ¶1: 'on Wednesday'")


def test_the_nearest_words_are_as_many_as_those_written() -> None:
    """A word farther away does not count, not even the first of the text."""
    sheet = LIND + "  at: red green tall\n"
    with pytest.raises(FormatError, match=": 'red green small'"):
        compile(sheet, "Red it was. Lind saw red green small and blue green tall ones.")


def test_signs_that_are_not_in_the_text_have_no_nearest_words() -> None:
    """Signs contain no word that could be compared."""
    sheet = LIND + "  at: …?\n"
    with pytest.raises(FormatError) as caught:
        compile(sheet, "Lind spoke.")
    (fault,) = caught.value.faults
    assert fault.problem == "'…?' is not in the text"


def test_the_nearest_of_long_words_is_the_first_with_as_many_in_common() -> None:
    """Words too long to be compared letter by letter still have a nearest passage."""
    many = " ".join(["word"] * 40)
    sheet = changed(("Arvandia will not … on Friday.", f"{many} end"))
    text = f"{TEXT}\n{many} and\n{many} or\n"
    with pytest.raises(
        FormatError, match="the nearest words, in ¶5: 'word word"
    ) as caught:
        compile(sheet, text)
    assert str(caught.value).count("and'") == 1


def test_many_slips_are_reported_at_once_in_the_order_of_their_lines() -> None:
    """One error lists them all, without the faults that only follow from them."""
    slips = (
        ("published: 2024-04-05", "published: Friday"),
        ("  belmoria: State", "  belmoria State"),
        ("  act: refuse", "  act: refus"),
        ("  quotes: We regret it, and", "  quotes: We regretted"),
        ("  at: Belmoria has blamed …", "  at: Belmoria blamed …"),
        ("  when: next week (ahead)", "  when: next weak (ahead)"),
    )
    found = faults(changed(*slips))
    lines = [SHEET[: SHEET.index(old)].count("\n") + 1 for old, _ in slips]
    assert [fault.line for fault in found] == lines
    assert str(found[2]).startswith(
        "line 14, act (not-coming): unknown act 'refus'; did"
    )


def test_the_day_of_publication_is_missed_once() -> None:
    """Many times that need it give one fault; a single one has its own fault."""
    day = "published: 2024-04-05\n"
    (fault,) = faults(SHEET.replace(day, ""))
    assert (fault.line, fault.path) == (1, "published")
    assert (
        fault.problem == "missing: 4 times depend on it, the first of them in line 14"
    )
    dated = SHEET.replace("  when: on Friday", "  when: 2024-04-05")
    dated = dated.replace("  quotes: We", "  when: 2024\n  quotes: We")
    dated = dated.replace("  mentions: arvandia", "  when: 2024\n  mentions: arvandia")
    (fault,) = faults(dated.replace(day, ""))
    assert (fault.id, fault.path) == ("lind-visits", "when")
    values = {
        "publisher": "The Estuary",
        "actors": [{"type": "State", "id": "arvandia", "name": "Arvandia"}],
        "statements": [
            {"id": id, "gist": "x", "speakers": ["arvandia"], "act": "deny", "at": "¶1"}
            for id in ("one", "two")
        ],
    }
    (fault,) = faults(values)
    assert str(fault) == "$.published: missing: 2 times depend on it"


def test_a_thing_that_is_written_twice_is_reported_where_it_is_repeated() -> None:
    """NestedText refuses a repeated key; the second is reported."""
    (fault,) = faults(SHEET + "Statement lind-regrets:\n  gist: x\n")
    assert fault.line == SHEET.count("\n") + 1
    assert "duplicate key" in fault.problem


def test_lines_that_are_indented_below_a_value_are_one_fault() -> None:
    """They have slipped together, so the first of them is reported."""
    (fault,) = faults(changed(("actors:\n", "  title: a\n  language: en\nactors:\n")))
    assert fault.line == 5
    assert "invalid indentation" in fault.problem


def test_a_second_line_that_is_indented_is_one_fault() -> None:
    """After a single line, the intended depth is unknown."""
    (fault,) = faults(changed(("publisher:", "  title: a\npublisher:")))
    assert fault.line == 2
    assert "invalid indentation" in fault.problem


WHOLE = (ARTICLES / "summit.sheet").read_text("utf-8")
SUMMIT = WHOLE.replace("shared actors: shared.actors", "").split("\n")
SUMMIT_TEXT = (ARTICLES / "summit.txt").read_text("utf-8")
SHARED = tuple(read_sheet(ARTICLES / "summit.sheet").actors)


@given(
    st.sampled_from([at for at, line in enumerate(SUMMIT) if line.strip()]),
    st.sampled_from([-4, -2, -1, 1, 2, 4]),
)
@example(1, 2)
@example(8, -1)
@example(12, -2)
@example(15, 1)
@example(15, 4)
@example(115, 4)
@example(116, -1)
@example(120, 4)
@example(128, -2)
@example(167, -4)
@example(167, -2)
def test_a_slip_of_indentation_is_reported_at_its_line_and_alone(
    at: int, by: int
) -> None:
    """Any line of a sheet may slip to either side; a few slips change nothing."""
    line = SUMMIT[at]
    depth = len(line) - len(line.lstrip()) + by
    sheet = "\n".join([*SUMMIT[:at], " " * depth + line.lstrip(), *SUMMIT[at + 1 :]])
    alone = line.strip().startswith("denial by") and depth > 2
    if alone or (depth <= 0 and line[0] != " "):
        assert compile(sheet, SUMMIT_TEXT, actors=SHARED)
        return
    with pytest.raises(FormatError) as caught:
        compile(sheet, SUMMIT_TEXT, actors=SHARED)
    assert [fault.line for fault in caught.value.faults] == [at + 1]


@pytest.mark.parametrize(
    ("old", "new", "slip"),
    [
        # A line below a heading, at the same depth as the heading.
        ("    by: a", "  by: a", 2),
        # One of two lines below a heading, whose depth follows from the rest of the
        # sheet.
        ("    by: a", "   by: a", 2),
        ("    to: b", "   to: b", 3),
        ("    to: b", "      to: b", 3),
        ("  invitation:", "invitation:", 1),
    ],
)
def test_a_slip_among_nested_keys_is_reported_alone(
    old: str, new: str, slip: int
) -> None:
    """Two visits have invitations; in one of them a line slips."""
    nested = "  invitation:\n    by: a\n    to: b\n"
    sheet = "".join(
        f"StateVisit {id}:\n{part}  gist: x\n"
        for id, part in (("v", nested), ("w", nested.replace(old, new)))
    )
    tree = tree_of_text(sheet)
    assert [fault.line for fault in tree.faults] == [6 + slip]


def test_what_is_below_a_misspelt_key_is_read_as_below_the_nearest() -> None:
    """Faults below the key are reported too, but not a value beside it."""
    listed = "  qotes:\n    - Lind said"
    found = faults(changed(("  quotes: We regret it, and", listed)))
    assert [fault.line for fault in found] == [23, 24]
    assert "did you mean 'quotes' or 'notes'?" in found[0].problem
    assert "does not begin a quotation" in found[1].problem
    (fault,) = faults(changed(("quotes: We regret it, and", "qotes: Lind said")))
    assert fault.line == 23


def test_an_item_of_no_list_damages_the_section_it_stands_in() -> None:
    """What the section lacks because of it is not reported."""
    tree = tree_of_text("Statement x:\n  gist: a\n- b\n  act: deny\n")
    assert tree.damaged == {1}
    assert [fault.line for fault in tree.faults] == [3]


def test_a_key_of_a_record_before_all_sections_is_reported() -> None:
    """No key is similar enough to suggest."""
    (fault,) = faults(f"gist: x\n{SHEET}")
    assert (fault.line, fault.path) == (1, "gist")


def test_a_sheet_that_is_broken_all_over_is_given_up() -> None:
    """Ten unreadable lines are reported, and then no more."""
    for many in (9, 10, 11):
        broken = "".join(f"broken {n}\n" for n in range(many))
        found = faults(f"{broken}xyzzy: z")
        assert len(found) == 10
        assert ("unknown key 'xyzzy'" in found[-1].problem) == (many == 9)


def test_an_unusual_space_is_to_be_replaced() -> None:
    """A web page or a word processor puts it there, and nobody can see it."""
    (fault,) = tree_of_text("a:\n  > x\n\u00a0 > y\n").faults
    assert fault.line == 3
    assert fault.problem.endswith("(NO-BREAK SPACE); indent with spaces")


def test_many_unknown_ids_are_not_all_compared_with_the_known_ones() -> None:
    """The first hundred get a suggestion; the others would take too long."""
    wrong = ", ".join(f"ofice-{n}" for n in range(120))
    found = faults(changed(("  speakers: office", f"  speakers: office, {wrong}")))
    assert [("did you mean 'office" in fault.problem) for fault in found] == [
        at < MOST_HINTS for at in range(120)
    ]


def test_an_id_that_is_wrong_on_many_lines_is_reported_once() -> None:
    """The fault is at the first line, and names the next ones and how many others."""
    more = "".join(
        f"Statement s{n}:\n  gist: x\n  speakers: nobody\n  act: deny\n  at: ¶1\n"
        for n in range(8)
    )
    line = SHEET.count("\n") + 3
    places = [line + 5 * n for n in range(8)]
    (fault,) = faults(SHEET + more)
    assert (fault.line, fault.path) == (line, "speakers")
    lines = ", ".join(map(str, places[1:6]))
    assert fault.problem == (
        "expected an id of class Person or State or Organization or Group or Party, "
        f"but 'nobody' is unknown (also on lines {lines} and 2 more); declare it, or "
        "correct it"
    )
    (fault,) = faults(SHEET + more[: more.index("Statement s2")])
    assert f"is unknown (also on line {places[1]}); declare" in fault.problem
    (fault,) = faults(SHEET + more[: more.index("Statement s6")])
    lines = ", ".join(map(str, places[1:5]))
    assert f"(also on lines {lines} and {places[5]}); declare" in fault.problem


def test_an_id_that_is_misspelt_where_it_is_declared_is_reported_there() -> None:
    """The message names both ids, and where the other one is used."""
    (fault,) = faults(changed(("  belmoria: State", "  belmroia: State")))
    assert (fault.line, fault.path, fault.id) == (7, "belmroia", "belmroia")
    assert fault.problem == (
        "nothing refers to 'belmroia', but 'belmoria' is unknown on lines 8, 27 and 42;"
        " spell both alike, or declare 'belmoria' too"
    )
    (fault,) = faults(changed(("Statement belmoria-acc", "Statement belmoria-cac")))
    assert fault.line == 45
    hint = "did you mean 'belmoria-cacuses'? Nothing refers to 'belmoria-cacuses'."
    assert hint in fault.problem


def test_a_misspelt_id_has_a_better_match_than_an_unused_one() -> None:
    """A name that is near by chance, but nearer to another id, is not reported."""
    own = changed(("  office: Org", "  arvandia-office: Org"))
    own = own.replace("speakers: office", "speakers: arvandia-offices")
    own = own.replace("speakers: lind", "speakers: arvandia-oficials")
    found = faults(own)
    assert [fault.line for fault in found] == [13, 21]
    assert "Nothing refers to 'arvandia-office'." in found[0].problem
    assert found[1].problem.endswith("did you mean 'arvandia-office' or 'arvandia'?")


@pytest.mark.parametrize("key", ["", "actors:\n"])
def test_a_sheet_without_actors_is_one_fault(key: str) -> None:
    """It lists the first unknown actors, and says how to describe them."""
    start, end = SHEET.index("actors:"), SHEET.index("\nStatement")
    sheet = SHEET[:start] + key + SHEET[end:]
    (fault,) = faults(sheet)
    assert (fault.line, fault.path) == (5 if key else 1, "actors")
    assert fault.problem == (
        "missing, and 4 actors are unknown: 'office', 'lind', 'belmoria' and "
        "'arvandia'; describe each below 'actors', on an indented line such as "
        "'office: Class; Name', where the class is Person, State, Organization, Group "
        "or Party"
    )
    for some in (
        "actors: see below\n",
        "shared actor: all.actors\n",
        "people: all.actors\n",
    ):
        (fault,) = faults(SHEET[:start] + some + SHEET[end:])
        assert fault.line == 5, some


def test_values_without_actors_are_one_fault() -> None:
    """The message gives the keys of an actor and, for only one, where it is used."""
    values = {
        "publisher": "The Estuary",
        "statements": [
            {"id": id, "gist": "x", "speakers": [id], "act": "deny", "when": "/"}
            for id in ("one", "two")
        ],
    }
    statements: Any = values["statements"]
    for one in statements:
        one["at"] = "¶1"
        one["speakers"] = ["reck", f"{one['id']}-man"]
    (fault,) = faults(values)
    assert str(fault) == (
        "$.actors: missing, and 3 actors are unknown: 'reck', 'one-man' and 'two-man';"
        " describe each below 'actors', with its 'type' (Person, State, Organization, "
        "Group or Party), 'id' and 'name'"
    )
    for one in statements:
        one["speakers"] = ["reck"]
    (fault,) = faults(values)
    assert fault.path == "$.statements[0].speakers[0]"
    assert "unknown (also at $.statements[1].speakers[0]); declare" in fault.problem


def test_an_actor_without_an_id_is_reported_alone() -> None:
    """The ids that its other keys suggest are not reported as unknown."""
    values = {
        "publisher": "The Estuary",
        "actors": [{"type": "Person", "idd": "reck", "name": "Tobias Reck", "x": 1}],
        "statements": [
            {"id": "one", "gist": "x", "speakers": ["reck"], "act": "deny", "at": "¶1"}
        ],
    }
    (fault,) = faults({**values, "published": "2024-04-05"})
    assert str(fault) == "$.actors[0]: expected keys, including 'id'"


@pytest.mark.parametrize("id", ["arvan_dia", "Arvandia", "the arvandia"])
def test_an_id_in_a_wrong_form_is_reported_where_it_is_declared(id: str) -> None:
    """It is reported once, whether or not other lines write it in that form."""
    for sheet in (
        SHEET.replace("arvandia", id),
        changed(("  arvandia: S", f"  {id}: S")),
    ):
        (fault,) = faults(sheet)
        assert fault.line == 6
        assert "must be a slug" in fault.problem


def test_an_empty_key_is_unknown() -> None:
    """Whatever its value is, the key is unknown."""
    visit = {"id": "v", "invitation": {"": "x"}}
    found = faults({"publisher": "The Estuary", "visits": [visit]})
    assert "unknown key ''; known: by, to" in found[0].problem


def test_the_id_of_a_source_that_is_misspelt_is_reported_once() -> None:
    """If other lines agree with each other, it is reported where it is described."""
    described = "sources:\n  hill:\n    publisher: The Hill\n    text: none\nactors:"
    good = changed(("actors:", described))
    for name in "xy":
        good += f"Statement {name}:\n  gist: x\n  speakers: lind\n  act: deny\n"
        good += "  at:\n    - ¶1\n    -\n      source: hill\n"
    assert len(compile(good, TEXT).sources) == 2
    (fault,) = faults(good.replace("  hill:", "  hil:"))
    assert fault.line == 6
    assert "nothing refers to 'hil', but 'hill' is unknown on lines" in fault.problem
    (fault,) = faults(good.replace("source: hill", "source: hil", 1))
    assert fault.problem == "'hil' is not the id of a source; did you mean 'hill'?"


@pytest.mark.parametrize(
    ("text", "got"), [("hill.txt", "'hill.txt'"), ("\n      a: b", "keys")]
)
def test_a_further_source_cannot_name_a_text_of_its_own(text: str, got: str) -> None:
    """Its anchors would be looked up in the text of the sheet."""
    described = f"sources:\n  hill:\n    publisher: The Hill\n    text: {text}\nactors:"
    (fault,) = faults(changed(("actors:", described)))
    assert fault.path == "hill, text"
    assert fault.problem.startswith("expected 'none' (without it, ")
    assert fault.problem.endswith(f", got {got}")


def test_two_records_under_unknown_headings_may_have_one_id() -> None:
    """Their contents are still checked, and no id counts as used twice."""
    sheet = changed(("Statement belmoria-accuses", "Speech lind-regrets"))
    sheet = sheet.replace("  basis: belmoria-accuses", "  when: 2024\n  at: ¶3")
    found = faults(sheet.replace("  act: accuse", "  act: acuse"))
    assert [fault.line for fault in found] == [25]
    sheet = sheet.replace("Speech lind-regrets", "Speech other")
    found = faults(sheet.replace("  act: accuse", "  act: acuse"))
    assert [fault.line for fault in found] == [25, 28]


def test_words_with_marks_without_end_are_refused_in_time() -> None:
    """Few of the marks are tried, and the message does not repeat a page of text."""
    (fault,) = faults(
        changed(("at: Arvandia rejects it.", "at: " + "it … x " * 30_000))
    )
    assert len(fault.problem) < 500


def test_a_sheet_that_is_nested_without_end_is_refused() -> None:
    """Neither NestedText nor JSON overflows the interpreter's stack."""
    deep = "".join(f"{' ' * depth}a:\n" for depth in range(1200))
    (fault,) = faults(deep)
    assert (fault.path, fault.problem, fault.line) == ("a", "nested too deeply", 1200)
    nested: dict[str, object] = {}
    inner = nested
    for _ in range(100):
        inner["a"] = inner = {}
    assert "nested too deeply" in str(faults(nested)[0])


def test_the_text_of_a_sheet_must_be_the_one_it_was_written_for() -> None:
    """A digest in the sheet is checked against the text."""
    found = faults(changed(("publisher: The", f"sha256: {'0' * 64}\npublisher: The")))
    assert "the text has changed" in found[0].problem
    with pytest.raises(FormatError):
        compile(changed(("publisher: The", "length: 7\npublisher: The")), TEXT)


@pytest.mark.parametrize(
    ("sheet", "lines"),
    [
        # All keys of a record are at the left, and nothing shows their depth.
        ("Statement x:\ngist: a\nact: deny\n", [2]),
        # Below another heading, they belong to that one.
        ("actors:\ngist: a\n", []),
        # An actor at the left, among others.
        ("actors:\n  a: State; A\nb: State; B\n  c: State; C\n", [3]),
        # The last line, and the second.
        ("publisher: a\n  published: 2024\n", [2]),
        ("publisher: a\n  - b\n  - c\n", [2]),
    ],
)
def test_a_line_that_slipped_with_little_around_it(
    sheet: str, lines: list[int]
) -> None:
    """The only fault is that the line cannot be there."""
    assert [fault.line for fault in tree_of_text(sheet).faults] == lines


def test_no_message_depends_on_the_seed_of_the_hash() -> None:
    """The reports of each slip are the same, in the same order, in every process."""
    told = "import test_sheet_faults as own; own.print_all()"
    paths = os.pathsep.join([*map(str, (HERE, HERE.parent)), *sys.path])
    printed = {
        subprocess.run(
            [sys.executable, "-c", told],
            env={**unwatched(), "PYTHONPATH": paths, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    (only,) = printed
    assert only.count(b"\n") >= len(SLIPS)


def print_all() -> None:
    """Print the reports of each slip, and of a sheet with faults everywhere."""
    for old, new, _ in SLIPS:
        print([str(fault) for fault in faults(changed((old, new)))])
    print([str(fault) for fault in faults(SHEET.replace(": ", "; "))])


@pytest.mark.parametrize(
    "key",
    [
        *("text", "date order", "shared actors", "dataset", "sources", "actors"),
        *(field.name for field in fields(Source)),
    ],
)
def test_a_misspelt_key_of_the_article_is_reported_with_the_right_one(key: str) -> None:
    """Every key at the top of a sheet can be suggested."""
    with pytest.raises(FormatError) as caught:
        compile(f"{key}x: y\n{DENIAL}", "A denied it.")
    (fault, *_) = caught.value.faults
    assert f"did you mean {key!r}" in fault.problem


def test_a_key_of_a_record_outside_records_is_reported_alone() -> None:
    """Nothing above it can have the key, and everything else is read."""
    sheet = "publisher: X\nactors:\n  lind: Person; Lind\ngist: g\n"
    with pytest.raises(FormatError) as caught:
        compile(sheet, "Lind spoke.")
    (fault,) = caught.value.faults
    assert (fault.line, fault.path) == (4, "gist")
    assert fault.problem == "indent the keys of a record, such as a Statement, below it"


def test_a_paragraph_may_be_a_quote_as_a_whole() -> None:
    """It is a quote to its end, as in a speech that is printed without marks."""
    sheet = LIND + "  quotes: ¶2\n"
    found = compile(sheet, "Lind spoke.\n\nWe are ready to talk.")
    assert found.statements.one().quotes == ("We are ready to talk.",)
