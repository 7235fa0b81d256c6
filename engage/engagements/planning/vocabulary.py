"""Words of planning: what kind of conversation it is to be, and where a consent stands."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class EngagementType(Vocabulary):
    """What a conversation is to do, beyond finding risks (BSR *Direct engagement*, ERA-IV C)."""

    HEAR_RISKS = "hear_risks", _l("Hear what could go wrong"), _l("Risks and harm, as those affected see them.")
    CO_DESIGN = "co_design", _l("Design a solution together")
    JUDGE_MITIGATION = "judge_mitigation", _l("Judge whether a measure works")
    STANDING_PANEL = "standing_panel", _l("Meet a standing panel")
    SENIOR_LEADERS = "senior_leaders", _l("Meet senior leaders"), _l("Those affected speak with those who decide.")
    STAFF_HEAR = "staff_hear", _l("Staff hear an activist")
    CONSENT_PROCESS = (
        "consent_process",
        _l("Ask indigenous peoples for their consent"),
        _l("They are asked first how they want to be engaged. A no is an answer."),
        "UNDRIP, articles 19 and 32",
    )
    TRUSTED_ASSESSOR = (
        "trusted_assessor",
        _l("A third party trusted by both sides assesses"),
        _l("Where distrust is deep."),
    )


class ConsentState(Vocabulary):
    """Where free, prior and informed consent stands."""

    NOT_ASKED = "not_asked", _l("Not asked yet")
    ASKED_HOW = "asked_how", _l("Asked how they want to be engaged")
    AGREED = "agreed", _l("They agreed")
    WITHHELD = "withheld", _l("They said no")
    WITHDRAWN = "withdrawn", _l("They took their consent back")


SAID = frozenset({ConsentState.AGREED, ConsentState.WITHHELD, ConsentState.WITHDRAWN})
"""States that somebody said on a day."""


class PlanningEvent:
    """Events about planning."""

    NARROWED = event_kind("engagement.narrowed", _l("Opened an engagement only to those named"), "members")
    WIDENED = event_kind("engagement.widened", _l("Opened an engagement to the whole team"))
    COPIED = event_kind("engagement.copied", _l("Copied an engagement"))
    TEMPLATE_KEPT = event_kind("engagement.template_kept", _l("Kept a template of an engagement"))
    TEMPLATE_DROPPED = event_kind("engagement.template_dropped", _l("Dropped a template of an engagement"))
