"""Words about notices given and consents."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class ConsentKind(Vocabulary):
    """What happened."""

    NOTICE = "notice", _l("They were told"), _l("A notice was given; it asks for nothing.")
    CONSENT = "consent", _l("They agreed"), _l("They said yes freely, and can take it back at any time.")
    REFUSAL = "refusal", _l("They said no"), _l("Kept so that nobody asks them again without a reason.")


class ConsentPurpose(Vocabulary):
    """To what."""

    RECORD = "record", _l("That we keep this record")
    CONTACT = "contact", _l("That we contact them")
    COMPANY = "company", _l("That what they say is shared within the company")
    QUOTE = "quote", _l("That they are quoted without their name")
    NAMED = "named", _l("That they are quoted by name")
    REFER = "refer", _l("That others are told they named them")
    RECORDING = "recording", _l("That conversations are recorded")


class ConsentMeans(Vocabulary):
    """How it was given."""

    SPOKEN = "spoken", _l("Spoken, face to face")
    CALL = "call", _l("Spoken, over the phone or a call")
    WRITTEN = "written", _l("In writing")
    MESSAGE = "message", _l("By message or e-mail")
    THROUGH = "through", _l("Through a trusted person")


class Standing(Vocabulary):
    """How things stand with what someone agreed to."""

    STANDS = "stands", _l("Stands")
    ENDS_SOON = "ends_soon", _l("Ends soon")
    ENDED = "ended", _l("No longer holds")
    WITHDRAWN = "withdrawn", _l("Taken back")


class NoticeState(Vocabulary):
    """Whether a notice is given to people."""

    OFFERED = "offered", _l("In use")
    RETIRED = "retired", _l("Retired"), _l("No longer given; whoever was given it keeps that on record.")


class ConsentEvent:
    """Events about notices and consents."""

    RECORDED = event_kind("consent.recorded", _l("Recorded what someone was told or agreed to"), kind=ConsentKind)
    WITHDRAWN = event_kind("consent.withdrawn", _l("Recorded that someone took a consent back"))
    NOTICE_ADDED = event_kind("consent.notice_added", _l("Worded a notice"))
    NOTICE_WORDED = event_kind("consent.notice_worded", _l("Wrote a new version of a notice"), "language", "version")
    NOTICE_RETIRED = event_kind("consent.notice_retired", _l("Retired a notice"))
    NOTICE_OFFERED = event_kind("consent.notice_offered", _l("Took a retired notice into use again"))
