"""Notes, when two records of one person are brought together."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.crypto.sealed import seal, unseal
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.holdings import holding
from engage.stakeholders.notes.models import StakeholderNote


def held(session: Session, project_id: UUID, holder: UUID) -> int:
    """How many notes there are about someone."""
    mine = (StakeholderNote.project_id == project_id, StakeholderNote.stakeholder_id == holder)
    return session.scalar(select(func.count()).select_from(StakeholderNote).where(*mine)) or 0


@holding("notes", _l("Notes about them"), held=held)
def move(
    session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
) -> list[str]:
    """Makes the notes about `source` those about `target`; a token is the id of a row."""
    moved = []
    where = (StakeholderNote.project_id == project_id, StakeholderNote.stakeholder_id == source)
    for row in session.scalars(select(StakeholderNote).where(*where)).all():
        if only is not None and str(row.id) not in only:
            continue
        # The key goes with the person: opened with the old, sealed with the new.
        text = unseal(session, row, "text")
        row.stakeholder_id = target
        seal(session, row, "text", text, long=True)
        moved.append(str(row.id))
    session.flush()
    return moved
