"""Tables of records brought together, and of pairs that only look alike."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, open_


class StakeholderMerge(SealedRow, DataModel):
    """Two records of the same person brought together: what is needed to take them apart again."""

    __tablename__ = "stakeholder_merge"
    __retention__ = Retention.RELATIONSHIP
    __table_args__ = (Index("ix_stakeholder_merge_project_number", "project_id", "number"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random; need-to-know"))
    kept_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder.id"), index=True, info=open_("random"))
    gone_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder.id"), index=True, info=open_("random"))
    number: Mapped[int] = mapped_column(Integer, info=open_("order: the newest is undone first"))
    merged_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    merged_on: Mapped[date] = mapped_column(info=coarse("day"))
    undone_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    undone_on: Mapped[date | None] = mapped_column(info=coarse("day"))
    before: Mapped[SealedValue | None] = sealed_column("what the kept record said before, and after")
    moved: Mapped[SealedValue | None] = sealed_column("what moved: with whom they talk, and who named whom")

    def key_subject(self) -> UUID:
        return self.kept_id


class TwoPeople(SealedRow, DataModel):
    """Two records that look alike and are two different people; the ids stand in order."""

    __tablename__ = "stakeholder_two_people"
    __retention__ = Retention.RELATIONSHIP
    __table_args__ = (UniqueConstraint("first_id", "second_id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    first_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder.id"), info=open_("random"))
    second_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder.id"), info=open_("random"))
    said_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    said_on: Mapped[date] = mapped_column(info=coarse("day"))
    reason: Mapped[SealedValue | None] = sealed_column("how we know")

    def key_subject(self) -> UUID:
        return self.first_id
