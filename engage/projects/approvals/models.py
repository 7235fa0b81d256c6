"""The table of requests to a second person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, index_, one_of, open_
from engage.db.types import UtcDateTime
from engage.projects.approvals.vocabulary import ApprovalKind, ApprovalState


class Approval(SealedRow, DataModel):
    """One act that one person asked for and another agreed to or not."""

    __tablename__ = "approval"
    __retention__ = Retention.EVIDENCE
    __table_args__ = (
        one_of("kind", ApprovalKind),
        one_of("state", ApprovalState),
        CheckConstraint("tier BETWEEN 1 AND 3", name="tier_known"),
        CheckConstraint("decided_by <> asked_by", name="two_persons"),
        Index("ix_approval_project_state", "project_id", "state", "expires_at"),
        Index("ix_approval_project_asked_by", "project_id", "asked_by", "asked_at"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random; need-to-know"))
    kind: Mapped[str] = mapped_column(String(30), info=open_("which act"))
    state: Mapped[str] = mapped_column(String(20), info=open_("whether it may be done"))
    subject_id: Mapped[UUID | None] = mapped_column(Uuid, info=open_("random; what it is about"))
    tier: Mapped[int] = mapped_column(Integer, info=open_("who may agree"))
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random; only they may do it"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, info=open_("a moment of staff's work"))
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"), info=open_("random; never who asked"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime, info=open_("a moment of staff's work"))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, info=open_("when it lapses"))
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), info=index_("keyed hash of exactly what was asked"))
    body: Mapped[SealedValue | None] = sealed_column("what exactly, why, and why not")

    def key_subject(self) -> UUID:
        return self.project_id
