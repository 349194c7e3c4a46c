"""A new sheet is valid as written, and correct after its suggestions are accepted."""

import re
from datetime import date
from pathlib import Path

import attrs
import pytest

from diplomacy_events import FieldTypeError, FieldValueError, Person, SourceText
from diplomacy_events.coding import compile, new_sheet
from diplomacy_events.coding.named_speakers import named
from diplomacy_events.coding.passages import Passage
from diplomacy_events.coding.suggested_actors import SuggestedActors
from planted import ARTICLES

TEXTS = sorted(ARTICLES.glob("*.txt"))


def text_of(words: str, language: str | None = "en") -> SourceText:
    """Return a text with its source."""
    return SourceText.of(
        words, id="x", publisher="X", published=date(2024, 4, 5), language=language
    )


def uncommented(sheet: str) -> str:
    """Return a sheet after accepting all suggestions and filling the gaps."""
    whole = re.sub(r"(?m)^# ", "", sheet)
    for key, filled in (("gist", "x"), ("act", "comment"), ("speakers", "USA")):
        whole = re.sub(rf"(?m)^  {key}:$", f"  {key}: {filled}", whole)
    return whole


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_new_sheet_is_valid_and_so_is_all_that_it_offers(path: Path) -> None:
    """All words in the sheet occur in the text and are unambiguous."""
    text = text_of(path.read_bytes().decode())
    sheet = new_sheet(text, file=path.name)
    made = compile(sheet, text)
    assert (made.sources.ids, made.actors.ids, made.records.ids) == (("x",), (), ())
    offered = compile(uncommented(sheet), text)
    assert len(offered.statements) >= 10
    assert f"text: {path.name}\n" in sheet


WORDS = """\
China will sign on Monday, Foreign Minister Li Wen said. “We will sign,” Li said on
Friday, according to the news agency Belpress. “Perhaps.”

The United States' officials doubt it. The U.S. has warned Beijing. He denied that.

The Republic of Korea announced a visit, the Foreign Ministry said.
"""


TOLD = """\
China said so on 3/4/2024, every Friday. “No,” Lind told Belpress.

Lind said “a” and “b” on Monday. It fell. “Perhaps.” It was warned of war.
"""
OFFERED = """
text: a.txt
id: x
publisher: X
title: T
published: 2024-04-05
date order: day first

actors:
#   china: State CHN
#   lind: Person; Lind
#   belpress: Person; Belpress

## ¶1 China said so on 3/4/2024, every Friday.
## time: on 3/4/2024 (2024-04-03)
## time: every Friday (no reading)
# Statement china-comment:
#   gist:
#   speakers: china
#   act: comment
#   at: China said so on 3/4/2024, every Friday.

## ¶1 “No,” Lind told Belpress.
# Statement lind-comment:
#   gist:
#   speakers: lind
#   via: belpress
#   act: comment
#   quotes: No,

## ¶2 Lind said “a” and “b” on Monday.
## time: on Monday (2024-04-01)
# Statement lind-comment-2:
#   gist:
#   speakers: lind
#   act: comment
#   quotes:
#     - a
#     - b

## ¶2 “Perhaps.”
# Statement paragraph-2-says:
#   gist:
#   speakers:
#   act:
#   quotes: Perhaps.

## ¶2 It was warned of war.
# Statement paragraph-2-warn:
#   gist:
#   speakers:
#   act: warn
#   at: It was warned of war.
"""


@pytest.mark.parametrize("language", ["EN-gb", None])
def test_a_new_sheet_is_what_its_coder_needs(language: str | None) -> None:
    """After notes for the coder comes the source, and then all suggestions."""
    text = text_of(TOLD, language)
    source = attrs.evolve(text.source, title="T", language=None)
    sheet = new_sheet(
        attrs.evolve(text, source=source), file="a.txt", order="day first"
    )
    notes = sheet.removesuffix(OFFERED)
    assert notes != sheet
    assert all(line.startswith("## ") for line in notes.splitlines())
    shortly = new_sheet(text)
    assert ("\nlanguage: EN-gb\n" in shortly) is (language is not None)
    assert ("text: " in shortly, "date order: " in shortly) == (False, False)
    assert "\n# Statement china-comment:\n" in shortly


