"""What stands between quotation marks: found to the letter, never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomacy_events.coding import paragraphs, quotations

Found = list[tuple[str, int]]


def found(text: str) -> Found:
    """Return the words and the depth of each quotation."""
    return [(one.words, one.depth) for one in quotations(text).found]


def unpaired(text: str) -> list[int]:
    """Return where marks without a partner stand."""
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
        ("rock 'n' roll of the '90s and ’tis all", []),
        ("It's Xi’s, the ‘90s", []),
        # A typist's slip: one mark is straight, and nothing else could be its partner.
        ('“Mixed here," he said', [("Mixed here,", 0)]),
        ('"Mixed there,” he said', [("Mixed there,", 0)]),
        # By custom each paragraph of a long quotation opens it again.
        ("“One.\n“Two.”", [("One.", 0), ("Two.", 0)]),
        ("“One.\n\n“Two.\n\n“Three.”", [("One.", 0), ("Two.", 0), ("Three.", 0)]),
    ],
)
def test_quotations_are_found_whatever_their_marks(text: str, expected: Found) -> None:
    """Straight, English, German, Nordic and French; nested ones within others."""
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
    """They are told with their places, and none is given a partner by guess."""
    assert (found(text), unpaired(text)) == (expected, places)


def test_offsets_count_code_points() -> None:
    """Start and end are those of the marks, in characters and not in bytes."""
    text = "Пётр 🕊 сказал: «Мир» и ушёл."
    (one,) = quotations(text).found
    assert text[one.start : one.end] == "«Мир»"
    assert one.words == "Мир"


PAIRS = st.sampled_from(["“”", '""', "„“", "«»", "»«", "‘’", "‚‘", "‹›"])
PLAIN = st.sampled_from(["peace", "We will come", "talks in May", "Мир 🕊"])


@given(st.lists(st.tuples(PLAIN, PAIRS, PLAIN), max_size=5))
def test_what_is_planted_is_found(parts: list[tuple[str, str, str]]) -> None:
    """Quotations between other words are found, all of them, where they stand."""
    text, planted = "", []
    for before, marks, words in parts:
        text += f"{before} "
        planted.append((len(text), words))
        text += f"{marks[0]}{words}{marks[1]}, "
    got = quotations(text)
    assert [(one.start, one.words) for one in got.found] == planted
    assert not got.unpaired


@given(st.text(alphabet="“”„«»‹›\"'‘’‚ab5 .\n"))
def test_every_mark_is_accounted_for(text: str) -> None:
    """Of any text: each mark is of one quotation, without a partner, or apostrophe."""
    got = quotations(text)
    edges: list[int] = [mark.start for mark in got.unpaired]
    for one in got.found:
        assert text[one.start : one.end].strip("“”„«»‹›\"'‘’‚ \n") or one.words
        assert one.words in text[one.start + 1 : one.end]
        edges.append(one.start)
        if text[one.end - 1] in "“”„«»‹›\"'‘’‚" and one.words[-1:] != text[one.end - 1]:
            edges.append(one.end - 1)
    marks = {place for place, mark in enumerate(text) if mark in '“„«»‹›"'}
    assert marks - set(edges) == set()
    for one in got.found:
        others = [o for o in got.found if o.start < one.start < o.end]
        assert all(one.end <= other.end for other in others)
        assert one.depth == len(others)


def test_paragraphs_are_parted_by_blank_lines_or_else_by_lines() -> None:
    """A text that has blank lines may be wrapped; in any other each line is one."""
    wrapped = "A title\r\n\r\nOne,\r\nwrapped.\n \n\n  Two.\n"
    assert [one.words for one in paragraphs(wrapped)] == [
        "A title",
        "One,\r\nwrapped.",
        "Two.",
    ]
    lines = "One.\r\nTwo.\n  Three.\n\n"
    assert [one.words for one in paragraphs(lines)] == ["One.", "Two.", "Three."]
    assert paragraphs(" \n\n ") == ()


@given(st.text(alphabet="ab.\n\r “"))
def test_paragraphs_leave_out_nothing_but_space(text: str) -> None:
    """They stand where they say, in order, and between them is white space alone."""
    after = 0
    for one in paragraphs(text):
        assert text[one.start : one.end] == one.words == one.words.strip()
        assert not text[after : one.start].strip()
        after = one.end
    assert not text[after:].strip()
