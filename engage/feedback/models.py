"""The table of feedback items, sealed under the key of the engagement they were heard in."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, open_


class FeedbackItem(SealedRow, DataModel):
    """One thing that was heard. Words are never overwritten by a translation."""

    __tablename__ = "feedback_item"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (Index("ix_feedback_item_project_heard_on", "project_id", "heard_on", "id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), index=True, info=open_("random"))
    number: Mapped[int] = mapped_column(Integer, default=1, info=open_("order of writing within the engagement"))
    heard_on: Mapped[date] = mapped_column(info=coarse("day"))
    created_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    words: Mapped[SealedValue | None] = sealed_column("what was said, in the speaker's language")
    translation: Mapped[SealedValue | None] = sealed_column("the same in the team's language")
    speaker: Mapped[SealedValue | None] = sealed_column("who said it")
    detail: Mapped[SealedValue | None] = sealed_column("language, kind, rights, groups, what they ask for")

    def key_subject(self) -> UUID:
        return self.engagement_id
