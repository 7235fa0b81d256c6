"""Tables of accounts: users, recovery codes, invitations, sessions, throttles."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, ForeignKey, Integer, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.accounts.vocabulary import UserState
from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, index_, one_of, open_
from engage.db.types import UtcDateTime


class User(SealedRow, DataModel):
    """Someone who signs in. Satisfies flask-login's user protocol."""

    __tablename__ = "user"
    __retention__ = Retention.ACCOUNT
    __table_args__ = (one_of("state", UserState),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    email: Mapped[SealedValue | None] = sealed_column("names a member of staff")
    email_tag: Mapped[bytes] = mapped_column(LargeBinary(2), index=True, info=index_("eight bits, to find the account"))
    name: Mapped[SealedValue | None] = sealed_column("names a member of staff")
    password_hash: Mapped[SealedValue | None] = sealed_column("sealed as well as hashed")
    totp_secret: Mapped[SealedValue | None] = sealed_column("makes the second factor")
    totp_last_step: Mapped[int] = mapped_column(Integer, default=0, info=open_("a code works once"))
    administrator: Mapped[bool] = mapped_column(Boolean, default=False, info=open_("role in the deployment"))
    state: Mapped[str] = mapped_column(String(20), info=open_("whether it may sign in"))
    language: Mapped[str] = mapped_column(String(8), default="en", info=open_("interface language of staff"))
    created_on: Mapped[date] = mapped_column(info=coarse("day"))

    def key_subject(self) -> UUID:
        return self.id

    @property
    def is_authenticated(self) -> bool:
        return True

    @property
    def is_anonymous(self) -> bool:
        return False

    @property
    def is_active(self) -> bool:
        return self.state == UserState.ACTIVE

    def get_id(self) -> str:
        return str(self.id)


class RecoveryCode(DataModel):
    """One of the codes that stand in for a lost second factor, once."""

    __tablename__ = "recovery_code"
    __retention__ = Retention.ACCOUNT

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"), index=True, info=open_("random"))
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), info=index_("hash of 80 random bits"))
    used_on: Mapped[date | None] = mapped_column(info=coarse("day"))


class Invitation(DataModel):
    """A single-use token with which a new user sets password and second factor."""

    __tablename__ = "invitation"
    __retention__ = Retention.PASSING

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"), index=True, info=open_("random"))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True, info=index_("hash of 256 random bits"))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, info=open_("when it lapses"))
    used: Mapped[bool] = mapped_column(Boolean, default=False, info=open_("works once"))


class WebSession(SealedRow, DataModel):
    """A session kept on the server; the browser holds a random number and nothing else."""

    __tablename__ = "web_session"
    __retention__ = Retention.PASSING

    id: Mapped[UUID] = mapped_column(Uuid, unique=True, info=open_("random"))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=index_("hash of 256 random bits"))
    subject_key: Mapped[UUID] = mapped_column(Uuid, info=open_("which key opens the content"))
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"), index=True, info=open_("random"))
    content: Mapped[SealedValue | None] = sealed_column("messages and tokens of the session")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, info=open_("ends ten hours later"))
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True, info=open_("ends thirty idle minutes later"))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, info=open_("last second factor, for step-up"))

    def key_subject(self) -> UUID:
        return self.subject_key


class Throttle(DataModel):
    """How many attempts failed lately for one account, or for all together. Holds no address."""

    __tablename__ = "throttle"
    __retention__ = Retention.PASSING

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=index_("keyed hash of what is guarded"))
    failures: Mapped[int] = mapped_column(Integer, default=0, info=open_("count"))
    free_at: Mapped[datetime] = mapped_column(UtcDateTime, info=open_("when the next attempt is heard"))