def test_who_is_named_is_offered() -> None:
    """States have their codes; words that introduce speech show the others."""
    sheet = new_sheet(text_of(WORDS))
    for line in (
        "#   china: State CHN",
        "#   united-states: State USA",
        "#   south-korea: State KOR",
    ):
        assert line in sheet.splitlines()
    assert "Organization; Foreign Ministry" in sheet
    assert "Belpress" in sheet
    assert "#   he: " not in sheet


SPEAKERS = """\
Ada Lind said no. Foreign Minister Ada Lind said yes.

The talks are on, his spokesman Ivo Tann said.

Belmoria's President Teo Reck said so. Secretary-General Mira Sol said it is done.

Analysts doubt it, and the European Union welcomed it. “No,” said Rita Holm of the
Northern Institute. Prime Minister of the Realm said so. A Foreign Ministry said so.
"""


def test_a_speaker_is_offered_without_the_office() -> None:
    """The office goes into its own key; a body or a group is not a person."""
    lines = new_sheet(text_of(SPEAKERS)).splitlines()
    begin = lines.index("actors:") + 1
    offered = lines[begin : lines.index("", begin)]
    assert [line.removeprefix("#   ") for line in offered] == [
        "ada-lind: Person; Ada Lind",
        "ivo-tann: Person, spokesman; Ivo Tann",
        "teo-reck: Person, President; Teo Reck",
        "mira-sol: Person, Secretary-General; Mira Sol",
        "analysts: Group; Analysts",
        "european-union: Organization; European Union",
        "rita-holm: Person; Rita Holm",
        "prime-minister-of-the-realm: Person; Prime Minister of the Realm",
        "foreign-ministry: Organization; Foreign Ministry",
    ]
    made = compile(uncommented("\n".join(lines)), text_of(SPEAKERS))
    tann = made.actors["ivo-tann"]
    assert isinstance(tann, Person)
    assert [role.title for role in tann.roles] == ["spokesman"]


SEVERAL = """\
China and the United States said no. Envoy Ada Lind and President Teo Reck said no.
China and President Reck of Osk said so.

Foreign Affairs and Trade Minister Oda Brun said so. China and Lune said so.
China and China; or Oslo and China said no. China and ;Zed said no.

Chinese Foreign Minister Li Wen said no. King Mo of Osk said so. Premier Bo of China
said so. Osk said no. Ray Vale of Varn said no.
"""


def test_several_speakers_are_offered_one_by_one() -> None:
    """A list of known actors or of people is split, but not the name of an office."""
    sheet = new_sheet(text_of(SEVERAL))
    said = re.findall(r"(?m)^#   speakers: (.*)$", sheet)
    assert said[:2] == ["china, united-states", "ada-lind, teo-reck"]
    assert "# Statement china-and-united-states-comment:" in sheet
    assert "china, teo-reck" in said
    assert "china-and-lune" in said
    assert compile(uncommented(sheet), text_of(SEVERAL)).actors["china"]


def test_the_state_of_an_office_is_offered_by_its_id() -> None:
    """It may come before the office or after the name; an unknown state is left out."""
    lines = new_sheet(text_of(SEVERAL)).splitlines()
    for line in (
        "li-wen: Person, Foreign Minister of china; Li Wen",
        "bo: Person, Premier of china; Bo",
        "mo: Person, King; Mo",
        "osk: Organization; Osk",
        "ray-vale: Person; Ray Vale",
    ):
        assert f"#   {line}" in lines


