"""What can be written in a sheet, and what it means."""

import re
from datetime import date
from typing import Any

import attrs
import pytest

from diplomacy_events import (
    Allegation,
    Dataset,
    Evidence,
    FieldTypeError,
    FieldValueError,
    FormatError,
    Group,
    Manner,
    Organization,
    Period,
    Person,
    Response,
    Role,
    Source,
    SourceText,
    State,
    Statement,
    StateVisit,
    write_sheet,
)
from diplomacy_events.coding import compile
from diplomacy_events.coding.sheet.forms import format_value, parse_value
from diplomacy_events.coding.sheet.nodes import WrongValueError
from diplomacy_events.model.description import Field
from planted import DENIAL, SHEET, TEXT, changed, compiled, faults

WHOLE = SourceText.of(TEXT, id="article-2024-04-05", publisher="The Estuary")
REGRETS = "We regret it, and our invitation stands,"


def words(dataset: Dataset, id: str) -> list[str]:
    """Return the words in the evidence of a record."""
    return [TEXT[one.start : one.end] for one in dataset.records[id].evidence]


def statement(lines: str) -> Statement:
    """Return a statement of the office, with some lines added."""
    keys = "  gist: x\n  speakers: office\n  act: announce\n"
    return compile(f"{SHEET}Statement new:\n{keys}{lines}", TEXT).statements["new"]


def at(written: str) -> str:
    """Return the words to which the text after ``at`` refers."""
    (anchor,) = statement(f"  at: {written}\n").evidence
    assert anchor == WHOLE.between(anchor.start or 0, anchor.end or 0)
    return TEXT[anchor.start : anchor.end]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("its office said", "its office said"),
        ("its  office said", "its office said"),
        ("will not … said on", "will not come, its office said on"),
        ("will not ... said on", "will not come, its office said on"),
        ("¶3 Belmoria", "Belmoria"),
        ("¶3 Arvandia rejects it.", "Arvandia rejects it."),
        ("¶1", "Arvandia will not come, its office said on Friday."),
        ("0..8", "Arvandia"),
        ("Lind will … “new era”", TEXT[TEXT.index("Lind will") : -len(" for both.\n")]),
    ],
)  # fmt: skip
def test_what_is_written_after_at_means_words_of_the_text(
    written: str, meant: str
) -> None:
    """It may give exact words, the first and last, a paragraph, or offsets."""
    assert at(written) == meant


def test_words_with_the_mark_of_omission_stand_in_the_text_first() -> None:
    """If the text itself has the mark, the words are not split at it."""
    text = "He came … she left. Lind said … he would … go. It rains … now."
    (anchor,) = compile(f"{DENIAL}  at: came … she", text).statements.one().evidence
    assert text[anchor.start : anchor.end] == "came … she"
    three = f"{DENIAL}  at: Lind said … he would … It rains … now."
    (anchor,) = compile(three, text).statements.one().evidence
    assert text[anchor.start : anchor.end] == text[text.index("Lind said") :]


def test_a_white_space_stands_for_any() -> None:
    """Nobody can type the line break of a text; other words are exact."""
    text = "Lind said on\nFriday\u00a0that “all\r\nis well.”"
    made = compile(f"{DENIAL}  at: said on Friday that\n  quotes: all is", text)
    said = made.statements.one()
    assert (
        text[slice(said.evidence[0].start, said.evidence[0].end)]
        == "said on\nFriday\u00a0that"
    )
    assert said.quotes == ("all\nis well.",)


@pytest.mark.parametrize(
    ("written", "quotes", "manner"),
    [
        ("new era", ("new era",), Manner.MIXED),
        ("“new", ("new era",), Manner.MIXED),
        ("We regret it, and", (REGRETS,), Manner.DIRECT),
        ("We regret it,”", ("We regret it,",), Manner.DIRECT),
        ("¶2 We regret it,”", ("We regret it,",), Manner.DIRECT),
        ("it, and … stands", ("it, and our invitation stands",), Manner.MIXED),
    ],
)  # fmt: skip
def test_a_quotation_is_found_by_its_first_words(
    written: str, quotes: tuple[str, ...], manner: Manner
) -> None:
    """It is extended to its end, adds its sentence, and gives the manner."""
    said = statement(f"  quotes: {written}\n")
    assert (said.quotes, said.manner) == (quotes, manner)
    (anchor,) = said.evidence
    assert quotes[0] in TEXT[anchor.start : anchor.end]


