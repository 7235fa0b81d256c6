"""Table of what somebody is still writing: for nobody's eyes but theirs, until they save it as notes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, open_
from engage.db.types import UtcDateTime


class NoteDraft(SealedRow, DataModel):
    """Notes that are not saved yet. Two windows of one writer have a draft each as soon as they differ."""

    __tablename__ = "note_draft"
    __retention__ = Retention.REFERRAL
    __table_args__ = (
        Index("ix_note_draft_engagement_written_by", "engagement_id", "written_by"),
        Index("ix_note_draft_written_by_touched_at", "written_by", "touched_at"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), info=open_("random"))
    written_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random; nobody else reads it"))
    based_on: Mapped[int] = mapped_column(Integer, info=open_("version of the notes it began from"))
    counter: Mapped[int] = mapped_column(Integer, info=open_("order of saving: what is late is left out"))
    hand: Mapped[UUID] = mapped_column(Uuid, info=open_("random; the window that saved last"))
    touched_at: Mapped[datetime] = mapped_column(
        UtcDateTime, info=open_("who writes at this moment; goes with the draft")
    )
    body: Mapped[SealedValue | None] = sealed_column("what was said")

    def key_subject(self) -> UUID:
        return self.engagement_id