@pytest.mark.parametrize(
    ("written", "kind", "name"),
    [
        ("President of the Realm", "Person", "President of the Realm"),
        ("Foreign Minister of the Realm", "Person", "Foreign Minister of the Realm"),
        ("Ministry of the Interior", "Organization", "Ministry of the Interior"),
        ("Ada Lind of the many words", "Group", "Ada Lind of the many words"),
        ("Prime Minister", "Person", "Prime Minister"),
        ("Two men of Norway", "Person", "Two men of Norway"),
        ("Minister for war", "Person", "Minister for war"),
        ("the press office", "Organization", "the press office"),
        ("Foreign Ministry of Osk", "Organization", "Foreign Ministry of Osk"),
        ("Mo of Osk", "Person", "Mo of Osk"),
        ("Rita Holm of the Fund for peace", "Person", "Rita Holm"),
        ("Vice-President Ada Lind", "Person, Vice-President", "Ada Lind"),
        ("Chief Minister Ada Lind", "Person, Chief Minister", "Ada Lind"),
        ("President Lind of two states", "Group", "President Lind of two states"),
        ("spokesman for Lind", "Person", "spokesman for Lind"),
        (
            "spokesperson for the press office",
            "Person",
            "spokesperson for the press office",
        ),
        ("spokesman of the press office", "Person", "spokesman of the press office"),
        ("ministry spokesman", "Person", "ministry spokesman"),
        ("Mr Lind", "Person", "Lind"),
        ("Mrs. Lind", "Person", "Lind"),
        ("Ms Ada Lind", "Person", "Ada Lind"),
        ("Miss Lind", "Person", "Lind"),
        ("Mr", "Person", "Mr"),
        ("counterpart Ada Lind", "Person", "Ada Lind"),
        ("French counterpart Ada Lind", "Person", "Ada Lind"),
        ("Belgo-French counterpart Ada Lind", "Person", "Ada Lind"),
        ("officials in Tarnhaven", "Group", "officials in Tarnhaven"),
        ("opposition in Ostmark", "Group", "opposition in Ostmark"),
        ("Officials from the ministry", "Group", "Officials from the ministry"),
        ("diplomats with KNA", "Group", "diplomats with KNA"),
        ("KNA in Oslo", "Organization", "KNA in Oslo"),
        ("the embassy at Oslo", "Organization", "the embassy at Oslo"),
        ("villagers near Oslo", "Group", "villagers near Oslo"),
        ("fans at Work with Ada Lind", "Group", "fans at Work with Ada Lind"),
        (
            "foreign ministry spokeswoman Mao Ning",
            "Person, foreign ministry spokeswoman",
            "Mao Ning",
        ),
    ],
)
def test_what_is_no_name_with_an_office_stays_whole(
    written: str, kind: str, name: str
) -> None:
    """An office without a name, and the body of a state, are left unchanged."""
    assert named(written)[:2] == (kind, name)


OWNERS = """\
Vietnam’s Prime Minister Bo Chinh and his French counterpart Gabriel Attal said no.
Mr Attal said so. Attal said no. Both sides said so. Mr Lune and Ms Sol said so.
China's foreign ministry said no. King Mo of Osk said no. Osk said no. Osk's foreign
ministry said no. Laos’s foreign ministry said no. Vietnam’s old envoy
to the talks, Ada Brun, said no. Japan’s ambassador said so.
"""


def test_those_of_a_state_are_offered_with_it() -> None:
    """These are bodies and people with an office, after the name of the state."""
    sheet = new_sheet(text_of(OWNERS))
    lines = [one.removeprefix("#   ") for one in sheet.splitlines()]
    assert "bo-chinh: Person, Prime Minister of vietnam; Bo Chinh" in lines
    assert "gabriel-attal: Person; Gabriel Attal; Attal" in lines
    body = "foreign ministry"
    assert f"chinas-foreign-ministry: Organization of china; China's {body}" in lines
    assert f"laoss-foreign-ministry: Organization of laos; Laos’s {body}" in lines
    assert "osk: Organization; Osk" in lines
    assert f"osks-foreign-ministry: Organization; Osk's {body}" in lines
    assert "japans-ambassador: Person; Japan’s ambassador" in lines
    made = compile(uncommented(sheet), text_of(OWNERS))
    assert getattr(made.actors["chinas-foreign-ministry"], "state", None) == "china"
    said = re.findall(r"(?m)^#   speakers:(.*)$", sheet)
    assert said[:5] == [
        *(" bo-chinh, gabriel-attal", " gabriel-attal", " gabriel-attal"),
        *("", " lune, sol"),
    ]


