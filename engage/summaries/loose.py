"""Whether the people of an engagement were told what became of it; shown when the engagement is to be closed."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from engage.engagements.closing.loose import loose_end
from engage.engagements.closing.vocabulary import Loose
from engage.summaries.loops import loop_of
from engage.summaries.queries import summary_for


@loose_end(Loose.LOOP)
def untold(session: Session, project_id: UUID, engagement_id: UUID) -> int:
    """One while nothing was ever published about it."""
    return int(loop_of(None, summary_for(session, engagement_id)).is_owed)
