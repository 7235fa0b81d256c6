"""The table of messages, each sealed under the key of the engagement that it is about."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, one_of, open_
from engage.outreach.vocabulary import MessageState


class Message(SealedRow, DataModel):
    """One message to one person."""

    __tablename__ = "message"
    __retention__ = Retention.RELATIONSHIP
    __table_args__ = (one_of("state", MessageState), Index("ix_message_project_state", "project_id", "state"))

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random"))
    engagement_id: Mapped[UUID] = mapped_column(Uuid, index=True, info=open_("random; whose key seals it"))
    state: Mapped[str] = mapped_column(String(20), info=open_("whether it may still be sent"))
    attempts: Mapped[int] = mapped_column(Integer, default=0, info=open_("how often it was tried"))
    queued_on: Mapped[date] = mapped_column(info=coarse("day"))
    queued_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random; whom to tell of a failure"))
    settled_on: Mapped[date | None] = mapped_column(info=coarse("day"))
    recipient: Mapped[SealedValue | None] = sealed_column("that we write to someone at all can be the secret")
    content: Mapped[SealedValue | None] = sealed_column("channel, language, purpose, subject, text, earliest moment")
    slip: Mapped[SealedValue | None] = sealed_column("address and code for the answer; gone once it is sent")
    outcome: Mapped[SealedValue | None] = sealed_column("why it was not sent, in the words of the stop")

    def key_subject(self) -> UUID:
        return self.engagement_id
