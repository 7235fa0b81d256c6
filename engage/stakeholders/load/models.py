"""The table of what was asked of people and given back."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Boolean, ForeignKey, Index, Integer, LargeBinary, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, index_, open_


class LoadEntry(SealedRow, DataModel):
    """One thing asked, done, given back, or a quiet time. Whose it is, is sealed under the key of the project: beside
    a person's open id, rows written together would tell who sat in an engagement together."""

    __tablename__ = "load_entry"
    __retention__ = Retention.RELATIONSHIP
    __table_args__ = (Index("ix_load_entry_project_revision", "project_id", "revision"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random"))
    revision: Mapped[int] = mapped_column(Integer, info=open_("tells the opened ledger what changed"))
    withdrawn: Mapped[bool] = mapped_column(Boolean, default=False, info=open_("whether it still counts"))
    source: Mapped[bytes | None] = mapped_column(
        LargeBinary(16), index=True, info=index_("a keyed hash of the random id it follows from")
    )
    stakeholder: Mapped[SealedValue | None] = sealed_column("of whom it was asked")
    detail: Mapped[SealedValue | None] = sealed_column("what, when, by whom, for what")

    def key_subject(self) -> UUID:
        return self.project_id
