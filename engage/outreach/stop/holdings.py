"""Assessments of safety when two records of one person are brought together: every version is kept.

An agreement was to what was known of one record. For the two together it does not count: a second person is asked
again. When the records are taken apart, it counts as before.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.crypto.sealed import seal, unseal, unseal_json
from engage.i18n.texts import lazy_gettext as _l
from engage.outreach.stop.binding import place_of
from engage.outreach.stop.models import SafetyAssessment
from engage.stakeholders.holdings import holding


def held(session: Session, project_id: UUID, holder: UUID) -> int:
    """How many versions there are about someone."""
    mine = (SafetyAssessment.project_id == project_id, SafetyAssessment.stakeholder_id == holder)
    return session.scalar(select(func.count()).select_from(SafetyAssessment).where(*mine)) or 0


@holding("safety", _l("Assessments of their safety"), held=held)
def move(
    session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
) -> list[str]:
    """Makes the versions about `source` those about `target`; a token is the id of a row."""
    moved = []
    mine = (SafetyAssessment.project_id == project_id, SafetyAssessment.stakeholder_id == source)
    for row in session.scalars(select(SafetyAssessment).where(*mine)).all():
        if only is not None and str(row.id) not in only:
            continue
        # The key goes with the person: opened with the old, sealed with the new.
        texts = {column: unseal(session, row, column) for column in ("content", "agreement")}
        engagement_id = UUID(unseal_json(session, row, "content")["engagement"])
        row.stakeholder_id = target
        row.place = place_of(session, project_id, engagement_id, target)
        for column, text in texts.items():
            seal(session, row, column, text, long=column == "content")
        moved.append(str(row.id))
    session.flush()
    return moved
