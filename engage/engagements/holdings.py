"""What engagements hold of someone: their places at tables. See `stakeholders.holdings`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener, seal
from engage.engagements.models import Engagement, Participant
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.holdings import holding


def everyone(session: Session, project_id: UUID) -> Iterator[UUID]:
    """Who takes part, once for each place."""
    return (UUID(who) for _row, who in _places(session, project_id))


@holding("engagements", _l("Engagements they take part in"), everyone=everyone)
def move(
    session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
) -> list[str]:
    """Puts `target` in the place of `source`; gives the ids of the places."""
    moved = []
    for row, who in _places(session, project_id):
        if who == str(source) and (only is None or str(row.id) in only):
            seal(session, row, "stakeholder", str(target))
            moved.append(str(row.id))
    session.flush()
    return moved


def _places(session: Session, project_id: UUID) -> Iterator[tuple[Participant, str]]:
    """Who takes part is sealed, so every place in the project is opened: one query, some microseconds each."""
    vault = session.info["vault"]
    vault.warm(project_id)
    open_one = opener(vault, "participant", "stakeholder")
    rows = session.scalars(
        select(Participant)
        .join(Engagement, Engagement.id == Participant.engagement_id)
        .where(Engagement.project_id == project_id, Participant.stakeholder.is_not(None))
        .order_by(Participant.id)
    ).all()
    return ((row, open_one(row.engagement_id, row.id, row.stakeholder)) for row in rows if row.stakeholder)
