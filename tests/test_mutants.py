"""The faults that the mutation run passes over."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
MUTANTS = tomllib.loads((ROOT / "benchmarks/mutants.toml").read_text("utf-8"))["mutant"]


@pytest.mark.parametrize("mutant", MUTANTS, ids=range(len(MUTANTS)))
def test_a_fault_that_is_passed_over_has_its_line(mutant: dict[str, Any]) -> None:
    """Once the line is changed, the entry goes, or is judged again."""
    source = (ROOT / "src/diplomacy_events" / mutant["path"]).read_text("utf-8")
    assert mutant["line"] in map(str.strip, source.splitlines())
    assert mutant["reason"]
    assert ("change" in mutant) != ("kind" in mutant)
