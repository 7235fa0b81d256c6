"""The table of ties."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, one_of, open_
from engage.stakeholders.ties.vocabulary import TieState


class Tie(SealedRow, DataModel):
    """One tie between two of the registry, or between one and somebody outside it."""

    __tablename__ = "tie"
    __retention__ = Retention.REFERRAL
    __table_args__ = (
        one_of("state", TieState),
        Index("ix_tie_project_revision", "project_id", "revision"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random"))
    state: Mapped[str] = mapped_column(String(20), info=open_("whether it stands"))
    recorded_on: Mapped[date] = mapped_column(info=coarse("day"))
    recorded_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    revision: Mapped[int] = mapped_column(Integer, info=open_("tells what is held in memory that it is old"))
    ends: Mapped[SealedValue | None] = sealed_column("who is tied to whom")
    detail: Mapped[SealedValue | None] = sealed_column(
        "how they are tied, since when, how we know, why it was taken back"
    )

    def key_subject(self) -> UUID:
        return self.project_id
