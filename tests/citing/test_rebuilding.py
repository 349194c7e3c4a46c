"""Builds after a change: which pages are read again, and the result."""

from pathlib import Path

import attrs
import pytest
from projects import Project

from diplomacy_events import Dataset, State, StateVisit, load_article, write
from diplomacy_events.datasets import ARTICLE as ARTICLE_FILE

ARTICLE = load_article()
CARD = ".. dipl:record:: xi-visits-moscow"
CITE = ":dipl:visit:`xi-visits-moscow`"
LINK = 'href="{}.html#dipl-xi-visits-moscow"'
CONF = "diplomacy_events_datasets = ['mine.json']"


def test_nothing_is_read_twice(tmp_path: Path) -> None:
    """Without a change, no page is read again; after one, only that page is."""
    project = Project.of(tmp_path, cards=CARD, cites=CITE, other="Text")
    assert set(project.build().read) == {"index", "cards", "cites", "other"}
    assert project.build().read == ()
    project.write(cites=f"{CITE} indeed")
    assert project.build().read == ("cites",)


def test_a_moved_card_moves_the_links(tmp_path: Path) -> None:
    """Pages that cite an object whose card moved are read again."""
    project = Project.of(tmp_path, cards=CARD, cites=CITE, other="Text")
    assert LINK.format("cards") in project.build().text("cites.html")
    project.write(cards="Nothing", other=CARD)
    built = project.build()
    assert built.read == ("cards", "cites", "other")
    assert built.warnings == ()
    assert LINK.format("other") in built.text("cites.html")


def test_a_new_card_makes_links(tmp_path: Path) -> None:
    """Pages that cite an object whose card is new are written again."""
    project = Project.of(tmp_path, cards="Nothing", cites=CITE)
    assert "#dipl-" not in project.build().text("cites.html")
    project.write(cards=CARD)
    assert LINK.format("cards") in project.build().text("cites.html")


def test_a_deleted_page_removes_its_links(tmp_path: Path) -> None:
    """Pages that cite a record no longer shown are read again without dead links."""
    project = Project.of(tmp_path, cards=CARD, cites=CITE)
    assert LINK.format("cards") in project.build().text("cites.html")
    (tmp_path / "cards.rst").unlink()
    built = project.build()
    assert "cites" in built.read
    assert "#dipl-" not in built.text("cites.html")


def test_one_of_two_cards_can_be_removed(tmp_path: Path) -> None:
    """When the first of two cards is gone, links lead to the second."""
    project = Project.of(tmp_path, a=CARD, b=CARD, cites=CITE)
    first = project.build()
    assert LINK.format("a") in first.text("cites.html")
    assert len(first.warnings) == 1
    (tmp_path / "a.rst").unlink()
    second = project.build()
    assert LINK.format("b") in second.text("cites.html")
    assert second.warnings == ()


def renamed(gist: str) -> Dataset:
    """Return the article with another id and gist for its visit."""
    visit = attrs.evolve(ARTICLE.visits.one(), id="my-visit", gist=gist)
    others = [one for one in ARTICLE.records if not isinstance(one, StateVisit)]
    kept = [one for one in others if getattr(one, "visit", None) is None]
    return attrs.evolve(ARTICLE, records=[visit, *kept])


def test_a_changed_record_changes_the_pages(tmp_path: Path) -> None:
    """Pages that cite are read again when the file of the dataset changes."""
    project = Project.of(tmp_path, cites=":dipl:visit:`my-visit`", other="Text")
    path = tmp_path / "mine.json"
    write(renamed("The first words"), path)
    first = project.build(conf=CONF)
    assert first.warnings == ()
    assert "The first words" in first.text("cites.html")
    write(renamed("Other, longer words"), path)
    second = project.build(conf=CONF)
    assert second.read == ("cites",)
    assert "Other, longer words" in second.text("cites.html")
    path.unlink()
    third = project.build(conf=CONF)
    assert third.read == ("cites",)
    assert [line.rpartition("[")[2] for line in third.warnings] == [
        "dipl.data]",
        "dipl.unknown]",
    ]


def test_datasets_may_disagree(tmp_path: Path) -> None:
    """An id with two meanings gives a warning; the same object twice does not."""
    project = Project.of(tmp_path, cites=":dipl:visit:`my-visit`")
    write(renamed("One"), tmp_path / "one.json")
    write(renamed("Two"), tmp_path / "two.json")
    built = project.build(conf="diplomacy_events_datasets = ['one.json', 'two.json']")
    (warning,) = built.warnings
    assert (
        "'my-visit' of two.json means something else in an earlier dataset" in warning
    )
    assert warning.endswith("[dipl.duplicate]")
    assert "One" in built.text("cites.html")


def test_a_folder_of_files_is_a_dataset(tmp_path: Path) -> None:
    """In formats of several files, each file is tracked."""
    project = Project.of(tmp_path, cites=":dipl:visit:`my-visit`")
    conf = "diplomacy_events_datasets = ['mine.parquet']"
    write(renamed("The first words"), tmp_path / "mine.parquet")
    assert "The first words" in project.build(conf=conf).text("cites.html")
    write(renamed("Other, longer words"), tmp_path / "mine.parquet")
    assert "Other, longer words" in project.build(conf=conf).text("cites.html")


