"""A table with sealed columns, in a metadata of its own so that it never joins the house's tables."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy import MetaData, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.columns import Retention, open_


class Base(DeclarativeBase):
    """Base of the table of these tests."""

    metadata = MetaData()
    __retention__: ClassVar[Retention]


class Letter(SealedRow, Base):
    """A row sealed under its owner's key."""

    __tablename__ = "letter"
    __retention__ = Retention.PASSING

    owner_id: Mapped[UUID] = mapped_column(Uuid, info=open_("test"))
    title: Mapped[SealedValue | None] = sealed_column("test")
    body: Mapped[SealedValue | None] = sealed_column("test")

    def key_subject(self) -> UUID:
        return self.owner_id
