"""Words for reports of reprisals."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class ReprisalState(Vocabulary):
    """open → acting → closed, with a reason."""

    OPEN = "open", _l("Open")
    ACTING = "acting", _l("Being acted on")
    CLOSED = "closed", _l("Closed")


class Learnt(Vocabulary):
    """How we learnt of it."""

    FROM_THEM = "from_them", _l("From them")
    AFTERCARE = "aftercare", _l("When we asked how they are")
    REPLY = "reply", _l("From an answer to a summary")
    SOMEONE = "someone", _l("From someone they trust")
    NEWS = "news", _l("From the news")
    OTHER = "other", _l("In another way")


class ReprisalEvent:
    """Events about reports of reprisals. None says who it happened to in the open."""

    REPORTED = event_kind("reprisal.reported", _l("Reported reprisals"))
    READ = event_kind("reprisal.read", _l("Read a report of reprisals"))
    ACTED = event_kind("reprisal.acted", _l("Wrote down what is done about reprisals"))
    CLOSED = event_kind("reprisal.closed", _l("Closed a report of reprisals"))
