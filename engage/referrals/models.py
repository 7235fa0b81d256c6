"""Tables of the map."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, one_of, open_
from engage.referrals.vocabulary import ReferralState


class ReferralMap(DataModel):
    """A project's map: names the key that seals its referrals, apart from the project's other keys."""

    __tablename__ = "referral_map"
    __retention__ = Retention.REFERRAL

    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), primary_key=True, info=open_("random"))
    key_id: Mapped[UUID] = mapped_column(Uuid, info=open_("random; the subject whose key seals the map"))


class Start(SealedRow, DataModel):
    """A trusted seed: someone we began with, and why."""

    __tablename__ = "referral_start"
    __retention__ = Retention.REFERRAL

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    key_id: Mapped[UUID] = mapped_column(Uuid, info=open_("which key opens it"))
    stakeholder: Mapped[SealedValue | None] = sealed_column("whom we trusted first")
    reason: Mapped[SealedValue | None] = sealed_column("how we know them")
    created_on: Mapped[date] = mapped_column(info=coarse("day"))

    def key_subject(self) -> UUID:
        return self.key_id


class Referral(SealedRow, DataModel):
    """One naming: a record of its own."""

    __tablename__ = "referral"
    __retention__ = Retention.REFERRAL
    __table_args__ = (
        one_of("state", ReferralState),
        Index("ix_referral_project_revision", "project_id", "revision"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random"))
    key_id: Mapped[UUID] = mapped_column(Uuid, info=open_("which key opens it"))
    state: Mapped[str] = mapped_column(String(20), info=open_("what became of it"))
    asked_on: Mapped[date] = mapped_column(info=coarse("day"))
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random; who of us asked"))
    revision: Mapped[int] = mapped_column(Integer, info=open_("tells the opened map what changed"))
    entry: Mapped[int] = mapped_column(Integer, info=open_("order of entry, so that the drawn map does not jump"))
    namer: Mapped[SealedValue | None] = sealed_column("who named")
    named: Mapped[SealedValue | None] = sealed_column("who was named")
    detail: Mapped[SealedValue | None] = sealed_column(
        "conversation, question, community, right, place, words, permission to tell, what became of it and why"
    )
    gist: Mapped[SealedValue | None] = sealed_column(
        "both ends, question, permission to tell, conversation: once more, so that a map opens with one seal a naming"
    )

    def key_subject(self) -> UUID:
        return self.key_id
