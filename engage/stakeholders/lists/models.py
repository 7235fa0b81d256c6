"""The table of words that a project adds."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, one_of, open_
from engage.stakeholders.lists.vocabulary import WhichList, WordState


class ListWord(SealedRow, DataModel):
    """One group or right that a project added."""

    __tablename__ = "list_word"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (
        UniqueConstraint("project_id", "code"),
        one_of("which", WhichList),
        one_of("state", WordState),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), info=open_("random"))
    which: Mapped[str] = mapped_column(String(20), info=open_("groups or rights"))
    code: Mapped[str] = mapped_column(String(30), info=open_("random; what sealed records say instead of the word"))
    state: Mapped[str] = mapped_column(String(20), info=open_("whether it is offered"))
    added_on: Mapped[date] = mapped_column(info=coarse("day"))
    added_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    words: Mapped[SealedValue | None] = sealed_column("by language: the word, and how far it is translated")

    def key_subject(self) -> UUID:
        return self.project_id
