"""The pictures of the README, drawn from the article that the tutorial codes.

``python docs/pictures.py`` writes them to ``docs/_static``; a test compares them with
what this script would write.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from diplomacy_events import Dataset, Record, SourceText, Statement
from diplomacy_events.coding import compile
from diplomacy_events.markup import Markup, tag
from diplomacy_events.views.measure import lines_of
from diplomacy_events.views.picture import EDGE, GAP, LETTERS, LINE, Picture, Sheet
from diplomacy_events.views.shapes import BLUE, INK, PAPER

__all__ = ["FOLDER", "pictures"]

HERE = Path(__file__).parent
FOLDER = HERE / "_static"
TUTORIAL = HERE / "tutorial" / "code-an-article.md"
RECORD = "river-diverted"
WIDTHS = {"": 720, "-narrow": 380}
"""The widths of the pictures in pixels; the second fits on a phone."""
VALUES = 150.0
"""The distance of values from the left edge of a card, in pixels."""
TITLE = "What one article reports, and when"
BLOCK = re.compile(r"^```(text|nestedtext)\n(.*?)^```", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^  (\w.{16}) ((?:.|\n {20})+)$", re.MULTILINE)
"""A label and its value in the text of a card."""
DARK = {INK: "#e6edf3", PAPER: "#0d1117", BLUE: "#58a6ff"}
"""The dark counterparts of the light colours."""


def pictures() -> dict[str, str]:
    """Return each picture as SVG by the name of its file, in each width and colour."""
    dataset, text = _coded()
    events = dataset.records.filter(_no_statement)
    drawn = {}
    for size, width in WIDTHS.items():
        drawn[f"card{size}"] = _card(dataset, text, width)
        drawn[f"timeline{size}"] = events.timeline(title=TITLE, width=width)
    made: dict[str, str] = {}
    for name, picture in drawn.items():
        light = picture.standalone
        dark = light
        for colour, other in DARK.items():
            dark = dark.replace(f'"{colour}"', f'"{other}"')
        made |= {f"{name}-light.svg": light, f"{name}-dark.svg": dark}
    return made


def _coded() -> tuple[Dataset, SourceText]:
    """Return the article of the tutorial, coded, and its text."""
    page = TUTORIAL.read_text(encoding="utf-8")
    blocks = dict(BLOCK.findall(page))
    dataset = compile(blocks["nestedtext"], blocks["text"])
    return dataset, SourceText(source=dataset.sources[0], text=blocks["text"])


def _no_statement(record: Record) -> bool:
    """Return whether a record is an event or an allegation."""
    return not isinstance(record, Statement)


def _card(dataset: Dataset, text: SourceText, width: int) -> Picture:
    """Return the card of a record as a picture, with its words in their context."""
    whole = dataset.card(RECORD, text).text
    rows, _, contexts = whole.partition("\n\n")
    gist, *_ = _paragraphs(rows)
    sheet = Sheet(f"Allegation: {gist}", width)
    sheet.y += GAP / 2
    for label, value in re.findall(
        r"^  (\w.{16}) ((?:.|\n {20})+)$", rows, re.MULTILINE
    ):
        _row(sheet, label.strip(), " ".join(value.split()))
    sheet.y += GAP / 2
    sheet.across(sheet.width - EDGE, "line")
    sheet.y += GAP
    for paragraph in re.split(r"\n(?! )", contexts):
        where, words = paragraph.split(":\n", 1)
        sheet.note(where)
        _marked(sheet, " ".join(words.split()))
    made = sheet.picture(f"The card of the record {RECORD}.", Markup(""))
    frame = tag(
        "rect",
        x=0.5,
        y=0.5,
        width=made.width - 1,
        height=made.height - 1,
        rx=6,
        fill="none",
        stroke=INK,
        stroke_opacity="0.35",
    )
    body = Markup(f"{made.body}{frame}")
    return Picture(
        title=made.title,
        body=body,
        height=made.height,
        description=made.description,
        table=made.table,
        width=made.width,
    )


def _paragraphs(rows: str) -> Iterator[str]:
    """Yield the gist at the top of a card."""
    yield " ".join(re.split(r"\n  (?=\w)", rows)[0].removeprefix("* ").split())


def _row(sheet: Sheet, label: str, value: str) -> None:
    """Write a label and its value."""
    sheet.write(label, EDGE, LETTERS, font_weight="bold")
    for line in lines_of(value, LETTERS, sheet.width - VALUES - EDGE, 4):
        sheet.write(line, VALUES, LETTERS)
        sheet.y += LINE


def _marked(sheet: Sheet, words: str) -> None:
    """Write words in their context, with a colour for those in brackets."""
    inside = False
    for line in lines_of(words, LETTERS, sheet.width - 4 * EDGE, 6):
        spans = []
        for part in re.split(r"([\[\]])", line):
            if part in "[]" and part:
                inside = part == "["
            elif part:
                looks = {"fill": BLUE, "text_decoration": "underline"}
                spans.append(tag("tspan", part, **(looks if inside else {"fill": INK})))
        place = {"x": 2 * EDGE, "y": sheet.y + LETTERS, "font_size": LETTERS}
        sheet.parts.append(tag("text", *spans, **place))
        sheet.y += LINE
    sheet.y += GAP / 2


if __name__ == "__main__":
    for file, picture in pictures().items():
        (FOLDER / file).write_text(picture, encoding="utf-8")
