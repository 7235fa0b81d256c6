"""What the safety stop knows of the people of an engagement, and what of it stays beside their place.

The trace beside a place tells that their safety was seen to, and nothing of how: figures must not change when somebody
is erased, and with them everything that was assessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, replace
from uuid import UUID

from sqlalchemy.orm import Session

from engage.crypto.sealed import seal_json
from engage.db.clock import today
from engage.engagements.models import Engagement, Participant
from engage.engagements.queries import participant_record
from engage.engagements.records import EngagementRecord, SeenTo
from engage.engagements.safety import weighed_on
from engage.outreach.stop.queries import assessments, standing
from engage.outreach.stop.records import AssessmentRecord, Standing
from engage.outreach.stop.service import require_clear


def require_invitable(session: Session, engagement: Engagement, stakeholder_id: UUID) -> None:
    """Lets nobody be told of an engagement whom that would put at risk. Raises Stopped."""
    require_clear(
        session,
        project_id=engagement.project_id,
        engagement_id=engagement.id,
        stakeholder_id=stakeholder_id,
        channel=None,
        at=weighed_on(engagement.planned_on, engagement.held_on, today()),
    )


def standings_in(
    session: Session, engagement: EngagementRecord, stakeholder_ids: Collection[UUID]
) -> dict[UUID, Standing]:
    """Where each of them stands before an engagement."""
    at = weighed_on(engagement.planned_on, engagement.held_on, today())
    return standing(session, engagement.project_id, engagement.id, stakeholder_ids, at=at)


def seen_to(assessment: AssessmentRecord | None) -> SeenTo:
    """What stays beside a place of an assessment."""
    if assessment is None:
        return SeenTo()
    said = assessment.said
    return SeenTo(assessed_on=said.assessed_on, channel=said.channel, measures=bool(said.measures.strip()))


def keep_trace(session: Session, engagement: Engagement, rows: Iterable[Participant]) -> None:
    """Writes beside each place what is assessed now."""
    opened = {row: participant_record(session, row) for row in rows}
    pairs = [(engagement.id, record.stakeholder_id) for record in opened.values()]
    found = assessments(session, engagement.project_id, pairs)
    for row, record in opened.items():
        versions = found.get((engagement.id, record.stakeholder_id))
        detail = replace(record.detail, seen_to=asdict(seen_to(versions[0]))) if versions else record.detail
        if detail != record.detail:
            seal_json(session, row, "detail", asdict(detail))
