"""The eight principles in the source's own order, and what a finding can be."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary

EVERYONE = 3
"""The tier up to which someone must see to see everyone."""


class Principle(Vocabulary):
    """The eight principles for meaningful engagement."""

    TIMELY = "timely", _l("Timely"), _l("Rights holders are heard while the decision can still change.")
    REPRESENTATIVE = (
        "representative",
        _l("Representative"),
        _l("Rights holders and intermediaries, technology and human rights are all heard."),
    )
    INCLUSIVE = "inclusive", _l("Inclusive"), _l("Those at heightened risk are reached.")
    RESPECTFUL = "respectful", _l("Respectful"), _l("We listen, share, and meet people in a way that fits them.")
    FOCUSED = "focused", _l("Focused"), _l("It is about the issues that matter and a decision that is named.")
    COMMITTED = "committed", _l("Committed"), _l("Those who sit there know enough and can change something.")
    SAFE = "safe", _l("Safe"), _l("Nobody is put at risk by taking part.")
    CANDID = "candid", _l("Candid"), _l("People know how they were chosen and what became of their words.")


class Verdict(Vocabulary):
    """What the evidence says of one criterion."""

    MET = "met", _l("Met")
    PARTLY = "partly", _l("Partly met")
    NOT_MET = "not_met", _l("Not met")
    NOT_YET_DUE = "not_yet_due", _l("Not yet due")
    NOT_APPLICABLE = "not_applicable", _l("Does not apply")


class RecordKind(Vocabulary):
    """What a finding can rest on."""

    ENGAGEMENT = "engagement", _l("Engagement")
    STAKEHOLDER = "stakeholder", _l("Someone who takes part")
    COMPANY = "company", _l("Someone of the company")
    DECISION = "decision", _l("Decision")
    FEEDBACK = "feedback", _l("Feedback item")
    SUMMARY = "summary", _l("Summary")


class PrinciplesEvent:
    """Events about checks."""

    CHECKED = event_kind("principles.checked", _l("Kept a check against the eight principles"), "stage", "version")
    DISAGREED = event_kind("principles.disagreed", _l("Disagreed with a finding"), "criterion")
