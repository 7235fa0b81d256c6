"""That somebody turned to us, when two records of one person are brought together, and when they are erased."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import asdict, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener, seal, seal_json, unseal_json
from engage.engagements.approached.models import Approach
from engage.engagements.approached.records import ApproachSaid
from engage.engagements.models import Engagement
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.holdings import holding
from engage.stakeholders.life.remembered import SIGN


def everyone(session: Session, project_id: UUID) -> Iterator[UUID]:
    """Who turned to us, once for each time."""
    return (UUID(who) for _row, who in _came(session, project_id))


@holding("approaches", _l("When they turned to us"), everyone=everyone)
def move(
    session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
) -> list[str]:
    """Makes what came from `source` come from `target`; gives the ids of the rows."""
    moved = []
    for row, who in list(_came(session, project_id)):
        if who == str(source) and (only is None or str(row.id) in only):
            seal(session, row, "stakeholder", str(target))
            moved.append(str(row.id))
    session.flush()
    return moved


def forget_who_came(session: Session, project_id: UUID, ids: Collection[UUID]) -> None:
    """That somebody came stays; who, and how to reach them, does not."""
    gone = {str(each) for each in ids}
    for row, who in list(_came(session, project_id)):
        if who in gone:
            said = ApproachSaid(**(unseal_json(session, row, "content") or {}))
            seal(session, row, "stakeholder", None)
            seal_json(session, row, "content", asdict(replace(said, wants=SIGN, safe_way="")))


def _came(session: Session, project_id: UUID) -> Iterator[tuple[Approach, str]]:
    open_one = opener(session.info["vault"], "approach", "stakeholder")
    rows = session.scalars(
        select(Approach)
        .join(Engagement, Engagement.id == Approach.engagement_id)
        .where(Engagement.project_id == project_id, Approach.stakeholder.is_not(None))
        .order_by(Approach.id)
    ).all()
    return ((row, open_one(row.engagement_id, row.id, row.stakeholder)) for row in rows if row.stakeholder)
