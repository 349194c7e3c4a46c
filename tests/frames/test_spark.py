"""Spark: the same answers as in memory. Needs Java and the extra ``spark``."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pyarrow.parquet as pq
import pytest

from diplomacy_events import Period, Source, field, load_article, scan
from diplomacy_events.arrow import table
from diplomacy_events.model.record_kinds import RECORD_KINDS

sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed"),
    # pyspark leaves sockets to the garbage collector, and calls deprecated functions.
    pytest.mark.filterwarnings("ignore"),
]

ARTICLE = load_article()
COLLECTIONS = [kind.plural for kind in RECORD_KINDS]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """Start a session on this machine only."""
    session = (
        sql.SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "1")
        # A better compiler does not pay off in so short a session.
        .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a folder of tables."""
    path = tmp_path_factory.mktemp("article")
    for name in COLLECTIONS:
        records = getattr(ARTICLE, name)
        arrow = table(tuple(records), records.kinds, folded=True)
        pq.write_table(arrow, path / f"{name}.parquet")
    return path


OLD = attrs.evolve(
    ARTICLE,
    records=[
        attrs.evolve(
            ARTICLE.visits[0],
            id=f"visit-{number}",
            when=Period.from_edtf(text),
            superseded=(),
            basis=(),
        )
        for number, text in enumerate(
            ("0476-09-04", "0476", "[..0999-12-31]", "0012-01-01/..", "2023-03-20")
        )
    ],
).visits


def spark_frame(spark: Any, arrow: Any) -> Any:
    """Return a table as a frame of Spark."""
    return spark.createDataFrame(arrow)


def old(spark: Any) -> Any:
    """Return visits in ancient times as a frame of Spark."""
    return spark_frame(spark, table(tuple(OLD), OLD.kinds, folded=True))


@pytest.mark.untraced
@pytest.mark.parametrize(
    "question",
    [
        field.speakers.has("yury-ushakov") & field.when.overlaps("2023-03"),
        field.via.has_any(["ria-novosti", "xi-jinping"]) | field.via.is_none(),
        ~field.quotes.contains("lethal") & field.act.is_in(["warn", "deny"]),
        field.when.within("2023", certainty="definite"),
        ~field.when.within("../2023-03", certainty="definite"),
        field.when.before("2023-01-01") | field.when.after("2023-03-17"),
        field.audience.has_any([]),
    ],
    ids=repr,
)
def test_spark_answers_as_memory_does(spark: Any, folder: Path, question: Any) -> None:
    """It finds the same ids, counts and objects."""
    expected = ARTICLE.statements.filter(question)
    found = scan(folder, engine="pyspark", session=spark).statements.filter(question)
    assert sorted(found.ids) == sorted(expected.ids)
    assert found.count() == len(expected)
    assert found.records().sorted("id") == expected.sorted("id")


@pytest.mark.usefixtures("spark")
def test_spark_reads_every_table(folder: Path) -> None:
    """All four come back unchanged, groups are counted, and a session is found."""
    opened = scan(folder, engine="pyspark")
    for name in COLLECTIONS:
        records = getattr(ARTICLE, name)
        assert getattr(opened, name).records().sorted("id") == records.sorted("id")
    counts = opened.statements.group_by("speakers", "act").count()
    assert counts == ARTICLE.statements.group_by("speakers", "act").count()
    assert opened.allegations.filter(field.standing == "denied").count() == 2


@pytest.mark.parametrize(
    "question",
    [
        field.when.before("0500-01-01"),
        field.when.after("0476-09-03"),
        field.when.overlaps("0476-09"),
        ~field.when.overlaps("0999"),
        ~field.when.within("0400/0499", certainty="definite"),
    ],
    ids=repr,
)
def test_spark_knows_years_before_1000(spark: Any, question: Any) -> None:
    """Years before 1000, which Python writes without leading zeros, are valid."""
    found = scan({"visits": old(spark)}).visits.filter(question)
    assert found.count() == len(found.ids) == len(OLD.filter(question)) > 0
    assert sorted(found.ids) == sorted(OLD.filter(question).ids)


@pytest.mark.parametrize("unit", ["day", "week", "month", "quarter", "year"])
def test_spark_counts_in_old_times(spark: Any, unit: str) -> None:
    """Cells of time are the same as in memory, before the year 1000 too."""
    found = scan({"visits": old(spark)}).visits.count_by(unit, during="0476")
    expected = OLD.count_by(unit, during="0476")
    assert (found.columns, found.rows) == (expected.columns, expected.rows)


def test_spark_counts_what_was_published_long_ago(spark: Any) -> None:
    """Publication before the year 1000 gives the same answers as in memory."""
    one = attrs.evolve(ARTICLE.sources[0], published=date(476, 9, 5))
    tables = {
        "visits": old(spark),
        "sources": spark_frame(spark, table([one, ARTICLE.sources[1]], (Source,))),
    }
    dataset = attrs.evolve(
        ARTICLE, sources=[one, ARTICLE.sources[1]], records=tuple(OLD)
    )
    asked: Any = {"time": "published", "during": "0476/0477"}
    found = scan(tables).visits.count_by("status", **asked)
    assert found.rows == dataset.visits.count_by("status", **asked).rows


def test_the_page_says_what_spark_answers(
    spark: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """The lines print what the page shows, and end the session: the last test."""
    page = Path(__file__).parents[2] / "docs" / "how-to" / "data-frames.md"
    match = re.search(r"```py\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert match is not None
    exec(compile(match[1], page, "exec"), {})  # noqa: S102  # it is our own
    expected = re.findall(r"^print\(.*#\s(.+)$", match[1], re.MULTILINE)
    assert capsys.readouterr().out.split() == expected == ["2"]
    assert spark.getActiveSession() is None
