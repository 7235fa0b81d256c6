"""Words for those who turn to us."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class Came(Vocabulary):
    """How somebody turned to us."""

    CALL = "call", _l("By telephone")
    MESSAGE = "message", _l("By a message")
    LETTER = "letter", _l("By letter")
    IN_PERSON = "in_person", _l("In person")
    THROUGH = "through", _l("Through somebody they trust")
    PORTAL = "portal", _l("Through the portal")


class ApproachEvent:
    """Events about those who turned to us."""

    NOTED = event_kind("approach.noted", _l("Noted that somebody turned to us"))
