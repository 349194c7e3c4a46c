"""Speech acts, and the rules that decide between acts that are close."""

from typing import NamedTuple

from diplomacy_events.vocabulary.term import Vocabulary

__all__ = ["CLOSE_ACTS", "Close", "SpeechAct"]


class SpeechAct(Vocabulary):
    """What a speaker does by saying something.

    An utterance has one act. If several fit and no rule on close acts decides, choose
    the one that comes first in this list, which goes from the particular to the
    general.
    """

    DESIGNATE = (
        "designate",
        "Place somebody or something in a legal category by declaration.",
        "The prosecutor declared the charity an extremist organization.",
    )
    RECOGNIZE = (
        "recognize",
        "Declare that one accepts a state, government, border or result as lawful.",
        "Arvandia recognized the council as the government of Belmoria.",
    )
    RETRACT = (
        "retract",
        "Take back or correct something one said, promised or agreed to earlier.",
        "The minister withdrew his remark about the border.",
    )
    APOLOGIZE = (
        "apologize",
        "Say sorry for something that one, or one's own side, did.",
        "President Soren apologized for the raid.",
    )
    THREATEN = (
        "threaten",
        "Say that one will do harm, with or without a condition.",
        "Belmoria said it would close the strait unless the patrols stopped.",
    )
    WARN = (
        "warn",
        "Say that harm may come that the speaker would not cause.",
        "The envoy warned that the truce might not last the week.",
    )
    ACCUSE = (
        "accuse",
        "Say that somebody does or did wrong; the point is that they did it.",
        "Arvandia said that Belmorian troops had shelled a village.",
    )
    DENY = (
        "deny",
        "Say that a claim made by others is not true.",
        "The ministry said that no envoy had met the rebels.",
    )
    PROTEST = (
        "protest",
        "Complain officially to those held responsible.",
        "Belmoria summoned the ambassador over the flights.",
    )
    DEMAND = (
        "demand",
        "Call for something as one's right, or as the addressee's duty.",
        "Arvandia demanded that the troops leave at once.",
    )
    CONDEMN = (
        "condemn",
        "Criticize somebody, or what they do, mildly or strongly.",
        "The council criticized the new law of Belmoria.",
    )
    URGE = (
        "urge",
        "Press somebody to act, without claiming a right or asking a favour.",
        "The secretary-general urged both sides to hold back.",
    )
    REFUSE = (
        "refuse",
        "Say no to a request, offer, proposal or demand, or to any action.",
        "Belmoria rejected the plan for a buffer zone.",
    )
    ACCEPT = (
        "accept",
        "Say yes to a request, offer, proposal or demand made to oneself; forgive.",
        "President Lind accepted the invitation.",
    )
    INVITE = (
        "invite",
        "Ask somebody to come or to take part in an occasion.",
        "President Lind invited President Soren to Port Belmor.",
    )
    OFFER = (
        "offer",
        "Say that one is ready to do or give something if the other side wants it.",
        "Arvandia offered to host the talks.",
    )
    PROPOSE = (
        "propose",
        "Suggest something that several sides could do or agree to.",
        "The mediator suggested a truce of three days.",
    )
    PROMISE = (
        "promise",
        "Commit oneself to others to do, or not to do, something they may welcome.",
        "The prime minister vowed to return the prisoners.",
    )
    REQUEST = (
        "request",
        "Ask for something that the addressee is free to give or refuse.",
        "Belmoria asked its neighbour for tents and doctors.",
    )
    CONDOLE = (
        "condole",
        "Express sympathy with the grief or hardship of others.",
        "President Soren sent condolences after the earthquake.",
    )
    CONGRATULATE = (
        "congratulate",
        "Express joy at the success or the celebration of others.",
        "The king congratulated the president on her election.",
    )
    THANK = (
        "thank",
        "Express gratitude to somebody.",
        "The minister thanked Arvandia for its doctors.",
    )
    SUPPORT = (
        "support",
        "Take somebody's side, or agree with their position, cause or action.",
        "Arvandia backed the claim of Belmoria to the islands.",
    )
    PRAISE = (
        "praise",
        "Speak well of somebody or something.",
        "She called the partnership a model for the region.",
    )
    DOUBT = (
        "doubt",
        "Say that one is not sure that something is true, is sincere or will succeed.",
        "Officials were sceptical that the truce would hold.",
    )
    DECLINE_COMMENT = (
        "decline-comment",
        "Say that one will not comment on a matter.",
        "The spokeswoman would not comment on the report.",
    )
    CONFIRM = (
        "confirm",
        "Say that what others said, reported or asked is true, even about oneself.",
        "Belmoria confirmed that the president would come.",
    )
    ANNOUNCE = (
        "announce",
        "Make public what one did, decided or intends to do.",
        "The palace said that the king would travel on Monday.",
    )
    COMMENT = (
        "comment",
        "State facts or give a view, and do nothing else on this list.",
        "The minister said that the talks had been long.",
    )


