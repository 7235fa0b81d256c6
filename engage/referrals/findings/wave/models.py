"""The table of marks."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, open_


class MapMark(SealedRow, DataModel):
    """That somebody would be approached in the next wave. Who it is stands under the key of the map."""

    __tablename__ = "map_mark"
    __retention__ = Retention.REFERRAL

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    key_id: Mapped[UUID] = mapped_column(Uuid, info=open_("which key opens it"))
    marked_on: Mapped[date] = mapped_column(info=coarse("day"))
    marked_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random; who of us marked them"))
    stakeholder: Mapped[SealedValue | None] = sealed_column("who would be approached")

    def key_subject(self) -> UUID:
        return self.key_id
