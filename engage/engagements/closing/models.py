"""The table of what was said at closing and at opening again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, one_of, open_
from engage.db.types import UtcDateTime
from engage.engagements.closing.vocabulary import Turn


class EngagementTurn(SealedRow, DataModel):
    """That an engagement was closed or opened again, and why in spite of what."""

    __tablename__ = "engagement_turn"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (one_of("turn", Turn),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), index=True, info=open_("random"))
    turn: Mapped[str] = mapped_column(String(20), info=open_("closed or opened again"))
    turned_at: Mapped[datetime] = mapped_column(UtcDateTime, info=open_("order of turns"))
    turned_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    content: Mapped[SealedValue | None] = sealed_column("what was left open and why, or why it goes on")

    def key_subject(self) -> UUID:
        return self.engagement_id
