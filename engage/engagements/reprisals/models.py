"""The table of reports of reprisals."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, one_of, open_
from engage.engagements.reprisals.vocabulary import ReprisalState


class ReprisalReport(SealedRow, DataModel):
    """That somebody was made to pay for speaking with us. Which engagement it follows from is sealed."""

    __tablename__ = "reprisal_report"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (
        one_of("state", ReprisalState),
        Index("ix_reprisal_report_project_state", "project_id", "state"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random"))
    stakeholder_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder.id"), index=True, info=open_("random"))
    state: Mapped[str] = mapped_column(String(20), info=open_("open, being acted on, or closed"))
    content: Mapped[SealedValue | None] = sealed_column("which engagement, what happened, what is done, by whom")

    def key_subject(self) -> UUID:
        return self.stakeholder_id
