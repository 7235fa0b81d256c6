"""Reading projects as far as the viewer belongs to them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.accounts.permissions import Role
from engage.accounts.queries import names_of
from engage.audit.models import AuditEvent
from engage.audit.vocabulary import KINDS
from engage.crypto.sealed import opener, unseal
from engage.i18n.texts import LazyText
from engage.projects.models import Membership, Project

LOG_PAGE = 50


@dataclass(frozen=True)
class ProjectRecord:
    """A project with its name open, and the viewer's role in it."""

    id: UUID
    name: str
    role: Role
    created_on: date


@dataclass(frozen=True)
class Member:
    """Someone who works in a project."""

    user_id: UUID
    name: str
    role: Role
    since: date


@dataclass(frozen=True)
class LogLine:
    """One event of a project's log, opened."""

    sequence: int
    label: LazyText
    code: str
    at: str
    actor: str
    subject: str
    facts: dict[str, Any]
    said: list[str]
    """The facts as a page says them."""


# Asked before every page: columns, not objects.
_MEMBERSHIP = (
    select(Project.name, Membership.role, Project.created_on)
    .join(Membership, Membership.project_id == Project.id)
    .where(
        Project.id == bindparam("project_id", type_=Uuid),
        Membership.user_id == bindparam("viewer_id", type_=Uuid),
        Project.closed.is_(False),
    )
)


def membership(session: Session, viewer_id: UUID, project_id: UUID) -> ProjectRecord | None:
    """The project as `viewer_id` may know it, or None: then it does not exist."""
    row = session.execute(_MEMBERSHIP, {"project_id": project_id, "viewer_id": viewer_id}).first()
    if row is None:
        return None
    sealed, role, created_on = row
    name = opener(session.info["vault"], "project", "name")(project_id, project_id, sealed) if sealed else ""
    return ProjectRecord(project_id, name, Role(role), created_on)


def _record(session: Session, project: Project, role: str) -> ProjectRecord:
    return ProjectRecord(project.id, unseal(session, project, "name") or "", Role(role), project.created_on)


def projects_of(session: Session, viewer_id: UUID) -> list[ProjectRecord]:
    """Every project that `viewer_id` works in, by name."""
    rows = session.execute(
        select(Project, Membership.role)
        .join(Membership, Membership.project_id == Project.id)
        .where(Membership.user_id == viewer_id, Project.closed.is_(False))
    )
    found = [_record(session, each, role) for each, role in rows]
    return sorted(found, key=lambda project: project.name.casefold())


def members_of(session: Session, project_id: UUID) -> list[Member]:
    """Everyone who works in a project, by name."""
    rows = session.scalars(select(Membership).where(Membership.project_id == project_id)).all()
    names = names_of(session, {row.user_id for row in rows})
    found = [Member(row.user_id, names.get(row.user_id, ""), Role(row.role), row.created_on) for row in rows]
    return sorted(found, key=lambda member: member.name.casefold())


def users_outside(session: Session, project_id: UUID) -> list[tuple[UUID, str]]:
    """Accounts with no role in the project, as (id, name), by name."""
    inside = select(Membership.user_id).where(Membership.project_id == project_id)
    users = session.scalars(select(User).where(User.id.not_in(inside), User.state != "closed"))
    found = [(user.id, unseal(session, user, "name") or "") for user in users]
    return sorted(found, key=lambda pair: pair[1].casefold())


def log_of(session: Session, project_id: UUID, *, before: int | None = None) -> list[LogLine]:
    """A page of a project's log, newest first; `before` is the sequence number that the page before ended with."""
    query = select(AuditEvent).where(AuditEvent.project_id == project_id)
    if before is not None:
        query = query.where(AuditEvent.sequence < before)
    events = session.scalars(query.order_by(AuditEvent.sequence.desc()).limit(LOG_PAGE)).all()
    open_body = opener(session.info["vault"], "audit_event", "body")
    bodies = [json.loads(open_body(each.subject_key, each.id, each.body)) if each.body else {} for each in events]
    names = names_of(session, {UUID(body["actor"]) for body in bodies if body.get("actor")})
    lines = []
    for event, body in zip(events, bodies, strict=True):
        facts = {key: value for key, value in body.items() if key not in {"at", "actor", "subject"}}
        actor = names.get(UUID(body["actor"]), "") if body.get("actor") else ""
        kind = KINDS[event.code]
        at, subject = body.get("at", ""), body.get("subject") or ""
        said = [_brief(kind.in_words(key, value)) for key, value in facts.items()]
        lines.append(LogLine(event.sequence, kind.label, event.code, at, actor, subject, facts, said))
    return lines


def _brief(value: str) -> str:
    """Ids and digests by their first eight signs: enough to tell them apart on a page."""
    long = len(value) >= 32 and all(sign in "0123456789abcdef-" for sign in value)
    return f"{value[:8]}…" if long else value
