"""Slowing guesses and floods down without keeping an address: per receipt tag, per survey, and one bucket for all.

Each failure, or answer to a survey, moves a row's `free_at` one step ahead; an attempt is heard while that is not
further than the burst.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from engage.db.clock import utcnow
from engage.portal.models import PortalThrottle


@dataclass(frozen=True)
class Rate:
    """So many failures at once, then one for each `step`."""

    at_once: int
    step: timedelta


ALL_TOGETHER = Rate(120, timedelta(seconds=1))
ONE_TAG = Rate(5, timedelta(minutes=1))
# A meeting where everyone answers at once is let through; a flood is not.
ONE_SURVEY = Rate(60, timedelta(seconds=5))


def key_for_all(pepper: bytes) -> bytes:
    """The row of the common bucket."""
    return hmac.digest(pepper, b"engage portal throttle all", "sha256")


def key_for_tag(pepper: bytes, tag: bytes) -> bytes:
    """The row of one receipt tag, whether there is such a receipt or not."""
    return hmac.digest(pepper, b"engage portal throttle tag" + tag, "sha256")


def key_for_survey(pepper: bytes, survey: bytes) -> bytes:
    """The row of one survey."""
    return hmac.digest(pepper, b"engage portal throttle survey" + survey, "sha256")


def is_free(session: Session, key: bytes, rate: Rate) -> bool:
    """Whether an attempt is heard now."""
    found = session.get(PortalThrottle, key)
    return found is None or found.free_at <= utcnow() + rate.step * (rate.at_once - 1)


def failed(session: Session, key: bytes, rate: Rate) -> None:
    """Counts a failure, or an answer to a survey."""
    now = utcnow()
    # Locked: of many at the same moment, each counts.
    found = session.get(PortalThrottle, key, with_for_update=True)
    if found is None:
        found = PortalThrottle(key=key, failures=0, free_at=now)
        session.add(found)
    found.failures += 1
    found.free_at = max(found.free_at, now) + rate.step


def sweep(session: Session) -> None:
    """Forgets what no longer slows anybody down."""
    session.execute(delete(PortalThrottle).where(PortalThrottle.free_at < utcnow()))
