"""Plans with everything in them, templates, what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from engage.engagements.models import Engagement
from engage.engagements.planning.service import keep_template
from engage.engagements.queries import find_engagement
from engage.engagements.records import Plan
from engage.engagements.service import change_engagement
from tests.factories.team import Team

WORDS = (
    "impacts",
    "who_decides",
    "topic",
    "alternatives_tried",
    "materials",
    "costs",
    "other_way",
    "consent_wishes",
    "consent_words",
)


def whole(plan: Plan, say: Callable[[str], str]) -> Plan:
    """A plan in which nothing is left out."""
    return replace(
        plan,
        type="consent_process",
        starts_at="14:30",
        ends_at="16:00",
        time_zone="Asia/Kolkata",
        interpreters={"ar": [say("plan.interpreter"), say("plan.trusted_by")]},
        knowledge_wanted=["place"],
        consent_state="asked_how",
        **{name: say(f"plan.{name}") for name in WORDS},
    )


def planned_around(
    session: Session, team: Team, planned: Engagement, say: Callable[[str], str]
) -> dict[str, UUID | int | str]:
    """Everything a plan can say, which is kept as a change; and a template of it."""
    found = find_engagement(session, team.project.id, planned.id)
    assert found is not None
    change_engagement(
        session,
        actor=team.lead,
        engagement=planned,
        title=found.title,
        planned_on=found.planned_on,
        plan=whole(found.plan, say),
        decision_ids=found.decision_ids,
    )
    template = keep_template(session, actor=team.lead, engagement=planned, name=say("template.name"))
    return {"template_id": template.id}
