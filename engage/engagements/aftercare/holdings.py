"""Aftercare when two records of one person are brought together: it goes with the person."""

from __future__ import annotations

import json
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.crypto.sealed import seal, unseal
from engage.engagements.aftercare.models import Aftercare
from engage.i18n.texts import lazy_gettext as _l
from engage.outreach.stop.binding import place_of
from engage.stakeholders.holdings import holding


def held(session: Session, project_id: UUID, holder: UUID) -> int:
    """After how many engagements someone is asked."""
    mine = (Aftercare.project_id == project_id, Aftercare.stakeholder_id == holder)
    return session.scalar(select(func.count()).select_from(Aftercare).where(*mine)) or 0


@holding("aftercare", _l("How they were after engagements"), held=held)
def move(
    session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
) -> list[str]:
    """Makes what is about `source` about `target`; a token is the id of a row."""
    moved = []
    mine = (Aftercare.project_id == project_id, Aftercare.stakeholder_id == source)
    for row in session.scalars(select(Aftercare).where(*mine)).all():
        if only is not None and str(row.id) not in only:
            continue
        # The key goes with the person: opened with the old, sealed with the new.
        text = unseal(session, row, "content")
        row.stakeholder_id = target
        row.place = place_of(session, project_id, UUID(json.loads(text or "{}")["engagement"]), target)
        seal(session, row, "content", text, long=True)
        moved.append(str(row.id))
    session.flush()
    return moved
