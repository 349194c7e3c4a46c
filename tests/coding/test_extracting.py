"""Texts from files: their contents, their metadata, and oddities."""

from datetime import date
from pathlib import Path

import pytest
import trafilatura
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diplomacy_events import (
    DiplomacyEventsError,
    FieldTypeError,
    FormatError,
    UnknownNameError,
)
from diplomacy_events.coding import extract
from diplomacy_events.coding.extracting import _declared_encoding, _read_by_others

WORDS = "Lind puts off her trip\n\n“We regret it,” she said.\n"
PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head>{meta}<title>Lind puts off her trip | The Estuary</title>
<meta property="og:title" content="Lind puts off
 her trip"><meta property="og:site_name" content="The Estuary">
<meta name="author" content="Oda Falk">
<meta property="article:published_time" content="2024-03-14T08:00:00Z">
<link rel="canonical" href="https://estuary.example/lind"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Lind puts off her trip</h1>
<p>President Maren Lind has put off her trip to Belmoria, her office said.</p>
<p>“We regret it,” said her spokesman, Tobias Reck, who spoke to reporters for an hour,
and who drank a {cafe} with them in the capital of the country before he left.</p>
</article><footer>© The Estuary. Cookies.</footer></body></html>
"""


def saved(folder: Path, name: str, data: str | bytes) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def page(meta: str = "", cafe: str = "café") -> str:
    """Return a web page."""
    return PAGE.format(meta=meta, cafe=cafe)


PAPER, FONT = "/MediaBox[0 0 600 800]", "/Font<</F1 5 0 R>>"


def pdf(words: str, *, about: str = "", catalog: str = "") -> bytes:
    """Return a PDF of one page, written by hand (ISO 32000-1, section 7.5)."""
    stream = f"BT /F1 12 Tf 72 700 Td ({words}) Tj ET" if words else ""
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R{PAPER}/Contents 4 0 R/Resources<<{FONT}>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<<{about}>>",
    ]
    whole = "%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(whole))
        whole += f"{number} 0 obj{one}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(whole)
    count = len(objects) + 1
    whole += f"xref\n0 {count}\n0000000000 65535 f \n{table}"
    whole += (
        f"trailer<</Size {count}/Root 1 0 R/Info 6 0 R>>\nstartxref\n{start}\n%%EOF"
    )
    return whole.encode()


def test_a_text_file_is_read_as_it_stands(tmp_path: Path) -> None:
    """Every character is kept, and nothing is reported if nothing is odd."""
    found = extract(saved(tmp_path, "a.txt", WORDS))
    assert found.text == WORDS
    assert (found.encoding, found.notes) == ("utf-8", ())
    assert (found.title, found.publisher, found.published) == (None, None, None)
    text = found.source_text(id="a", publisher="The Estuary")
    assert (text.text, text.source.publisher) == (WORDS, "The Estuary")


@pytest.mark.parametrize(
    ("words", "note"),
    [
        (f"\ufeff{WORDS}", "it begins with a byte order mark; the mark stays"),
        ("One\r\nTwo\n", "1 of its 2 lines end in CR LF"),
        ("One\rTwo\r\n", "it contains 1 carriage return without a line feed"),
        ("cafe\u0301", "it is not in Unicode normalization form C; it is left"),
    ],
)
def test_what_is_odd_is_reported_and_kept(
    tmp_path: Path, words: str, note: str
) -> None:
    """Marks, line ends and forms of Unicode stay unchanged."""
    found = extract(saved(tmp_path, "a.txt", words))
    assert found.text == words
    assert any(one.startswith(note) for one in found.notes)


def test_encodings_are_named(tmp_path: Path) -> None:
    """An encoding other than UTF-8 must be named; the error lists the choices."""
    path = saved(tmp_path, "a.txt", WORDS.encode("utf-16"))
    with pytest.raises(FormatError, match="its byte order mark means utf-16"):
        extract(path)
    longer = saved(tmp_path, "c.txt", WORDS.encode("utf-32"))
    with pytest.raises(FormatError, match="its byte order mark means utf-32"):
        extract(longer)
    found = extract(path, encoding="utf-16")
    assert (found.text, found.encoding) == (WORDS, "utf-16")
    with pytest.raises(FormatError, match=r"byte 3: expected utf-8, got b'\\xe9'"):
        extract(saved(tmp_path, "b.txt", b"caf\xe9"))
    # Some codecs do not tell where the fault is.
    with pytest.raises(FormatError, match="byte 0: expected punycode, got b'a'"):
        extract(saved(tmp_path, "d.txt", b"a..b"), encoding="punycode")
    for name in ("utf-9", "hex", "a\0b"):
        with pytest.raises(UnknownNameError, match="unknown encoding"):
            extract(path, encoding=name)


def test_a_page_gives_its_article_and_what_it_says(tmp_path: Path) -> None:
    """The rest of the page is dropped; title, day, publisher and others are kept."""
    found = extract(saved(tmp_path, "a.HTML", page()))
    assert "“We regret it,” said her spokesman, Tobias Reck" in found.text
    assert "Home" not in found.text
    assert "Cookies" not in found.text
    assert found.title == "Lind puts off her trip"
    assert found.published == date(2024, 3, 14)
    assert (found.publisher, found.author) == ("The Estuary", "Oda Falk")
    assert (found.language, found.encoding) == ("en-GB", "utf-8")
    assert found.url == "https://estuary.example/lind"
    source = found.source_text(id="a", title="Another").source
    assert (source.title, source.url) == ("Another", found.url)
    source = found.source_text(id="a").source
    for name in ("publisher", "title", "author", "published", "language", "url"):
        assert getattr(source, name) == getattr(found, name), name


@pytest.mark.parametrize(
    ("meta", "encoding", "used"),
    [
        ('<meta charset="iso-8859-1">', "cp1252", "cp1252"),
        ("<meta http-equiv=x content='text/html; charset=koi8-r'>", "koi8-r", "koi8-r"),
        *[
            (f'<META name="x" CharSet = {name}>', "cp1252", "cp1252")
            for name in ("ASCII", "us-ascii", "latin1", "latin-1")
        ],
        ("", "utf-8", "utf-8"),
        ("", "utf-8-sig", "utf-8-sig"),
        ("", "utf-16", "utf-16"),
        ("", "utf-32", "utf-32"),
    ],
)
def test_a_page_says_how_it_is_written(
    tmp_path: Path, meta: str, encoding: str, used: str
) -> None:
    """A byte order mark or the rules of browsers give the encoding."""
    whole = page(meta, cafe="kaffe").replace("“", "'").replace("”", "'")
    data = whole.replace("©", "").encode(encoding)
    found = extract(saved(tmp_path, "a.htm", data))
    assert found.encoding == used
    assert "who drank a kaffe with them" in found.text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
        (b"\xff\xfe\0\0", "utf-32"),
        (b"\0\0\xfe\xff", "utf-32"),
    ],
)
def test_each_byte_order_mark_means_its_encoding(mark: bytes, encoding: str) -> None:
    """The mark of UTF-32 may begin like that of UTF-16."""
    assert _declared_encoding(mark) == encoding


def test_the_declaration_of_an_encoding_stands_near_the_start() -> None:
    """Further down, it is ordinary text."""
    declared = b"<meta charset=koi8-r"
    before = b" " * (4096 - len(declared))
    assert _declared_encoding(before + declared) == "koi8-r"
    assert _declared_encoding(before + b" " + declared) == "koi8-"


def test_a_page_keeps_its_form_of_unicode(tmp_path: Path) -> None:
    """The extractor does not compose it, and the note says so."""
    found = extract(saved(tmp_path, "a.html", page(cafe="cafe\u0301")))
    assert "cafe\u0301" in found.text
    assert found.notes == (
        "it is not in Unicode normalization form C; it is left unchanged",
    )


def test_a_page_has_the_day_on_which_it_first_appeared(tmp_path: Path) -> None:
    """A day of its last change, or a day in its text, is not that day."""
    changed = '<meta property="article:modified_time" content="2024-05-01T08:00:00Z">'
    found = extract(saved(tmp_path, "a.html", page(changed)))
    assert found.published == date(2024, 3, 14)
    words = "Lind said no to all of it on Thursday. On 14 March 2019 she had agreed."
    found = extract(saved(tmp_path, "b.html", f"<html><body><p>{words}</p></body>"))
    assert (found.text, found.published) == (words, None)


def test_readers_comments_are_not_text(tmp_path: Path) -> None:
    """An article may be shorter than what they write below it."""
    said = "The minister said that the talks would go on, however long they take."
    remark = "<p>I have never heard anything so foolish from a minister.</p>"
    page = f"<html><body><article><p>{said}</p>{{}}</article></body></html>"
    below = f'<div id="comments">{3 * remark}</div>'
    assert extract(saved(tmp_path, "a.html", page.format(below))).text == said


def test_the_encoding_of_a_page_can_be_given(tmp_path: Path) -> None:
    """It replaces what the page declares."""
    data = page('<meta charset="koi8-r">', cafe="kaffe").encode("utf-16")
    path = saved(tmp_path, "a.html", data)
    assert extract(path, encoding="utf-16-le").encoding == "utf-16-le"


def test_a_page_in_which_no_text_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its metadata are still read."""
    found = trafilatura.settings.Document()
    monkeypatch.setattr(trafilatura, "bare_extraction", lambda *_, **__: found)
    with pytest.raises(FormatError, match="expected text, got none"):
        extract(saved(tmp_path, "a.html", page()))


