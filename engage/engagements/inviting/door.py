"""The engagement of an address, its seats, and how each can be asked, as far as the viewer may know of people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from flask import abort, current_app

from engage.engagements import queries as engagements
from engage.engagements.inviting import queries
from engage.engagements.inviting.records import TextRecord
from engage.engagements.inviting.ways import Way, way_of
from engage.engagements.models import Engagement, Participant
from engage.engagements.once import each_once
from engage.engagements.records import EngagementRecord
from engage.engagements.seats import Seat, seats
from engage.outreach.queries import messages_of, reachable_by
from engage.outreach.stop.queries import standing
from engage.projects.door import current_project_id, up_to_tier
from engage.stakeholders.directory import directory_of
from engage.web.unit_of_work import current_session


def talk(engagement_id: UUID) -> EngagementRecord:
    """The engagement of the address, opened."""
    return engagements.find_engagement(current_session(), current_project_id(), engagement_id) or abort(404)


def talk_row(engagement_id: UUID) -> Engagement:
    """Its row, for the service."""
    return engagements.engagement_row(current_session(), current_project_id(), engagement_id) or abort(404)


def seat_row(engagement_id: UUID, participant_id: UUID) -> Participant:
    """The row of a participant whom the viewer may know of."""
    found = engagements.participant_row(current_session(), engagement_id, participant_id) or abort(404)
    one_seat(engagement_id, participant_id)
    return found


def seated(engagement_id: UUID, *, channel: str | None = None, at: date | datetime | None = None) -> list[Seat]:
    """Everyone whom the viewer may know of, with where they stand before the safety stop."""
    work, project_id = current_session(), current_project_id()
    listed = each_once(engagements.participants_of(work, engagement_id))
    ids = [each.stakeholder_id for each in listed]
    stands = standing(work, project_id, engagement_id, ids, channel=channel, at=at)
    found = seats(listed, directory_of(work, project_id), up_to_tier=up_to_tier(), standings=stands)
    return [seat for seat in found if seat.person is not None]


def one_seat(
    engagement_id: UUID, participant_id: UUID, *, channel: str | None = None, at: date | datetime | None = None
) -> Seat:
    """The seat of one participant."""
    every = seated(engagement_id, channel=channel, at=at)
    return next((seat for seat in every if seat.record.id == participant_id), None) or abort(404)


def seat_of(engagement_id: UUID, stakeholder_id: UUID | None) -> Seat | None:
    """The seat of somebody whom the viewer may know of; None when they have none."""
    return next((seat for seat in seated(engagement_id) if seat.record.stakeholder_id == stakeholder_id), None)


def ways(
    found: EngagementRecord, listed: Sequence[Seat], texts: Sequence[TextRecord], *, reminding: bool = False
) -> list[Way]:
    """How each of the seats can be asked now."""
    work = current_session()
    reachable = reachable_by(work, [seat.record.stakeholder_id for seat in listed])
    invitations = queries.invitations_of(work, found.id)
    messages = {each.id: each for each in messages_of(work, found.id)}
    waiting = queries.answers_of(work, found.id, waiting=True)
    return [
        way_of(
            seat,
            reachable=reachable[seat.record.stakeholder_id],
            texts=texts,
            invitations=invitations,
            messages=messages,
            waiting=waiting,
            reminding=reminding,
            mail=mails(),
        )
        for seat in listed
    ]


def mails() -> bool:
    """Whether there is a mail server."""
    return current_app.config["ENGAGE"].mail is not None


def portal_address() -> str:
    """Where codes are entered."""
    address: str = current_app.config["ENGAGE"].portal_origin
    return address
