"""Reading which files an engagement has; their content is opened by the service alone."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.errors import KeyErased
from engage.crypto.sealed import unseal
from engage.engagements.files.models import EngagementFile
from engage.engagements.files.records import FileRecord
from engage.engagements.files.vocabulary import FileKind


def file_row(session: Session, engagement_id: UUID, file_id: UUID) -> EngagementFile | None:
    """The row of a file of this engagement, without its content until that is asked for."""
    wanted = (EngagementFile.engagement_id == engagement_id, EngagementFile.id == file_id)
    return session.scalar(select(EngagementFile).where(*wanted))


def files_of(session: Session, engagement_id: UUID) -> list[FileRecord]:
    """The files of an engagement in the order they came; one whose key was destroyed is none."""
    rows = select(EngagementFile).where(EngagementFile.engagement_id == engagement_id).order_by(EngagementFile.number)
    found = []
    for row in session.scalars(rows):
        try:
            found.append(record_of(session, row))
        except KeyErased:
            continue
    return found


def record_of(session: Session, row: EngagementFile) -> FileRecord:
    """A file, opened but for its content. Raises KeyErased."""
    person = unseal(session, row, "person")
    return FileRecord(
        id=row.id,
        number=row.number,
        kind=FileKind(row.kind),
        steps=row.steps,
        brought_on=row.brought_on,
        brought_by=row.brought_by,
        about=unseal(session, row, "about") or "",
        person_id=UUID(person) if person else None,
    )
