"""Where a correction and an erasure stand, and what the log says of a record's life."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class CorrectionState(Vocabulary):
    """What came of a request to put something right."""

    OPEN = "open", _l("Waiting")
    DONE = "done", _l("Put right")
    REFUSED = "refused", _l("Refused")


class ErasureState(Vocabulary):
    """Whether everything of an erased record is gone."""

    OPEN = "open", _l("Begun")
    CLOSED = "closed", _l("Erased")


class LifeEvent:
    """Events of a record's life."""

    CHECKED = event_kind("stakeholder.checked", _l("Checked that a record is still right"))
    RESTRICTED = event_kind("stakeholder.restricted", _l("Restricted a record"), "review_on")
    LIFTED = event_kind("stakeholder.restriction_lifted", _l("Lifted the restriction of a record"))
    CORRECTION_ASKED = event_kind("stakeholder.correction_asked", _l("Took up a request to correct a record"), "due_on")
    CORRECTION_SETTLED = event_kind(
        "stakeholder.correction_settled", _l("Answered a request to correct a record"), state=CorrectionState
    )
    ERASURE_BEGUN = event_kind("stakeholder.erasure_begun", _l("Began to erase someone, as two agreed"), "records")
    ERASED = event_kind("stakeholder.erased", _l("Erased someone"), "records")
    EXTRACTED = event_kind(
        "stakeholder.extracted", _l("Handed someone what is held about them"), "language", "form", "reason"
    )
