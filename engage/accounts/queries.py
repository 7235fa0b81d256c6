"""Finding accounts."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.crypto.sealed import unseal
from engage.crypto.tags import normalise, tags
from engage.crypto.vault import Vault

# Asked for each page: put together once.
_NAMED = select(User).where(User.id.in_(bindparam("ids", type_=Uuid, expanding=True)))


def find_by_email(session: Session, email: str) -> User | None:
    """The account with this address: candidates by tag, opened and compared."""
    vault: Vault = session.info["vault"]
    wanted = normalise("email", email)
    candidates = session.scalars(select(User).where(User.email_tag.in_(tags(vault, "email", email))))
    for user in candidates:
        if normalise("email", unseal(session, user, "email") or "") == wanted:
            return user
    return None


def name_of(session: Session, user_id: UUID | None) -> str:
    """Name of a member of staff, or nothing."""
    user = session.get(User, user_id) if user_id else None
    return (unseal(session, user, "name") or "") if user else ""


def names_of(session: Session, user_ids: set[UUID]) -> dict[UUID, str]:
    """Names of members of staff by id, in one query."""
    if not user_ids:
        return {}
    users = session.scalars(_NAMED, {"ids": list(user_ids)})
    return {user.id: unseal(session, user, "name") or "" for user in users}


def all_users(session: Session) -> list[User]:
    """Every account, oldest first."""
    return list(session.scalars(select(User).order_by(User.created_on, User.id)))
