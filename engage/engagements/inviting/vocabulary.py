"""Words for inviting. What people may answer is the portal's list, too; a test holds the two together."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.engagements.vocabulary import Answer
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class InvitationState(Vocabulary):
    """made → given, or missed; or withdrawn, after which its code opens nothing."""

    MADE = "made", _l("Made out, not handed over yet")
    GIVEN = "given", _l("On its way or handed over")
    MISSED = "missed", _l("They were not reached")
    WITHDRAWN = "withdrawn", _l("Withdrawn")


class Skip(Vocabulary):
    """Why nothing can be sent to someone now, beside what the safety stop says."""

    NO_TEXT = "no_text", _l("There is no text in a language they read.")
    OUTDATED = "outdated", _l("The plan changed since the text in their language was written.")
    NO_WAY = "no_way", _l("There is no address marked safe for the channel they may be reached through.")
    BY_HAND = "by_hand", _l("Their safe channel is not e-mail: write a letter, or call.")
    NO_MAIL = "no_mail", _l("No mail server is set up.")
    INVITED = "invited", _l("They were asked already.")
    ANSWERED = "answered", _l("They answered already.")
    NOT_INVITED = "not_invited", _l("They were not asked yet.")


class Part(Vocabulary):
    """What an invitation tells, in this order."""

    GREETING = "greeting", _l("Greeting")
    PURPOSE = "purpose", _l("What it is for")
    STILL_OPEN = "still_open", _l("What is still open to change")
    DECIDED = "decided", _l("What is already decided")
    WHO_DECIDES = "who_decides", _l("Who decides")
    CONFIDENTIAL = "confidential", _l("What is confidential")
    SELECTED = "selected", _l("How you were chosen")
    PLACE_TIME = "place_time", _l("Where and when")
    LANGUAGES = "languages", _l("Languages and access")
    COSTS = "costs", _l("What it costs you")
    SAYING_NO = "saying_no", _l("How to say no")
    CLOSING = "closing", _l("Closing")


UNHEADED = frozenset({Part.GREETING, Part.CLOSING})
"""Said without a heading."""


class InvitationReply(Vocabulary):
    """What somebody who was invited may answer through the portal."""

    ACCEPT = "accept", _l("Yes, I want to take part")
    DECLINE = "decline", _l("No, I do not want to take part")
    QUESTION = "question", _l("I have a question")
    OTHER_WAY = "other_way", _l("I need another way, time or place")
    AT_RISK = "at_risk", _l("This could put me at risk")


ANSWERS = {InvitationReply.ACCEPT: Answer.ACCEPTED, InvitationReply.DECLINE: Answer.DECLINED}
"""Which replies are an answer to the invitation itself."""


class Outcome(Vocabulary):
    """What came of a call."""

    TOLD = "told", _l("They were asked")
    ACCEPTED = "accepted", _l("They were asked, and accepted")
    DECLINED = "declined", _l("They were asked, and declined")
    NOT_REACHED = "not_reached", _l("They were not reached")


class InvitingEvent:
    """Events about inviting. None says whom."""

    TEXT_WRITTEN = event_kind("inviting.text_written", _l("Wrote an invitation"))
    TEMPLATE_KEPT = event_kind("inviting.template_kept", _l("Kept a text to begin from"))
    TEMPLATE_REMOVED = event_kind("inviting.template_removed", _l("Removed a text to begin from"))
    MADE_OUT = event_kind("inviting.made_out", _l("Made out an invitation"))
    GIVEN = event_kind("inviting.given", _l("Recorded that an invitation was handed over"))
    CALL_OPENED = event_kind("inviting.call_opened", _l("Opened what to say in a call"))
    CALLED = event_kind("inviting.called", _l("Recorded a call"), outcome=Outcome)
    WITHDRAWN = event_kind("inviting.withdrawn", _l("Withdrew an invitation"))
    ANSWER_READ = event_kind("inviting.answer_read", _l("Read an answer to an invitation"))
    ANSWER_SETTLED = event_kind("inviting.answer_settled", _l("Dealt with an answer to an invitation"))
