"""Words for the calendar: what an entry is, said so that it tells nothing."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class EntryKind(Vocabulary):
    """What stands on a day. The labels are all that a feed says."""

    CONVERSATION = "conversation", _l("Conversation")
    NOTES = "notes", _l("Notes promised")
    OWED = "owed", _l("Promise due")
    CARE = "care", _l("Call back")
    TERM = "term", _l("Term ends")
    REVIEW = "review", _l("Review due")
    WINDOW_OPENS = "window_opens", _l("Window opens")
    WINDOW_CLOSES = "window_closes", _l("Window closes")
    DECISION = "decision", _l("Decision due")
    PEAK = "peak", _l("Day to watch")


class FeedEvent:
    """Events about the address of a feed."""

    OPENED = event_kind("calendar_feed.opened", _l("Made a secret address for their calendar"))
    CLOSED = event_kind("calendar_feed.closed", _l("Closed the secret address of their calendar"))
