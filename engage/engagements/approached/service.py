"""Noting that somebody turned to us: an engagement they asked for, and the answer we owe. Refusals are named."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.actions.service import owe
from engage.actions.vocabulary import ActionKind
from engage.audit.service import record
from engage.crypto.sealed import seal, seal_json
from engage.db.clock import today
from engage.engagements.approached.models import Approach
from engage.engagements.approached.records import ApproachSaid
from engage.engagements.approached.vocabulary import ApproachEvent, Came
from engage.engagements.models import Engagement
from engage.engagements.records import ParticipantDetail, Plan
from engage.engagements.service import add_participant, plan_engagement
from engage.engagements.vocabulary import Initiative


class CameInFuture(ValueError):
    """Nobody came on a day that is still to come."""


def note_approach(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    title: str,
    owes: str,
    stakeholder_id: UUID | None,
    came_on: date,
    how: Came,
    wants: str,
    safe_way: str,
    answer_by: date,
) -> Engagement:
    """Plans the conversation they asked for and writes down that `owes` is owed by a day.

    Who it was takes part and is told nothing. Raises CameInFuture, UnknownStakeholder, Restricted.
    """
    if came_on > today():
        raise CameInFuture
    made = plan_engagement(
        session,
        actor=actor,
        project_id=project_id,
        title=title,
        planned_on=answer_by,
        plan=Plan(purpose=wants.strip(), initiative=Initiative.RIGHTS_HOLDER.value),
        decision_ids=[],
    )
    if stakeholder_id is not None:
        add_participant(
            session, actor=actor, engagement=made, stakeholder_id=stakeholder_id, detail=ParticipantDetail()
        )
    row = Approach(id=uuid4(), engagement_id=made.id, came_on=came_on, noted_by=actor.id)
    seal(session, row, "stakeholder", str(stakeholder_id) if stakeholder_id else None)
    said = ApproachSaid(how.value, wants.strip(), safe_way.strip(), answer_by.isoformat())
    seal_json(session, row, "content", asdict(said))
    session.add(row)
    owe(
        session,
        actor=actor,
        project_id=project_id,
        subject_id=made.id,
        key_id=made.id,
        kind=ActionKind.FOLLOW_UP,
        text=owes,
        owner_id=actor.id,
        due_on=answer_by,
        stakeholder_id=stakeholder_id,
    )
    record(session, ApproachEvent.NOTED, actor=actor.id, project=project_id, subject=made.id)
    return made