def test_a_title_offers_no_statement() -> None:
    """A date line offers none either; a quoted title does, and so does a sentence."""
    words = "Lind denies it\n\nBy Ada Brun, who said so on June 3\n\nReck denied it."
    offered = re.findall(r"Statement (\S+):", new_sheet(text_of(words)))
    assert offered == ["reck-deny"]
    quoted = new_sheet(text_of("“No,” says Lind\n\nReck denied it."))
    assert re.findall(r"Statement (\S+):", quoted) == ["lind-comment", "reck-deny"]
    (alone,) = re.findall(r"Statement (\S+):", new_sheet(text_of("Lind denies it")))
    assert alone == "lind-deny"


def test_a_long_name_is_offered_whole() -> None:
    """However long it is, it stays on one line."""
    long = "Joint Ministerial Commission for the Coordination of Fisheries of the North"
    sheet = new_sheet(
        text_of(f"The {long.replace(' the', chr(10) + 'the', 1)} said no.")
    )
    assert f": Organization; {long}\n" in sheet


@pytest.mark.parametrize("ending", ["Japan.", "Japan's press.", "the U.S.", "Japan,"])
def test_a_state_is_found_whatever_follows_its_name(ending: str) -> None:
    """A full stop or a possessive is not part of a name, unless it is: "U.S."."""
    sheet = new_sheet(text_of(f"Lind spoke of {ending} He left."))
    code = "USA" if "U.S." in ending else "JPN"
    assert f": State {code}\n" in sheet


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("United Kingdom of Great Britain and Northern Ireland", "GBR"),
        ("Democratic People’s Republic of Korea", "PRK"),
        ("South Korea", "KOR"),
        ("U.S.", "USA"),
    ],
)
def test_a_state_within_the_name_of_another_is_not_offered(
    name: str, code: str
) -> None:
    """However long the name is, only the whole is a state."""
    sheet = new_sheet(text_of(f"He left the {name} and said so."))
    assert re.findall(": State ([A-Z]+)\n", sheet) == [code]


@pytest.mark.parametrize("name", ["Czechoslovakia", "Kosovo"])
def test_a_former_state_or_one_without_a_code_is_not_offered(name: str) -> None:
    """A sheet could not name it by a code of today."""
    assert ": State" not in new_sheet(text_of(f"He left {name}."))


def test_a_known_actor_is_one_of_a_list() -> None:
    """Its name may have small letters, but a noun after "of" is not an actor."""
    actors = SuggestedActors("Lind of honour spoke.", "X")

    def ids(words: str) -> str:
        return actors.id_of(Passage(0, len(words), words))

    assert ids("Mr Sol and newspaper Glas") == "sol-and-newspaper-glas"
    assert ids("newspaper Glas") == "newspaper-glas"
    assert ids("Mr Sol and the newspaper Glas") == "sol, newspaper-glas"
    assert ids("Mr Rey and honour") == "rey-and-honour"
    # A last name or an acronym names who is known; the last word of a body does not.
    assert ids("Northern Institute") == "northern-institute"
    assert ids("Institute") == "institute"


def test_an_office_is_of_a_state_only_where_its_words_say_so() -> None:
    """Two offices, or a body with the name of an office, do not count."""
    actors = SuggestedActors("Lind went to Chad.", "The Ambassador")
    for words in (
        "The Ambassador",
        "Ambassador Lind",
        "Chancellor Ira Tann of Chad",
        "President and Chancellor Mira Sol of Chad",
    ):
        actors.id_of(Passage(0, len(words), words))
    assert actors.written == {
        "chad": "State TCD",
        "ambassador": "Organization; Ambassador",
        "lind": "Person, Ambassador; Lind",
        "ira-tann": "Person, Chancellor of chad; Ira Tann",
        "mira-sol": "Person, President and Chancellor; Mira Sol",
    }


