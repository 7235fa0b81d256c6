"""Tables of notices, and of what people were told and agreed to."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, one_of, open_
from engage.stakeholders.consents.vocabulary import ConsentKind, NoticeState


class Notice(SealedRow, DataModel):
    """What a project tells people about what it holds and why; its texts are `NoticeWording`."""

    __tablename__ = "notice"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (one_of("state", NoticeState),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    state: Mapped[str] = mapped_column(String(20), info=open_("whether it is in use"))
    created_on: Mapped[date] = mapped_column(info=coarse("day"))
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    title: Mapped[SealedValue | None] = sealed_column("what it is about")

    def key_subject(self) -> UUID:
        return self.project_id


class NoticeWording(SealedRow, DataModel):
    """One version of a notice in one language; never changed, so that what someone was told can be read again."""

    __tablename__ = "notice_wording"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (UniqueConstraint("notice_id", "language", "version"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    notice_id: Mapped[UUID] = mapped_column(ForeignKey("notice.id"), info=open_("random"))
    language: Mapped[str] = mapped_column(String(20), info=open_("of the text, not of a person"))
    version: Mapped[int] = mapped_column(Integer, info=open_("order of writing"))
    written_on: Mapped[date] = mapped_column(info=coarse("day"))
    written_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    text: Mapped[SealedValue | None] = sealed_column("the wording")

    def key_subject(self) -> UUID:
        return self.project_id


class Consent(SealedRow, DataModel):
    """One thing that someone was told, agreed to or refused; taken back, it stays as history."""

    __tablename__ = "consent"
    __retention__ = Retention.RELATIONSHIP
    __table_args__ = (
        one_of("kind", ConsentKind),
        Index("ix_consent_project_expiry", "project_id", "expires_on"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random"))
    stakeholder_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder.id"), index=True, info=open_("random"))
    kind: Mapped[str] = mapped_column(String(20), info=open_("told, agreed or refused; of a pseudonym"))
    given_on: Mapped[date] = mapped_column(info=coarse("day"))
    expires_on: Mapped[date | None] = mapped_column(info=coarse("day; finds what ends soon"))
    withdrawn_on: Mapped[date | None] = mapped_column(info=coarse("day"))
    recorded_on: Mapped[date] = mapped_column(info=coarse("day"))
    recorded_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    detail: Mapped[SealedValue | None] = sealed_column(
        "purposes, means, wording, language, note, why it was taken back"
    )

    def key_subject(self) -> UUID:
        return self.stakeholder_id