class Close(NamedTuple):
    """Acts that are easily confused, and the rule that decides between them.

    Attributes:
        acts: the acts.
        rule: what decides.
    """

    acts: tuple[SpeechAct, ...]
    rule: str


CLOSE_ACTS = (
    Close(
        (SpeechAct.THREATEN, SpeechAct.WARN),
        "It is a threat if the speakers say that they themselves would do the harm.",
    ),
    Close(
        (SpeechAct.THREATEN, SpeechAct.DEMAND),
        "A demand backed by harm if it is not met is a threat, and the demand is its "
        "condition.",
    ),
    Close(
        (SpeechAct.THREATEN, SpeechAct.PROMISE),
        "A promise is about something the addressee may welcome, a threat about "
        "something they fear.",
    ),
    Close(
        (SpeechAct.WARN, SpeechAct.ACCUSE),
        "A charge about what somebody may do in future is a warning; a charge about "
        "what they do or did is an accusation. An allegation can rest on either.",
    ),
    Close(
        (SpeechAct.ACCUSE, SpeechAct.CONDEMN),
        "If the accused could dispute that they did it, it is an accusation; if they "
        "could dispute only the judgement, it is condemnation.",
    ),
    Close(
        (SpeechAct.PROTEST, SpeechAct.CONDEMN),
        "A protest goes to those responsible, by note, summons or complaint; all "
        "other criticism is condemnation.",
    ),
    Close(
        (SpeechAct.DENY, SpeechAct.REFUSE),
        "Claims are denied; actions are refused.",
    ),
    Close(
        (SpeechAct.DENY, SpeechAct.RETRACT),
        "Speakers deny the words of others and retract their own.",
    ),
    Close(
        (SpeechAct.DENY, SpeechAct.DOUBT),
        "It is doubt if the speaker leaves open whether it is true.",
    ),
    Close(
        (SpeechAct.DEMAND, SpeechAct.REQUEST),
        "A demand names a duty or a right; a request leaves the choice. If nothing "
        "else decides, the verb of the source does.",
    ),
    Close(
        (SpeechAct.DEMAND, SpeechAct.URGE),
        "A demand says must; urging says should.",
    ),
    Close(
        (SpeechAct.URGE, SpeechAct.REQUEST),
        "Asking for one's own side is a request; asking for the good of the addressee "
        "or of third parties is urging.",
    ),
    Close(
        (SpeechAct.URGE, SpeechAct.PROPOSE),
        "A proposal can be answered with yes or no; urging presses for action.",
    ),
    Close(
        (SpeechAct.OFFER, SpeechAct.PROMISE, SpeechAct.ANNOUNCE),
        "An offer waits for a yes, and a promise is owed to somebody; if it is "
        "neither, it is announced.",
    ),
    Close(
        (SpeechAct.OFFER, SpeechAct.PROPOSE, SpeechAct.INVITE),
        "An offer is about what the speaker would do, a proposal about what several "
        "sides would do, an invitation about where somebody would come.",
    ),
    Close(
        (SpeechAct.ACCEPT, SpeechAct.CONFIRM),
        "Actions are accepted; facts are confirmed. Admitting an action is confirming "
        "it.",
    ),
    Close(
        (SpeechAct.ACCEPT, SpeechAct.SUPPORT),
        "Speakers accept what was put to them, and support what concerns others.",
    ),
    Close(
        (SpeechAct.SUPPORT, SpeechAct.PRAISE),
        "If there are sides and the speaker takes one, it is support.",
    ),
    Close(
        (SpeechAct.SUPPORT, SpeechAct.RECOGNIZE),
        "Recognition has legal effect for the speaker; support does not.",
    ),
    Close(
        (SpeechAct.CONFIRM, SpeechAct.ANNOUNCE),
        "The first to make it public announces it; whoever says it after others "
        "confirms it.",
    ),
    Close(
        (SpeechAct.DECLINE_COMMENT, SpeechAct.REFUSE),
        "Refusing to answer is declining comment; refusing to act is a refusal.",
    ),
)
"""The acts that are easily confused; all other pairs are clearly different."""
