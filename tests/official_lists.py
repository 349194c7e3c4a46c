"""Small lists in the shape of the Office of the Historian's; all of it invented."""

from pathlib import Path
from typing import Any

VISITS = """\
<?xml version="1.0" encoding="UTF-8"?>
<visits>
    <!-- No list of anybody. -->
    <visit>
        <id>1</id>
        <start-date>1991-02-03</start-date>
        <end-date>1991-02-05</end-date>
        <visitor>President Émile Novák</visitor>
        <from id="france">France</from>
        <description>State Visit. Private dinner afterward.</description>
    </visit>
    <visit><id>2</id><start-date>1991-03-01</start-date><end-date>1991-03-01</end-date>
        <visitor>Ann
            Other</visitor><from id="yemen">Yemen Arab Republic</from>
        <description>Official working visit.</description></visit>
    <visit note="a &gt; b, > c"><id>3</id><start-date>1991-03-02</start-date>
        <end-date>1991-03-04</end-date>
        <visitor>King Olav X and Queen Maud</visitor><from id="norway">Norway</from>
        <description>Private visit, then an official visit. 😀</description></visit>
</visits>
"""


def trip(number: int, **fields: str) -> str:
    """Return a trip, with these changes to its fields."""
    said = {
        "role": "president",
        "name": "Ada Poe",
        "start-date": "1995-05-06",
        "end-date": "1995-05-06",
        "country": "Canada",
        "locale": "Ottawa",
        "remarks": "Met with Prime Minister Doe.",
    } | {name.replace("_", "-"): value for name, value in fields.items()}
    nation = said["country"].lower()
    lines = [f"<id>{number}</id>"]
    lines += [
        f'<country id="{nation}">{value}</country>'
        if name == "country"
        else f"<{name}>{value}</{name}>"
        for name, value in said.items()
        if value
    ]
    return f'<trip role="{said["role"]}" who="poe-ada">{"".join(lines)}</trip>'


def trips(*rows: str) -> str:
    """Return a list of trips."""
    return "<trips>\n" + "\n".join(rows) + "\n</trips>\n"


def saved(path: Path, text: str) -> Path:
    """Write a text to a file, unchanged, and return the path."""
    path.write_bytes(text.encode())
    return path


def numbers(account: Any) -> tuple[int, int, int, int]:
    """Return how many rows were imported, merged, left out and faulty."""
    return account.taken, account.merged, account.left_out, account.faulty
