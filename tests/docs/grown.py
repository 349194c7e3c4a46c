"""The checks that `test_docs_growing` runs with the grown package, in its own process.

The names in this module exist only in the grown package.
"""

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import attrs
from hypothesis import Phase, find, settings
from rdflib import Graph, URIRef

import diplomacy_events as events
from complete import COMPLETE
from diplomacy_events import strategies
from diplomacy_events.arrow import schema
from diplomacy_events.formats.exports import graphml
from diplomacy_events.formats.rdf import jsonld, turtle
from diplomacy_events.query.predicates import Predicate

ANY: Any = events
LOSSLESS = [one.name for one in events.formats() if one.lossless]
GOLDEN = Path(__file__).parents[1] / "formats" / "golden" / "1"
BASE = "https://example.org/grown"
OURS = "https://diplomacy-events.readthedocs.io/vocabulary#"
field: Any = events.field


# The last argument; a module that is only imported needs none.
FOLDER = Path(sys.argv[-1])


def changed_in(record: Any, **changes: Any) -> Any:
    """Return a record with some of its fields changed."""
    return attrs.evolve(record, **changes)


@cache
def whole() -> Any:
    """Return a dataset with all additions."""
    (visit,) = [one for one in COMPLETE.visits if one.id == "full-visit"]
    first = COMPLETE.statements[0]
    expulsion = ANY.Expulsion(
        id="expulsion",
        when=events.Period.from_edtf("2031-06"),
        gist="Ämbassadors have to leave",
        topics=["spies"],
        evidence=first.evidence,
        expelling=["northland"],
        expelled=["southland"],
        persons=7,
        status="occurred",
        visit="full-visit",
        basis=[first.id],
    )
    changed: list[Any] = [
        changed_in(visit, delegation=["ministry", "officials"]),
        changed_in(first, act="veto"),
        expulsion,
    ]
    ids = {one.id for one in changed}
    rest = [one for one in COMPLETE.records if one.id not in ids]
    return attrs.evolve(COMPLETE, records=[*rest, *changed])


def every_format_keeps_it() -> None:
    """Each lossless format gives everything back, whole and in streams."""
    for name in LOSSLESS:
        path = FOLDER / f"kept-{name}"
        assert events.write(whole(), path, format=name) == ()
        again: Any = events.read(path, format=name)
        assert again == whole(), name
        assert again.visits["full-visit"].delegation == ("ministry", "officials")
        assert again.expulsions.one().persons == 7
        assert again["said-designate"].act == "veto", name
    for name in ("jsonl", "parquet"):
        found = events.iter_records(FOLDER / f"kept-{name}", format=name)
        assert list(found) == list(whole().records)


def files_from_before_load() -> None:
    """Golden files contain no additions, and are still read."""
    before: Any = events.read(GOLDEN / "plain.json")
    assert events.dumps(before) == (GOLDEN / "plain.json").read_text("utf-8")
    for path in GOLDEN.iterdir():
        options: Any = {"format": "csv"} if path.name == "folder-csv" else {}
        assert events.read(path, **options) == before, path.name
    assert {visit.delegation for visit in before.visits} == {()}
    assert not before.expulsions
    table = events.scan(GOLDEN / "plain.parquet")
    assert list(table.visits.records()) == list(before.visits)


def csv_and_parquet_have_a_table() -> None:
    """The new kind has a table, and the new field a column, with their names."""
    events.write(whole(), FOLDER / "tables", format="csv")
    head = (FOLDER / "tables" / "expulsions.csv").read_text("utf-8").partition("\n")[0]
    assert head.endswith("expelling,expelled,persons,status,visit,basis")
    assert (FOLDER / "tables" / "expulsions_evidence.csv").is_file()
    assert "delegation" in (FOLDER / "tables" / "visits.csv").read_text("utf-8")
    events.write(whole(), FOLDER / "tables.parquet")
    assert (FOLDER / "tables.parquet" / "expulsions.parquet").is_file()


def arrow_has_the_columns() -> None:
    """Tables, data frames and counts have them."""
    assert "delegation" in schema(events.StateVisit).names
    assert "persons" in schema(ANY.Expulsion).names
    assert "delegation_names" in schema(events.StateVisit, names=True).names
    frame = whole().expulsions.to_pandas()
    assert frame["persons"].tolist() == [7]
    assert whole().visits.to_polars()["delegation"].to_list()[-1] == [
        "ministry",
        "officials",
    ]


def linked_data_says_it() -> None:
    """Each has a term, the same in both formats."""
    graph = Graph().parse(data=turtle.dumps(whole(), base=BASE), format="turtle")
    said = {str(name) for name in graph.predicates()}
    assert said >= {f"{OURS}{name}" for name in ("delegation", "expelling", "persons")}
    types = {str(name) for name in graph.objects()}
    assert types >= {f"{OURS}Expulsion", f"{OURS}SpeechActVeto"}
    assert (URIRef(f"{BASE}#expulsion"), None, None) in graph
    for word in ("delegation", "dipl:Expulsion", "dipl:SpeechActVeto"):
        assert word in jsonld.dumps(whole(), base=BASE)


def graphs_have_the_edges() -> None:
    """A field of ids becomes edges, a kind of record nodes; the rest is listed."""
    assert graphml.FORMAT.dumps is not None
    text = graphml.FORMAT.dumps(whole())
    assert isinstance(text, bytes)
    for role in ("delegation", "expelling", "expelled"):
        assert f">{role}<".encode() in text
    assert b">Expulsion<" in text
    omitted = {one.field for one in graphml.FORMAT.omitted(whole())}
    assert "Expulsion.persons" in omitted
    assert "StateVisit.delegation" not in omitted
    assert {one.field for one in events.write(whole(), FOLDER / "x.ics")} >= {
        "Expulsion"
    }


