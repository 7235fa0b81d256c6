"""Words for bringing records together."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class Keep(Vocabulary):
    """Which of two values stays."""

    KEPT = "kept", _l("From the record that stays")
    GONE = "gone", _l("From the record that goes")
    BOTH = "both", _l("Both")


class MergeEvent:
    """Events about records of the same person."""

    MERGED = event_kind("stakeholder.merged", _l("Brought two records together"), "gone", "fields", "moved")
    UNDONE = event_kind("stakeholder.merge_undone", _l("Took two records apart again"), "gone", "moved")
    DIFFERENT = event_kind("stakeholder.different", _l("Said that two records are two different people"), "other")
