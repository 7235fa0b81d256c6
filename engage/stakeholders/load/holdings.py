"""The ledger when two records of one person are brought together: what was asked of one was asked of both."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener, seal
from engage.i18n.texts import lazy_gettext as _l
from engage.projects.revisions import bump
from engage.stakeholders.holdings import holding
from engage.stakeholders.load.models import LoadEntry
from engage.stakeholders.load.queries import TOPIC, ledger_of


def held(session: Session, project_id: UUID, holder: UUID) -> int:
    """How many entries there are of someone."""
    return len(ledger_of(session, project_id).of(holder))


def everyone(session: Session, project_id: UUID) -> Iterator[UUID]:
    """Everyone of whom something was asked, once for each entry."""
    open_one = opener(session.info["vault"], LoadEntry.__tablename__, "stakeholder")
    rows = session.execute(
        select(LoadEntry.id, LoadEntry.stakeholder).where(
            LoadEntry.project_id == project_id, LoadEntry.stakeholder.is_not(None)
        )
    )
    return (UUID(open_one(project_id, key, sealed)) for key, sealed in rows if sealed)


@holding("load", _l("What was asked of them and given back"), everyone=everyone, held=held)
def move(
    session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
) -> list[str]:
    """Makes the entries of `source` those of `target`; a token is the id of an entry."""
    ids = [entry.id for entry in ledger_of(session, project_id).of(source)]
    moved = [key for key in ids if only is None or str(key) in only]
    if not moved:
        return []
    rows = session.scalars(select(LoadEntry).where(LoadEntry.id.in_(moved))).all()
    number = bump(session, project_id, TOPIC)
    for row in rows:
        seal(session, row, "stakeholder", str(target))
        row.revision = number
    session.flush()
    return [str(row.id) for row in rows]
