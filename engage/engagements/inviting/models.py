"""Tables of inviting: texts, templates, who was asked how, and what came back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Boolean, ForeignKey, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, one_of, open_
from engage.engagements.inviting.vocabulary import InvitationState


class InvitationText(SealedRow, DataModel):
    """What an invitation says, in one language."""

    __tablename__ = "invitation_text"
    __retention__ = Retention.DUE_DILIGENCE

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), index=True, info=open_("random"))
    revision: Mapped[int] = mapped_column(Integer, default=0, info=open_("count of changes"))
    written_on: Mapped[date] = mapped_column(info=coarse("day"))
    written_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    content: Mapped[SealedValue | None] = sealed_column(
        "its language tells who is invited; what it says tells the rest"
    )

    def key_subject(self) -> UUID:
        return self.engagement_id


class InvitationTemplate(SealedRow, DataModel):
    """A text to begin from, in one language; sealed under the key of the project."""

    __tablename__ = "invitation_template"
    __retention__ = Retention.STRUCTURE

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    written_on: Mapped[date] = mapped_column(info=coarse("day"))
    written_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    content: Mapped[SealedValue | None] = sealed_column("name, language and words")

    def key_subject(self) -> UUID:
        return self.project_id


class InvitationMade(SealedRow, DataModel):
    """That somebody is asked: by a message, a letter, a call."""

    __tablename__ = "invitation_made"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (one_of("state", InvitationState),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random; the same in the portal"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), index=True, info=open_("random"))
    state: Mapped[str] = mapped_column(String(20), info=open_("made, given, missed or withdrawn"))
    made_on: Mapped[date] = mapped_column(info=coarse("day"))
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    given_on: Mapped[date | None] = mapped_column(info=coarse("day it was handed over or queued"))
    has_code: Mapped[bool] = mapped_column(Boolean, default=False, info=open_("whether the portal knows it"))
    detail: Mapped[SealedValue | None] = sealed_column("whom, through which channel, what for, in which language")

    def key_subject(self) -> UUID:
        return self.engagement_id


class InvitationAnswer(SealedRow, DataModel):
    """What came back through the portal, until a person takes it over."""

    __tablename__ = "invitation_answer"
    __retention__ = Retention.DUE_DILIGENCE

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random; the same in the portal"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), index=True, info=open_("random"))
    invitation_id: Mapped[UUID] = mapped_column(ForeignKey("invitation_made.id"), index=True, info=open_("random"))
    received_on: Mapped[date] = mapped_column(info=coarse("day"))
    due_on: Mapped[date] = mapped_column(info=coarse("day a person owes it a look"))
    settled_on: Mapped[date | None] = mapped_column(info=coarse("day"))
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    words: Mapped[SealedValue | None] = sealed_column("what was answered, in which language")
    settlement: Mapped[SealedValue | None] = sealed_column("what we did about it")

    def key_subject(self) -> UUID:
        return self.engagement_id
