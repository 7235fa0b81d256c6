"""Reading assessments: of one person, every version; of a project, which are due."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from engage.crypto.sealed import unseal_json
from engage.stakeholders.legitimacy.models import LegitimacyAssessment, LegitimacyReply
from engage.stakeholders.legitimacy.records import AssessmentRecord, Content, Due, ReplyRecord
from engage.stakeholders.legitimacy.vocabulary import AssessmentState
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.vocabulary import StakeholderState


def assessments_of(session: Session, stakeholder_id: UUID) -> list[AssessmentRecord]:
    """Every version, newest first."""
    query = select(LegitimacyAssessment).where(LegitimacyAssessment.stakeholder_id == stakeholder_id)
    rows = session.scalars(query.order_by(LegitimacyAssessment.begun_at, LegitimacyAssessment.id)).all()
    return [
        AssessmentRecord(
            id=row.id,
            stakeholder_id=row.stakeholder_id,
            number=number,
            state=row.state,
            begun_on=row.begun_at.date(),
            begun_by=row.begun_by,
            signed_on=row.signed_on,
            signed_by=row.signed_by,
            due_on=row.due_on,
            content=content_of(session, row),
        )
        for number, row in reversed(list(enumerate(rows, 1)))
    ]


def content_of(session: Session, row: LegitimacyAssessment) -> Content:
    """What a version says."""
    return Content.read(unseal_json(session, row, "content") or {})


def assessment_row(session: Session, stakeholder_id: UUID, assessment_id: UUID) -> LegitimacyAssessment | None:
    """The row of a version, for the service."""
    wanted = (LegitimacyAssessment.stakeholder_id == stakeholder_id, LegitimacyAssessment.id == assessment_id)
    return session.scalar(select(LegitimacyAssessment).where(*wanted))


def replies_of(session: Session, stakeholder_id: UUID) -> list[ReplyRecord]:
    """Everything the assessed said of any version, oldest first."""
    query = select(LegitimacyReply).where(LegitimacyReply.stakeholder_id == stakeholder_id)
    rows = session.scalars(query.order_by(LegitimacyReply.said_on, LegitimacyReply.id))
    return [
        ReplyRecord(
            row.id, row.assessment_id, row.said_on, row.written_by, **(unseal_json(session, row, "words") or {})
        )
        for row in rows
    ]


def due_by(session: Session, project_id: UUID, day: date, *, up_to_tier: int) -> list[Due]:
    """Whose newest signed version is due for review by a day, the longest due first; nobody has a rank in it."""
    signed = (
        LegitimacyAssessment.project_id == project_id,
        LegitimacyAssessment.state == AssessmentState.SIGNED.value,
    )
    whose, begun_at = LegitimacyAssessment.stakeholder_id, func.max(LegitimacyAssessment.begun_at)
    newest = select(whose, begun_at.label("begun_at")).where(*signed).group_by(whose).subquery()
    same = (newest.c.stakeholder_id == whose, newest.c.begun_at == LegitimacyAssessment.begun_at)
    rows = session.execute(
        select(whose, Stakeholder.pseudonym, LegitimacyAssessment.due_on)
        .join(newest, and_(*same))
        .join(Stakeholder, Stakeholder.id == whose)
        .where(
            *signed,
            LegitimacyAssessment.due_on <= day,
            Stakeholder.tier <= up_to_tier,
            Stakeholder.state == StakeholderState.ACTIVE.value,
        )
        .order_by(LegitimacyAssessment.due_on, Stakeholder.pseudonym)
    )
    return [Due(key, pseudonym, due_on) for key, pseudonym, due_on in rows if due_on is not None]
