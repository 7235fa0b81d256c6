"""Tables of the keystore: every key wrapped by the root or by an epoch key, and nothing about people."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, LargeBinary, SmallInteger, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.db.base import KeystoreModel
from engage.db.clock import today, utcnow
from engage.db.columns import Retention, coarse, open_, sealed_
from engage.db.types import UtcDateTime

CURRENT = "current"
OLD = "old"
SERVICE = "service"


class Deployment(KeystoreModel):
    """The one row that says which deployment this keystore belongs to and which root opens it."""

    __tablename__ = "deployment"
    __retention__ = Retention.KEYS

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    root_kind: Mapped[str] = mapped_column(String(20), info=open_("which root to ask for at start"))
    root_salt: Mapped[bytes | None] = mapped_column(LargeBinary, info=open_("salt of a passphrase; not secret"))
    root_check: Mapped[bytes] = mapped_column(LargeBinary, info=sealed_("tells a wrong root from a right one"))
    generation: Mapped[int] = mapped_column(default=0, info=open_("counts changes that other processes must notice"))
    created: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow, info=open_("when it was set up"))


class EpochKey(KeystoreModel):
    """A random key per project and tier that wraps data keys; replaced by rotation."""

    __tablename__ = "epoch_key"
    __retention__ = Retention.KEYS
    __table_args__ = (UniqueConstraint("project_id", "tier", "number"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4, info=open_("random"))
    project_id: Mapped[UUID | None] = mapped_column(Uuid, info=open_("random; finds the key of a project"))
    tier: Mapped[int] = mapped_column(SmallInteger, info=open_("finds the key of a tier"))
    number: Mapped[int] = mapped_column(info=open_("which rotation made it"))
    blob: Mapped[bytes] = mapped_column(LargeBinary, info=sealed_("the key, wrapped by the root"))
    state: Mapped[str] = mapped_column(String(10), info=open_("current wraps new keys, old is being replaced"))
    created: Mapped[date] = mapped_column(default=today, info=coarse("the day it was made"))


class Wrap(KeystoreModel):
    """A data key, wrapped for one recipient. Without it all that the subject's key sealed is unreadable."""

    __tablename__ = "wrap"
    __retention__ = Retention.KEYS
    __table_args__ = (UniqueConstraint("subject_id", "recipient_kind", "recipient_id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4, info=open_("random"))
    subject_id: Mapped[UUID] = mapped_column(Uuid, index=True, info=open_("random; whose key this is"))
    project_id: Mapped[UUID | None] = mapped_column(Uuid, index=True, info=open_("loads a project in one query"))
    tier: Mapped[int] = mapped_column(SmallInteger, info=open_("which epoch key wraps it"))
    recipient_kind: Mapped[str] = mapped_column(String(20), info=open_("who can unwrap: the service, later officers"))
    recipient_id: Mapped[UUID] = mapped_column(Uuid, info=open_("random; which of them"))
    epoch_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("epoch_key.id"),
        index=True,
        info=open_("random; the wrapping key, none for an officer's own"),
    )
    blob: Mapped[bytes] = mapped_column(LargeBinary, info=sealed_("the key and a commitment to it"))


class ErasedKey(KeystoreModel):
    """That a key was destroyed: it must never be made anew, and every cache must drop it."""

    __tablename__ = "erased_key"
    __retention__ = Retention.KEYS

    subject_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random; whose key was destroyed"))
    generation: Mapped[int] = mapped_column(index=True, info=open_("what other processes have not seen yet"))
    day: Mapped[date] = mapped_column(default=today, info=coarse("the day of the erasure"))


class SecretKey(KeystoreModel):
    """A key of the whole deployment, wrapped by the root: index, receipt pepper, audit start, sessions."""

    __tablename__ = "secret_key"
    __retention__ = Retention.KEYS
    __table_args__ = (UniqueConstraint("name", "number"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4, info=open_("random"))
    name: Mapped[str] = mapped_column(String(40), info=open_("what the key is for"))
    number: Mapped[int] = mapped_column(info=open_("which rotation made it"))
    blob: Mapped[bytes] = mapped_column(LargeBinary, info=sealed_("the key, wrapped by the root"))


class MailboxKey(KeystoreModel):
    """A key pair per project: the portal seals to the public half, the staff side has the other."""

    __tablename__ = "mailbox_key"
    __retention__ = Retention.KEYS
    __table_args__ = (UniqueConstraint("project_id", "number"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(Uuid, info=open_("random; whose mailbox"))
    number: Mapped[int] = mapped_column(info=open_("which rotation made it"))
    key_id: Mapped[bytes] = mapped_column(LargeBinary, info=open_("hash of the public half; named in each letter"))
    public: Mapped[bytes] = mapped_column(LargeBinary, info=open_("public by nature"))
    blob: Mapped[bytes] = mapped_column(LargeBinary, info=sealed_("the private half, wrapped by the root"))
