"""What inviting holds of someone: that they were asked, and what they answered. See `stakeholders.holdings`."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener, seal_json
from engage.engagements.inviting.models import InvitationMade
from engage.engagements.models import Engagement
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.holdings import holding


def everyone(session: Session, project_id: UUID) -> Iterator[UUID]:
    """Who was asked, once for each time."""
    return (UUID(asked["stakeholder"]) for _row, asked in asked_in(session, project_id))


@holding("inviting", _l("Invitations to them"), everyone=everyone)
def move(
    session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
) -> list[str]:
    """Says that `target` was asked; gives the ids of the invitations."""
    moved = []
    for row, asked in asked_in(session, project_id):
        if asked["stakeholder"] == str(source) and (only is None or str(row.id) in only):
            seal_json(session, row, "detail", {**asked, "stakeholder": str(target)})
            moved.append(str(row.id))
    session.flush()
    return moved


def asked_in(session: Session, project_id: UUID) -> Iterator[tuple[InvitationMade, dict[str, Any]]]:
    """Every invitation of a project that says whom it asked; each is opened, which takes some microseconds."""
    vault = session.info["vault"]
    vault.warm(project_id)
    open_one = opener(vault, InvitationMade.__tablename__, "detail")
    rows = session.scalars(
        select(InvitationMade)
        .join(Engagement, Engagement.id == InvitationMade.engagement_id)
        .where(Engagement.project_id == project_id, InvitationMade.detail.is_not(None))
        .order_by(InvitationMade.id)
    ).all()
    for row in rows:
        asked = json.loads(open_one(row.engagement_id, row.id, row.detail)) if row.detail else {}
        if asked.get("stakeholder"):
            yield row, asked
