"""Reading how engagements turned, and which of those closed ask to be opened again."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import unseal_json
from engage.decisions.queries import decisions_named
from engage.engagements.closing.assessed import as_it_stands, changed
from engage.engagements.closing.models import EngagementTurn
from engage.engagements.closing.records import LeftOpen, TurnRecord
from engage.engagements.closing.vocabulary import Loose, Turn
from engage.engagements.queries import engagements_in
from engage.engagements.records import EngagementRecord
from engage.engagements.vocabulary import Stage


def turns_of(session: Session, engagement_id: UUID) -> list[TurnRecord]:
    """How an engagement turned, the newest first."""
    return _newest_first(session, [engagement_id])


def changed_since(session: Session, engagement: EngagementRecord) -> list[UUID]:
    """Decisions that are not what people were asked about, since a closed engagement was closed."""
    if engagement.stage != Stage.CLOSED:
        return []
    return _changed(session, engagement.project_id, turns_of(session, engagement.id)[:1]).get(engagement.id, [])


def asking_to_reopen(session: Session, project_id: UUID) -> dict[UUID, EngagementRecord]:
    """The closed engagements whose decisions are not what people were asked about, by their id."""
    closed = {each.id: each for each in engagements_in(session, project_id, Stage.CLOSED)}
    newest: dict[UUID, TurnRecord] = {}
    for turn in _newest_first(session, closed):
        newest.setdefault(turn.engagement_id, turn)
    return {key: closed[key] for key in _changed(session, project_id, newest.values())}


def _changed(session: Session, project_id: UUID, turns: Collection[TurnRecord]) -> dict[UUID, list[UUID]]:
    ids = {UUID(key) for turn in turns for key in turn.stood}
    now = as_it_stands(decisions_named(session, project_id, ids)) if ids else {}
    found = {turn.engagement_id: [UUID(key) for key in changed(turn.stood, now)] for turn in turns}
    return {key: decisions for key, decisions in found.items() if decisions}


def _newest_first(session: Session, ids: Collection[UUID]) -> list[TurnRecord]:
    if not ids:
        return []
    wanted = select(EngagementTurn).where(EngagementTurn.engagement_id.in_(ids))
    rows = session.scalars(wanted.order_by(EngagementTurn.turned_at.desc(), EngagementTurn.id))
    return [_record(session, row) for row in rows]


def _record(session: Session, row: EngagementTurn) -> TurnRecord:
    said = unseal_json(session, row, "content") or {}
    left = tuple(LeftOpen(Loose(kind), count, reason) for kind, count, reason in said.get("left_open", ()))
    return TurnRecord(
        id=row.id,
        engagement_id=row.engagement_id,
        turn=Turn(row.turn),
        turned_at=row.turned_at,
        turned_by=row.turned_by,
        reason=said.get("reason", ""),
        left_open=left,
        stood=said.get("stood", {}),
    )
