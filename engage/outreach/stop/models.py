"""Tables of the safety stop. That somebody takes part in an engagement at all can be the secret: no row says so."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, LargeBinary, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, index_, open_


class SafetyAssessment(SealedRow, DataModel):
    """One version of what an engagement could do to someone. A version never changes; only an agreement is added."""

    __tablename__ = "safety_assessment"
    __retention__ = Retention.DUE_DILIGENCE

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    stakeholder_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder.id"), index=True, info=open_("random"))
    place: Mapped[bytes] = mapped_column(
        LargeBinary(16), index=True, info=index_("keyed hash of the engagement and the person")
    )
    version: Mapped[int] = mapped_column(Integer, info=open_("count"))
    content: Mapped[SealedValue | None] = sealed_column("which engagement, what threatens them, what keeps them safe")
    agreement: Mapped[SealedValue | None] = sealed_column("who agreed, when, to exactly what")

    def key_subject(self) -> UUID:
        return self.stakeholder_id


class EngagementDay(DataModel):
    """On which day an engagement is to be, as the floor above told it."""

    __tablename__ = "engagement_day"
    __retention__ = Retention.DUE_DILIGENCE

    engagement_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    day: Mapped[date] = mapped_column(info=coarse("day"))


class EngagementHalt(DataModel):
    """That nothing goes out for an engagement. Which engagement it is, is not written here."""

    __tablename__ = "engagement_halt"
    __retention__ = Retention.DUE_DILIGENCE

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random; that of what halts it"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    engagement: Mapped[bytes] = mapped_column(LargeBinary(16), index=True, info=index_("keyed hash of the engagement"))
