"""Safety seen to: assessments, a second person's agreement, reports of reprisals."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from engage.db.clock import today
from engage.engagements.models import Engagement
from engage.engagements.reprisals.models import ReprisalReport
from engage.engagements.reprisals.service import report
from engage.engagements.reprisals.vocabulary import Learnt
from engage.outreach.stop import service as stop
from engage.outreach.stop.check import safe_channels
from engage.outreach.stop.models import SafetyAssessment
from engage.outreach.stop.records import Assessment
from engage.projects.approvals.models import Approval
from engage.projects.approvals.service import agree
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.queries import record_of
from tests.factories.team import Team

WHOLE = Assessment(
    assessed_on="2026-01-05",
    threats="The foreman watches who speaks with strangers",
    channel="phone",
    meeting="Away from the quay, after dusk",
    retaliation_by="The foreman",
    retaliation_likely="possible",
    retaliation_answer="We go to the union with them",
    if_leaked="They would lose their place on the boat",
    withdrawal="One word to the one who brought them",
    measures="A cousin knows when they are back",
)


def assessment(**said: Any) -> Assessment:
    """A whole assessment that holds for half a year; `said` says what is otherwise."""
    holds = (today() + timedelta(days=180)).isoformat()
    return replace(WHOLE, **{"review_on": holds, **said})


def assessed(
    session: Session, team: Team, engagement: Engagement, person: Stakeholder, **said: Any
) -> SafetyAssessment:
    """Somebody's safety assessed by the lead."""
    return stop.assess(session, actor=team.lead, said=assessment(**said), **_about(engagement, person))


def requested(session: Session, team: Team, engagement: Engagement, person: Stakeholder) -> Approval:
    """A second person asked by the lead."""
    reason = "They asked to be heard."
    return stop.ask_second(session, actor=team.lead, reason=reason, **_about(engagement, person))


def cleared(session: Session, team: Team, engagement: Engagement, person: Stakeholder, **said: Any) -> None:
    """Everything seen to, through a channel that is safe for them, and the guardian agreed."""
    safe = safe_channels(record_of(session, person).safety)
    if said.get("channel", WHOLE.channel) not in safe:
        said["channel"] = safe[0]
    assessed(session, team, engagement, person, **said)
    if person.tier > 1:
        agree(session, actor=team.guardian, approval=requested(session, team, engagement, person))


def reported(
    session: Session, team: Team, engagement: Engagement, person: Stakeholder, happened: str = "He was questioned."
) -> ReprisalReport:
    """A report of reprisals, open."""
    about = _about(engagement, person)
    said = {"happened": happened, "learnt_on": today(), "learnt": Learnt.FROM_THEM}
    return report(session, actor=team.lead, **said, **about)


def _about(engagement: Engagement, person: Stakeholder) -> dict[str, Any]:
    return {"project_id": engagement.project_id, "engagement_id": engagement.id, "stakeholder_id": person.id}
