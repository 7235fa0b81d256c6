"""What refusals of inviting say to the reader. Values in, words out."""

from __future__ import annotations

from engage.engagements.inviting.service import AnsweredAlready, InvitedAlready, NoText, NotInvitedYet, NotOnPaper
from engage.engagements.inviting.vocabulary import Skip
from engage.engagements.refusals import EngagementOver, NotPlanned
from engage.i18n.texts import gettext as _
from engage.outreach.service import (
    AlreadyWaiting,
    LinkInText,
    NotInThisState,
    NotSentByUs,
    SayThatYouKnow,
    TextNeeded,
    TooLong,
)
from engage.outreach.stop.service import Stopped

REFUSALS = (
    Stopped,
    NoText,
    InvitedAlready,
    AnsweredAlready,
    NotInvitedYet,
    NotOnPaper,
    NotPlanned,
    EngagementOver,
    AlreadyWaiting,
    LinkInText,
    TextNeeded,
    TooLong,
    NotSentByUs,
    NotInThisState,
    SayThatYouKnow,
)


def in_words(refusal: Exception) -> list[str]:
    """Why not, and what to do: one sentence for each reason."""
    match refusal:
        case Stopped():
            return [str(reason.label) for reason in refusal.reasons]
        case NoText():
            return [str(Skip.NO_TEXT.label)]
        case InvitedAlready():
            return [str(Skip.INVITED.label)]
        case AnsweredAlready():
            return [str(Skip.ANSWERED.label)]
        case NotInvitedYet():
            return [str(Skip.NOT_INVITED.label)]
        case NotOnPaper() | NotSentByUs():
            return [_("Nothing goes out to them in this way. Choose the channel that is safe for them.")]
        case NotPlanned() | EngagementOver():
            return [_("The engagement is no longer planned: nobody is asked to it any more.")]
        case AlreadyWaiting():
            return [_("A message to them is on its way already.")]
        case LinkInText():
            return [_("Take addresses of pages out of the text. Only the portal's goes along, if you choose so.")]
        case TextNeeded():
            return [_("This needs an answer.")]
        case TooLong():
            return [_("This is too long.")]
        case SayThatYouKnow():
            return [_("Say first that it did not arrive: otherwise they may get it twice.")]
        case _:
            return [_("That cannot be done any more: see where the message stands now.")]
