"""Small tables in the shape of machine-coded event data; all of it invented."""

from itertools import count
from typing import Any

NUMBERS = count(100_000_001)
COLUMNS = (
    *("id", "day", "month", "year", "fraction"),
    *("code1", "name1", "country1", "group1", "ethnic1", "faith1", "creed1"),
    *("type1", "kind1", "sort1"),
    *("code2", "name2", "country2", "group2", "ethnic2", "faith2", "creed2"),
    *("type2", "kind2", "sort2"),
    *("root_event", "code", "base", "root", "quad", "goldstein"),
    *("mentions", "sources", "articles", "tone"),
)
PLACES = {57: 21, 58: 21, 61: 24}


def event(width: int = 61, **fields: Any) -> str:
    """Return a row of GDELT: the United States condemn China in an article.

    Args:
        width: the number of its fields: 57, 58 or 61.
        **fields: values that replace the usual ones.
    """
    code = str(fields.get("code", "111"))
    said: dict[str, Any] = {
        "id": next(NUMBERS),
        "day": "20170101",
        "added": "20170101073000" if width == 61 else "20170101",
        "url": "https://news.example.org/a",
        "code1": "USA",
        "code2": "CHN",
        "base": code[:3],
        "root": code[:2],
        "code": code,
        "fraction": "2017.0027",
        "month": "201701",
        "year": "2017",
    }
    said |= {
        f"country{n}": str(fields.get(f"code{n}", said[f"code{n}"]))[:3] for n in (1, 2)
    }
    said |= fields
    values = [str(said.get(name, "")) for name in COLUMNS]
    values += [""] * (PLACES[width])
    values.append(str(said["added"]))
    if width > 57:
        values.append(str(said["url"]))
    assert len(values) == width
    return "\t".join(values)


def mention(event_id: Any, **fields: Any) -> str:
    """Return a row of a GDELT mentions table."""
    said = {
        "type": "1",
        "publisher": "example.com",
        "named": "https://www.example.com/b",
        "confidence": "40",
    } | fields
    values = [str(event_id), "20170101073000", "20170101080000", said["type"]]
    values += [said["publisher"], said["named"], "3", "-1", "55", "60", "1"]
    return "\t".join([*values, said["confidence"], "2500", "-2.5", "", ""])


def table(*rows: str) -> str:
    """Return rows as a file."""
    return "".join(f"{row}\n" for row in rows)
