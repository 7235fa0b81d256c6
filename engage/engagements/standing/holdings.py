"""Seats on panels when two records of one person are brought together, and when somebody is erased."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener, seal
from engage.engagements.standing.models import PanelMember
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.holdings import holding


def everyone(session: Session, project_id: UUID) -> Iterator[UUID]:
    """Who sits on panels, once for each seat."""
    return (UUID(who) for _row, who in _seats(session, project_id))


@holding("panels", _l("Panels they sit on"), everyone=everyone)
def move(
    session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
) -> list[str]:
    """Puts `target` in the seat of `source`; gives the ids of the seats."""
    moved = []
    for row, who in list(_seats(session, project_id)):
        if who == str(source) and (only is None or str(row.id) in only):
            seal(session, row, "stakeholder", str(target))
            moved.append(str(row.id))
    session.flush()
    return moved


def forget_seats(session: Session, project_id: UUID, ids: Collection[UUID]) -> None:
    """Takes the seats of somebody erased away."""
    gone = {str(each) for each in ids}
    for row, who in list(_seats(session, project_id)):
        if who in gone:
            session.delete(row)


def _seats(session: Session, project_id: UUID) -> Iterator[tuple[PanelMember, str]]:
    open_one = opener(session.info["vault"], "panel_member", "stakeholder")
    rows = session.scalars(
        select(PanelMember)
        .where(PanelMember.project_id == project_id, PanelMember.stakeholder.is_not(None))
        .order_by(PanelMember.id)
    ).all()
    return ((row, open_one(row.project_id, row.id, row.stakeholder)) for row in rows if row.stakeholder)
