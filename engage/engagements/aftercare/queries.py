"""Reading aftercare: in an engagement, of a person, and who is to be asked by a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.errors import KeyErased
from engage.crypto.sealed import unseal_json
from engage.engagements.aftercare.models import Aftercare
from engage.engagements.aftercare.records import CareRecord, read
from engage.engagements.queries import existing_among
from engage.outreach.stop.binding import place_of
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.vocabulary import StakeholderState


def care_in(
    session: Session, project_id: UUID, engagement_id: UUID, stakeholder_ids: Collection[UUID]
) -> dict[UUID, CareRecord]:
    """What is planned and known of each of them after an engagement; who has none is left out."""
    places = [place_of(session, project_id, engagement_id, who) for who in set(stakeholder_ids)]
    if not places:
        return {}
    rows = session.scalars(select(Aftercare).where(Aftercare.project_id == project_id, Aftercare.place.in_(places)))
    found = {each.stakeholder_id: each for each in _opened(session, rows) if each.engagement_id == engagement_id}
    return {who: each for who, each in found.items() if who in set(stakeholder_ids)}


def due_by(session: Session, project_id: UUID, day: date, *, up_to_tier: int) -> list[CareRecord]:
    """Whom somebody is to ask by a day, the longest due first. Days are sealed: those who wait are opened."""
    rows = session.scalars(
        select(Aftercare)
        .join(Stakeholder, Stakeholder.id == Aftercare.stakeholder_id)
        .where(
            Aftercare.project_id == project_id,
            Aftercare.waiting.is_(True),
            Stakeholder.tier <= up_to_tier,
            Stakeholder.state == StakeholderState.ACTIVE.value,
        )
    )
    due = [each for each in _opened(session, rows) if each.due_on <= day]
    known = existing_among(session, project_id, (each.engagement_id for each in due))
    due = [each for each in due if each.engagement_id in known]
    return sorted(due, key=lambda each: (each.due_on, each.id.int))


def care_of(session: Session, project_id: UUID, stakeholder_id: UUID) -> list[CareRecord]:
    """Everything about somebody, after whatever engagement, by the day on which they are asked."""
    mine = (Aftercare.project_id == project_id, Aftercare.stakeholder_id == stakeholder_id)
    found = _opened(session, session.scalars(select(Aftercare).where(*mine)))
    return sorted(found, key=lambda each: (each.due_on, each.id.int))


def care_row(session: Session, project_id: UUID, engagement_id: UUID, stakeholder_id: UUID) -> Aftercare | None:
    """The row about somebody after an engagement, to be changed by the service."""
    place = place_of(session, project_id, engagement_id, stakeholder_id)
    mine = (Aftercare.project_id == project_id, Aftercare.stakeholder_id == stakeholder_id, Aftercare.place == place)
    return session.scalars(select(Aftercare).where(*mine).order_by(Aftercare.id)).first()


def care_record(session: Session, row: Aftercare) -> CareRecord | None:
    """A row, opened; None when the key of the person is gone."""
    try:
        content = unseal_json(session, row, "content")
    except KeyErased:
        return None
    if content is None:
        return None
    return read(content, key=row.id, project_id=row.project_id, stakeholder_id=row.stakeholder_id, waiting=row.waiting)


def _opened(session: Session, rows: Iterable[Aftercare]) -> list[CareRecord]:
    return [each for each in (care_record(session, row) for row in rows) if each is not None]
