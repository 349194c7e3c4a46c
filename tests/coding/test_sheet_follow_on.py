"""Faults that only follow from another fault are not reported."""

import shutil
from pathlib import Path

import pytest

from diplomacy_events import Fault, FormatError, read_sheet
from planted import ARTICLES, changed, faults

SUMMIT = (ARTICLES / "summit.sheet").read_text("utf-8")
ACTORS = "shared actors: shared.actors"
HEADING = "Statement varga-confirms-guests:"
"""The heading of a statement that is the basis of a visit."""
AUDIENCE = "  audience: petrescu\n  act: offer"
ANCHOR = "  at: Varga urged both to keep the quarrel away from the lake."
ANSWER = "    denial by officials-of-caldonia: caldonia-dismisses-claims"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files that a sheet names."""
    made = tmp_path_factory.mktemp("follow-on")
    for name in ("summit.txt", "shared.actors"):
        shutil.copy(ARTICLES / name, made)
    return made


def faults_of(folder: Path, *changes: tuple[str, str]) -> tuple[Fault, ...]:
    """Return the faults of the sheet of the summit after some changes."""
    sheet = SUMMIT
    for old, new in changes:
        assert old in sheet
        sheet = sheet.replace(old, new, 1)
    file = folder / "summit.sheet"
    file.write_text(sheet, "utf-8")
    with pytest.raises(FormatError) as caught:
        read_sheet(file)
    return caught.value.faults


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # The line that would have loaded the actors.
        (ACTORS, "shared actors:shared.actors"),
        (ACTORS, "shared actors shared.actors"),
        (ACTORS, "shared_actors:shared.actors"),
        (ACTORS, "  sharedactors:shared.actors"),
        (ACTORS, "{shared actors; shared.actors"),
        (ACTORS, "shared actors: # those of all"),
        # A heading that would have declared a record.
        (HEADING, "Statement varga confirms-guests:"),
        (HEADING, "Statement varga confirms-guests"),
        (HEADING, "Statment Varga confirms-guests:"),
        (HEADING, "Statement - varga-confirms-guests:"),
        (HEADING, "Statement: varga-confirms-guests"),
        (HEADING, "Statement : varga-confirms-guests:"),
        (HEADING, f"{HEADING} # first"),
        (HEADING, f"{HEADING.rstrip(':')}: All four have confirmed"),
        (HEADING, f"* {HEADING}"),
        # Signs that do not belong there.
        (AUDIENCE, f"{{{AUDIENCE}"),
        (AUDIENCE, AUDIENCE.replace("  audience", "{ audience")),
        (AUDIENCE, AUDIENCE.replace("  audience", "  {audience")),
        (AUDIENCE, AUDIENCE.replace("  audience", "  * audience")),
        (AUDIENCE, AUDIENCE.replace("  audience", "*  audience")),
        (AUDIENCE, f"{{\n{AUDIENCE}"),
        (AUDIENCE, f"---\n{AUDIENCE}"),
        (AUDIENCE, f"xyz\n{AUDIENCE}"),
        (ANCHOR, f"}}{ANCHOR}"),
        (ANSWER, f"{{{ANSWER}"),
        (ANSWER, ANSWER.replace("  denial", "  {denial")),
        ("publisher: The", "* publisher: The"),
    ],
)
def test_a_faulty_line_is_told_alone(folder: Path, old: str, new: str) -> None:
    """Not with the ids that it would have declared, nor with the lines after it."""
    found = faults_of(folder, (old, new))
    line = SUMMIT[: SUMMIT.index(old)].count("\n") + 1
    assert [fault.line for fault in found] == [line], list(map(str, found))


def test_a_value_that_cannot_be_read_may_be_the_file_of_the_actors(
    folder: Path,
) -> None:
    """It is on the line after its key."""
    (fault,) = faults_of(folder, (ACTORS, "shared actors:\n  shared.actors"))
    assert fault.line == 7


def test_a_code_may_be_that_of_an_actor_that_could_not_be_read(folder: Path) -> None:
    """As unknown codes otherwise are, it is told if the actors are there."""
    code = ("speakers: arvandia\n", "speakers: ARV\n")
    (fault,) = faults_of(folder, code, (ACTORS, "shared actors:shared.actors"))
    assert fault.line == 6
    (fault,) = faults_of(folder, code)
    assert fault.problem.startswith("no state is called 'ARV'")


SOURCED = (
    "  at: Varga urged both to keep the quarrel away from the lake.",
    "  at:\n    -\n      source: {}\n      at: Varga urged both",
)
DAY = "published: 2024-05-29\n"


@pytest.mark.parametrize(
    ("id", "old", "new"),
    [
        ("summit-2024-05-29", DAY, "publishd: 2024-05-29\n"),
        ("summit-2024-05-29", DAY, "published: 2024-5-29\n"),
        ("summit-2024-05-29", DAY, "published:2024-05-29\n"),
        ("herald", DAY, f"{DAY}id: The Herald\n"),
        ("herald", DAY, f"{DAY}idd: herald\n"),
        ("herald", DAY, f"{DAY}id:herald\n"),
        ("herald", DAY, f"{DAY}source: herald\n"),
        ("the-herald", DAY, f"{DAY}sources:\n  - The Herald\n"),
    ],
)
def test_the_id_of_a_source_may_depend_on_a_faulty_key(
    folder: Path, id: str, old: str, new: str
) -> None:
    """Then anchors that name it are not at fault."""
    anchor = SOURCED[1].format(id)
    assert len(faults_of(folder, (SOURCED[0], anchor), (old, new))) == 1


def test_a_source_is_told_as_unknown_if_its_id_is_right(folder: Path) -> None:
    """Whatever is wrong with its day."""
    anchor = (SOURCED[0], SOURCED[1].format("herald"))
    (day, unknown) = faults_of(
        folder, anchor, (DAY, "id: post\npublished: 2024-5-29\n")
    )
    assert (day.path, "'herald' is not the id" in unknown.problem) == (
        "published",
        True,
    )


def test_a_heading_with_a_value_or_stray_signs_is_told_how_to_write_it(
    folder: Path,
) -> None:
    """What is left of the line is read, so that other faults are told too."""
    (fault,) = faults_of(folder, (HEADING, "Statement: varga-confirms-guests"))
    assert fault.problem == f"a heading has no value: write {HEADING!r}"
    (fault,) = faults_of(folder, (AUDIENCE, f"[({AUDIENCE}"))
    assert str(fault) == "line 49, audience: '[(' means nothing here; remove it"
    (_, fault) = faults_of(folder, (AUDIENCE, f"{{{AUDIENCE}s"))
    assert fault.problem.startswith("unknown act 'offers'")


def test_a_value_in_brackets_is_not_a_key_with_a_stray_bracket() -> None:
    """NestedText has such values, also on a line of their own."""
    for value in ("{at: Arvandia will not}", "[]"):
        found = faults(changed(("  quotes: We regret it, and", f"  to:\n    {value}")))
        assert "remove it" not in "".join(map(str, found))


@pytest.mark.parametrize("field", ["basis", "same_as"])
def test_an_object_is_never_suggested_for_its_own_reference(field: str) -> None:
    """Although its id may be the nearest, or nothing else refers to it."""
    visit = f"  {field}: lind-visit\n  visitors: lind\n"
    found = faults(changed(("  visitors: lind\n", visit)))
    (unknown,) = [fault for fault in found if "'lind-visit'" in fault.problem]
    assert "lind-visits'" not in unknown.problem
    assert "the record must be in this sheet" in unknown.problem
    assert ("after they are merged" in unknown.problem) is (field == "same_as")


def test_a_group_is_not_suggested_as_its_own_member() -> None:
    """Another actor may be, although its id is less like the unknown one."""
    group = "  mediators: Group of mediator, lind; The Mediators\n"
    (fault,) = faults(changed(("actors:\n", f"actors:\n{group}")))
    assert fault.problem.endswith("'mediator' is unknown; declare it, or correct it")
