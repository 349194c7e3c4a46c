"""Pictures as files."""

import re
import struct
import zlib
from functools import partial
from html import unescape
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import cairosvg
import html5lib
import numpy as np
import pytest
import resvg_py
from hypothesis import given, settings
from PIL import Image
from svglib.svglib import svg2rlg

from diplomacy_events import (
    Dataset,
    MissingExtraError,
    UnknownNameError,
    load_article,
)
from diplomacy_events.strategies import datasets
from diplomacy_events.views.picture import Picture
from diplomacy_events.views.png import png
from diplomacy_events.views.shapes import ALONE, BLUE, FONTS, INK, shape, standalone

SVG = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'>"
    f"<g fill='#000' font-family='{FONTS}'>{{}}</g></svg>"
)


def size(data: bytes) -> tuple[int, int]:
    """Return the width and height of a PNG after checking each of its chunks."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    place, kinds = 8, []
    while place < len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        chunk = data[place + 4 : place + 8 + length]
        (check,) = struct.unpack(">I", data[place + 8 + length : place + 12 + length])
        assert check == zlib.crc32(chunk)
        kinds.append(kind)
        place += 12 + length
    assert (kinds[0], kinds[-1]) == (b"IHDR", b"IEND")
    wide, high = struct.unpack(">II", data[16:24])
    return int(wide), int(high)


def test_svg_is_saved(tmp_path: Path) -> None:
    """The file is the picture in its own colours, without the table."""
    picture = load_article().timeline()
    picture.save(tmp_path / "x.svg")
    text = (tmp_path / "x.svg").read_text("utf-8")
    assert text == picture.standalone
    assert ElementTree.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"


def test_html_is_saved(tmp_path: Path) -> None:
    """The file is a whole page with its title, language, picture and table."""
    load_article().matrix().save(str(tmp_path / "x.HTML"))
    data = (tmp_path / "x.HTML").read_bytes()
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(data)
    assert page.get("lang") == "en"
    assert page.findtext("head/title") == "Who speaks of, to or against whom"
    assert page.findtext(".//h1/bdi") == "Who speaks of, to or against whom"
    assert page.find(".//table") is not None
    assert "20–22 March" in load_article().timeline().html


def test_png_is_saved(tmp_path: Path) -> None:
    """The file is an image of double size, with its words in it."""
    picture = load_article().timeline()
    picture.save(tmp_path / "x.png")
    data = (tmp_path / "x.png").read_bytes()
    assert size(data) == (1440, round(2 * picture.height))
    wordless = re.sub("<text.*?</text>", "", picture.standalone)
    assert len(data) > 2 * len(png(wordless))


PICTURES = [
    load_article().timeline(),
    load_article().matrix(),
    load_article().records.count_by("month", "type").picture(),
]


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.title)
def test_a_file_has_plain_colours_and_attributes(picture: Picture) -> None:
    """It uses no style sheet, variable or host colour, which few programs support."""
    text = picture.standalone
    for word in ("<style", "var(", "currentColor", "class="):
        assert word not in text
        assert word in picture.svg
    assert {INK, BLUE} <= set(re.findall("#[0-9a-f]{6}", text))
    shapes = re.compile("<(rect|line|path|circle|polygon)( [^>]*)?>")
    for _, attributes in shapes.findall(text):
        assert "fill=" in attributes or "stroke=" in attributes


def shares(data: bytes) -> list[float]:
    """Return which shares of an image are paper, blue and dark."""
    image = np.asarray(Image.open(BytesIO(data)).convert("RGB")).astype(int)
    red, green, blue = image[..., 0], image[..., 1], image[..., 2]
    paper = image.min(axis=2) > 240
    bluish = (blue > green) & (green > red + 40)
    dark = image.max(axis=2) < 120
    return [float(kind.mean()) for kind in (paper, bluish, dark)]


@pytest.mark.untraced
@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.title)
def test_cairo_draws_what_browsers_draw(picture: Picture) -> None:
    """Both have mostly paper, some blue, and dark words in the same places."""
    cairo = shares(cairosvg.svg2png(bytestring=picture.standalone.encode()))
    resvg = shares(bytes(resvg_py.svg_to_bytes(svg_string=picture.standalone, zoom=1)))
    for one, other in zip(cairo, resvg, strict=True):
        assert one == pytest.approx(other, rel=0.5, abs=0.002)
        assert min(one, other) > 0


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.title)
def test_reportlab_draws_every_word(picture: Picture) -> None:
    """The words are in order, and only in our colours."""
    drawing = svg2rlg(BytesIO(picture.standalone.encode()))
    flat: list[Any] = [drawing]
    words, colours = [], set()
    while flat:
        node = flat.pop(0)
        flat[:0] = getattr(node, "contents", [])
        if hasattr(node, "text"):
            words.append(node.text)
        if getattr(node, "fillColor", None) is not None:
            colours.add(node.fillColor.hexval())
    due = re.findall("<text[^>]*>([^<]*)</text>", picture.standalone)
    assert words == [unescape(text) for text in due]
    assert colours <= {f"0x{colour[1:]}" for colour in (INK, BLUE, "#ffffff")}


def test_every_kind_of_shape_needs_no_host() -> None:
    """Each shape draws something without a host."""
    for kind in ALONE:
        assert ALONE[kind]
        drawn = standalone(shape("rect", kind, x=1.0))
        assert drawn.startswith("<rect ")
        assert "class" not in drawn
    assert 'stroke-dasharray="3 1.5"' in standalone(shape("path", "dashed", d="M0 0"))
    assert 'stroke-dasharray="4 2.5"' in standalone(shape("rect", "dashed", x=0.0))


def test_pdf_is_saved(tmp_path: Path) -> None:
    """The file is one page of the size of the picture."""
    picture = PICTURES[0]
    picture.save(tmp_path / "x.pdf")
    data = (tmp_path / "x.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", data)) == 1
    assert b"/MediaBox [ 0 0 540 " in data


def test_pdf_without_cairo_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the missing system library."""

    def missing(*_: object, **__: object) -> None:
        raise OSError("no library called cairo was found")

    monkeypatch.setattr("diplomacy_events.views.pdf.import_extra", missing)
    with pytest.raises(MissingExtraError, match="needs the library cairo") as caught:
        PICTURES[0].save("never.pdf")
    assert caught.value.extra == "pictures"


