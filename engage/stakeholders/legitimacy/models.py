"""Tables of the assessments of intermediaries and of what they said of them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, one_of, open_
from engage.db.types import UtcDateTime
from engage.stakeholders.legitimacy.vocabulary import AssessmentState


class LegitimacyAssessment(SealedRow, DataModel):
    """One version of an assessment. A signed one never changes; to correct it is to begin another."""

    __tablename__ = "legitimacy_assessment"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (
        one_of("state", AssessmentState),
        Index("ix_legitimacy_assessment_project_due", "project_id", "state", "due_on"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random"))
    stakeholder_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder.id"), index=True, info=open_("random"))
    state: Mapped[str] = mapped_column(String(20), info=open_("draft or signed"))
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime, info=open_("order of versions"))
    begun_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    signed_on: Mapped[date | None] = mapped_column(info=coarse("day"))
    signed_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    due_on: Mapped[date | None] = mapped_column(info=coarse("day"))
    content: Mapped[SealedValue | None] = sealed_column("answers, evidence, verdict and reasons")

    def key_subject(self) -> UUID:
        return self.stakeholder_id


class LegitimacyReply(SealedRow, DataModel):
    """What the assessed said of an assessment. Nothing is ever changed in it."""

    __tablename__ = "legitimacy_reply"
    __retention__ = Retention.DUE_DILIGENCE

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random"))
    stakeholder_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder.id"), index=True, info=open_("random"))
    assessment_id: Mapped[UUID] = mapped_column(
        ForeignKey("legitimacy_assessment.id"), index=True, info=open_("random")
    )
    said_on: Mapped[date] = mapped_column(info=coarse("day"))
    written_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    words: Mapped[SealedValue | None] = sealed_column("what they said, and what we did with it")

    def key_subject(self) -> UUID:
        return self.stakeholder_id
