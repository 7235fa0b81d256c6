"""Slowing down guesses without keeping anyone's address: per account tag, and for all sign-ins together."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from engage.accounts.models import Throttle
from engage.db.clock import utcnow

FREE_FAILURES = 5
LONGEST_WAIT = timedelta(minutes=15)
FORGET_AFTER = timedelta(hours=1)


def is_free(session: Session, key: bytes) -> bool:
    """Whether an attempt for `key` is heard now."""
    found = session.get(Throttle, key)
    return found is None or found.free_at <= utcnow()


def failed(session: Session, key: bytes, *, free: int = FREE_FAILURES) -> None:
    """Counts a failure; beyond `free` of them each doubles the wait, up to fifteen minutes."""
    now = utcnow()
    found = session.get(Throttle, key)
    if found is None:
        found = Throttle(key=key, failures=0, free_at=now)
        session.add(found)
    elif found.free_at + FORGET_AFTER < now:
        found.failures = 0
    found.failures += 1
    over = found.failures - free
    found.free_at = now if over <= 0 else now + min(LONGEST_WAIT, timedelta(seconds=2 ** min(over, 20)))


def succeeded(session: Session, key: bytes) -> None:
    """Forgets the failures of `key`."""
    found = session.get(Throttle, key)
    if found is not None:
        session.delete(found)