def test_a_page_that_says_little(tmp_path: Path) -> None:
    """Missing metadata are not invented, and invalid values are left out."""
    words = "Lind said no to all of it on Thursday, her office told the reporters."
    bare = f"<html lang='x'><body><p>{words}</p></body></html>"
    found = extract(saved(tmp_path, "a.html", bare))
    assert found.text == words
    assert (found.title, found.published, found.language) == (None, None, None)
    assert (found.publisher, found.author, found.url) == (None, None, None)
    silent = saved(tmp_path, "d.html", f"<html><body><p>{words}</p></body></html>")
    assert extract(silent).language is None
    with pytest.raises(FieldTypeError, match="does not name its publisher"):
        found.source_text(id="a")
    with pytest.raises(FormatError, match="expected text, got none"):
        extract(saved(tmp_path, "b.html", ""))
    with pytest.raises(FormatError, match=r"expected text, got none$"):
        extract(saved(tmp_path, "c.txt", " \n"))


def test_a_pdf_gives_its_pages(tmp_path: Path) -> None:
    """Title, author and language are read, if the PDF has them."""
    about = "/Title(Lind puts off)/Author(Oda Falk)"
    made = pdf("Lind said no.", about=about, catalog="/Lang(en-GB)")
    found = extract(saved(tmp_path, "a.pdf", made))
    assert found.text == "Lind said no."
    assert (found.title, found.author) == ("Lind puts off", "Oda Falk")
    assert (found.language, found.published, found.encoding) == ("en-GB", None, None)
    bare = extract(saved(tmp_path, "b.pdf", pdf("Lind said no.")))
    assert (bare.title, bare.author, bare.language) == (None, None, None)
    silent = saved(tmp_path, "c.pdf", pdf("Lind said no.").replace(b"/Info 6 0 R", b""))
    assert (extract(silent).text, extract(silent).title) == ("Lind said no.", None)