def machine_codes_leave_it_out() -> None:
    """Rows of CAMEO and PLOVER list the new kind as left out, and not as another."""
    for name in ("dyads", "plover"):
        omitted = events.write(whole(), FOLDER / f"coded-{name}", format=name)
        (reason,) = {
            one.reason for one in omitted if one.field == "" and one.id == "expulsion"
        }
        assert reason.endswith("for Expulsion")


def memory_and_engines_agree() -> None:
    """Questions about them, by names too, work in memory and with an engine."""
    events.write(whole(), FOLDER / "asked.parquet")
    scanned: Any = events.scan(FOLDER / "asked.parquet")
    for name, question, count in (
        ("visits", field.delegation.has("Ministry"), 1),
        ("statements", field.act == "veto", 2),
        ("expulsions", field.persons == 7, 1),
        ("expulsions", field.gist.begins_with("ambass"), 1),
        ("expulsions", field.gist.begins_with("have"), 0),
        ("expulsions", ~field.gist.begins_with("have"), 1),
        ("declarations", field.title.begins_with("a"), None),
    ):
        found = getattr(whole(), name).filter(question)
        assert set(getattr(scanned, name).filter(question).ids) == set(found.ids)
        assert count is None or len(found) == count, question
    assert whole().records.by("northland").filter(field.id == "expulsion")
    assert whole().records.to("Südland").filter(field.id == "expulsion")
    assert whole().records.involving("officials").filter(field.id == "full-visit")
    assert whole().records.about("spies").one().id == "expulsion"


def it_must_fit_together() -> None:
    """Unknown ids are refused, and so are questions that do not suit a field."""
    wrong = attrs.evolve(whole().expulsions.one(), expelling=["nobody"])
    try:
        events.Dataset(sources=whole().sources, actors=whole().actors, records=[wrong])
    except events.IntegrityError as error:
        assert "expelling[0]" in str(error)  # noqa: PT017  # not a pytest test
    else:
        raise AssertionError
    try:
        field.act.begins_with("x")
    except events.FieldTypeError as error:
        assert "begins_with" in str(error)  # noqa: PT017  # not a pytest test
    else:
        raise AssertionError


def people_can_read_it() -> None:
    """Text, cards, overviews, pictures and differences show it."""
    visit = str(whole().card("full-visit"))
    assert "delegation" in visit
    assert "Ministry, Officials" in visit
    expulsion = str(whole().card("expulsion"))
    assert "Northland, expelling Südland" in expulsion
    assert "7" in expulsion
    assert "veto" in str(whole().card("said-designate"))
    assert "Delegation" in whole().card("full-visit")._repr_html_()
    assert "Expulsion" in whole().expulsions.one()._repr_html_()
    assert "1 expulsion" in repr(whole())
    assert "xpulsion" in whole()._repr_html_()
    assert "mbassadors have to leave" in whole().timeline().svg
    assert "delegation" in str(COMPLETE.diff(whole()))


def the_schema_describes_it() -> None:
    """The JSON Schema has it, in the words of the docstrings."""
    made = events.json_schema()["$defs"]
    delegation = made["StateVisit"]["properties"]["delegation"]
    assert delegation["description"] == "ids of the people who accompany the visitors."
    assert made["Expulsion"]["properties"]["persons"]["minimum"] == 1
    assert "veto" in str(made["SpeechAct"])


def strategies_draw_it() -> None:
    """Datasets and questions with it are drawn, so that every law is tried on it."""
    # One example is enough; it need not be shrunk.
    few = settings(
        max_examples=500, database=None, derandomize=True, phases=[Phase.generate]
    )

    def drawn(has: Callable[[Any], bool]) -> None:
        assert has(find(strategies.datasets(), has, settings=few))

    drawn(lambda one: any(visit.delegation for visit in one.visits))
    drawn(lambda one: any(said.act == "veto" for said in one.statements))
    drawn(lambda one: any(expulsion.visit for expulsion in one.expulsions))

    def asks(predicate: Predicate) -> bool:
        return any(test.verb == "begins_with" for test in predicate.tests)

    assert asks(find(strategies.predicates(), asks, settings=few))


def the_format_is_known() -> None:
    """It is found by name and by suffix, and lists what it leaves out."""
    assert "gists" in [one.name for one in events.formats()]
    omitted = {one.field for one in events.write(whole(), FOLDER / "all.gists.txt")}
    assert "Expulsion.expelling" in omitted
    assert "Expulsion.gist" not in omitted
    text = (FOLDER / "all.gists.txt").read_text("utf-8")
    assert text.splitlines()[-1] == "2031-06\tÄmbassadors have to leave"
    assert text == events.dumps(whole(), "gists")


CHECKS: list[Callable[[], None]] = [
    every_format_keeps_it,
    files_from_before_load,
    csv_and_parquet_have_a_table,
    arrow_has_the_columns,
    linked_data_says_it,
    graphs_have_the_edges,
    machine_codes_leave_it_out,
    memory_and_engines_agree,
    it_must_fit_together,
    people_can_read_it,
    the_schema_describes_it,
    strategies_draw_it,
    the_format_is_known,
]

if __name__ == "__main__":
    for check in CHECKS:
        check()
        print(check.__name__)
