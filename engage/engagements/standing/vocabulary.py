"""Words for panels (BSR, Company stakeholder panels; BT theme 3)."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class PanelState(Vocabulary):
    """standing → ended, with a reason."""

    STANDING = "standing", _l("Standing")
    ENDED = "ended", _l("Ended")


class PanelRole(Vocabulary):
    """What somebody is on a panel."""

    MEMBER = "member", _l("Member")
    CHAIR = "chair", _l("Chair")
    ADVISER = "adviser", _l("Adviser")
    OBSERVER = "observer", _l("Observer")


class Due(Vocabulary):
    """What a panel asks for."""

    TERM = "term", _l("A term ends")
    SESSION = "session", _l("No session is planned")
    REVIEW = "review", _l("The review is due")


class StandingEvent:
    """Events about panels. None says who sits on one."""

    FOUNDED = event_kind("panel.founded", _l("Set up a panel"))
    CHANGED = event_kind("panel.changed", _l("Changed a panel"), "fields")
    SEATED = event_kind("panel.seated", _l("Noted who sits on a panel"))
    LEFT = event_kind("panel.left", _l("Noted that somebody left a panel"))
    MET = event_kind("panel.met", _l("Noted a session of a panel"))
    REVIEWED = event_kind("panel.reviewed", _l("Reviewed a panel"))
    ENDED = event_kind("panel.ended", _l("Ended a panel"))
