"""Saying how and when words counted in a decision. Each answer is added; none is ever changed or removed."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal, seal_json
from engage.db.clock import today, utcnow
from engage.decisions.queries import find_decision
from engage.feedback.models import FeedbackItem
from engage.influence.models import TraceEntry
from engage.influence.queries import decisions_informed
from engage.influence.vocabulary import InfluenceEvent, Outcome


class NotInProject(LookupError):
    """The words or the decision do not belong to the project."""


class NotInformed(ValueError):
    """The words were not heard for this decision, and nobody chose it for them."""


class ReasonNeeded(ValueError):
    """Whoever said it is owed a reason, in words that can be told."""


class PromiseNeeded(ValueError):
    """What is still considered needs the means (`means`) and a day still to come (`until_on`); true: missing."""

    def __init__(self, *, means: bool, until_on: bool) -> None:
        super().__init__("means or day missing")
        self.means, self.until_on = means, until_on


class ImpossibleDay(ValueError):
    """Words are considered between the day they were heard and today."""


class AnsweredMeanwhile(ValueError):
    """Somebody else answered these words since they were shown."""


def answer(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    feedback_id: UUID,
    decision_id: UUID,
    outcome: str,
    reason: str,
    considered_on: date,
    considered_by: str,
    means: str,
    until_on: date | None,
    chosen: bool = False,
    seen: int | None = None,
) -> TraceEntry:
    """Adds an answer to what was answered before. Means and day are kept only while words are still considered.

    `chosen`: the decision was picked though the engagement was not to inform it; `seen`: how many answers to these
    words the author knew of. Raises NotInProject, NotInformed, ReasonNeeded, PromiseNeeded, ImpossibleDay,
    AnsweredMeanwhile; ValueError for an unknown outcome.
    """
    item = _locked(session, project_id, feedback_id)
    if find_decision(session, project_id, decision_id) is None:
        raise NotInProject
    if not chosen and decision_id not in decisions_informed(session, item.engagement_id):
        raise NotInformed
    outcome = Outcome(outcome)
    _check(outcome, reason=reason, means=means, until_on=until_on)
    if not item.heard_on <= considered_on <= today():
        raise ImpossibleDay
    of_item = TraceEntry.feedback_id == feedback_id
    if seen is not None and session.scalar(select(func.count()).select_from(TraceEntry).where(of_item)) != seen:
        raise AnsweredMeanwhile
    last = session.scalar(select(func.max(TraceEntry.number)).where(of_item, TraceEntry.decision_id == decision_id))
    still = outcome is Outcome.UNDER_CONSIDERATION
    entry = TraceEntry(
        id=uuid4(),
        project_id=project_id,
        feedback_id=feedback_id,
        decision_id=decision_id,
        number=(last or 0) + 1,
        outcome=outcome.value,
        considered_on=considered_on,
        until_on=until_on if still else None,
        answered_by=actor.id,
        answered_at=utcnow(),
    )
    seal(session, entry, "reason", reason.strip() or None, long=True)
    seal_json(session, entry, "means", {"means": means.strip() if still else "", "by": considered_by.strip()})
    session.add(entry)
    session.flush()
    record(
        session,
        InfluenceEvent.ANSWERED,
        actor=actor.id,
        project=project_id,
        subject=feedback_id,
        outcome=outcome.value,
        decision=str(decision_id),
    )
    return entry


def _locked(session: Session, project_id: UUID, feedback_id: UUID) -> FeedbackItem:
    """The words, held until the end of the transaction: of two who answer at once, the second sees the first."""
    found = session.scalar(
        select(FeedbackItem)
        .where(FeedbackItem.id == feedback_id, FeedbackItem.project_id == project_id)
        .with_for_update(key_share=True)
    )
    if found is None:
        raise NotInProject
    return found


def _check(outcome: Outcome, *, reason: str, means: str, until_on: date | None) -> None:
    if outcome is Outcome.UNDER_CONSIDERATION:
        no_day = until_on is None or until_on <= today()
        if no_day or not means.strip():
            raise PromiseNeeded(means=not means.strip(), until_on=no_day)
    elif not reason.strip():
        raise ReasonNeeded
