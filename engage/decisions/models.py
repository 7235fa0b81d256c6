"""Tables of business decisions."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, one_of, open_
from engage.decisions.vocabulary import DecisionState


class Decision(SealedRow, DataModel):
    """A business decision that may touch people's rights. Sealed under the project's key."""

    __tablename__ = "decision"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (one_of("state", DecisionState), Index("ix_decision_project_due_on", "project_id", "due_on", "id"))

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random"))
    state: Mapped[str] = mapped_column(String(20), info=open_("open, made or withdrawn"))
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    due_on: Mapped[date] = mapped_column(info=coarse("day"))
    window_opens_on: Mapped[date | None] = mapped_column(info=coarse("day"))
    window_closes_on: Mapped[date | None] = mapped_column(info=coarse("day"))
    made_on: Mapped[date | None] = mapped_column(info=coarse("day"))
    created_on: Mapped[date] = mapped_column(info=coarse("day"))
    created_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    title: Mapped[SealedValue | None] = sealed_column("business secret, and tells what people were asked")
    detail: Mapped[SealedValue | None] = sealed_column(
        "juncture, description, who decides, options, what is open and what is not, outcome, reasons, confidentiality"
    )

    def key_subject(self) -> UUID:
        return self.project_id
