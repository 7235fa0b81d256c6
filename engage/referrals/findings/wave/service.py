"""Marking people for the next wave, taking marks away, planning the marked as engagements."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal
from engage.db.clock import today
from engage.engagements.models import Engagement
from engage.engagements.records import ParticipantDetail, Plan
from engage.engagements.service import add_participant, plan_engagement
from engage.engagements.vocabulary import Answer
from engage.i18n.formats import format_number
from engage.i18n.texts import gettext as _
from engage.projects.models import Project
from engage.projects.revisions import bump
from engage.referrals.findings.wave.models import MapMark
from engage.referrals.findings.wave.queries import every_mark, mark_rows
from engage.referrals.findings.wave.vocabulary import WaveEvent
from engage.referrals.service import open_map
from engage.stakeholders.life.using import require_usable

TOPIC = "scoping"
MOST_MARKED = 50
"""More people than these nobody approaches in one wave with the care it takes."""


class TooMany(ValueError):
    """More would be marked than can be approached in one wave."""


class NobodyMarked(ValueError):
    """There is nobody to plan an engagement with."""


def mark(session: Session, *, actor: User, project_id: UUID, stakeholder_ids: Collection[UUID]) -> int:
    """Marks people for the next wave; gives how many were not marked before. Raises Restricted, TooMany."""
    require_usable(session, *stakeholder_ids)
    # Counting first makes whoever marks at the same moment wait, so that nobody is marked twice.
    bump(session, project_id, TOPIC)
    known = mark_rows(session, project_id)
    fresh = [each for each in dict.fromkeys(stakeholder_ids) if each not in known]
    if len(known) + len(fresh) > MOST_MARKED:
        raise TooMany
    key_id = open_map(session, session.get_one(Project, project_id)).key_id
    for each in fresh:
        row = MapMark(id=uuid4(), project_id=project_id, key_id=key_id, marked_on=today(), marked_by=actor.id)
        seal(session, row, "stakeholder", str(each))
        session.add(row)
        session.flush()
        record(session, WaveEvent.MARKED, actor=actor.id, project=project_id, subject=row.id)
    return len(fresh)


def unmark(session: Session, *, actor: User, project_id: UUID, stakeholder_ids: Collection[UUID]) -> None:
    """Takes marks away; nothing for those who have none."""
    for who, row in every_mark(session, project_id):
        if who in stakeholder_ids:
            session.delete(row)
            session.flush()
            record(session, WaveEvent.UNMARKED, actor=actor.id, project=project_id, subject=row.id)


def plan(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    stakeholder_ids: Sequence[UUID],
    together: bool,
    title: str,
    planned_on: date,
    details: Plan,
    selected_because: str,
) -> list[Engagement]:
    """One engagement for all of them or one for each; nobody is invited yet. Their marks are taken away.

    Raises NobodyMarked, Restricted, NotDirectWithoutReason.
    """
    if not stakeholder_ids:
        raise NobodyMarked
    require_usable(session, *stakeholder_ids)
    parts = [list(stakeholder_ids)] if together else [[each] for each in stakeholder_ids]
    made = []
    for number, part in enumerate(parts, 1):
        engagement = plan_engagement(
            session,
            actor=actor,
            project_id=project_id,
            title=title if len(parts) == 1 else _numbered(title, number),
            planned_on=planned_on,
            plan=details,
            decision_ids=(),
        )
        for each in part:
            detail = ParticipantDetail(selected_because=selected_because.strip(), answer=Answer.NOT_INVITED.value)
            add_participant(session, actor=actor, engagement=engagement, stakeholder_id=each, detail=detail)
        made.append(engagement)
    unmark(session, actor=actor, project_id=project_id, stakeholder_ids=stakeholder_ids)
    return made


def _numbered(title: str, number: int) -> str:
    return _("%(what)s: %(number)s", what=title.strip(), number=format_number(number))
