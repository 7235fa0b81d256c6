"""Tables of influence."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, one_of, open_
from engage.db.types import UtcDateTime
from engage.influence.vocabulary import Outcome


class TraceEntry(SealedRow, DataModel):
    """One answer to one feedback item for one decision. The entry with the highest number holds now."""

    __tablename__ = "trace_entry"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (UniqueConstraint("feedback_id", "decision_id", "number"), one_of("outcome", Outcome))

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    feedback_id: Mapped[UUID] = mapped_column(ForeignKey("feedback_item.id"), info=open_("random"))
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decision.id"), index=True, info=open_("random"))
    number: Mapped[int] = mapped_column(Integer, info=open_("order of answers"))
    outcome: Mapped[str] = mapped_column(String(30), info=open_("figures count it"))
    considered_on: Mapped[date] = mapped_column(info=coarse("day"))
    until_on: Mapped[date | None] = mapped_column(info=coarse("day promised"))
    answered_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime, info=open_("order of answers"))
    reason: Mapped[SealedValue | None] = sealed_column("why, in words that can be told")
    means: Mapped[SealedValue | None] = sealed_column("by what means it is still considered, and who considered it")

    def key_subject(self) -> UUID:
        return self.project_id