def test_what_is_written_after_at_replaces_the_sentences_of_quotes() -> None:
    """If a quotation occurs several times, the sentences after @ are searched first."""
    said = statement("  quotes:\n    - new era\n  at: ¶4 Lind … next week\n")
    assert words(compiled(), "lind-regrets")[0].startswith("“We regret it, and")
    assert TEXT[said.evidence[0].start : said.evidence[0].end].endswith("next week")
    text = "“No,” Lind said. “No,” Reck said."
    made = compile(f"{DENIAL}  quotes: No\n  at: “No,” Reck said.", text)
    assert made.statements.one().quotes == ("No,",)
    assert compile(f"{DENIAL}  quotes: No\n  at: ¶1", text).statements.one().quotes == (
        "No,",
    )
    assert "occurs 2 times" in faults(f"{DENIAL}  quotes: No", text)[0].problem


@pytest.mark.parametrize(
    ("written", "edtf", "phrase"),
    [
        ("on Friday", "2024-04-05", "on Friday"),
        ("next week (ahead)", "[2024-04-08..2024-04-14]", "next week"),
        ("[2024-04..]", "[2024-04-01..]", None),
        ("2024-04", "2024-04", None),
        ("on Wednesday = 2024-03-27", "2024-03-27", "on Wednesday"),
        ("/", "/", None),
    ],
)
def test_what_is_written_after_when(
    written: str, edtf: str, phrase: str | None
) -> None:
    """It may give a phrase of the text, EDTF, or both."""
    when = statement(f"  at: ¶1\n  when: {written}\n").when
    if edtf == "[2024-04-01..]":
        edtf = Period.from_edtf("[2024-04..]").edtf if phrase else when.edtf
    anchor = None if phrase is None else date(2024, 4, 5)
    assert (when.edtf, when.phrase, when.anchor) == (edtf, phrase, anchor)


def test_a_period_has_a_long_form() -> None:
    """Any anchor can be written; a phrase must be in the text there too."""
    keys = "  at: ¶1\n  when:\n    edtf: 2023\n    phrase: {}\n    anchor: 2023-01-01\n"
    when = statement(keys.format("next week")).when
    assert (when.edtf, when.anchor) == ("2023", date(2023, 1, 1))
    with pytest.raises(FormatError, match="'last week' is not in the text"):
        statement(keys.format("last week"))


def test_a_statement_without_a_time_was_made_by_the_day_of_publication() -> None:
    """The time is up to the day of publication; without that day, it is required."""
    assert statement("  at: ¶1\n").when.edtf == "[..2024-04-05]"
    sheet = changed(
        ("published: 2024-04-05\n", ""),
        ("  when: on Friday", "  when: 2024"),
        ("  when: next week (ahead)", "  when: 2024"),
        ("  mentions: arvandia", "  when: 2024\n  mentions: arvandia"),
    )
    (fault,) = faults(sheet)
    assert (fault.id, fault.path) == ("lind-regrets", "when")
    assert "neither this nor the day of publication is given" in fault.problem


def test_an_allegation_has_the_time_and_the_evidence_of_its_basis() -> None:
    """They are required if the statements differ."""
    dataset = compiled()
    allegation = dataset.allegations.one()
    assert allegation.when == dataset.statements["belmoria-accuses"].when
    assert words(dataset, "collision") == words(dataset, "belmoria-accuses")
    both = ("  basis: belmoria-accuses", "  basis: belmoria-accuses, not-coming")
    (fault,) = faults(changed(both))
    assert fault.problem == "missing, and the statements in its basis disagree about it"
    same_day = ("  mentions: arvandia", "  mentions: arvandia\n  when: Friday")
    (again,) = faults(changed(both, same_day))
    assert again.problem == fault.problem


