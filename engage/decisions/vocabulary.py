"""Junctures and states of business decisions (BSR *Engaging on Business Decisions*)."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class Juncture(Vocabulary):
    """At which point of the company's life the decision falls."""

    PRODUCT_DESIGN = "product_design", _l("Design of a product, service or technology")
    PRODUCT_CHANGE = "product_change", _l("Change to an existing product or service")
    MARKET = "market", _l("Market strategy")
    POLICY = "policy", _l("Policy and process")
    PARTNER = "partner", _l("Business partner")


class DecisionState(Vocabulary):
    """open → made, or withdrawn."""

    OPEN = "open", _l("Open")
    MADE = "made", _l("Made")
    WITHDRAWN = "withdrawn", _l("Withdrawn")


class Timing(Vocabulary):
    """How near the day of an open decision is."""

    OVERDUE = "overdue", _l("Overdue")
    SOON = "soon", _l("Due soon")
    LATER = "later", _l("Due later")


class DecisionEvent:
    """Events about decisions."""

    REGISTERED = event_kind("decision.registered", _l("Registered a decision"), "due")
    CHANGED = event_kind("decision.changed", _l("Changed a decision"), "fields")
    MADE = event_kind("decision.made", _l("Recorded that a decision was made"), "made_on")
    WITHDRAWN = event_kind("decision.withdrawn", _l("Withdrew a decision"))
