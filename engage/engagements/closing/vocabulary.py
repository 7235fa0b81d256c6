"""Words for closing and opening again."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class Turn(Vocabulary):
    """Which way an engagement turned."""

    CLOSED = "closed", _l("Closed")
    REOPENED = "reopened", _l("Opened again")
    KEPT = "kept", _l("Left closed")


class Loose(Vocabulary):
    """What can still be open when somebody wants to close."""

    PROMISE = "promise", _l("Promises that are not kept yet")
    REQUEST = "request", _l("Requests for information without an answer")
    CORRECTION = "correction", _l("Corrections that were asked for and not made")
    STEP = "step", _l("Next steps that are not taken")
    NOTES = "notes", _l("Notes that were promised and not shared")
    RECORD = "record", _l("A record that participants have not answered")
    AFTERCARE = "aftercare", _l("People who are still to be asked how they are")
    REPRISAL = "reprisal", _l("A report of reprisals that is open")
    FEEDBACK = "feedback", _l("Feedback without an answer")
    LOOP = "loop", _l("Nobody was told what became of it")


class ClosingEvent:
    """Events about opening again; closing is an event of the engagement."""

    REOPENED = event_kind("engagement.reopened", _l("Opened an engagement again"))
    KEPT = event_kind("engagement.kept_closed", _l("Said why an engagement stays closed"))
