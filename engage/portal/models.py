"""Tables of the portal store. Nothing here names a person."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, Index, Integer, LargeBinary, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.db.base import PortalModel
from engage.db.columns import Retention, coarse, index_, open_, sealed_
from engage.db.types import UtcDateTime


class PublicCopy(PortalModel):
    """A summary in its public reading, in one language."""

    __tablename__ = "public_copy"
    __retention__ = Retention.PUBLISHED
    __table_args__ = (UniqueConstraint("summary_id", "language"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    summary_id: Mapped[UUID] = mapped_column(Uuid, index=True, info=open_("random"))
    language: Mapped[str] = mapped_column(String(8), info=open_("public"))
    version: Mapped[int] = mapped_column(Integer, info=open_("public"))
    published_on: Mapped[date] = mapped_column(index=True, info=open_("public"))
    withdrawn: Mapped[bool] = mapped_column(Boolean, default=False, info=open_("public"))
    body: Mapped[str] = mapped_column(Text, info=open_("public: JSON of title and sections"))


class ParticipantCopy(PortalModel):
    """A summary for those who took part, in one language, under a content key that only receipts carry."""

    __tablename__ = "participant_copy"
    __retention__ = Retention.PUBLISHED
    __table_args__ = (UniqueConstraint("summary_id", "language"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    summary_id: Mapped[UUID] = mapped_column(Uuid, info=open_("random"))
    language: Mapped[str] = mapped_column(String(8), info=open_("which copy to open"))
    version: Mapped[int] = mapped_column(Integer, info=open_("count"))
    published_on: Mapped[date] = mapped_column(info=coarse("day"))
    withdrawn: Mapped[bool] = mapped_column(Boolean, default=False, info=open_("state"))
    body: Mapped[bytes] = mapped_column(LargeBinary, info=sealed_("title and sections"))


class PortalReceipt(PortalModel):
    """Where a receipt leads: found by a tag derived from it, opening the content key with a key derived from it."""

    __tablename__ = "portal_receipt"
    __retention__ = Retention.PASSING

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    tag: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True, info=index_("HMAC of what the receipt derives to"))
    summary_id: Mapped[UUID] = mapped_column(Uuid, info=open_("random"))
    content_key: Mapped[bytes] = mapped_column(LargeBinary, info=sealed_("wrapped under the receipt"))
    mailbox: Mapped[bytes] = mapped_column(LargeBinary, info=open_("the project's public key"))
    deployment_id: Mapped[UUID] = mapped_column(Uuid, info=open_("random; bound into sealed replies"))
    project_id: Mapped[UUID] = mapped_column(Uuid, info=open_("random; bound into sealed replies"))
    expires_on: Mapped[date] = mapped_column(info=open_("day"))
    revoked: Mapped[bool] = mapped_column(Boolean, default=False, info=open_("state"))
    opened: Mapped[int] = mapped_column(Integer, default=0, info=open_("count, shown to the holder"))


class PortalReply(PortalModel):
    """A reply on its way to the team, sealed to the project."""

    __tablename__ = "portal_reply"
    __retention__ = Retention.PASSING

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random; makes the transfer safe to repeat"))
    project_id: Mapped[UUID] = mapped_column(Uuid, info=open_("random"))
    summary_id: Mapped[UUID] = mapped_column(Uuid, info=open_("random"))
    receipt_id: Mapped[UUID] = mapped_column(Uuid, info=open_("random"))
    received_on: Mapped[date] = mapped_column(info=coarse("day"))
    fetched: Mapped[bool] = mapped_column(Boolean, default=False, index=True, info=open_("whether the team has it"))
    body: Mapped[bytes] = mapped_column(LargeBinary, info=sealed_("kind, language and words, to the project's key"))


class PortalSession(PortalModel):
    """Reading in progress: ends after ten idle minutes, thirty in all, or at once on leaving."""

    __tablename__ = "portal_session"
    __retention__ = Retention.PASSING

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=index_("hash of 256 random bits"))
    receipt_id: Mapped[UUID] = mapped_column(Uuid, info=open_("random"))
    content_key: Mapped[bytes] = mapped_column(LargeBinary, info=sealed_("under a key that only the cookie holds"))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime, info=open_("ends thirty minutes later"))
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime, info=open_("ends ten idle minutes later"))

    __table_args__ = (Index("ix_portal_session_seen_at", "seen_at"),)


class PortalSurvey(PortalModel):
    """A survey: what it says opens only with the code of its address, unless it is open to all."""

    __tablename__ = "portal_survey"
    __retention__ = Retention.PASSING

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    tag: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True, info=index_("HMAC under 80 random bits"))
    code: Mapped[str | None] = mapped_column(String(20), info=open_("public: only of a survey that is open to all"))
    body: Mapped[bytes] = mapped_column(LargeBinary, info=sealed_("texts, questions, groups, under the code"))
    mailbox: Mapped[bytes] = mapped_column(LargeBinary, info=open_("the project's public key"))
    deployment_id: Mapped[UUID] = mapped_column(Uuid, info=open_("random; bound into sealed answers"))
    project_id: Mapped[UUID] = mapped_column(Uuid, info=open_("random; bound into sealed answers"))
    opens_on: Mapped[date] = mapped_column(info=coarse("first day"))
    closes_on: Mapped[date] = mapped_column(info=coarse("last day"))
    closed: Mapped[bool] = mapped_column(Boolean, default=False, info=open_("state"))
    most: Mapped[int] = mapped_column(Integer, info=open_("how many answers it takes"))
    came: Mapped[int] = mapped_column(Integer, default=0, info=open_("count"))


class PortalSurveyAnswer(PortalModel):
    """An answer on its way to the team, sealed to the project; gone from here once they have it."""

    __tablename__ = "portal_survey_answer"
    __retention__ = Retention.PASSING

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random; makes the transfer safe to repeat"))
    survey_id: Mapped[UUID] = mapped_column(Uuid, info=open_("random"))
    received_on: Mapped[date] = mapped_column(info=coarse("day"))
    fetched: Mapped[bool] = mapped_column(Boolean, default=False, index=True, info=open_("whether it was looked at"))
    body: Mapped[bytes] = mapped_column(LargeBinary, info=sealed_("the whole answer, to the project's key"))


class PortalThrottle(PortalModel):
    """How many codes failed lately. Holds no address."""

    __tablename__ = "portal_throttle"
    __retention__ = Retention.PASSING

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=index_("keyed hash of what is guarded"))
    failures: Mapped[int] = mapped_column(Integer, default=0, info=open_("count"))
    free_at: Mapped[datetime] = mapped_column(UtcDateTime, info=open_("when the next attempt is heard"))


class PortalInvitation(PortalModel):
    """An invitation, under a content key that only its code carries."""

    __tablename__ = "portal_invitation"
    __retention__ = Retention.PASSING

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random; what the receipt leads to"))
    withdrawn: Mapped[bool] = mapped_column(Boolean, default=False, info=open_("state"))
    body: Mapped[bytes] = mapped_column(LargeBinary, info=sealed_("language and text"))


class PortalAnswer(PortalModel):
    """An answer to an invitation on its way to the team, sealed to the project."""

    __tablename__ = "portal_answer"
    __retention__ = Retention.PASSING

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random; makes the transfer safe to repeat"))
    project_id: Mapped[UUID] = mapped_column(Uuid, info=open_("random"))
    invitation_id: Mapped[UUID] = mapped_column(Uuid, index=True, info=open_("random"))
    received_on: Mapped[date] = mapped_column(info=coarse("day"))
    fetched: Mapped[bool] = mapped_column(Boolean, default=False, index=True, info=open_("whether the team has it"))
    body: Mapped[bytes] = mapped_column(LargeBinary, info=sealed_("kind, language and words, to the project's key"))
