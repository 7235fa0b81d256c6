"""Words of the map: the question asked and what became of a naming (snowball.md 1.8, requirements 2.1)."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class Question(Vocabulary):
    """What was asked. Kinds of naming are never mixed in a count."""

    SPEAKS_FOR_US = "speaks_for_us", _l("Who speaks for you?"), None, "BSR, Legitimate Representation"
    SHOULD_BE_HEARD = "should_be_heard", _l("Who else should be heard?")
    KNOWS = "knows", _l("Who knows about this?")
    DISAGREES = "disagrees", _l("Who would see this differently?")
    NOT_HEARD = "not_heard", _l("Who is never heard?")


class ReferralState(Vocabulary):
    """What became of a naming."""

    NAMED = "named", _l("Named")
    APPROACHED = "approached", _l("Approached")
    ENGAGED = "engaged", _l("Engaged")
    DECLINED = "declined", _l("Declined")
    UNREACHABLE = "unreachable", _l("Could not be reached")
    NOT_SAFE = "not_safe", _l("Not safe to approach")
    WITHDRAWN = "withdrawn", _l("Withdrawn")


ON_THE_MAP = tuple(state for state in ReferralState if state is not ReferralState.WITHDRAWN)
"""States of a naming that counts: one that was withdrawn is nowhere."""


class AskedThrough(Vocabulary):
    """How the question reached whoever answered."""

    CONVERSATION = "conversation", _l("In a conversation")
    SURVEY = "survey", _l("In a survey")
    LETTER = "letter", _l("In a letter")
    CALL = "call", _l("In a call")


class MayBeTold(Vocabulary):
    """Whether the namer agrees that the named person learns of it."""

    NOT_ASKED = "not_asked", _l("Not asked yet")
    YES = "yes", _l("Yes, with my name")
    WITHOUT_NAME = "without_name", _l("Yes, without my name")
    NO = "no", _l("No")


class ReferralEvent:
    """Events about the map."""

    RECORDED = event_kind("referral.recorded", _l("Recorded who named whom"))
    MOVED = event_kind("referral.moved", _l("Changed what became of a naming"), state=ReferralState)
    WITHDRAWN = event_kind("referral.withdrawn", _l("Withdrew who named whom"))
    WITHHELD = event_kind("referral.withheld", _l("Recorded that somebody was meant who may not be named"))
    START_ADDED = event_kind("referral.start_added", _l("Marked someone as a start of the map"))