def test_a_visit_has_the_time_of_its_basis_only_if_it_took_place() -> None:
    """The time of a statement about a future visit is not the time of the visit."""
    keys = (
        "  when: next week (ahead)\n  at: Lind will visit Belmoria next week\n",
        "  basis: not-coming\n",
    )
    (fault,) = faults(changed(keys))
    assert "not when the event is to be" in fault.problem
    (visit,) = compiled(keys, ("  status: planned", "  status: occurred")).visits
    assert visit.when.edtf == "[..2024-04-05]"
    none = (keys[0], "  at: ¶1\n")
    assert faults(changed(none))[0].problem == (
        "missing: it can only follow from a basis, and there is no basis; if the "
        "source does not say when, write '/'"
    )


ACTORS = {
    "State CHN": State(id="x", name="China", code="CHN"),
    "State CHN; Cathay": State(id="x", name="Cathay", code="CHN"),
    "state; Ruritania; Strelsau": State(id="x", name="Ruritania", aliases=["Strelsau"]),
    "Organization of CHN; MFA": Organization(id="x", name="MFA", state="china"),
    "Person, King, Head of State of belmoria; Rudolf": Person(
        id="x",
        name="Rudolf",
        roles=[Role(title="King"), Role(title="Head of State", of="belmoria")],
    ),
    "Person, Minister of Finance; Rudolf": Person(
        id="x", name="Rudolf", roles=[Role(title="Minister of Finance")]
    ),
}


@pytest.mark.parametrize("written", ACTORS)
def test_what_is_written_of_an_actor(written: str) -> None:
    """Its kind, the fields of that kind, its name, and other names are written."""
    dataset = compiled(("actors:\n", f"actors:\n  x: {written}\n"))
    made, wanted = dataset.actors["x"], ACTORS[written]
    again = written.replace("state", "State").replace("of CHN", "of china")
    assert f"  x: {again}\n" in write_sheet(dataset, TEXT)
    if written == "State CHN":
        assert (made.name, getattr(made, "code", "")) == (wanted.name, "CHN")
        assert "Beijing" in made.aliases
    else:
        assert made == wanted


def test_an_actor_has_a_long_form() -> None:
    """Everything in the model can be written."""
    long = """actors:
  x:
    type: Person
    name: Rudolf; the King
    aliases: Rudi, the Kid
    wikidata: Q1
    roles:
      -
        title: Minister of state
      - King of belmoria
"""
    made = compiled(("actors:\n", long)).actors["x"]
    roles = [Role(title="Minister of state"), Role(title="King", of="belmoria")]
    assert made == Person(
        id="x",
        name="Rudolf; the King",
        aliases=["Rudi, the Kid"],
        wikidata="Q1",
        roles=roles,
    )


def test_a_state_is_known_by_its_code_wherever_an_actor_is() -> None:
    """A declared state comes first; otherwise the table has it."""
    made = compiled(("  mentions: arvandia", "  mentions: CHN, arvandia"))
    assert made.statements["belmoria-accuses"].mentions == ("china", "arvandia")
    own = compiled(
        ("State; Arvandia", "State CHN; Arvandia"),
        ("mentions: arvandia", "mentions: CHN"),
    )
    assert own.statements["belmoria-accuses"].mentions == ("arvandia",)
    assert "china" not in own
    clash = ("State; Arvandia", "State; Arvandia\n  china: State; Other")
    (fault,) = faults(changed(clash, ("mentions: arvandia", "mentions: CHN")))
    assert "'CHN' is 'china', which has another code or class here" in fault.problem


@pytest.mark.parametrize(
    ("kind", "value"),
    [(bool, True), (bool, False), (int, 7), (float, 0.1), (date, date(2024, 4, 5))],
)
def test_what_is_no_word_is_written_and_read_again(kind: type, value: object) -> None:
    """Booleans, numbers and days each have one form."""
    field = Field("some", "Some", kind)
    assert parse_value(field, format_value(value)) == value
    with pytest.raises(WrongValueError, match="expected"):
        parse_value(field, "some")


