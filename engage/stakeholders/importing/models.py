"""Tables of the import: a file on its way in, its parts, and how files of a source were understood before."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, index_, one_of, open_
from engage.db.types import UtcDateTime
from engage.stakeholders.importing.vocabulary import ImportState, PartKind


class StakeholderImport(SealedRow, DataModel):
    """A spreadsheet on its way in: kept sealed until it is saved or forgotten.

    Rows read = accepted + enriched + left_out + rejected, at every moment.
    """

    __tablename__ = "stakeholder_import"
    __retention__ = Retention.PASSING
    __table_args__ = (one_of("state", ImportState),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    started_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime, info=open_("swept when abandoned"))
    state: Mapped[str] = mapped_column(String(20), info=open_("where it stands"))
    read: Mapped[int] = mapped_column(Integer, default=0, info=open_("count of rows"))
    accepted: Mapped[int] = mapped_column(Integer, default=0, info=open_("count"))
    enriched: Mapped[int] = mapped_column(Integer, default=0, info=open_("count"))
    left_out: Mapped[int] = mapped_column(Integer, default=0, info=open_("count"))
    rejected: Mapped[int] = mapped_column(Integer, default=0, info=open_("count"))
    content: Mapped[SealedValue | None] = sealed_column("headings, what they mean, what was decided")
    choices: Mapped[SealedValue | None] = sealed_column("what becomes of rows that may be there already")
    report: Mapped[SealedValue | None] = sealed_column("what saving did, so that it can be taken back")

    def key_subject(self) -> UUID:
        return self.project_id


class ImportPart(SealedRow, DataModel):
    """Some rows of an import, or a piece of its file: no step ever opens all of it at once."""

    __tablename__ = "import_part"
    __retention__ = Retention.PASSING
    __table_args__ = (UniqueConstraint("import_id", "kind", "number"), one_of("kind", PartKind))

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    import_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder_import.id"), info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random; whose key seals it"))
    kind: Mapped[str] = mapped_column(String(20), info=open_("what it holds"))
    number: Mapped[int] = mapped_column(Integer, info=open_("which part"))
    content: Mapped[SealedValue | None] = sealed_column("rows of the file")

    def key_subject(self) -> UUID:
        return self.project_id


class ImportMapping(SealedRow, DataModel):
    """How a file with the same headings was understood, so that the next one needs no answer."""

    __tablename__ = "import_mapping"
    __retention__ = Retention.STRUCTURE
    __table_args__ = (UniqueConstraint("project_id", "fingerprint"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random"))
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary(16), info=index_("keyed hash of the headings"))
    used_on: Mapped[date] = mapped_column(info=coarse("day"))
    body: Mapped[SealedValue | None] = sealed_column("what headings and words of a source mean")

    def key_subject(self) -> UUID:
        return self.project_id
