"""Reading panels. Who sits there is told as far as the viewer may know of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import unseal, unseal_json
from engage.engagements.after.queries import people_above
from engage.engagements.models import Engagement
from engage.engagements.queries import engagements_of
from engage.engagements.records import EngagementRecord
from engage.engagements.standing.models import PanelMember, PanelReview, PanelSession, StandingPanel
from engage.engagements.standing.records import PanelRecord, PanelSaid, ReviewRecord, SeatRecord
from engage.engagements.standing.vocabulary import PanelRole, PanelState


def panels_of(session: Session, project_id: UUID) -> list[PanelRecord]:
    """Every panel: those that stand first, by name."""
    rows = session.scalars(select(StandingPanel).where(StandingPanel.project_id == project_id))
    found = [panel_record(session, row) for row in rows]
    return sorted(found, key=lambda each: (not each.stands, each.said.name.casefold(), each.id))


def panel_row(session: Session, project_id: UUID, panel_id: UUID) -> StandingPanel | None:
    """The row of a panel, for a verb."""
    wanted = (StandingPanel.project_id == project_id, StandingPanel.id == panel_id)
    return session.scalar(select(StandingPanel).where(*wanted))


def panel_record(session: Session, row: StandingPanel) -> PanelRecord:
    """A panel, opened."""
    return PanelRecord(
        id=row.id,
        project_id=row.project_id,
        state=PanelState(row.state),
        review_on=row.review_on,
        founded_on=row.founded_on,
        founded_by=row.founded_by,
        said=PanelSaid(**(unseal_json(session, row, "content") or {})),
    )


def seats_of(session: Session, panel_ids: Collection[UUID]) -> list[SeatRecord]:
    """Everyone who sits or sat on these panels, the longest there first. Erased people leave no seat."""
    if not panel_ids:
        return []
    rows = session.scalars(select(PanelMember).where(PanelMember.panel_id.in_(panel_ids)))
    found = [seat_record(session, row) for row in rows if row.stakeholder]
    return sorted(found, key=lambda each: (each.since, each.id.int))


def seat_row(session: Session, panel_id: UUID, seat_id: UUID) -> PanelMember | None:
    """The row of a seat, for a verb."""
    return session.scalar(select(PanelMember).where(PanelMember.panel_id == panel_id, PanelMember.id == seat_id))


def seat_record(session: Session, row: PanelMember) -> SeatRecord:
    """A seat, opened."""
    said = unseal_json(session, row, "detail") or {}
    left_on = said.get("left_on")
    return SeatRecord(
        id=row.id,
        panel_id=row.panel_id,
        stakeholder_id=UUID(unseal(session, row, "stakeholder") or ""),
        role=PanelRole(said["role"]),
        since=date.fromisoformat(said["since"]),
        until=date.fromisoformat(said["until"]),
        left_on=date.fromisoformat(left_on) if left_on else None,
        left_because=said.get("left_because", ""),
    )


def terms_ending(session: Session, project_id: UUID, begin: date, end: date, *, up_to_tier: int) -> list[SeatRecord]:
    """Whose term ends on a day from `begin` to `end`, on panels that stand."""
    hidden = people_above(session, project_id, up_to_tier)
    standing = select(StandingPanel.id).where(
        StandingPanel.project_id == project_id, StandingPanel.state == PanelState.STANDING.value
    )
    found = seats_of(session, session.scalars(standing).all())
    return [
        each
        for each in found
        if begin <= each.until <= end and each.left_on is None and each.stakeholder_id not in hidden
    ]


def sessions_of(session: Session, project_id: UUID, panel_ids: Collection[UUID]) -> dict[UUID, list[EngagementRecord]]:
    """The sessions of panels that there are for the viewer, newest planned day first, by panel."""
    found: dict[UUID, list[EngagementRecord]] = {key: [] for key in panel_ids}
    if not found:
        return found
    wanted = select(PanelSession.panel_id, PanelSession.engagement_id).where(PanelSession.panel_id.in_(panel_ids))
    links = session.execute(wanted).all()
    listed = {each.id: each for each in engagements_of(session, project_id)} if links else {}
    for panel_id, engagement_id in links:
        if engagement_id in listed:
            found[panel_id].append(listed[engagement_id])
    for sessions in found.values():
        sessions.sort(key=lambda each: (each.planned_on, each.id.int), reverse=True)
    return found


def panel_of(session: Session, project_id: UUID, engagement_id: UUID) -> PanelRecord | None:
    """The panel whose session an engagement is, if any."""
    wanted = (
        select(StandingPanel)
        .join(PanelSession, PanelSession.panel_id == StandingPanel.id)
        .join(Engagement, Engagement.id == PanelSession.engagement_id)
        .where(StandingPanel.project_id == project_id, Engagement.id == engagement_id)
    )
    row = session.scalars(wanted.limit(1)).first()
    return None if row is None else panel_record(session, row)


def reviews_of(session: Session, panel_id: UUID) -> list[ReviewRecord]:
    """What reviews found, the newest first."""
    wanted = select(PanelReview).where(PanelReview.panel_id == panel_id)
    rows = session.scalars(wanted.order_by(PanelReview.reviewed_on.desc(), PanelReview.id))
    return [ReviewRecord(row.id, row.reviewed_on, row.reviewed_by, unseal(session, row, "words") or "") for row in rows]
