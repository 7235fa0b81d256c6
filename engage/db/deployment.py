"""Which deployment a data store belongs to, so that it is never opened beside another one's keystore."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Engine, Uuid, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from engage.db.base import DataModel
from engage.db.columns import Retention, open_
from engage.db.engines import READ_ONLY


class DeploymentMark(DataModel):
    """The one row of it."""

    __tablename__ = "deployment_mark"
    __retention__ = Retention.STRUCTURE

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random; the same in the keystore"))


def deployment_of(engine: Engine) -> UUID | None:
    """The deployment that a data store belongs to, or None for an empty one."""
    with engine.execution_options(**{READ_ONLY: True}).connect() as connection:
        return connection.scalar(select(DeploymentMark.id))


def mark(engine: Engine, deployment_id: UUID) -> None:
    """Binds a new data store to its keystore."""
    with engine.begin() as connection:
        connection.execute(insert(DeploymentMark).values(id=deployment_id))