def test_two_responses_of_one_kind_by_the_same_stand_in_a_list() -> None:
    """NestedText refuses a repeated key."""
    again = "    -\n      kind: denial\n      actors: arvandia\n      at: {}\n"
    old = "    denial by arvandia:\n      at: Arvandia rejects it.\n"
    twice = again.format("¶3 Arvandia rejects") + again.format("rejects it")
    made = compiled((old, twice))
    assert len(made.allegations.one().responses) == 2
    assert compile(write_sheet(made, TEXT), TEXT) == made


def test_a_state_of_no_known_code_is_written_with_its_names() -> None:
    """The table does not know the code, so the code alone would not be found."""
    made = compiled(("State; Arvandia", "State QQQ; Arvandia"))
    assert "arvandia: State QQQ; Arvandia\n" in write_sheet(made, TEXT)


def test_a_quote_is_written_by_words_that_tell_it_from_others() -> None:
    """They are unique in the text, or in the passage if there is one."""
    text = "“We will come soon,” Lind said. “We will come late,” Lind added."
    sheet = f"{DENIAL}  quotes: We will come late,\n"
    made = compile(sheet, text)
    assert "  quotes: We will come late" in write_sheet(made, text)
    assert compile(write_sheet(made, text), text) == made
    within = compile(f"{sheet}  at: We will come late,” Lind\n", text)
    assert "  quotes: We will come\n" in write_sheet(within, text)
    assert compile(write_sheet(within, text), text) == within
    said = "Then: “We will come,” Lind said again."
    again = f"“We will come,” Lind said.\n\n{said}"
    sheet = f"{DENIAL}  quotes: We will come,\n  at: {said}\n"
    second = compile(sheet, again)
    assert "  quotes: ¶2 We will come,\n" in write_sheet(second, again)
    assert compile(write_sheet(second, again), again) == second


def test_the_passage_is_written_last() -> None:
    """The words of the text follow what the coder says of them."""
    record = write_sheet(compiled(), TEXT).partition("Statement not-coming:\n")[2]
    keys = re.findall(r"(?m)^  ([a-z ]+):", record.partition("\n\n")[0])
    assert keys == ["gist", "speakers", "act", "when", "topics", "at"]


def test_a_passage_may_go_on_in_another_paragraph() -> None:
    """Its last words are looked for in its first paragraph, and then further on."""
    twice = ("at: Belmoria has blamed … on Wednesday.", "at: Belmoria has … Arvandia")
    (fault,) = faults(changed(twice))
    assert fault.problem.startswith("'Arvandia' occurs 2 times")
    made = compiled(
        ("at: Arvandia will not … on Friday.", "at: its office … repeated.")
    )
    (span,) = made.statements["not-coming"].evidence
    assert TEXT[span.start : span.end].endswith(
        "on Friday.\n\n“We regret it, and our "
        "invitation stands,” Lind said. “We regret it,” Reck repeated."
    )


def test_words_of_a_long_stretch_are_its_first_and_last() -> None:
    """The passage may be of any length; if it occurs often, the message says so."""
    text = "One begins. " + "No more of this. " * 400 + "One ends."
    said = compile(f"{DENIAL}  at: 0..{len(text)}", text)
    assert "at: One begins. No … One ends." in write_sheet(said, text)
    assert "occurs often, in ¶1" in faults(f"{DENIAL}  at: No more", text)[0].problem
    (fault,) = faults(f"{DENIAL}  at: One begins. … No more", text)
    assert "'No more' occurs often" in fault.problem


def test_a_number_of_json_is_one() -> None:
    """JSON has numbers, so they need not be read from text."""
    values = {"publisher": "X", "length": len(TEXT)}
    assert compile(values, TEXT).sources.one().length == len(TEXT)
    assert "the text has changed" in str(faults({**values, "length": 7})[0])


def test_a_quotation_of_nothing_is_refused() -> None:
    """White space before the first sentence belongs to no sentence."""
    found = "\n".join(map(str, faults(f"{DENIAL}  quotes: 0..1", " “x” y")))
    assert "must not be blank" in found


