"""Checking the log: needs no key for chain and anchors; with the first MAC key it checks every MAC as well."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.audit import chain
from engage.audit.anchors import Anchor
from engage.audit.models import AuditEvent
from engage.audit.service import leaf_of
from engage.db.clock import today

FRESH = timedelta(days=2)


class Result(IntEnum):
    """Exit codes of `engage audit verify` (security.md 6)."""

    VERIFIED = 0
    TAMPERED = 1
    CANNOT_VERIFY = 2
    ANCHORS_MISSING = 3


@dataclass(frozen=True)
class Verification:
    """What was found: events read, and the first sequence number that is wrong."""

    result: Result
    events: int
    first_bad: int | None = None


def verify(session: Session, anchors: list[Anchor], *, start_key: bytes | None = None) -> Verification:
    """Reads the whole log in order and compares it with itself, with the anchors and, if given, with the MACs."""
    by_sequence = {anchor.sequence: anchor for anchor in anchors}
    for anchor in anchors:
        if not anchor.is_genuine():
            return Verification(Result.CANNOT_VERIFY, 0, anchor.sequence)
    if len({anchor.public for anchor in anchors}) > 1:
        return Verification(Result.CANNOT_VERIFY, 0)
    previous, expected, key = chain.START, 1, start_key
    events = session.scalars(
        select(AuditEvent).order_by(AuditEvent.sequence).execution_options(yield_per=500, populate_existing=True)
    )
    for event in events:
        hashed = leaf_of(event, previous)
        wrong = event.sequence != expected or event.hash != hashed
        if key is not None:
            wrong = wrong or event.mac != chain.mac(key, hashed)
            key = chain.next_key(key)
        anchor_here = by_sequence.get(event.sequence)
        if wrong or (anchor_here is not None and anchor_here.hash != hashed.hex()):
            return Verification(Result.TAMPERED, expected - 1, event.sequence)
        previous, expected = hashed, expected + 1
    last = expected - 1
    furthest = max(by_sequence, default=0)
    if furthest > last:
        return Verification(Result.TAMPERED, last, last + 1)
    if not anchors or (last and _is_old(by_sequence[furthest], last)):
        return Verification(Result.ANCHORS_MISSING, last)
    return Verification(Result.VERIFIED, last)


def _is_old(anchor: Anchor, last: int) -> bool:
    return anchor.sequence < last and date.fromisoformat(anchor.day) < today() - FRESH
