"""Events about notes."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l


class NoteEvent:
    """Events about notes on a person; their words are never in them."""

    WRITTEN = event_kind("stakeholder_note.written", _l("Wrote a note about someone"))
    REMOVED = event_kind("stakeholder_note.removed", _l("Removed a note about someone"))
