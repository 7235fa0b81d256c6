"""What is owed, as far as a viewer may know of those it is owed to. Hidden engagements take what they owe with them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.permissions import Permission, allows
from engage.actions import queries as actions
from engage.actions.records import ActionRecord
from engage.engagements.hiding import hidden_from
from engage.engagements.models import Engagement
from engage.projects.queries import Member, members_of
from engage.stakeholders.models import Stakeholder

HIGHEST = 3


def owed_page(
    session: Session,
    project_id: UUID,
    *,
    up_to_tier: int,
    open_ones: bool,
    owner_id: UUID | None = None,
    after: actions.Place | None = None,
    limit: int = actions.PAGE,
) -> tuple[list[ActionRecord], actions.Place | None]:
    """A page of what is owed or settled, and where the next begins; see actions.queries.actions_page."""
    hidden = people_above(session, project_id, up_to_tier)
    shown: list[ActionRecord] = []
    while True:
        found, following = actions.actions_page(
            session, project_id, open_ones=open_ones, owner_id=owner_id, after=after, limit=limit
        )
        shown += known(found, hidden)
        if len(shown) > limit:
            shown = shown[:limit]
            return shown, (shown[-1].due_on, shown[-1].id)
        if following is None or len(shown) == limit:
            return shown, following
        after = following


def owed_from(session: Session, project_id: UUID, engagement_id: UUID, *, up_to_tier: int) -> list[ActionRecord]:
    """Everything owed from an engagement, by day."""
    return known(actions.actions_of(session, [engagement_id]), people_above(session, project_id, up_to_tier))


def owed_by(
    session: Session, project_id: UUID, owner_id: UUID, *, until: date, up_to_tier: int, limit: int
) -> list[ActionRecord]:
    """What somebody of us owes on or before a day, the longest due first."""
    found = actions.due_for(session, project_id, owner_id, until=until, limit=limit)
    return known(found, people_above(session, project_id, up_to_tier))


def find_owed(session: Session, project_id: UUID, action_id: UUID, *, up_to_tier: int) -> ActionRecord | None:
    """One action; None when there is none, or it is owed to somebody whom the viewer may not know of."""
    found = actions.find_action(session, project_id, action_id)
    return found if found and known([found], people_above(session, project_id, up_to_tier)) else None


def known(found: Iterable[ActionRecord], hidden: frozenset[UUID]) -> list[ActionRecord]:
    """Those that are owed to nobody hidden."""
    return [each for each in found if each.stakeholder_id not in hidden]


def people_above(session: Session, project_id: UUID, up_to_tier: int) -> frozenset[UUID]:
    """Those of a higher tier, whatever became of their record: they do not exist for the viewer."""
    if up_to_tier >= HIGHEST:
        return frozenset()
    above = select(Stakeholder.id).where(Stakeholder.project_id == project_id, Stakeholder.tier > up_to_tier)
    return frozenset(session.scalars(above))


def can_owe(session: Session, project_id: UUID, engagement_id: UUID | None) -> list[Member]:
    """Those of us who can owe something from an engagement: they work on engagements, and this one exists for them."""
    team = [each for each in members_of(session, project_id) if allows(each.role, Permission.EDIT_ENGAGEMENTS)]
    if engagement_id is None:
        return team
    gone = select(Engagement.id).where(Engagement.id == engagement_id)
    return [each for each in team if session.scalar(gone.where(Engagement.id.in_(hidden_from(each.user_id)))) is None]
