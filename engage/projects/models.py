"""Tables of projects, their members and their revision counters."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Boolean, ForeignKey, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.accounts.permissions import PROJECT_ROLES
from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, one_of, open_


class Project(SealedRow, DataModel):
    """A piece of work with its own people, its own keys and its own team."""

    __tablename__ = "project"
    __retention__ = Retention.DUE_DILIGENCE

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    name: Mapped[SealedValue | None] = sealed_column("that this work exists can be the secret")
    created_on: Mapped[date] = mapped_column(info=coarse("day"))
    closed: Mapped[bool] = mapped_column(Boolean, default=False, info=open_("whether it is listed"))

    def key_subject(self) -> UUID:
        return self.id


class Membership(DataModel):
    """One user's role in one project."""

    __tablename__ = "membership"
    __retention__ = Retention.ACCOUNT
    __table_args__ = (
        UniqueConstraint("project_id", "user_id"),
        one_of("role", [role.value for role in PROJECT_ROLES]),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"), index=True, info=open_("random"))
    role: Mapped[str] = mapped_column(String(20), info=open_("decides what is shown"))
    created_on: Mapped[date] = mapped_column(info=coarse("day"))


class Revision(DataModel):
    """Counts the changes to one kind of a project's rows, so that what is held in memory knows when it is old."""

    __tablename__ = "revision"
    __retention__ = Retention.STRUCTURE

    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), primary_key=True, info=open_("random"))
    topic: Mapped[str] = mapped_column(String(30), primary_key=True, info=open_("which rows"))
    number: Mapped[int] = mapped_column(Integer, default=0, info=open_("count of changes"))