def test_ligatures_of_a_pdf_are_letters(tmp_path: Path) -> None:
    """Its font has one sign for both; a note says so."""
    made = pdf(r"The \256rst o\256cial said no.")
    found = extract(saved(tmp_path, "a.pdf", made))
    assert found.text == "The first oficial said no."
    assert found.notes == (
        "2 ligatures of its font, such as fi, are written as letters",
    )
    one = extract(saved(tmp_path, "b.pdf", pdf(r"The \256rst said no.")))
    assert one.notes == ("1 ligature of its font, such as fi, is written as letters",)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("one\x1c o\x1bce", "2 control characters, the first of them U+001C"),
        ("o\x80ce", "1 control character, the first of them U+0080"),
        *[
            (f"o{mark}ce", f"1 control character, the first of them U+{ord(mark):04X}")
            for mark in "\x00\x08\x0e\x1f\x7f\x84\x86\x9f"
        ],
    ],
)
def test_control_characters_are_reported(tmp_path: Path, words: str, told: str) -> None:
    """A PDF whose font does not name its letters has them in their place."""
    found = extract(saved(tmp_path, "a.txt", words))
    assert found.text == words
    assert found.notes == (f"it contains {told}; letters there may be lost",)


@pytest.mark.parametrize("mark", ["\t", "\n", "\x0b", "\x0c", "\x85", " ", "\xa0", "~"])
def test_white_space_is_no_control_character(tmp_path: Path, mark: str) -> None:
    """Tabs and ends of lines and pages are ordinary."""
    assert extract(saved(tmp_path, "a.txt", f"one{mark}two")).notes == ()
    (note,) = extract(saved(tmp_path, "b.txt", f"one{mark}two\r")).notes
    assert note == "it contains 1 carriage return without a line feed"


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["One line.", "And another."], "2 paragraphs"),
        (["One line", "that runs on."], "1 paragraph"),
        (["One line.", " ", "And another."], ""),
        (["One line."], ""),
    ],
)
def test_a_pdf_that_does_not_mark_paragraphs_is_reported(
    tmp_path: Path, lines: list[str], count: str
) -> None:
    """A note says so, unless it has blank lines or only one line."""
    found = extract(saved(tmp_path, "a.pdf", pdf(") Tj 0 -14 Td (".join(lines))))
    assert [one.strip() for one in found.text.split("\n")] == [
        one.strip() for one in lines
    ]
    told = (
        "a PDF does not say where a paragraph ends, and this text is taken as "
        f"{count}: put blank lines between paragraphs in the saved text before you "
        "code it"
    )
    assert found.notes == ((told,) if count else ())


