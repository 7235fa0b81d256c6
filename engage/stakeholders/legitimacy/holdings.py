"""Assessments when two records of one intermediary are brought together: every version of both is kept."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.crypto.sealed import seal, unseal
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.holdings import holding
from engage.stakeholders.legitimacy.models import LegitimacyAssessment, LegitimacyReply

SEALED: tuple[tuple[Any, str], ...] = ((LegitimacyAssessment, "content"), (LegitimacyReply, "words"))


def held(session: Session, project_id: UUID, holder: UUID) -> int:
    """How many versions there are of someone."""
    counted = select(func.count()).select_from(LegitimacyAssessment)
    mine = (LegitimacyAssessment.project_id == project_id, LegitimacyAssessment.stakeholder_id == holder)
    return session.scalar(counted.where(*mine)) or 0


@holding("legitimacy", _l("Assessments of how far they speak for others"), held=held)
def move(
    session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
) -> list[str]:
    """Makes the versions and replies of `source` those of `target`; a token is the id of a row."""
    moved = []
    for model, column in SEALED:
        rows = select(model).where(model.project_id == project_id, model.stakeholder_id == source)
        for row in session.scalars(rows).all():
            if only is not None and str(row.id) not in only:
                continue
            # The key goes with the person: opened with the old, sealed with the new.
            text = unseal(session, row, column)
            row.stakeholder_id = target
            seal(session, row, column, text, long=True)
            moved.append(str(row.id))
    session.flush()
    return moved
