"""Tables of the record for participants, what each says of it, and what else they were given."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, one_of, open_
from engage.db.types import UtcDateTime
from engage.engagements.sharing.vocabulary import RecordState


class SharedRecord(SealedRow, DataModel):
    """What was said, in a form that can be shared. Every version is kept."""

    __tablename__ = "shared_record"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (one_of("state", RecordState), UniqueConstraint("engagement_id", "version"))

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), info=open_("random"))
    version: Mapped[int] = mapped_column(Integer, info=open_("count"))
    state: Mapped[str] = mapped_column(String(20), info=open_("draft, sent or agreed"))
    written_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime, info=open_("order of versions"))
    sent_on: Mapped[date | None] = mapped_column(info=coarse("day"))
    agreed_on: Mapped[date | None] = mapped_column(info=coarse("day"))
    body: Mapped[SealedValue | None] = sealed_column("what was said, and whose view it is")

    def key_subject(self) -> UUID:
        return self.engagement_id


class RecordAnswer(SealedRow, DataModel):
    """That somebody was given a version of the record, and what they say of it."""

    __tablename__ = "shared_record_answer"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (UniqueConstraint("record_id", "participant_id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), index=True, info=open_("random"))
    record_id: Mapped[UUID] = mapped_column(ForeignKey("shared_record.id"), info=open_("random"))
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("participant.id"), index=True, info=open_("random"))
    content: Mapped[SealedValue | None] = sealed_column("when and how they got it, what they say of it")

    def key_subject(self) -> UUID:
        return self.engagement_id


class GivenInformation(SealedRow, DataModel):
    """What participants were given to know: a paper, an answer, a figure."""

    __tablename__ = "given_information"
    __retention__ = Retention.DUE_DILIGENCE

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), index=True, info=open_("random"))
    given_on: Mapped[date] = mapped_column(info=coarse("day"))
    noted_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    content: Mapped[SealedValue | None] = sealed_column("what it was, in which languages")

    def key_subject(self) -> UUID:
        return self.engagement_id
