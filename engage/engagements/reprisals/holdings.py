"""Reports of reprisals when two records of one person are brought together: each goes with the person."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.crypto.sealed import seal, unseal
from engage.engagements.reprisals.models import ReprisalReport
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.holdings import holding


def held(session: Session, project_id: UUID, holder: UUID) -> int:
    """How many reports there are about someone."""
    mine = (ReprisalReport.project_id == project_id, ReprisalReport.stakeholder_id == holder)
    return session.scalar(select(func.count()).select_from(ReprisalReport).where(*mine)) or 0


@holding("reprisals", _l("Reports of reprisals against them"), held=held)
def move(
    session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
) -> list[str]:
    """Makes the reports about `source` those about `target`; a token is the id of a row."""
    moved = []
    mine = (ReprisalReport.project_id == project_id, ReprisalReport.stakeholder_id == source)
    for row in session.scalars(select(ReprisalReport).where(*mine)).all():
        if only is not None and str(row.id) not in only:
            continue
        # The key goes with the person: opened with the old, sealed with the new.
        text = unseal(session, row, "content")
        row.stakeholder_id = target
        seal(session, row, "content", text, long=True)
        moved.append(str(row.id))
    session.flush()
    return moved