def test_a_long_form_that_is_wrong_is_reported() -> None:
    """The fault is about the whole, unless one of its keys is at fault."""
    with pytest.raises(FormatError, match="month 13"):
        statement("  at: ¶1\n  when:\n    edtf: 2024-13\n")
    wrong = "phrse: on Friday\n    anchor: 2024-04-05"
    (fault,) = faults(f"{DENIAL}  at: ¶1\n  when:\n    edtf: 2024\n    {wrong}\n")
    assert fault.problem == "unknown key 'phrse'; did you mean 'phrase'?"
    bare = wrong.removeprefix("phrse: on Friday\n    ")
    (fault,) = faults(f"{DENIAL}  at: ¶1\n  when:\n    edtf: 2024\n    {bare}\n")
    assert (fault.line, fault.path) == (12, "when, anchor")
    assert fault.problem.startswith("needs a phrase that is relative to it; got")


def test_responses_have_a_short_and_a_long_form() -> None:
    """The short form names a statement; the long one contains any field."""
    new = "Statement denies:\n  gist: x\n  speakers: arvandia\n  act: deny\n  at: ¶1\n"
    old = "    denial by arvandia:\n      at: Arvandia rejects it.\n"
    wanted = Response(actors=["arvandia"], kind="denial", statement="denies")
    for form in (
        "    denial by arvandia: denies\n",
        "    denial by arvandia:\n      statement: denies\n",
        "    -\n      kind: denial\n      actors: arvandia\n      statement: denies\n",
        "    kind: denial\n    actors: arvandia\n    statement: denies\n",
    ):
        made = compile(changed((old, form)) + new, TEXT).allegations.one()
        assert isinstance(made, Allegation)
        assert made.responses == (wanted,)
    (fault,) = faults(changed((old, "    denial by arvandia:\n")))
    assert "needs evidence or a statement" in fault.problem
    assert "expected keys" in faults(changed((old, "    - denial\n")))[0].problem


def test_the_top_describes_the_source_and_a_section_the_dataset() -> None:
    """The file's name and the day make its id, which leaves short ids to actors."""
    made = compiled(
        ("actors:\n", "dataset:\n  title: Two\n  licence: CC0-1.0\nactors:\n")
    )
    assert (made.title, made.licence) == ("Two", "CC0-1.0")
    assert made.sources.ids == ("article-2024-04-05",)
    (fault,) = faults(changed(("actors:\n", "dataset:\n  titel: Two\nactors:\n")))
    assert "did you mean 'title'?" in fault.problem
    assert compiled(("publisher", "id: own\npublisher")).sources.ids == ("own",)


def test_further_sources_have_the_text_or_none() -> None:
    """Records with evidence in one of them say so."""
    sheet = changed(("actors:\n", """sources:
  copy:
    publisher: The Delta
  other:
    publisher: The Hill
    text: none
actors:
"""), ("  at: Arvandia will not … on Friday.", """  at:
    -
      source: copy
      at: ¶1
    -
      source: other
    - its office"""))  # fmt: skip
    made = compile(sheet, TEXT)
    assert made.sources["copy"].sha256 == made.sources[made.sources.ids[0]].sha256
    assert made.sources["other"].sha256 is None
    found = made.records["not-coming"].evidence
    assert [one.source for one in found] == ["copy", "other", "article-2024-04-05"]
    assert found[1] == Evidence(source="other")
    assert compile(write_sheet(made, TEXT), TEXT) == made
    (fault,) = faults(
        sheet.replace("      source: other", "      source: other\n      at: ¶1")
    )
    assert fault.problem == "'other' does not have this text"
    (fault,) = faults(sheet.replace("source: copy", "source: coppy"))
    assert "'coppy' is not the id of a source; did you mean 'copy'?" in fault.problem
    (fault,) = faults(sheet.replace("source: copy", "sorce: copy"))
    assert "did you mean 'source'?" in fault.problem
    assert (
        "already used by another"
        in faults(sheet.replace("copy:", "article-2024-04-05:", 1))[0].problem
    )
    keys = "  copy:\n    publisher: The Delta\n"
    (fault,) = faults(sheet.replace(keys, "  copy: The Delta\n"))
    assert "expected keys" in fault.problem
    (fault,) = faults(f"{DENIAL}  at: ¶1\n".replace("publisher: The Estuary\n", ""))
    assert (fault.path, fault.problem) == ("publisher", "missing")
    bare = DENIAL[DENIAL.index("actors:") :]
    (fault,) = faults(f"{bare}  at: ¶1\n  when: 2024\n")
    assert (fault.path, fault.problem) == ("publisher", "missing")


