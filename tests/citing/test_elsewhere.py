"""Citing from other projects, through the inventory of one."""

from pathlib import Path

import pytest
from projects import Built, Project
from sphinx.testing.util import SphinxTestApp

FAR = 'href="https://example.org/cards.html#dipl-{}"'


@pytest.fixture
def mapping(tmp_path: Path) -> str:
    """Return the setting that refers to a project with two cards."""
    folder = tmp_path / "first"
    folder.mkdir()
    cards = ".. dipl:record:: xi-visits-moscow\n\n.. dipl:record:: kremlin"
    built = Project.of(folder, cards=cards).build()
    inventory = Path(built.app.outdir, "objects.inv")
    known = {"news": ("https://example.org/", str(inventory))}
    return (
        "extensions = [*extensions, 'sphinx.ext.intersphinx']\n"
        f"intersphinx_mapping = {known!r}"
    )


def second(tmp_path: Path, text: str, conf: str) -> Built:
    """Build a second project, with one page that cites."""
    folder = tmp_path / "second"
    folder.mkdir()
    return Project.of(folder, page=text).build(conf=conf)


def test_roles_find_what_another_project_shows(tmp_path: Path, mapping: str) -> None:
    """A role links to another project if this one does not show the object."""
    text = ":dipl:visit:`xi-visits-moscow`, :dipl:actor:`kremlin`"
    built = second(tmp_path, text, mapping)
    assert built.warnings == ()
    page = built.text("page.html")
    assert FAR.format("xi-visits-moscow") in page
    assert FAR.format("kremlin") in page


def test_labels_need_no_extension(tmp_path: Path, mapping: str) -> None:
    """A project without the extension links by the role ref."""
    text = ":ref:`xi-visits-moscow`, :external+news:ref:`who <kremlin>`"
    built = second(tmp_path, text, f"extensions = []\n{mapping}")
    assert built.warnings == ()
    page = built.text("page.html")
    assert FAR.format("xi-visits-moscow") in page
    assert ">Xi Jinping is to make a three-day state visit" in page
    assert FAR.format("kremlin") in page


def test_an_id_that_no_project_has_is_a_warning(tmp_path: Path, mapping: str) -> None:
    """An id that neither project shows is unknown."""
    built = second(tmp_path, ":dipl:visit:`nowhere`", mapping)
    assert [line.rpartition("[")[2] for line in built.warnings] == ["dipl.unknown]"]


def test_a_record_does_not_take_an_existing_label(tmp_path: Path) -> None:
    """A record does not take a label from another page, and a warning says so."""
    own = ".. _kremlin:\n\nOwn\n---\n\nText\n"
    project = Project.of(
        tmp_path, a=own, b=".. dipl:record:: kremlin", c=":ref:`kremlin`"
    )
    built = project.build()
    (warning,) = built.warnings
    assert warning.startswith("b.rst: WARNING: 'kremlin' is already a label of a page")
    assert warning.endswith("[dipl.duplicate]")
    assert 'href="a.html#kremlin"' in built.text("c.html")


def test_the_role_any_finds_records(tmp_path: Path) -> None:
    """The role any is unambiguous about the record it finds."""
    project = Project.of(tmp_path, b=".. dipl:record:: kremlin", c=":any:`kremlin`")
    built = project.build()
    assert built.warnings == ()
    assert 'href="b.html#dipl-kremlin"' in built.text("c.html")


def test_markdown_cites_as_well(tmp_path: Path) -> None:
    """Roles and directives work in MyST."""
    (tmp_path / "page.md").write_text(
        "# Page\n\n{dipl:visit}`the visit <xi-visits-moscow>`\n\n"
        "```{dipl:record} xi-visits-moscow\n```\n"
    )
    conf = "extensions = [*extensions, 'myst_parser']"
    built = Project.of(tmp_path).build(conf=conf)
    assert built.warnings == ()
    assert 'href="#dipl-xi-visits-moscow"' in built.text("page.html")


def test_setup_says_that_it_is_safe_in_parallel(tmp_path: Path) -> None:
    """Sphinx knows that several processes can read and write pages."""
    app: SphinxTestApp = Project.of(tmp_path).build().app
    extension = app.extensions["diplomacy_events.sphinx"]
    assert extension.parallel_read_safe
    assert extension.parallel_write_safe
