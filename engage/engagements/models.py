"""Tables of engagements. Each engagement has a key of its own, which seals who took part and what was noted."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, one_of, open_
from engage.db.types import UtcDateTime
from engage.engagements.vocabulary import Stage


class Engagement(SealedRow, DataModel):
    """A conversation with a purpose, from plan to promise."""

    __tablename__ = "engagement"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (
        one_of("stage", Stage),
        Index("ix_engagement_project_planned_on", "project_id", "planned_on", "id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random"))
    stage: Mapped[str] = mapped_column(String(20), info=open_("planned, held, closed or cancelled"))
    planned_on: Mapped[date] = mapped_column(info=coarse("day"))
    held_on: Mapped[date | None] = mapped_column(info=coarse("day"))
    closed_on: Mapped[date | None] = mapped_column(info=coarse("day"))
    created_on: Mapped[date] = mapped_column(info=coarse("day"))
    created_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    only_named: Mapped[bool] = mapped_column(default=False, index=True, info=open_("hides it from everyone not named"))
    title: Mapped[SealedValue | None] = sealed_column("tells who talks about what")
    plan: Mapped[SealedValue | None] = sealed_column(
        "purpose, format, mode, place, languages, agenda, what is open to change"
    )
    counts: Mapped[SealedValue | None] = sealed_column("how many came, by group and language, where nobody is named")

    def key_subject(self) -> UUID:
        return self.id


class EngagementMember(DataModel):
    """Somebody of the team for whom an engagement that is only for those named exists."""

    __tablename__ = "engagement_member"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (UniqueConstraint("engagement_id", "user_id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), info=open_("random"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"), index=True, info=open_("random"))


class EngagementDecision(DataModel):
    """A decision that an engagement is to inform."""

    __tablename__ = "engagement_decision"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (UniqueConstraint("engagement_id", "decision_id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), info=open_("random"))
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decision.id"), index=True, info=open_("random"))


class Participant(SealedRow, DataModel):
    """A stakeholder's part in an engagement; who it is, is sealed."""

    __tablename__ = "participant"
    __retention__ = Retention.DUE_DILIGENCE

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), index=True, info=open_("random"))
    stakeholder: Mapped[SealedValue | None] = sealed_column("that we talk to someone at all can be the secret")
    detail: Mapped[SealedValue | None] = sealed_column("selection, answer, attendance, consent, safety")

    def key_subject(self) -> UUID:
        return self.engagement_id


class CompanyParticipant(SealedRow, DataModel):
    """Someone who sits there for the company."""

    __tablename__ = "company_participant"
    __retention__ = Retention.DUE_DILIGENCE

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), index=True, info=open_("random"))
    detail: Mapped[SealedValue | None] = sealed_column("name, function, knowledge, authority, attendance")

    def key_subject(self) -> UUID:
        return self.engagement_id


class EngagementNote(SealedRow, DataModel):
    """What was written down in confidence; every version is kept."""

    __tablename__ = "engagement_note"
    __retention__ = Retention.REFERRAL
    __table_args__ = (UniqueConstraint("engagement_id", "version"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), info=open_("random"))
    version: Mapped[int] = mapped_column(Integer, info=open_("count"))
    written_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime, info=open_("order of versions"))
    body: Mapped[SealedValue | None] = sealed_column("what was said")

    def key_subject(self) -> UUID:
        return self.engagement_id
