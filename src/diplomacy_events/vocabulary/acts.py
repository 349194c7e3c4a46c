"""What a speaker does by saying something."""

from typing import NamedTuple

from diplomacy_events.vocabulary.term import Vocabulary

__all__ = ["CLOSE_ACTS", "Close", "SpeechAct"]


class SpeechAct(Vocabulary):
    """What a speaker does by saying it.

    An utterance has one act. Where several fit, and no rule on close acts decides, it
    is the one that stands first in this list, which goes from the particular to the
    general.
    """

    DESIGNATE = (
        "designate",
        "Put somebody or something into a legal category by declaring so.",
        "The prosecutor declared the charity an extremist organization.",
    )
    RECOGNIZE = (
        "recognize",
        "Declare that one treats a state, government, border or result as lawful.",
        "Arvandia recognized the council as the government of Belmoria.",
    )
    RETRACT = (
        "retract",
        "Take back or correct what one said, promised or agreed to before.",
        "The minister withdrew his remark about the border.",
    )
    APOLOGIZE = (
        "apologize",
        "Say that one is sorry for what one, or one's own side, did.",
        "President Soren apologized for the raid.",
    )
    THREATEN = (
        "threaten",
        "Say that one will do harm, whether or not on a condition.",
        "Belmoria said it would close the strait unless the patrols stopped.",
    )
    WARN = (
        "warn",
        "Say that harm may come which is not the speaker's own to do.",
        "The envoy warned that the truce might not last the week.",
    )
    ACCUSE = (
        "accuse",
        "Say that somebody does or did wrong, where that they did is the point.",
        "Arvandia said that Belmorian troops had shelled a village.",
    )
    DENY = (
        "deny",
        "Say that what others say is not so.",
        "The ministry said that no envoy had met the rebels.",
    )
    PROTEST = (
        "protest",
        "Complain officially to those who are held responsible.",
        "Belmoria summoned the ambassador over the flights.",
    )
    DEMAND = (
        "demand",
        "Call for something as one's due, or as what the addressee must do.",
        "Arvandia demanded that the troops leave at once.",
    )
    CONDEMN = (
        "condemn",
        "Find fault with somebody or with what they do, mildly or strongly.",
        "The council criticized the new law of Belmoria.",
    )
    URGE = (
        "urge",
        "Press somebody to act, without claiming a right to it or asking for a favour.",
        "The secretary-general urged both sides to hold back.",
    )
    REFUSE = (
        "refuse",
        "Say no to what is asked, offered, proposed or demanded, or to acting at all.",
        "Belmoria rejected the plan for a buffer zone.",
    )
    ACCEPT = (
        "accept",
        "Say yes to what was asked, offered, proposed or demanded of one; forgive.",
        "President Lind accepted the invitation.",
    )
    INVITE = (
        "invite",
        "Ask somebody to come, or to take part in an occasion.",
        "President Lind invited President Soren to Port Belmor.",
    )
    OFFER = (
        "offer",
        "Say that one is ready to do or give something, if the other side wants it.",
        "Arvandia offered to host the talks.",
    )
    PROPOSE = (
        "propose",
        "Put forward what several sides might do or agree to.",
        "The mediator suggested a truce of three days.",
    )
    PROMISE = (
        "promise",
        "Bind oneself to others to do or not to do something that they may welcome.",
        "The prime minister vowed to return the prisoners.",
    )
    REQUEST = (
        "request",
        "Ask for something that the addressee may give or refuse.",
        "Belmoria asked its neighbour for tents and doctors.",
    )
    CONDOLE = (
        "condole",
        "Share in the grief, or feel with the hardship, of others.",
        "President Soren sent condolences after the earthquake.",
    )
    CONGRATULATE = (
        "congratulate",
        "Share in the success or the feast of others.",
        "The king congratulated the president on her election.",
    )
    THANK = (
        "thank",
        "Say that one is grateful to somebody.",
        "The minister thanked Arvandia for its doctors.",
    )
    SUPPORT = (
        "support",
        "Take somebody's side, or agree with their position, cause or deed.",
        "Arvandia backed the claim of Belmoria to the islands.",
    )
    PRAISE = (
        "praise",
        "Speak well of somebody or something.",
        "She called the partnership a model for the region.",
    )
    DOUBT = (
        "doubt",
        "Say that one is not sure that something is so, is meant, or will succeed.",
        "Officials were sceptical that the truce would hold.",
    )
    DECLINE_COMMENT = (
        "decline-comment",
        "Say that one will not speak to a matter.",
        "The spokeswoman would not comment on the report.",
    )
    CONFIRM = (
        "confirm",
        "Say that what others said, reported or asked about is so, of oneself as well.",
        "Belmoria confirmed that the president would come.",
    )
    ANNOUNCE = (
        "announce",
        "Make known what one did, decided or means to do.",
        "The palace said that the king would travel on Monday.",
    )
    COMMENT = (
        "comment",
        "Tell of facts or give a view, and do nothing else on this list.",
        "The minister said that the talks had been long.",
    )


