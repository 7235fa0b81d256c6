"""The secret address of a calendar: made, renewed, closed."""

from __future__ import annotations

import hashlib
import secrets
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.db.clock import today
from engage.engagements.calendar.models import CalendarFeed
from engage.engagements.calendar.queries import feed_of
from engage.engagements.calendar.vocabulary import FeedEvent

BYTES = 32


class NoFeed(ValueError):
    """There is no address to close."""


def open_feed(session: Session, *, actor: User, project_id: UUID) -> str:
    """A new address for the actor's calendar of a project, told this once; the one before it leads nowhere."""
    token = secrets.token_urlsafe(BYTES)
    row = feed_of(session, project_id, actor.id)
    if row is None:
        row = CalendarFeed(id=uuid4(), project_id=project_id, user_id=actor.id, token=hashed(token), made_on=today())
        session.add(row)
    else:
        row.token, row.made_on = hashed(token), today()
    session.flush()
    record(session, FeedEvent.OPENED, actor=actor.id, project=project_id, subject=row.id)
    return token


def close_feed(session: Session, *, actor: User, project_id: UUID) -> None:
    """The address leads nowhere from now on. Raises NoFeed."""
    row = feed_of(session, project_id, actor.id)
    if row is None:
        raise NoFeed
    session.delete(row)
    record(session, FeedEvent.CLOSED, actor=actor.id, project=project_id, subject=row.id)


def hashed(token: str) -> bytes:
    """An address as the store keeps it: 256 random bits need no salt."""
    return hashlib.sha256(b"engage calendar 1" + token.encode()).digest()
