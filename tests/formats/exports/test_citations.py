"""CSL-JSON and BibTeX: sources that citation tools read and print."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from hypothesis import example, given
from hypothesis import strategies as st
from pybtex import format_from_string
from pybtex.database import parse_string

from diplomacy_events import Dataset, Source, load_article
from diplomacy_events.formats.exports import bibtex, csl_json
from diplomacy_events.strategies import sources

cited = st.lists(sources(), unique_by=lambda source: source.id, max_size=4).map(
    lambda found: Dataset(sources=found)
)
SCHEMA = Path(__file__).with_name("csl-data.json")
VALIDATOR = jsonschema.Draft7Validator(json.loads(SCHEMA.read_text("utf-8")))
NASTY = r"100% of A&B_#1 {open $5} ~ ^ \cmd }{ -- ``q'' ,, << >> ?` !` é😀ש | < > \""


def items(dataset: Dataset) -> list[dict[str, Any]]:
    """Return the sources of a dataset as CSL-JSON has them."""
    assert csl_json.FORMAT.dumps is not None
    found: list[dict[str, Any]] = json.loads(csl_json.FORMAT.dumps(dataset))
    return found


def entries(dataset: Dataset) -> Any:
    """Return the sources of a dataset as pybtex reads them."""
    assert bibtex.FORMAT.dumps is not None
    return parse_string(bibtex.FORMAT.dumps(dataset), "bibtex").entries


def printed(tex: str) -> str:
    """Return what TeX prints, of the commands that there are."""
    names = {"backslash": "\\", "braceleft": "{", "braceright": "}"}
    names |= {"asciitilde": "~", "asciicircum": "^"}
    pattern = r"\{\\text(\w+)\}|\\([%&_#$ ])|(\{\})|([{}\\%&_#$~^])"

    def one(match: re.Match[str]) -> str:
        assert not match[4], f"{match[4]} is bare in {tex!r}"
        return names[match[1]] if match[1] else match[2] or ""

    return re.sub(pattern, one, tex)


def spaced(text: str) -> str:
    """Return a text with each stretch of space as one, as pybtex reads it."""
    return " ".join(text.split())


@given(cited)
@example(load_article())
@example(Dataset(sources=[Source(id="a", publisher=NASTY, title=NASTY * 150)]))
def test_csl_json_says_all_that_is_cited(dataset: Dataset) -> None:
    """Every source is an item of the schema, with what it has and no more."""
    found = items(dataset)
    VALIDATOR.validate(found)
    assert [item["id"] for item in found] == list(dataset.sources.ids)
    for item, source in zip(found, dataset.sources, strict=True):
        assert item.get("title") == source.title
        assert item["container-title"] == source.publisher
        assert item.get("URL") == source.url
        assert item.get("language") == source.language
        day = source.published
        issued = day and {"date-parts": [[day.year, day.month, day.day]]}
        assert item.get("issued") == issued
        read = source.accessed
        accessed = read and {"date-parts": [[read.year, read.month, read.day]]}
        assert item.get("accessed") == accessed
        author = source.author and [{"literal": source.author}]
        assert item.get("author") == author
        assert item["type"] == "article-newspaper"
        assert None not in item.values()


def test_a_bibliography_is_rendered() -> None:
    """The sources are printed by citeproc-py from their CSL-JSON."""
    title = "A \N{LEFT DOUBLE QUOTATION MARK}summit\N{RIGHT DOUBLE QUOTATION MARK}"
    source = Source(
        id="a", publisher="The Times", title=title, url="https://example.org/?a=1&b=2"
    )
    dataset = Dataset(sources=[source, *load_article().sources])
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    library = CiteProcJSON(items(dataset))
    bibliography = CitationStylesBibliography(style, library, formatter.plain)
    for id in dataset.sources.ids:
        bibliography.register(Citation([CitationItem(id)]))
    lines = [str(line) for line in bibliography.bibliography()]
    assert len(lines) == 3
    assert any(title in line and "The Times" in line for line in lines)
    assert any("2023" in line and "The Moscow Times" in line for line in lines)


@given(cited)
@example(load_article())
@example(Dataset(sources=[Source(id="a", publisher=NASTY, title=NASTY * 150)]))
def test_bibtex_says_all_that_is_cited(dataset: Dataset) -> None:
    """Every source is an entry that pybtex reads, and TeX prints as it was."""
    found = entries(dataset)
    assert list(found) == list(dataset.sources.ids)
    for entry, source in zip(found.values(), dataset.sources, strict=True):
        fields = entry.fields
        expected = {"howpublished"}
        assert printed(fields["howpublished"]) == spaced(source.publisher)
        if source.title is not None:
            assert printed(fields["title"][1:-1]) == spaced(source.title)
            expected |= {"title"}
        if source.published is not None:
            day = source.published
            assert (fields["year"], fields["month"]) == (
                f"{day:%Y}".zfill(4),
                f"{day:%B}",
            )
            assert fields["date"] == day.isoformat()
            expected |= {"year", "month", "date"}
        expected |= {name for name in ("url", "language") if getattr(source, name)}
        assert fields.get("url") == source.url
        assert fields.get("language") == source.language
        assert set(fields) == expected
        (author,) = entry.persons.get("author", [None])
        assert (author is None) == (source.author is None)
        if source.author is not None:
            assert printed(str(author)[1:-1]) == spaced(source.author)


def test_a_bibliography_is_formatted() -> None:
    """Every entry is printed by pybtex, with or without title and day."""
    assert bibtex.FORMAT.dumps is not None
    nasty = Source(id="a", publisher="A & B", title="50% of {C}: X_1 #2 $3 Summit")
    dataset = Dataset(sources=[nasty, *load_article().sources])
    text = format_from_string(
        bibtex.FORMAT.dumps(dataset), "plain", output_backend="plaintext"
    )
    assert "A & B" in text
    assert "50% of" in text
    assert "Summit" in text
    assert "The Moscow Times, March 2023" in text


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("%&_#$", r"\%\&\_\#\$"),
        ("\\", r"{\textbackslash}"),
        ("{", r"{\textbraceleft}"),
        ("}", r"{\textbraceright}"),
        ("a~b^c", r"a{\textasciitilde}b{\textasciicircum}c"),
        ("a -- b --- c", "a -{}- b -{}-{}- c"),
        ("``a''", "`{}`a'{}'"),
        ("?`!`", "?{}`!{}`"),
        ("a   b", r"a \ \ b"),
        ("é — 😀 “x” ש", "é — 😀 “x” ש"),
    ],
)
def test_what_tex_would_take_otherwise_is_escaped(text: str, tex: str) -> None:
    """Each special character has its command, and Unicode is kept."""
    assert bibtex.FORMAT.dumps is not None
    dataset = Dataset(sources=[Source(id="a", publisher=text, title=text)])
    assert bibtex.FORMAT.dumps(dataset) == (
        f"@misc{{a,\n  title = {{{{{tex}}}}},\n  howpublished = {{{tex}}},\n}}\n"
    )


def test_an_address_cannot_end_an_entry() -> None:
    """What no address may hold is written as RFC 3986 has it."""
    source = Source(id="a", publisher="X", url="https://example.org/}%20{\\_~")
    found = entries(Dataset(sources=[source]))
    assert found["a"].fields["url"] == "https://example.org/%7D%20%7B%5C_~"


@pytest.mark.parametrize("format", [csl_json.FORMAT, bibtex.FORMAT])
def test_what_is_not_cited_is_listed(format: Any) -> None:
    """Omissions are everything but the sources, and the digests of their texts."""
    omitted = {str(omission) for omission in format.omitted(load_article())}
    assert "dataset.Source.sha256: a citation has no place for it (in 2)" in omitted
    assert "dataset.Allegation: a citation has no place for it (in 4)" in omitted
    assert "dataset.licence: a citation has no place for it" in omitted
    fields = {omission.field for omission in format.omitted(load_article())}
    assert {name for name in fields if name.startswith("Source")} == {
        "Source.length",
        "Source.sha256",
    }
    assert format.omitted(Dataset()) == ()
