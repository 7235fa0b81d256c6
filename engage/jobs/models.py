"""The table of jobs."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, one_of, open_
from engage.db.types import UtcDateTime
from engage.jobs.vocabulary import JobState


class Job(SealedRow, DataModel):
    """One piece of work: what, about which thing, where it stands."""

    __tablename__ = "job"
    __retention__ = Retention.PASSING
    __table_args__ = (one_of("state", JobState), Index("ix_job_state_due_at", "state", "due_at"))

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    subject_key: Mapped[UUID] = mapped_column(Uuid, info=open_("which key opens the words"))
    project_id: Mapped[UUID | None] = mapped_column(Uuid, index=True, info=open_("random; whose page shows it"))
    subject_id: Mapped[UUID | None] = mapped_column(Uuid, index=True, info=open_("random; what it is about"))
    kind: Mapped[str] = mapped_column(String(60), info=open_("which work"))
    state: Mapped[str] = mapped_column(String(20), info=open_("the worker claims by it"))
    words: Mapped[SealedValue | None] = sealed_column("what the work needs to know")
    asked_by: Mapped[UUID | None] = mapped_column(Uuid, info=open_("random; whom to tell of a failure"))
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, info=open_("when it may start"))
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime, info=open_("when a claim lapses"))
    attempts: Mapped[int] = mapped_column(Integer, default=0, info=open_("how often it was tried"))
    done: Mapped[int] = mapped_column(Integer, default=0, info=open_("progress"))
    total: Mapped[int] = mapped_column(Integer, default=0, info=open_("progress"))
    fault: Mapped[str | None] = mapped_column(String(80), info=open_("kind of failure, never a value"))

    def key_subject(self) -> UUID:
        return self.subject_key