def test_a_dataset_whose_first_source_has_another_text_is_written() -> None:
    """All sources are then in their own section."""
    made = compiled()
    (source,) = made.sources
    other = Source(id="other", publisher="The Hill")
    whole = Dataset(sources=[other, source], actors=made.actors, records=made.records)
    sheet = write_sheet(whole, TEXT)
    assert "\npublisher" not in sheet
    assert compile(sheet, TEXT) == whole
    nowhere = sheet.replace(
        "  article-2024-04-05:\n", "  article-2024-04-05:\n    text: none\n"
    )
    found = "\n".join(map(str, faults(nowhere)))
    assert "at (not-coming): no source has this text" in found
    assert "lind-regrets (lind-regrets): no source has this text" in found


def test_what_is_written_can_name_its_file() -> None:
    """The file is for `read_sheet`, and not part of the dataset."""
    sheet = write_sheet(compiled(), WHOLE, file="a.txt")
    assert sheet.startswith("text: a.txt\nid: article-2024-04-05\n")
    assert sheet.count("when: ") == 2
    assert compile(sheet, TEXT) == compiled()


def test_what_does_not_stand_in_the_text_is_not_written() -> None:
    """A dataset of another text and made-up words are refused."""
    with pytest.raises(FormatError, match="not a dataset of this text"):
        write_sheet(compiled(), "another text")
    made = compiled()
    said = made.statements["lind-regrets"]
    for change in (
        {"quotes": ("Never.",), "manner": "direct"},
        {"when": Period.from_edtf("2024", phrase="in spring")},
        {"evidence": (attrs.evolve(said.evidence[0], sha256="0" * 64),)},
    ):  # fmt: skip
        changed_one = attrs.evolve(said, **change)
        wrong = Dataset(sources=made.sources, actors=made.actors, records=[changed_one])
        with pytest.raises(FormatError, match="not in the text") as caught:
            write_sheet(wrong, TEXT)
        assert caught.value.faults[0].id == "lind-regrets"


def test_a_text_with_its_source_needs_no_word_of_it_in_the_sheet() -> None:
    """If the sheet describes the source too, it must agree."""
    text = SourceText.of(
        TEXT, id="own", publisher="The Estuary", published=date(2024, 4, 5)
    )
    bare = SHEET[SHEET.index("actors:") :]
    assert compile(bare, text).sources.ids == ("own",)
    (fault,) = _with(text, "publisher: The Delta\n" + bare)
    assert (
        fault
        == "line 1, publisher: expected 'The Estuary', as in the source of the text, "
        "got 'The Delta'"
    )


def _with(text: SourceText, sheet: str) -> list[str]:
    with pytest.raises(FormatError) as caught:
        compile(sheet, text)
    return list(map(str, caught.value.faults))


