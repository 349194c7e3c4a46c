"""Turtle: laid out for readers."""

from rdflib import Graph, URIRef
from rdflib.namespace import SDO

from diplomacy_events import Dataset, Statement, load_article
from diplomacy_events.formats.rdf.turtle import dumps

BASE = "https://example.org/xi"


def test_nodes_are_in_the_order_of_the_dataset() -> None:
    """Sources, actors and records come in the order of the dataset."""
    article = load_article()
    names = [line[3:] for line in dumps(article).splitlines() if line[:3] == "id:"]
    ids = [*article.sources.ids, *article.actors.ids, *article.records.ids]
    assert [name for name in names if name in ids] == ids


def test_a_text_keeps_every_character() -> None:
    """Quotes, line breaks, backslashes and characters beyond the BMP are kept."""
    text = "a \"b\" \\n c\td\n'e' \u2028 \U0001f54a <f> #g"
    data = dumps(Dataset(description=text), base=BASE)
    graph = Graph().parse(data=data, format="turtle")
    assert str(graph.value(URIRef(BASE), SDO.description)) == text


def test_long_lists_have_a_line_for_each_item() -> None:
    """A short list stays on one line; in a long one, a change shows item by item."""
    article = load_article()
    announced = article["kremlin-announces-visit"]
    assert isinstance(announced, Statement)
    text = dumps(article)
    assert text.endswith(" .\n")
    assert "    dipl:speakers ( id:kremlin ) ;\n" in text
    assert "\n        id:kremlin-announces-visit.evidence.2\n" in text
