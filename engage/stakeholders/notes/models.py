"""The table of notes."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, open_


class StakeholderNote(SealedRow, DataModel):
    """One note about someone; never changed, only removed."""

    __tablename__ = "stakeholder_note"
    __retention__ = Retention.RELATIONSHIP
    __table_args__ = (Index("ix_stakeholder_note_newest", "stakeholder_id", "written_on", "number", "id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random"))
    stakeholder_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder.id"), info=open_("random"))
    written_on: Mapped[date] = mapped_column(info=coarse("day"))
    written_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"), info=open_("random; who signs"))
    number: Mapped[int] = mapped_column(Integer, info=open_("order of writing within a day"))
    text: Mapped[SealedValue | None] = sealed_column("what was written")

    def key_subject(self) -> UUID:
        return self.stakeholder_id