def test_json_is_the_same_sheet() -> None:
    """The keys are those of the long form; null leaves a key out."""
    values: dict[str, Any] = {
        "publisher": "The Estuary", "published": "2024-04-05", "title": None,
        "actors": [{"type": "State", "id": "arvandia", "name": "A", "code": None}],
        "statements": [
            {"id": "new", "gist": "x", "speakers": ["arvandia"], "act": "refuse",
             "at": ["Arvandia will not … on Friday."], "quotes": [], "when": None},
        ],
    }  # fmt: skip
    made = compile(values, TEXT)
    assert words(made, "new") == ["Arvandia will not come, its office said on Friday."]
    values["statements"][0]["at"] = [None, "Arvandia will come"]
    (fault,) = faults(values)
    assert str(fault).startswith("$.statements[0].at[1] (new): 'Arvandia will come'")
    del values["statements"][0]["id"]
    assert "$.statements[0]: expected keys, including 'id'" in map(str, faults(values))


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("speakers", 7, "expected text, got 7"),
        ("speakers", [["x"]], "expected one value, got a list"),
        ("at", {"at": "x"}, "missing"),
        ("at", [{}], "missing"),
        ("quotes", [7], "expected the words of a quotation"),
        ("act", {"a": "b"}, "expected text, got keys"),
        ("gist", ["a"], "expected text, got a list"),
    ],
)
def test_values_of_other_types_are_refused(
    key: str, value: object, problem: str
) -> None:
    """Values of other types are not converted."""
    keys = {"id": "new", "gist": "x", "speakers": ["CHN"], "act": "deny", "at": "¶1"}
    values = {
        "publisher": "X",
        "published": "2024-04-05",
        "statements": [{**keys, key: value}],
    }
    (fault,) = faults(values)
    assert problem in str(fault)


def test_json_says_whether_and_how_much() -> None:
    """Booleans and numbers stand for themselves, whole ones also for a share."""
    group: dict[str, Any] = {"id": "a", "type": "Group", "name": "A", "anonymous": True}
    said: dict[str, Any] = {"id": "s", "gist": "x", "speakers": "a", "act": "deny"}
    said["at"] = "¶1"
    keys = {"publisher": "X", "published": "2024-04-05"}
    for share in (0.5, 1):
        said["codings"] = [{"coder": "x", "how": "machine", "confidence": share}]
        made = compile({**keys, "actors": [group], "statements": [said]}, TEXT)
        assert made.actors["a"] == Group(id="a", name="A", anonymous=True)
        assert [one.confidence for one in made.statements.one().codings] == [share]
    (fault,) = faults({**keys, "actors": [{**group, "anonymous": 1}]})
    assert fault.problem == "expected text, got 1"


def test_keys_of_json_are_texts() -> None:
    """Python would accept others."""
    values: Any = {7: "x", "publisher": "X"}
    assert "expected text as key, got 7" in str(faults(values)[0])


def test_sections_that_hold_no_ids_are_reported() -> None:
    """A text is not accepted as an empty list."""
    assert "expected ids" in str(
        faults(changed(("actors:\n", "sources: x\nactors:\n")))[0]
    )
    assert "expected keys" in str(faults(SHEET + "Statement new: x\n")[0])
    assert "expected keys" in str(faults(SHEET + "Statement new:\n")[0])


def test_half_json_is_refused() -> None:
    """A sheet that starts with a brace is read as JSON."""
    (fault,) = faults('{"statements": [')
    assert fault.path == "$"
    assert fault.problem.startswith("not JSON")
    (fault,) = faults('{"title": 1, "title": 2}')
    assert "repeats the key 'title'" in fault.problem
    assert compile("\ufeff{}", WHOLE).records.ids == ()


def test_groups_that_hold_themselves_are_reported_beside_other_slips() -> None:
    """Faults between objects are reported together with faults within them."""
    loop = ("actors:\n", "actors:\n  a: Group of b; A\n  b: Group of a; B\n")
    found = faults(changed(loop, ("  act: refuse", "  act: refus")))
    assert [fault.line for fault in found] == [6, 16]
    assert "a group is a member of itself" in found[0].problem


def test_arguments_of_other_types_are_refused() -> None:
    """Neither a path nor bytes is a sheet, and None is not a text."""
    for sheet, text, key in ((7, TEXT, "sheet"), (SHEET, None, "text")):
        with pytest.raises(FieldTypeError, match=f"compile, {key}: expected str, got"):
            compile(sheet, text)  # type: ignore[arg-type]  # that is the point
    with pytest.raises(FieldValueError):
        compile(SHEET, "")
    with pytest.raises(FieldTypeError):
        write_sheet(SHEET, TEXT)  # type: ignore[arg-type]  # that is the point
    with pytest.raises(FieldTypeError, match="text: expected str, got 5"):
        write_sheet(compiled(), 5)  # type: ignore[arg-type]  # that is the point


