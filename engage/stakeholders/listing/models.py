"""Tables of kept views, and of changes to several people at once."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, one_of, open_
from engage.db.types import UtcDateTime
from engage.stakeholders.listing.vocabulary import ChangeState


class KeptView(SealedRow, DataModel):
    """A way to look at the list that somebody keeps, for themselves or for the team."""

    __tablename__ = "kept_view"
    __retention__ = Retention.ACCOUNT
    __table_args__ = (Index("ix_kept_view_project_user", "project_id", "user_id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random; whose it is"))
    shared: Mapped[bool] = mapped_column(Boolean, default=False, info=open_("whether the team finds it"))
    kept_on: Mapped[date] = mapped_column(info=coarse("day"))
    look: Mapped[SealedValue | None] = sealed_column("its name, conditions, order and columns")

    def key_subject(self) -> UUID:
        return self.project_id


class BulkChange(SealedRow, DataModel):
    """One change to several people: who was chosen, what is to change, what became of it."""

    __tablename__ = "bulk_change"
    __retention__ = Retention.PASSING
    __table_args__ = (
        one_of("state", ChangeState),
        Index("ix_bulk_change_project_user", "project_id", "started_by"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random"))
    started_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random; who alone sees it"))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime, info=open_("when it may be forgotten"))
    state: Mapped[str] = mapped_column(String(20), info=open_("whether it is done"))
    job_id: Mapped[UUID | None] = mapped_column(Uuid, info=open_("random; whose progress the page shows"))
    people: Mapped[SealedValue | None] = sealed_column("who was chosen")
    change: Mapped[SealedValue | None] = sealed_column("what is to change")
    outcome: Mapped[SealedValue | None] = sealed_column("who was left as they are, and why")

    def key_subject(self) -> UUID:
        return self.project_id
