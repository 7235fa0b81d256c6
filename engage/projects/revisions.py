"""Counters that tell what is held in memory whether it is still true."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.orm import Session, SessionTransaction

from engage.db.engines import READ_ONLY
from engage.projects.models import Revision

# Asked several times for each page: put together once.
_NUMBER = select(Revision.number).where(
    Revision.project_id == bindparam("project_id", type_=Uuid), Revision.topic == bindparam("topic")
)
_NUMBERS = select(Revision.__table__.c.topic, Revision.__table__.c.number).where(
    Revision.__table__.c.project_id == bindparam("project_id", type_=Uuid)
)
_READ = "revisions read by a transaction"


def bump(session: Session, project_id: UUID, topic: str, *, by: int = 1) -> int:
    """Counts changes to the rows of `topic`, in the transaction of the change; returns the new number."""
    found = session.scalar(
        select(Revision)
        .where(Revision.project_id == project_id, Revision.topic == topic)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        found = Revision(project_id=project_id, topic=topic, number=0)
        session.add(found)
    found.number += by
    session.flush()
    return found.number


def number_of(session: Session, project_id: UUID, topic: str) -> int:
    """The number of the last change to the rows of `topic`; 0 when there was none."""
    if session.bind is not None and session.bind.get_execution_options().get(READ_ONLY):
        return _numbers(session, project_id).get(topic, 0)
    return session.scalar(_NUMBER, {"project_id": project_id, "topic": topic}) or 0


def _numbers(session: Session, project_id: UUID) -> Mapping[str, int]:
    """Of all topics, read once in a transaction: whoever only looks may see one moment throughout a page."""
    connection = session.connection()
    kept: tuple[SessionTransaction | None, dict[UUID, dict[str, int]]] | None = session.info.get(_READ)
    if kept is None or kept[0] is not session.get_transaction():
        kept = session.info[_READ] = session.get_transaction(), {}
    found = kept[1].get(project_id)
    if found is None:
        rows = connection.execute(_NUMBERS, {"project_id": project_id})
        found = kept[1][project_id] = {row.topic: row.number for row in rows}
    return found
