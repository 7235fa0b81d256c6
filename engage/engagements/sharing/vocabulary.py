"""Words for the record that participants are given, and for what else is given to them."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class RecordState(Vocabulary):
    """draft → sent for correction → agreed; a new version begins as a draft."""

    DRAFT = "draft", _l("Draft")
    SENT = "sent", _l("Sent for correction")
    AGREED = "agreed", _l("Agreed")


class Handed(Vocabulary):
    """How the record came to somebody."""

    MESSAGE = "message", _l("By a message over their safe channel")
    LETTER = "letter", _l("As a letter")
    HAND = "hand", _l("Handed over on paper")
    READ_OUT = "read_out", _l("Read out to them")


class Verdict(Vocabulary):
    """What somebody says of the record."""

    WAITING = "waiting", _l("No answer yet")
    RIGHT = "right", _l("It is right")
    CORRECTION = "correction", _l("Asks for a correction")


class Whose(Vocabulary):
    """Whose view a paragraph of the record is."""

    RIGHTS_HOLDERS = "rights_holders", _l("Rights holders"), None, "BSR, Navigating different perspectives"
    OTHERS = "others", _l("Other stakeholders")
    COMPANY = "company", _l("The company")


class SharingEvent:
    """Events about records and given information."""

    WRITTEN = event_kind("shared_record.written", _l("Wrote the record for participants"), "revision")
    SENT = event_kind("shared_record.sent", _l("Sent the record for correction"), "revision")
    HANDED = event_kind("shared_record.handed", _l("Noted that somebody was given the record"))
    ANSWERED = event_kind("shared_record.answered", _l("Noted what somebody says of the record"), verdict=Verdict)
    AGREED = event_kind("shared_record.agreed", _l("Noted that the record is agreed"), "revision")
    GIVEN = event_kind("given_information.noted", _l("Noted what participants were given"))
