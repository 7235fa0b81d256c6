"""Words of writing notes: what a line seems to hold, and what the log says of drafts."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class Hint(Vocabulary):
    """What may lead to somebody. Whose name it is, is never said."""

    EMAIL = "email", _l("An e-mail address")
    PHONE = "phone", _l("A phone number")
    NAME = "name", _l("Somebody's name")


class NotingEvent:
    """Events about drafts of notes."""

    DRAFT_DISCARDED = event_kind("noting.draft_discarded", _l("Threw a draft of notes away"))
    NAMES_POINTED_OUT = event_kind("noting.names_pointed_out", _l("Was told that a draft of notes holds a name"))