def test_actors_can_be_known_from_elsewhere() -> None:
    """Those referred to are included, with those that they refer to."""
    known = [
        State(id="caldonia", name="Caldonia", code="CDN"),
        Person(id="varga", name="Varga", roles=[Role(title="Envoy", of="caldonia")]),
        Person(id="reck", name="Reck", roles=[Role(title="Envoy", of="belmoria")]),
        Person(id="unused", name="Unused"),
    ]
    sheet = changed(("  mentions: arvandia", "  mentions: varga, CDN, reck"))
    made = compile(sheet, TEXT, actors=known)
    assert {"varga", "caldonia"} <= set(made.actors.ids)
    assert "unused" not in made
    clash = changed(("actors:\n", "actors:\n  varga: Person; Other\n"))
    with pytest.raises(FormatError, match="already used by a shared actor"):
        compile(clash, TEXT, actors=known)
    with pytest.raises(
        FieldTypeError, match="compile, actors: expected Actor, got 'a'"
    ):
        compile(clash, TEXT, actors=["a"])  # type: ignore[list-item]  # that is the point


def test_a_visit_is_a_section_by_any_of_its_names() -> None:
    """The name of the class, the label and the short word mean the same."""
    for name in ("StateVisit", "Visit", "visit"):
        (visit,) = compiled(("StateVisit lind-visits", f"{name} lind-visits")).visits
        assert isinstance(visit, StateVisit)


ORDERED = """\
publisher: Herald
published: 2024-05-20
date order: {order}
actors:
  lind: Person; Lind
Statement lind-agrees:
  gist: Lind agrees
  speakers: lind
  act: comment
  at: Lind agreed on 10/04/2024.
  when: 10/04/2024
"""


@pytest.mark.parametrize(
    ("order", "edtf"), [("day first", "2024-04-10"), ("month first", "2024-10-04")]
)
def test_a_sheet_may_say_which_of_day_and_month_comes_first(
    order: str, edtf: str
) -> None:
    """Ambiguous dates in figures are read with it, and refused without it."""
    text = "Lind agreed on 10/04/2024."
    made = compile(ORDERED.format(order=order), text)
    assert made.statements.one().when.edtf == edtf
    bare = ORDERED.replace("date order: {order}\n", "")
    with pytest.raises(FormatError, match="line 10"):
        compile(bare, text)
    with pytest.raises(FormatError, match=r"line 3.*expected day first or month first"):
        compile(ORDERED.format(order="year first"), text)


def test_a_key_of_the_source_may_be_left_empty() -> None:
    """It means the same as leaving it out."""
    made = compiled(("publisher: The", "title:\npublisher: The"))
    assert made.sources.one().title is None
    made = compiled(("  mentions: arvandia", "  mentions:\n  notes:"))
    assert made.statements["belmoria-accuses"].notes is None
    (fault,) = faults(changed(("  speakers: lind", "  speakers:")))
    assert (fault.path, fault.problem) == ("speakers", "missing")


def test_a_state_with_its_code_below_it_is_found_by_the_code() -> None:
    """The long form of an actor is known by its code as the short one is."""
    for state in ("State NOR; Norway", "\n    type: State\n    code: NOR\n    name: N"):
        sheet = DENIAL.replace("  a: State; A", f"  kingdom: {state}")
        sheet = sheet.replace("speakers: a", "speakers: NOR")
        made = compile(f"{sheet}  at: Norway denied it.\n", "Norway denied it.")
        assert made.statements.one().speakers == ("kingdom",)


def test_spaces_at_the_end_of_a_line_do_not_count() -> None:
    """This holds for texts, names of members, ids and days, and for headings."""
    sheet = f"{DENIAL}  at: A denied it.\n"
    spaced = sheet.replace("\n", "   \n")
    assert compile(spaced, "A denied it.") == compile(sheet, "A denied it.")
