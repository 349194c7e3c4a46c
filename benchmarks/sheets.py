"""How long it takes to compile a sheet of 100 kB, and to write it again.

The sheet codes a text with as many sentences as statements. Each statement has a
quotation, a phrase of time and an anchor of first and last words. Then every tenth word
is misspelt, to time the search for the nearest. ``python benchmarks/sheets.py``.
"""

import time

from diplomacy_events import FormatError, write_sheet
from diplomacy_events.coding import compile

STATEMENTS = 370
SENTENCE = "“We will sign number {0},” Lind said on Friday, and added case {0} to it. "
RECORD = """
Statement said-{0}:
  gist: Lind will sign number {0}
  speakers: lind
  audience: CHN, USA
  act: announce
  topics: signing, case-{0}
  when: on Friday
  quotes: We will sign number {0},
  at: “We will sign number {0}, … added case {0} to it.
"""
TOP = """publisher: Herald
published: 2024-04-05
actors:
  lind: Person; Teo Lind; Lind
"""


def timed(what: str, text: str, sheet: str) -> None:
    """Compile a sheet and print how long it took."""
    start = time.perf_counter()
    try:
        found = f"{len(compile(sheet, text).records)} records"
    except FormatError as error:
        found = f"{len(error.faults)} faults"
    took = time.perf_counter() - start
    print(f"{what}: {len(sheet.encode()):,} bytes, {found}, {took:.2f} s")


def main() -> None:
    """Time a good sheet, a bad one, and writing."""
    numbers = range(1000, 1000 + STATEMENTS)
    text = "\n\n".join(SENTENCE.format(number).strip() for number in numbers)
    sheet = TOP + "".join(RECORD.format(number) for number in numbers)
    timed("good", text, sheet)
    timed("every quotation wrong", text, sheet.replace("quotes: We", "quotes: They"))
    timed("every tenth line broken", text, sheet.replace("9:\n  gist:", "9:\n  gist"))
    start = time.perf_counter()
    write_sheet(compile(sheet, text), text)
    print(f"compiled and written: {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()
