"""The table of files that wait to be fetched."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.db.base import DataModel
from engage.db.columns import Retention, one_of, open_, sealed_
from engage.db.types import UtcDateTime
from engage.projects.parcels.vocabulary import ParcelState


class Parcel(DataModel):
    """One file for one member of the team. Its id is the subject of the key that seals it."""

    __tablename__ = "parcel"
    __retention__ = Retention.PASSING
    __table_args__ = (
        one_of("state", ParcelState),
        Index("ix_parcel_project_made_for", "project_id", "made_for"),
        Index("ix_parcel_expires_at", "expires_at"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random; need-to-know"))
    made_for: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random; only they may fetch it"))
    state: Mapped[str] = mapped_column(String(20), info=open_("whether it may be fetched"))
    form: Mapped[str] = mapped_column(String(10), info=open_("of which kind the file is"))
    tier: Mapped[int] = mapped_column(Integer, info=open_("which key and which care"))
    rows: Mapped[int] = mapped_column(Integer, default=0, info=open_("count"))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, info=open_("when it is swept"))
    content: Mapped[bytes | None] = mapped_column(LargeBinary, info=sealed_("the file, in sealed chunks"))
