"""The vocabularies: every member is defined, and is a word like any other."""

import copy
import json
import pickle
import re

import cattrs
import msgspec
import pytest

import diplomacy_events
from diplomacy_events import vocabulary
from diplomacy_events.vocabulary import (
    CLOSE_ACTS,
    VOCABULARIES,
    Certainty,
    Qualifier,
    SpeechAct,
    Vocabulary,
)

MEMBERS = [member for words in VOCABULARIES for member in words]
each_member = pytest.mark.parametrize("member", MEMBERS, ids=repr)


def test_every_vocabulary_is_listed_and_exported() -> None:
    """None is missing from the codebook or from the package."""
    assert set(VOCABULARIES) == set(Vocabulary.__subclasses__()) - {
        word for word in Vocabulary.__subclasses__() if word.__module__[:4] == "test"
    }
    for words in VOCABULARIES:
        assert getattr(diplomacy_events, words.__name__) is words
        assert words.__name__ in diplomacy_events.__all__
        assert words.__name__ in vocabulary.__all__


@each_member
def test_a_member_says_what_it_means(member: Vocabulary) -> None:
    """It has one sentence and an example; its docstring has both."""
    assert re.fullmatch(r"[A-Z][^.!?]*\.", member.definition)
    assert member.example
    assert member.__doc__ == f"{member.definition} Example: {member.example}"


def test_no_two_members_of_a_vocabulary_mean_the_same() -> None:
    """Neither the definitions nor the examples are repeated."""
    for words in VOCABULARIES:
        assert len({member.definition for member in words}) == len(words)
        assert len({member.example for member in words}) == len(words)


@each_member
def test_a_value_can_be_typed(member: Vocabulary) -> None:
    """It is small letters and hyphens, and matches its name; a qualifier is a sign."""
    if isinstance(member, Qualifier):
        assert member.value in ("", "?", "~", "%")
    else:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", member.value)
        assert member.name == member.value.replace("-", "_").upper()


@each_member
def test_a_member_is_its_value_everywhere(member: Vocabulary) -> None:
    """It is equal to its value, has the same hash, and survives every copy."""
    cls = type(member)
    assert cls(member.value) is member
    assert member == member.value
    assert hash(member) == hash(member.value)
    assert f"{member}" == str(member) == member.value
    assert copy.deepcopy(member) is copy.copy(member) is member
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(member, protocol)) is member
    text = json.dumps(member)
    assert text == json.dumps(member.value) == msgspec.json.encode(member).decode()
    assert msgspec.json.decode(text, type=cls) is member
    assert cattrs.structure(member.value, cls) is member
    assert cattrs.unstructure(member) == member.value


def test_other_words_than_members_are_refused() -> None:
    """The enum itself refuses it, and so does msgspec."""
    with pytest.raises(ValueError, match="'shout' is not a valid SpeechAct"):
        SpeechAct("shout")
    with pytest.raises(msgspec.ValidationError, match="Invalid enum value 'shout'"):
        msgspec.json.decode(b'"shout"', type=SpeechAct)


@pytest.mark.parametrize("answer", Certainty)
def test_an_answer_is_not_a_truth_value(answer: Certainty) -> None:
    """As a truth value, even "no" would be true."""
    with pytest.raises(TypeError, match="the answer may be maybe"):
        bool(answer)


def test_close_acts_are_distinguished_once() -> None:
    """Each rule is a sentence about different acts, and no pair has two rules."""
    pairs = []
    for close in CLOSE_ACTS:
        assert len(set(close.acts)) == len(close.acts) >= 2
        assert re.fullmatch(r"[A-Z].*\.", close.rule)
        pairs += [
            frozenset({one, other})
            for place, one in enumerate(close.acts)
            for other in close.acts[place + 1 :]
        ]
    assert len(set(pairs)) == len(pairs)


# The acts that coders confuse, each group with a rule of its own.
CONFUSED = """
threaten warn, threaten demand, threaten promise, warn accuse, accuse condemn,
protest condemn, deny refuse, deny retract, deny doubt, demand request, demand urge,
urge request, urge propose, offer promise announce, offer propose invite,
accept confirm, accept support, support praise, support recognize, confirm announce,
decline-comment refuse
"""


def test_all_acts_that_are_confused_have_a_rule() -> None:
    """The list is written down anew."""
    told = {" ".join(close.acts) for close in CLOSE_ACTS}
    assert told == set(" ".join(CONFUSED.split()).split(", "))


def test_the_particular_act_comes_before_the_general() -> None:
    """The order decides if no rule does, and the most general act comes last."""
    order = list(SpeechAct)
    assert order[-1] is SpeechAct.COMMENT
    assert order.index(SpeechAct.THREATEN) < order.index(SpeechAct.DEMAND)
    assert order.index(SpeechAct.WARN) < order.index(SpeechAct.ACCUSE)
    assert "comes first in this list" in (SpeechAct.__doc__ or "")
