"""The table of secret addresses of calendars."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, index_, open_


class CalendarFeed(DataModel):
    """That somebody of us has an address for a project's calendar; the address itself is not kept."""

    __tablename__ = "calendar_feed"
    __retention__ = Retention.ACCOUNT
    __table_args__ = (UniqueConstraint("project_id", "user_id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"), index=True, info=open_("random"))
    token: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True, info=index_("hash of 256 random bits"))
    made_on: Mapped[date] = mapped_column(info=coarse("day"))
