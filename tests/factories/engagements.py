"""Engagements and who takes part in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engage.db.clock import today
from engage.engagements import service
from engage.engagements.models import Engagement, Participant
from engage.engagements.records import ParticipantDetail, Plan
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.records import Profile, Safety
from engage.stakeholders.service import add_stakeholder
from tests.factories.safety import assessed, cleared
from tests.factories.team import Team, make_team

NOISE = "Tea with the mayor"
SAFE = {"assessed_on": "2026-01-05", "measures": "A cousin knows when they are back", "channel": "phone"}
"""What `seat` has assessed and agreed to before it puts somebody on the list."""


def make_person(session: Session, team: Team, *, tier: int = 2, name: str = "Salma Haddad") -> Stakeholder:
    """A rights holder who can be reached by phone."""
    return add_stakeholder(
        session,
        actor=team.lead,
        project_id=team.project.id,
        kind="person",
        tier=tier,
        name=name,
        profile=Profile(roles=["rights_holder"]),
        safety=Safety(
            safe_channels=["phone", "email"],
            forbidden_channels=["email"],
            what_not_to_do="Do not call after dark" if tier == 3 else "",
        ),
    )


def make_engagement(
    session: Session,
    team: Team,
    title: str = "Meeting at the harbour",
    *,
    planned_on: date | None = None,
    decisions: Sequence[UUID] = (),
    **plan: Any,
) -> Engagement:
    """A planned engagement, in a week unless told."""
    return service.plan_engagement(
        session,
        actor=team.lead,
        project_id=team.project.id,
        title=title,
        planned_on=planned_on or today() + timedelta(days=7),
        plan=Plan(**{"purpose": "To hear the fishers", "format": "roundtable", **plan}),
        decision_ids=decisions,
    )


def seat(session: Session, team: Team, engagement: Engagement, person: Stakeholder, **detail: Any) -> Participant:
    """Puts someone on the list; with what `SAFE` says, once their safety is seen to
    (and agreed to, where they are to be invited).
    """
    said = {name: detail.pop(name) for name in SAFE if name in detail}
    if said:
        see_to = cleared if detail.get("answer") else assessed
        see_to(session, team, engagement, person, **said)
    return service.add_participant(
        session,
        actor=team.lead,
        engagement=engagement,
        stakeholder_id=person.id,
        detail=ParticipantDetail(**detail),
    )


def hold(session: Session, team: Team, engagement: Engagement, *, days_ago: int = 3) -> Engagement:
    """Records that it was held."""
    day = today() - timedelta(days=days_ago)
    service.hold_engagement(session, actor=team.lead, engagement=engagement, held_on=day)
    return engagement


def make_noise(session: Session) -> Engagement:
    """An engagement of another project, with somebody in it, that must turn up nowhere."""
    elsewhere = make_team(session, "Somewhere else")
    noise = make_engagement(session, elsewhere, NOISE, planned_on=today() + timedelta(days=1))
    seat(session, elsewhere, noise, make_person(session, elsewhere, name="Noise Person"))
    return noise
