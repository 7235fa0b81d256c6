"""Words for what was heard."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class FeedbackKind(Vocabulary):
    """What an item speaks of."""

    RISK = "risk", _l("Risk or harm")
    OPPORTUNITY = "opportunity", _l("Opportunity")
    PROPOSAL = "proposal", _l("Proposal")
    QUESTION = "question", _l("Question")


class HeardThrough(Vocabulary):
    """By which channel something was heard."""

    IN_PERSON = "in_person", _l("In person")
    CALL = "call", _l("In a call")
    WRITING = "writing", _l("In writing")
    SURVEY = "survey", _l("In a survey")
    PROXY = "proxy", _l("Through someone who spoke for them")


class FeedbackEvent:
    """Events about what was heard."""

    HEARD = event_kind("feedback.heard", _l("Wrote down what was heard"))
    CHANGED = event_kind("feedback.changed", _l("Changed a feedback item"), "fields")
