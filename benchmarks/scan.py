"""Questions to millions of rows in Parquet, compared with hand-written SQL.

    python benchmarks/scan.py [number of rows]

Each method runs in its own process, five times; the table gives the median time and
the peak memory of the process.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

PART = 1_000_000
MADE = """
COPY (
    SELECT
        'said-' || i AS id,
        strftime(day, '%Y-%m-%d') AS "when",
        NULL::VARCHAR AS when_phrase,
        NULL::DATE AS when_anchor,
        day AS earliest, day AS latest, day AS latest_begin, day AS earliest_end,
        'Somebody says something, number ' || i AS gist,
        ['topic-' || (i % 50)] AS topics,
        [{{'source': 'daily', 'start': NULL::BIGINT, 'end': NULL::BIGINT,
           'sha256': NULL::VARCHAR}}] AS evidence,
        ['actor-' || (i % 3000)] AS speakers,
        []::VARCHAR[] AS audience,
        ['agency-' || (i % 20)] AS via,
        'mixed' AS manner,
        CASE WHEN i % 3 = 0 THEN 'warn' ELSE 'comment' END AS act,
        ['we will answer in kind ' || (i % 1000)] AS quotes,
        []::VARCHAR[] AS mentions,
        []::VARCHAR[] AS silent_on,
        'somebody says something, number ' || i AS gist_folded,
        'we will answer in kind ' || (i % 1000) AS quotes_folded
    FROM (
        SELECT i, (DATE '1990-01-01' + ((hash(i) // 7) % 12000)::INTEGER)::DATE AS day
        FROM range({first}, {last}) AS numbers(i)
    )
) TO '{path}' (FORMAT parquet, COMPRESSION zstd)
"""
QUESTIONS = {
    "actor and month": (
        "field.speakers.has('actor-7') & field.when.overlaps('2003-03')",
        """list_contains(speakers, 'actor-7')
        AND earliest <= DATE '2003-03-31' AND latest >= DATE '2003-03-01'""",
    ),
    "words, not warned": (
        "field.quotes.contains('kind 77') & ~(field.act == 'warn')",
        "contains(quotes_folded, 'kind 77') AND act <> 'warn'",
    ),
    "definitely in a year": (
        "field.when.within('2003-01-01/2003-12-31', certainty='definite')",
        "earliest >= DATE '2003-01-01' AND latest <= DATE '2003-12-31'",
    ),
}
WAY = """
import json, re, statistics, sys, time
way, folder, asked = sys.argv[1:]
times = []
if way == "SQL":
    import duckdb
    connection = duckdb.connect()
    def count():
        query = f"SELECT count(*) FROM '{folder}/statements/*.parquet' WHERE {asked}"
        return connection.sql(query).fetchall()[0][0]
else:
    from diplomacy_events import field, scan
    statements = scan(folder, engine=way).statements
    question = eval(asked)
    def count():
        return statements.filter(question).count()
for _ in range(5):
    begin = time.perf_counter()
    found = count()
    times.append(time.perf_counter() - begin)
status = open("/proc/self/status").read()
peak = int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) / 1024
print(json.dumps([found, statistics.median(times), peak]))
"""


def made(folder: Path, rows: int) -> None:
    """Write statements into parts of a million rows."""
    parts = folder / "statements"
    parts.mkdir()
    connection = duckdb.connect()
    for first in range(0, rows, PART):
        path = parts / f"part-{first // PART:03}.parquet"
        last = min(first + PART, rows)
        connection.execute(MADE.format(first=first, last=last, path=path))


def main(rows: int = 20_000_000) -> None:
    """Print a table of times and peak memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        begin = time.perf_counter()
        made(folder, rows)
        size = sum(part.stat().st_size for part in folder.rglob("*.parquet")) / 2**20
        took = time.perf_counter() - begin
        print(f"{rows} rows, {size:.0f} MiB of Parquet, written in {took:.0f} s")
        for label, (question, sql) in QUESTIONS.items():
            base = 0.0
            for way in ("SQL", "duckdb", "polars"):
                asked = sql if way == "SQL" else question
                run = subprocess.run(
                    [sys.executable, "-c", WAY, way, name, asked],
                    check=True,
                    stdout=subprocess.PIPE,
                    text=True,
                )
                found, seconds, peak = json.loads(run.stdout)
                base = base or seconds
                print(
                    f"{label:22}{way:8}{found:>10} found{seconds:>8.2f} s"
                    f"{seconds / base:>6.2f} x{peak:>8.0f} MiB"
                )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
