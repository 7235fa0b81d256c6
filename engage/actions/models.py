"""The table of what is owed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.actions.vocabulary import ActionKind, ActionState
from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, one_of, open_


class Action(SealedRow, DataModel):
    """Something owed by someone of us until a day."""

    __tablename__ = "action"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (
        one_of("kind", ActionKind),
        one_of("state", ActionState),
        Index("ix_action_project_due_on", "project_id", "state", "due_on", "id"),
        Index("ix_action_subject", "subject_id", "due_on", "id"),
        Index("ix_action_owner", "owner_id", "state", "due_on"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random; need-to-know"))
    subject_id: Mapped[UUID] = mapped_column(Uuid, info=open_("random; what it came from, never a person"))
    key_id: Mapped[UUID] = mapped_column(Uuid, info=open_("which key opens it"))
    kind: Mapped[str] = mapped_column(String(20), info=open_("what is owed"))
    state: Mapped[str] = mapped_column(String(20), info=open_("whether it is still owed"))
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random; who of us owes it"))
    due_on: Mapped[date] = mapped_column(info=coarse("day"))
    settled_on: Mapped[date | None] = mapped_column(info=coarse("day"))
    created_on: Mapped[date] = mapped_column(info=coarse("day"))
    created_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    to_whom: Mapped[SealedValue | None] = sealed_column("that we owe someone something tells that we met")
    detail: Mapped[SealedValue | None] = sealed_column("what is owed, what became of it, the reason of a refusal")

    def key_subject(self) -> UUID:
        return self.key_id
