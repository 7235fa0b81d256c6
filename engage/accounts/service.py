"""Inviting, joining, signing in, confirming, closing."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from engage.accounts import passwords, second_factor, throttling
from engage.accounts.models import Invitation, RecoveryCode, User, WebSession
from engage.accounts.queries import find_by_email
from engage.accounts.vocabulary import AccountEvent, UserState
from engage.audit.service import record
from engage.crypto.sealed import seal, unseal
from engage.crypto.tags import normalise, tag
from engage.crypto.vault import Vault
from engage.db.clock import today, utcnow

INVITATION_LIFE = timedelta(days=7)
EVERYONE = b"all sign-ins"
EVERYONE_FREE = 200


class EmailTaken(ValueError):
    """There is an account with this address."""


class InvitationLapsed(ValueError):
    """The token is unknown, used or too old."""


class WrongSignIn(ValueError):
    """Address, password or code do not fit together; which of them is not said."""


class TooManyAttempts(ValueError):
    """Attempts for this account, or for all together, are not heard for a while."""


class WrongCode(ValueError):
    """The code is wrong or was used before."""


def invite(
    session: Session, *, actor: User | None, email: str, name: str, administrator: bool = False
) -> tuple[User, str]:
    """Opens an account that waits for its owner; returns it with the single-use token to hand over.

    Raises EmailTaken.
    """
    if find_by_email(session, email) is not None:
        raise EmailTaken
    vault: Vault = session.info["vault"]
    user = User(
        id=uuid4(),
        email_tag=tag(vault, "email", email),
        administrator=administrator,
        state=UserState.INVITED,
        language="en",
        created_on=today(),
        totp_last_step=0,
    )
    vault.create_subject(user.id, project_id=None, tier=1)
    seal(session, user, "email", email.strip())
    seal(session, user, "name", name.strip())
    session.add(user)
    session.flush()
    token = secrets.token_urlsafe(32)
    ends = utcnow() + INVITATION_LIFE
    session.add(Invitation(id=uuid4(), user_id=user.id, token_hash=_hash(token), expires_at=ends, used=False))
    record(session, AccountEvent.INVITED, actor=actor.id if actor else None, subject=user.id)
    return user, token


def find_invitation(session: Session, token: str) -> tuple[Invitation, User]:
    """The open invitation of a token and its user. Raises InvitationLapsed."""
    found = session.scalar(select(Invitation).where(Invitation.token_hash == _hash(token)))
    if found is None or found.used or found.expires_at < utcnow():
        raise InvitationLapsed
    return found, session.get_one(User, found.user_id)


def join(session: Session, *, token: str, password: str, totp_secret: str, code: str) -> tuple[User, list[str]]:
    """Sets password and second factor of an invited user; returns the recovery codes, shown this once.

    Raises InvitationLapsed, passwords.TooShort, TooLong, TooCommon, WrongCode.
    """
    invitation, user = find_invitation(session, token)
    passwords.check_strength(password, email=unseal(session, user, "email") or "")
    step = second_factor.accepted_step(totp_secret, code, last_step=0)
    if step is None:
        raise WrongCode
    invitation.used = True
    set_credentials(session, user, password=password, totp_secret=totp_secret)
    user.totp_last_step = step
    codes = renew_recovery_codes(session, user)
    record(session, AccountEvent.JOINED, actor=user.id, subject=user.id)
    return user, codes


def set_credentials(session: Session, user: User, *, password: str, totp_secret: str) -> None:
    """Stores a password (hashed, then sealed) and a second factor, and makes the account active."""
    seal(session, user, "password_hash", passwords.hash_password(password))
    seal(session, user, "totp_secret", totp_secret)
    user.state = UserState.ACTIVE


def renew_recovery_codes(session: Session, user: User) -> list[str]:
    """Ten new recovery codes; the old ones end."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    codes = [second_factor.new_recovery_code() for _ in range(second_factor.RECOVERY_CODES)]
    for each in codes:
        session.add(RecoveryCode(id=uuid4(), user_id=user.id, code_hash=second_factor.hash_recovery(each)))
    return codes


def throttle_key(session: Session, email: str) -> bytes:
    """A keyed hash of an address, so that counting failures keeps no address."""
    vault: Vault = session.info["vault"]
    return hmac.digest(vault.secret("session"), b"sign-in" + normalise("email", email).encode(), "sha256")


def sign_in(session: Session, *, email: str, password: str, code: str) -> User:
    """The user who may come in. The caller commits also when this raises: failures count.

    Raises TooManyAttempts, WrongSignIn.
    """
    key = throttle_key(session, email)
    everyone = hashlib.sha256(EVERYONE).digest()
    if not (throttling.is_free(session, key) and throttling.is_free(session, everyone)):
        raise TooManyAttempts
    user = find_by_email(session, email)
    stored = unseal(session, user, "password_hash") if user else None
    fits = passwords.matches(stored, password)
    factor = _second_factor(session, user, code) if user and fits and user.is_active else None
    if user is None or factor is None:
        throttling.failed(session, key)
        throttling.failed(session, everyone, free=EVERYONE_FREE)
        record(session, AccountEvent.REFUSED, actor=None, subject=user.id if user else None)
        raise WrongSignIn
    throttling.succeeded(session, key)
    record(session, AccountEvent.SIGNED_IN, actor=user.id, subject=user.id, factor=factor)
    return user


def confirm(session: Session, *, user: User, code: str) -> None:
    """Asks for the second factor again before something delicate. The caller commits also when this raises.

    Raises TooManyAttempts, WrongCode.
    """
    key = hashlib.sha256(b"confirm" + user.id.bytes).digest()
    if not throttling.is_free(session, key):
        raise TooManyAttempts
    if _second_factor(session, user, code) is None:
        throttling.failed(session, key)
        raise WrongCode
    throttling.succeeded(session, key)


def _second_factor(session: Session, user: User, code: str) -> str | None:
    secret = unseal(session, user, "totp_secret") or ""
    step = second_factor.accepted_step(secret, code, last_step=user.totp_last_step)
    if step is not None:
        user.totp_last_step = step
        return "code"
    found = session.scalar(
        select(RecoveryCode).where(
            RecoveryCode.user_id == user.id,
            RecoveryCode.code_hash == second_factor.hash_recovery(code),
            RecoveryCode.used_on.is_(None),
        )
    )
    if found is None:
        return None
    found.used_on = today()
    return "recovery"


def close(session: Session, *, actor: User | None, user_id: UUID) -> None:
    """Ends an account and every session of it."""
    user = session.get_one(User, user_id)
    user.state = UserState.CLOSED
    session.execute(delete(WebSession).where(WebSession.user_id == user_id))
    record(session, AccountEvent.CLOSED, actor=actor.id if actor else None, subject=user_id)


def _hash(token: str) -> bytes:
    return hashlib.sha256(b"engage invitation 1" + token.encode()).digest()
