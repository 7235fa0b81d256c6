"""Words for what is asked of people and given back (B-Tech theme 3; BSR, Maintaining Independence)."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class LoadKind(Vocabulary):
    """What an entry of the ledger says."""

    ASKED = "asked", _l("Asked")
    TOOK_PART = "took_part", _l("Took part")
    GIVEN_BACK = "given_back", _l("Given back")
    QUIET = "quiet", _l("Quiet time")
    AGREED = "agreed", _l("Agreed how often")


class GivenBack(Vocabulary):
    """What someone got for their time. Reimbursing and supporting are not the same: one costs them nothing."""

    COSTS = (
        "costs",
        _l("Costs reimbursed"),
        _l("What taking part cost them: travel, care of children, a day's pay."),
        "BSR, Maintaining Independence",
    )
    MONEY = "money", _l("Money"), _l("A fee, a grant or a donation."), "BSR, Maintaining Independence"
    INFORMATION = "information", _l("Information"), _l("What they asked to know."), "B-Tech, theme 3"
    TRAINING = "training", _l("Training"), _l("For example on how a technology works."), "B-Tech, theme 3"
    SUPPORT = "support", _l("Support"), _l("Rooms, equipment, staff time, help in danger."), "B-Tech, theme 3"


class LoadEvent:
    """Events about what is asked and given back."""

    WRITTEN = event_kind("load.written", _l("Wrote down what was asked or given back"), kind=LoadKind)
    TAKEN_BACK = event_kind("load.taken_back", _l("Took away an entry on what was asked or given back"), kind=LoadKind)