# An image has two million pixels, and takes as long to draw as ten datasets.
@settings(max_examples=10)
@given(datasets())
def test_any_picture_is_an_image(whole: Dataset) -> None:
    """Any picture can be saved as PNG."""
    for picture in (whole.timeline(), whole.matrix()):
        assert size(png(picture.standalone))[0] == 1440


def test_signs_of_direction_are_not_drawn() -> None:
    """An image obeys the characters that set direction, and draws no boxes for them."""
    around = "<text y='15'>\u2068{}\u2069</text>"
    bare = png(SVG.format("<text y='15'>ab</text>"))
    assert png(SVG.format(around.format("ab"))) == bare
    letter = png(SVG.format("<text y='15'>وز</text>"))
    assert png(SVG.format(around.format("وز"))) == letter
    assert png(SVG.format(around.format("وز!"))) != png(
        SVG.format("<text y='15'>وز!</text>")
    )


def test_words_are_drawn_in_colours() -> None:
    """Text and shapes are visible, and a change of colour changes the image."""
    texts = [
        SVG.format(""),
        SVG.format("<text y='15'>word</text>"),
        SVG.format("<text y='15'>other</text>"),
        SVG.replace("#000", "#f00").format("<text y='15'>word</text>"),
    ]
    images = [png(text) for text in texts]
    assert len(set(images)) == len(images)
    assert {size(image) for image in images} == {(80, 40)}
    assert all(one != other for one, other in pairwise(images))


def test_an_unknown_suffix_is_refused(tmp_path: Path) -> None:
    """The error lists the known suffixes, and no file is written."""
    picture = load_article().timeline()
    for name in ("x.gif", "x", ".svg"):
        with pytest.raises(
            UnknownNameError, match=r"must be one of \.svg, \.html, \.png, \.pdf"
        ):
            picture.save(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_an_image_without_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a system without fonts, the words would be missing."""
    fontless = partial(resvg_py.svg_to_bytes, skip_system_fonts=True)
    monkeypatch.setattr(resvg_py, "svg_to_bytes", fontless)
    with pytest.raises(MissingExtraError, match="needs a font") as caught:
        png(SVG.format("<text>word</text>"))
    assert caught.value.name == "fonts"


def test_a_failed_drawing_leaves_the_old_file(tmp_path: Path) -> None:
    """A file is replaced as a whole or not at all."""
    file = tmp_path / "x.svg"
    file.write_text("old")
    with pytest.raises(FileNotFoundError):
        load_article().timeline().save(tmp_path / "missing" / "x.svg")
    assert file.read_text() == "old"
    load_article().timeline().save(file)
    assert file.read_text("utf-8").startswith("<svg")
    assert [path.name for path in tmp_path.iterdir()] == ["x.svg"]
