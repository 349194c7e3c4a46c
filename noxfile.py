"""Sessions that check the project: ``nox -s tests``, or any that ``nox -l`` lists.

``.ci/run`` runs them too. If its environment already has the libraries, it calls nox
with ``--no-venv``, and nothing is installed again.
"""

import re
import shlex
import tarfile
from pathlib import Path

import nox

HERE = Path(__file__).parent
README = HERE / "README.md"
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
SPHINXES = ["7.4", "8.2"]
"""Supported versions besides the newest, which the other sessions use."""
MOST_BYTES = 1_600_000
"""The limit for the source distribution: tests may grow, a built site gets noticed."""

nox.options.sessions = ["lint", "tests", "docs"]
nox.options.reuse_existing_virtualenvs = True


def install(session: nox.Session, *what: str) -> None:
    """Install, unless the session's environment already has everything."""
    if session.venv_backend != "none":
        session.install(*what)


def in_readme(place: int) -> list[str]:
    """Return the last command of a shell line in the README, without its program."""
    blocks = re.findall(
        r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL
    )
    return shlex.split(blocks[place].rpartition("&&")[2])[1:]


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests as the README says, or with your own arguments."""
    install(session, "--editable", ".[test]")
    session.run("pytest", *(session.posargs or in_readme(1)))


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, types, the floors and the licences of files."""
    install(session, "--editable", ".[lint]")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    session.run("lint-imports")
    session.run("reuse", "lint", "--lines")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the pages strictly, into docs/_build."""
    install(session, "--editable", ".[docs]")
    command = ["sphinx-build", "-nW", "--keep-going", "-q", "docs", "docs/_build"]
    session.run(*command)


@nox.session
@nox.parametrize("version", SPHINXES, ids=SPHINXES)
def sphinx(session: nox.Session, version: str) -> None:
    """Test the extension with an older Sphinx."""
    session.install("--editable", ".[frames]", f"sphinx=={version}.*")
    session.install("hypothesis", "myst-parser", "pytest>=9", "sybil")
    session.run("pytest", "-q", "tests/citing")


@nox.session
def package(session: nox.Session) -> None:
    """Build both distributions, and use the wheel in an empty environment."""
    session.install("build", "twine")
    made = Path(session.create_tmp()).resolve()
    session.run("python", "-m", "build", "--outdir", str(made))
    (wheel,) = sorted(made.glob("*.whl"))[-1:]
    (source,) = sorted(made.glob("*.tar.gz"))[-1:]
    session.run("twine", "check", "--strict", str(wheel), str(source))
    size = source.stat().st_size
    session.log(f"{source.name}: {size:,} bytes")
    if size > MOST_BYTES:
        session.error(f"{source.name} has more than {MOST_BYTES:,} bytes")
    session.run("python", "-m", "venv", "--clear", f"{made}/empty")
    python = f"{made}/empty/bin/python"
    session.run(python, "-m", "pip", "install", "-q", str(wheel), external=True)
    with session.chdir(made):
        session.run(python, "-m", "diplomacy_events", external=True)


@nox.session
def sdist(session: nox.Session) -> None:
    """Run all or the named tests from an unpacked source distribution."""
    install(session, "build", "--editable", ".[test]")
    made = Path(session.create_tmp())
    session.run("python", "-m", "build", "--sdist", "--outdir", str(made))
    (source,) = sorted(made.glob("*.tar.gz"))[-1:]
    with tarfile.open(source) as archive:
        archive.extractall(made, filter="data")
    unpacked = (made / source.name.removesuffix(".tar.gz")).resolve()
    with session.chdir(unpacked):
        # The tests use the unpacked package, not the installed one.
        paths = {"PYTHONPATH": str(unpacked / "src")}
        session.run("pytest", *session.posargs, env=paths)
