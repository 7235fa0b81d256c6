"""Planning when people are asked how they are after an engagement, and writing down what they said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.audit.vocabulary import EventKind
from engage.crypto.sealed import seal_json
from engage.db.clock import today
from engage.engagements.aftercare.models import Aftercare
from engage.engagements.aftercare.queries import care_in, care_record, care_row
from engage.engagements.aftercare.records import CareRecord, Told, content_of
from engage.engagements.aftercare.vocabulary import AftercareEvent, Wellbeing
from engage.engagements.models import Engagement, Participant
from engage.engagements.queries import participant_record
from engage.engagements.refusals import UnknownStakeholder
from engage.engagements.reprisals.models import ReprisalReport
from engage.engagements.reprisals.service import report
from engage.engagements.reprisals.vocabulary import Learnt
from engage.outreach.stop.binding import place_of
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.queries import find_row
from engage.stakeholders.vocabulary import StakeholderState

EVERY_TIER = 3
DAYS_AFTER = {2: timedelta(days=7), 3: timedelta(days=3)}
"""When people are asked unless somebody says otherwise, by tier; of ordinary contacts only who is chosen is asked."""
AGAIN = timedelta(days=7)


class NotAfterwards(ValueError):
    """The engagement was not held yet."""


class AskedInFuture(ValueError):
    """Nobody said anything on a day that is still to come."""


def arrange(session: Session, *, actor: User, engagement: Engagement, participants: Sequence[Participant]) -> None:
    """Plans to ask everyone at risk who was there how they are. Safe to do twice; a day already set stays."""
    if engagement.held_on is None:
        return
    there = [each for each in (participant_record(session, row) for row in participants) if each.detail.attended]
    ids = {each.stakeholder_id for each in there}
    planned = care_in(session, engagement.project_id, engagement.id, ids)
    alive = (Stakeholder.id.in_(list(ids - set(planned))), Stakeholder.state == StakeholderState.ACTIVE.value)
    tiers = dict(session.execute(select(Stakeholder.id, Stakeholder.tier).where(*alive)).all())
    for each in there:
        after = DAYS_AFTER.get(tiers.pop(each.stakeholder_id, 0))
        if after is not None:
            _plan(session, engagement, each.stakeholder_id, each.id, engagement.held_on + after)


def move_day(
    session: Session, *, actor: User, engagement: Engagement, stakeholder_id: UUID, participant_id: UUID, due_on: date
) -> None:
    """Says when somebody is to be asked how they are, once more or for the first time.

    Raises NotAfterwards, UnknownStakeholder.
    """
    found = _found(session, engagement, stakeholder_id, participant_id)
    if not found.waiting or found.due_on != due_on:
        _write(session, engagement, replace(found, due_on=due_on, waiting=True))
        _record(session, AftercareEvent.MOVED, actor, engagement, stakeholder_id)


def write_down(
    session: Session,
    *,
    actor: User,
    engagement: Engagement,
    stakeholder_id: UUID,
    participant_id: UUID,
    how: Wellbeing,
    words: str,
    on: date,
    again_on: date | None = None,
) -> ReprisalReport | None:
    """Writes down how somebody is. Felt reprisals open a report, which it gives; who was not reached is asked again.

    Raises NotAfterwards, AskedInFuture, UnknownStakeholder.
    """
    if on > today():
        raise AskedInFuture
    found = _found(session, engagement, stakeholder_id, participant_id)
    told = (*found.told, Told(on, actor.id, how.value, words.strip()))
    if again_on is None and how is Wellbeing.NOT_REACHED:
        again_on = today() + AGAIN
    due_on = again_on or found.due_on
    _write(session, engagement, replace(found, told=told, due_on=due_on, waiting=again_on is not None))
    _record(session, AftercareEvent.ASKED, actor, engagement, stakeholder_id)
    if how is not Wellbeing.REPRISAL:
        return None
    return report(
        session,
        actor=actor,
        project_id=engagement.project_id,
        engagement_id=engagement.id,
        stakeholder_id=stakeholder_id,
        happened=words,
        learnt_on=on,
        learnt=Learnt.AFTERCARE,
    )


def _found(session: Session, engagement: Engagement, stakeholder_id: UUID, participant_id: UUID) -> CareRecord:
    """What is planned, or a beginning."""
    if engagement.held_on is None:
        raise NotAfterwards
    person = find_row(session, engagement.project_id, stakeholder_id, up_to_tier=EVERY_TIER)
    if person is None:
        raise UnknownStakeholder
    row = care_row(session, engagement.project_id, engagement.id, stakeholder_id)
    if row is None:
        row = _plan(session, engagement, stakeholder_id, participant_id, today())
    session.refresh(row, with_for_update=True)
    found = care_record(session, row)
    if found is None:
        raise UnknownStakeholder
    return found


def _plan(
    session: Session, engagement: Engagement, stakeholder_id: UUID, participant_id: UUID, due_on: date
) -> Aftercare:
    row = Aftercare(
        id=uuid4(),
        project_id=engagement.project_id,
        stakeholder_id=stakeholder_id,
        place=place_of(session, engagement.project_id, engagement.id, stakeholder_id),
        waiting=True,
    )
    said = CareRecord(row.id, row.project_id, stakeholder_id, engagement.id, participant_id, due_on, waiting=True)
    seal_json(session, row, "content", content_of(said), long=True)
    session.add(row)
    session.flush()
    return row


def _write(session: Session, engagement: Engagement, said: CareRecord) -> None:
    row = session.get_one(Aftercare, said.id)
    row.waiting = said.waiting
    seal_json(session, row, "content", content_of(said), long=True)
    session.flush()


def _record(session: Session, kind: EventKind, actor: User, engagement: Engagement, stakeholder_id: UUID) -> None:
    record(session, kind, actor=actor.id, project=engagement.project_id, subject=stakeholder_id)
