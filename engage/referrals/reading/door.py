"""The map at hand for a page of the reading room: seen by the viewer, with what the page shows of people."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from engage.accounts.permissions import Permission
from engage.db.clock import today
from engage.projects.door import may, up_to_tier
from engage.referrals.queries import seen_map
from engage.referrals.reading.queries import agreed_by
from engage.referrals.seen import PersonSeen, SeenMap
from engage.web.unit_of_work import current_session


def seen_at_hand(project_id: UUID) -> SeenMap:
    """The map as the viewer may see it."""
    return seen_map(current_session(), project_id, up_to_tier=up_to_tier())


def agreed(project_id: UUID, people: Iterable[PersonSeen]) -> dict[UUID, str] | None:
    """How things stand with what these people agreed to; None for a viewer who may not see it."""
    if not may(Permission.VIEW_STAKEHOLDERS):
        return None
    return agreed_by(current_session(), project_id, [person.id for person in people], today())
