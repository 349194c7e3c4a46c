"""Results that print as tables."""

from collections.abc import Iterator

from diplomacy_events.monospace import align_columns
from diplomacy_events.views.grid import MOST_ROWS_SHOWN, Grid, Tabled


class Result(Tabled):
    """A result with some tables."""

    def __init__(self, *grids: Grid, remark: str | None = None) -> None:
        self._grids, self._said = grids, remark

    def _tables(self) -> Iterator[Grid]:
        yield from self._grids

    @property
    def _remark(self) -> str:
        return super()._remark if self._said is None else self._said


def test_columns_are_aligned_by_what_a_terminal_shows() -> None:
    """Numbers are on the right; a Chinese character takes two columns."""
    rows = [("中国", "1"), ("a\nb", "10")]
    assert align_columns(("who", "count"), rows, numbers=1) == [
        "who   count",
        "中国      1",
        "a b      10",
    ]


def test_one_table_needs_no_title_and_several_do() -> None:
    """The table about the whole comes first."""
    grid = Grid("names", ("id", "name"), [("a", "Arendal")])
    assert str(Result(grid)) == "id  name\na   Arendal"
    assert str(Result(remark="nothing")) == "nothing"
    assert str(Result(grid, grid, remark="two")).splitlines() == [
        "two",
        *("names", "  id  name", "  a   Arendal") * 2,
    ]


def test_a_notebook_shows_the_tables_with_their_titles() -> None:
    """Text is escaped, and the number of omitted rows is given."""
    rows = [("<b>", str(number)) for number in range(MOST_ROWS_SHOWN + 2)]
    html = Result(Grid("names", ("id", "count"), rows))._repr_html_()
    assert "<caption>Names</caption>" in html
    assert "<bdi>&lt;b&gt;</bdi>" in html
    assert "… and 2 more" in html
    assert "<p>one</p>" in Result(remark="one")._repr_html_()
