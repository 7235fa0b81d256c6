"""What the pages of one engagement need before anything else: it, its row, who sits there. Not there means 404."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from flask import abort

from engage.engagements import queries
from engage.engagements.clearing import standings_in
from engage.engagements.models import Engagement, Participant
from engage.engagements.records import EngagementRecord
from engage.engagements.seats import Seat, seats
from engage.projects.door import current_project_id, up_to_tier
from engage.stakeholders.directory import directory_of
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.load.queries import warnings_for
from engage.web.unit_of_work import current_session


def record_here(engagement_id: UUID) -> EngagementRecord:
    """The engagement, opened."""
    return queries.find_engagement(current_session(), current_project_id(), engagement_id) or abort(404)


def row_here(engagement_id: UUID) -> Engagement:
    """The engagement's row, for a verb."""
    return queries.engagement_row(current_session(), current_project_id(), engagement_id) or abort(404)


def participant_here(engagement_id: UUID, participant_id: UUID) -> Participant:
    """The row of a place, for a verb."""
    return queries.participant_row(current_session(), engagement_id, participant_id) or abort(404)


def seats_here(engagement: EngagementRecord) -> list[Seat]:
    """Everyone on the other side as far as the viewer may know of them, and where each stands before the stop."""
    work, tier = current_session(), up_to_tier()
    listed, directory = queries.participants_of(work, engagement.id), directory_of(work, engagement.project_id)
    known = {each.stakeholder_id for each in listed if directory.find(each.stakeholder_id, tier)}
    standings = standings_in(work, engagement, known)
    return seats(listed, directory, up_to_tier=tier, standings=standings)


def seat_here(engagement: EngagementRecord, participant_id: UUID) -> Seat:
    """A place whose person the viewer may know of."""
    found = [seat for seat in seats_here(engagement) if seat.record.id == participant_id and seat.person]
    return found[0] if found else abort(404)


def asked_before(ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    """What speaks against asking people again, in words, by who they are."""
    return warnings_for(current_session(), current_project_id(), list(ids), looks_up_to=looks_up_to_tier())
