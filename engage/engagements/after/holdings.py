"""What we owe to somebody when two records of one person are brought together, and when they are erased."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.actions.models import Action
from engage.crypto.sealed import opener, seal
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.holdings import holding


def everyone(session: Session, project_id: UUID) -> Iterator[UUID]:
    """To whom something is owed, once for each."""
    return (UUID(who) for _row, who in _owed(session, project_id))


@holding("actions", _l("What we owe them"), everyone=everyone)
def move(
    session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
) -> list[str]:
    """Makes what is owed to `source` owed to `target`; gives the ids of what moved."""
    moved = []
    for row, who in list(_owed(session, project_id)):
        if who == str(source) and (only is None or str(row.id) in only):
            seal(session, row, "to_whom", str(target))
            moved.append(str(row.id))
    session.flush()
    return moved


def forget_whom(session: Session, project_id: UUID, ids: Collection[UUID]) -> None:
    """What was owed to somebody erased stays to be read; to whom, does not."""
    gone = {str(each) for each in ids}
    for row, who in list(_owed(session, project_id)):
        if who in gone:
            seal(session, row, "to_whom", None)


def _owed(session: Session, project_id: UUID) -> Iterator[tuple[Action, str]]:
    """To whom is sealed, so everything owed to somebody in the project is opened: some microseconds each."""
    vault = session.info["vault"]
    vault.warm(project_id)
    open_one = opener(vault, "action", "to_whom")
    rows = session.scalars(
        select(Action).where(Action.project_id == project_id, Action.to_whom.is_not(None)).order_by(Action.id)
    ).all()
    return ((row, open_one(row.key_id, row.id, row.to_whom)) for row in rows if row.to_whom)
