"""Text as a search sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomacy_events.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Lethal SUPPORT", "lethal support"),
        ("“Déjà vu”", '"deja vu"'),
        ("«China’s»", '"china\'s"'),
        ("1990–95", "1990-95"),
        ("Straße", "strasse"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("İstanbul", "istanbul"),
        ("one\n\N{NO-BREAK SPACE} two ", "one two"),
        ("йод", "иод"),
        ("ﬁne", "fine"),
    ],
)
def test_what_reads_alike_is_alike(text: str, folded: str) -> None:
    """Case, accents, style of quotes and dashes and white space do not count."""
    assert fold(text) == folded


@given(st.text())
def test_folding_is_done_once(text: str) -> None:
    """Folded text is folded already, and so are the two cases of a text."""
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_a_part_stays_a_part(a: str, b: str) -> None:
    """Words that stand in a text stand in the folded text."""
    assert fold(a) in fold(f"{a} {b}")
