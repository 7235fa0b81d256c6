"""Words of the next wave."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class HowPlanned(Vocabulary):
    """Into how many engagements the marked people go."""

    TOGETHER = "together", _l("One engagement for all of them"), _l("They would learn of one another.")
    EACH = "each", _l("One engagement for each of them"), _l("Nobody learns who else was asked.")


class WaveEvent:
    """Events about the next wave."""

    MARKED = event_kind("map_mark.set", _l("Marked somebody for the next wave"))
    UNMARKED = event_kind("map_mark.removed", _l("Took a mark for the next wave away"))
