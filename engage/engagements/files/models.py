"""Table of the files of engagements. Each has a key of its own, so that one can be destroyed and the others stay."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, one_of, open_, sealed_
from engage.engagements.files.vocabulary import FileKind


class EngagementFile(SealedRow, DataModel):
    """One cleaned file. Its id is the subject of the key that seals it, its description and whom it is about."""

    __tablename__ = "engagement_file"
    __retention__ = Retention.REFERRAL
    __table_args__ = (one_of("kind", FileKind), UniqueConstraint("engagement_id", "number"))

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), info=open_("random"))
    number: Mapped[int] = mapped_column(Integer, info=open_("what it is called when it is fetched"))
    kind: Mapped[str] = mapped_column(String(10), info=open_("of which kind it is"))
    steps: Mapped[int] = mapped_column(Integer, info=coarse("its size, in steps of 64 KiB"))
    brought_on: Mapped[date] = mapped_column(info=coarse("day"))
    brought_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    about: Mapped[SealedValue | None] = sealed_column("what it shows, in words")
    person: Mapped[SealedValue | None] = sealed_column("who agreed to it, and shows in it")
    content: Mapped[bytes | None] = mapped_column(
        LargeBinary, deferred=True, info=sealed_("the file, in sealed chunks")
    )

    def key_subject(self) -> UUID:
        return self.id
