"""The table of files with namings on their way in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, one_of, open_
from engage.db.types import UtcDateTime
from engage.referrals.exchange.vocabulary import MapImportState


class MapImport(SealedRow, DataModel):
    """Namings of a file, sealed under the key of the map until they are saved or forgotten.

    No id of anybody stands in it: whom an end means is found out anew each time.
    """

    __tablename__ = "map_import"
    __retention__ = Retention.PASSING
    __table_args__ = (one_of("state", MapImportState),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    key_id: Mapped[UUID] = mapped_column(Uuid, info=open_("which key opens it"))
    started_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random; nobody else sees it"))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime, info=open_("swept when abandoned"))
    state: Mapped[str] = mapped_column(String(20), info=open_("where it stands"))
    read: Mapped[int] = mapped_column(Integer, default=0, info=open_("count of rows"))
    recorded: Mapped[int] = mapped_column(Integer, default=0, info=open_("count"))
    people: Mapped[int] = mapped_column(Integer, default=0, info=open_("count"))
    content: Mapped[SealedValue | None] = sealed_column("namings as the file says them")
    decisions: Mapped[SealedValue | None] = sealed_column("what becomes of ends that nobody goes by")
    looked: Mapped[SealedValue | None] = sealed_column("what saving would do, as it was last found out")

    def key_subject(self) -> UUID:
        return self.key_id
