"""The text between quotation marks: found exactly, never guessed."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomacy_events import FieldTypeError
from diplomacy_events.coding import Passage, Quotation, paragraphs, quotations
from effort import CountedText

Found = list[tuple[str, int]]


def found(text: str) -> Found:
    """Return the words and the depth of each quotation."""
    return [(one.words, one.depth) for one in quotations(text).found]


def unpaired(text: str) -> list[int]:
    """Return the positions of unpaired marks."""
    return [mark.start for mark in quotations(text).unpaired]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will come,” Ada said.", [("We will come,", 0)]),
        ('the "new era," and "no"', [("new era,", 0), ("no", 0)]),
        ("He said: 'It's “new” to us.'", [("It's “new” to us.", 0), ("new", 1)]),
        ('"I said "yes" to him"', [('I said "yes" to him', 0), ("yes", 1)]),
        ("“‘Nested’ words”", [("‘Nested’ words", 0), ("Nested", 1)]),
        ("„Das ist ‚neu‘“, sagte er", [("Das ist ‚neu‘", 0), ("neu", 1)]),
        ("»Ja«, und ›nein‹", [("Ja", 0), ("nein", 0)]),
        ("« Bonjour », dit-il. «Oui»", [("Bonjour", 0), ("Oui", 0)]),
        ("”Hej”, sa han", [("Hej", 0)]),
        ('("ok") and ["so"]', [("ok", 0), ("so", 0)]),
        ('"spaced " out', [("spaced", 0)]),
        ("'the bosses' plan isn't it' he", [("the bosses' plan isn't it", 0)]),
        ("the workers' rights, James' book 'Ulysses'", [("Ulysses", 0)]),
        (
            "'the workers' rights are key,' he said",
            [("the workers' rights are key,", 0)],
        ),
        ("'boys' and 'girls'", [("boys", 0), ("girls", 0)]),
        ("‘boys’ and ‘girls’", [("boys", 0), ("girls", 0)]),
        ("‘It’s the states’ duty,’ he said.", [("It’s the states’ duty,", 0)]),
        ("'boys' in the \"house\" of x", [("boys", 0), ("house", 0)]),
        ("'the bosses' unions' of the land", [("the bosses' unions", 0)]),
        ("他说「好『真』好」。", [("好『真』好", 0), ("真", 1)]),
        ("＂Yes,＂ she said.", [("Yes,", 0)]),
        ("it _'no'_ and *\"so\"*", [("no", 0), ("so", 0)]),
        ("the states' and the Marx' house", []),
        ("rock 'n' roll of the '90s and ’tis all", []),
        ("It's Xi’s, the ‘90s", []),
        # A typist's slip: one mark is straight, and no other mark could be its partner.
        ('“Mixed here," he said', [("Mixed here,", 0)]),
        ('"Mixed there,” he said', [("Mixed there,", 0)]),
        # By convention each paragraph of a long quotation opens it again.
        ("“One.\n“Two.”", [("One.", 0), ("Two.", 0)]),
        ("“One.\n\n“Two.\n\n“Three.”", [("One.", 0), ("Two.", 0), ("Three.", 0)]),
    ],
)
def test_quotations_are_found_whatever_their_marks(text: str, expected: Found) -> None:
    """Straight, English, German, Nordic and French marks are found, nested too."""
    assert (found(text), unpaired(text)) == (expected, [])


@pytest.mark.parametrize(
    ("text", "expected", "places"),
    [
        ('I said "yes" and "no.', [("yes", 0)], [17]),
        ('a 5" pipe', [], [3]),
        ('“A 5" pipe', [], [0, 4]),
        ("“Open.\nThe next.", [], [0]),
        ("Closed.” So", [], [7]),
        ("“a ‘b c” d", [("a ‘b c", 0)], [3]),
        ('“One." Then “two.”', [("two.", 0)], [0, 5]),
        ('""', [], [0, 1]),
        ("'open and the end", [], [0]),
        ("x » y", [], [2]),
        ("« x", [], [0]),
        ("end “", [], [4]),
        ('" spaced " out', [], [0, 9]),
    ],
)
def test_marks_without_a_partner_are_reported(
    text: str, expected: Found, places: list[int]
) -> None:
    """They are listed with their positions, and never paired by guess."""
    assert (found(text), unpaired(text)) == (expected, places)


@pytest.mark.parametrize(
    ("text", "expected", "places"),
    [
        # An apostrophe for omitted letters may also open what is closed later.
        ("It lasts 'round the clock' now", [], [25]),
        ("They stay ‘til death’ now", [], [20]),
        ("’Yes,’ she said.", [], [0, 5]),
        ("They said it'", [], [12]),
        ("They said it '", [], [13]),
        ("'", [], [0]),
        ("’", [], [0]),
        ("a 5' wall", [], [3]),
        ("他说“好”「好", [("好", 0)], [5]),
        ("＂好", [], [0]),
    ],
)
def test_no_mark_is_lost_for_an_apostrophe(
    text: str, expected: Found, places: list[int]
) -> None:
    """Only an s before it, or a word around it, makes it an apostrophe."""
    assert (found(text), unpaired(text)) == (expected, places)


@pytest.mark.parametrize(
    ("text", "expected", "places"),
    [
        # Words in which a mark replaces letters, followed by a quotation.
        ("’twas ’twere ’em ’cause ’bout ’tis ’til ‘n ’round ’90s ’95 a", [], []),
        ("a’‘em’ ‘b’", [("b", 0)], [1, 5]),
        ("salt ‘n’ oil, salt ’n’ oil, salt 'n' oil ‘so’", [("so", 0)], []),
        ("salt 'n\" oil", [], [7]),
        # Marks of every pair, alone within another.
        ("“a ‹ b”", [("a ‹ b", 0)], [3]),
        ("“a ｢ b”", [("a ｢ b", 0)], [3]),
        ("“a 『 b”", [("a 『 b", 0)], [3]),
        ("“a 〝 b”", [("a 〝 b", 0)], [3]),
        # A mark of the other kind closes after a word if nothing else is open.
        ("‹a “b\"", [("b", 0)], [0]),
        ('‚5 „b "„s"', [("„s", 0)], [0, 3, 7]),
        ('„a"s', [], [0, 2]),
        ('„a 5" b', [], [0, 4]),
        ('“a" b” c', [("a\" b", 0)], [2]),
        # A wrong mark closes after a word, but not before a word or another mark.
        ("”b“»s", [], [0, 2, 3]),
        ("„a „b„ c", [("b", 0)], [0]),
        ("„ („ b", [], [0, 3]),
        ("” a “ b", [], [0, 4]),
        # After a word a mark closes, after another mark it opens.
        ("»a»b»", [("a", 0)], [4]),
        ('"a "b" c" d', [('a "b" c', 0), ("b", 1)], []),
        ("›「›", [("「", 0)], [1]),
        ("b „a“ “c”", [("a", 0), ("c", 0)], []),
        # A single mark after a space closes at the end, but not before a word.
        ("‚a '", [], [0, 3]),
        ("‘a ’ b", [("a", 0)], []),
        ("‘a ’", [("a", 0)], []),
        ("‘a ’b’ c", [("a ’b", 0)], [3]),
        ("'a ＂b 'c'", [("c", 0)], [0, 3]),
        # After an s it is an apostrophe if a later mark ends the quotation.
        ("‘xs’ b’ c", [("xs’ b", 0)], []),
        ("‘xs’, b’ c", [("xs", 0)], [7]),
        ("‘xt’ b’ c", [("xt", 0)], [6]),
        ("‘xs’ b ‘c’ d", [("xs", 0), ("c", 0)], []),
        ("'xs' b 'c' d", [("xs", 0), ("c", 0)], []),
        ("'xs' b c'd e' f", [("xs' b c'd e", 0)], []),
        ("'xs' b (c' d", [("xs' b (c", 0)], []),
        ("'xs' b ' d", [("xs", 0)], [7]),
        ("'xs' b ' d' f", [("xs' b", 0)], [10]),
        ("'xs' b'c (d", [("xs", 0)], []),
        ("'xs' 'b' d", [("xs", 0), ("b", 0)], []),
        ("'xs'—b' d", [("xs", 0)], [6]),
        ("'xs' \"b' d", [("xs", 0)], [5, 7]),
        ("‘xs’  b’ c", [("xs", 0)], [7]),
        # At the end of a paragraph no mark opens; after a letter few do.
        ("a ＂\n\n＂b", [], [2, 5]),
        ("b”c", [], [1]),
        ("b ”c", [], [2]),
        ("s‹ b", [], [1]),
        ("s‹", [], [1]),
        ("b”“", [], [1, 2]),
        ("'Mr.'a", [], [0, 4]),
        ("s’ b", [], []),
        ("t’ b", [], [1]),
        # A quotation is one level deeper for each enclosing one that ends later.
        ("“a ‘b’” “c ‘d „e“’”", [("a ‘b’", 0), ("b", 1), ("c ‘d „e“’", 0),
                                 ("d „e“", 1), ("e", 2)], []),
        ("“a ‘b’”‘c’", [("a ‘b’", 0), ("b", 1), ("c", 0)], []),
    ],
)  # fmt: skip
def test_what_stands_beside_a_mark_decides(
    text: str, expected: Found, places: list[int]
) -> None:
    """Letters, spaces and other marks before and after it count."""
    assert (found(text), unpaired(text)) == (expected, places)


@pytest.mark.parametrize(
    ("text", "expected", "places"),
    [
        # Three paragraphs on is not too far, and a separate mark ends no quotation.
        (
            "“One.\nTwo.\nThree.\nFour,” he said.",
            [("One.\nTwo.\nThree.\nFour,", 0)],
            [],
        ),
        ("a “One.\nTwo,” he said.", [("One.\nTwo,", 0)], []),
        ("a“One.\nTwo,” he said.", [], [1, 11]),
        ("(“One.\nTwo,” he said.", [("One.\nTwo,", 0)], []),
        ("“One.\n„Two.\n“Three.", [], [0, 6, 12]),
        ("“One.\n”\nTwo.", [], [0, 6]),
        ('“One.\nTwo," he “said.” It', [("said.", 0)], [0, 10]),
        ("A “One.\nTwo.\n“Three.” B", [("Three.", 0)], [2]),
        ("“One.\nTwo.", [], [0]),
        ("“One,\n“Two,\nThree.”", [("One,", 0), ("Two,\nThree.", 0)], []),
        ("“One, ‘two\n“Three.”", [("One, ‘two", 0), ("Three.", 0)], [6]),
        ("«One\n«Two»\nThree", [("One", 0), ("Two", 0)], []),
        ("‹One\n‹Two›", [("One", 0), ("Two", 0)], []),
        ("a ‹One\nTwo› b", [], [2, 10]),
    ],
)
def test_what_ends_in_another_paragraph(
    text: str, expected: Found, places: list[int]
) -> None:
    """The start and end are right, and so are the words before the marks."""
    assert (found(text), unpaired(text)) == (expected, places)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a ``b\n\nc,'' d", []),
        ("a``b\n\nc,'' d", [1, 8]),
        ("—``b\n\nc,'' d", []),
        ("``„\nc.'' d", [0]),
        ("b”``c'' d", [1]),
    ],
)
def test_marks_of_tex_over_paragraphs(text: str, places: list[int]) -> None:
    """The two characters of a mark count as one for their neighbours."""
    assert unpaired(text) == places


@pytest.mark.parametrize("quote", [quotations, paragraphs])
@pytest.mark.parametrize("text", [None, b"yes", 5])
def test_what_is_no_text_is_refused(quote: Callable[[Any], Any], text: Any) -> None:
    """The error is ours, and a TypeError."""
    with pytest.raises(FieldTypeError, match=f"{quote.__name__}, text: expected str"):
        quote(text)


def test_a_passage_and_a_quotation_print_on_one_line() -> None:
    """The line has the position and the first words, without control characters."""
    words = "\x1b[2J\x9b31m\u202e\u2028 a\nb \N{NO-BREAK SPACE}c é"
    told = r"3:9 \x1b[2J\x9b31m\u202e a b c é"
    assert str(Passage(3, 9, words)) == told
    assert str(Quotation(3, 9, words, 2)) == told
    assert str(Passage(0, 61, "x" * 60)) == f"0:61 {'x' * 60}"
    assert str(Passage(0, 61, "x" * 61)) == f"0:61 {'x' * 59}…"


KINDS = {
    "nested": lambda count: "“a " * count + "”" * count,
    "nested, in two kinds": lambda count: "'a “b " * count + "' ”" * count,
    "left open": lambda count: "“a " * count,
    "mixed": lambda count: '“a" ' * count,
    "mixed the other way": lambda count: '"a” ' * count,
    "plurals": lambda count: "‚xs’ b " * count,
    "plurals and apostrophes": lambda count: "‘xs’ b" + " x’y“" * count,
    "in paragraphs": lambda count: "“a\n" * count,
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_work_grows_as_the_text_does(kind: str) -> None:
    """With any marks, ten times as many take ten times the work."""
    work = []
    for count in (200, 2000):
        CountedText.touched = 0
        quotations(CountedText(KINDS[kind](count)))
        work.append(CountedText.touched)
    assert 0 < work[1] < 11 * work[0]


def test_nobody_nests_quotations_without_end() -> None:
    """Eight levels are found, and marks farther out stay unpaired."""
    text = "“a " * 10 + "”" * 10
    assert [depth for _, depth in found(text)] == list(range(8))
    assert unpaired(text) == [0, 3, 38, 39]
    assert len(found("“a " * 8 + "“”" + "”" * 8)) == 8
    within = f"“b {text}”"
    assert unpaired(within) == [0, 3, 6, 41, 42, 43]
    assert len(found(f"“b ‘{'“a ' * 6}{'”' * 6}’ ” “c ‘d’”")) == 10
    empty = f"{'“a ' * 8}“ ”{'”' * 8}"
    assert (len(found(empty)), unpaired(empty)) == (8, [24, 26])


@pytest.mark.parametrize("sign", "\u200b\xad\ufeff")
def test_marks_around_nothing_to_see_are_no_quotation(sign: str) -> None:
    """No record can contain such words."""
    assert (found(f"“{sign}” and “{sign} a”"), unpaired(f"“{sign}”")) == (
        [(f"{sign} a", 0)],
        [0, 2],
    )


def test_offsets_count_code_points() -> None:
    """Start and end are positions of the marks, in characters and not in bytes."""
    text = "Пётр 🕊 сказал: «Мир» и ушёл."
    (one,) = quotations(text).found
    assert text[one.start : one.end] == "«Мир»"
    assert one.words == "Мир"


PAIRS = st.sampled_from(
    ["“”", '""', "„“", "«»", "»«", "‘’", "‚‘", "‹›", "「」", "〝〟", "＂＂"]
)
PLAIN = st.sampled_from(["peace", "We will come", "talks in May", "Мир 🕊"])


@given(st.lists(st.tuples(PLAIN, PAIRS, PLAIN), max_size=5))
def test_what_is_planted_is_found(parts: list[tuple[str, str, str]]) -> None:
    """Quotations between other words are all found, at their positions."""
    text, planted = "", []
    for before, marks, words in parts:
        text += f"{before} "
        planted.append((len(text), words))
        text += f"{marks[0]}{words}{marks[1]}, "
    got = quotations(text)
    assert [(one.start, one.words) for one in got.found] == planted
    assert not got.unpaired


@given(st.text(alphabet="“”„«»‹›\"'‘’‚「」＂ab5_ .\n"))
def test_every_mark_is_accounted_for(text: str) -> None:
    """In any text, each mark is in one quotation, unpaired, or an apostrophe."""
    got = quotations(text)
    edges: list[int] = [mark.start for mark in got.unpaired]
    for one in got.found:
        assert text[one.start : one.end].strip("“”„«»‹›\"'‘’‚「」＂ \n") or one.words
        assert one.words in text[one.start + 1 : one.end]
        edges.append(one.start)
        # One that continues in the next paragraph has no closing mark.
        if text[one.start + 1 : one.end].strip() != one.words:
            edges.append(one.end - 1)
    marks = {place for place, mark in enumerate(text) if mark in '“”„«»‹›"「」＂'}
    for place, mark in enumerate(text):
        around = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
        # With a letter beside it, it may be an apostrophe.
        if mark in "'‘’" and not any(one.isalnum() for one in around):
            marks.add(place)
    assert marks - set(edges) == set()
    for one in got.found:
        others = [o for o in got.found if o.start < one.start < o.end]
        assert all(one.end <= other.end for other in others)
        assert one.depth == len(others)


def test_paragraphs_are_parted_by_blank_lines_or_else_by_lines() -> None:
    """A text with blank lines may be wrapped; otherwise each line is a paragraph."""
    wrapped = "A title\r\n\r\nOne,\r\nwrapped.\n \n\n  Two.\n"
    assert [one.words for one in paragraphs(wrapped)] == [
        "A title",
        "One,\r\nwrapped.",
        "Two.",
    ]
    lines = "One.\r\nTwo.\n  Three.\n\n"
    assert [one.words for one in paragraphs(lines)] == ["One.", "Two.", "Three."]
    assert paragraphs(" \n\n ") == ()


WRAPPED = (
    "President Soren of Arvandia will come to Port Belmor early next\n"
    "week, on April\n"
    "8, her office said. “We\n"
    "agree,” Lind of Belmoria said on Friday\n"
    "9 April. Belpress, an agency, was\n"
    "silent.\n"
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_that_run_on_are_no_paragraphs(end: str) -> None:
    """If lines end within sentences and none is blank, the text is one paragraph."""
    text = WRAPPED.replace("\n", end)
    assert [one.words for one in paragraphs(text)] == [text.strip()]
    assert found(text) == [(f"We{end}agree,", 0)]
    assert unpaired(text) == []
    short = f"“We{end}agree,” he said."
    assert found(short) == [(f"We{end}agree,", 0)]
    assert len(paragraphs(f"He comes on April{end}8, she said.")) == 1
    whole = f"It fell{end}in May.{end}So.{end}No.{end}"
    assert len(paragraphs(f"{whole}Yes.")) == 1
    assert len(paragraphs(f"{whole}Yes.{end}It rose.")) == 6


@pytest.mark.parametrize(
    "text",
    [
        "Soren to visit\n17 March 2023\nBy A. Writer\nShe will come.\n“Yes,” he said.",
        "Soren to visit\niPhones in talks.\nMore.\nOf.\nThis.\nAnd that.",
        "A title\n17 March 2023, Belmor\nShe will come.",
        "He said:\nyes.\nThen:\nno.",
        "One…\ntwo!”\nthree?)\nfour.",
        "一\n二\n三",
        "- one\n- two",
        "1. One\n2. Two",
        "A title\n17.03.2023\nOne.",
    ],
)
def test_lines_that_end_with_a_sentence_are_paragraphs(text: str) -> None:
    """So are titles and dates above them, and a slip or two changes nothing."""
    assert [one.words for one in paragraphs(text)] == text.split("\n")


@given(st.text(alphabet="ab.\n\r “"))
def test_paragraphs_leave_out_nothing_but_space(text: str) -> None:
    """They are where they say, in order, with only white space between them."""
    after = 0
    for one in paragraphs(text):
        assert text[one.start : one.end] == one.words == one.words.strip()
        assert not text[after : one.start].strip()
        after = one.end
    assert not text[after:].strip()


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("``We will come,'' he said.", ["``We will come,''"]),
        ("``It's `ours' now,'' she said.", ["``It's `ours' now,''", "`ours'"]),
        ("(``Yes'')", ["``Yes''"]),
        ("``One.\n\n``Two.''", ["``One.", "``Two.''"]),
        ("``One.\nTwo,'' she said.\nIt rained.", ["``One.\nTwo,''"]),
        ("``Yes” and “no''", ["``Yes”", "“no''"]),
    ],
)
def test_the_marks_of_tex(text: str, whole: list[str]) -> None:
    """Two characters are one mark; words between them stay unchanged."""
    found = quotations(text)
    assert [text[one.start : one.end] for one in found.found] == whole
    for one in found.found:
        assert text[one.start : one.end].strip("`'“”") == one.words.strip("`'")
    assert found.unpaired == ()


def test_an_apostrophe_beside_another_mark_is_not_of_tex() -> None:
    """Only the character of TeX itself takes a second one."""
    text = "``No.'' “So”' twice."
    found = [text[one.start : one.end] for one in quotations(text).found]
    assert found == ["``No.''", "“So”"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“One ‘two’\n\n“Three.”", [("One ‘two’", 0), ("two", 1), ("Three.", 0)]),
        ("“One ‘two\n\n“Three.”", [("One ‘two", 0), ("Three.", 0)]),
    ],
)
def test_marks_inside_a_quotation_that_goes_on(
    text: str, found: list[tuple[str, int]]
) -> None:
    """They may end where the paragraph does, or stay open."""
    assert [(one.words, one.depth) for one in quotations(text).found] == found


def test_marks_of_tex_without_a_partner() -> None:
    """Both characters are listed; two apostrophes alone are not marks of TeX."""
    assert [(one.start, one.words) for one in quotations("a ``b").unpaired] == [
        (2, "``")
    ]
    alone = quotations("a'' ``b''").unpaired
    assert [(one.start, one.end, one.words) for one in alone] == [(1, 3, "''")]
    assert quotations("''a").found == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We will come,“ he said. “And stay.”", ["We will come,", "And stay."]),
        ("„Ja„, sagte er. „Nein“.", ["Ja", "Nein"]),
        ("”Ja“, sagte er.", ["Ja"]),
        ("«Oui«, dit-il.", ["Oui"]),
    ],
)
def test_marks_that_close_wrongly(text: str, words: list[str]) -> None:
    """An opening mark closes if no other mark could."""
    found = quotations(text)
    assert [one.words for one in found.found] == words
    assert found.unpaired == ()


@pytest.mark.parametrize("text", ["“a “b” c", "« a « b", "“a“b", "(“a (“b"])
def test_marks_that_open_go_on_doing_so(text: str) -> None:
    """After a space, before a word or a bracket they open."""
    assert len(quotations(text).unpaired) > 0


def test_quotations_end_on_a_later_line() -> None:
    """They may end a few lines on, if no other with the same marks starts between."""
    for mark, end in (("“", "”"), ('"', '"'), ("«", "»")):
        text = f"It rained.\n{mark}We came.\nWe saw.\nWe left,{end} he said."
        (found,) = quotations(text).found
        assert found.words == "We came.\nWe saw.\nWe left,"
        assert quotations(text).unpaired == ()


@pytest.mark.parametrize(
    "text",
    [
        "“One.\nTwo.\nThree.\nFour.\nFive,” he said.",
        "“One.\nIt “rained” now.\nThree,” he said.",
        "It is 5” wide.\nIt is 6” wide.",
        "“One.\nTwo ”",
        "‘One.\nTwo,’ he said.",
    ],
)
def test_what_ends_too_late_has_no_partner(text: str) -> None:
    """The end is too far, comes after another start, or nothing opens."""
    found = quotations(text)
    assert all("\n" not in one.words for one in found.found)
    assert found.unpaired
