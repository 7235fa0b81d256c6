"""Tables of a record's life. When it was last checked and since when it is restricted are columns of `stakeholder`."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, one_of, open_
from engage.stakeholders.life.vocabulary import CorrectionState, ErasureState


class Restriction(SealedRow, DataModel):
    """That a record is kept and not used, from a day until it is lifted; lifted, it stays as history."""

    __tablename__ = "restriction"
    __retention__ = Retention.RELATIONSHIP

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    stakeholder_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder.id"), index=True, info=open_("random"))
    since_on: Mapped[date] = mapped_column(info=coarse("day"))
    restricted_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    review_on: Mapped[date] = mapped_column(info=coarse("day it is looked at again"))
    lifted_on: Mapped[date | None] = mapped_column(info=coarse("day"))
    lifted_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    reason: Mapped[SealedValue | None] = sealed_column("why it is restricted")
    lifted_because: Mapped[SealedValue | None] = sealed_column("why it is used again")

    def key_subject(self) -> UUID:
        return self.stakeholder_id


class Correction(SealedRow, DataModel):
    """What somebody asked to have put right in what is held about them, and what came of it."""

    __tablename__ = "correction"
    __retention__ = Retention.RELATIONSHIP
    __table_args__ = (
        one_of("state", CorrectionState),
        Index("ix_correction_project_due", "project_id", "state", "due_on"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random"))
    stakeholder_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder.id"), index=True, info=open_("random"))
    state: Mapped[str] = mapped_column(String(20), info=open_("whether it is still owed"))
    asked_on: Mapped[date] = mapped_column(info=coarse("day"))
    due_on: Mapped[date] = mapped_column(info=coarse("day an answer is owed"))
    recorded_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    settled_on: Mapped[date | None] = mapped_column(info=coarse("day"))
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    wanted: Mapped[SealedValue | None] = sealed_column("what is to be put right")
    settlement: Mapped[SealedValue | None] = sealed_column("what was done, or why not")

    def key_subject(self) -> UUID:
        return self.stakeholder_id


class Erasure(SealedRow, DataModel):
    """One record that is erased: open until everything is gone, then the ledger that a restored backup is held
    against. `kept` says what kind of voice it was, so that what was heard still counts; it names nobody.
    """

    __tablename__ = "erasure"
    __retention__ = Retention.EVIDENCE
    __table_args__ = (
        one_of("state", ErasureState),
        Index("ix_erasure_project_state", "project_id", "state"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random; whose key seals it"))
    stakeholder_id: Mapped[UUID] = mapped_column(
        ForeignKey("stakeholder.id"), unique=True, info=open_("random; of a key that is destroyed")
    )
    main_id: Mapped[UUID] = mapped_column(Uuid, index=True, info=open_("random; records that were one person share it"))
    state: Mapped[str] = mapped_column(String(20), info=open_("whether everything is gone"))
    begun_on: Mapped[date] = mapped_column(info=coarse("day"))
    begun_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    closed_on: Mapped[date | None] = mapped_column(info=coarse("day"))
    kept: Mapped[SealedValue | None] = sealed_column("role, groups, rights and languages, as codes")

    def key_subject(self) -> UUID:
        return self.project_id
