"""Reading days to watch, and which of them have no engagement before them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import unseal_json
from engage.engagements.models import Engagement
from engage.engagements.peaks.models import PeakEngagement, PeakRisk
from engage.engagements.peaks.records import PeakRecord, PeakSaid
from engage.engagements.peaks.vocabulary import PeakKind, PeakState
from engage.engagements.vocabulary import Stage

AHEAD = timedelta(days=60)
"""So long before we want to have spoken, a day begins to ask."""


def peaks_of(session: Session, project_id: UUID) -> list[PeakRecord]:
    """Every day to watch, by day."""
    wanted = select(PeakRisk).where(PeakRisk.project_id == project_id)
    return [peak_record(session, row) for row in session.scalars(wanted.order_by(PeakRisk.from_on, PeakRisk.id))]


def peak_row(session: Session, project_id: UUID, peak_id: UUID) -> PeakRisk | None:
    """The row of a day to watch, for a verb."""
    return session.scalar(select(PeakRisk).where(PeakRisk.project_id == project_id, PeakRisk.id == peak_id))


def peak_record(session: Session, row: PeakRisk) -> PeakRecord:
    """A day to watch, opened."""
    return PeakRecord(
        id=row.id,
        project_id=row.project_id,
        kind=PeakKind(row.kind),
        state=PeakState(row.state),
        from_on=row.from_on,
        until_on=row.until_on,
        lead_days=row.lead_days,
        watched_by=row.watched_by,
        said=PeakSaid(**(unseal_json(session, row, "content") or {})),
    )


def planned_before(session: Session, peaks: Collection[PeakRecord]) -> dict[UUID, list[UUID]]:
    """The engagements that there are for the viewer, were not cancelled, and come before each day; by its id."""
    days, found = {each.id: each.from_on for each in peaks}, defaultdict(list)
    rows = session.execute(
        select(PeakEngagement.peak_id, Engagement.id, Engagement.planned_on, Engagement.held_on)
        .join(Engagement, Engagement.id == PeakEngagement.engagement_id)
        .where(PeakEngagement.peak_id.in_(days), Engagement.stage != Stage.CANCELLED.value)
        .order_by(Engagement.planned_on, Engagement.id)
    )
    for peak_id, engagement_id, planned_on, held_on in rows:
        if (held_on or planned_on) <= days[peak_id]:
            found[peak_id].append(engagement_id)
    return dict(found)


def asking(session: Session, project_id: UUID, *, today: date) -> list[PeakRecord]:
    """Days ahead that are near enough to ask, are watched, and have no engagement before them; the nearest first."""
    near = [
        each
        for each in peaks_of(session, project_id)
        if each.is_watched and each.from_on >= today and each.speak_by - AHEAD <= today
    ]
    met = planned_before(session, near)
    return [each for each in near if each.id not in met]
