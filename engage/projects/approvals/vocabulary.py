"""What a second person is asked for, where a request stands, and what the log says of it."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class ApprovalKind(Vocabulary):
    """What one person alone may not do."""

    LOWER_TIER = "lower_tier", _l("Lower the protection of someone")
    REVEAL_MORE = "reveal_more", _l("Look at one more name")
    EXPORT_IDENTITIES = "export_identities", _l("Take out names and contacts")
    ERASE = "erase", _l("Erase someone")
    INVITE = "invite", _l("Get in touch with someone at risk")
    EXPORT_MAP = "export_map", _l("Take out the map")


class ApprovalState(Vocabulary):
    """waiting → agreed → used; or refused, withdrawn, or lapsed when its time is over."""

    WAITING = "waiting", _l("Waits for a second person")
    AGREED = "agreed", _l("Agreed")
    REFUSED = "refused", _l("Refused")
    USED = "used", _l("Done")
    WITHDRAWN = "withdrawn", _l("Withdrawn")
    LAPSED = "lapsed", _l("Lapsed")


# Whoever agrees to these must be allowed to look at the name themselves.
OF_IDENTITIES = frozenset({ApprovalKind.REVEAL_MORE, ApprovalKind.EXPORT_IDENTITIES})
# Here the agreement itself is what was asked for: it counts at once, and nobody has to come back and use it up.
AT_ONCE = frozenset({ApprovalKind.INVITE})


class ApprovalEvent:
    """Events about requests to a second person."""

    ASKED = event_kind("approval.asked", _l("Asked a second person"), "approval", "reason", kind=ApprovalKind)
    AGREED = event_kind("approval.agreed", _l("Agreed as the second person"), "approval", kind=ApprovalKind)
    REFUSED = event_kind(
        "approval.refused", _l("Refused as the second person"), "approval", "reason", kind=ApprovalKind
    )
    WITHDRAWN = event_kind("approval.withdrawn", _l("Withdrew a request"), "approval", kind=ApprovalKind)
    USED = event_kind("approval.used", _l("Did what was agreed to"), "approval", kind=ApprovalKind)
