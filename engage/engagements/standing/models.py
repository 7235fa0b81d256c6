"""Tables of panels, sealed under the project's key: a panel outlives its sessions."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, one_of, open_
from engage.engagements.standing.vocabulary import PanelState


class StandingPanel(SealedRow, DataModel):
    """A group that we meet again and again."""

    __tablename__ = "standing_panel"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (one_of("state", PanelState),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    state: Mapped[str] = mapped_column(String(20), info=open_("standing or ended"))
    review_on: Mapped[date] = mapped_column(info=coarse("day"))
    founded_on: Mapped[date] = mapped_column(info=coarse("day"))
    founded_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    content: Mapped[SealedValue | None] = sealed_column("its name, what it is for, how it may be ended")

    def key_subject(self) -> UUID:
        return self.project_id


class PanelMember(SealedRow, DataModel):
    """Somebody's seat on a panel; who it is, is sealed."""

    __tablename__ = "panel_member"
    __retention__ = Retention.DUE_DILIGENCE

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    panel_id: Mapped[UUID] = mapped_column(ForeignKey("standing_panel.id"), index=True, info=open_("random"))
    stakeholder: Mapped[SealedValue | None] = sealed_column("who sits there")
    detail: Mapped[SealedValue | None] = sealed_column("role, term, why they left")

    def key_subject(self) -> UUID:
        return self.project_id


class PanelSession(DataModel):
    """An engagement that is a session of a panel."""

    __tablename__ = "panel_session"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (UniqueConstraint("panel_id", "engagement_id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    panel_id: Mapped[UUID] = mapped_column(ForeignKey("standing_panel.id"), info=open_("random"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), index=True, info=open_("random"))


class PanelReview(SealedRow, DataModel):
    """What a review of a panel found."""

    __tablename__ = "panel_review"
    __retention__ = Retention.DUE_DILIGENCE

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    panel_id: Mapped[UUID] = mapped_column(ForeignKey("standing_panel.id"), index=True, info=open_("random"))
    reviewed_on: Mapped[date] = mapped_column(info=coarse("day"))
    reviewed_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    words: Mapped[SealedValue | None] = sealed_column("what it found")

    def key_subject(self) -> UUID:
        return self.project_id
