"""Nothing is published or handed out about an engagement while somebody may be paying for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from engage.db.clock import utcnow
from engage.engagements.reprisals.queries import halted
from engage.jobs.models import Job
from engage.jobs.service import enqueue
from engage.summaries.models import Summary

LATER = timedelta(minutes=15)


class Halted(ValueError):
    """A report of reprisals is open for the engagement: whom it is about is not said here."""


def require_going_out(session: Session, summary: Summary) -> None:
    """Lets nothing out while a report is open. Raises Halted."""
    if halted(session, summary.engagement_id):
        raise Halted


def put_off(session: Session, job: Job, summary: Summary, words: dict[str, Any]) -> bool:
    """Whether work on its way to the portal has to wait, in which case it is queued for later."""
    if not halted(session, summary.engagement_id):
        return False
    enqueue(
        session,
        job.kind,
        asked_by=job.asked_by,
        project=job.project_id,
        subject=job.subject_id,
        due_at=utcnow() + LATER,
        **words,
    )
    return True
