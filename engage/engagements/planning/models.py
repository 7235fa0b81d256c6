"""Tables of planning: templates of a project, and what changed in a plan."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, open_
from engage.db.types import UtcDateTime


class EngagementTemplate(SealedRow, DataModel):
    """A plan kept to start others from: no people, no place, no day. Sealed under the project's key."""

    __tablename__ = "engagement_template"
    __retention__ = Retention.DUE_DILIGENCE

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    kept_on: Mapped[date] = mapped_column(info=coarse("day"))
    kept_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    content: Mapped[SealedValue | None] = sealed_column("its name, and the plan as words of the team")

    def key_subject(self) -> UUID:
        return self.project_id


class PlanChange(SealedRow, DataModel):
    """What somebody changed in a plan: each field as it was and as it became."""

    __tablename__ = "plan_change"
    __retention__ = Retention.DUE_DILIGENCE

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), index=True, info=open_("random"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, info=open_("order of changes"))
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    content: Mapped[SealedValue | None] = sealed_column("the plan's words before and after")

    def key_subject(self) -> UUID:
        return self.engagement_id
