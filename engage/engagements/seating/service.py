"""Assessing the safety of someone on the list, with its trace beside their place."""

from __future__ import annotations

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.engagements.clearing import keep_trace
from engage.engagements.models import Engagement, Participant
from engage.engagements.queries import participant_record
from engage.outreach.stop import service as stop
from engage.outreach.stop.models import SafetyAssessment
from engage.outreach.stop.records import Assessment


def assess_participant(
    session: Session, *, actor: User, engagement: Engagement, participant: Participant, said: Assessment
) -> SafetyAssessment:
    """A new version of what the engagement could do to them. Raises what `stop.service.assess` raises."""
    row = stop.assess(
        session,
        actor=actor,
        project_id=engagement.project_id,
        engagement_id=engagement.id,
        stakeholder_id=participant_record(session, participant).stakeholder_id,
        said=said,
    )
    keep_trace(session, engagement, [participant])
    return row
