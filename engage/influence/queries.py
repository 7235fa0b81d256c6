"""Reading what became of words: answers of an item, of a decision, and what is still owed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from engage.crypto.sealed import unseal, unseal_json
from engage.decisions.models import Decision
from engage.engagements.models import EngagementDecision
from engage.feedback.models import FeedbackItem
from engage.influence.models import TraceEntry
from engage.influence.records import Pair, TraceRecord
from engage.influence.vocabulary import Outcome

# The same parts of several pages, put together once.
_PLANNED = (
    select(
        FeedbackItem.id,
        FeedbackItem.engagement_id,
        FeedbackItem.heard_on,
        Decision.id,
        Decision.state,
        Decision.due_on,
        Decision.made_on,
    )
    .join(EngagementDecision, EngagementDecision.engagement_id == FeedbackItem.engagement_id)
    .join(Decision, Decision.id == EngagementDecision.decision_id)
)
_ANSWERS = (
    select(
        TraceEntry.id,
        TraceEntry.feedback_id,
        TraceEntry.decision_id,
        TraceEntry.outcome,
        TraceEntry.until_on,
        TraceEntry.answered_at,
        FeedbackItem.engagement_id,
        FeedbackItem.heard_on,
        Decision.state,
        Decision.due_on,
        Decision.made_on,
    )
    .join(FeedbackItem, FeedbackItem.id == TraceEntry.feedback_id)
    .join(Decision, Decision.id == TraceEntry.decision_id)
    .order_by(TraceEntry.number)
)


def trace_of(session: Session, feedback_id: UUID) -> list[TraceRecord]:
    """All answers to an item, for whichever decision, oldest first."""
    chosen = select(TraceEntry).where(TraceEntry.feedback_id == feedback_id)
    return _opened(session, session.scalars(chosen.order_by(TraceEntry.answered_at, TraceEntry.number)))


def traces_of_decision(session: Session, decision_id: UUID) -> list[TraceRecord]:
    """All answers that speak of a decision, oldest first."""
    chosen = select(TraceEntry).where(TraceEntry.decision_id == decision_id)
    return _opened(session, session.scalars(chosen.order_by(TraceEntry.answered_at, TraceEntry.number)))


def standing(session: Session, feedback_ids: Collection[UUID]) -> dict[tuple[UUID, UUID], TraceRecord]:
    """The answer that holds now, for each (feedback item, decision) that has one; one query."""
    if not feedback_ids:
        return {}
    chosen = select(TraceEntry).where(TraceEntry.feedback_id.in_(feedback_ids)).order_by(TraceEntry.number)
    newest = {(row.feedback_id, row.decision_id): row for row in session.scalars(chosen)}
    return dict(zip(newest, _opened(session, newest.values()), strict=True))


def traces_with_ids(session: Session, ids: Collection[UUID]) -> dict[UUID, TraceRecord]:
    """Answers by id, opened, in one query."""
    if not ids:
        return {}
    rows = session.scalars(select(TraceEntry).where(TraceEntry.id.in_(ids)))
    return {record.id: record for record in _opened(session, rows)}


def pairs_of(
    session: Session,
    project_id: UUID,
    *,
    decision_id: UUID | None = None,
    feedback_ids: Collection[UUID] | None = None,
) -> list[Pair]:
    """Each thing heard with each decision it was heard for or answered for, in a project or a part of it.

    Two queries whatever the size; opens nothing.
    """
    wanted = [Decision.project_id == project_id, FeedbackItem.project_id == project_id]
    if decision_id is not None:
        wanted.append(Decision.id == decision_id)
    if feedback_ids is not None:
        wanted.append(FeedbackItem.id.in_(feedback_ids))
    found = {(pair.feedback_id, pair.decision_id): pair for pair in _planned(session, wanted)}
    for row in _answers(session, wanted):
        key = (row.feedback_id, row.decision_id)
        pair = found.get(key) or _chosen(row)
        found[key] = replace(
            pair,
            outcome=row.outcome,
            first_answered_on=pair.first_answered_on or row.answered_at.date(),
            answered_at=row.answered_at,
            until_on=row.until_on,
            trace_id=row.id,
        )
    return list(found.values())


def _planned(session: Session, wanted: Sequence[ColumnElement[bool]]) -> list[Pair]:
    chosen = _PLANNED.where(*wanted)
    return [
        Pair(feedback, engagement, decision, heard_on, state, due_on, made_on, planned=True)
        for feedback, engagement, heard_on, decision, state, due_on, made_on in session.execute(chosen)
    ]


def _answers(session: Session, wanted: Sequence[ColumnElement[bool]]) -> Iterable[Row[Any]]:
    """Every answer with what a pair needs, in the order in which they were given."""
    found: Iterable[Row[Any]] = session.execute(_ANSWERS.where(*wanted))
    return found


def _chosen(row: Row[Any]) -> Pair:
    """A pair that nobody planned: somebody answered words for a decision of their own choice."""
    return Pair(
        row.feedback_id,
        row.engagement_id,
        row.decision_id,
        row.heard_on,
        row.state,
        row.due_on,
        row.made_on,
        planned=False,
    )


def owed(session: Session, project_id: UUID) -> list[Pair]:
    """What we owe: words that nobody answered for a decision they were heard for; the decision due first, first."""
    waiting = [pair for pair in pairs_of(session, project_id) if pair.is_owed]
    return sorted(waiting, key=lambda pair: (pair.made_on or pair.due_on, pair.heard_on, pair.feedback_id))


def promises(pairs: Iterable[Pair], until: date) -> list[Pair]:
    """Words still under consideration whose promised day is `until` or before, the oldest promise first."""
    due = [
        pair
        for pair in pairs
        if pair.outcome == Outcome.UNDER_CONSIDERATION and pair.until_on is not None and pair.until_on <= until
    ]
    return sorted(due, key=lambda pair: (pair.until_on or until, pair.feedback_id))


def decisions_informed(session: Session, engagement_id: UUID) -> set[UUID]:
    """Ids of the decisions that an engagement is to inform."""
    chosen = select(EngagementDecision.decision_id).where(EngagementDecision.engagement_id == engagement_id)
    return set(session.scalars(chosen))


def _opened(session: Session, rows: Iterable[TraceEntry]) -> list[TraceRecord]:
    return [_record(session, row) for row in rows]


def _record(session: Session, row: TraceEntry) -> TraceRecord:
    considered = unseal_json(session, row, "means") or {}
    return TraceRecord(
        id=row.id,
        feedback_id=row.feedback_id,
        decision_id=row.decision_id,
        number=row.number,
        outcome=row.outcome,
        considered_on=row.considered_on,
        until_on=row.until_on,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
        reason=unseal(session, row, "reason") or "",
        means=considered.get("means", ""),
        considered_by=considered.get("by", ""),
    )
