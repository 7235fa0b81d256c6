"""What files hold of someone: that they agreed to one, or show in it. See `stakeholders.holdings`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.errors import KeyErased
from engage.crypto.sealed import seal, unseal
from engage.engagements.files.models import EngagementFile
from engage.engagements.models import Engagement
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.holdings import holding


def everyone(session: Session, project_id: UUID) -> Iterator[UUID]:
    """Who shows in files, once for each."""
    return (who for _row, who in files_about(session, project_id))


@holding("files", _l("Files that show them"), everyone=everyone)
def move(
    session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
) -> list[str]:
    """Says that it is `target` who shows in them; gives the ids of the files."""
    moved = []
    for row, who in files_about(session, project_id):
        if who == source and (only is None or str(row.id) in only):
            seal(session, row, "person", str(target))
            moved.append(str(row.id))
    session.flush()
    return moved


def files_about(session: Session, project_id: UUID) -> list[tuple[EngagementFile, UUID]]:
    """Every file of a project that says who shows in it."""
    session.info["vault"].warm(project_id)
    rows = (
        select(EngagementFile)
        .join(Engagement, Engagement.id == EngagementFile.engagement_id)
        .where(Engagement.project_id == project_id, EngagementFile.person.is_not(None))
        .order_by(EngagementFile.id)
    )
    found = []
    for row in session.scalars(rows).all():
        try:
            found.append((row, UUID(unseal(session, row, "person") or "")))
        except KeyErased:
            continue
    return found
