"""What the walk finds of the map beyond namings and starts: one of everything, by the name that addresses give it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from sqlalchemy.orm import Session

from engage.db.clock import today
from engage.referrals import service as referrals
from engage.referrals.findings.wave import service as wave
from engage.referrals.recording.records import WithheldDetail
from engage.referrals.recording.service import record_withheld
from engage.referrals.records import ReferralDetail
from engage.referrals.vocabulary import ReferralState
from engage.stakeholders.load import service as load
from engage.stakeholders.load.records import LoadDetail
from engage.stakeholders.models import Stakeholder
from tests.factories.surveys import surveys_in_the_walk
from tests.factories.team import Team

Say = Callable[[str], str]


def around_the_map(
    session: Session,
    team: Team,
    people: tuple[Stakeholder, Stakeholder, Stakeholder],
    say: Say,
) -> dict[str, UUID | int | str]:
    """The ids of what was made."""
    found: dict[str, UUID | int | str] = {}
    found |= surveys_in_the_walk(session, team, people[1], say)
    _answers(session, team, people, say)
    _next_wave(session, team, people)
    return found


def _next_wave(session: Session, team: Team, people: tuple[Stakeholder, Stakeholder, Stakeholder]) -> None:
    """Everyone is marked; the first said how often they want to be asked."""
    lead, project_id = team.lead, team.project.id
    wave.mark(session, actor=lead, project_id=project_id, stakeholder_ids=[person.id for person in people])
    detail = LoadDetail(times=2)
    load.agree(session, actor=lead, project_id=project_id, stakeholder_id=people[0].id, on=today(), detail=detail)


def _answers(session: Session, team: Team, people: tuple[Stakeholder, Stakeholder, Stakeholder], say: Say) -> None:
    """Each meant people without naming them; and what the first said of the second was taken back."""
    given = {"actor": team.lead, "project_id": team.project.id, "asked_on": today()}
    for person in people:
        detail = WithheldDetail(question="knows", community=say("withheld.community"))
        record_withheld(session, **given, namer_id=person.id, how_many=2, detail=detail)
    said = ReferralDetail(
        question="knows", words=say("naming.words"), told_as=say("naming.told_as"), place=say("naming.place")
    )
    taken_back = referrals.record_referral(session, **given, namer_id=people[0].id, named_id=people[1].id, detail=said)
    for state in (ReferralState.APPROACHED, ReferralState.UNREACHABLE):
        reason = say("naming.state_reason")
        referrals.move_referral(session, actor=team.lead, referral=taken_back, state=state, reason=reason)
    reason = say("naming.withdrawn_because")
    referrals.withdraw_referral(session, actor=team.lead, referral=taken_back, reason=reason)
