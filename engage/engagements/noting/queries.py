"""Reading drafts: each is its writer's, and of others one learns no more than that they write."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import unseal
from engage.db.clock import utcnow
from engage.engagements.models import Engagement
from engage.engagements.noting.models import NoteDraft
from engage.engagements.noting.records import DraftRecord
from engage.engagements.vocabulary import Stage

AT_THIS_MOMENT = timedelta(minutes=2)


def draft_row(session: Session, engagement_id: UUID, draft_id: UUID, writer_id: UUID) -> NoteDraft | None:
    """The row of a draft of this writer; None for anybody else's."""
    mine = (NoteDraft.engagement_id == engagement_id, NoteDraft.id == draft_id, NoteDraft.written_by == writer_id)
    return session.scalar(select(NoteDraft).where(*mine).with_for_update())


def drafts_of(session: Session, engagement_id: UUID, writer_id: UUID) -> list[DraftRecord]:
    """What this writer has not saved, the last touched first."""
    mine = (NoteDraft.engagement_id == engagement_id, NoteDraft.written_by == writer_id)
    rows = session.scalars(select(NoteDraft).where(*mine).order_by(NoteDraft.touched_at.desc(), NoteDraft.id))
    return [opened(session, row) for row in rows]


def opened(session: Session, row: NoteDraft) -> DraftRecord:
    """A draft, opened."""
    text = unseal(session, row, "body") or ""
    return DraftRecord(row.id, row.engagement_id, row.based_on, row.counter, row.hand, row.touched_at, text)


def writing_now(session: Session, engagement_id: UUID, *, besides: UUID) -> set[UUID]:
    """Who else writes at this moment."""
    others = (NoteDraft.engagement_id == engagement_id, NoteDraft.written_by != besides)
    recent = NoteDraft.touched_at > utcnow() - AT_THIS_MOMENT
    return set(session.scalars(select(NoteDraft.written_by).where(*others, recent)))


def left_lying(session: Session, project_id: UUID, writer_id: UUID, *, before: datetime) -> list[tuple[UUID, datetime]]:
    """Engagements in which this writer has drafts not touched since `before`, each once, the oldest first."""
    rows = session.execute(
        select(NoteDraft.engagement_id, NoteDraft.touched_at)
        .join(Engagement, Engagement.id == NoteDraft.engagement_id)
        .where(
            Engagement.project_id == project_id,
            Engagement.stage != Stage.CANCELLED.value,
            NoteDraft.written_by == writer_id,
            NoteDraft.touched_at < before,
        )
        .order_by(NoteDraft.touched_at)
    )
    found: dict[UUID, datetime] = {}
    for engagement_id, touched_at in rows:
        found.setdefault(engagement_id, touched_at)
    return list(found.items())
