"""Tables of the registry."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, index_, one_of, open_
from engage.db.types import UtcDateTime
from engage.stakeholders.vocabulary import StakeholderKind, StakeholderState


class Stakeholder(SealedRow, DataModel):
    """A person, group or organisation, under a pseudonym; everything else about them is sealed under their own key."""

    __tablename__ = "stakeholder"
    __retention__ = Retention.RELATIONSHIP
    __table_args__ = (
        UniqueConstraint("project_id", "pseudonym"),
        one_of("kind", StakeholderKind),
        one_of("state", StakeholderState),
        CheckConstraint("tier BETWEEN 1 AND 3", name="tier_known"),
        Index("ix_stakeholder_project_pseudonym", "project_id", "state", "pseudonym", "id"),
        Index("ix_stakeholder_project_revision", "project_id", "revision"),
        Index("ix_stakeholder_project_checked", "project_id", "state", "checked_on"),
        Index("ix_stakeholder_project_restricted", "project_id", "restricted_on"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random; need-to-know"))
    kind: Mapped[str] = mapped_column(String(20), info=open_("person, group or organisation"))
    tier: Mapped[int] = mapped_column(Integer, info=open_("which key and which care"))
    pseudonym: Mapped[str] = mapped_column(String(60), info=open_("random neutral words"))
    state: Mapped[str] = mapped_column(String(20), info=open_("whether the record is alive"))
    created_on: Mapped[date] = mapped_column(info=coarse("day"))
    checked_on: Mapped[date] = mapped_column(
        info=coarse("day it was last found to be right"),
        default=lambda made: made.get_current_parameters()["created_on"],
    )
    restricted_on: Mapped[date | None] = mapped_column(info=coarse("day since when it is kept and not used"))
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    import_id: Mapped[UUID | None] = mapped_column(ForeignKey("stakeholder_import.id"), info=open_("random"))
    revision: Mapped[int] = mapped_column(Integer, info=open_("tells the directory what changed"))
    name: Mapped[SealedValue | None] = sealed_column("who it is")
    called: Mapped[SealedValue | None] = sealed_column("other names, in other scripts too; where they belong")
    profile: Mapped[SealedValue | None] = sealed_column("roles, places, rights, groups, languages, needs")
    safety: Mapped[SealedValue | None] = sealed_column("safe and forbidden channels and hours, reasons for the tier")

    def key_subject(self) -> UUID:
        return self.id


class Contact(SealedRow, DataModel):
    """One way to reach a stakeholder."""

    __tablename__ = "contact"
    __retention__ = Retention.RELATIONSHIP

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random"))
    stakeholder_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder.id"), index=True, info=open_("random"))
    tag: Mapped[bytes | None] = mapped_column(LargeBinary(2), info=index_("eight bits of a keyed hash"))
    detail: Mapped[SealedValue | None] = sealed_column("channel, value, whether it is safe, and when")

    __table_args__ = (Index("ix_contact_project_tag", "project_id", "tag"),)

    def key_subject(self) -> UUID:
        return self.stakeholder_id


class RevealTally(DataModel):
    """How many names a user looked at in an hour of a day: the budget of security.md 5."""

    __tablename__ = "reveal_tally"
    __retention__ = Retention.EVIDENCE

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"), primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), primary_key=True, info=open_("random"))
    hour: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True, info=coarse("hour"))
    count: Mapped[int] = mapped_column(Integer, default=0, info=open_("count"))
