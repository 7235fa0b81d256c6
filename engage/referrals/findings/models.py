"""Tables of the scoping, of statements on the map, and of people set apart for now."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, open_


class ScopingCell(SealedRow, DataModel):
    """One kind of people who should be heard: how many, why, and why they cannot be where that is so."""

    __tablename__ = "scoping_cell"
    __retention__ = Retention.DUE_DILIGENCE

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    entry: Mapped[int] = mapped_column(Integer, info=open_("order of entry"))
    written_on: Mapped[date] = mapped_column(info=coarse("day"))
    written_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random; who wrote it last"))
    content: Mapped[SealedValue | None] = sealed_column("which people, how many, why, why they cannot be heard")

    def key_subject(self) -> UUID:
        return self.project_id


class MapStatement(SealedRow, DataModel):
    """What somebody signed on how far the asking has come, with the figures of that day; never changed."""

    __tablename__ = "map_statement"
    __retention__ = Retention.DUE_DILIGENCE

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    entry: Mapped[int] = mapped_column(Integer, info=open_("order of signing"))
    signed_on: Mapped[date] = mapped_column(info=coarse("day"))
    signed_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random; who signs"))
    content: Mapped[SealedValue | None] = sealed_column("the words and the figures of the day")

    def key_subject(self) -> UUID:
        return self.project_id


class MapPause(SealedRow, DataModel):
    """That somebody is not to be approached now. Nobody is asked why; who it is stands under the key of the map."""

    __tablename__ = "map_pause"
    __retention__ = Retention.REFERRAL

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    key_id: Mapped[UUID] = mapped_column(Uuid, info=open_("which key opens it"))
    since_on: Mapped[date] = mapped_column(info=coarse("day"))
    stakeholder: Mapped[SealedValue | None] = sealed_column("who is not to be approached")

    def key_subject(self) -> UUID:
        return self.key_id
