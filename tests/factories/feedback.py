"""What was heard, with the people and the engagement it was heard in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engage.db.clock import today
from engage.engagements import service as engagements
from engage.engagements.models import Engagement
from engage.engagements.records import ParticipantDetail, Plan
from engage.feedback import service
from engage.feedback.models import FeedbackItem
from engage.feedback.records import FeedbackDetail
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.records import Profile, Safety
from engage.stakeholders.service import add_stakeholder
from tests.factories.team import Team

ARABIC = "نخاف أن تُسلَّم صور الميناء إلى الشرطة."
ENGLISH = "We fear that the pictures of the harbour are handed to the police."


def person(session: Session, team: Team, *, tier: int = 2, name: str = "Salma Haddad") -> Stakeholder:
    """A rights holder."""
    return add_stakeholder(
        session,
        actor=team.lead,
        project_id=team.project.id,
        kind="person",
        tier=tier,
        name=name,
        profile=Profile(roles=["rights_holder"]),
        safety=Safety(),
    )


def engagement(
    session: Session,
    team: Team,
    *,
    people: Sequence[Stakeholder] = (),
    decisions: Sequence[UUID] = (),
    held_on: date | None = None,
    held: bool = True,
    title: str = "Meeting at the harbour",
) -> Engagement:
    """An engagement with participants, held ten days ago unless told."""
    day = held_on or today() - timedelta(days=10)
    made = engagements.plan_engagement(
        session,
        actor=team.lead,
        project_id=team.project.id,
        title=title,
        planned_on=day,
        plan=Plan(languages=["ar"]),
        decision_ids=list(decisions),
    )
    for each in people:
        engagements.add_participant(
            session, actor=team.lead, engagement=made, stakeholder_id=each.id, detail=ParticipantDetail()
        )
    if held:
        engagements.hold_engagement(session, actor=team.lead, engagement=made, held_on=day)
    return made


def heard(session: Session, team: Team, where: Engagement, **given: Any) -> FeedbackItem:
    """One thing heard in Arabic, with its translation; `given` replaces what `write_down` takes."""
    detail = FeedbackDetail(language="ar", translation_language="en", kind="risk", rights=["privacy"])
    values = {
        "words": ARABIC,
        "translation": ENGLISH,
        "speaker_id": None,
        "heard_on": where.held_on,
        "detail": detail,
        **given,
    }
    return service.write_down(session, actor=team.engager, project_id=team.project.id, engagement_id=where.id, **values)
