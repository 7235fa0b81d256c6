"""Words of surveys."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class SurveyState(Vocabulary):
    """Where a survey stands."""

    DRAFT = "draft", _l("Draft")
    OPEN = "open", _l("Open")
    CLOSED = "closed", _l("Closed")


class AnswerState(Vocabulary):
    """What became of an answer. Only reviewed ones are counted."""

    WAITING = "waiting", _l("Waits for review")
    REVIEWED = "reviewed", _l("Reviewed")
    SET_ASIDE = "set_aside", _l("Set aside"), _l("Counted nowhere, except in how many were set aside.")


class Match(Vocabulary):
    """What a name in an answer turns out to be."""

    KNOWN = "known", _l("Someone in the registry")
    NEW = "new", _l("Someone new"), _l("A guarded record is made for them: tier 2, under a pseudonym.")
    NOBODY = (
        "nobody",
        _l("Nobody to keep"),
        _l("It names no person and no organisation, or it would tell who wrote the answer."),
    )


class SurveyEvent:
    """Events about surveys. None says what anybody answered."""

    DRAWN_UP = event_kind("survey.drawn_up", _l("Drew up a survey"))
    CHANGED = event_kind("survey.changed", _l("Changed a survey"))
    OPENED = event_kind("survey.opened", _l("Opened a survey"))
    CLOSED = event_kind("survey.closed", _l("Closed a survey"))
    ANSWER_READ = event_kind("survey.answer_read", _l("Read an answer to a survey"), "found")
    ANSWER_REVIEWED = event_kind("survey.answer_reviewed", _l("Reviewed an answer to a survey"), state=AnswerState)
    WORDS_DELETED = event_kind("survey.words_deleted", _l("Deleted the words of an answer to a survey"))
    PURGED = event_kind("survey.purged", _l("Removed what was left of a survey at the end of its time"), "count")
