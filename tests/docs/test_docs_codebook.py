"""The codebook: every word with its meaning, and every code of CAMEO and PLOVER."""

import re
from pathlib import Path

import pytest
from tables import all_tables

from diplomacy_events.schemes import CAMEO, PLOVER, Meaning
from diplomacy_events.vocabulary import CLOSE_ACTS, VOCABULARIES

PAGE = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text("utf-8")
TABLES = all_tables()
NAMES = ["vocabularies", "close_acts", "cameo_codes", "plover_codes"]


def cells(name: str) -> list[list[str]]:
    """Return the cells of a table, row by row, without its header."""
    lines = [line for line in TABLES[name].splitlines() if line.startswith("| ")]
    return [line[2:-2].split(" | ") for line in lines[2:]]


@pytest.mark.parametrize("name", NAMES)
def test_the_page_has_the_table(name: str) -> None:
    """Each table is included by its name, once."""
    assert PAGE.count(f"{{{{ {name} }}}}") == 1


def test_every_word_has_its_meaning() -> None:
    """Each vocabulary has a heading, and each member has a row."""
    text = TABLES["vocabularies"]
    for vocabulary in VOCABULARIES:
        assert f"**{vocabulary.__name__}**" in text
        for member in vocabulary:
            word = f"`{member.value}`" if member.value else "(none)"
            assert f"| {word} | {member.definition} | {member.example} |" in text


def test_every_rule_on_close_acts_is_listed() -> None:
    """Each rule names the acts that it distinguishes."""
    assert cells("close_acts") == [
        [", ".join(f"`{act}`" for act in close.acts), close.rule]
        for close in CLOSE_ACTS
    ]


@pytest.mark.parametrize(
    ("name", "table"), [("cameo_codes", CAMEO), ("plover_codes", PLOVER)]
)
def test_every_code_has_its_record(name: str, table: dict[str, Meaning]) -> None:
    """It becomes a record with its act or form, or has a reason why not."""
    found = {row[0].strip("`"): row[1:] for row in cells(name)}
    assert list(found) == list(table)
    for code, (label, becomes) in found.items():
        meaning = table[code]
        assert label == meaning.label
        if meaning.record is None:
            assert becomes == f"– ({meaning.left_out})"
            continue
        record, *words = re.findall(r"\w[\w-]*", becomes.partition(":")[0])
        assert record == meaning.record
        assert words == [word for word in (meaning.act, meaning.form) if word]
        assert all(side in becomes for side in meaning.sides or ())


def test_the_numbers_of_the_page_are_those_of_the_tables() -> None:
    """The number of codes and acts is also written in words."""
    extra = {"1213", "1214"}
    assert f"CAMEO has {len(CAMEO.keys() - extra)} codes" in PAGE
    (acts,) = re.findall(r"four records, (\d+) acts", PAGE)
    assert int(acts) == len(VOCABULARIES[0])
