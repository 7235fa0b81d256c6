"""What became of words in a decision (BT note, *Close the loop*)."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class Outcome(Vocabulary):
    """How a feedback item counted."""

    CHANGED = "changed", _l("It changed the decision")
    CHANGED_IN_PART = "changed_in_part", _l("It changed the decision in part")
    DID_NOT = "did_not", _l("It did not change the decision")
    UNDER_CONSIDERATION = "under_consideration", _l("It is still under consideration")


class InfluenceEvent:
    """Events about influence."""

    ANSWERED = event_kind("influence.answered", _l("Said how words counted in a decision"), "decision", outcome=Outcome)
