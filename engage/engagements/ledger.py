"""What engagements write into the ledger of what is asked of people (stakeholders/load)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.crypto.sealed import unseal
from engage.db.clock import today
from engage.engagements.models import Engagement, Participant
from engage.engagements.queries import participant_record, plan_of
from engage.engagements.records import Plan, from_iso
from engage.engagements.safety import is_invited
from engage.engagements.vocabulary import Initiative, Stage
from engage.stakeholders.load.service import Part, settle


def keep(
    session: Session, *, actor: User, engagement: Engagement, participants: Sequence[Participant] | None = None
) -> None:
    """Makes the ledger say what is so of these participants, or of all: who was asked, who took part.

    To be on the list is not to be asked. Who came without an invitation on record was asked all the same, unless it
    was not the company that asked for the meeting.
    """
    if participants is None:
        participants = session.scalars(select(Participant).where(Participant.engagement_id == engagement.id)).all()
    plan, cancelled = plan_of(session, engagement), engagement.stage == Stage.CANCELLED
    ours, title = (
        plan.initiative == Initiative.COMPANY,
        "" if engagement.only_named else unseal(session, engagement, "title") or "",
    )
    parts = []
    for row in participants:
        record = participant_record(session, row)
        came = bool(record.detail.attended) and engagement.held_on is not None
        asked = (is_invited(record.detail) or (came and ours)) and not cancelled
        asked_on = _asked_on(engagement, plan) if asked else None
        took_part_on = engagement.held_on if came else None
        parts.append(Part(row.id, record.stakeholder_id, asked_on, took_part_on, title))
    settle(session, actor=actor, project_id=engagement.project_id, parts=parts)


def _asked_on(engagement: Engagement, plan: Plan) -> date:
    """Today, or for what lies behind us the day on which invitations went out."""
    if engagement.planned_on >= today() and engagement.held_on is None:
        return today()
    return min(from_iso(plan.invited_on) or engagement.planned_on, engagement.held_on or engagement.planned_on, today())
