"""The codes of CAMEO and PLOVER in terms of this model.

CAMEO 1.1b3 is the scheme of GDELT and ICEWS, PLOVER that of POLECAT. The labels are our
own words. A code covers many utterances, so its act is the weakest that fits the code:
one that is true of all of them.
"""

from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from diplomacy_events.vocabulary import DocumentForm, MeetingForm, SpeechAct

__all__ = ["CAMEO", "DEED", "MANY", "PLOVER", "Meaning", "plover"]

DEED = "something done or weighed, not said: no kind of record covers it"
MANY = "praise, recognition and treaties in one class: the code does not say which"


class Meaning(NamedTuple):
    """The meaning of a code: a record, or a reason to leave it out.

    Attributes:
        code: the code.
        label: what it means, in our words.
        record: the class of the record, if it is one.
        act: what the speaker does, if it is a statement.
        form: the form of the meeting or document, if it is one.
        sides: the fields for the source and the target of the event.
        left_out: why it does not become a record.
    """

    code: str
    label: str
    record: str | None = None
    act: SpeechAct | None = None
    form: MeetingForm | DocumentForm | None = None
    sides: tuple[str, str] | None = None
    left_out: str | None = None


TO, ABOUT = ("speakers", "audience"), ("speakers", "mentions")
VISITING, VISITED = ("visitors", "hosts"), ("hosts", "visitors")
TOGETHER = ("visitors", "visitors")


def _statement(
    code: str, act: SpeechAct, sides: tuple[str, str], label: str
) -> Meaning:
    return Meaning(code, label, "Statement", act, sides=sides)


def _meeting(
    code: str, form: MeetingForm, sides: tuple[str, str], label: str
) -> Meaning:
    return Meaning(code, label, "StateVisit", form=form, sides=sides)


def _allegation(code: str, label: str) -> Meaning:
    return Meaning(code, label, "Allegation", sides=("accusers", "accused"))


def _left_out(code: str, label: str, reason: str = DEED) -> Meaning:
    return Meaning(code, label, left_out=reason)


# Four roots (ask, intend, demand, refuse) have the same parts.
AIMS = {
    "0": "something not specified",
    "1": "material cooperation",
    "11": "economic cooperation",
    "12": "military cooperation",
    "13": "judicial cooperation",
    "14": "the sharing of intelligence",
    "2": "diplomatic cooperation",
    "3": "material aid",
    "31": "economic aid",
    "32": "military aid",
    "33": "humanitarian aid",
    "34": "military protection or peacekeepers",
    "4": "political reform",
    "41": "a change of leaders",
    "42": "a change of policy",
    "43": "rights",
    "44": "a change of institutions",
    "5": "a concession",
    "51": "the easing of administrative sanctions",
    "52": "the easing of popular dissent",
    "53": "the release of people or property",
    "54": "the easing of economic sanctions",
    "55": "the admission of international bodies",
    "56": "the easing of military action",
    "6": "talks",
    "7": "the settlement of a dispute",
    "8": "mediation",
}
# Refusals lack a code for diplomatic cooperation, and have another order.
REFUSED = {"1": "1", "2": "3", "3": "4", "4": "5", "5": "6", "6": "8", "7": "7"}


def _requests() -> list[Meaning]:
    """Return root 02: asking for what concerns mainly others is urging."""
    return [
        _statement(
            f"02{part}",
            SpeechAct.URGE if part[0] in "45678" else SpeechAct.REQUEST,
            TO,
            f"Ask for {aim}",
        )
        for part, aim in AIMS.items()
    ]


def _intentions() -> list[Meaning]:
    acts = {"8": SpeechAct.ACCEPT}
    found = [
        _statement(
            f"03{part}",
            acts.get(part, SpeechAct.ANNOUNCE),
            ABOUT,
            f"Express readiness for {aim}",
        )
        for part, aim in AIMS.items()
    ]
    return [
        *found,
        _statement("039", SpeechAct.OFFER, ABOUT, "Express readiness to mediate"),
    ]


