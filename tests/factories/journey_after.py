"""What the walk finds after engagements and over time: promises, a record, a panel, a day to watch, who came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from engage.actions.models import Action
from engage.actions.service import owe, settle
from engage.actions.vocabulary import ActionKind, ActionState
from engage.db.clock import today
from engage.engagements.approached.service import note_approach
from engage.engagements.approached.vocabulary import Came
from engage.engagements.calendar.service import open_feed
from engage.engagements.closing.loose import still_open
from engage.engagements.closing.service import close_checked, keep_closed, reopen
from engage.engagements.models import Engagement, Participant
from engage.engagements.peaks.records import PeakSaid
from engage.engagements.peaks.service import dismiss, note_peak, plan_before
from engage.engagements.peaks.vocabulary import PeakKind
from engage.engagements.records import Plan
from engage.engagements.service import hold_engagement, plan_engagement
from engage.engagements.sharing.records import Body, Given, View
from engage.engagements.sharing.service import hand_over, note_answer, note_given, write_record
from engage.engagements.sharing.vocabulary import Handed, Verdict, Whose
from engage.engagements.standing.records import PanelSaid
from engage.engagements.standing.service import (
    end_panel,
    found_panel,
    give_seat,
    leave_seat,
    note_session,
    review_panel,
)
from engage.engagements.standing.vocabulary import PanelRole
from engage.stakeholders.models import Stakeholder
from tests.factories.team import Team

Say = Callable[[str], str]
A_YEAR = timedelta(days=365)


def after_engagements(
    session: Session, team: Team, people: tuple[Stakeholder, ...], held: Engagement, place: Participant, say: Say
) -> dict[str, UUID | int | str]:
    """The ids of what was made; `place` is somebody's seat at what was held."""
    owed = owed_to(session, team, held, people[0], say("action.text"))
    settled = owed_to(session, team, held, people[0], say("action.settled"), kind=ActionKind.REQUEST)
    settle(session, actor=team.lead, action=settled, state=ActionState.REFUSED, outcome=say("action.outcome"))
    panel, seat = _panel(session, team, people, held, say)
    return {
        "action_id": owed.id,
        "handout_id": _shared(session, team, held, place, say),
        "panel_id": panel,
        "seat_id": seat,
        "peak_id": _peaks(session, team, say),
        "closed_id": _closed(session, team, people[0], say),
    }


def owed_to(
    session: Session,
    team: Team,
    engagement: Engagement,
    person: Stakeholder | None,
    text: str,
    *,
    kind: ActionKind = ActionKind.PROMISE,
    days: int = 5,
) -> Action:
    """Something the lead owes from an engagement, late when `days` is below zero."""
    return owe(
        session,
        actor=team.lead,
        project_id=team.project.id,
        subject_id=engagement.id,
        key_id=engagement.id,
        kind=kind,
        text=text,
        owner_id=team.lead.id,
        due_on=today() + timedelta(days=days),
        stakeholder_id=person.id if person else None,
    )


def _shared(session: Session, team: Team, held: Engagement, place: Participant, say: Say) -> UUID:
    said = Body(
        about=say("record.about"),
        views=(View(Whose.RIGHTS_HOLDERS, say("record.theirs")), View(Whose.COMPANY, say("record.ours"))),
        next_steps=say("record.next"),
        left_as_it_is=say("record.left"),
    )
    write_record(session, actor=team.engager, engagement=held, body=said, based_on=0, pointed_out=["A name"])
    of = {"actor": team.engager, "engagement": held, "participant": place}
    hand_over(session, handed=Handed.READ_OUT, handed_on=today(), **of)
    words = say("record.correction")
    note_answer(session, verdict=Verdict.CORRECTION, words=words, answered_on=today(), **of)
    given = Given(say("given.what"), ["ar"])
    return note_given(session, actor=team.engager, engagement=held, said=given, given_on=today()).id


def _panel(
    session: Session, team: Team, people: tuple[Stakeholder, ...], held: Engagement, say: Say
) -> tuple[UUID, UUID]:
    names = ("name", "purpose", "representatives", "ends_how")
    said = PanelSaid(**{name: say(f"panel.{name}") for name in names})
    ended, panel = (
        found_panel(session, actor=team.lead, project_id=team.project.id, said=said, review_on=today())
        for _each in range(2)
    )
    seats = []
    for person in people:
        term = {"role": PanelRole.MEMBER, "since": today() - A_YEAR, "until": today()}
        seats.append(give_seat(session, actor=team.lead, panel=panel, stakeholder_id=person.id, **term))
    note_session(session, actor=team.lead, panel=panel, engagement_id=held.id)
    review_panel(session, actor=team.lead, panel=panel, words=say("panel.review"), next_on=today())
    leave_seat(session, actor=team.lead, panel=panel, seat=seats[1], reason=say("panel.left"))
    end_panel(session, actor=team.lead, panel=ended, reason=say("panel.ended"))
    return panel.id, seats[0].id


def _peaks(session: Session, team: Team, say: Say) -> UUID:
    made = [
        note_peak(
            session,
            actor=team.lead,
            project_id=team.project.id,
            kind=PeakKind.ELECTION,
            from_on=today() + timedelta(days=20),
            until_on=today() + timedelta(days=20),
            lead_days=30,
            watched_by=team.lead.id,
            said=PeakSaid("FR", say("peak.words")),
        )
        for _each in range(3)
    ]
    plan_before(session, actor=team.lead, peak=made[1], title=say("peak.title"), planned_on=today(), purpose="")
    dismiss(session, actor=team.lead, peak=made[2], reason=say("peak.dismissed"))
    return made[0].id


def _closed(session: Session, team: Team, person: Stakeholder, say: Say) -> UUID:
    """They turned to us, it was held, closed, opened again, closed and left closed."""
    made = note_approach(
        session,
        actor=team.lead,
        project_id=team.project.id,
        title=say("approach.title"),
        owes=say("approach.owes"),
        stakeholder_id=person.id,
        came_on=today(),
        how=Came.CALL,
        wants=say("approach.wants"),
        safe_way=say("approach.safe_way"),
        answer_by=today(),
    )
    over = plan_engagement(
        session,
        actor=team.lead,
        project_id=team.project.id,
        title=say("closed.title"),
        planned_on=today(),
        plan=Plan(purpose=say("closed.purpose")),
        decision_ids=[],
    )
    assert made.id != over.id
    hold_engagement(session, actor=team.lead, engagement=over, held_on=today())
    for last in (False, True):
        left = still_open(session, team.project.id, over.id)
        reasons = {kind: say("closed.reason") for kind in left}
        close_checked(session, actor=team.lead, engagement=over, reasons=reasons)
        if not last:
            reopen(session, actor=team.lead, engagement=over, reason=say("closed.reopened"))
    keep_closed(session, actor=team.lead, engagement=over, reason=say("closed.kept"))
    open_feed(session, actor=team.lead, project_id=team.project.id)
    return over.id
