"""Reading which files wait for whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from engage.db.clock import utcnow
from engage.projects.parcels.models import Parcel


def parcels_for(session: Session, project_id: UUID, user_id: UUID, *, forms: Collection[str]) -> Sequence[Parcel]:
    """The files of one member of the team that have one of these forms, the newest first, without their content."""
    mine = select(Parcel).where(
        Parcel.project_id == project_id,
        Parcel.made_for == user_id,
        Parcel.form.in_(forms),
        Parcel.expires_at > utcnow(),
    )
    return session.scalars(mine.options(defer(Parcel.content)).order_by(Parcel.expires_at.desc())).all()


def find_parcel(
    session: Session, project_id: UUID, parcel_id: UUID, *, user_id: UUID, forms: Collection[str]
) -> Parcel | None:
    """A file of `user_id` that has one of these forms: who may fetch it goes by what is in it.

    Locked until it is handed over: of two who fetch at once, one finds it gone.
    """
    return session.scalar(
        select(Parcel)
        .where(
            Parcel.id == parcel_id,
            Parcel.project_id == project_id,
            Parcel.made_for == user_id,
            Parcel.form.in_(forms),
            Parcel.expires_at > utcnow(),
        )
        .with_for_update()
    )
