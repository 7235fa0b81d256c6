"""Assessing an intermediary: begin, write, sign, write down their reply. What is signed never changes."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal_json
from engage.db.clock import today, utcnow
from engage.stakeholders.legitimacy.models import LegitimacyAssessment, LegitimacyReply
from engage.stakeholders.legitimacy.queries import assessments_of, content_of
from engage.stakeholders.legitimacy.questions import BY_CODE, missing
from engage.stakeholders.legitimacy.records import Answer, Conclusion, Content
from engage.stakeholders.legitimacy.vocabulary import AssessmentState, LegitimacyEvent, Part
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.queries import record_of


class NotIntermediary(ValueError):
    """Only who speaks for others is assessed: rights holders speak for themselves."""


class DraftThere(ValueError):
    """There is a draft already; `assessment_id` says which."""

    def __init__(self, assessment_id: UUID) -> None:
        super().__init__(str(assessment_id))
        self.assessment_id = assessment_id


class AlreadySigned(ValueError):
    """A signed version never changes. To correct it is to begin another."""


class NotSigned(ValueError):
    """A draft is not yet something to reply to."""


class NotWhole(ValueError):
    """Something is still to be said in `parts` before it can be signed."""

    def __init__(self, parts: list[Part]) -> None:
        super().__init__(", ".join(part.value for part in parts))
        self.parts = parts


class StillToCome(ValueError):
    """Nobody said anything on a day that is still to come."""


def begin(session: Session, *, actor: User, stakeholder: Stakeholder) -> LegitimacyAssessment:
    """A new draft, with what the last signed version says. Raises NotIntermediary, DraftThere."""
    # One at a time: two drafts begun at once would be two truths.
    session.scalars(select(Stakeholder.id).where(Stakeholder.id == stakeholder.id).with_for_update()).one()
    if not record_of(session, stakeholder).is_intermediary:
        raise NotIntermediary
    versions = assessments_of(session, stakeholder.id)
    for version in versions:
        if not version.is_signed:
            raise DraftThere(version.id)
    row = LegitimacyAssessment(
        id=uuid4(),
        project_id=stakeholder.project_id,
        stakeholder_id=stakeholder.id,
        state=AssessmentState.DRAFT.value,
        begun_at=utcnow(),
        begun_by=actor.id,
    )
    seal_json(session, row, "content", (versions[0].content if versions else Content()).said(), long=True)
    session.add(row)
    session.flush()
    record(session, LegitimacyEvent.BEGUN, actor=actor.id, project=row.project_id, subject=row.stakeholder_id)
    return row


def write_answers(
    session: Session,
    *,
    actor: User,
    assessment: LegitimacyAssessment,
    part: Part,
    answers: Mapping[str, Answer],
    share: int | None = None,
) -> None:
    """Answers the questions of a part; `share` belongs to the part on independence. Raises AlreadySigned."""
    content = _draft(session, assessment)
    given = {code: answer for code, answer in answers.items() if BY_CODE[code].part is part}
    kept_share = share if part is Part.INDEPENDENCE else content.share
    _write(session, actor, assessment, part, replace(content, answers={**content.answers, **given}, share=kept_share))


def conclude(session: Session, *, actor: User, assessment: LegitimacyAssessment, conclusion: Conclusion) -> None:
    """Writes the verdict with its reasons, matters and groups. Raises AlreadySigned."""
    content = _draft(session, assessment)
    _write(session, actor, assessment, Part.VERDICT, replace(content, conclusion=conclusion))


def sign(session: Session, *, actor: User, assessment: LegitimacyAssessment) -> None:
    """Puts one's name under it; it is due for review after the months it says. Raises AlreadySigned, NotWhole."""
    content = _draft(session, assessment)
    parts = missing(content)
    if parts:
        raise NotWhole(parts)
    assessment.state = AssessmentState.SIGNED.value
    assessment.signed_on, assessment.signed_by = today(), actor.id
    assessment.due_on = months_after(today(), content.conclusion.months)
    session.flush()
    ids = {"actor": actor.id, "project": assessment.project_id, "subject": assessment.stakeholder_id}
    record(session, LegitimacyEvent.SIGNED, **ids)


def drop(session: Session, *, actor: User, assessment: LegitimacyAssessment) -> None:
    """Takes a draft away for good. Raises AlreadySigned."""
    _draft(session, assessment)
    session.delete(assessment)
    record(
        session,
        LegitimacyEvent.DROPPED,
        actor=actor.id,
        project=assessment.project_id,
        subject=assessment.stakeholder_id,
    )


def record_reply(
    session: Session, *, actor: User, assessment: LegitimacyAssessment, said_on: date, words: str, answer: str = ""
) -> LegitimacyReply:
    """Writes down what the assessed said of it, and our answer. Raises NotSigned, StillToCome."""
    if assessment.state != AssessmentState.SIGNED:
        raise NotSigned
    if said_on > today():
        raise StillToCome
    reply = LegitimacyReply(
        id=uuid4(),
        project_id=assessment.project_id,
        stakeholder_id=assessment.stakeholder_id,
        assessment_id=assessment.id,
        said_on=said_on,
        written_by=actor.id,
    )
    seal_json(session, reply, "words", {"words": words.strip(), "answer": answer.strip()}, long=True)
    session.add(reply)
    session.flush()
    record(session, LegitimacyEvent.REPLIED, actor=actor.id, project=reply.project_id, subject=reply.stakeholder_id)
    return reply


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _draft(session: Session, assessment: LegitimacyAssessment) -> Content:
    """What a draft says, locked; what somebody else wrote meanwhile is in it."""
    again = select(LegitimacyAssessment).where(LegitimacyAssessment.id == assessment.id).with_for_update()
    session.scalars(again.execution_options(populate_existing=True)).one()
    if assessment.state != AssessmentState.DRAFT:
        raise AlreadySigned
    return content_of(session, assessment)


def _write(session: Session, actor: User, row: LegitimacyAssessment, part: Part, content: Content) -> None:
    seal_json(session, row, "content", content.said(), long=True)
    session.flush()
    ids = {"actor": actor.id, "project": row.project_id, "subject": row.stakeholder_id}
    record(session, LegitimacyEvent.WRITTEN, **ids, part=part.value)
