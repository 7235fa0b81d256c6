"""Opening projects and saying who works in them."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.accounts.permissions import Role
from engage.audit.service import record
from engage.crypto.sealed import seal
from engage.crypto.vault import Vault
from engage.db.clock import today
from engage.projects.models import Membership, Project
from engage.projects.vocabulary import ProjectEvent


class AlreadyMember(ValueError):
    """The user has a role in the project."""


class NotAMember(LookupError):
    """The user has no role in the project."""


class LastLead(ValueError):
    """A project keeps at least one lead."""


def open_project(session: Session, *, actor: User | None, name: str, lead: User) -> Project:
    """A new project with its own keys and its first lead."""
    vault: Vault = session.info["vault"]
    project = Project(id=uuid4(), created_on=today(), closed=False)
    vault.create_subject(project.id, project_id=project.id, tier=2)
    seal(session, project, "name", name.strip())
    session.add(project)
    session.flush()
    record(session, ProjectEvent.OPENED, actor=actor.id if actor else None, project=project.id)
    add_member(session, actor=actor, project=project, user=lead, role=Role.LEAD)
    return project


def rename(session: Session, *, actor: User, project: Project, name: str) -> None:
    """Changes the name of a project."""
    seal(session, project, "name", name.strip())
    record(session, ProjectEvent.RENAMED, actor=actor.id, project=project.id)


def add_member(session: Session, *, actor: User | None, project: Project, user: User, role: Role) -> Membership:
    """Gives `user` a role. Raises AlreadyMember."""
    if _membership(session, project.id, user.id) is not None:
        raise AlreadyMember
    member = Membership(id=uuid4(), project_id=project.id, user_id=user.id, role=role.value, created_on=today())
    session.add(member)
    session.flush()
    record(
        session,
        ProjectEvent.MEMBER_ADDED,
        actor=actor.id if actor else None,
        project=project.id,
        subject=user.id,
        role=role.value,
    )
    return member


def remove_member(session: Session, *, actor: User, project: Project, user_id: UUID) -> None:
    """Takes someone out of the project. Raises NotAMember, LastLead."""
    member = _membership(session, project.id, user_id)
    if member is None:
        raise NotAMember
    if member.role == Role.LEAD:
        leads = session.scalars(
            select(Membership).where(Membership.project_id == project.id, Membership.role == Role.LEAD)
        ).all()
        if len(leads) == 1:
            raise LastLead
    session.delete(member)
    record(session, ProjectEvent.MEMBER_REMOVED, actor=actor.id, project=project.id, subject=user_id)


def _membership(session: Session, project_id: UUID, user_id: UUID) -> Membership | None:
    mine = select(Membership).where(Membership.project_id == project_id, Membership.user_id == user_id)
    return session.scalar(mine)
