"""Reading what is owed."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from engage.actions.models import Action
from engage.actions.records import ActionDetail, ActionRecord
from engage.actions.vocabulary import ActionKind, ActionState
from engage.crypto.sealed import opener

PAGE = 50
Place = tuple[date, UUID]


def action_row(session: Session, project_id: UUID, action_id: UUID) -> Action | None:
    """The row, to be changed by the service; None when the project has none of that id."""
    return session.scalar(select(Action).where(Action.project_id == project_id, Action.id == action_id))


def find_action(session: Session, project_id: UUID, action_id: UUID) -> ActionRecord | None:
    """One action, opened; None when the project has none of that id."""
    row = action_row(session, project_id, action_id)
    return None if row is None else opened(session, [row])[0]


def actions_of(session: Session, subject_ids: Collection[UUID]) -> list[ActionRecord]:
    """Everything that came from these subjects, by day."""
    return _ordered(session, Action.subject_id.in_(subject_ids)) if subject_ids else []


def open_of(session: Session, subject_ids: Collection[UUID]) -> list[ActionRecord]:
    """What is still owed from these subjects, by day."""
    if not subject_ids:
        return []
    return _ordered(session, Action.subject_id.in_(subject_ids), Action.state == ActionState.OPEN.value)


def due_for(session: Session, project_id: UUID, owner_id: UUID, *, until: date, limit: int) -> list[ActionRecord]:
    """What someone of us owes on or before a day, the oldest first."""
    where = (Action.project_id == project_id, Action.owner_id == owner_id, Action.state == ActionState.OPEN.value)
    query = select(Action).where(*where, Action.due_on <= until).order_by(Action.due_on, Action.id).limit(limit)
    return opened(session, session.scalars(query))


def due_between(session: Session, project_id: UUID, begin: date, end: date) -> list[ActionRecord]:
    """What is still owed on a day from `begin` to `end`, by day."""
    still = (Action.project_id == project_id, Action.state == ActionState.OPEN.value)
    return _ordered(session, *still, Action.due_on >= begin, Action.due_on <= end)


def actions_page(
    session: Session,
    project_id: UUID,
    *,
    open_ones: bool,
    owner_id: UUID | None = None,
    after: Place | None = None,
    limit: int = PAGE,
) -> tuple[list[ActionRecord], Place | None]:
    """A page of what is owed, the longest due first, or settled, the newest first; and where the next begins.

    `after` is the place that the page before ended with.
    """
    states = [ActionState.OPEN.value] if open_ones else [ActionState.DONE.value, ActionState.REFUSED.value]
    wanted: list[ColumnElement[bool]] = [Action.project_id == project_id, Action.state.in_(states)]
    if owner_id is not None:
        wanted.append(Action.owner_id == owner_id)
    if after is not None:
        day, last = after
        further = (Action.due_on > day, Action.id > last) if open_ones else (Action.due_on < day, Action.id < last)
        wanted.append(or_(further[0], and_(Action.due_on == day, further[1])))
    order = (Action.due_on, Action.id) if open_ones else (Action.due_on.desc(), Action.id.desc())
    found = opened(session, session.scalars(select(Action).where(*wanted).order_by(*order).limit(limit + 1)))
    shown = found[:limit]
    return shown, (shown[-1].due_on, shown[-1].id) if len(found) > limit else None


def opened(session: Session, rows: Iterable[Action]) -> list[ActionRecord]:
    """Rows, opened, in their order."""
    vault = session.info["vault"]
    open_whom, open_detail = opener(vault, "action", "to_whom"), opener(vault, "action", "detail")
    return [
        ActionRecord(
            id=row.id,
            project_id=row.project_id,
            subject_id=row.subject_id,
            kind=ActionKind(row.kind),
            state=ActionState(row.state),
            owner_id=row.owner_id,
            due_on=row.due_on,
            settled_on=row.settled_on,
            created_on=row.created_on,
            stakeholder_id=UUID(open_whom(row.key_id, row.id, row.to_whom)) if row.to_whom else None,
            detail=ActionDetail(**(json.loads(open_detail(row.key_id, row.id, row.detail)) if row.detail else {})),
        )
        for row in rows
    ]


def _ordered(session: Session, *wanted: ColumnElement[bool]) -> list[ActionRecord]:
    return opened(session, session.scalars(select(Action).where(*wanted).order_by(Action.due_on, Action.id)))
