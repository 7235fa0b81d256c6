"""Reading templates, changes of a plan, and for whom an engagement exists."""

from __future__ import annotations

from dataclasses import fields
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import unseal_json
from engage.engagements.models import EngagementMember
from engage.engagements.planning.models import EngagementTemplate, PlanChange
from engage.engagements.planning.records import ChangeRecord, TemplateRecord
from engage.engagements.records import Plan

PARTS = frozenset(each.name for each in fields(Plan))


def templates_of(session: Session, project_id: UUID) -> list[TemplateRecord]:
    """The project's own templates, by name."""
    rows = session.scalars(select(EngagementTemplate).where(EngagementTemplate.project_id == project_id))
    found = [_opened(session, row) for row in rows]
    return sorted(found, key=lambda each: (each.name.casefold(), str(each.id)))


def template_row(session: Session, project_id: UUID, template_id: UUID) -> EngagementTemplate | None:
    """The row of a template, for a verb."""
    wanted = (EngagementTemplate.project_id == project_id, EngagementTemplate.id == template_id)
    return session.scalar(select(EngagementTemplate).where(*wanted))


def find_template(session: Session, project_id: UUID, template_id: UUID) -> TemplateRecord | None:
    """One template, opened; None when the project has none of that id."""
    row = template_row(session, project_id, template_id)
    return None if row is None else _opened(session, row)


def changes_of(session: Session, engagement_id: UUID) -> list[ChangeRecord]:
    """What changed in a plan, the newest first."""
    rows = session.scalars(
        select(PlanChange)
        .where(PlanChange.engagement_id == engagement_id)
        .order_by(PlanChange.changed_at.desc(), PlanChange.id)
    )
    found = []
    for row in rows:
        said = unseal_json(session, row, "content") or {}
        pairs = {name: (before, after) for name, (before, after) in said.items()}
        found.append(ChangeRecord(row.id, row.changed_at, row.changed_by, pairs))
    return found


def members_of(session: Session, engagement_id: UUID) -> set[UUID]:
    """Who is named, where an engagement is only for those named."""
    named = select(EngagementMember.user_id).where(EngagementMember.engagement_id == engagement_id)
    return set(session.scalars(named))


def _opened(session: Session, row: EngagementTemplate) -> TemplateRecord:
    said = unseal_json(session, row, "content") or {}
    plan = Plan(**{name: value for name, value in said.get("plan", {}).items() if name in PARTS})
    return TemplateRecord(row.id, said.get("name", ""), plan, row.kept_on)
