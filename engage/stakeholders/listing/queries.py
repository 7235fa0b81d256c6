"""What the list needs to know of people beyond their records."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from engage.stakeholders.facts import Facts
from engage.stakeholders.life import queries as life
from engage.stakeholders.load import queries as load


def facts_for(session: Session, project_id: UUID) -> Facts:
    """When each was last in touch, how much was asked of them, whose record is due or restricted."""
    last_contact, asked = load.facts_of(session, project_id)
    due, restricted = life.facts_of(session, project_id)
    return Facts(last_contact=last_contact, load=asked, due=due, restricted=restricted)
