"""Requests to a second person, and files that wait for someone."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pyrage
from sqlalchemy.orm import Session

from engage.accounts.permissions import ROLE_PERMISSIONS, Permission, Role
from engage.exchange.identities.service import Wanted
from engage.exchange.identities.service import ask as ask_for_names
from engage.projects.approvals.service import ask, refuse
from engage.projects.approvals.vocabulary import ApprovalKind
from engage.projects.parcels.service import announce, fill
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.reveal import ask_for_more
from engage.stakeholders.two_persons import lowering
from engage.stakeholders.vocabulary import Purpose
from tests.factories.team import Team


def requests_of_each(session: Session, team: Team, person: Stakeholder, say: Callable[[str], str]) -> list[UUID]:
    """One for names, one of each who may ask for a look, one that was refused; the one for names first."""
    key = str(pyrage.x25519.Identity.generate().to_public())
    wanted = Wanted((person.id,), ("email",), key, Purpose.INVITE, say("names.reason"))
    names = ask_for_names(session, actor=team.lead, project_id=team.project.id, wanted=wanted)
    looks = [
        ask_for_more(
            session,
            actor=team.users[role],
            permissions=ROLE_PERMISSIONS[role],
            stakeholder=person,
            purpose=Purpose.FOLLOW_UP,
            reason=say("look.reason"),
        )
        for role in (Role.LEAD, Role.ENGAGER, Role.GUARDIAN)
    ]
    refused = ask(
        session,
        actor=team.engager,
        project_id=team.project.id,
        kind=ApprovalKind.LOWER_TIER,
        subject_id=person.id,
        what=lowering(person.tier, 1),
        reason=say("lower.reason"),
        tier=person.tier,
    )
    refuse(session, actor=team.guardian, approval=refused, reason=say("lower.refused"))
    return [names.id, *(look.id for look in looks), refused.id]


def file_of_each(session: Session, team: Team) -> dict[Role, UUID]:
    """For each role that takes lists out, a file that waits."""
    found = {}
    for role, allowed in ROLE_PERMISSIONS.items():
        if Permission.EXPORT_STAKEHOLDERS in allowed:
            parcel = announce(session, actor=team.users[role], project_id=team.project.id, form="csv", tier=2)
            fill(session, parcel=parcel, content=b"pseudonym\r\n", rows=0)
            found[role] = parcel.id
    return found
