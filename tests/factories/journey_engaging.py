"""What the walk finds around engagements beyond plan, seats and notes: one of everything, by its name in addresses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from engage.db.clock import today
from engage.engagements.aftercare.service import write_down
from engage.engagements.aftercare.vocabulary import Wellbeing
from engage.engagements.models import Engagement, Participant
from engage.engagements.queries import participants_of
from engage.engagements.records import Plan
from engage.engagements.reprisals.service import act, close
from engage.engagements.seating.service import assess_participant
from engage.engagements.service import plan_engagement
from engage.projects.approvals.service import agree
from engage.stakeholders.models import Stakeholder
from tests.factories.journey_after import after_engagements
from tests.factories.journey_inviting import asked_around
from tests.factories.journey_noting import noted_around
from tests.factories.journey_noting import own_drafts as own_drafts
from tests.factories.planning import planned_around
from tests.factories.safety import WHOLE, assessment, reported, requested
from tests.factories.team import Team

SAID = {"threats", "meeting", "retaliation_by", "retaliation_answer", "if_leaked", "withdrawal", "measures"}


def around_engagements(
    session: Session,
    team: Team,
    people: tuple[Stakeholder, Stakeholder, Stakeholder],
    held: Engagement,
    planned: Engagement,
    say: Callable[[str], str],
) -> dict[str, UUID | int | str]:
    """The ids of what was made."""
    found: dict[str, UUID | int | str] = {}
    found |= _safety(session, team, people, held, planned, say)
    found |= noted_around(session, team, people[1], held, say)
    found |= planned_around(session, team, planned, say)
    found |= asked_around(session, team, people[1], planned, say)
    theirs = next(each for each in participants_of(session, held.id) if each.stakeholder_id == people[0].id)
    found |= after_engagements(session, team, people, held, session.get_one(Participant, theirs.id), say)
    return found


def _safety(
    session: Session,
    team: Team,
    people: tuple[Stakeholder, Stakeholder, Stakeholder],
    held: Engagement,
    planned: Engagement,
    say: Callable[[str], str],
) -> dict[str, UUID | int | str]:
    """Assessed in both, agreed to in one; how they are; a report about somebody, which halts only what is past."""
    written = {name: say(f"safety.{name}") for name, value in vars(WHOLE).items() if name in SAID and value}
    words = {**written, "channel": "email", "interpreting": "trusted", "interpreter": say("safety.interpreter")}
    for engagement in (held, planned):
        for record in participants_of(session, engagement.id):
            if record.stakeholder_id != people[1].id:
                assess_participant(
                    session,
                    actor=team.lead,
                    engagement=engagement,
                    participant=session.get_one(Participant, record.id),
                    said=assessment(**words),
                )
        approval = requested(session, team, engagement, people[0])
        if engagement is held:
            agree(session, actor=team.guardian, approval=approval)
    place = next(each for each in participants_of(session, held.id) if each.stakeholder_id == people[0].id)
    write_down(
        session,
        actor=team.engager,
        engagement=held,
        stakeholder_id=people[0].id,
        participant_id=place.id,
        how=Wellbeing.UNEASY,
        words=say("care.words"),
        on=today(),
        again_on=today(),
    )
    past = plan_engagement(
        session,
        actor=team.lead,
        project_id=team.project.id,
        title=say("past.title"),
        planned_on=today() - timedelta(days=100),
        plan=Plan(purpose=say("past.purpose")),
        decision_ids=[],
    )
    made = reported(session, team, past, people[0], say("reprisal.happened"))
    act(session, actor=team.lead, report=made, words=say("reprisal.step"))
    ended = reported(session, team, past, people[2], say("reprisal.happened"))
    close(session, actor=team.guardian, report=ended, reason=say("reprisal.closed_because"))
    return {"report_id": made.id}
