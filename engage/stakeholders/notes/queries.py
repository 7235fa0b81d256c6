"""Reading notes about people."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Uuid, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from engage.crypto.sealed import unseal
from engage.stakeholders.notes.models import StakeholderNote
from engage.stakeholders.notes.records import NoteRecord, place_of

# Asked for each person's page: put together once.
_NEWEST_FIRST = (
    select(StakeholderNote)
    .where(StakeholderNote.stakeholder_id == bindparam("stakeholder_id", type_=Uuid))
    .order_by(StakeholderNote.written_on.desc(), StakeholderNote.number.desc(), StakeholderNote.id.desc())
    .limit(bindparam("most"))
)


def notes_page(
    session: Session, stakeholder_id: UUID, *, before: str = "", limit: int = 20
) -> tuple[list[NoteRecord], str]:
    """Notes about someone, newest first, those `before` a place; and the place where the next page begins, or ""."""
    asked = _NEWEST_FIRST
    place = place_of(before)
    if place is not None:
        day, number, key = place
        earlier = and_(StakeholderNote.written_on == day, StakeholderNote.number < number)
        beside = and_(StakeholderNote.written_on == day, StakeholderNote.number == number, StakeholderNote.id < key)
        asked = asked.where(or_(StakeholderNote.written_on < day, earlier, beside))
    rows = session.scalars(asked, {"stakeholder_id": stakeholder_id, "most": limit + 1})
    found = [_opened(session, row) for row in rows]
    return found[:limit], found[limit - 1].place if len(found) > limit else ""


def find_note(session: Session, stakeholder_id: UUID, note_id: UUID) -> StakeholderNote | None:
    """The row of one note about someone, for removing it."""
    where = (StakeholderNote.id == note_id, StakeholderNote.stakeholder_id == stakeholder_id)
    return session.scalar(select(StakeholderNote).where(*where))


def last_number(session: Session, stakeholder_id: UUID) -> int:
    """The number of the newest note about someone; 0 when there is none."""
    newest = select(func.max(StakeholderNote.number)).where(StakeholderNote.stakeholder_id == stakeholder_id)
    return session.scalar(newest) or 0


def _opened(session: Session, row: StakeholderNote) -> NoteRecord:
    text = unseal(session, row, "text") or ""
    return NoteRecord(row.id, row.stakeholder_id, row.written_on, row.written_by, row.number, text)
