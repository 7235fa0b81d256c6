"""Words for how people are after an engagement."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class Wellbeing(Vocabulary):
    """How someone is, as they said it or as it was seen."""

    WELL = "well", _l("They are well")
    UNEASY = "uneasy", _l("They are uneasy"), _l("Something worries them; nobody did anything to them.")
    REPRISAL = "reprisal", _l("They felt reprisals"), _l("A report opens, and nothing more goes out meanwhile.")
    NOT_REACHED = "not_reached", _l("Not reached"), _l("Say when to ask again.")


class AftercareEvent:
    """Events about aftercare."""

    ASKED = event_kind("aftercare.asked", _l("Wrote down how somebody is after an engagement"))
    MOVED = event_kind("aftercare.moved", _l("Changed when somebody is asked how they are"))
