"""Writing the scoping, signing statements, setting people apart for now."""

from __future__ import annotations

from dataclasses import asdict, replace
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal, seal_json
from engage.db.clock import today
from engage.projects.models import Project
from engage.projects.revisions import bump
from engage.referrals.findings.models import MapPause, MapStatement, ScopingCell
from engage.referrals.findings.queries import cells_of, pause_rows
from engage.referrals.findings.records import CellDetail, Standing
from engage.referrals.findings.vocabulary import Fact, FindingEvent
from engage.referrals.service import open_map

TOPIC = "scoping"


class AlreadyScoped(ValueError):
    """The scoping has a line for these people."""


def write_cell(
    session: Session, *, actor: User, project_id: UUID, detail: CellDetail, cell: ScopingCell | None = None
) -> ScopingCell:
    """A line of the scoping, new or written anew. Raises AlreadyScoped."""
    detail = replace(
        detail,
        fact=Fact(detail.fact).value,
        reason=detail.reason.strip(),
        unheard_because=detail.unheard_because.strip(),
    )
    # Counting first makes whoever writes at the same moment wait, so that nothing is written twice.
    number = bump(session, project_id, TOPIC)
    for known in cells_of(session, project_id):
        same = (known.detail.fact, known.detail.code) == (detail.fact, detail.code)
        if same and (cell is None or known.id != cell.id):
            raise AlreadyScoped
    if cell is None:
        cell = ScopingCell(id=uuid4(), project_id=project_id, entry=number)
        session.add(cell)
    cell.written_on, cell.written_by = today(), actor.id
    seal_json(session, cell, "content", asdict(detail))
    session.flush()
    record(session, FindingEvent.SCOPED, actor=actor.id, project=project_id, subject=cell.id)
    return cell


def remove_cell(session: Session, *, actor: User, cell: ScopingCell) -> None:
    """Removes a line of the scoping."""
    session.delete(cell)
    session.flush()
    record(session, FindingEvent.UNSCOPED, actor=actor.id, project=cell.project_id, subject=cell.id)


def sign_statement(session: Session, *, actor: User, project_id: UUID, words: str, figures: Standing) -> MapStatement:
    """Keeps what somebody says of how far the asking has come, with the figures of the day."""
    row = MapStatement(
        id=uuid4(),
        project_id=project_id,
        entry=bump(session, project_id, TOPIC),
        signed_on=today(),
        signed_by=actor.id,
    )
    seal_json(session, row, "content", {"words": words.strip(), "figures": asdict(figures)})
    session.add(row)
    session.flush()
    record(session, FindingEvent.SIGNED, actor=actor.id, project=project_id, subject=row.id)
    return row


def pause(session: Session, *, actor: User, project_id: UUID, stakeholder_id: UUID) -> None:
    """Sets somebody apart as not safe to approach now; nothing when they are."""
    bump(session, project_id, TOPIC)
    if stakeholder_id in pause_rows(session, project_id):
        return
    key_id = open_map(session, session.get_one(Project, project_id)).key_id
    row = MapPause(id=uuid4(), project_id=project_id, key_id=key_id, since_on=today())
    seal(session, row, "stakeholder", str(stakeholder_id))
    session.add(row)
    session.flush()
    record(session, FindingEvent.PAUSED, actor=actor.id, project=project_id, subject=row.id)


def resume(session: Session, *, actor: User, project_id: UUID, stakeholder_id: UUID) -> None:
    """Puts somebody back among those who can be approached; nothing when they are."""
    row = pause_rows(session, project_id).get(stakeholder_id)
    if row is None:
        return
    session.delete(row)
    session.flush()
    record(session, FindingEvent.RESUMED, actor=actor.id, project=project_id, subject=row.id)