def _demands() -> list[Meaning]:
    return [
        _statement(f"10{part}", SpeechAct.DEMAND, TO, f"Demand {aim}")
        for part, aim in AIMS.items()
    ]


def _refusals() -> list[Meaning]:
    found = [_statement("120", SpeechAct.REFUSE, ABOUT, f"Refuse {AIMS['0']}")]
    for place, aim in REFUSED.items():
        found += [
            _statement(
                f"12{place}{part[1:]}", SpeechAct.REFUSE, ABOUT, f"Refuse {about}"
            )
            for part, about in AIMS.items()
            if part[0] == aim
        ]
    return [*found, _left_out("128", "Defy norms or law"), _left_out("129", "Veto")]


def _threats() -> list[Meaning]:
    harms = {
        "0": "something not specified",
        "1": "something short of force",
        "11": "ending or cutting aid",
        "12": "sanctions, boycott or embargo",
        "13": "ending or reducing relations",
        "2": "administrative sanctions",
        "21": "limits to political freedoms",
        "22": "a ban on parties or politicians",
        "23": "a curfew",
        "24": "a state of emergency or martial law",
        "3": "political dissent",
        "4": "an end to negotiations",
        "5": "an end to mediation",
        "6": "an end to international involvement",
        "7": "violent repression",
        "8": "military force",
        "81": "a blockade",
        "82": "occupation",
        "83": "unconventional violence",
        "84": "a conventional attack",
        "85": "an attack with weapons of mass destruction",
        "9": "an ultimatum",
    }
    return [
        _statement(f"13{part}", SpeechAct.THREATEN, TO, f"Threaten with {harm}")
        for part, harm in harms.items()
    ]


OTHERS = (
    _statement("010", SpeechAct.COMMENT, ABOUT, "Make an unspecified statement"),
    _statement("011", SpeechAct.DECLINE_COMMENT, ABOUT, "Decline to comment"),
    _statement("012", SpeechAct.COMMENT, ABOUT, "Comment pessimistically"),
    _statement("013", SpeechAct.COMMENT, ABOUT, "Comment optimistically"),
    _left_out("014", "Consider a policy"),
    _statement("015", SpeechAct.CONFIRM, ABOUT, "Admit something, or claim it"),
    _statement("016", SpeechAct.DENY, ABOUT, "Deny responsibility"),
    _left_out("017", "Perform a symbolic act"),
    _statement("018", SpeechAct.CONDOLE, ABOUT, "Comment with sympathy"),
    _statement("019", SpeechAct.SUPPORT, ABOUT, "Express accord"),
    _meeting("040", MeetingForm.MEETING, TOGETHER, "Consult in an unspecified way"),
    _meeting("041", MeetingForm.CALL, TOGETHER, "Talk by telephone"),
    _meeting("042", MeetingForm.VISIT, VISITING, "Make a visit"),
    _meeting("043", MeetingForm.VISIT, VISITED, "Host a visit"),
    _meeting("044", MeetingForm.MEETING, TOGETHER, "Meet in a third place"),
    _meeting("045", MeetingForm.MEETING, TOGETHER, "Mediate"),
    _meeting("046", MeetingForm.MEETING, TOGETHER, "Negotiate"),
    _left_out("050", "Cooperate diplomatically in an unspecified way"),
    _statement("051", SpeechAct.PRAISE, ABOUT, "Praise or endorse"),
    _statement("052", SpeechAct.SUPPORT, ABOUT, "Defend in words"),
    _statement("053", SpeechAct.URGE, ABOUT, "Rally others to support somebody"),
    _statement("054", SpeechAct.RECOGNIZE, ABOUT, "Recognize diplomatically"),
    _statement("055", SpeechAct.APOLOGIZE, TO, "Apologize"),
    _statement("056", SpeechAct.ACCEPT, TO, "Forgive"),
    Meaning(
        "057",
        "Sign a formal agreement",
        "JointDeclaration",
        form=DocumentForm.AGREEMENT,
        sides=("parties", "parties"),
    ),
    _statement("110", SpeechAct.CONDEMN, ABOUT, "Disapprove in an unspecified way"),
    _statement("111", SpeechAct.CONDEMN, ABOUT, "Criticize or denounce"),
    _allegation("112", "Accuse of something not specified"),
    _allegation("1121", "Accuse of crime or corruption"),
    _allegation("1122", "Accuse of abuses of human rights"),
    _allegation("1123", "Accuse of aggression"),
    _allegation("1124", "Accuse of war crimes"),
    _allegation("1125", "Accuse of espionage or treason"),
    _statement("113", SpeechAct.URGE, ABOUT, "Rally others against somebody"),
    _statement("114", SpeechAct.PROTEST, TO, "Complain officially"),
    _left_out("115", "Sue"),
    _left_out("116", "Find guilty or liable in court"),
)

