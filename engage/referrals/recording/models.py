"""Table of answers that meant people who may not be named."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, open_


class WithheldAnswer(SealedRow, DataModel):
    """That somebody, when asked, meant people whom they will not name: how many, never who."""

    __tablename__ = "withheld_answer"
    __retention__ = Retention.REFERRAL

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    key_id: Mapped[UUID] = mapped_column(Uuid, info=open_("which key of a map opens it"))
    how_many: Mapped[int] = mapped_column(Integer, info=open_("a count that leads to nobody"))
    asked_on: Mapped[date] = mapped_column(info=coarse("day"))
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random; who of us asked"))
    namer: Mapped[SealedValue | None] = sealed_column("who answered")
    detail: Mapped[SealedValue | None] = sealed_column("conversation, question, community, how it was asked")

    def key_subject(self) -> UUID:
        return self.key_id