@pytest.mark.parametrize("article", ["The", "A", "An", "Its", "His", "Her", "Their"])
def test_an_article_is_not_a_part_of_a_name(article: str) -> None:
    """This is true for articles with a capital and without."""
    for written in (article, article.lower()):
        sheet = new_sheet(text_of(f"It fell, said {written} envoy Ivo Tann."))
        assert "\n#   ivo-tann: Person, envoy; Ivo Tann\n" in sheet
    source = SourceText.of("It fell, Post said.", id="x", publisher=f"{article} Post")
    assert "\n#   post: Organization; Post\n" in new_sheet(source)


def test_statements_of_one_speaker_are_numbered() -> None:
    """The first of several alike has a plain id, and the next ones count from two."""
    words = "Lind said no.\n\nLind said yes.\n\nReck said no.\n\nLind said maybe.\n"
    offered = re.findall(r"Statement (\S+):", new_sheet(text_of(words)))
    assert offered == [
        "lind-comment",
        "lind-comment-2",
        "reck-comment",
        "lind-comment-3",
    ]


def test_what_was_said_is_offered_with_who_said_it() -> None:
    """Quotations have their first words, reports their sentences, with times."""
    sheet = new_sheet(text_of(WORDS))
    assert "#   quotes: We will sign,\n" in sheet
    assert "## time: on Friday (2024-04-05)" in sheet
    assert "#   act: warn\n" in sheet
    first = new_sheet(text_of("Nobody knew. On Monday Ada Lind said no."))
    assert "\n## time: On Monday (2024-04-01)\n" in first
    two = new_sheet(text_of("“Yes,” Ли said, “and no.”"))
    assert "#   quotes:\n#     - Yes,\n#     - and no." in two
    assert "#   speakers:\n" in two


@pytest.mark.parametrize(
    ("phrase", "written"),
    [
        ("now", "now"),
        ("these days", "these days"),
        ("from June 1", "from June 1 (2024-06-01/..)"),
        ("until June 1", "until June 1 (/2024-06-01)"),
        ("recently", "recently ([..2024-04-05])"),
        ("on February 30", "on February 30 (no reading)"),
    ],
)
def test_a_reading_that_bounds_nothing_is_not_shown(phrase: str, written: str) -> None:
    """The phrase is shown; if it cannot be read, a note says so."""
    sheet = new_sheet(text_of(f"It is open {phrase}, she said."))
    assert f"## time: {written}\n" in sheet


def test_newspapers_and_agencies_are_offered_as_organizations() -> None:
    """Who passes words on is seldom a person; an acronym is a name of its agency."""
    words = (
        "Talks are on, the state agency KNA said. KNA said so twice.\n\n"
        "“Yes,” Teo Lind told the Herald. “No,” Ida Holm told the newspaper Glas.\n"
    )
    sheet = new_sheet(SourceText.of(words, id="a", publisher="The Herald"))
    lines = sheet.splitlines()
    begin = lines.index("actors:") + 1
    assert [line[4:] for line in lines[begin : lines.index("", begin)]] == [
        "state-agency-kna: Organization; state agency KNA; KNA",
        "teo-lind: Person; Teo Lind",
        "herald: Organization; Herald",
        "ida-holm: Person; Ida Holm",
        "newspaper-glas: Organization; newspaper Glas",
    ]


def test_a_quotation_over_paragraphs_is_offered_with_who_says_it() -> None:
    """The speaker is named where it ends."""
    words = "“We will go\n\nand come back,” said Teo Lind.\n"
    sheet = new_sheet(SourceText.of(words, id="a", publisher="X"))
    offered = [line for line in sheet.split("\n") if line.startswith("#   ")]
    assert offered == [
        "#   teo-lind: Person; Teo Lind",
        "#   gist:",
        "#   speakers: teo-lind",
        "#   act: comment",
        "#   quotes: We will go",
    ]


