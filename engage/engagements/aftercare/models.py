"""The table of aftercare. Day and engagement are sealed: together they would tell who took part."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Boolean, ForeignKey, Index, LargeBinary, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, index_, open_


class Aftercare(SealedRow, DataModel):
    """When somebody is to be asked how they are after an engagement, and each time what they said."""

    __tablename__ = "aftercare"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (Index("ix_aftercare_project_waiting", "project_id", "waiting"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random"))
    stakeholder_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder.id"), index=True, info=open_("random"))
    place: Mapped[bytes] = mapped_column(
        LargeBinary(16), index=True, info=index_("keyed hash of the engagement and the person")
    )
    waiting: Mapped[bool] = mapped_column(Boolean, info=open_("whether someone is still to be asked"))
    content: Mapped[SealedValue | None] = sealed_column("which engagement, when to ask, how they are")

    def key_subject(self) -> UUID:
        return self.stakeholder_id