def test_what_is_no_pdf_is_refused(tmp_path: Path) -> None:
    """It may be broken, lack text, or be given an encoding."""
    with pytest.raises(FormatError, match="not a PDF"):
        extract(saved(tmp_path, "a.pdf", b"%PDF-1.4 and no more"))
    with pytest.raises(FormatError, match="may contain only pictures of its pages"):
        extract(saved(tmp_path, "b.pdf", pdf("")))
    with pytest.raises(FormatError, match="an encoding cannot be given"):
        extract(saved(tmp_path, "c.pdf", pdf("No")), encoding="utf-8")


@pytest.mark.parametrize(
    ("error", "problem"),
    [(ValueError("no head"), "no head"), (KeyError(), "KeyError")],
)
def test_an_error_of_a_library_becomes_ours(error: Exception, problem: str) -> None:
    """The message is that of the error, or else its name."""
    with (
        pytest.raises(FormatError, match="not a PDF") as caught,
        _read_by_others(Path("a.pdf"), "not a PDF"),
    ):
        raise error
    assert [str(fault) for fault in caught.value.faults] == [f"$: {problem}"]


def test_what_is_no_file_of_text_is_refused(tmp_path: Path) -> None:
    """An unknown suffix, a value that is not a path and a missing file all fail."""
    with pytest.raises(
        UnknownNameError, match=r"known suffixes: .txt, .html, .htm, .pdf"
    ):
        extract(saved(tmp_path, "a.docx", "x"))
    with pytest.raises(FieldTypeError, match="path: expected str"):
        extract(5)  # type: ignore[arg-type]  # on purpose
    with pytest.raises(FileNotFoundError):
        extract(tmp_path / "none.txt")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.sampled_from([".txt", ".html", ".pdf"]))
def test_any_bytes_are_a_text_or_our_error(
    tmp_path: Path, data: bytes, suffix: str
) -> None:
    """Whatever a file contains, no error of a library escapes."""
    for start in (b"", b"%PDF-1.4\n", b"<html><body><p>"):
        path = saved(tmp_path, f"a{suffix}", start + data)
        try:
            assert extract(path).text
        except DiplomacyEventsError:
            continue
