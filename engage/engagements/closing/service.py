"""Closing with a check, opening again, saying why it stays closed. Refusals are named."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

import engage.engagements.closing.ends  # noqa: F401 - registers what engagements leave open
from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal_json
from engage.db.clock import utcnow
from engage.decisions.queries import decisions_named
from engage.engagements.closing.assessed import as_it_stands
from engage.engagements.closing.loose import still_open
from engage.engagements.closing.models import EngagementTurn
from engage.engagements.closing.vocabulary import ClosingEvent, Loose, Turn
from engage.engagements.models import Engagement
from engage.engagements.queries import find_engagement
from engage.engagements.service import close_engagement
from engage.engagements.vocabulary import Stage


class ReasonsNeeded(ValueError):
    """Something is still open, and nobody said why it is closed in spite of it."""

    def __init__(self, kinds: Collection[Loose]) -> None:
        super().__init__()
        self.kinds = list(kinds)


class ReasonNeeded(ValueError):
    """Why an engagement goes on, or stays closed, is said in words."""


class NotClosed(ValueError):
    """Only what is closed can be opened again."""


def close_checked(
    session: Session, *, actor: User, engagement: Engagement, reasons: Mapping[Loose, str]
) -> EngagementTurn:
    """Closes, with a reason for each thing that is still open. Raises NotHeld, AttendanceUnknown, ReasonsNeeded."""
    left = still_open(session, engagement.project_id, engagement.id)
    missing = [kind for kind in left if not reasons.get(kind, "").strip()]
    if missing and engagement.stage == Stage.HELD:
        raise ReasonsNeeded(missing)
    close_engagement(session, actor=actor, engagement=engagement)
    said = [(kind.value, count, reasons[kind].strip()) for kind, count in left.items()]
    return _turn(session, actor, engagement, Turn.CLOSED, left_open=said, stood=_stands(session, engagement))


def reopen(session: Session, *, actor: User, engagement: Engagement, reason: str) -> EngagementTurn:
    """Held once more, and not closed. Raises NotClosed, ReasonNeeded."""
    _require_closed(engagement, reason)
    engagement.stage, engagement.closed_on = Stage.HELD.value, None
    turn = _turn(session, actor, engagement, Turn.REOPENED, reason=reason.strip())
    record(session, ClosingEvent.REOPENED, actor=actor.id, project=engagement.project_id, subject=engagement.id)
    return turn


def keep_closed(session: Session, *, actor: User, engagement: Engagement, reason: str) -> EngagementTurn:
    """It stays closed though what was assessed has changed. Raises NotClosed, ReasonNeeded."""
    _require_closed(engagement, reason)
    stands = _stands(session, engagement)
    turn = _turn(session, actor, engagement, Turn.KEPT, reason=reason.strip(), stood=stands)
    record(session, ClosingEvent.KEPT, actor=actor.id, project=engagement.project_id, subject=engagement.id)
    return turn


def _require_closed(engagement: Engagement, reason: str) -> None:
    if engagement.stage != Stage.CLOSED:
        raise NotClosed
    if not reason.strip():
        raise ReasonNeeded


def _stands(session: Session, engagement: Engagement) -> dict[str, str]:
    found = find_engagement(session, engagement.project_id, engagement.id)
    ids: list[UUID] = found.decision_ids if found else []
    return as_it_stands(decisions_named(session, engagement.project_id, ids))


def _turn(session: Session, actor: User, engagement: Engagement, turn: Turn, **said: Any) -> EngagementTurn:
    row = EngagementTurn(
        id=uuid4(), engagement_id=engagement.id, turn=turn.value, turned_at=utcnow(), turned_by=actor.id
    )
    seal_json(session, row, "content", said)
    session.add(row)
    session.flush()
    return row
