"""Tables of checks and disagreements."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, one_of, open_
from engage.db.types import UtcDateTime
from engage.engagements.vocabulary import Stage
from engage.principles.vocabulary import Verdict


class Check(SealedRow, DataModel):
    """All findings on one engagement as they stood on a day, judged by a version of the criteria. Never changed."""

    __tablename__ = "principle_check"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (UniqueConstraint("engagement_id", "number"), one_of("stage", Stage))

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), info=open_("random"))
    number: Mapped[int] = mapped_column(Integer, info=open_("order of checks"))
    stage: Mapped[str] = mapped_column(String(20), info=open_("stage of the engagement then"))
    version: Mapped[int] = mapped_column(Integer, info=open_("version of criteria and thresholds"))
    checked_on: Mapped[date] = mapped_column(info=coarse("day"))
    checked_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    findings: Mapped[SealedValue | None] = sealed_column("what each criterion found and rests on")

    def key_subject(self) -> UUID:
        return self.engagement_id


class Disagreement(SealedRow, DataModel):
    """Someone sees a finding differently and says why; both stand."""

    __tablename__ = "principle_disagreement"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (one_of("verdict", Verdict),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), index=True, info=open_("random"))
    criterion: Mapped[str] = mapped_column(String(60), info=open_("which finding"))
    verdict: Mapped[str] = mapped_column(String(20), info=open_("what the person says instead"))
    said_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    said_at: Mapped[datetime] = mapped_column(UtcDateTime, info=open_("when"))
    reason: Mapped[SealedValue | None] = sealed_column("why, what the finding said, and how much they could see")

    def key_subject(self) -> UUID:
        return self.engagement_id
