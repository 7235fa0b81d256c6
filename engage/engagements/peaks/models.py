"""Tables of days to watch, and of the engagements before them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, one_of, open_
from engage.engagements.peaks.vocabulary import PeakKind, PeakState


class PeakRisk(SealedRow, DataModel):
    """A day or a period on which risks peak in a country."""

    __tablename__ = "peak_risk"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (
        one_of("kind", PeakKind),
        one_of("state", PeakState),
        Index("ix_peak_risk_project_from_on", "project_id", "from_on", "id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random"))
    kind: Mapped[str] = mapped_column(String(20), info=open_("what makes risks peak"))
    state: Mapped[str] = mapped_column(String(20), info=open_("watched or dismissed"))
    from_on: Mapped[date] = mapped_column(info=coarse("day"))
    until_on: Mapped[date] = mapped_column(info=coarse("day"))
    lead_days: Mapped[int] = mapped_column(Integer, info=open_("how long before it we want to have spoken"))
    watched_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random; who of us watches it"))
    content: Mapped[SealedValue | None] = sealed_column("where, and what may happen to whom")

    def key_subject(self) -> UUID:
        return self.project_id


class PeakEngagement(DataModel):
    """An engagement that is held before a day to watch."""

    __tablename__ = "peak_engagement"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (UniqueConstraint("peak_id", "engagement_id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    peak_id: Mapped[UUID] = mapped_column(ForeignKey("peak_risk.id"), info=open_("random"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), index=True, info=open_("random"))