@pytest.mark.parametrize("text", ["{", '{"format": "other"}'])
def test_a_faulty_file_is_a_warning(tmp_path: Path, text: str) -> None:
    """A file without a valid dataset does not stop the build."""
    (tmp_path / "mine.json").write_text(text)
    built = Project.of(tmp_path, cites=CITE).build(conf=CONF)
    assert built.warnings[0].startswith("WARNING: mine.json: ")
    assert built.warnings[-1].endswith("[dipl.data]")


def test_parallel_builds_are_the_same(tmp_path: Path) -> None:
    """Several processes read and write the same pages as one process."""
    pages = {
        f"page{n}": f".. dipl:record:: {id}\n\n:dipl:record:`{ARTICLE.records.ids[-n]}`"
        for n, id in enumerate(ARTICLE.records.ids)
    }
    outputs = []
    for name, processes in (("one", 0), ("several", 3)):
        folder = tmp_path / name
        folder.mkdir()
        built = Project.of(folder, **pages).build(parallel=processes)
        assert built.warnings == ()
        outputs.append(
            [built.text(f"{page}.html") for page in (*pages, "dipl-records")]
        )
        (folder / "page0.rst").unlink()
        again = Project(folder).build(parallel=processes)
        outputs[-1].append(again.text("dipl-records.html"))
    assert outputs[0] == outputs[1]
    assert outputs[0][-1] != outputs[0][-2]


def test_labels_follow_the_cards(tmp_path: Path) -> None:
    """Citations by the role ref are also right after a move and a deletion."""
    ref = ":ref:`xi-visits-moscow`"
    project = Project.of(tmp_path, cards=CARD, cites=ref, other="Text")
    assert LINK.format("cards") in project.build().text("cites.html")
    project.write(cards="Nothing", other=CARD)
    moved = project.build()
    assert "cites" in moved.read
    assert LINK.format("other") in moved.text("cites.html")
    project.write(other="Nothing")
    gone = project.build()
    assert "#dipl-" not in gone.text("cites.html")
    assert [line.rpartition("[")[2] for line in gone.warnings] == ["ref.ref]"]


def test_a_label_outlives_one_of_its_two_cards(tmp_path: Path) -> None:
    """If one of two cards goes, the label leads to the other."""
    pages = {"a": CARD, "b": CARD, "c": ":ref:`xi-visits-moscow`"}
    project = Project.of(tmp_path, **pages)
    assert LINK.format("a") in project.build().text("c.html")
    project.write(a="Nothing")
    built = project.build()
    assert built.warnings == ()
    assert LINK.format("b") in built.text("c.html")
    assert "xi-visits-moscow" in built.app.env.get_domain("std").data["labels"]


def test_an_article_of_another_release_is_read_again(tmp_path: Path) -> None:
    """Pages depend on the file of the bundled article."""
    built = Project.of(tmp_path, cites=CITE).build()
    names = {Path(name).name for name in built.app.env.dependencies["cites"]}
    assert names == {ARTICLE_FILE}


def test_an_unchanged_folder_is_not_read_again(tmp_path: Path) -> None:
    """Without a change, a page that cites from a folder is not read twice."""
    write(renamed("The words"), tmp_path / "mine.parquet")
    project = Project.of(tmp_path, cites=":dipl:visit:`my-visit`")
    conf = "diplomacy_events_datasets = ['mine.parquet']"
    assert "cites" in project.build(conf=conf).read
    assert project.build(conf=conf).read == ()


def test_own_data_take_precedence_over_the_article(tmp_path: Path) -> None:
    """An actor of the article may differ in the user's own dataset."""
    own = State(id="russia", name="Russian Federation")
    others = [actor for actor in ARTICLE.actors if actor.id != "russia"]
    write(attrs.evolve(ARTICLE, actors=[own, *others]), tmp_path / "mine.json")
    project = Project.of(tmp_path, cites=":dipl:actor:`russia`")
    assert ">Russia<" in project.build().text("cites.html")
    built = project.build(conf=CONF)
    assert built.warnings == ()
    assert ">Russian Federation<" in built.text("cites.html")


def test_a_path_must_be_one(tmp_path: Path) -> None:
    """A value that is not a path gives a warning, like a missing file."""
    built = Project.of(tmp_path, cites=CITE).build(
        conf="diplomacy_events_datasets = [1]"
    )
    assert built.warnings[-1].endswith("[dipl.data]")


def test_another_release_reads_every_page_again(tmp_path: Path) -> None:
    """Pages made by an earlier release of the package are built again."""
    project = Project.of(tmp_path, cites=CITE)
    before = project.build(conf="diplomacy_events_release = '0.0.1'")
    assert "cites" in before.read
    assert "cites" in project.build().read
    assert project.build().read == ()
