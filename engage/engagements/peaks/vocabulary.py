"""Words for days on which risks peak (BSR, Anticipating)."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class PeakKind(Vocabulary):
    """What makes risks peak."""

    ELECTION = "election", _l("Election"), None, "BSR, Anticipating"
    ANNIVERSARY = "anniversary", _l("Anniversary")
    LAW = "law", _l("Change of law")
    LAUNCH = "launch", _l("Product launch")
    OTHER = "other", _l("Something else")


class PeakState(Vocabulary):
    """watched → dismissed, with a reason."""

    WATCHED = "watched", _l("Watched")
    DISMISSED = "dismissed", _l("Needs no engagement")


class PeakEvent:
    """Events about days to watch."""

    NOTED = event_kind("peak.noted", _l("Noted a day to watch"))
    CHANGED = event_kind("peak.changed", _l("Changed a day to watch"), "fields")
    MET = event_kind("peak.met", _l("Planned an engagement before a day to watch"))
    DISMISSED = event_kind("peak.dismissed", _l("Said why a day needs no engagement"))
