"""What feedback holds of someone: the words they said. See `stakeholders.holdings`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener, seal
from engage.feedback.models import FeedbackItem
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.holdings import holding


def everyone(session: Session, project_id: UUID) -> Iterator[UUID]:
    """Who was heard, once for each item."""
    return (UUID(who) for _row, who in _said(session, project_id))


@holding("feedback", _l("Things heard from them"), everyone=everyone)
def move(
    session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
) -> list[str]:
    """Says that `target` said what `source` did; gives the ids of the items."""
    moved = []
    for row, who in _said(session, project_id):
        if who == str(source) and (only is None or str(row.id) in only):
            seal(session, row, "speaker", str(target))
            moved.append(str(row.id))
    session.flush()
    return moved


def _said(session: Session, project_id: UUID) -> Iterator[tuple[FeedbackItem, str]]:
    vault = session.info["vault"]
    vault.warm(project_id)
    open_one = opener(vault, "feedback_item", "speaker")
    rows = session.scalars(
        select(FeedbackItem)
        .where(FeedbackItem.project_id == project_id, FeedbackItem.speaker.is_not(None))
        .order_by(FeedbackItem.id)
    ).all()
    return ((row, open_one(row.engagement_id, row.id, row.speaker)) for row in rows if row.speaker)
