"""Tables of summaries, their readings, approvals, receipts and replies. Each summary has a key of its own."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, index_, one_of, open_
from engage.db.types import UtcDateTime
from engage.summaries.vocabulary import Audience, SummaryState, TranslationState


class Summary(SealedRow, DataModel):
    """The answer owed to those who were heard in an engagement."""

    __tablename__ = "summary"
    __retention__ = Retention.PUBLISHED
    __table_args__ = (
        one_of("state", SummaryState),
        Index("ix_summary_project_created_on", "project_id", "created_on", "id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), index=True, info=open_("random"))
    state: Mapped[str] = mapped_column(String(20), info=open_("where it stands"))
    language: Mapped[str] = mapped_column(String(8), info=open_("language it is first written in: a staff choice"))
    promised_on: Mapped[date | None] = mapped_column(info=coarse("day promised"))
    created_on: Mapped[date] = mapped_column(info=coarse("day"))
    created_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    published_on: Mapped[date | None] = mapped_column(info=coarse("day"))
    version: Mapped[int] = mapped_column(Integer, default=0, info=open_("count of publications"))
    content_key: Mapped[SealedValue | None] = sealed_column("opens the participants' copies; receipts carry it too")
    withheld_because: Mapped[SealedValue | None] = sealed_column("why the public reading says less")
    acknowledged: Mapped[SealedValue | None] = sealed_column("warnings that were left standing, and why")
    returned_because: Mapped[SealedValue | None] = sealed_column("what the second reader asked for")

    def key_subject(self) -> UUID:
        return self.id


class Reading(SealedRow, DataModel):
    """A summary for one audience in one language."""

    __tablename__ = "summary_reading"
    __retention__ = Retention.PUBLISHED
    __table_args__ = (
        UniqueConstraint("summary_id", "audience", "language"),
        one_of("audience", Audience),
        one_of("state", TranslationState),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    summary_id: Mapped[UUID] = mapped_column(ForeignKey("summary.id"), info=open_("random"))
    audience: Mapped[str] = mapped_column(String(20), info=open_("participants or public"))
    language: Mapped[str] = mapped_column(String(8), info=open_("an interface language, not a person's"))
    state: Mapped[str] = mapped_column(String(20), info=open_("draft, machine or reviewed"))
    revision: Mapped[int] = mapped_column(Integer, default=1, info=open_("count of changes"))
    source_revision: Mapped[int] = mapped_column(Integer, default=0, info=open_("what it was translated from"))
    written_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random; may not approve it as well"))
    title: Mapped[SealedValue | None] = sealed_column("what it is about, until published")
    body: Mapped[SealedValue | None] = sealed_column("its sections, until published")

    def key_subject(self) -> UUID:
        return self.summary_id


class Approval(DataModel):
    """A second person's agreement, bound to the exact text by its digest."""

    __tablename__ = "summary_approval"
    __retention__ = Retention.EVIDENCE

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    summary_id: Mapped[UUID] = mapped_column(ForeignKey("summary.id"), index=True, info=open_("random"))
    approved_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    approved_at: Mapped[datetime] = mapped_column(UtcDateTime, info=open_("when"))
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), info=index_("keyed hash of all readings agreed to"))


class Publication(SealedRow, DataModel):
    """What was published, version by version, exactly as it was agreed to. The portal is filled from here."""

    __tablename__ = "summary_publication"
    __retention__ = Retention.PUBLISHED
    __table_args__ = (UniqueConstraint("summary_id", "version"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    summary_id: Mapped[UUID] = mapped_column(ForeignKey("summary.id"), info=open_("random"))
    version: Mapped[int] = mapped_column(Integer, info=open_("count"))
    published_on: Mapped[date] = mapped_column(info=coarse("day"))
    published_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    copies: Mapped[SealedValue | None] = sealed_column("each reading in each language, with its headings")

    def key_subject(self) -> UUID:
        return self.summary_id


class ReceiptIssued(SealedRow, DataModel):
    """That a receipt was handed to someone: to whom and through what is sealed; the receipt itself is nowhere."""

    __tablename__ = "receipt_issued"
    __retention__ = Retention.PASSING

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random; the same in the portal"))
    summary_id: Mapped[UUID] = mapped_column(ForeignKey("summary.id"), index=True, info=open_("random"))
    issued_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    issued_on: Mapped[date] = mapped_column(info=coarse("day"))
    expires_on: Mapped[date] = mapped_column(info=coarse("day"))
    revoked: Mapped[bool] = mapped_column(Boolean, default=False, info=open_("whether it still opens anything"))
    holder: Mapped[SealedValue | None] = sealed_column("to whom, through what, in which language")

    def key_subject(self) -> UUID:
        return self.summary_id


class Reply(SealedRow, DataModel):
    """What someone answered through the portal."""

    __tablename__ = "summary_reply"
    __retention__ = Retention.DUE_DILIGENCE

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random; the same in the portal"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    summary_id: Mapped[UUID] = mapped_column(ForeignKey("summary.id"), index=True, info=open_("random"))
    received_on: Mapped[date] = mapped_column(info=coarse("day"))
    due_on: Mapped[date] = mapped_column(info=coarse("day an answer is owed"))
    settled_on: Mapped[date | None] = mapped_column(info=coarse("day"))
    words: Mapped[SealedValue | None] = sealed_column("what was answered, its kind and language, by which receipt")
    settlement: Mapped[SealedValue | None] = sealed_column("what we did about it")

    def key_subject(self) -> UUID:
        return self.summary_id
