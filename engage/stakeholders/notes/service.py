"""Writing notes about people, and removing them."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal
from engage.db.clock import today
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.notes.models import StakeholderNote
from engage.stakeholders.notes.queries import last_number
from engage.stakeholders.notes.vocabulary import NoteEvent


class NotYours(PermissionError):
    """A note is removed by whoever wrote it, or by whoever may erase people."""


def write_note(session: Session, *, actor: User, stakeholder: Stakeholder, text: str) -> StakeholderNote:
    """A note about someone, signed by the actor."""
    row = StakeholderNote(
        id=uuid4(),
        project_id=stakeholder.project_id,
        stakeholder_id=stakeholder.id,
        written_on=today(),
        written_by=actor.id,
        number=last_number(session, stakeholder.id) + 1,
    )
    seal(session, row, "text", text.strip(), long=True)
    session.add(row)
    session.flush()
    record(session, NoteEvent.WRITTEN, actor=actor.id, project=row.project_id, subject=stakeholder.id)
    return row


def remove_note(session: Session, *, actor: User, note: StakeholderNote, may_erase: bool) -> None:
    """Removes a note for good. Raises NotYours."""
    if note.written_by != actor.id and not may_erase:
        raise NotYours
    session.delete(note)
    session.flush()
    record(session, NoteEvent.REMOVED, actor=actor.id, project=note.project_id, subject=note.stakeholder_id)
