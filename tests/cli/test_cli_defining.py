"""The command that prints the codebook."""

import json
import subprocess
from collections.abc import Callable

from diplomacy_events.vocabulary import CLOSE_ACTS, VOCABULARIES

Cli = Callable[..., subprocess.CompletedProcess[str]]


def test_every_word_is_printed_with_its_meaning(cli: Cli) -> None:
    """No word of the vocabularies is missing, and no line is long."""
    done = cli("codebook")
    assert done.returncode == 0
    assert max(map(len, done.stdout.splitlines())) <= 79
    words = " ".join(done.stdout.split())
    for vocabulary in VOCABULARIES:
        for member in vocabulary:
            shown = f"{member.value or '(empty)'} {member.definition} Example: "
            assert shown + member.example in words
    assert all(close.rule in words for close in CLOSE_ACTS)


def test_the_json_has_the_same_contents(cli: Cli) -> None:
    """It is grouped by vocabulary, with the rules for close acts."""
    values = json.loads(cli("codebook", "--json").stdout)
    assert list(values) == [vocabulary.__name__ for vocabulary in VOCABULARIES]
    for vocabulary in VOCABULARIES:
        assert values[vocabulary.__name__]["members"] == [
            {
                "value": member.value,
                "definition": member.definition,
                "example": member.example,
            }
            for member in vocabulary
        ]
    assert values["SpeechAct"]["close"] == [
        {"acts": list(close.acts), "rule": close.rule} for close in CLOSE_ACTS
    ]


def test_only_requested_data_are_printed(cli: Cli) -> None:
    """The vocabularies come in the order in which they were named."""
    values = json.loads(cli("codebook", "Standing", "Manner", "--json").stdout)
    assert list(values) == ["Standing", "Manner"]


def test_an_unknown_vocabulary_is_refused(cli: Cli) -> None:
    """The error lists the vocabularies."""
    done = cli("codebook", "Tone")
    assert (done.returncode, done.stdout) == (2, "")
    assert "got 'Tone'" in done.stderr
    assert "SpeechAct, Manner" in done.stderr
    assert "a field" not in done.stderr


def test_a_field_names_the_vocabulary(cli: Cli) -> None:
    """Coders know the key in a sheet, but not the name of a class."""
    for key, names in (
        ("act", "SpeechAct"),
        ("kind", "ResponseKind"),
        ("form", "MeetingForm or DocumentForm"),
    ):
        done = cli("codebook", key)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.endswith(f"of this name takes its values from {names}\n")
    assert "a field" not in cli("codebook", "gist").stderr
