"""Words of actions: what is owed, and what became of it (requirements 3.10, BSR *Committed*)."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class ActionKind(Vocabulary):
    """What is owed."""

    PROMISE = "promise", _l("A promise we made")
    REQUEST = "request", _l("A request for information"), None, "BT, Disparity in access to data"
    CORRECTION = "correction", _l("A correction they asked for")
    AFTERCARE = "aftercare", _l("To ask how they are")
    FOLLOW_UP = "follow_up", _l("A next step")


class ActionState(Vocabulary):
    """open → done, or refused with the reason in writing."""

    OPEN = "open", _l("Open")
    DONE = "done", _l("Done")
    REFUSED = "refused", _l("Refused, with the reason")


class ActionEvent:
    """Events about actions."""

    OWED = event_kind("action.owed", _l("Wrote down what is owed"), "due", kind=ActionKind)
    CHANGED = event_kind("action.changed", _l("Changed what is owed"), "fields")
    SETTLED = event_kind("action.settled", _l("Said what became of what was owed"), state=ActionState)
    REOPENED = event_kind("action.reopened", _l("Opened again what is owed"))
