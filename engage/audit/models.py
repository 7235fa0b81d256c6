"""Tables of the log: its events and the one row that knows where the chain stands."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Integer, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, index_, open_


class AuditEvent(SealedRow, DataModel):
    """One thing that was done. Never changed, never removed."""

    __tablename__ = "audit_event"
    __retention__ = Retention.EVIDENCE

    id: Mapped[UUID] = mapped_column(Uuid, unique=True, info=open_("random"))
    sequence: Mapped[int] = mapped_column(
        Integer, primary_key=True, autoincrement=False, info=open_("the order is the point")
    )
    subject_key: Mapped[UUID] = mapped_column(Uuid, info=open_("which key opens the body"))
    project_id: Mapped[UUID | None] = mapped_column(Uuid, index=True, info=open_("random; whose log shows it"))
    day: Mapped[date] = mapped_column(info=coarse("the day; the hour is sealed"))
    code: Mapped[str] = mapped_column(String(60), info=open_("what kind of thing was done"))
    body: Mapped[SealedValue | None] = sealed_column("exact time, actor, subject, purpose and facts")
    hash: Mapped[bytes] = mapped_column(LargeBinary(32), info=index_("chains this event to the one before"))
    mac: Mapped[bytes] = mapped_column(LargeBinary(32), info=index_("made with a key that no longer exists"))

    def key_subject(self) -> UUID:
        return self.subject_key


class AuditChain(SealedRow, DataModel):
    """Where the chain stands: the next number, the last hash, the key for the next MAC. One row."""

    __tablename__ = "audit_chain"
    __retention__ = Retention.EVIDENCE

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("the one row"))
    subject_key: Mapped[UUID] = mapped_column(Uuid, info=open_("which key opens the next MAC key"))
    sequence: Mapped[int] = mapped_column(Integer, info=open_("number of the last event"))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32), info=index_("hash of the last event"))
    next_key: Mapped[SealedValue | None] = sealed_column("the MAC key of the next event, replaced after use")

    def key_subject(self) -> UUID:
        return self.subject_key
