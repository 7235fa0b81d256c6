"""Reading who turned to us."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import unseal, unseal_json
from engage.engagements.approached.models import Approach
from engage.engagements.approached.records import ApproachRecord, ApproachSaid


def approach_of(session: Session, engagement_id: UUID) -> ApproachRecord | None:
    """How an engagement began, where somebody turned to us."""
    row = session.scalar(select(Approach).where(Approach.engagement_id == engagement_id))
    if row is None:
        return None
    who = unseal(session, row, "stakeholder")
    said = ApproachSaid(**(unseal_json(session, row, "content") or {}))
    return ApproachRecord(row.id, row.engagement_id, row.came_on, row.noted_by, UUID(who) if who else None, said)