class Close(NamedTuple):
    """Acts that are easily taken for each other, and the rule that decides.

    Attributes:
        acts: the acts.
        rule: what decides.
    """

    acts: tuple[SpeechAct, ...]
    rule: str


CLOSE_ACTS = (
    Close(
        (SpeechAct.THREATEN, SpeechAct.WARN),
        "Whoever says that they themselves would do the harm threatens.",
    ),
    Close(
        (SpeechAct.THREATEN, SpeechAct.DEMAND),
        "A demand with the harm that follows if it is not met is a threat, and what is "
        "demanded is its condition.",
    ),
    Close(
        (SpeechAct.THREATEN, SpeechAct.PROMISE),
        "A promise is of what the addressee may welcome, a threat of what they fear.",
    ),
    Close(
        (SpeechAct.WARN, SpeechAct.ACCUSE),
        "A charge of what somebody may yet do is a warning, a charge of what they do "
        "or did an accusation. An allegation can rest on either.",
    ),
    Close(
        (SpeechAct.ACCUSE, SpeechAct.CONDEMN),
        "Where the accused might dispute that they did it, it is an accusation; where "
        "only the judgement on it could be disputed, it is condemned.",
    ),
    Close(
        (SpeechAct.PROTEST, SpeechAct.CONDEMN),
        "A protest is handed to those responsible, by note, summons or complaint; all "
        "other fault is condemned.",
    ),
    Close(
        (SpeechAct.DENY, SpeechAct.REFUSE),
        "What is denied is a claim, what is refused is something to do.",
    ),
    Close(
        (SpeechAct.DENY, SpeechAct.RETRACT),
        "One denies the words of others, and retracts one's own.",
    ),
    Close(
        (SpeechAct.DENY, SpeechAct.DOUBT),
        "Whoever leaves it open doubts.",
    ),
    Close(
        (SpeechAct.DEMAND, SpeechAct.REQUEST),
        "A demand names a duty or a right, a request leaves the choice; the verb of "
        "the source decides where nothing else does.",
    ),
    Close(
        (SpeechAct.DEMAND, SpeechAct.URGE),
        "Whoever demands says must, whoever urges says should.",
    ),
    Close(
        (SpeechAct.URGE, SpeechAct.REQUEST),
        "What is asked for the speaker's own side is a request; what is asked for the "
        "good of the addressee or of third parties is urged.",
    ),
    Close(
        (SpeechAct.URGE, SpeechAct.PROPOSE),
        "A proposal is something to say yes or no to; to urge is to press for a deed.",
    ),
    Close(
        (SpeechAct.OFFER, SpeechAct.PROMISE, SpeechAct.ANNOUNCE),
        "An offer waits for a yes, a promise is owed to somebody, and what is neither "
        "is announced.",
    ),
    Close(
        (SpeechAct.OFFER, SpeechAct.PROPOSE, SpeechAct.INVITE),
        "An offer is of what the speaker would do, a proposal of what several would "
        "do, an invitation of where somebody would come.",
    ),
    Close(
        (SpeechAct.ACCEPT, SpeechAct.CONFIRM),
        "One accepts what is to be done, and confirms what is so. Owning up to a deed "
        "is to confirm it.",
    ),
    Close(
        (SpeechAct.ACCEPT, SpeechAct.SUPPORT),
        "One accepts what was put to oneself, and supports what concerns others.",
    ),
    Close(
        (SpeechAct.SUPPORT, SpeechAct.PRAISE),
        "Where there are sides and one is taken, it is support.",
    ),
    Close(
        (SpeechAct.SUPPORT, SpeechAct.RECOGNIZE),
        "Recognition has legal effect for the speaker, support has none.",
    ),
    Close(
        (SpeechAct.CONFIRM, SpeechAct.ANNOUNCE),
        "Whoever is first to make it public announces it, whoever says it after others "
        "confirms it.",
    ),
    Close(
        (SpeechAct.DECLINE_COMMENT, SpeechAct.REFUSE),
        "To refuse to answer is to decline comment; to refuse to act is to refuse.",
    ),
)
"""The acts that are easily taken for each other; all other pairs differ plainly."""
