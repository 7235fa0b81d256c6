"""What was thought of before anyone at risk was invited, who agreed to it, and how they were afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.cli.demonstration.story import day, told
from engage.engagements.aftercare.service import write_down
from engage.engagements.aftercare.vocabulary import Wellbeing
from engage.engagements.models import Engagement
from engage.engagements.queries import participants_of
from engage.outreach.stop.check import GUARDED
from engage.outreach.stop.records import Assessment
from engage.outreach.stop.service import ask_second, assess
from engage.projects.approvals.service import agree

HOLDS = 21


def see_to(
    session: Session,
    *,
    actor: User,
    second: User,
    engagement: Engagement,
    person_id: UUID,
    part: Mapping[str, Any],
    told_of: Mapping[str, Any],
) -> None:
    """Assesses what an engagement could do to someone at risk; the second person agrees, unless they still think."""
    person = next(each for each in _everybody() if each["key"] == part["who"])
    if person["tier"] < GUARDED or (part.get("unsafe") and part["who"] not in told("care")):
        return
    words = {**told("care")["default"], **told("care").get(part["who"], {})}
    said = Assessment(
        **{"measures": part.get("measures", told_of["measures"]), **words},
        channel=person["safety"]["safe_channels"][0],
        assessed_on=day(told_of["assessed_on"]).isoformat(),
        review_on=day(told_of["planned_on"] + HOLDS).isoformat(),
    )
    about = {"project_id": engagement.project_id, "engagement_id": engagement.id, "stakeholder_id": person_id}
    assess(session, actor=actor, said=said, **about)
    at = min(day(told_of["planned_on"]), day(0))
    asked = ask_second(session, actor=actor, reason=told("care")["request"], at=at, **about)
    if not part.get("unsafe"):
        agree(session, actor=second, approval=asked)


def ask_after(session: Session, *, actor: User, engagement: Engagement, told_of: Mapping[str, Any]) -> None:
    """How those who were there were a week later, where that is long ago."""
    if told_of.get("held_on", 0) > -HOLDS:
        return
    for each in participants_of(session, engagement.id):
        if each.detail.attended and each.detail.seen_to:
            write_down(
                session,
                actor=actor,
                engagement=engagement,
                stakeholder_id=each.stakeholder_id,
                participant_id=each.id,
                how=Wellbeing.WELL,
                words="",
                on=day(told_of["held_on"] + 7),
            )


def _everybody() -> list[Mapping[str, Any]]:
    return [*told("rights_holders")["person"], *told("intermediaries")["person"]]
