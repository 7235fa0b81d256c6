"""What engagements themselves can leave open."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from engage.actions.queries import open_of
from engage.actions.vocabulary import ActionKind
from engage.engagements.aftercare.queries import care_in
from engage.engagements.closing.loose import loose_end
from engage.engagements.closing.vocabulary import Loose
from engage.engagements.queries import find_engagement, participants_of
from engage.engagements.reprisals.queries import halted
from engage.engagements.sharing.queries import unanswered


def _owed(session: Session, engagement_id: UUID, *kinds: ActionKind) -> int:
    return sum(each.kind in kinds for each in open_of(session, [engagement_id]))


@loose_end(Loose.PROMISE)
def promises(session: Session, project_id: UUID, engagement_id: UUID) -> int:
    """Promises that are not kept."""
    return _owed(session, engagement_id, ActionKind.PROMISE)


@loose_end(Loose.REQUEST)
def requests(session: Session, project_id: UUID, engagement_id: UUID) -> int:
    """Requests without an answer."""
    return _owed(session, engagement_id, ActionKind.REQUEST)


@loose_end(Loose.CORRECTION)
def corrections(session: Session, project_id: UUID, engagement_id: UUID) -> int:
    """Corrections that are not made."""
    return _owed(session, engagement_id, ActionKind.CORRECTION)


@loose_end(Loose.STEP)
def steps(session: Session, project_id: UUID, engagement_id: UUID) -> int:
    """Next steps, and what else is owed."""
    return _owed(session, engagement_id, ActionKind.FOLLOW_UP)


@loose_end(Loose.NOTES)
def notes(session: Session, project_id: UUID, engagement_id: UUID) -> int:
    """Notes that were promised and not shared."""
    found = find_engagement(session, project_id, engagement_id)
    return int(found is not None and bool(found.plan.notes_promised_by) and not found.plan.notes_shared_on)


@loose_end(Loose.RECORD)
def answers(session: Session, project_id: UUID, engagement_id: UUID) -> int:
    """People who were given the record and have not answered."""
    return unanswered(session, engagement_id)


@loose_end(Loose.AFTERCARE)
def aftercare(session: Session, project_id: UUID, engagement_id: UUID) -> int:
    """People who are still to be asked how they are, and what is owed of that kind."""
    people = {each.stakeholder_id for each in participants_of(session, engagement_id)}
    waiting = sum(each.waiting for each in care_in(session, project_id, engagement_id, people).values())
    return waiting + _owed(session, engagement_id, ActionKind.AFTERCARE)


@loose_end(Loose.REPRISAL)
def reprisals(session: Session, project_id: UUID, engagement_id: UUID) -> int:
    """Whether a report of reprisals is open."""
    return int(halted(session, engagement_id))
