"""Reading which files wait for whom."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from engage.db.clock import utcnow
from engage.projects.parcels.models import Parcel


def parcels_for(session: Session, project_id: UUID, user_id: UUID) -> Sequence[Parcel]:
    """The files of one member of the team, the newest first; their content is not loaded."""
    mine = select(Parcel).where(
        Parcel.project_id == project_id, Parcel.made_for == user_id, Parcel.expires_at > utcnow()
    )
    return session.scalars(mine.options(defer(Parcel.content)).order_by(Parcel.expires_at.desc())).all()


def find_parcel(session: Session, project_id: UUID, parcel_id: UUID, *, user_id: UUID) -> Parcel | None:
    """A file of `user_id`, locked until it is handed over: of two who fetch at once, one finds it gone."""
    return session.scalar(
        select(Parcel)
        .where(
            Parcel.id == parcel_id,
            Parcel.project_id == project_id,
            Parcel.made_for == user_id,
            Parcel.expires_at > utcnow(),
        )
        .with_for_update()
    )