def test_a_quotation_beside_a_report_is_not_offered_with_it() -> None:
    """In scripts without spaces, nothing stands between the two."""
    sheet = new_sheet(text_of("「是。」Lind said so。「否。」"))
    offered = re.findall("(?m)^#   (speakers|quotes|at):(.*)$", sheet)
    assert offered == [
        ("speakers", ""),
        ("quotes", " 是。"),
        ("speakers", " lind"),
        ("at", " Lind said so。"),
        ("speakers", ""),
        ("quotes", " 否。"),
    ]


def test_a_text_in_another_language_offers_its_quotations() -> None:
    """Only English words of speech are recognised, but marks in any language."""
    sheet = new_sheet(text_of("Линд сказал: «Мы подпишем». «Да», сказал Линд.", "ru"))
    assert "#   quotes: Мы подпишем\n" in sheet
    assert "#   speakers:\n" in sheet
    assert compile(
        uncommented(sheet),
        text_of("Линд сказал: «Мы подпишем». «Да», сказал Линд.", "ru"),
    )


def test_words_of_speech_are_read_in_english_only() -> None:
    """They may mean something else in another language."""
    assert "Statement" not in new_sheet(text_of("Lind said no.", "de"))


def test_a_name_keeps_its_id() -> None:
    """A list of names that was not known as one does not become one later."""
    words = "Lune and China said no. Lune said no. Lune and China said no."
    said = re.findall(r"(?m)^#   speakers: (.*)$", new_sheet(text_of(words)))
    assert said == ["lune-and-china", "lune", "lune-and-china"]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (
            "Ada Lind said no. Lind said no. President Lind said no.",
            ["ada-lind: Person; Ada Lind; Lind"],
        ),
        (
            "Foreign Minister Ada Lind left. Lind said no.",
            ["ada-lind: Person, Foreign Minister; Ada Lind; Lind"],
        ),
        (
            "President Ada Lind and Foreign Minister Teo Lind left. Lind said no.",
            ["lind: Person; Lind"],
        ),
        ("Black Forest Lind Works closed. Lind said no.", ["lind: Person; Lind"]),
        ("A Group of Experts met. Experts said no.", ["experts: Group; Experts"]),
        (
            "King Mo of Osk left. China and Osk said no.",
            ["china: State CHN", "osk: Organization; Osk"],
        ),
        (
            "Friends of Ada Lind left. Ada Lind said no.",
            ["ada-lind: Person; Ada Lind"],
        ),
        # An id has Latin letters.
        ("Линд said no.", []),
    ],
)
def test_each_actor_is_offered_once(words: str, offered: list[str]) -> None:
    """A last name adds a name, and people "of" a body show that it is one."""
    lines = new_sheet(text_of(words)).splitlines()
    begin = lines.index("actors:") + 1
    assert [line[4:] for line in lines[begin : lines.index("", begin)]] == offered


def test_a_body_of_two_fields_is_one_actor() -> None:
    """Small words are not names, even if somebody has an office of that field."""
    words = (
        "The Ministry of defence said no. Ministers of trade left. "
        "The Ministry of defence and trade said no."
    )
    said = re.findall(r"(?m)^#   speakers: (.*)$", new_sheet(text_of(words)))
    assert said == ["ministry-of-defence", "ministry-of-defence-and-trade"]


def test_a_text_with_nothing_to_offer_makes_a_sheet_too() -> None:
    """It contains the source."""
    text = text_of("Nothing.", None)
    assert compile(new_sheet(text), text).sources.ids == ("x",)
    with pytest.raises(FieldTypeError, match="new_sheet, text: expected SourceText"):
        new_sheet("Nothing.")  # type: ignore[arg-type]  # that is the point


def test_what_cannot_be_in_a_sheet_is_refused() -> None:
    """A wrong order of figures is refused, even if no day is known to read times."""
    text = SourceText.of("Nothing.", id="x", publisher="X")
    with pytest.raises(FieldTypeError, match="new_sheet, file: expected str, got 3"):
        new_sheet(text, file=3)  # type: ignore[arg-type]  # that is the point
    with pytest.raises(FieldValueError, match="draft, order: expected 'day first' or"):
        new_sheet(text, order="year first")  # type: ignore[arg-type]  # that is the point
