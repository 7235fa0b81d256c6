"""Kept views of the list, and changes of several people."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from engage.accounts.permissions import ROLE_PERMISSIONS, Permission, Role
from engage.stakeholders.listing.kept.service import keep_view
from engage.stakeholders.listing.looks import Look
from engage.stakeholders.listing.models import BulkChange
from engage.stakeholders.listing.several.changes import Change
from engage.stakeholders.listing.several.service import carry_out, choose_people, say_change
from engage.stakeholders.narrowing import Narrowing
from tests.factories.team import Team


def keep(
    session: Session,
    team: Team,
    role: Role,
    *,
    name: str = "Women nearby",
    shared: bool = False,
    narrowing: Narrowing | None = None,
) -> UUID:
    """A view that somebody keeps."""
    look = Look(narrowing or Narrowing(group="women"))
    return keep_view(
        session, actor=team.users[role], project_id=team.project.id, name=name, shared=shared, look=look
    ).id


def choose(
    session: Session,
    team: Team,
    role: Role,
    people: Sequence[UUID],
    *,
    change: Change | None = None,
    up_to_tier: int = 3,
) -> UUID:
    """A change of several people, said or not yet, and not done."""
    row = choose_people(
        session, actor=team.users[role], project_id=team.project.id, people=people, up_to_tier=up_to_tier
    )
    say_change(session, several=row, change=change)
    return row.id


def own_of_each(session: Session, team: Team, people: Sequence[UUID], name: str) -> dict[Role, dict[str, UUID]]:
    """For each role what is theirs alone, by the name that addresses give it."""
    own: dict[Role, dict[str, UUID]] = {}
    for role, allowed in ROLE_PERMISSIONS.items():
        if Permission.VIEW_STAKEHOLDERS in allowed:
            own[role] = {"view_id": keep(session, team, role, name=name)}
        if Permission.EDIT_STAKEHOLDERS in allowed:
            own[role]["several_id"] = choose(session, team, role, people, change=Change(add_group="young"))
    return own


def carried_out(session: Session, team: Team, people: Sequence[UUID]) -> None:
    """A change of several people that the lead said and did."""
    several_id = choose(session, team, Role.LEAD, people, change=Change(add_group="young"))
    carry_out(session, actor=team.lead, several=session.get_one(BulkChange, several_id), up_to_tier=3)
