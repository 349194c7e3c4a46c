"""The command that prints what the members of the vocabularies mean."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from diplomacy_events.cli.command import FINE, Command
from diplomacy_events.cli.printing import json_text, say
from diplomacy_events.codebook import as_data, as_text
from diplomacy_events.vocabulary import VOCABULARIES, Vocabulary

__all__ = ["COMMANDS"]

BY_NAME = {vocabulary.__name__: vocabulary for vocabulary in VOCABULARIES}


def _vocabulary(name: str) -> type[Vocabulary]:
    """Return the vocabulary that an argument names.

    Raises:
        ArgumentTypeError: if no vocabulary has this name.
    """
    if name not in BY_NAME:
        problem = f"expected one of {', '.join(BY_NAME)}, got {name!r}"
        vocabularies = " or ".join(_vocabularies_of_field(name))
        raise ArgumentTypeError(
            problem
            + (
                vocabularies
                and f"; a field of this name takes its values from {vocabularies}"
            )
        )
    return BY_NAME[name]


def _vocabularies_of_field(name: str) -> list[str]:
    """Return the names of the vocabularies that fields of a name take words of."""
    from diplomacy_events.model.allegations import Response
    from diplomacy_events.model.description import fields
    from diplomacy_events.model.record_kinds import RECORD_KINDS

    classes = (*[kind.cls for kind in RECORD_KINDS], Response)
    every = [one for cls in classes for one in fields(cls) if one.name == name]
    return [
        one
        for one, vocabulary in BY_NAME.items()
        if vocabulary in [x.holds for x in every]
    ]


def _codebook(options: Namespace) -> int:
    asked = options.vocabulary or VOCABULARIES
    say(json_text(as_data(asked)) if options.json else as_text(asked))
    return FINE


def _add_codebook(parser: ArgumentParser) -> None:
    parser.add_argument(
        "vocabulary",
        metavar="VOCABULARY",
        nargs="*",
        type=_vocabulary,
        help=f"{', '.join(BY_NAME)} (default: all of them)",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


COMMANDS = (
    Command(
        "codebook",
        "Print what each member of the vocabularies means, with an example.",
        "diplomacy-events codebook SpeechAct Manner",
        _add_codebook,
        _codebook,
    ),
)
