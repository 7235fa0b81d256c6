"""Tables of surveys: what was asked, what came back, who was meant. All sealed under the key of the map."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from engage.crypto.sealed import SealedRow, SealedValue, sealed_column
from engage.db.base import DataModel
from engage.db.columns import Retention, coarse, one_of, open_
from engage.intake.surveys.vocabulary import AnswerState, SurveyState


class Survey(SealedRow, DataModel):
    """A survey, for whoever has its address."""

    __tablename__ = "survey"
    __retention__ = Retention.DUE_DILIGENCE
    __table_args__ = (one_of("state", SurveyState),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random; the same in the portal"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    key_id: Mapped[UUID] = mapped_column(Uuid, info=open_("which key opens it"))
    state: Mapped[str] = mapped_column(String(20), info=open_("where it stands"))
    created_on: Mapped[date] = mapped_column(info=coarse("day"))
    created_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"), info=open_("random"))
    opens_on: Mapped[date] = mapped_column(info=coarse("first day"))
    closes_on: Mapped[date] = mapped_column(info=coarse("last day"))
    closed_on: Mapped[date | None] = mapped_column(info=coarse("day it was closed"))
    content: Mapped[SealedValue | None] = sealed_column("title, texts, questions, groups, how many answers at most")
    code: Mapped[SealedValue | None] = sealed_column("the code in its address")

    def key_subject(self) -> UUID:
        return self.key_id


class SurveyAnswer(SealedRow, DataModel):
    """One answer: nothing here says whose, or at which hour it came."""

    __tablename__ = "survey_answer"
    __retention__ = Retention.REFERRAL
    __table_args__ = (one_of("state", AnswerState), Index("ix_survey_answer_survey_id", "survey_id", "state", "id"))

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random; the same in the portal"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id"), info=open_("random"))
    key_id: Mapped[UUID] = mapped_column(Uuid, info=open_("which key opens it"))
    state: Mapped[str] = mapped_column(String(20), info=open_("what became of it"))
    received_on: Mapped[date] = mapped_column(info=coarse("day"))
    reviewed_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"), info=open_("random; who of us"))
    said: Mapped[SealedValue | None] = sealed_column("the group chosen, and where somebody was meant and not named")
    words: Mapped[SealedValue | None] = sealed_column("names and words as written; deleted after review")

    def key_subject(self) -> UUID:
        return self.key_id


class SurveyNaming(SealedRow, DataModel):
    """That an answer means someone of the registry. No line of the map: it has no namer."""

    __tablename__ = "survey_naming"
    __retention__ = Retention.REFERRAL

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=open_("random"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True, info=open_("random"))
    answer_id: Mapped[UUID] = mapped_column(ForeignKey("survey_answer.id"), index=True, info=open_("random"))
    key_id: Mapped[UUID] = mapped_column(Uuid, info=open_("which key opens it"))
    named: Mapped[SealedValue | None] = sealed_column("who is meant")
    detail: Mapped[SealedValue | None] = sealed_column("in answer to which question, as which of the names")

    def key_subject(self) -> UUID:
        return self.key_id