CAMEO = MappingProxyType(
    {
        meaning.code: meaning
        for meaning in sorted(
            chain(
                OTHERS, _requests(), _intentions(), _demands(), _refusals(), _threats()
            ),
            key=lambda meaning: meaning.code,
        )
    }
)
"""All codes of the roots 01 to 05 and 10 to 13 of CAMEO. The other roots are deeds."""

CLASSES = (
    _statement(
        "AGREE", SpeechAct.ANNOUNCE, ABOUT, "Agree, offer or promise to cooperate"
    ),
    _statement("CONCEDE", SpeechAct.ACCEPT, ABOUT, "Give in"),
    _meeting("CONSULT", MeetingForm.MEETING, TOGETHER, "Meet or talk"),
    _meeting("CONSULT visit", MeetingForm.VISIT, VISITING, "Make a visit"),
    _meeting("CONSULT host", MeetingForm.VISIT, VISITED, "Host a visit"),
    _meeting("CONSULT phone", MeetingForm.CALL, TOGETHER, "Talk by telephone"),
    _meeting("CONSULT third-party", MeetingForm.MEETING, TOGETHER, "Mediate"),
    _meeting(
        "CONSULT multilateral", MeetingForm.MEETING, TOGETHER, "Meet with several sides"
    ),
    _left_out("SUPPORT", "Support", MANY),
    _statement("REQUEST", SpeechAct.REQUEST, TO, "Ask for something"),
    _statement("DEMAND", SpeechAct.DEMAND, TO, "Demand something"),
    _allegation("ACCUSE", "Accuse of something not specified"),
    _allegation("ACCUSE allege", "Accuse of something not specified"),
    _statement("ACCUSE disapprove", SpeechAct.CONDEMN, ABOUT, "Criticize or denounce"),
    _left_out("ACCUSE investigate", "Investigate"),
    _statement("DISAPPROVE", SpeechAct.CONDEMN, ABOUT, "Criticize or denounce"),
    _statement("REJECT", SpeechAct.REFUSE, ABOUT, "Refuse something"),
    _statement("THREATEN", SpeechAct.THREATEN, TO, "Threaten with something"),
    _left_out("COOPERATE", "Cooperate materially"),
    _left_out("AID", "Give aid"),
    _left_out("RETREAT", "Ease or release"),
    _left_out("INVESTIGATE", "Investigate"),
    _left_out("PROTEST", "Demonstrate or strike"),
    _left_out("CRIME", "Commit a crime"),
    _left_out("SANCTION", "Cut ties or aid"),
    _left_out("MOBILIZE", "Raise forces"),
    _left_out("COERCE", "Repress"),
    _left_out("ASSAULT", "Attack people"),
    _left_out("FIGHT", "Fight"),
)

PLOVER = MappingProxyType({meaning.code: meaning for meaning in CLASSES})
"""All classes of PLOVER, and the modes that say more than their class."""


def plover(event_type: str, mode: str = "") -> Meaning | None:
    """Return the meaning of a class of PLOVER, by its mode if that says more.

    For a class that PLOVER does not have it is `None`.

    >>> plover("CONSULT", "phone").form, plover("REJECT", "yield").act
    (<MeetingForm.CALL: 'call'>, <SpeechAct.REFUSE: 'refuse'>)
    """
    return PLOVER.get(f"{event_type} {mode}", PLOVER.get(event_type))
