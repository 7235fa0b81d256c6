"""Reading the register of decisions."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener, unseal_json
from engage.decisions.models import Decision
from engage.decisions.records import DecisionDetail, DecisionRecord
from engage.decisions.vocabulary import DecisionState

PAGE = 50
Place = tuple[date, UUID]


def decision_row(session: Session, project_id: UUID, decision_id: UUID) -> Decision | None:
    """The row of a decision, to be changed by the service; None when the project has none of that id."""
    return session.scalar(select(Decision).where(Decision.project_id == project_id, Decision.id == decision_id))


def find_decision(session: Session, project_id: UUID, decision_id: UUID) -> DecisionRecord | None:
    """One decision, opened; None when the project has none of that id."""
    row = decision_row(session, project_id, decision_id)
    return None if row is None else _opened(session, [row])[0]


def decisions_of(session: Session, project_id: UUID) -> list[DecisionRecord]:
    """Every decision of a project, by due day."""
    return _ordered(session, Decision.project_id == project_id)


def decisions_named(session: Session, project_id: UUID, ids: Collection[UUID]) -> list[DecisionRecord]:
    """The decisions of a project with these ids, by due day."""
    return _ordered(session, Decision.project_id == project_id, Decision.id.in_(ids)) if ids else []


def decisions_page(
    session: Session, project_id: UUID, *, open_ones: bool, after: Place | None = None, limit: int = PAGE
) -> tuple[list[DecisionRecord], Place | None]:
    """A page of decisions still open, or of those made and withdrawn, by due day; and where the next begins.

    `after` is the place that the page before ended with.
    """
    still = Decision.state == DecisionState.OPEN.value
    wanted: list[ColumnElement[bool]] = [Decision.project_id == project_id, still if open_ones else ~still]
    if after is not None:
        day, last = after
        wanted.append(or_(Decision.due_on > day, and_(Decision.due_on == day, Decision.id > last)))
    query = select(Decision).where(*wanted).order_by(Decision.due_on, Decision.id).limit(limit + 1)
    found = _opened(session, session.scalars(query))
    shown = found[:limit]
    return shown, (shown[-1].due_on, shown[-1].id) if len(found) > limit else None


def open_decisions_due(session: Session, project_id: UUID, *, until: date) -> list[DecisionRecord]:
    """Decisions still open and due on or before `until`, by due day."""
    return _ordered(
        session,
        Decision.project_id == project_id,
        Decision.state == DecisionState.OPEN.value,
        Decision.due_on <= until,
    )


def decision_choices(session: Session, project_id: UUID) -> list[tuple[str, str]]:
    """(id, title) of every decision that was not withdrawn, by due day, for a form."""
    listed = _ordered(session, Decision.project_id == project_id, Decision.state != DecisionState.WITHDRAWN.value)
    return [(str(decision.id), decision.title) for decision in listed]


def detail_of(session: Session, decision: Decision) -> DecisionDetail:
    """The sealed detail of a row, opened."""
    return DecisionDetail(**(unseal_json(session, decision, "detail") or {}))


def _ordered(session: Session, *wanted: ColumnElement[bool]) -> list[DecisionRecord]:
    return _opened(session, session.scalars(select(Decision).where(*wanted).order_by(Decision.due_on, Decision.id)))


def _opened(session: Session, rows: Iterable[Decision]) -> list[DecisionRecord]:
    vault = session.info["vault"]
    open_title, open_detail = opener(vault, "decision", "title"), opener(vault, "decision", "detail")
    return [
        DecisionRecord(
            id=row.id,
            project_id=row.project_id,
            state=row.state,
            owner_id=row.owner_id,
            due_on=row.due_on,
            window_opens_on=row.window_opens_on,
            window_closes_on=row.window_closes_on,
            made_on=row.made_on,
            created_on=row.created_on,
            title=open_title(row.project_id, row.id, row.title) if row.title else "",
            detail=DecisionDetail(
                **(json.loads(open_detail(row.project_id, row.id, row.detail)) if row.detail else {})
            ),
        )
        for row in rows
    ]
