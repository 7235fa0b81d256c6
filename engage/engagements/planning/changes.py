"""Keeping what changed in a plan, field by field, under the key of the engagement."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engage.crypto.sealed import seal_json
from engage.db.clock import utcnow
from engage.engagements.models import Engagement
from engage.engagements.planning.models import PlanChange
from engage.engagements.records import Plan

Said = tuple[str, date, Plan]
"""Title, day and plan."""


def keep_change(
    session: Session, *, actor_id: UUID, engagement: Engagement, before: Said, after: Said
) -> PlanChange | None:
    """Writes down what differs; None when nothing does."""
    past, now = _flat(before), _flat(after)
    differing = {name: [past.get(name), value] for name, value in now.items() if past.get(name) != value}
    if not differing:
        return None
    row = PlanChange(id=uuid4(), engagement_id=engagement.id, changed_at=utcnow(), changed_by=actor_id)
    seal_json(session, row, "content", differing)
    session.add(row)
    return row


def _flat(said: Said) -> dict[str, Any]:
    title, planned_on, plan = said
    return {"title": title, "planned_on": planned_on.isoformat(), **asdict(plan)}
