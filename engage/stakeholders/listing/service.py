"""Looking someone up."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.stakeholders.directory import directory_of
from engage.stakeholders.listing.looks import Look
from engage.stakeholders.listing.queries import facts_for
from engage.stakeholders.narrowing import PAGE, PageOfPeople
from engage.stakeholders.vocabulary import StakeholderEvent


def look_up(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    text: str,
    look: Look,
    up_to_tier: int,
    names_up_to_tier: int,
    after: UUID | None = None,
    before: UUID | None = None,
) -> PageOfPeople:
    """Those whose pseudonym, or name and contacts as far as the viewer may look, fits `text` and the conditions.

    Each page looked at is one event.
    """
    found = directory_of(session, project_id).look(
        look.narrowing,
        text=text,
        up_to_tier=up_to_tier,
        names_up_to_tier=names_up_to_tier,
        sort=look.sort,
        after=after,
        before=before,
        size=PAGE,
        facts=facts_for(session, project_id),
    )
    record(session, StakeholderEvent.SEARCHED, actor=actor.id, project=project_id, found=found.total)
    return found
