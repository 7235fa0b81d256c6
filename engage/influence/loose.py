"""What of the words heard in an engagement nobody has answered; shown when the engagement is to be closed."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from engage.engagements.closing.loose import loose_end
from engage.engagements.closing.vocabulary import Loose
from engage.influence.queries import owed


@loose_end(Loose.FEEDBACK)
def unanswered(session: Session, project_id: UUID, engagement_id: UUID) -> int:
    """How many words nobody answered for a decision they were heard for."""
    return len({pair.feedback_id for pair in owed(session, project_id) if pair.engagement_id == engagement_id})
