"""What somebody said of the record, once they are erased: that they answered stays, their words do not."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import seal_json, unseal_json
from engage.engagements.models import Engagement, Participant
from engage.engagements.queries import participant_record
from engage.engagements.sharing.models import RecordAnswer
from engage.stakeholders.life.remembered import SIGN


def forget_answers(session: Session, project_id: UUID, ids: Collection[UUID]) -> None:
    """Takes their words out of answers to records."""
    rows = session.execute(
        select(RecordAnswer, Participant)
        .join(Participant, Participant.id == RecordAnswer.participant_id)
        .join(Engagement, Engagement.id == Participant.engagement_id)
        .where(Engagement.project_id == project_id, Participant.stakeholder.is_not(None))
    ).all()
    for answer, place in rows:
        said = unseal_json(session, answer, "content") or {}
        if said.get("words") and participant_record(session, place).stakeholder_id in ids:
            seal_json(session, answer, "content", {**said, "words": SIGN})
