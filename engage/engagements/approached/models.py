"""The table of those who turned to us."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, open_


class Approach(SealedRow, DataModel):
    """That somebody turned to us; what follows is the engagement it began."""

    __tablename__ = "approach"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (UniqueConstraint("engagement_id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), info=open_("random"))
    came_on: Mapped[date] = mapped_column(info=coarse("day"))
    noted_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    stakeholder: Mapped[SealedValue | None] = sealed_column("who turned to us")
    content: Mapped[SealedValue | None] = sealed_column("what they want, how to answer them safely")

    def key_subject(self) -> UUID:
        return self.engagement_id
