"""Reading reports of reprisals as far as the viewer may know of those they are about."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from engage.crypto.errors import KeyErased
from engage.crypto.sealed import unseal_json
from engage.engagements.models import Engagement
from engage.engagements.queries import existing_among
from engage.engagements.reprisals.models import ReprisalReport
from engage.engagements.reprisals.records import ReportRecord, read
from engage.engagements.reprisals.vocabulary import ReprisalState
from engage.outreach.stop.queries import is_halted
from engage.stakeholders.models import Stakeholder

OPEN = (ReprisalState.OPEN.value, ReprisalState.ACTING.value)


def halted(session: Session, engagement_id: UUID) -> bool:
    """Whether nothing may be published, handed out or sent about an engagement, since a report is open."""
    project_id = session.scalar(select(Engagement.project_id).where(Engagement.id == engagement_id))
    return project_id is not None and is_halted(session, project_id, engagement_id)


def report_row(session: Session, project_id: UUID, report_id: UUID, *, up_to_tier: int) -> ReprisalReport | None:
    """The row of a report about someone whom the viewer may know of."""
    return session.scalar(_known(project_id, up_to_tier).where(ReprisalReport.id == report_id))


def open_reports(session: Session, project_id: UUID, *, up_to_tier: int) -> list[ReportRecord]:
    """The reports that are not closed, the newest first."""
    rows = session.scalars(_known(project_id, up_to_tier).where(ReprisalReport.state.in_(OPEN)))
    return _newest_first(session, rows)


def reports_about(session: Session, project_id: UUID, stakeholder_id: UUID, *, up_to_tier: int) -> list[ReportRecord]:
    """Every report about someone, the newest first."""
    rows = session.scalars(_known(project_id, up_to_tier).where(ReprisalReport.stakeholder_id == stakeholder_id))
    return _newest_first(session, rows)


def known_of(session: Session, project_id: UUID, found: Iterable[ReportRecord]) -> list[ReportRecord]:
    """Those from engagements that exist for whoever looks: who does not close reports learns of no hidden one here."""
    listed = list(found)
    known = existing_among(session, project_id, (each.engagement_id for each in listed))
    return [each for each in listed if each.engagement_id in known]


def report_record(session: Session, row: ReprisalReport) -> ReportRecord | None:
    """A report, opened; None when the key of the person is gone."""
    try:
        content = unseal_json(session, row, "content")
    except KeyErased:
        return None
    if content is None:
        return None
    return read(content, key=row.id, project_id=row.project_id, stakeholder_id=row.stakeholder_id, state=row.state)


def _known(project_id: UUID, up_to_tier: int) -> Select[ReprisalReport]:
    return (
        select(ReprisalReport)
        .join(Stakeholder, Stakeholder.id == ReprisalReport.stakeholder_id)
        .where(ReprisalReport.project_id == project_id, Stakeholder.tier <= up_to_tier)
    )


def _newest_first(session: Session, rows: Iterable[ReprisalReport]) -> list[ReportRecord]:
    found = [each for each in (report_record(session, row) for row in rows) if each is not None]
    return sorted(found, key=lambda each: (each.reported_on, each.id.int), reverse=True)
