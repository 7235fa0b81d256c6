"""Counters that tell what is held in memory whether it is still true."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.projects.models import Revision


def bump(session: Session, project_id: UUID, topic: str) -> int:
    """Counts one change to the rows of `topic`, in the transaction of the change; returns the new number."""
    found = session.scalar(
        select(Revision)
        .where(Revision.project_id == project_id, Revision.topic == topic)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        found = Revision(project_id=project_id, topic=topic, number=0)
        session.add(found)
    found.number += 1
    session.flush()
    return found.number


def number_of(session: Session, project_id: UUID, topic: str) -> int:
    """The number of the last change to the rows of `topic`; 0 when there was none."""
    found = session.scalar(select(Revision.number).where(Revision.project_id == project_id, Revision.topic == topic))
    return found or 0
