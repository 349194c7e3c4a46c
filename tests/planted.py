"""A good sheet, its text, and functions to compile them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from diplomacy_events import Dataset, Fault, FormatError
from diplomacy_events.coding import compile

__all__ = ["ARTICLES", "DENIAL", "SHEET", "TEXT", "compiled", "faults", "told"]

ARTICLES = Path(__file__).parent / "articles"

TEXT = """\
Arvandia will not come, its office said on Friday.

“We regret it, and our invitation stands,” Lind said. “We regret it,” Reck repeated.

Belmoria has blamed Arvandia for the collision on Wednesday. Arvandia rejects it.

Lind will visit Belmoria next week, and spoke of a “new era” for both.
"""

SHEET = """\
text: article.txt
publisher: The Estuary
published: 2024-04-05

actors:
  arvandia: State; Arvandia
  belmoria: State; Belmoria
  lind: Person, Prime Minister of belmoria; Teo Lind; Lind
  office: Organization of arvandia; Office of the President

Statement not-coming:
  gist: Arvandia will not come
  speakers: office
  act: refuse
  when: on Friday
  topics: visit, talks
  at: Arvandia will not … on Friday.

Statement lind-regrets:
  gist: Lind regrets it
  speakers: lind
  act: invite
  quotes: We regret it, and

Statement belmoria-accuses:
  gist: Belmoria blames Arvandia
  speakers: belmoria
  act: accuse
  mentions: arvandia
  at: Belmoria has blamed … on Wednesday.

StateVisit lind-visits:
  gist: Lind is to come
  visitors: lind
  hosts: arvandia
  status: planned
  when: next week (ahead)
  at: Lind will visit Belmoria next week

Allegation collision:
  gist: Belmoria accuses, Arvandia denies
  accusers: belmoria
  accused: arvandia
  conduct: causing a collision
  basis: belmoria-accuses
  responses:
    denial by arvandia:
      at: Arvandia rejects it.
"""
DENIAL = """\
publisher: The Estuary
published: 2024-04-05
actors:
  a: State; A
Statement s:
  gist: x
  speakers: a
  act: deny
"""
"""The shortest sheet."""


def compiled(*changes: tuple[str, str]) -> Dataset:
    """Return the dataset of the good sheet, after replacing some words."""
    return compile(changed(*changes), TEXT)


def changed(*changes: tuple[str, str]) -> str:
    """Return the good sheet, after replacing some words."""
    sheet = SHEET
    for old, new in changes:
        assert sheet.count(old) == 1, old
        sheet = sheet.replace(old, new)
    return sheet


def faults(sheet: str | Mapping[str, Any], text: str = TEXT) -> tuple[Fault, ...]:
    """Return the faults of a sheet that is not valid."""
    with pytest.raises(FormatError) as caught:
        compile(sheet, text)
    return caught.value.faults


def told(*changes: tuple[str, str]) -> list[str]:
    """Return the faults of the good sheet after some changes, as text."""
    return [str(fault) for fault in faults(changed(*changes))]
